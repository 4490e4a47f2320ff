// Package load reads a content folder into an archive. It takes an fs.FS and
// returns values; it is the only reader of front matter and YAML.
//
// What goes in:
//
//	archive.yaml                          the archive's settings
//	statements/2017/slug.md               a statement; slug.fr.md beside it a translation
//	statements/2017/slug/original.pdf     its attachments
//	signatories/ topics/ countries/ pages/  one file a record, likewise
//	permalinks.tsv                        every address that was ever published; see package permalink
//
// A file's front matter is YAML between two lines of three dashes. It is read
// with github.com/adrg/frontmatter and one format of our own: the package's
// own formats pass over a byte order mark, a missing second fence, unknown and
// duplicate keys, and take an indented --- for the end. What the library
// cannot see is checked before it is called.
//
// # YAML
//
// go.yaml.in/yaml/v4 parses to nodes, which are then read by tables of keys
// (statement.go, registry.go, settings.go), without reflection. Measured in
// November 2026 on front matter of 1.3 KB with 16 signatories, two cores:
//
//	yaml/v4 v4.0.0      139 µs   33 KB    483 allocations
//	yaml/v3 v3.0.6      145 µs   33 KB    461 allocations
//	goccy v1.19.2       247 µs  105 KB  1,789 allocations
//
// What decided is the positions. v4 has line and column of every error as
// fields, in code points; v3 has text without columns, and lines that are one
// too low or missing; goccy has good positions, but accepts invalid UTF-8,
// unknown anchors and bad escapes, and 100,000 brackets hold it for over 20
// seconds. Of duplicate keys v4 says nothing while it parses to nodes, so that
// is done here.
//
// # What comes out
//
// An archive whose references are resolved as far as they can be, with the
// position of every value, the size of every picture, and every fault that a
// file shows by itself; see Rules. Bodies are inspected and then let go: Body
// reads one again when it is rendered, and notices if the file has changed
// since. The result does not depend on the number of workers or on the order of
// the file system.
package load

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/permalink"
	"communique/generator/stamp"
)

// Options say how to load.
type Options struct {
	Dir  string // the content folder's name in positions and hints; may be empty
	Jobs int    // how many files are read at a time; at least 1

	Cache *Cache // what has been read before; nil: nothing, and nothing is kept
}

