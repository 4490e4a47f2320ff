package archive_test

import (
	"testing"

	"communique/generator/archive"
)

const registry = `
-- signatories/first.md --
---
name: First
acronym: F
country: Swaziland
successor: The Second
---
-- signatories/second.md --
---
name: The Second
---
-- signatories/third.md --
---
name: Third
also_known_as: [F]
---
-- topics/media.md --
---
name: Media
---
-- countries/va.md --
---
name: Rome
---
`

const statements = `
-- statements/2017/b.md --
---
title: B
date: 2017-09-01
countries: [kh, Togo, Rome, Nowhere]
signatories: [first, THE SECOND, F, nobody]
topics: [media, Media]
related: [2017/a, 2017/old, 2017/renamed.md, 2016/none]
---

Text.
-- statements/2017/a.md --
---
title: A
date: 2017-09-01
countries: [KH]
signatories: [first]
---

Text.
-- statements/2017/renamed.md --
---
title: Renamed
date: 2018-01-01
countries: [KH]
signatories: [first]
id: 2017/old
---

Text.
`

func TestResolve(t *testing.T) {
	a := read(t, registry+statements)
	if got := names(a.Statements, statementID); got != "2017/old 2017/a 2017/b" {
		t.Errorf("statements are %s: want newest first, by id within a day", got)
	}
	if got := names(a.Countries, code); got != "KH SZ TG VA" {
		t.Errorf("countries are %s", got)
	}
	b := a.Statement("2017/b")
	bound := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("bound to %s, want %s", got, want)
		}
	}
	bound(names(b.Countries, func(r archive.Ref[archive.Country]) string { return to(r.To, code) }), "KH TG VA -")
	bound(names(b.Signatures, func(g archive.Signature) string { return to(g.To, signatoryID) }), "first second - -")
	bound(names(b.Topics, func(r archive.Ref[archive.Topic]) string { return to(r.To, topicID) }), "media -")
	bound(names(b.Related, func(r archive.Ref[archive.Statement]) string { return to(r.To, statementID) }), "2017/a 2017/old 2017/old -")
	first := a.Signatories[0]
	bound(to(first.Successor.To, signatoryID)+" "+to(first.Country.To, code), "second SZ")
	if a.Statement("2017/old") != a.Statement("2017/renamed") || a.Statement("2017/renamed.md") == nil || a.Statement("2017") != nil {
		t.Error("a renamed statement is not found by both its id and its file")
	}
}

// to names what a reference is bound to, "-" for nothing.
func to[T any](p *T, name func(*T) string) string {
	if p == nil {
		return "-"
	}
	return name(p)
}

// TestFindCountries checks that codes come before names, the archive's own
// names before CLDR's, and a name that means two means none.
func TestFindCountries(t *testing.T) {
	a := read(t, `
-- countries/sz.md --
---
name: The Kingdom
names: {fr: Le Royaume}
---
-- countries/gb.md --
---
names: {fr: Le Royaume}
---
`)
	for written, want := range map[string]string{
		"kh": "KH", "KH": "KH", "XK": "XK", "Cambodge": "KH", "កម្ពុជា": "KH", "COTE D’IVOIRE": "CI",
		"Swaziland": "SZ", "the kingdom": "SZ", "Le Royaume": "GB SZ", "Nowhere": "", "XX": "", "": "",
	} {
		if got := names(a.FindCountries(written), func(s string) string { return s }); got != want {
			t.Errorf("%q is %q, want %q", written, got, want)
		}
	}
	if sz := a.Countries[1]; sz.NameIn("en") != "The Kingdom" || sz.NameIn("fr") != "Le Royaume" || sz.NameIn("es") != "Esuatini" {
		t.Errorf("%s is %q, %q, %q", sz.Code, sz.NameIn("en"), sz.NameIn("fr"), sz.NameIn("es"))
	}
}

func TestPosition(t *testing.T) {
	for dir, want := range map[string]string{"": "pages/a.md", ".": "pages/a.md", "content": "content/pages/a.md", "/srv/c": "/srv/c/pages/a.md"} {
		a := &archive.Archive{Dir: dir}
		if got := a.File("pages/a.md"); got != want {
			t.Errorf("in %q the file is %q, want %q", dir, got, want)
		}
	}
}
