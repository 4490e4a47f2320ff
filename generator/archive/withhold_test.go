package archive_test

import (
	"testing"

	"communique/generator/archive"
)

// secret is an archive of which much must not be published on 1 January 2026.
const secret = `
-- statements/2017/public.md --
---
title: Public
date: 2017-01-01
countries: [KH]
signatories: [open]
topics: [shared]
related: [2017/draft, 2017/embargo, 2017/other]
---

Text.
-- statements/2017/public.fr.md --
---
title: Brouillon
draft: true
---

Texte.
-- statements/2017/public/chart.png --
png
-- statements/2017/other.md --
---
title: Other
date: 2017-01-02
countries: [KH]
signatories: [open]
---

Text.
-- statements/2017/draft.md --
---
title: Draft
date: 2017-02-01
countries: [FJ]
signatories: [hidden, open]
topics: [shared, hidden]
draft: true
---

Text.
-- statements/2017/draft.fr.md --
---
title: Traduction
---

Texte.
-- statements/2017/draft/deep/scan.pdf --
pdf
-- statements/2017/embargo.md --
---
title: Embargo
date: 2017-03-01
countries: [FJ, TG]
signatories: [hidden-too]
embargo: 2026-02-01T09:00:00+07:00
---

Text.
-- signatories/open.md --
---
name: Open
country: TG
successor: hidden
---
-- signatories/open.fr.md --
---
draft: true
---

Brouillon.
-- signatories/hidden.md --
---
name: Hidden
logo: logo.png
---
-- signatories/hidden/logo.png --
png
-- signatories/hidden-too.md --
---
name: Hidden too
---
-- signatories/idle.md --
---
name: Idle
---
-- topics/shared.md --
---
name: Shared
---
-- topics/shared.fr.md --
---
draft: true
---

Brouillon.
-- topics/hidden.md --
---
name: Hidden
---
-- countries/fj.md --
---
---
-- countries/kh.md --
---
---
-- countries/kh.fr.md --
---
draft: true
---

Brouillon.
-- pages/about.md --
---
title: About
---

Text.
-- pages/about.fr.md --
---
title: À propos
draft: true
---

Texte.
-- pages/soon.md --
---
title: Soon
draft: true
---

Text.
-- pages/soon.fr.md --
---
title: Bientôt
---

Texte.
`

const newYear = "2026-01-01T00:00:00Z"

func TestWithhold(t *testing.T) {
	a := read(t, secret)
	a.Withhold(at(t, newYear), false)
	hold := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s\nwant %s", what, got, want)
		}
	}
	hold("statements", names(a.Statements, statementID), "2017/other 2017/public")
	hold("signatories", names(a.Signatories, signatoryID), "idle open")
	hold("topics", names(a.Topics, topicID), "shared")
	hold("countries", names(a.Countries, code), "KH")
	hold("pages", names(a.Pages, func(p *archive.Page) string { return p.ID }), "about")
	public := a.Statement("2017/public")
	hold("related", names(public.Related, func(r archive.Ref[archive.Statement]) string { return r.To.ID }), "2017/other")
	hold("languages of the statement", names(public.Versions, language), "en")
	hold("languages of the page", names(a.Pages[0].Versions, language), "en")
	hold("languages of the signatory", names(a.Signatories[1].Versions, language), "en")
	hold("languages of the topic", names(a.Topics[0].Versions, language), "en")
	hold("languages of the country", names(a.Countries[0].Versions, language), "en")
	if s := a.Signatories[1].Successor; s != (archive.Ref[archive.Signatory]{}) {
		t.Errorf("the successor is still %+v", s)
	}
	for _, id := range []string{"2017/draft", "2017/embargo", "2017/draft.md"} {
		if a.Statement(id) != nil {
			t.Errorf("%s is still found", id)
		}
	}
	if _, kept := a.Files["statements/2017/public/chart.png"]; !kept || len(a.Files) != 1 {
		t.Errorf("attachments: %v", a.Files)
	}
	hold("left out", names(a.LeftOut, leftOut), "countries/fj.md: named only by what is left out; countries/kh.fr.md: draft; "+
		"pages/about.fr.md: draft; pages/soon.fr.md: draft; pages/soon.md: draft; "+
		"signatories/hidden-too.md: named only by what is left out; signatories/hidden.md: named only by what is left out; "+
		"signatories/open.fr.md: draft; statements/2017/draft.md: draft; "+
		"statements/2017/embargo.md: embargo until 2026-02-01T09:00:00+07:00; statements/2017/public.fr.md: draft; "+
		"topics/hidden.md: named only by what is left out; topics/shared.fr.md: draft;")
}

