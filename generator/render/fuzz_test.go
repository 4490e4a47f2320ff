package render_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

// design is the theme, which is loaded once: a fuzzer has a new archive
// thousands of times.
var design = sync.OnceValues(func() (*theme.Theme, error) {
	base := site.ParseBase("https://archive.example")
	o := theme.Options{Languages: []string{"en", "fr"}, Href: func(path string) string { return base.Href(site.Path(path)) }}
	for _, k := range site.PageKinds {
		o.Kinds = append(o.Kinds, string(k))
	}
	return theme.Load(themes.Default(), o)
})

// tryBuild returns the site of a content folder, if load takes it.
func tryBuild(t *testing.T, content fstest.MapFS) (*site.Site, *render.Renderer, bool) {
	t.Helper()
	th, err := design()
	if err != nil {
		t.Fatal(err)
	}
	a, faults, err := load.Load(content, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Rule.Severity == diag.Error {
			return nil, nil, false
		}
	}
	a.Withhold(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false)
	var assets []site.Path
	for _, asset := range th.Assets {
		assets = append(assets, site.Path(asset.Path))
	}
	s, faults := site.Plan(a, assets)
	if errors, _ := faults.Count(); errors > 0 {
		return nil, nil, false
	}
	return s, render.New(s, th, content), true
}

var hostileSeeds = []string{"A title", texts["markup"], texts["characters"], texts["braces"], "]]>", "&amp;lt;", "\u200f\u061c", "a\u2028b", "\\[x](y) *z*", "<svg onload=x>", "x\ty  z", "ក្រុម", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"}

// FuzzFeed checks that RSS and JSON Feed are valid, and say the same, and that
// the list of feeds is, whatever a statement's texts are. What load refuses
// comes as an escape of YAML, and is not heard of again.
func FuzzFeed(f *testing.F) {
	for _, s := range hostileSeeds {
		f.Add(s, s, s)
	}
	long := strings.Repeat("A title & <more>. ]]> ", 64<<10/22) + "End"
	f.Add(long, long, long)
	for _, s := range []string{"a\x01b", "a\u202eb\u202c", "a\ufffeb", "a\u0085b", "a\r\nb", "a\x00b"} {
		f.Add(s, "Summary", "Text")
		f.Add("Title", "Summary", s)
	}
	f.Fuzz(func(t *testing.T, title, summary, body string) {
		if !utf8.ValidString(title + " " + summary) {
			return // what would be tested is how it is put into the file
		}
		content := written(t, "-- signatories/second.md --\n---\nname: "+quote(t, summary+" x")+"\n---\n-- topics/media.md --\n---\nname: "+quote(t, title)+"\n---\n-- statements/2017/call.md --\n---\ntitle: "+
			quote(t, title)+"\nsummary: "+quote(t, summary)+"\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first, second]\ntopics: [media]\n---\n\nText.\n")
		content["statements/2017/call.md"].Data = append(content["statements/2017/call.md"].Data, body...)
		s, r, ok := tryBuild(t, content)
		if !ok {
			return
		}
		x, j := readRSS(t, pageAt(t, s, r, "/feed.xml")), readJSON(t, pageAt(t, s, r, "/feed.json"))
		if len(x.Channel.Items) != 1 || len(j.Items) != 1 {
			t.Fatalf("%d items, %d items", len(x.Channel.Items), len(j.Items))
		}
		compareItems(t, "the feed", x.Channel.Items[0], j.Items[0])
		compareOPML(t, s, r)
		want := norm.NFC.String(strings.Join(strings.Fields(title), " "))
		if got := strings.Join(strings.Fields(j.Items[0].Title), " "); got != want {
			t.Errorf("the title is %q, want %q", got, want)
		}
		if found := parse(t, j.Items[0].HTML).elements; len(found["script"])+len(found["style"])+len(found["iframe"]) > 0 {
			t.Errorf("the content is %q", j.Items[0].HTML)
		}
	})
}

// FuzzSearch checks that the page for searching is one page, with each name in
// it as it is, whatever the names are.
func FuzzSearch(f *testing.F) {
	for _, s := range hostileSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !utf8.ValidString(name) {
			return
		}
		content := written(t, "-- signatories/second.md --\n---\nname: "+quote(t, name)+"\nacronym: "+quote(t, name)+"\n---\n-- topics/media.md --\n---\nname: "+quote(t, name)+
			"\n---\n-- countries/kh.md --\n---\nname: "+quote(t, name)+"\n---\n-- statements/2017/call.md --\n---\ntitle: "+quote(t, name)+
			"\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first, second]\ntopics: [media]\n---\n\nText.\n")
		s, r, ok := tryBuild(t, content)
		if !ok {
			return
		}
		want := norm.NFC.String(strings.Join(strings.Fields(name), " "))
		d := parse(t, pageAt(t, s, r, "/search/"))
		if len(d.elements["main"]) != 1 || len(d.elements["h1"]) != 1 || len(d.elements["script"]) > 1 {
			t.Fatalf("%q has become part of the page", name)
		}
		found := 0
		for _, a := range d.elements["a"] {
			if strings.Contains(strings.Join(strings.Fields(text(a)), " "), want) {
				found++
			}
		}
		if found < 3 {
			t.Errorf("%q stands in %d links", want, found)
		}
	})
}
