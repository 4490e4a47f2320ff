package site_test

import (
	"strings"
	"testing"

	"communique/generator/site"
)

const linked = `
-- statements/2017/call.md --
---
title: Call
date: 2017-01-01
countries: [KH]
signatories: [first]
original: signed copy.pdf
---

# Words

Text, [a chart](chart.png).
-- statements/2017/call.fr.md --
---
title: Appel
---

# Mots

Texte.
-- statements/2017/call/signed copy.pdf --
-- statements/2017/call/chart.png --
-- statements/2016/renamed.md --
---
title: Renamed
date: 2016-01-01
countries: [KH]
signatories: [first]
id: 2016/first-name
---

Text, ![a chart](deep/chart.png).
-- statements/2016/renamed/deep/chart.png --
-- statements/2018/draft.md --
---
title: Draft
date: 2018-01-01
countries: [FJ]
signatories: [first]
draft: true
---

Text.
-- statements/2018/draft/scan.pdf --
-- topics/media.md --
---
name: Media
---

[picture](café.png)
-- topics/media/café.png --
-- countries/kh.md --
---
---

Text.
-- pages/about.md --
---
title: About
---

By its address: ![a map](/files/2016/first-name/deep/map.png).
-- statements/2016/renamed/deep/map.png --
-- pages/help/writing.md --
---
title: Writing
---

Text.
`

