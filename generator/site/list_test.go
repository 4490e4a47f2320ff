package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

// TestLists holds where lists are cut: path, how many statements are shown of
// how many, and the periods that the page leads to.
func TestLists(t *testing.T) {
	for name, c := range map[string]struct {
		days []archive.Date
		want []string
	}{
		"none": {nil, []string{"/countries/ 0", "/signatories/first/ 0/0", "/statements/ 0/0", "/topics/media/ 0/0"}},
		"200 in a year": {spread(2017, 200), []string{
			"/countries/kh/ 200/200",
			"/signatories/first/ 200/200",
			"/statements/ 200/200 2017:200",
			"/statements/2017/ 200/200",
			"/topics/media/ 200/200",
		}},
		"201 in two years": {slices.Concat(spread(2016, 1), spread(2017, 200)), []string{
			"/countries/kh/ 50/201 2017:200 2016:1",
			"/countries/kh/2016 1/1",
			"/countries/kh/2017 200/200",
			"/signatories/first/ 50/201 2017:200 2016:1",
			"/signatories/first/2016 1/1",
			"/signatories/first/2017 200/200",
			"/statements/ 50/201 2017:200 2016:1",
			"/statements/2016/ 1/1",
			"/statements/2017/ 200/200",
			"/topics/media/ 50/201 2017:200 2016:1",
			"/topics/media/2016 1/1",
			"/topics/media/2017 200/200",
		}},
		"201 in two months": {slices.Concat(slices.Repeat([]archive.Date{{Year: 2017, Month: 9, Day: 1}}, 200), spread(2017, 1)), []string{
			"/countries/kh/ 50/201 2017:201",
			"/countries/kh/2017 50/201 2017-09:200 2017-01:1",
			"/countries/kh/2017-01 1/1",
			"/countries/kh/2017-09 200/200",
			"/signatories/first/ 50/201 2017:201",
			"/signatories/first/2017 50/201 2017-09:200 2017-01:1",
			"/signatories/first/2017-01 1/1",
			"/signatories/first/2017-09 200/200",
			"/statements/ 50/201 2017:201",
			"/statements/2017/ 50/201 2017-09:200 2017-01:1",
			"/statements/2017/01 1/1",
			"/statements/2017/09 200/200",
			"/topics/media/ 50/201 2017:201",
			"/topics/media/2017 50/201 2017-09:200 2017-01:1",
			"/topics/media/2017-01 1/1",
			"/topics/media/2017-09 200/200",
		}},
		// Nothing is finer than a month.
		"201 in a month": {slices.Repeat([]archive.Date{{Year: 2017, Month: 9, Day: 1}}, 201)[:201], []string{
			"/countries/kh/ 50/201 2017:201",
			"/countries/kh/2017 50/201 2017-09:201",
			"/countries/kh/2017-09 201/201",
			"/signatories/first/ 50/201 2017:201",
			"/signatories/first/2017 50/201 2017-09:201",
			"/signatories/first/2017-09 201/201",
			"/statements/ 50/201 2017:201",
			"/statements/2017/ 50/201 2017-09:201",
			"/statements/2017/09 201/201",
			"/topics/media/ 50/201 2017:201",
			"/topics/media/2017 50/201 2017-09:201",
			"/topics/media/2017-09 201/201",
		}},
	} {
		var got []string
		for p := range plan(t, synthetic(c.days)).All {
			switch p.Kind {
			case site.Statements, site.Country, site.Signatory, site.Topic, site.Periods:
				got = append(got, describe(p))
			case site.Countries:
				if len(p.Entries) == 0 {
					got = append(got, "/countries/ 0")
				}
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func describe(p *site.Page) string {
	s := fmt.Sprintf("%s %d/%d", p.Path, len(p.List.Shown), len(p.List.All))
	for _, part := range p.List.Parts {
		s += fmt.Sprintf(" %s:%d", part.Period, part.Count)
	}
	return s
}

// TestShown checks that a page shows the newest of its period, newest first,
// and every statement exactly once among the finest periods.
func TestShown(t *testing.T) {
	a := synthetic(slices.Concat(spread(2015, 30), spread(2016, 250), spread(2017, 201)))
	s := plan(t, a)
	seen := map[string]int{}
	for p := range s.All {
		if p.List == nil || p.Kind == site.Home {
			continue
		}
		for i, st := range p.List.Shown {
			if st != p.List.All[i] {
				t.Errorf("%s: shows others than the newest", p.Path)
			}
			if i > 0 && p.List.All[i-1].Date.Before(st.Date) {
				t.Errorf("%s: not the newest first", p.Path)
			}
		}
		if p.Kind == site.Periods && p.List.Subject.Kind == site.Statements && len(p.List.Parts) == 0 {
			for _, st := range p.List.Shown {
				seen[st.ID]++
			}
		}
	}
	for _, st := range a.Statements {
		if seen[st.ID] != 1 {
			t.Errorf("%s is on %d of the finest lists", st.ID, seen[st.ID])
		}
	}
}

// TestNewStatement checks that the newest statement changes no page of a
// period but those of its own year and month.
func TestNewStatement(t *testing.T) {
	days := slices.Concat(spread(2015, 100), spread(2016, 201), spread(2017, 199))
	before := periods(plan(t, synthetic(days)))
	for _, c := range []struct {
		add  archive.Date
		want []string
	}{
		{archive.Date{Year: 2017, Month: 12, Day: 31}, []string{"/countries/kh/2017", "/signatories/first/2017", "/statements/2017/", "/topics/media/2017"}},
		{archive.Date{Year: 2018, Month: 1, Day: 1}, []string{"/countries/kh/2018", "/signatories/first/2018", "/statements/2018/", "/topics/media/2018"}},
	} {
		checkChanged(t, before, periods(plan(t, synthetic(append(slices.Clone(days), c.add)))), c.want)
	}
	// In a year that is cut into months, its month alone.
	days = append(days, archive.Date{Year: 2017, Month: 11, Day: 30}, archive.Date{Year: 2017, Month: 12, Day: 30})
	before = periods(plan(t, synthetic(days)))
	after := periods(plan(t, synthetic(append(days, archive.Date{Year: 2017, Month: 12, Day: 31}))))
	checkChanged(t, before, after, []string{
		"/countries/kh/2017", "/countries/kh/2017-12", "/signatories/first/2017", "/signatories/first/2017-12",
		"/statements/2017/", "/statements/2017/12", "/topics/media/2017", "/topics/media/2017-12",
	})
}

// periods returns all that the pages of periods depend on, by address.
func periods(s *site.Site) map[string]string {
	all := map[string]string{}
	for p := range s.All {
		if p.Kind != site.Periods {
			continue
		}
		text := describe(p) + " " + p.Updated.String()
		for _, st := range p.List.Shown {
			text += " " + st.ID
		}
		all[string(p.Path)] = text
	}
	return all
}

func checkChanged(t *testing.T, before, after map[string]string, want []string) {
	t.Helper()
	var changed []string
	for path, text := range after {
		if before[path] != text {
			changed = append(changed, path)
		}
	}
	for path := range before {
		if _, kept := after[path]; !kept {
			changed = append(changed, path)
		}
	}
	slices.Sort(changed)
	if !slices.Equal(changed, want) {
		t.Errorf("changed: %q\nwant: %q", changed, want)
	}
}

// TestUpdated checks that a late change to an old statement shows on every
// list that it is on.
func TestUpdated(t *testing.T) {
	a := synthetic(slices.Concat(spread(2016, 3), spread(2017, 3)))
	late := archive.Date{Year: 2019, Month: 5, Day: 6}
	a.Statements[len(a.Statements)-1].Corrections = []archive.Note{{Date: late}}
	s := plan(t, a)
	for path, want := range map[site.Path]bool{
		"/": true, "/statements/": true, "/statements/2016/": true, "/statements/2017/": false,
		"/countries/kh/": true, "/countries/": true, "/signatories/first/": true,
	} {
		if got := pageAt(t, s, path).Updated; (got == late) != want {
			t.Errorf("%s was updated %s", path, got)
		}
	}
}

// TestTallies checks whom a list names: those who signed together and the
// countries spoken about, the most frequent first, without itself.
func TestTallies(t *testing.T) {
	s := plan(t, read(t, written(t, `
-- signatories/second.md --
---
name: Second
---
-- signatories/gone.md --
---
name: Gone
---
-- statements/2017/a.md --
---
title: A
date: 2017-01-01
countries: [KH, TG]
signatories: [first, second, {org: gone, withdrawn: 2017-02-01}]
---

Text.
-- statements/2017/b.md --
---
title: B
date: 2017-01-02
countries: [TG]
signatories: [first]
---

Text.
`)))
	for path, want := range map[site.Path]string{
		"/signatories/first/":  "Togo 2, Cambodia 1; Second 1",
		"/signatories/second/": "Cambodia 1, Togo 1; First 1",
		"/countries/kh/":       "Togo 1; First 1, Second 1",
		"/countries/tg/":       "Cambodia 1; First 2, Second 1",
		"/statements/":         "; ",
	} {
		l := pageAt(t, s, path).List
		text := func(all []site.Tally) string {
			var b []string
			for _, tally := range all {
				b = append(b, fmt.Sprintf("%s %d", tally.Subject.Name("en"), tally.Count))
			}
			return strings.Join(b, ", ")
		}
		if got := text(l.Countries) + "; " + text(l.Signatories); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
