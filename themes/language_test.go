package themes_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
)

// manyLanguages is an archive whose texts are in its own language, in others
// that the site is offered in, and in one that it is not.
const manyLanguages = `
-- archive.yaml --
title: Title
titles: {ar: عنوان}
description: What it holds.
base_url: https://archive.example
id_authority: archive.example,2026
language: en
languages: [en, fr, ar]
-- signatories/first.md --
---
name: الأولى
language: ar
names: {en: First, fr: Première}
---
-- signatories/second.md --
---
name: Zweite
language: de
---
-- topics/media.md --
---
name: Media
names: {fr: Médias}
---
-- pages/about.md --
---
title: About
---

Text.
-- pages/about.ar.md --
---
title: حول
---

نص.
-- statements/2017/all.md --
---
title: In all
date: 2017-09-01
countries: [KH]
signatories: [first, second]
topics: [media]
corrections: [{date: 2017-09-05, note: A name.}]
---

Text.
-- statements/2017/all.fr.md --
---
title: En tout
translated: 2017-09-02
---

Texte.
-- statements/2017/all.km.md --
---
title: ទាំងអស់
translated: 2017-09-06
---

អត្ថបទ
-- statements/2017/french.md --
---
title: En français
language: fr
date: 2017-09-02
countries: [KH]
signatories: [second]
---

Texte.
-- statements/2017/french.ar.md --
---
title: بالعربية
---

نص.
`

// head is what a page says of its address and languages.
type head struct {
	canonical  string
	alternates map[string]string
}

// TestAlternates checks that hreflang is reciprocal: the pages that a page
// names say the same, it is among them, the archive's own language is
// x-default, and only canonical pages take part.
func TestAlternates(t *testing.T) {
	s, r := build(t, manyLanguages)
	heads, listed := map[string]head{}, map[string]bool{}
	for p := range s.All {
		if p.Kind == site.Sitemap {
			for _, q := range p.Sitemap.Pages {
				listed[s.Base.URL(q.Path)] = true
			}
		}
		if !strings.HasSuffix(p.Path.File(), ".html") || p.Kind == site.NotFound {
			continue
		}
		h := head{alternates: map[string]string{}}
		for n := range document(t, r, p).Descendants() {
			switch {
			case attribute(n, "rel") == "canonical":
				h.canonical = attribute(n, "href")
			case attribute(n, "hreflang") != "" && n.Data == "link":
				h.alternates[attribute(n, "hreflang")] = attribute(n, "href")
			}
		}
		heads[s.Base.URL(p.Path)] = h
	}
	for url, h := range heads {
		if heads[h.canonical].canonical != h.canonical {
			t.Errorf("%s names %s canonical, which does not", url, h.canonical)
		}
		if listed[url] != (h.canonical == url) {
			t.Errorf("%s: in the sitemap %v, canonical %s", url, listed[url], h.canonical)
		}
		if len(h.alternates) == 0 {
			continue
		}
		var self bool
		for lang, other := range h.alternates {
			self = self || other == url
			if !slices.Equal(pairs(heads[other].alternates), pairs(h.alternates)) {
				t.Errorf("%s names %s for %s, which names %v", url, other, lang, heads[other].alternates)
			}
		}
		if !self || h.canonical != url {
			t.Errorf("%s is not among its own alternates, or not canonical: %v", url, h)
		}
	}
	for path, want := range map[string]string{
		"/":                       "ar=/ar/ en=/ fr=/fr/ x-default=/",
		"/ar/countries/kh/":       "ar=/ar/countries/kh/ en=/countries/kh/ fr=/fr/countries/kh/ x-default=/countries/kh/",
		"/about":                  "ar=/ar/about en=/about x-default=/about",
		"/statements/2017/all":    "en=/statements/2017/all fr=/fr/statements/2017/all km=/km/statements/2017/all x-default=/statements/2017/all",
		"/km/statements/2017/all": "en=/statements/2017/all fr=/fr/statements/2017/all km=/km/statements/2017/all x-default=/statements/2017/all",
		// The original is French: its page for readers of French is another
		// with the same text.
		"/statements/2017/french":    "ar=/ar/statements/2017/french fr=/statements/2017/french x-default=/statements/2017/french",
		"/fr/statements/2017/french": "",
	} {
		got := strings.ReplaceAll(strings.Join(pairs(heads["https://archive.example"+path].alternates), " "), "https://archive.example", "")
		if got != want {
			t.Errorf("%s: %s\nwant %s", path, got, want)
		}
	}
}

