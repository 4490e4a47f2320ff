package site_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestPlan holds the plan of the valid archive: path, kind, language, file,
// day of the last change, and how many statements of how many are shown, or
// how many events.
func TestPlan(t *testing.T) {
	s := plan(t, read(t, valid))
	var b strings.Builder
	for _, stage := range s.Stages {
		fmt.Fprintf(&b, "# %s\n", stage.Name)
		for _, p := range stage.Pages {
			fmt.Fprintln(&b, line(p))
		}
	}
	golden(t, "testdata/valid.golden", b.String())
}

func line(p *site.Page) string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	shown := "-"
	switch {
	case p.Feed.Feed != nil:
		statements, events := p.Feed.Shown()
		shown = fmt.Sprintf("%d/%d", len(statements)+len(events), len(p.Feed.Statements)+len(p.Feed.Events))
	case p.List != nil && p.List.Subject.Kind == site.Corrections:
		shown = fmt.Sprint(len(p.List.Events))
	case p.List != nil:
		shown = fmt.Sprintf("%d/%d", len(p.List.Shown), len(p.List.All))
	case p.Entries != nil:
		shown = fmt.Sprint(len(p.Entries))
	case p.Sitemap != nil:
		shown = fmt.Sprint(len(p.Sitemap.Pages))
	}
	return strings.Join([]string{string(p.Path), string(p.Kind), dash(p.Lang), p.Path.File(), dash(p.Updated.String()), shown}, "\t")
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date (go test -update writes it):\n%s", file, got)
	}
}

func TestFigures(t *testing.T) {
	s := plan(t, read(t, valid))
	want := site.Figures{Statements: 2, Signatories: 3, Countries: 2, First: 2016, Last: 2017}
	if s.Figures != want {
		t.Errorf("%+v, want %+v", s.Figures, want)
	}
	if empty := plan(t, synthetic(nil)); empty.Figures != (site.Figures{}) {
		t.Errorf("an empty archive has %+v", empty.Figures)
	}
}

// TestFiles checks of many plans that each page has a file of its own on every
// file system, and that no host has to choose between a file and a folder.
func TestFiles(t *testing.T) {
	under := read(t, sample(t, 150))
	under.BaseURL = "https://archive.example/under/a/path"
	for name, a := range map[string]*archive.Archive{
		"valid":  read(t, valid),
		"sample": under,
		"empty":  synthetic(nil),
		"long":   synthetic(slices.Concat(spread(2015, 150), spread(2016, 201), spread(2017, 250))),
		"attachments": read(t, written(t, `
-- pages/about.md --
---
title: About
---

[a](README) [b](note.txt) [c](a%20b%23c%25d.pdf) [d](deep/index.txt) [e](Café.pdf)
-- pages/about/README --
-- pages/about/note.txt --
-- pages/about/a b#c%d.pdf --
-- pages/about/deep/index.txt --
-- pages/about/Café.pdf --
`)),
	} {
		checkFiles(t, name, plan(t, a).Files())
	}
}

func checkFiles(t *testing.T, of string, names []string) {
	t.Helper()
	files, folders, folded := map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, name := range names {
		if !fs.ValidPath(name) || name == "." {
			t.Errorf("%s: %q is no path of a file", of, name)
		}
		if files[name] {
			t.Errorf("%s: two pages are %s", of, name)
		}
		files[name] = true
		if other, taken := folded[strings.ToLower(name)]; taken {
			t.Errorf("%s: %s and %s are one on some file systems", of, name, other)
		}
		folded[strings.ToLower(name)] = name
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for name := range files {
		if folders[name] || folders[strings.TrimSuffix(name, ".html")] {
			t.Errorf("%s: beside %s lies a folder of its name", of, name)
		}
	}
	if len(files) == 0 {
		t.Errorf("%s: no files", of)
	}
}

// TestPlanIsPure checks that the same archive has the same plan each time,
// whatever order its maps are walked in.
func TestPlanIsPure(t *testing.T) {
	content := sample(t, 120)
	var first []string
	for range 3 {
		var lines []string
		for p := range plan(t, read(t, content)).All {
			lines = append(lines, line(p))
		}
		if first != nil && !slices.Equal(first, lines) {
			t.Fatal("two plans of one archive differ")
		}
		first = lines
	}
}

// TestLanguages checks where texts stand that are not in the site's languages,
// or not in its own.
func TestLanguages(t *testing.T) {
	s := plan(t, read(t, written(t, `
-- statements/2017/khmer.md --
---
title: Khmer
language: km
date: 2017-01-01
countries: [KH]
signatories: [first]
---

Text.
-- statements/2017/khmer.fr.md --
---
title: Français
---

Texte.
-- statements/2017/french.md --
---
title: Français
language: fr
date: 2017-01-02
countries: [KH]
signatories: [first]
---

Texte.
-- statements/2017/french.en.md --
---
title: English
---

Text.
-- pages/about.md --
---
title: À propos
language: fr
---

Texte.
-- pages/about.en.md --
---
title: About
---

Text.
-- pages/about.km.md --
---
title: Khmer
---

Text.
-- pages/contact.md --
---
title: Contact
language: fr
---

Texte.
`)))
	var got []string
	for p := range s.All {
		switch p.Kind {
		case site.Statement:
			got = append(got, fmt.Sprintf("%s %s %s", p.Path, p.Lang, p.Statement.Versions[p.Version].Language))
		case site.Text:
			got = append(got, fmt.Sprintf("%s %s %s", p.Path, p.Lang, p.Text.Versions[p.Version].Language))
		}
	}
	slices.Sort(got)
	want := []string{
		"/about en en", "/contact en fr", "/fr/about fr fr", "/fr/contact fr fr",
		"/fr/statements/2017/french fr fr", "/fr/statements/2017/khmer fr fr", "/km/about km km",
		"/statements/2017/french en en", "/statements/2017/khmer en km",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestCountries checks that a country has a page when it has a text or a
// statement is about it, not when it is only somebody's seat.
func TestCountries(t *testing.T) {
	a := read(t, written(t, `
-- countries/va.md --
---
---

About.
-- signatories/seated.md --
---
name: Seated
country: TG
---
-- statements/2017/a.md --
---
title: A
date: 2017-01-01
countries: [KH]
signatories: [first]
---

Text.
`))
	s := plan(t, a)
	got := paths(s, func(p *site.Page) bool { return p.Kind == site.Country && p.Lang == "en" })
	if want := []string{"/countries/kh/", "/countries/va/"}; !slices.Equal(got, want) {
		t.Errorf("pages %q, want %q", got, want)
	}
	for _, c := range a.Countries {
		if s.HasCountry(c) != (c.Code != "TG") {
			t.Errorf("HasCountry(%s) = %v", c.Code, s.HasCountry(c))
		}
	}
	if s.Figures.Countries != 1 {
		t.Errorf("statements are about %d countries, want 1", s.Figures.Countries)
	}
}

// TestEntries checks that an index is in the order in which readers of its
// language look names up.
func TestEntries(t *testing.T) {
	s := plan(t, read(t, written(t, `
-- topics/a.md --
---
name: zebra
---
-- topics/b.md --
---
name: Éclair
names: {fr: zoo}
---
-- topics/c.md --
---
name: East
---
-- topics/d.md --
---
name: apple
---
`)))
	for path, want := range map[site.Path]string{"/topics/": "apple East Éclair zebra", "/fr/topics/": "apple East zebra zoo"} {
		p := pageAt(t, s, path)
		var got []string
		for _, e := range p.Entries {
			got = append(got, e.Subject.Name(p.Lang))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
