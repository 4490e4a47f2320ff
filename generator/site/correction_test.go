package site_test

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

const befallen = `
-- signatories/late.md --
---
name: Late
---
-- signatories/gone.md --
---
name: Gone
---
-- signatories/hasty.md --
---
name: Hasty
---
-- statements/2017/call.md --
---
title: Call
date: 2017-01-01
countries: [KH]
signatories:
  - {org: first, signed: 2017-01-01}
  - {org: late, signed: 2017-02-01, note: took its time}
  - {org: gone, withdrawn: 2017-03-01, note: changed its mind}
  - {org: hasty, signed: 2017-02-01, withdrawn: 2017-02-02, note: a misunderstanding}
withheld: 2
corrections:
  - {date: 2017-02-01, note: One.}
  - {date: 2017-01-15, note: Early.}
  - {date: 2017-02-01, note: Two.}
retracted: {date: 2018-01-01, note: All wrong.}
---
-- statements/2016/before.md --
---
title: Before
date: 2016-01-01
countries: [TG]
signatories: [late, gone]
corrections: [{date: 2017-02-01, note: Other.}]
---
`

// events returns what the page of corrections tells, an event a line.
func events(t *testing.T, content fs.FS) string {
	t.Helper()
	s := plan(t, read(t, content))
	var b strings.Builder
	for _, e := range pageAt(t, s, "/corrections/").List.Events {
		who := ""
		if e.Signature != nil {
			who = " " + e.Signature.To.Name
		}
		fmt.Fprintf(&b, "%s %s #%s %s%s: %s\n", e.Date, strings.TrimPrefix(e.ID, "tag:archive.example,2026:statements/"), e.Fragment(), e.Statement.ID, who, e.Note)
	}
	return b.String()
}

// TestCorrections holds what the events are, their order and their ids: one
// for each correction, late signature, withdrawal and retraction, newest first.
// To have signed on the statement's own day is no news; and what is withheld
// is not told.
func TestCorrections(t *testing.T) {
	const want = `2018-01-01 2017/call:retracted # 2017/call: All wrong.
2017-03-01 2017/call:withdrawn:gone #signatories 2017/call Gone: changed its mind
2017-02-02 2017/call:withdrawn:hasty #signatories 2017/call Hasty: a misunderstanding
2017-02-01 2017/call:corrected:2017-02-01:2 #corrections 2017/call: Two.
2017-02-01 2017/call:corrected:2017-02-01:1 #corrections 2017/call: One.
2017-02-01 2017/call:signed:hasty #signatories 2017/call Hasty: 
2017-02-01 2017/call:signed:late #signatories 2017/call Late: took its time
2017-02-01 2016/before:corrected:2017-02-01:1 #corrections 2016/before: Other.
2017-01-15 2017/call:corrected:2017-01-15:1 #corrections 2017/call: Early.
`
	if got := events(t, written(t, befallen)); got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
	if got := events(t, written(t, "")); got != "" {
		t.Errorf("an archive without statements has events:\n%s", got)
	}
}

// TestEventIDs checks that no edit but a few that are told changes the id of an
// event that stays.
func TestEventIDs(t *testing.T) {
	ids := func(content string) map[string]string {
		all := map[string]string{}
		s := plan(t, read(t, written(t, content)))
		for _, e := range pageAt(t, s, "/corrections/").List.Events {
			if all[e.ID] != "" {
				t.Errorf("%s stands twice", e.ID)
			}
			all[e.ID] = e.Note
		}
		return all
	}
	before := slices.Sorted(maps.Keys(ids(befallen)))
	edit := func(changes ...string) string { return strings.NewReplacer(changes...).Replace(befallen) }
	for name, c := range map[string]struct {
		content string
		added   []string
	}{
		"title, note, translation": {edit("title: Call", "title: Appeal", "All wrong", "Wholly wrong", "changed its mind", "had never agreed", "note: Two.", "note: Two and a half.") +
			"-- statements/2017/call.fr.md --\n---\ntitle: Appel\ntranslated: 2018-01-01\n---\n", nil},
		"slug": {edit("statements/2017/call.md --\n---", "statements/2018/appeal.md --\n---\nid: 2017/call"), nil},
		"order of signatories": {edit("  - {org: first, signed: 2017-01-01}\n", "", "withheld: 2", "  - first\nwithheld: 2", "  - {org: gone, withdrawn: 2017-03-01, note: changed its mind}\n", "",
			"signatories:\n", "signatories:\n  - {org: gone, withdrawn: 2017-03-01, note: changed its mind}\n"), nil},
		"order of days":         {edit("  - {date: 2017-01-15, note: Early.}\n", "", "retracted:", "  - {date: 2017-01-15, note: Early.}\nretracted:"), nil},
		"a signature's day":     {edit("late, signed: 2017-02-01", "late, signed: 2017-02-03", "withdrawn: 2017-03-01", "withdrawn: 2017-03-02"), nil},
		"a day of retraction":   {edit("retracted: {date: 2018-01-01", "retracted: {date: 2018-01-02"), nil},
		"another correction":    {edit("retracted:", "  - {date: 2017-02-01, note: Three.}\nretracted:"), []string{"corrected:2017-02-01:3"}},
		"another of a day past": {edit("corrections:\n", "corrections:\n  - {date: 2017-01-03, note: Past.}\n"), []string{"corrected:2017-01-03:1"}},
		"another signature": {edit("signatories:\n", "signatories:\n  - {org: other, signed: 2017-02-01}\n") + "-- signatories/other.md --\n---\nname: Other\n---\n",
			[]string{"signed:other"}},
	} {
		want := slices.Clone(before)
		for _, id := range c.added {
			want = append(want, "tag:archive.example,2026:statements/2017/call:"+id)
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(ids(c.content))); !slices.Equal(got, want) {
			t.Errorf("%s: %q\nwant %q", name, got, want)
		}
	}
	moved := read(t, written(t, befallen))
	moved.BaseURL = "https://other.example/here"
	for i, e := range pageAt(t, plan(t, moved), "/fr/corrections/feed.xml").Feed.Events {
		if i == 0 && e.ID != "tag:archive.example,2026:statements/2017/call:retracted" || !slices.Contains(before, e.ID) {
			t.Errorf("at another host the event %d is %s", i, e.ID)
		}
	}
	// A note that is mended stays that of the same event.
	if got := ids(edit("note: Two.", "note: Two and a half."))["tag:archive.example,2026:statements/2017/call:corrected:2017-02-01:2"]; got != "Two and a half." {
		t.Errorf("the second correction says %q", got)
	}
}

