package themes_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"communique/generator/load"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

// archive is one in the language LANG, which is also that of its texts.
const archive = `
-- archive.yaml --
title: Title
base_url: https://archive.example
id_authority: archive.example,2026
language: LANG
-- signatories/first.md --
---
name: First
---

Text about the first.
-- topics/media.md --
---
name: Media
---
-- pages/about.md --
---
title: About
---

Text.
-- statements/2017/call.md --
---
title: Call
date: 2017-09-01
countries: [KH]
signatories: [first]
topics: [media]
---

Text.
`

// TestDefault checks that an archive in a language that the theme speaks is in
// that language, and that one in another has pages in English around texts
// that keep their own.
func TestDefault(t *testing.T) {
	for lang, want := range map[string]struct{ page, text, dir, word string }{
		"en":    {"en", "", "", "Statements"},
		"fr":    {"fr", "", "", "Déclarations"},
		"fr-CA": {"fr-CA", "", "", "Déclarations"},
		"sw":    {"en", "sw", "ltr", "Statements"},
		"fa":    {"en", "fa", "rtl", "Statements"},
	} {
		s, r := build(t, strings.ReplaceAll(archive, "LANG", lang))
		for p := range s.All {
			var b bytes.Buffer
			if err := r.Render(&b, p); err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(p.Path.File(), ".html") {
				continue
			}
			doc, err := html.Parse(&b)
			if err != nil {
				t.Fatal(err)
			}
			var spoken bool
			for n := range doc.Descendants() {
				spoken = spoken || n.Type == html.TextNode && strings.Contains(n.Data, want.word)
				switch {
				case n.Type == html.ElementNode && n.Data == "html":
					if attribute(n, "lang") != want.page || attribute(n, "dir") != "ltr" {
						t.Errorf("%s in %s: the page is %q, %q", p.Path, lang, attribute(n, "lang"), attribute(n, "dir"))
					}
				case attribute(n, "id") == "text", n.Data == "h1" && (p.Kind == site.Statement || p.Kind == site.Text), n.Data == "h3":
					if attribute(n, "lang") != want.text || attribute(n, "dir") != want.dir {
						t.Errorf("%s in %s: %s is %q, %q", p.Path, lang, n.Data, attribute(n, "lang"), attribute(n, "dir"))
					}
				}
			}
			if !spoken {
				t.Errorf("%s in %s: does not say %q", p.Path, lang, want.word)
			}
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if n.Type == html.ElementNode && a.Key == key {
			return a.Val
		}
	}
	return ""
}

func build(t *testing.T, files string) (*site.Site, *render.Renderer) {
	t.Helper()
	content, err := txtar.FS(txtar.Parse([]byte(files)))
	if err != nil {
		t.Fatal(err)
	}
	a, faults, err := load.Load(content, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	a.Withhold(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false)
	o := theme.Options{Languages: a.Languages, Href: func(path string) string { return path }}
	for _, k := range site.PageKinds {
		o.Kinds = append(o.Kinds, string(k))
	}
	th, err := theme.Load(themes.Default(), o)
	if err != nil {
		t.Fatal(err)
	}
	assets := make([]site.Path, len(th.Assets))
	for i, asset := range th.Assets {
		assets[i] = site.Path(asset.Path)
	}
	s, more := site.Plan(a, assets)
	for _, f := range append(faults, more...) {
		t.Errorf("%s: %s", f.Position, f.Message)
	}
	return s, render.New(s, th, content)
}
