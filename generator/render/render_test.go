package render_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"communique/generator/site"
	"communique/themes"
)

// TestAnyOrder checks that a page has the same bytes whenever it is rendered:
// first or last, once or twice, alone or beside others.
func TestAnyOrder(t *testing.T) {
	for name, content := range map[string]fs.FS{"valid": valid, "linked": written(t, linked), "sample": sample(t, 5)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := build(t, content, themes.Default())
			pages := slices.Collect(s.All)
			want := map[*site.Page]string{}
			for _, p := range pages {
				want[p] = page(t, r, p)
				if again := page(t, r, p); again != want[p] {
					t.Errorf("%s: the second time it differs", p.Path)
				}
			}
			random := rand.New(rand.NewPCG(1, 2))
			for _, order := range []func(){
				func() { slices.Reverse(pages) },
				func() { random.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] }) },
			} {
				order()
				other, r := build(t, content, themes.Default())
				byPath := map[site.Path]*site.Page{}
				for p := range other.All {
					byPath[p.Path] = p
				}
				var group sync.WaitGroup
				for worker := range 4 {
					group.Go(func() {
						for i := worker; i < len(pages); i += 4 {
							var b bytes.Buffer
							if err := r.Render(&b, byPath[pages[i].Path]); err != nil {
								t.Error(err)
							}
							if b.String() != want[pages[i]] {
								t.Errorf("%s: in another order it differs", pages[i].Path)
							}
						}
					})
				}
				group.Wait()
			}
		})
	}
}

// TestNewStatement checks that a new statement changes what it must and no
// byte of anything else.
func TestNewStatement(t *testing.T) {
	content := written(t, "-- signatories/other.md --\n---\nname: Other\n---\n-- topics/media.md --\n---\nname: Media\n---\n")
	add := func(id, date, country string) {
		text := fmt.Sprintf("---\ntitle: %s\ndate: %s\ncountries: [%s]\nsignatories: [first]\n---\n\nText.\n", id, date, country)
		content["statements/"+id+".md"] = written(t, "-- x --\n"+text)["x"]
	}
	for i := range 210 {
		add(fmt.Sprintf("2016/s-%03d", i), fmt.Sprintf("2016-%02d-01", 1+i/40), "KH")
	}
	add("2017/first", "2017-01-01", "TG")
	s, r := build(t, content, themes.Default())
	before := everything(t, s, r)
	add("2017/second", "2017-02-01", "TG")
	s, r = build(t, content, themes.Default())
	var differ []string
	for path, text := range everything(t, s, r) {
		if before[path] != text {
			differ = append(differ, string(path))
		}
		delete(before, path)
	}
	slices.Sort(differ)
	var want []string
	for _, lang := range []string{"", "/fr"} {
		for _, path := range []string{"/", "/countries/", "/countries/tg/", "/countries/tg/feed.json", "/countries/tg/feed.xml", "/feed.json", "/feed.xml",
			"/signatories/", "/signatories/first/", "/signatories/first/2017", "/signatories/first/feed.json", "/signatories/first/feed.xml", "/statements/", "/statements/2017/", "/search/", "/data/"} {
			want = append(want, lang+path)
		}
	}
	want = append(want, "/sitemap.xml", "/statements/2017/second", "/data/citations.bib", "/data/citations.ris", "/data/signatories.csv", "/data/signatories.jsonl",
		"/data/signatures.csv", "/data/signatures.jsonl", "/data/statements.csv", "/data/statements.jsonl")
	slices.Sort(want)
	if !slices.Equal(differ, want) || len(before) > 0 {
		t.Errorf("changed %q\nwant %q\ngone %d", differ, want, len(before))
	}
}

