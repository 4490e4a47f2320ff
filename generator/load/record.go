package load

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/cldr"
	"communique/generator/diag"
	"communique/generator/markdown"
)

// record is what one file holds: the record of its kind, if it is the
// original, and one version of its text.
type record struct {
	entry
	broken    bool // the front matter was of no use
	version   version
	statement *statementFile
	signatory *signatoryFile
	topic     *topicFile
	country   *countryFile
	faults    diag.List
	looked    time.Time // when it was read; zero where nothing is kept
}

// seed makes the sums of files comparable within one run of the program.
var seed = maphash.MakeSeed()

// read reads a text's file. Of one that is too large it returns the size only.
func (e *entry) read(fsys fs.FS, a *archive.Archive) (src []byte, size int64, err error) {
	src, size, err = readText(fsys, cmp.Or(e.disk, e.path), maxText)
	if err != nil {
		return nil, 0, fmt.Errorf("cannot read %s: %w", a.File(e.path), err)
	}
	return src, size, nil
}

// parse makes the record of a text from the bytes of its file.
func parse(a *archive.Archive, e entry, src []byte, size int64, written *words) (r record) {
	r.entry = e
	f := &file{name: a.File(e.path), path: e.path, faults: &r.faults, written: written}
	r.version.Source = archive.Source{Path: e.path, Disk: e.disk, Size: size, Sum: maphash.Bytes(seed, src)}
	r.version.Language = cmp.Or(e.lang, a.Language)
	f.findErased(src, a)
	var root *yaml.Node
	var offset int64
	if size > maxText {
		f.excess(diag.Pos{}, "the file", size, maxText, "publish a text of this length as a document: original: file.pdf")
	} else {
		root, offset = f.split(src)
	}
	r.broken = root == nil
	if r.broken {
		r.version.Language = cmp.Or(e.lang, archive.Undetermined)
		root = &yaml.Node{Kind: yaml.MappingNode} // the record stays known, so that nothing else seems to be wrong
		f.faults = new(diag.List)
	}
	r.read(f, root)
	if !r.broken && !r.removed() {
		f.inspect(src, offset, &r.version.Version, r.folder == "statements")
	}
	return r
}

// read reads the keys of the file's kind.
func (r *record) read(f *file, root *yaml.Node) {
	v := &r.version
	id := r.id
	if r.lang != "" {
		keys := textKeys
		switch r.folder {
		case "statements":
			keys = statementTranslationKeys
		case "pages":
			keys = translationKeys
		}
		read(f, root, keys, v, "a translation, which inherits the rest,")
		return
	}
	switch r.folder {
	case "statements":
		s := &statementFile{version: *v, folder: "statements/" + r.id}
		readStatement(f, root, s)
		s.Language = cmp.Or(s.Language, v.Language)
		s.Statement.ID = cmp.Or(s.Statement.ID, id)
		*v, r.statement = s.version, s
	case "signatories":
		r.signatory = &signatoryFile{folder: "signatories/" + r.id}
		r.signatory.ID = id
		readSignatory(f, root, r.signatory)
		v.Former = r.signatory.former
	case "topics":
		r.topic = &topicFile{}
		r.topic.ID = id
		read(f, root, topicKeys, r.topic, "a topic")
		v.Former = r.topic.former
	case "countries":
		r.country = &countryFile{}
		r.country.Code = strings.ToUpper(id)
		if !cldr.Valid(r.country.Code) {
			f.fault(&badFileName, diag.Pos{}, fmt.Sprintf("%q is no country's code", id), countryHint(id))
		}
		read(f, root, countryKeys, r.country, "a country")
		v.Former = r.country.former
	case "pages":
		own := v.Language
		read(f, root, pageKeys, v, "a page")
		v.Language = cmp.Or(v.Language, own)
	}
}

// countryHint says how a country's file should be called that has another name.
func countryHint(id string) string {
	if codes := cldr.Find(id); len(codes) == 1 {
		return fmt.Sprintf("rename it to %s.md", strings.ToLower(codes[0]))
	}
	return "name the file after the ISO 3166-1 code, such as kh.md"
}