func pairs(m map[string]string) []string {
	var all []string
	for k, v := range m {
		all = append(all, k+"="+v)
	}
	slices.Sort(all)
	return all
}

// TestForeign checks that what is not in the page's language says in which it
// is, and what a translation is worth.
func TestForeign(t *testing.T) {
	s, r := build(t, manyLanguages)
	for path, want := range map[string][]string{
		"/": {
			`<h3 lang="fr" dir="ltr"><a href="/statements/2017/french">En français</a></h3>`,
			`<span class="tag">French</span>`,
			`<h1>Title</h1>`,
		},
		"/ar/": {
			`<html lang="ar" dir="rtl">`,
			`<h1>عنوان</h1>`,
			`<p class="lead" lang="en" dir="ltr">What it holds.</p>`,
			`<h3 lang="en" dir="ltr"><a href="/statements/2017/all">In all</a></h3>`,
			`<h3><a href="/ar/statements/2017/french">بالعربية</a></h3>`,
		},
		"/fr/": {`<h1 lang="en" dir="ltr">Title</h1>`, `<h3><a href="/fr/statements/2017/all">En tout</a></h3>`},
		"/signatories/": {
			`<a href="/signatories/first/"><bdi>First</bdi></a>`,
			`<a href="/signatories/second/"><bdi lang="de" dir="ltr">Zweite</bdi></a>`,
		},
		"/signatories/first/":    {`<bdi lang="ar" dir="rtl">الأولى</bdi>`, `<bdi lang="fr" dir="ltr">Première</bdi>`},
		"/ar/signatories/first/": {`<h1><bdi>الأولى</bdi></h1>`},
		"/ar/topics/media/":      {`<h1 lang="en" dir="ltr">Media</h1>`},
		"/fr/topics/media/":      {`<h1>Médias</h1>`},
		"/fr/statements/2017/all": {
			"Ceci est une traduction\u00a0; l’original fait foi.",
			"Cette traduction est antérieure à la correction du 5 septembre 2017 et n’en tient pas compte.",
			`<a href="/statements/2017/all" hreflang="en">Lire l’original (anglais).</a>`,
		},
		"/km/statements/2017/all": {
			`<html lang="en" dir="ltr">`,
			`<h1 lang="km" dir="ltr">ទាំងអស់</h1>`,
			"This is a translation; the original is authoritative.",
		},
	} {
		html := page(t, s, r, path)
		for _, w := range want {
			if !strings.Contains(html, w) {
				t.Errorf("%s lacks %s", path, w)
			}
		}
	}
	if html := page(t, s, r, "/km/statements/2017/all"); strings.Contains(html, "before the correction") {
		t.Error("a translation that has the correction is said to lack it")
	}
	if html := page(t, s, r, "/statements/2017/all"); strings.Contains(html, "This is a translation") {
		t.Error("the original is called a translation")
	}
}

// TestBidi checks that every name in a list stands by itself, so that one in
// another direction does not move what is beside it. What is no flow of text
// needs that not: a title, and the words of a picture.
func TestBidi(t *testing.T) {
	s, r := build(t, manyLanguages)
	names, found := []string{"Zweite", "الأولى", "First", "Première"}, 0
	for p := range s.All {
		if !strings.HasSuffix(p.Path.File(), ".html") {
			continue
		}
		for n := range document(t, r, p).Descendants() {
			if n.Type != html.TextNode || !slices.Contains(names, n.Data) || n.Parent.Namespace == "svg" || n.Parent.Data == "title" {
				continue
			}
			if found++; n.Parent.Data != "bdi" {
				t.Errorf("%s: %s is in a %s", p.Path, n.Data, n.Parent.Data)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d names", found)
	}
}

func page(t *testing.T, s *site.Site, r renderer, path string) string {
	t.Helper()
	for p := range s.All {
		if p.Path == site.Path(path) {
			var b bytes.Buffer
			if err := r.Render(&b, p); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("no page %s", path)
	return ""
}

func document(t *testing.T, r renderer, p *site.Page) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, p); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

type renderer interface {
	Render(b *bytes.Buffer, p *site.Page) error
}
