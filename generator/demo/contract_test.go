package demo

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

type statementMatter struct {
	Title, Date, Language, Place, Release, Summary, Text string
	Countries, Topics, Addressees, Related               []string
	AlsoAt                                               []string `yaml:"also_at"`
	Signatories                                          []signatureMatter
	Withheld                                             int
	Corrections                                          []noteMatter
	Retracted                                            *noteMatter
	Draft                                                bool
}

type signatureMatter struct{ Org, As, Signed, Withdrawn, Note string }

func (g *signatureMatter) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return n.Load(&g.Org)
	}
	type plain signatureMatter
	return n.Load((*plain)(g), yaml.WithKnownFields())
}

type noteMatter struct{ Date, Note string }

type signatoryMatter struct {
	Name, Language, Acronym, Country, Kind, Website, Founded, Dissolved, Successor string
	Names                                                                          map[string]string
	AlsoKnownAs                                                                    []string                       `yaml:"also_known_as"`
	FormerNames                                                                    []struct{ Name, Until string } `yaml:"former_names"`
}

type (
	topicMatter struct {
		Name  string
		Names map[string]string
	}
	pageMatter    struct{ Title string }
	textMatter    struct{ Title, Summary, Translated string }
	archiveMatter struct {
		Title, Description, Language string
		Titles, Descriptions         map[string]string
		BaseURL                      string `yaml:"base_url"`
		IDAuthority                  string `yaml:"id_authority"`
		Languages                    []string
		Publisher                    struct{ Name string }
		License                      struct{ Name, URL string }
	}
)

// content is a sample as a strict reader sees it.
type content struct {
	*testing.T
	settings    archiveMatter
	files       map[string][]byte
	statements  map[string]statementMatter // by id
	signatories map[string]signatoryMatter
	called      map[string]string // a folded name -> the signatory's id
	topics      map[string]topicMatter
}

// parse reads YAML strictly: a key that is unknown or stands twice is a fault.
func parse[T any](c *content, path string, yamlText []byte) T {
	var to T
	if err := yaml.Load(yamlText, &to, yaml.WithKnownFields()); err != nil {
		c.Errorf("%s: %v\n%s", path, err, yamlText)
	}
	return to
}

func (c *content) split(path string) (matter []byte, body string) {
	parts := strings.SplitN(string(c.files[path]), "---\n", 3)
	if len(parts) != 3 || parts[0] != "" {
		c.Fatalf("%s: no front matter", path)
	}
	return []byte(parts[1]), parts[2]
}

func read(t *testing.T, o Options) *content {
	c := &content{T: t, files: collect(t, o), statements: map[string]statementMatter{},
		signatories: map[string]signatoryMatter{}, called: map[string]string{}, topics: map[string]topicMatter{}}
	for path, b := range c.files {
		folder, name, _ := strings.Cut(path, "/")
		id, isText := strings.CutSuffix(name, ".md")
		if path == "archive.yaml" {
			c.settings = parse[archiveMatter](c, path, b)
			continue
		}
		if !isText {
			t.Fatalf("%s: what is that?", path)
		}
		matter, body := c.split(path)
		if !strings.HasPrefix(body, "\n") || !strings.HasSuffix(body, "\n") || len(strings.TrimSpace(body)) == 0 {
			t.Errorf("%s: body %q", path, body)
		}
		switch {
		case folder == "statements" && strings.Contains(id, "."):
			m := parse[textMatter](c, path, matter)
			c.date(path, m.Translated, path[len("statements/"):len("statements/2006")])
		case folder == "statements":
			c.statements[id] = parse[statementMatter](c, path, matter)
		case folder == "signatories":
			c.signatories[id] = parse[signatoryMatter](c, path, matter)
		case folder == "topics":
			c.topics[id] = parse[topicMatter](c, path, matter)
		case folder == "countries":
			parse[topicMatter](c, path, matter)
		case folder == "pages":
			parse[pageMatter](c, path, matter)
		default:
			t.Fatalf("%s: what is that?", path)
		}
	}
	for id, g := range c.signatories {
		c.register(id, g)
	}
	return c
}

// fold sets aside case, every kind of mark and everything but letters and
// digits, which is more than any reader should.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