// inspect reads the body of a text: what it links to, and what an editor must
// be told of it.
func (f *file) inspect(src []byte, offset int64, v *archive.Version, statement bool) {
	body := src[offset:]
	first := uint32(bytes.Count(src[:offset], []byte("\n")))
	at := func(p markdown.At) diag.Pos {
		return diag.Pos{Line: first + uint32(p.Line), Column: uint32(p.Column)}
	}
	v.Body = archive.Body{Offset: offset, Line: first + 1, Empty: len(bytes.TrimSpace(body)) == 0}
	if v.Body.Empty {
		if statement {
			f.fault(&emptyText, diag.Pos{Line: first + 1, Column: 1}, "no text below the front matter", "write the statement's text, or a summary of it with text: summary")
		}
		return
	}
	if o := firstReference(body); o.rule != nil {
		o.at += int(offset)
		f.checkCharacters(src, o)
	}
	if what, place := markdown.Excess(body); what != "" {
		f.fault(&tooLarge, at(place), what, "write it more plainly, or put blank lines between its parts")
		return
	}
	facts := markdown.Inspect(body)
	v.Body.Anchors = facts.Anchors
	for _, l := range facts.Links {
		v.Body.Links = append(v.Body.Links, archive.Link{Dest: l.Dest, Image: l.Image, At: at(l.At)})
	}
	for _, fault := range facts.Faults {
		k := markdownFaults[fault.Kind]
		f.fault(k.rule, at(fault.At), fmt.Sprintf(k.message, fault.Text), k.hint)
	}
	if v.Summary == "" {
		v.Summary = shorten(facts.Summary)
	}
}

// shorten cuts a first paragraph to what a list or a search engine shows.
func shorten(s string) string {
	const most = 300 // code points
	n := 0
	for i := range s {
		if n++; n > most {
			cut := strings.LastIndexByte(s[:i], ' ')
			if cut <= 0 {
				cut = i // a script without spaces
			}
			return strings.Clone(s[:cut]) + "…"
		}
	}
	return s
}

// assemble puts the records into the archive: each original with its
// translations.
func assemble(a *archive.Archive, records []record, faults *diag.List) {
	originals := map[string]*record{}
	for i := range records {
		r := &records[i]
		*faults = append(*faults, r.faults...)
		if r.lang == "" {
			originals[r.entry.folder+"/"+r.id] = r
		}
	}
	translations := map[*record]archive.Versions{}
	for i := range records {
		r := &records[i]
		if r.lang == "" {
			continue
		}
		original := originals[r.entry.folder+"/"+r.id]
		at := diag.Position{File: a.File(r.path)}
		switch {
		case original == nil:
			faults.Add(&orphanTranslation, at, "a translation without its original",
				fmt.Sprintf("add %s, or rename this file to that", a.File(r.entry.folder+"/"+r.id+".md")))
		case original.version.Language == r.lang:
			faults.Add(&languageTwice, at, fmt.Sprintf("a second text in %q", r.lang),
				fmt.Sprintf("%s is in it too; keep one of the two, or correct language: there", a.File(original.path)))
		case has(translations[original], r.lang):
			other, _ := translations[original].In(r.lang)
			faults.Add(&languageTwice, at, fmt.Sprintf("a second text in %q", r.lang),
				fmt.Sprintf("%s is in it too; keep one of the two", a.File(other.Source.Path)))
		default:
			translations[original] = append(translations[original], r.version.Version)
		}
	}
	for i := range records {
		if r := &records[i]; r.lang == "" {
			all := append(archive.Versions{r.version.Version}, translations[r]...)
			slices.SortFunc(all[1:], func(x, y archive.Version) int { return strings.Compare(x.Language, y.Language) })
			r.add(a, all, faults)
		}
	}
}

func has(all archive.Versions, lang string) bool {
	_, ok := all.In(lang)
	return ok
}

