package load

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"communique/generator/archive"
	"communique/generator/diag"
)

// edit changes a content folder. words says that it changes words only.
type edit struct {
	name  string
	words bool
	do    func(dir string) error
}

var edits = []edit{
	{"nothing", true, func(string) error { return nil }},
	{"a sentence more", true, inFile("statements/2017/x.md", "Text.", "Text, and more of it.")},
	{"another title", true, inFile("statements/2017/x.md", "title: Title", "title: Another title")},
	{"another first paragraph", true, inFile("pages/about.md", "About.", "All about it.")},
	{"a heading more", false, inFile("statements/2017/x.md", "Text, ", "Text.\n\n## Heading\n\nText, ")},
	{"a fault in the text", false, inFile("statements/2017/x.md", "Text, ", "Text[^1], ")},
	{"the fault is mended", false, inFile("statements/2017/x.md", "Text[^1], ", "Text, ")},
	{"another date", false, inFile("statements/2017/x.md", "2017-09-01", "2017-09-02")},
	{"another line in the front matter", false, inFile("statements/2017/x.md", "title:", "place: Bangkok\ntitle:")},
	{"an unknown signatory", false, inFile("statements/2017/x.md", "[one]", "[one, two]")},
	{"which gets a file", false, writeFile("signatories/two.md", "---\nname: Two\n---\n")},
	{"a translation", false, writeFile("statements/2017/x.fr.md", "---\ntitle: Titre\n---\n\nTexte.\n")},
	{"another word of it", true, inFile("statements/2017/x.fr.md", "Texte.", "Un texte.")},
	{"an attachment", false, writeFile("statements/2017/x/a.txt", "a")},
	{"a file that is no text", false, writeFile("statements/2017/note.doc", "a")},
	{"another language of the archive", false, inFile("archive.yaml", "language: en", "language: fr")},
	{"and of a country", false, writeFile("countries/kh.md", "---\nname: Cambodge\n---\n")},
	{"a file goes", false, func(dir string) error { return os.Remove(filepath.Join(dir, "statements/2017/x.fr.md")) }},
}

func inFile(name, old, with string) func(string) error {
	return func(dir string) error {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && strings.Count(string(data), old) != 1 {
			err = fmt.Errorf("%q stands not once in %s", old, name)
		}
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name), []byte(strings.Replace(string(data), old, with, 1)), 0o644)
	}
}

func writeFile(name, text string) func(string) error {
	return func(dir string) error {
		name := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, []byte(text), 0o644)
	}
}

// TestCache makes one edit after the other and compares what Load and Reword
// return, with what was kept, to what a Load returns that has kept nothing. It
// does so when no stamp can be relied on yet, and when all are settled.
func TestCache(t *testing.T) {
	for _, settled := range []bool{false, true} {
		t.Run(fmt.Sprintf("settled %v", settled), func(t *testing.T) { testCache(t, settled) })
	}
}

// settle pretends that everything was read an hour later than it was.
func settle(c *Cache) {
	c.looked = c.looked.Add(time.Hour)
	for _, r := range c.texts {
		r.looked = r.looked.Add(time.Hour)
	}
	for name, f := range c.facts {
		f.looked = f.looked.Add(time.Hour)
		c.facts[name] = f
	}
}

func testCache(t *testing.T, settled bool) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"archive.yaml":          "title: Archive\nbase_url: https://a.example\nid_authority: a.example,2026\nlanguage: en\n",
		"statements/2017/x.md":  "---\ntitle: Title\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [one]\n---\n\nText. [About](/about)\n",
		"signatories/one.md":    "---\nname: One\n---\n",
		"pages/about.md":        "---\ntitle: About\n---\n\nAbout.\n",
		"statements/2016/y.md":  "---\ntitle: Y\ndate: 2016-09-01\ncountries: [TH, Laos]\nsignatories: [One, nobody]\n---\n\nText.\n",
		"statements/2016/y/p.x": "attachment",
	} {
		if err := writeFile(name, text)(dir); err != nil {
			t.Fatal(err)
		}
	}
	fsys, cache := os.DirFS(dir), &Cache{}
	kept, _, err := Load(fsys, Options{Dir: "content", Jobs: 2, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		kept.Withhold(time.Now(), false) // as the next steps change what they were given
		if settled {
			settle(cache)
			time.Sleep(20 * time.Millisecond) // more than a tick of the file system's clock
		}
		if err := e.do(dir); err != nil {
			t.Fatal(e.name, err)
		}
		words, ok, err := cache.Reword(fsys, kept, 2)
		if err != nil {
			t.Fatal(e.name, err)
		}
		switch {
		case ok && !e.words:
			t.Errorf("%s: taken for words", e.name)
		case !ok && e.words && settled:
			t.Errorf("%s: not taken for words", e.name)
		}
		var faults diag.List
		if ok {
			words.Apply(kept)
		}
		fresh, want, err := Load(fsys, Options{Dir: "content", Jobs: 2})
		if err != nil {
			t.Fatal(e.name, err)
		}
		if ok {
			fresh.Withhold(time.Now(), false)
			same(t, e.name+", reworded", kept, fresh)
		}
		if kept, faults, err = Load(fsys, Options{Dir: "content", Jobs: 2, Cache: cache}); err != nil {
			t.Fatal(e.name, err)
		}
		if fresh, _, err = Load(fsys, Options{Dir: "content", Jobs: 2}); err != nil {
			t.Fatal(e.name, err)
		}
		same(t, e.name, kept, fresh)
		faults.Sort()
		want.Sort()
		if fmt.Sprint(faults) != fmt.Sprint(want) {
			t.Errorf("%s: faults\n%v\nwant\n%v", e.name, faults, want)
		}
	}
}

// same compares what editors wrote of two archives, texts and references.
func same(t *testing.T, name string, got, want *archive.Archive) {
	t.Helper()
	for what, pair := range map[string][2]any{
		"statements": {got.Statements, want.Statements}, "signatories": {got.Signatories, want.Signatories},
		"countries": {got.Countries, want.Countries}, "pages": {got.Pages, want.Pages}, "files": {got.Files, want.Files},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: other %s than those of a folder that is loaded anew", name, what)
		}
	}
}

// TestCacheForgets asks that nothing is kept of files that have gone, and that
// a file is read again whose stamp cannot be relied on.
func TestCacheForgets(t *testing.T) {
	dir := t.TempDir()
	texts := []string{"---\ntitle: one\n---\n", "---\ntitle: two\n---\n"}
	cache := &Cache{}
	for i := range 20 {
		if err := writeFile("pages/about.md", texts[i%2])(dir); err != nil {
			t.Fatal(err)
		}
		old := time.Now()
		if err := os.Chtimes(filepath.Join(dir, "pages/about.md"), old, old); err != nil {
			t.Fatal(err)
		}
		a, _, err := Load(os.DirFS(dir), Options{Jobs: 1, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		if title := a.Pages[0].Original().Title; !strings.Contains(texts[i%2], title) {
			t.Fatalf("round %d: a stale title %q", i, title)
		}
	}
	if err := os.Remove(filepath.Join(dir, "pages/about.md")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Load(os.DirFS(dir), Options{Jobs: 1, Cache: cache}); err != nil {
		t.Fatal(err)
	}
	if len(cache.texts) > 0 {
		t.Errorf("%d texts are kept of an empty folder", len(cache.texts))
	}
}