// TestWithholdWithDrafts checks that a preview shows drafts, but nothing that
// is under embargo.
func TestWithholdWithDrafts(t *testing.T) {
	a := read(t, secret)
	a.Withhold(at(t, newYear), true)
	for what, got := range map[string]string{
		"2017/draft 2017/other 2017/public": names(a.Statements, statementID),
		"hidden idle open":                  names(a.Signatories, signatoryID),
		"hidden shared":                     names(a.Topics, topicID),
		"FJ KH":                             names(a.Countries, code),
		"en fr":                             names(a.Statement("2017/public").Versions, language),
		"signatories/hidden-too.md: named only by what is left out; statements/2017/embargo.md: embargo until 2026-02-01T09:00:00+07:00;": names(a.LeftOut, leftOut),
	} {
		if got != what {
			t.Errorf("%s\nwant %s", got, what)
		}
	}
}

func TestEmbargoEnds(t *testing.T) {
	for now, hidden := range map[string]bool{
		"2026-02-01T01:59:59Z": true, "2026-02-01T02:00:00Z": false, "2026-02-01T08:59:59+07:00": true, "2027-01-01T00:00:00Z": false,
	} {
		a := read(t, secret)
		a.Withhold(at(t, now), false)
		if (a.Statement("2017/embargo") == nil) != hidden {
			t.Errorf("at %s: hidden is not %v", now, hidden)
		}
	}
}

// TestWithholdOldName checks that a draft at the former place of a statement
// does not take the statement's address with it.
func TestWithholdOldName(t *testing.T) {
	a := read(t, `
-- signatories/open.md --
---
name: Open
---
-- statements/2017/new-name.md --
---
title: Renamed
date: 2017-01-01
countries: [KH]
signatories: [open]
id: 2017/old-name
---

Text.
-- statements/2017/old-name.md --
---
title: Draft
date: 2017-01-01
countries: [KH]
signatories: [open]
id: 2017/third-name
draft: true
---

Text.
`)
	a.Withhold(at(t, newYear), false)
	if s := a.Statement("2017/old-name"); s == nil || s.Versions.Original().Title != "Renamed" {
		t.Errorf("2017/old-name is %+v", s)
	}
}

// TestWithholdNested checks that the attachments of a text stay, though it
// lies in a folder named like one that is left out.
func TestWithholdNested(t *testing.T) {
	a := read(t, `
-- signatories/open.md --
---
name: Open
---
-- statements/2017/draft.md --
---
title: Draft
date: 2017-01-01
countries: [KH]
signatories: [open]
draft: true
---

Text.
-- statements/2017/draft/nested.md --
---
title: Public
date: 2017-01-01
countries: [KH]
signatories: [open]
original: scan.pdf
---

Text.
-- statements/2017/draft/nested/scan.pdf --
pdf
-- statements/2017/draft/secret.pdf --
pdf
`)
	a.Withhold(at(t, newYear), false)
	if _, kept := a.Files["statements/2017/draft/nested/scan.pdf"]; !kept || len(a.Files) != 1 {
		t.Errorf("attachments: %v", a.Files)
	}
}

// TestWithholdNothing checks that an archive without secrets stays whole, also
// what nothing names.
func TestWithholdNothing(t *testing.T) {
	a := read(t, registry)
	before := len(a.Signatories) + len(a.Topics) + len(a.Countries)
	a.Withhold(at(t, newYear), false)
	if after := len(a.Signatories) + len(a.Topics) + len(a.Countries); after != before || len(a.LeftOut) > 0 {
		t.Errorf("%d records of %d, left out %v", after, before, a.LeftOut)
	}
}

// TestListedTwice checks that a statement that names a country or a topic
// twice, whatever the spelling, is about it once.
func TestListedTwice(t *testing.T) {
	a := read(t, `
-- signatories/first.md --
---
name: First
---
-- topics/media.md --
---
name: Media
---
-- statements/2017/one.md --
---
title: One
date: 2017-01-01
countries: [KH, LA, Cambodia]
signatories: [first]
topics: [media, media]
---

Text.
`)
	a.Withhold(at(t, newYear), false)
	one := a.Statement("2017/one")
	if len(one.Countries) != 2 || one.Countries[0].To.Code != "KH" || one.Countries[1].To.Code != "LA" || len(one.Topics) != 1 {
		t.Errorf("it is about %d countries and %d topics", len(one.Countries), len(one.Topics))
	}
}