// add enters an original with its versions.
func (r *record) add(a *archive.Archive, all archive.Versions, faults *diag.List) {
	source := r.version.Source
	switch r.entry.folder {
	case "statements":
		// A statement whose front matter is broken is known by its id, so that
		// links to it are not reported as well; check passes over it.
		s := r.statement.Statement
		s.Source, s.Versions = source, all
		if s.Removed != nil {
			a.Removed = append(a.Removed, tombstone(&s))
			return
		}
		a.Statements = append(a.Statements, &s)
	case "signatories":
		s := r.signatory.Signatory
		s.Source, s.Versions = source, all
		s.Language = cmp.Or(s.Language, a.Language)
		a.Signatories = append(a.Signatories, &s)
	case "topics":
		t := r.topic.Topic
		t.Source, t.Versions = source, all
		a.Topics = append(a.Topics, &t)
	case "countries":
		if !cldr.Valid(r.country.Code) {
			return // reported
		}
		c := r.country.Country
		c.Source, c.Versions = source, all
		if i := slices.IndexFunc(a.Countries, func(other *archive.Country) bool { return other.Code == c.Code }); i >= 0 {
			faults.Add(&badFileName, diag.Position{File: a.File(source.Path)}, fmt.Sprintf("a second file for the country %s", c.Code),
				fmt.Sprintf("%s is there too; keep one of the two", a.File(a.Countries[i].Source.Path)))
			return
		}
		if r.country.name != "" {
			if c.Names == nil {
				c.Names = map[string]string{}
			}
			c.Names[a.Language] = r.country.name
		}
		a.Countries = append(a.Countries, &c)
	case "pages":
		a.Pages = append(a.Pages, &archive.Page{ID: r.id, Versions: all})
	}
}

// markdownFaults are the words for what package markdown finds.
var markdownFaults = map[markdown.FaultKind]struct {
	rule          *diag.Rule
	message, hint string
}{
	markdown.RawHTML:            {&rawHTML, "HTML is dropped: %q", "write it in Markdown, or put it between backticks to show it as it is"},
	markdown.UndefinedNote:      {&undefinedFootnote, "undefined footnote %q", "add a line with the same mark, a colon and the footnote's text"},
	markdown.UnusedNote:         {&unusedFootnote, "nothing refers to footnote %q", "put its mark into the text, or delete it"},
	markdown.DuplicateNote:      {&footnoteTwice, "footnote %q is defined twice", "give one of the two another mark"},
	markdown.UndefinedReference: {&undefinedReference, "no address for the link %q", "add a line [label]: https://…, or write [text](address)"},
	markdown.UnusedReference:    {&unusedReference, "dropped, for no link uses it: %q", "use it, delete it, or put a backslash before the bracket if it is text"},
	markdown.DuplicateReference: {&unusedReference, "dropped, for its label has an address already: %q", "give one of the two another label"},
	markdown.BrokenLink:         {&malformedLink, "no link: %q", "write [text](address), without spaces in the address"},
	markdown.UnsafeLink:         {&unsafeLink, "unsafe address %q", "link to an address that begins with https:, http:, mailto: or tel:"},
	markdown.ForeignImage:       {&outsideImage, "a picture by its web address: %q", "save it in the folder beside the file and write its name"},
	markdown.ExtraCell:          {&lostText, "dropped, for the table has no such column: %q", "add a column to the table's first row"},
	markdown.Renumbered:         {&lostText, "the number is not shown as written: %q", "number the list in order; a list goes on only after an indented paragraph"},
	markdown.FenceText:          {&lostText, "dropped, for it stands behind the marks of a code block: %q", "move it to a line of its own"},
	markdown.LostCharacter:      {&lostText, "a character that no page can show: %q", "replace it with what stood there"},
}

// ErrChanged is that a file is not the one any more that was loaded.
var ErrChanged = errors.New("changed while the site was being built")

// Body reads the body of a version again. It is ErrChanged if the file has
// changed since the archive was loaded from it.
func Body(fsys fs.FS, v archive.Version) ([]byte, error) {
	src, err := fs.ReadFile(fsys, v.Source.Name())
	if err != nil {
		return nil, fmt.Errorf("cannot read a text again: %w", err)
	}
	if maphash.Bytes(seed, src) != v.Source.Sum {
		return nil, fmt.Errorf("%s %w; build again", v.Source.Path, ErrChanged)
	}
	return src[v.Body.Offset:], nil
}