func TestResolve(t *testing.T) {
	a := read(t, written(t, linked))
	s := plan(t, a)
	for _, c := range []struct{ from, lang, dest, want string }{
		// Relative to the file, with and without .md.
		{"statements/2017/call.md", "en", "../2016/renamed.md", "/statements/2016/first-name"},
		{"statements/2017/call.md", "en", "../2016/renamed", "/statements/2016/first-name"},
		{"statements/2017/call.md", "en", "call.md", "/statements/2017/call"},
		{"statements/2017/call.md", "en", "./call.md?a=b#h-words", "/statements/2017/call?a=b#h-words"},
		{"statements/2017/call.md", "en", "../../pages/about.md", "/about"},
		{"statements/2017/call.md", "en", "../../signatories/first.md#h-about-the-first", "/signatories/first/#h-about-the-first"},
		{"statements/2017/call.md", "en", "../../countries/kh.md", "/countries/kh/"},
		{"statements/2017/call.md", "en", "../../topics/media", "/topics/media/"},
		{"pages/help/writing.md", "en", "../about.md", "/about"},
		{"pages/about.md", "en", "help/writing.md", "/help/writing"},
		// In the language of the text, where there is one.
		{"statements/2016/renamed.md", "fr", "../2017/call.md", "/fr/statements/2017/call"},
		{"statements/2016/renamed.md", "en", "../2017/call.fr.md", "/fr/statements/2017/call"},
		{"statements/2017/call.fr.md", "fr", "../2016/renamed.md", "/statements/2016/first-name"},
		{"statements/2017/call.fr.md", "fr", "../../topics/media.md", "/fr/topics/media/"},
		{"statements/2017/call.md", "km", "../../topics/media.md", "/topics/media/"},
		// Attachments, in the file's own folder or named from where it lies.
		{"statements/2017/call.md", "en", "chart.png", "/files/2017/call/chart.png"},
		{"statements/2017/call.fr.md", "fr", "chart.png", "/files/2017/call/chart.png"},
		{"statements/2017/call.md", "en", "call/chart.png", "/files/2017/call/chart.png"},
		{"statements/2017/call.md", "en", "signed%20copy.pdf#page=2", "/files/2017/call/signed copy.pdf#page=2"},
		{"statements/2016/renamed.md", "en", "deep/chart.png", "/files/2016/first-name/deep/chart.png"},
		{"statements/2016/renamed.md", "en", "../2017/call/chart.png", "/files/2017/call/chart.png"},
		{"topics/media.md", "en", "caf%C3%A9.png", "/files/topics/media/café.png"},
		// Addresses of the site, with all that hosts put at their end.
		{"pages/about.md", "en", "/", "/"},
		{"pages/about.md", "en", "/fr/", "/fr/"},
		{"pages/about.md", "en", "/statements/2017/call", "/statements/2017/call"},
		{"pages/about.md", "fr", "/statements/2017/call", "/statements/2017/call"},
		{"pages/about.md", "en", "/statements/2017/call/", "/statements/2017/call"},
		{"pages/about.md", "en", "/statements/2017/call.html", "/statements/2017/call"},
		{"pages/about.md", "en", "/statements/2017", "/statements/2017/"},
		{"pages/about.md", "en", "/statements/2017/index.html", "/statements/2017/"},
		{"pages/about.md", "en", "/countries/kh", "/countries/kh/"},
		{"pages/about.md", "en", "/files/2017/call/signed%20copy.pdf", "/files/2017/call/signed copy.pdf"},
		{"pages/about.md", "en", "/files/2016/first-name/deep/chart.png", "/files/2016/first-name/deep/chart.png"},
		{"pages/about.md", "en", "/feed.xml", "/feed.xml"},
		{"pages/about.md", "en", "/countries/kh/feed.json", "/countries/kh/feed.json"},
		{"pages/about.md", "en", "/sitemap.xml", "/sitemap.xml"},
		// With the archive's own host.
		{"pages/about.md", "en", "https://archive.example/statements/2017/call#h-words", "/statements/2017/call#h-words"},
		{"pages/about.md", "en", "http://ARCHIVE.example/about", "/about"},
		{"pages/about.md", "en", "//archive.example/about", "/about"},
		{"pages/about.md", "en", "https://archive.example", "/"},
		// Within the page.
		{"statements/2017/call.md", "en", "#h-words", "#h-words"},
		// Elsewhere.
		{"pages/about.md", "en", "https://other.example/a?b#c", "external https://other.example/a?b#c"},
		{"pages/about.md", "en", "https://archive.example:8080/about", "external https://archive.example:8080/about"},
		{"pages/about.md", "en", "ftp://archive.example/about", "external ftp://archive.example/about"},
		{"pages/about.md", "en", "mailto:desk@archive.example", "external mailto:desk@archive.example"},
		{"pages/about.md", "en", "tel:+1", "external tel:+1"},
		// Nowhere.
		{"pages/about.md", "en", "../statements/2017/none.md", `error: "../statements/2017/none.md" leads nowhere: there is no file content/statements/2017/none.md`},
		{"pages/about.md", "en", "../statements/2017/call.km.md", `error: "../statements/2017/call.km.md" leads nowhere: there is no file content/statements/2017/call.km.md`},
		{"pages/about.md", "en", "../topics/media.fr.md", `error: "../topics/media.fr.md" leads nowhere: there is no file content/topics/media.fr.md`},
		{"pages/about.md", "en", "../statements/2017/missing.png", `error: "../statements/2017/missing.png" leads nowhere: there is no file content/statements/2017/missing.png`},
		{"pages/about.md", "en", "../signatories/First.md", `error: "../signatories/First.md" leads nowhere: there is no file content/signatories/First.md`},
		{"signatories/first.md", "en", "first.png", `error: "first.png" leads nowhere: there is no file content/signatories/first/first.png`},
		{"statements/2017/call.md", "en", "missing.png", `error: "missing.png" leads nowhere: there is no file content/statements/2017/call/missing.png`},
		{"pages/about.md", "en", "../../etc/passwd", `error: "../../etc/passwd" leads nowhere: it leaves the content folder`},
		{"pages/about.md", "en", "../statements/2018/draft.md", `error: "../statements/2018/draft.md" leads nowhere: content/statements/2018/draft.md is left out (draft)`},
		{"pages/about.md", "en", "../statements/2018/draft/scan.pdf", `error: "../statements/2018/draft/scan.pdf" leads nowhere: content/statements/2018/draft.md is left out (draft)`},
		{"pages/about.md", "en", "/files/2018/draft/scan.pdf", `error: "/files/2018/draft/scan.pdf" leads nowhere: the archive has no page /files/2018/draft/scan.pdf`},
		{"pages/about.md", "en", "/files//call/chart.png", `error: "/files//call/chart.png" leads nowhere: the archive has no page /files//call/chart.png`},
		{"pages/about.md", "en", "/files/", `error: "/files/" leads nowhere: the archive has no page /files/`},
		{"pages/about.md", "en", "/files/../about", `error: "/files/../about" leads nowhere: the archive has no page /files/../about`},
		{"pages/about.md", "en", "/statements/2017/none", `error: "/statements/2017/none" leads nowhere: the archive has no page /statements/2017/none`},
		{"pages/about.md", "en", "/Statements/2017/CALL", `error: "/Statements/2017/CALL" leads nowhere: the archive has no page /Statements/2017/CALL, but /statements/2017/call`},
		{"pages/about.md", "en", "https://archive.example/none", `error: "https://archive.example/none" leads nowhere: the archive has no page /none`},
		{"pages/about.md", "en", "%zz", `error: "%zz" is no address`},
	} {
		got := spell(s.Resolve(c.from, c.lang, c.dest))
		if got != c.want {
			t.Errorf("%q in %s (%s):\n%s\nwant:\n%s", c.dest, c.from, c.lang, got, c.want)
		}
	}
}

// spell writes a target as one text.
func spell(target site.Target, err error) string {
	switch {
	case err != nil:
		return "error: " + err.Error()
	case target.External != "":
		return "external " + target.External
	case target.Fragment != "":
		return string(target.Path) + target.Query + "#" + target.Fragment
	}
	return string(target.Path) + target.Query
}