// TestUnsafe checks that a page on which html/template has refused a value is
// an error, which names page and template, and not a page.
func TestUnsafe(t *testing.T) {
	content := written(t, strings.Replace(linked, "title: Call", "title: \"javascript:alert(1)\"", 1))
	for name, file := range map[string]string{
		"templates/statement.html":     `{{define "main"}}<h1><a href="{{.Frame.Title}}">x</a></h1>{{end}}`,
		"templates/partials/item.html": `<a href="{{.Title}}">x</a>`,
		"templates/page.html":          `{{define "main"}}<h1 style="color: {{.Frame.Title}}">x</h1>{{end}}`,
	} {
		content["pages/about.md"] = written(t, "-- x --\n---\ntitle: \"expression(alert(1))\"\n---\n\nText.\n")["x"]
		s, r := build(t, content, changed(t, themes.Default(), map[string]string{name: file}))
		var refused []string
		for p := range s.All {
			var b bytes.Buffer
			if err := r.Render(&b, p); err != nil {
				if want := fmt.Sprintf("cannot make %s: %s.html, ", p.Path, p.Kind); !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "(ZgotmplZ)") {
					t.Errorf("%s: %v", name, err)
				}
				refused = append(refused, string(p.Path))
			} else if strings.Contains(b.String(), "ZgotmplZ") {
				t.Errorf("%s: %s is no error", name, p.Path)
			}
		}
		first := map[string]string{"templates/statement.html": "/statements/2017/call", "templates/partials/item.html": "/", "templates/page.html": "/about"}[name]
		if !slices.Contains(refused, first) {
			t.Errorf("%s: refused are %q, not %s", name, refused, first)
		}
	}
}

// TestBrokenTemplate checks that an error names the page and the template.
func TestBrokenTemplate(t *testing.T) {
	s, r := build(t, valid, changed(t, themes.Default(), map[string]string{"templates/topic.html": `{{define "main"}}{{.Titel}}{{end}}`}))
	for p := range s.All {
		var b bytes.Buffer
		err := r.Render(&b, p)
		if (err != nil) != (p.Kind == site.Topic) {
			t.Errorf("%s: %v", p.Path, err)
		}
		if err != nil && (!strings.Contains(err.Error(), string(p.Path)) || !strings.Contains(err.Error(), "topic.html") || !strings.Contains(err.Error(), "Titel")) {
			t.Errorf("%s: %v", p.Path, err)
		}
	}
}

// TestChangedContent checks that a file that changes, or goes, while the site
// is built is an error that names it, for every page that shows it.
func TestChangedContent(t *testing.T) {
	for file, paths := range map[string][]site.Path{
		"statements/2017/joint-call.md":           {"/statements/2017/joint-call", "/feed.xml", "/fr/countries/kh/feed.json"},
		"statements/2017/joint-call.fr.md":        {"/fr/statements/2017/joint-call"},
		"pages/about.md":                          {"/about"},
		"countries/kh.md":                         {"/countries/kh/"},
		"signatories/first-watch.md":              {"/fr/signatories/first-watch/"},
		"statements/2017/joint-call/original.pdf": {"/files/2017/joint-call/original.pdf"},
	} {
		for _, gone := range []bool{false, true} {
			content := changed(t, valid, nil)
			s, r := build(t, content, themes.Default())
			if gone {
				delete(content, file)
			} else {
				content[file].Data = append(content[file].Data, "More.\n"...)
			}
			for p := range s.All {
				var b bytes.Buffer
				err := r.Render(&b, p)
				if err != nil && !strings.Contains(err.Error(), file) {
					t.Errorf("%s does not name %s: %v", p.Path, file, err)
				}
				shows := slices.Contains(paths, p.Path) && !(p.Path == "/fr/countries/kh/feed.json")
				if attachment := p.Kind == site.File; err == nil && shows && (gone || !attachment) {
					t.Errorf("%s is made, though %s is no longer what it was", p.Path, file)
				}
			}
		}
	}
}

// TestRobots checks that search engines are shown the sitemap.
func TestRobots(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	if got := pageAt(t, s, r, "/robots.txt"); got != "User-agent: *\nAllow: /\n\nSitemap: https://archive.example/sitemap.xml\n" {
		t.Errorf("%q", got)
	}
}

// TestFiles checks that attachments and assets are copied as they are.
func TestFiles(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	n := 0
	for p := range s.All {
		if p.Kind != site.File {
			continue
		}
		n++
		want, err := fs.ReadFile(valid, p.Content)
		if err != nil || page(t, r, p) != string(want) {
			t.Errorf("%s is not %s: %v", p.Path, p.Content, err)
		}
	}
	if n != 1 {
		t.Errorf("%d attachments", n)
	}
}