// TestManyCorrections checks how many events the page and the feeds have.
func TestManyCorrections(t *testing.T) {
	a := synthetic(spread(2017, 30))
	for _, st := range a.Statements {
		st.Corrections = slices.Repeat([]archive.Note{{Date: archive.Date{Year: 2018, Month: 1, Day: 1}, Text: "x"}}, 10)
	}
	a.Statements[29].Retracted = &archive.Note{Date: archive.Date{Year: 2018, Month: 1, Day: 2}, Text: "x"}
	s := plan(t, a)
	for path, n := range map[site.Path]int{"/corrections/": 200, "/corrections/feed.xml": 20, "/corrections/feed.json": 20, "/feeds/corrections/15-feed.xml": 20} {
		p := pageAt(t, s, path)
		var events []site.Event
		if p.List != nil {
			events = p.List.Events
			if p.Updated.Day != 2 {
				t.Errorf("%s was updated on %s", path, p.Updated)
			}
		} else {
			_, events = p.Feed.Shown()
		}
		if len(events) != n || p.Feed.Number == 0 && events[0].What != site.Retracted {
			t.Errorf("%s has %d events, the first is %+v", path, len(events), events[0])
		}
	}
}

// TestWithdrawn checks that a withdrawn signature is in no count, and that the
// statement stays on the signatory's list.
func TestWithdrawn(t *testing.T) {
	s := plan(t, read(t, written(t, strings.ReplaceAll(befallen, "signatories: [late, gone]", "signatories: [late, {org: gone, withdrawn: 2016-02-01}]"))))
	if s.Figures.Signatories != 2 {
		t.Errorf("%d signatories, want first and late", s.Figures.Signatories)
	}
	for _, tally := range slices.Concat(s.Leading[site.Signatory], s.Network.Nodes) {
		if id := tally.Subject.Signatory.ID; id == "gone" || id == "hasty" {
			t.Errorf("%s is among those that lead or the network", id)
		}
	}
	for _, tally := range pageAt(t, s, "/signatories/").Entries {
		if want := map[string]int{"first": 1, "late": 2}[tally.Subject.Signatory.ID]; tally.Count != want {
			t.Errorf("%s has %d statements in the index, not %d", tally.Subject.Signatory.ID, tally.Count, want)
		}
	}
	gone := pageAt(t, s, "/signatories/gone/").List
	if len(gone.Shown) != 2 || gone.Standing != 0 || len(gone.Signatories) > 0 || len(gone.Countries) > 0 {
		t.Errorf("on its own page: %d statements, %d standing, %v, %v", len(gone.Shown), gone.Standing, gone.Signatories, gone.Countries)
	}
	for _, year := range gone.Years {
		if year.Count != 0 {
			t.Errorf("in %s it has %d", year.Period, year.Count)
		}
	}
	for _, tally := range pageAt(t, s, "/countries/tg/").List.Signatories {
		if tally.Subject.Signatory.ID != "late" {
			t.Errorf("%s spoke up about Togo", tally.Subject.Signatory.ID)
		}
	}
	for _, tally := range pageAt(t, s, "/signatories/first/").List.Signatories {
		if tally.Subject.Signatory.ID != "late" {
			t.Errorf("first signs with %s", tally.Subject.Signatory.ID)
		}
	}
	if day := gone.Subject.Withdrew(gone.All[0]); day != (archive.Date{Year: 2017, Month: 3, Day: 1}) {
		t.Errorf("withdrew on %s", day)
	}
	if day := pageAt(t, s, "/countries/tg/").List.Subject.Withdrew(gone.All[1]); !day.IsZero() {
		t.Errorf("a country withdrew on %s", day)
	}
}

// TestWithdrawnPeriods checks the same of the years of a long list.
func TestWithdrawnPeriods(t *testing.T) {
	a := synthetic(spread(2017, 250))
	for _, st := range a.Statements[:10] {
		st.Signatures[0].Withdrawn = archive.Date{Year: 2018, Month: 1, Day: 1}
	}
	s := plan(t, a)
	whole, year := pageAt(t, s, "/signatories/first/").List, pageAt(t, s, "/signatories/first/2017").List
	if whole.Standing != 240 || year.Standing != 240 || whole.Parts[0].Count != 240 || whole.Years[0].Count != 240 || len(whole.All) != 250 {
		t.Errorf("%d and %d standing of %d; parts %v, years %v", whole.Standing, year.Standing, len(whole.All), whole.Parts, whole.Years)
	}
	n := 0
	for _, month := range year.Parts {
		n += month.Count
	}
	if n != 240 {
		t.Errorf("the months have %d", n)
	}
	if all := pageAt(t, s, "/statements/").List; all.Standing != 250 {
		t.Errorf("of all statements %d stand", all.Standing)
	}
}