// TestResolveUnder checks addresses of a site that lies under a path.
func TestResolveUnder(t *testing.T) {
	a := read(t, written(t, linked))
	a.BaseURL = "https://archive.example/a"
	s := plan(t, a)
	for dest, want := range map[string]string{
		"/a/about":                              "/about",
		"/a/":                                   "/",
		"/a":                                    "/",
		"/about":                                "/about", // begins like the path, but is none below it
		"/statements/2017/call":                 "/statements/2017/call",
		"https://archive.example/a/about":       "/about",
		"https://archive.example/a":             "/",
		"https://archive.example/about":         "external https://archive.example/about",
		"https://archive.example/another/about": "external https://archive.example/another/about",
		"/files/2017/call/chart.png":            "/files/2017/call/chart.png",
		"/a/files/2017/call/chart.png":          "/files/2017/call/chart.png",
	} {
		if got := spell(s.Resolve("pages/about.md", "en", dest)); got != want {
			t.Errorf("%q: %s, want %s", dest, got, want)
		}
	}
}

// TestBrokenLinks holds what is said of links that lead nowhere, and where.
func TestBrokenLinks(t *testing.T) {
	got := refused(t, written(t, `
-- statements/2017/call.md --
---
title: Call
date: 2017-01-01
countries: [KH]
signatories: [first]
---

# Words

A [slip](../2017/cal.md), a [page](/statemnts/), [nothing](../../none-of-all/at-all.md), ![picture](chart.pgn).

Anchors: [good](#h-words), [the page's own](#signatories), [bad](#words), [another's](../../signatories/first.md#h-nothing), [feed](/feed.xml).
-- statements/2017/call/chart.png --
-- pages/about.md --
---
title: About
---

See [there](../statements/2017/call.md#h-word).
`))
	want := `content/pages/about.md:5:5: anchor "#h-word" leads nowhere (the page's headings are #h-words) [broken-anchor]
content/statements/2017/call.md:10:3: link "../2017/cal.md" leads nowhere: there is no file content/statements/2017/cal.md (did you mean /statements/2017/call?) [broken-link]
content/statements/2017/call.md:10:29: link "/statemnts/" leads nowhere: the archive has no page /statemnts/ (did you mean /statements/?) [broken-link]
content/statements/2017/call.md:10:50: link "../../none-of-all/at-all.md" leads nowhere: there is no file content/none-of-all/at-all.md (link to a file of the content folder, such as ../2017/slug.md, or to a whole address elsewhere) [broken-link]
content/statements/2017/call.md:10:90: link "chart.pgn" leads nowhere: there is no file content/statements/2017/call/chart.pgn (did you mean chart.png?) [broken-link]
content/statements/2017/call.md:12:60: anchor "#words" leads nowhere (the page's headings are #h-words) [broken-anchor]
content/statements/2017/call.md:12:75: anchor "#h-nothing" leads nowhere (the page's headings are #h-about-the-first) [broken-anchor]
content/statements/2017/call/chart.png: no text uses "chart.png", so it is not published (link to it, name it as original: or logo:, or delete it) [unused-attachment]
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestAttachments checks that what is used is published and nothing else, and
// that nothing is said of what belongs to a text that is left out.
func TestAttachments(t *testing.T) {
	content := written(t, linked+`
-- topics/media/unused.png --
-- statements/2017/call.km.md --
---
title: Draft
draft: true
---

![later](deep/later.png)
-- statements/2017/call/deep/later.png --
`)
	want := `content/topics/media/unused.png: no text uses "unused.png", so it is not published (link to it, name it as original: or logo:, or delete it) [unused-attachment]` + "\n"
	if got := refused(t, content); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	s, _ := site.Plan(read(t, content), nil)
	files := paths(s, func(p *site.Page) bool { return p.Kind == site.File })
	if got := strings.Join(files, " "); got != "/files/2016/first-name/deep/chart.png /files/2016/first-name/deep/map.png /files/2017/call/chart.png /files/2017/call/signed copy.pdf /files/topics/media/café.png" {
		t.Errorf("published: %s", got)
	}
	if p, ok := s.FileAddress("topics/media/unused.png"); ok {
		t.Errorf("an unused file is at %s", p)
	}
}

// FuzzResolve checks that every address that an editor may write has an answer
// soon: a page of the site, an address elsewhere, or an error.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"../2016/renamed.md#a?b", "/files//x", "//archive.example", "https://archive.example/a/../b", "?", "#", "..", "/", "./.", "call/../../..", "%2e%2e/%2f", "mailto:", "countries//", "../../topics/"} {
		f.Add(s)
	}
	s := plan(f, read(f, written(f, linked)))
	known := map[site.Path]bool{"": true}
	for p := range s.All {
		known[p.Path] = true
	}
	f.Fuzz(func(t *testing.T, dest string) {
		for _, from := range []string{"pages/about.md", "statements/2017/call.fr.md"} {
			if target, err := s.Resolve(from, "fr", dest); err == nil && !known[target.Path] {
				t.Errorf("%q in %s leads to %q, which is no page", dest, from, target.Path)
			}
		}
	})
}