// register checks that nothing that a signatory is called means another.
func (c *content) register(id string, g signatoryMatter) {
	names := append([]string{id, g.Name, g.Acronym}, g.AlsoKnownAs...)
	for _, n := range g.Names {
		names = append(names, n)
	}
	for _, f := range g.FormerNames {
		names = append(names, f.Name)
	}
	for _, n := range names {
		if n == "" {
			continue
		}
		if other, taken := c.called[fold(n)]; taken && other != id {
			c.Errorf("%q means both %s and %s", n, id, other)
		}
		c.called[fold(n)] = id
	}
}

func TestContract(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"many":    {Statements: 2000, Languages: []string{"en", "fr", "ar"}, Seed: 1},
		"few":     {Statements: 300, Signatories: 50, Languages: []string{"km"}, Seed: 1 << 63},
		"russian": {Statements: 300, Signatories: 1000, Languages: []string{"ru", "es", "pt", "en"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := read(t, o)
			if c.settings.Language != o.Languages[0] || !slices.Equal(c.settings.Languages, o.Languages) {
				t.Errorf("archive.yaml: %+v", c.settings)
			}
			for id, g := range c.signatories {
				c.checkSignatory(id, g)
			}
			for id, s := range c.statements {
				c.checkStatement(id, s)
				c.checkSignatures(id, s)
			}
			for p := range c.files {
				if strings.HasPrefix(p, "statements/") {
					c.checkBody(p)
				}
			}
		})
	}
}

