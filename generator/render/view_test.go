package render_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
	"communique/themes"
)

// TestStatementPage holds what a statement's page says of its signatories and
// of what became of it since.
func TestStatementPage(t *testing.T) {
	s, r := build(t, written(t, `
-- signatories/renamed.md --
---
name: New Name
names: {fr: Nouveau nom}
former_names: [{name: Old Name, until: 2017-09}]
country: TG
---
-- statements/2017/call.md --
---
title: Call
date: 2017-09-30
countries: [KH]
signatories:
  - renamed
  - {org: first, as: AS PRINTED}
  - {org: late, signed: 2017-10-02}
  - {org: gone, withdrawn: 2017-10-03, note: why}
withheld: 1200
release: immediate
place: Place
text: summary
retracted: {date: 2018-01-01, note: because}
corrections: [{date: 2017-10-04, note: a slip}]
also_at: [https://other.example/call]
related: [2017/after]
---

Text.
-- statements/2017/call.km.md --
---
title: Khmer
---

Text.
-- statements/2017/after.md --
---
title: After
date: 2017-10-01
countries: [KH]
signatories: [renamed, {org: late, signed: 2017-11-02}, {org: gone, withdrawn: 2017-10-03, note: another why}]
---

Text.
-- signatories/late.md --
---
name: Late
---
-- signatories/gone.md --
---
name: Gone
---
`), themes.Default())
	for path, c := range map[site.Path]struct {
		letterhead string
		say        []string
	}{
		"/statements/2017/call": {"Old Name AS PRINTED", []string{
			"Old Name (now New Name), Togo", "AS PRINTED", "Late signed on 2 October 2017", "Gone withdrew on 3 October 2017 why",
			"3 signatories", "1,200 further signatories", "Corrected on 4 October 2017 For immediate release Call Place, 30 September 2017",
			"Retracted on 1 January 2018. because", "4 October 2017: a slip", "own summary", "https://other.example/call", "After 1 October 2017 Cambodia · 2 signatories",
			"https://archive.example/statements/2017/call",
		}},
		// Around a text in a language that the site is not offered in, its own.
		"/km/statements/2017/call": {"Old Name AS PRINTED", []string{"Khmer", "This is a translation; the original is authoritative. Read the original (English).", "3 signatories"}},
		"/statements/2017/after":   {"New Name", []string{"2 signatories", "New Name, Togo", "Late signed on 2 November 2017", "Gone withdrew on 3 October 2017 another why"}},
	} {
		d := parse(t, pageAt(t, s, r, path))
		got := said(d.elements["main"][0])
		for _, want := range c.say {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q: %s", path, want, got)
			}
		}
		if got := said(class(d, "ul", "letterhead")); got != c.letterhead {
			t.Errorf("%s: over it stands %q, want %q", path, got, c.letterhead)
		}
	}
	struck := parse(t, pageAt(t, s, r, "/statements/2017/call")).elements["s"]
	if len(struck) != 1 || text(struck[0]) != "Gone" {
		t.Errorf("%d names are struck through", len(struck))
	}
	// In a list for readers of French, a text in English says so.
	home := parse(t, pageAt(t, s, r, "/fr/"))
	if h := home.elements["h3"][0]; attribute(h, "lang") != "en" || attribute(h, "dir") != "ltr" {
		t.Errorf("lang %q, dir %q", attribute(h, "lang"), attribute(h, "dir"))
	}
	if got := said(home.elements["main"][0]); !strings.Contains(got, "Call 30 septembre 2017 Cambodge · 1 203 signataires · anglais · Corrigée · Déclaration retirée") {
		t.Errorf("the French home page says %s", got)
	}
}

// said returns what a reader reads in an element, lines joined with spaces.
func said(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && !slices.Contains([]string{"a", "bdi", "span", "strong", "s", "time"}, c.Data):
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// class returns the first element of a name and a class.
func class(d document, name, class string) *html.Node {
	for _, n := range d.elements[name] {
		if attribute(n, "class") == class {
			return n
		}
	}
	return &html.Node{}
}

// TestSignatoryPage holds what a signatory's page says of it.
func TestSignatoryPage(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	for path, want := range map[site.Path][]string{
		"/signatories/first-watch/": {"First Watch (FW)", "Organisation · Cambodia · signed 2 statements", "About the first.", "In other languages Première veille",
			"Formerly Zeroth Watch (until 31 December 2016)", "Founded 1999", "https://first.example", "Wikidata Q1", "Signed most often with", "Third Person 1"},
		"/fr/signatories/first-watch/": {"Première veille (FW)", "Organisation · Le Cambodge · a signé 2 déclarations", "dernière date : 31 décembre 2016"},
		"/signatories/second-network/": {"Network · signed 1 statement", "Dissolved May 2020", "Succeeded by First Watch"},
		"/signatories/third-person/":   {"Person · signed 1 statement ", "withdrew on 10 January 2018"},
		"/statements/2016/":            {"Statements: 2016", "1 statement · All statements", "Earlier call"},
		"/fr/topics/media-freedom/":    {"Liberté des médias", "1 déclaration", "Qui s’est exprimé"},
		"/404.html":                    {"Page not found"},
		"/countries/":                  {"Countries", "2 countries", "Cambodia 2", "Togo 1"},
		"/":                            {"Test archive", "Invented statements for tests.", "Statements 2", "Signatories 3", "Years 2016–2017", "2017 1", "All countries"},
	} {
		got := said(parse(t, pageAt(t, s, r, path)).elements["main"][0])
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q: %s", path, w, got)
			}
		}
	}
	// A text about it that is not in the page's language says so.
	for _, n := range parse(t, pageAt(t, s, r, "/fr/signatories/first-watch/")).elements["div"] {
		if attribute(n, "id") == "text" && (attribute(n, "lang") != "en" || attribute(n, "dir") != "ltr") {
			t.Errorf("the text about it is %q, %q", attribute(n, "lang"), attribute(n, "dir"))
		}
	}
}