// Load reads the content folder fsys. The error is one of the environment: a
// file that cannot be read. Faults of the content are in the list, unsorted;
// with an error among them the archive is incomplete, and good for finding
// further faults only.
func Load(fsys fs.FS, o Options) (*archive.Archive, diag.List, error) {
	a := &archive.Archive{Dir: o.Dir, Files: archive.Files{}}
	var faults diag.List
	sum, err := loadSettings(fsys, a, &faults)
	if err != nil {
		return nil, nil, err
	}
	found, err := walk(o.Cache.ahead(fsys, o.Jobs), a, &faults, o.Cache != nil, nil)
	if err != nil {
		return nil, nil, err
	}
	entries := found.entries
	records := make([]*record, len(entries))
	written := &words{seen: map[string]string{}}
	if o.Cache != nil {
		o.Cache.begin(o.Dir, sum)
		written, o.Cache.stamps = o.Cache.written, found.stamps
	}
	var group errgroup.Group
	group.SetLimit(max(1, o.Jobs))
	// One task for a run of files: a task for each costs more than it gives.
	const run = 64
	for start := 0; start < len(entries); start += run {
		group.Go(func() error {
			for i := start; i < min(start+run, len(entries)); i++ {
				var err error
				if records[i], err = o.Cache.record(fsys, a, entries[i], written); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	assemble(a, o.Cache.keep(records), &faults)
	if err := readPermalinks(fsys, a, &faults); err != nil {
		return nil, nil, err
	}
	recallLanguages(a)
	if err := readPictures(fsys, a, o, &faults); err != nil {
		return nil, nil, err
	}
	if err := readDocuments(fsys, a, o, &faults); err != nil {
		return nil, nil, err
	}
	a.Resolve()
	if o.Cache != nil {
		o.Cache.archive = a
	}
	return a, faults, nil
}

// loadSettings reads archive.yaml, and returns the sum of its bytes.
func loadSettings(fsys fs.FS, a *archive.Archive, faults *diag.List) (sum uint64, err error) {
	const name = "archive.yaml"
	f := &file{name: a.File(name), path: name, faults: faults}
	src, size, err := readText(fsys, name, maxFrontMatter)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := fs.Stat(fsys, "."); err != nil {
			return 0, fmt.Errorf("cannot read the content folder %s: %w", a.Dir, err)
		}
		hint := "create it with title:, base_url: and id_authority:"
		if _, err := fs.Stat(fsys, "archive.yml"); err == nil {
			hint = "rename archive.yml to that"
		}
		f.fault(&missingArchive, diag.Pos{}, "no archive.yaml", hint)
		a.Language, a.Languages = archive.Undetermined, []string{archive.Undetermined}
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("cannot read the archive's settings: %w", err)
	case size > maxFrontMatter:
		f.excess(diag.Pos{}, "the file", size, maxFrontMatter, "keep in it what the README lists, and nothing else")
		a.Language, a.Languages = archive.Undetermined, []string{archive.Undetermined}
		return 0, nil
	}
	readSettings(f, src, a)
	f.findErased(src, a)
	return maphash.Bytes(seed, src), nil
}

// entry is a text's file.
type entry struct {
	path   string // in NFC
	disk   string // as the file system has it, if that is another form
	folder string // statements, signatories, topics, countries or pages
	id     string // the path under folder without .md and language
	lang   string // of a translation, else empty

	stamp stamp.Stamp // zero where nothing is kept
}

// walk lists the texts, and notes the attachments in a.Files. What belongs to
// nothing is reported; names that begin with a dot are passed over. Files are
// stamped where that is asked for. The names of known texts are not looked at
// again.
func walk(fsys fs.FS, a *archive.Archive, faults *diag.List, stamped bool, known map[string]*record) (*walker, error) {
	w := &walker{archive: a, faults: faults, texts: map[string]bool{}, files: archive.Files{}, known: known}
	if stamped {
		w.stamps = map[string]stamp.Stamp{}
	}
	if err := fs.WalkDir(fsys, ".", w.visit); err != nil {
		return nil, err
	}
	for _, name := range w.others {
		switch known, good := owner(name, w.texts); {
		case good:
			a.Files[name] = w.files[name]
			checkAttachment(a, name, faults)
		case !known && !(name == "archive.yml" && a.BaseURL == ""):
			faults.Add(&strayFile, diag.Position{File: a.File(name)}, fmt.Sprintf("%q belongs to nothing", path.Base(name)), strayHint(name))
		}
	}
	return w, nil
}

// walker is what has been seen of a content folder.
type walker struct {
	archive *archive.Archive
	faults  *diag.List
	entries []entry
	texts   map[string]bool        // without .md and language: whether the name is good
	others  []string               // names of what is no text
	files   archive.Files          // the same
	known   map[string]*record     // by path
	stamps  map[string]stamp.Stamp // of all but the entries, whose own they have; nil: none
}

// visit takes note of one file or folder.
func (w *walker) visit(disk string, d fs.DirEntry, err error) error {
	// macOS decomposes names; git keeps what it was given. The archive has
	// one form, in which links and addresses find a file.
	name := norm.NFC.String(disk)
	switch {
	case err != nil:
		return fmt.Errorf("cannot read the content folder: %w", err)
	case name == ".":
		return nil
	case strings.HasPrefix(d.Name(), "."):
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case d.IsDir():
		return nil
	}
	now, known, err := w.recall(name, disk, d)
	if err != nil || known {
		return err
	}
	findErasedIn(name, w.archive, w.faults)
	if !d.Type().IsRegular() {
		// A link may lead anywhere, and what is no file may never end.
		w.faults.Add(&notAFile, diag.Position{File: w.archive.File(disk)}, fmt.Sprintf("%q is a link, not a file", path.Base(name)), "put the file itself there")
		return nil
	}
	if name == "archive.yaml" || name == permalink.Name {
		return nil
	}
	if e, ok := parseEntry(name); ok {
		if disk != name {
			e.disk = disk
		}
		good := e.check(w.archive, w.faults)
		if good {
			e.stamp = now
			delete(w.stamps, name)
			w.entries = append(w.entries, e)
		}
		w.texts[e.folder+"/"+e.id] = w.texts[e.folder+"/"+e.id] || good
		return nil
	}
	info, err := d.Info()
	if err != nil {
		return fmt.Errorf("cannot read the content folder: %w", err)
	}
	w.others, w.files[name] = append(w.others, name), archive.File{Name: disk, Size: info.Size()}
	return nil
}

// recall takes note of a file's stamp where a cache wants it, and of a text
// whose name was found good before. It reports whether that is all there is to
// do.
func (w *walker) recall(name, disk string, d fs.DirEntry) (now stamp.Stamp, known bool, err error) {
	if w.stamps == nil {
		return now, false, nil
	}
	info, err := d.Info()
	if err != nil {
		return now, false, fmt.Errorf("cannot read the content folder: %w", err)
	}
	now = stamp.Of(info)
	if r := w.known[disk]; r != nil && r.disk == "" && d.Type().IsRegular() {
		e := r.entry
		e.stamp = now
		w.entries, w.texts[e.folder+"/"+e.id] = append(w.entries, e), true
		return now, true, nil
	}
	w.stamps[name] = now
	return now, false, nil
}

// owner reports whether a file lies in the folder of some text, and whether
// that has a name that is good for one.
func owner(name string, texts map[string]bool) (known, good bool) {
	for dir := path.Dir(name); dir != "." && !known; dir = path.Dir(dir) {
		good, known = texts[dir]
	}
	return known, good
}

// strayHint says where a file that belongs to nothing may have been meant to
// lie.
func strayHint(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".txt", ".doc", ".docx", ".odt":
		return "a text ends in .md and lies in signatories/, topics/ or countries/, or anywhere below statements/ or pages/"
	}
	return "attachments lie in a folder named like the text's file, without .md"
}

// parseEntry recognises a text by its place and name.
func parseEntry(name string) (entry, bool) {
	folder, rest, _ := strings.Cut(name, "/")
	stem, isText := strings.CutSuffix(rest, ".md")
	switch folder {
	case "signatories", "topics", "countries":
		isText = isText && !strings.Contains(stem, "/")
	case "statements", "pages":
	default:
		return entry{}, false
	}
	if !isText {
		return entry{}, false
	}
	dir, slug := path.Split(stem)
	slug, lang, _ := strings.Cut(slug, ".")
	return entry{path: name, folder: folder, id: dir + slug, lang: lang}, true
}
