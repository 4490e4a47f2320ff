package site_test

import (
	"net/url"
	"strings"
	"testing"

	"communique/generator/site"
)

func TestFile(t *testing.T) {
	for path, want := range map[site.Path]string{
		"/":                               "index.html",
		"/fr/":                            "fr/index.html",
		"/about":                          "about.html",
		"/404.html":                       "404.html",
		"/statements/2017/slug":           "statements/2017/slug.html",
		"/countries/kh/2017-09":           "countries/kh/2017-09.html",
		"/countries/kh/feed.json":         "countries/kh/feed.json",
		"/files/2017/slug/a b.PDF":        "files/2017/slug/a b.PDF",
		"/files/2017/slug/README":         "files/2017/slug/README", // as .html it would be served as a page
		"/files/2017/slug/archive.tar.gz": "files/2017/slug/archive.tar.gz",
		"/statements/2017/សេចក្តី":        "statements/2017/សេចក្តី.html",
	} {
		if got := path.File(); got != want {
			t.Errorf("%s is in %q, want %q", path, got, want)
		}
	}
}

// TestBase checks that every address is escaped so that a browser gets the
// same path back, and begins with what the site lies under.
func TestBase(t *testing.T) {
	for base, prefix := range map[string]string{
		"https://archive.example": "", "https://archive.example/": "", "http://archive.example:8080/under/here": "/under/here",
		"https://archive.example/sous-d%C3%A9p%C3%B4t": "/sous-d%C3%A9p%C3%B4t",
	} {
		b := site.ParseBase(base)
		for _, p := range []site.Path{"/", "/statements/2017/slug", "/files/a b/50%/x#y?z.pdf", "/files/é/\"<&'>.pdf", "/files/a:b", "/topics/សេរីភាព/", "/files/A+B;c=d,e@f!.pdf"} {
			href := b.Href(p)
			if !strings.HasPrefix(href, prefix+"/") {
				t.Errorf("%s under %s is %s", p, base, href)
			}
			u, err := url.Parse(href)
			back, _ := url.PathUnescape(prefix)
			if err != nil || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || u.Path != back+string(p) {
				t.Errorf("%s under %s is %s, which is read as %+v, %v", p, base, href, u, err)
			}
			if whole := b.URL(p); whole != strings.TrimSuffix(strings.TrimSuffix(base, "/"), prefix)+href {
				t.Errorf("%s under %s is %s", p, base, whole)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	a := read(t, valid)
	s := plan(t, a)
	call, earlier, about := a.Statement("2017/joint-call"), a.Statement("2016/earlier-call"), a.Pages[0]
	country := site.Subject{Kind: site.Country, Country: call.Countries[0].To}
	all := site.Subject{Kind: site.Statements}
	for _, c := range []struct{ got, want site.Path }{
		{s.Home("en"), "/"},
		{s.Home("fr"), "/fr/"},
		{s.Index(site.Countries, "fr"), "/fr/countries/"},
		{s.StatementIn(call, "en"), "/statements/2017/joint-call"},
		{s.StatementIn(call, "fr"), "/fr/statements/2017/joint-call"},
		{s.StatementIn(earlier, "fr"), "/statements/2016/earlier-call"},
		{s.PageIn(about, "fr"), "/about"},
		{s.ListIn(all, site.Period{}, "en"), "/statements/"},
		{s.ListIn(all, site.Period{Year: 2017}, "fr"), "/fr/statements/2017/"},
		{s.ListIn(all, site.Period{Year: 2017, Month: 9}, "en"), "/statements/2017/09"},
		{s.ListIn(country, site.Period{}, "fr"), "/fr/countries/kh/"},
		{s.ListIn(country, site.Period{Year: 2017}, "en"), "/countries/kh/2017"},
		{s.ListIn(country, site.Period{Year: 2017, Month: 9}, "en"), "/countries/kh/2017-09"},
		{s.Feed(all, site.RSS, "fr"), "/fr/feed.xml"},
		{s.Feed(country, site.JSONFeed, "en"), "/countries/kh/feed.json"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if got := s.TagURI(call); got != "tag:archive.example,2026:statements/2017/joint-call" {
		t.Errorf("the id in feeds is %s", got)
	}
}

// TestTagURI checks that an id in feeds outlives the host, the path and the
// file's name, and is a URI in any script.
func TestTagURI(t *testing.T) {
	a := read(t, written(t, `
-- statements/2017/new.md --
---
title: A
date: 2017-01-01
countries: [KH]
signatories: [first]
id: 2017/ដើម
---

Text.
`))
	a.BaseURL = "https://moved.example/elsewhere"
	s := plan(t, a)
	got := s.TagURI(a.Statements[0])
	if want := "tag:archive.example,2026:statements/2017/%E1%9E%8A%E1%9E%BE%E1%9E%98"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestCollisions holds which addresses are refused, and that both sources are
// named.
func TestCollisions(t *testing.T) {
	const front = "---\ntitle: A\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\n"
	statement := func(path, more string) string {
		return "-- statements/" + path + ".md --\n" + front + more + "---\n\nText.\n"
	}
	page := func(path string) string { return "-- pages/" + path + ".md --\n---\ntitle: A\n---\n\nText.\n" }
	for name, c := range map[string]struct{ files, want string }{
		"letter case": {statement("2017/a", "") + statement("2017/A", ""),
			`content/statements/2017/a.md:1:1: address "/statements/2017/a" is also that of content/statements/2017/A.md (rename one of the two files) [address-collision]`},
		"Unicode form": {statement("2017/caf\u00e9", "") + statement("2017/cafe\u0301", ""),
			"content/statements/2017/caf\u00e9.md:1:1: address \"/statements/2017/caf\u00e9\" is also that of content/statements/2017/cafe\u0301.md (rename one of the two files) [address-collision]"},
		"a year": {statement("2017", ""),
			`content/statements/2017.md:1:1: address "/statements/2017" is also that of the list of statements, 2017 (rename the file) [address-collision]`},
		"below a statement": {statement("2017/a", "") + statement("2017/a/b", ""),
			`content/statements/2017/a/b.md:1:1: address "/statements/2017/a/b" lies below that of content/statements/2017/a.md (move or rename one of the two files) [address-collision]`},
		"a page below a list": {page("statements/a"),
			`content/pages/statements/a.md:1:1: address "/statements/a" is kept for the program (rename the file) [address-collision]`},
		"two pages": {page("a/b") + page("A/B"),
			`content/pages/a/b.md:1:1: address "/a/b" is also that of content/pages/A/B.md (rename one of the two files) [address-collision]`},
		"a translation": {statement("2017/a", "") + "-- statements/2017/a.fr.md --\n---\ntitle: A\n---\n\nText.\n" + page("fr/statements/2017/a"),
			`content/statements/2017/a.fr.md:1:1: address "/fr/statements/2017/a" is also that of content/pages/fr/statements/2017/a.md (rename one of the two files) [address-collision]`},
		"a list": {page("Countries"),
			`content/pages/Countries.md:1:1: address "/Countries" is also that of the program's own countries/index.html (rename the file) [address-collision]`},
		"a language": {page("fr"),
			`content/pages/fr.md:1:1: address "/fr" is also that of the list of statements (rename the file) [address-collision]`},
		"not found": {page("404"),
			`content/pages/404.md:1:1: address "/404" is also that of the program's own 404.html (rename the file) [address-collision]`},
		"index of the site": {page("index"),
			`content/pages/index.md:1:1: address "/index" is also that of the list of statements (rename the file) [address-collision]`},
		"index of a folder": {statement("2017/index", ""),
			`content/statements/2017/index.md:1:1: address "/statements/2017/index" is also that of the list of statements, 2017 (rename the file) [address-collision]`},
		"search": {page("search"),
			`content/pages/search.md:1:1: address "/search" is also that of the program's own search/index.html (rename the file) [address-collision]`},
		"headers": {page("_headers"),
			`content/pages/_headers.md:1:1: address "/_headers" is also that of the program's own _headers (rename the file) [address-collision]`},
		"feeds": {page("feeds"),
			`content/pages/feeds.md:1:1: address "/feeds" is also that of the program's own feeds/index.html (rename the file) [address-collision]`},
		"kept": {page("logos"),
			`content/pages/logos.md:1:1: address "/logos" is kept for the program (rename the file) [address-collision]`},
		"below what is kept": {page("files/about"),
			`content/pages/files/about.md:1:1: address "/files/about" is kept for the program (rename the file) [address-collision]`},
	} {
		got := strings.TrimSuffix(refused(t, written(t, c.files)), "\n")
		if got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

// TestMonthCollision checks that a statement named like a month is refused
// before its year has grown into months, and with one fault after that.
func TestMonthCollision(t *testing.T) {
	a := synthetic(spread(2017, 201))
	a.Statements[0].ID = "2017/05"
	for range 2 {
		_, faults := site.Plan(a, nil)
		if len(faults) != 1 || faults[0].File != a.Statements[0].Source.Path {
			t.Errorf("%d statements: faults: %v", len(a.Statements), faults)
		}
		a.Statements = a.Statements[:200]
	}
}
