// Package migrate moves the folder of a Jekyll, Hugo or Eleventy site into an
// archive. It is pure: in go the old site as an fs.FS, the archive, and the day;
// out come the files to write, and the report that says what became of each
// file of the old site. Who writes must overwrite nothing.
//
// # What becomes what
//
//	a folder of organisations (members, partners, signatories, …)  a signatory a file
//	a folder of topics, of countries                               the same here
//	a text with a date, in its name or its front matter            statements/YEAR/slug.md
//	a text in _posts, _drafts or a folder of statements or news    a statement too, of today and a draft if it has no date
//	any other text with front matter                               pages/slug.md
//	a text with a language in its name, its folder or its keys     a translation, beside what it translates
//	a picture or document that one of these refers to              a file beside it; links are rewritten
//
// Keys find their place by what the three generators and their themes call
// them; statement.go and registry.go list the names. A tag or category that is the
// name of a country, a signatory or a topic becomes that, and any other a topic.
// A name in a list of signatories that nobody bears becomes a signatory of its
// own. Permalinks and aliases, and the address that the generator gave the text by
// its settings, go into redirect_from, so that no address dies.
//
// A statement without signatories or countries is a draft, and a comment in it
// says why. Front matter is YAML, TOML or JSON, and may be such as load would
// refuse: tabs, keys that stand twice, colons without quotes, bytes that are no
// UTF-8, no second fence. In texts, HTML becomes Markdown, and what runs in a
// generator (Liquid, shortcodes) falls away while the text inside it stays.
//
// # What is promised
//
// The report has a line for each file of the old site (one for a whole folder of
// what the generator or a package manager made), and names each key that found no
// place, each thing that was read otherwise than it stands, and each part of a text that
// fell away. What is in the archive already, by path, id or name, is not planned
// again: a second run plans what is new, and after it nothing. The same site and
// archive give the same plan.
package migrate

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
)

// ErrNoSite is the error of New for a folder that holds no text with front
// matter.
var ErrNoSite = errors.New("no text with front matter in it")

// Plan is what is to be written.
type Plan struct {
	Files   []File    // by path
	Outcome []Outcome // of each file of the old site, by its path
	Named   []string  // the paths of signatories and topics that have no file of their own in the old site
	Site    string    // the generator, as far as it is known: Jekyll, Hugo, Eleventy or ""
}

// File is a file of the archive's content folder.
type File struct {
	Path string // within the content folder
	Data []byte // nil: the bytes of the old site's file From
	From string
}

// Outcome says what became of one file or folder of the old site.
type Outcome struct {
	Source  string   // within the old site; a folder ends in a slash
	Became  []string // paths in the content folder; none where nothing was taken over
	New     bool     // what it became is among the plan's files
	Why     string   // where nothing was taken over
	Remarks []string // a sentence each
	Left    []string // keys that found no place, with the beginning of their values
}

// New plans the move of the site fsys into the archive a. The errors are those
// of fsys, and ErrNoSite.
func New(fsys fs.FS, a *archive.Archive, today archive.Date) (*Plan, error) {
	s, err := survey(fsys)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(s.texts, func(t *text) bool { return t.has }) {
		return nil, ErrNoSite
	}
	m := &migration{
		site: s, archive: a, today: today, registry: newRegistry(a),
		files: map[string]File{}, taken: map[string]*text{}, claimed: map[string]bool{}, formers: map[string]bool{},
		byPath: map[string]*text{}, byName: map[string][]*text{}, byAddress: map[string]*text{}, outcomes: map[string]*Outcome{},
	}
	m.countries()
	m.signatories()
	m.topics()
	m.place()
	m.index()
	for _, t := range s.texts {
		m.write(t)
	}
	m.writeRegistry()
	return m.plan(), nil
}

// migration is a plan in the making.
type migration struct {
	*site
	archive   *archive.Archive
	today     archive.Date
	files     map[string]File
	taken     map[string]*text // by the path that a text gets
	claimed   map[string]bool  // paths that texts of the old site have, whether the archive has them already or not
	formers   map[string]bool  // former addresses that were given away
	byPath    map[string]*text
	byName    map[string][]*text // without ending
	byAddress map[string]*text   // by what is left of an address that the text had
	registry  *registry
	outcomes  map[string]*Outcome
}

// outcome returns that of a file, to add to.
func (m *migration) outcome(source string) *Outcome {
	o := m.outcomes[source]
	if o == nil {
		o = &Outcome{Source: source}
		m.outcomes[source] = o
	}
	return o
}

// became notes that a source gave a file of the archive, and plans it if it is
// not there yet.
func (m *migration) became(source string, f File) {
	o := m.outcome(source)
	if !slices.Contains(o.Became, f.Path) {
		o.Became = append(o.Became, f.Path)
	}
	if !m.registry.there[f.Path] {
		m.files[f.Path] = f
		o.New = true
	}
}

// plan gathers what was found out.
func (m *migration) plan() *Plan {
	p := &Plan{Site: m.generator}
	for _, f := range m.files {
		p.Files = append(p.Files, f)
	}
	slices.SortFunc(p.Files, func(x, y File) int { return cmp.Compare(x.Path, y.Path) })
	for _, r := range m.registry.added {
		if len(r.group) == 0 {
			p.Named = append(p.Named, r.path())
		}
	}
	slices.Sort(p.Named)
	for _, t := range m.texts {
		o := m.outcome(t.path)
		o.Remarks = append(slices.Clone(t.remarks), o.Remarks...)
		if t.kind != nothing && !t.there {
			o.Left = t.fields.left()
		}
		if len(o.Became) == 0 && o.Why == "" {
			o.Why = cmp.Or(t.why, "nothing was found in it")
		}
	}
	for _, name := range m.others {
		if o := m.outcome(name); len(o.Became) == 0 {
			o.Why = whyNot(name)
		}
	}
	for folder, n := range m.passed {
		m.outcome(folder).Why = fmt.Sprintf("made by the generator or a package manager, and not read (files: %d)", n)
	}
	for _, o := range m.outcomes {
		p.Outcome = append(p.Outcome, *o)
	}
	slices.SortFunc(p.Outcome, func(x, y Outcome) int { return cmp.Compare(x.Source, y.Source) })
	return p
}

// whyNot says why a file that is no text stays behind.
func whyNot(name string) string {
	first, _, _ := strings.Cut(name, "/")
	switch {
	case strings.HasPrefix(first, "_") && strings.Contains(name, "/") || slices.Contains([]string{"layouts", "themes", "archetypes", "i18n", "includes", "config", "data"}, first):
		return "a part of the generator's theme or settings"
	case slices.Contains(settingsFiles, name), slices.Contains([]string{"package.json", "package-lock.json", "Gemfile", "Gemfile.lock", "netlify.toml", "go.mod", "go.sum"}, name), strings.Contains(first, "eleventy"):
		return "settings of the generator, or of what it is built with"
	case slices.Contains(pictureEndings, strings.ToLower(path.Ext(name))) || slices.Contains(documentEndings, strings.ToLower(path.Ext(name))):
		return "no text that was taken over refers to it"
	}
	return "no text, picture or document"
}