func TestNamesMeanOne(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{0, 1<<64 - 1} {
		s, err := newSample(Options{Statements: 1, Signatories: maxSignatories, Languages: []string{"en", "ar", "es", "fr", "km", "pt", "ru"}, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		c := &content{T: t, called: map[string]string{}}
		for _, g := range s.signatories {
			m := signatoryMatter{Name: g.name, Acronym: g.acronym, Names: g.names, AlsoKnownAs: []string{g.alias}}
			m.FormerNames = append(m.FormerNames, struct{ Name, Until string }{Name: g.former})
			c.register(g.id, m)
		}
	}
}

var wholeDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// date checks that d is a day of the sample, and not before another.
func (c *content) date(where, d, notBefore string) {
	_, err := time.Parse(time.DateOnly, d)
	if err != nil || d < "2006-01-01" || d > "2025-12-31" || d < notBefore {
		c.Errorf("%s: date %q (not before %q)", where, d, notBefore)
	}
}

func (c *content) checkSignatory(id string, g signatoryMatter) {
	if g.Name == "" || len(g.Country) != 2 || !slices.Contains([]string{"organisation", "network", "coalition", "person"}, g.Kind) {
		c.Errorf("%s: %+v", id, g)
	}
	if g.Website != "" && g.Website != "https://"+id+".example.org/" {
		c.Errorf("%s: website %q", id, g.Website)
	}
	if wholeDate.MatchString(g.Founded) {
		c.date(id, g.Founded, "")
	} else if g.Kind != "person" && (g.Founded < "1985" || g.Founded > "2005") {
		c.Errorf("%s: founded %q", id, g.Founded)
	}
	for _, f := range g.FormerNames {
		c.date(id, f.Until, g.Founded)
	}
	if g.Dissolved != "" {
		c.date(id, g.Dissolved, g.Founded)
	}
	if next, ok := c.signatories[g.Successor]; (g.Successor == "") != (g.Dissolved == "") || ok && next.Founded != g.Dissolved || g.Successor != "" && !ok {
		c.Errorf("%s: dissolved %q, successor %q founded %q", id, g.Dissolved, g.Successor, next.Founded)
	}
}

func (c *content) checkStatement(id string, s statementMatter) {
	c.date(id, s.Date, "")
	if want := s.Date[:4] + "/" + s.Date[5:7] + s.Date[8:] + "-sample-"; !strings.HasPrefix(id, want) || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-/") != "" {
		c.Errorf("%s: slug does not begin with %s", id, want)
	}
	if s.Title == "" || len(s.Countries) < 1 || len(s.Countries) > 3 || len(s.Topics) > 3 || s.Release != "" && s.Release != "immediate" || s.Text != "" && s.Text != "summary" {
		c.Errorf("%s: %+v", id, s)
	}
	if _, ok := banks()[s.Language]; s.Language != "" && (!ok || s.Language == c.settings.Language) {
		c.Errorf("%s: language %q", id, s.Language)
	}
	for _, list := range [][]string{s.Countries, s.Topics, s.Related, s.Addressees} {
		if slices.Sort(list); len(slices.Compact(slices.Clone(list))) < len(list) {
			c.Errorf("%s: one of %q twice", id, list)
		}
	}
	for _, topic := range s.Topics {
		if _, ok := c.topics[topic]; !ok {
			c.Errorf("%s: unknown topic %q", id, topic)
		}
	}
	for _, r := range s.Related {
		if other, ok := c.statements[r]; !ok || other.Date > s.Date || r == id || other.Draft {
			c.Errorf("%s: related to %q", id, r)
		}
	}
	for _, u := range s.AlsoAt {
		if !strings.HasPrefix(u, "https://www.example.org/") {
			c.Errorf("%s: also at %q", id, u)
		}
	}
	notes, last := s.Corrections, s.Date
	for _, n := range notes {
		if c.date(id, n.Date, last); n.Date == s.Date || n.Note == "" {
			c.Errorf("%s: correction %+v", id, n)
		}
		last = n.Date
	}
	if s.Retracted != nil {
		c.date(id, s.Retracted.Date, s.Date)
	}
}

func (c *content) checkSignatures(id string, s statementMatter) {
	if n := len(s.Signatories); n < 3 || n > 30 {
		c.Errorf("%s: %d signatories", id, n)
	}
	seen := map[string]bool{}
	for _, g := range s.Signatories {
		who, known := c.called[fold(g.Org)]
		if !known || seen[who] {
			c.Errorf("%s: signatory %q is unknown or stands twice", id, g.Org)
		}
		seen[who] = true
		on := s.Date
		if g.Signed != "" {
			on = g.Signed
			c.date(id, g.Signed, s.Date)
		}
		if g.Withdrawn != "" {
			c.date(id, g.Withdrawn, s.Date)
			if g.Note == "" {
				c.Errorf("%s: withdrawn without a note", id)
			}
		}
		if r := c.signatories[who]; on < r.Founded || r.Dissolved != "" && on >= r.Dissolved {
			c.Errorf("%s: %s signed on %s; founded %s, dissolved %s", id, who, on, r.Founded, r.Dissolved)
		}
	}
}

// TestSignEnds checks that nobody signs late who is gone by then.
func TestSignEnds(t *testing.T) {
	s, err := newSample(Options{Statements: 1})
	if err != nil {
		t.Fatal(err)
	}
	gone := &signatory{id: "gone", name: "Gone (sample)", from: 0, to: 101}
	v := newVoice(s.own, s.draw(ofStatement, 0), place{})
	for range 20000 {
		var d record
		if s.sign(&d, gone, 100, v); strings.Contains(d.String(), "signed") {
			t.Fatalf("signed after its end: %s", d.String())
		}
	}
}

var (
	linked   = regexp.MustCompile(`\]\(([^)]*)\)`)
	mark     = regexp.MustCompile(`\[\^\d+\]`)
	unfilled = regexp.MustCompile(`[{}]|\bTODO\b`)
)

func (c *content) checkBody(p string) {
	id, lang, translated := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(p, "statements/"), ".md"), ".")
	original, ok := c.statements[id]
	own := original.Language
	if own == "" {
		own = c.settings.Language
	}
	switch {
	case !ok:
		c.Errorf("%s: a translation of nothing", p)
	case !translated:
		lang = own
	case lang == own || !slices.Contains(c.settings.Languages, lang) || original.Draft:
		c.Errorf("%s: a translation into %q", p, lang)
	}
	_, body := c.split(p)
	if !slices.ContainsFunc(banks()[lang].list("openings"), func(s string) bool { return strings.HasPrefix(body, "\n"+s) }) {
		c.Errorf("%s: does not begin by saying that it is a sample", p)
	}
	for _, m := range linked.FindAllStringSubmatch(body, -1) {
		target := strings.TrimSuffix(path.Join(path.Dir(p), m[1]), ".md")
		other, ok := c.statements[strings.TrimPrefix(target, "statements/")]
		if !ok || other.Draft || !strings.HasPrefix(m[1], "../") {
			c.Errorf("%s: broken link %q", p, m[1])
		}
	}
	text, notes, _ := strings.Cut(body, "\n[^1]: ")
	if m := mark.FindAllString(text, -1); len(m) > 0 && !slices.Equal(m, mark.FindAllString("[^1]: "+notes, -1)) {
		c.Errorf("%s: marks %s, but footnotes [^1]: %s", p, m, notes)
	}
	if m := unfilled.FindString(body); m != "" {
		c.Errorf("%s: %q in the text", p, m)
	}
}
