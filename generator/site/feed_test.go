package site_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

// TestFeeds checks that each list has both feeds beside it, that periods have
// none, and how long their past is.
func TestFeeds(t *testing.T) {
	for n, past := range map[int]int{0: 0, 1: 0, 20: 0, 21: 1, 40: 1, 41: 2, 500: 24} {
		s := plan(t, synthetic(spread(2017, n)))
		got := map[string]int{}
		for p := range s.All {
			if p.Kind != site.RSS && p.Kind != site.JSONFeed {
				continue
			}
			got[string(s.Feed(p.Feed.Subject, p.Kind, p.Lang))]++
			statements, _ := p.Feed.Shown()
			if want := min(n, 20); len(statements) != want && p.Feed.Subject.Kind != site.Corrections {
				t.Errorf("of %d, %s has %d statements, want %d", n, p.Path, len(statements), want)
			}
		}
		want := map[string]int{"/corrections/feed.xml": 1, "/corrections/feed.json": 1}
		for _, folder := range []string{"/", "/countries/kh/", "/signatories/first/", "/topics/media/"} {
			if n > 0 || folder != "/countries/kh/" {
				want[folder+"feed.xml"], want[folder+"feed.json"] = 1+past, 1+past
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("with %d statements the documents of feeds are %v\nwant %v", n, got, want)
		}
	}
}

// TestManyDocuments checks the folders of a long past.
func TestManyDocuments(t *testing.T) {
	s := plan(t, synthetic(nil))
	of := site.Subject{Kind: site.Statements}
	for number, want := range map[int]site.Path{
		0: "/feed.xml", 1: "/feeds/statements/1-feed.xml", 999: "/feeds/statements/999-feed.xml",
		1000: "/feeds/statements/1000/1000-feed.xml", 1999: "/feeds/statements/1000/1999-feed.xml", 50000: "/feeds/statements/50000/50000-feed.xml",
	} {
		if got := s.PastFeed(of, site.RSS, "en", number); got != want {
			t.Errorf("document %d is at %s, want %s", number, got, want)
		}
	}
}

// documents returns what each document of the feeds in RSS shows, by address.
func documents(s *site.Site) map[site.Path]string {
	shown := map[site.Path]string{}
	for p := range s.All {
		if p.Kind == site.RSS {
			var ids []string
			statements, events := p.Feed.Shown()
			for _, st := range statements {
				ids = append(ids, st.ID)
			}
			for _, e := range events {
				ids = append(ids, e.ID)
			}
			shown[p.Path] = strings.Join(ids, " ")
		}
	}
	return shown
}

// TestWholeHistory walks the past of every feed: with what is subscribed to, it
// has each statement, and each of the past is in one document of it.
func TestWholeHistory(t *testing.T) {
	for _, n := range []int{0, 1, 19, 20, 21, 39, 40, 41, 60, 137} {
		s := plan(t, synthetic(spread(2017, n)))
		whole, past := map[string]map[string]bool{}, map[string]string{}
		for path, ids := range documents(s) {
			of := strings.TrimPrefix(string(path[:strings.LastIndexByte(string(path), '/')]), "/feeds")
			if of == "" {
				of = "/statements"
			}
			if whole[of] == nil {
				whole[of] = map[string]bool{}
			}
			for _, id := range strings.Fields(ids) {
				whole[of][id] = true
				if !strings.Contains(string(path), "-feed.xml") {
					continue
				}
				if other := past[of+id]; other != "" {
					t.Errorf("of %d, %s is in %s and in %s", n, id, path, other)
				}
				past[of+id] = string(path)
			}
		}
		for of, ids := range whole {
			if want := n; of != "/corrections" && len(ids) != want {
				t.Errorf("of %d, the feed of %s has %d", n, of, len(ids))
			}
		}
	}
}

// TestPastStays adds a statement to an archive whose addresses are recorded,
// a new one and a very old one: the documents of the past stay as they are,
// and the statement is the first that subscribers see.
func TestPastStays(t *testing.T) {
	for _, n := range []int{20, 40, 45, 59, 60, 61} {
		before := synthetic(spread(2017, n))
		record := func(a *archive.Archive, day archive.Date) {
			for _, st := range a.Statements {
				if st.Date.Year != 2017 {
					continue
				}
				a.Permalinks = append(a.Permalinks, archive.Permalink{Address: "/statements/" + st.ID, ID: "statements/" + st.ID, Day: day})
			}
			slices.SortFunc(a.Permalinks, func(x, y archive.Permalink) int { return strings.Compare(x.Address, y.Address) })
		}
		day := archive.Date{Year: 2026, Month: 1, Day: 1}
		record(before, day)
		was := documents(plan(t, before))
		for _, year := range []int{2018, 1999} {
			added := spread(year, 1)
			after := synthetic(slices.Concat(spread(2017, n), added))
			record(after, day)
			after.Today = archive.Date{Year: 2026, Month: 1, Day: 2}
			is := documents(plan(t, after))
			id := fmt.Sprintf("%d/s-%06d", year, n)
			for path, ids := range was {
				switch {
				case strings.Contains(string(path), "-feed.xml") && is[path] != ids:
					t.Errorf("%d and one of %d: %s has %s\nand had %s", n, year, path, is[path], ids)
				case path == "/feed.xml" && !strings.HasPrefix(is[path], id+" "):
					t.Errorf("%d and one of %d: the latest is not %s: %s", n, year, id, is[path])
				}
			}
			// To record it changes nothing.
			after.Permalinks = append(after.Permalinks, archive.Permalink{Address: "/statements/" + id, ID: "statements/" + id, Day: after.Today})
			slices.SortFunc(after.Permalinks, func(x, y archive.Permalink) int { return strings.Compare(x.Address, y.Address) })
			after.Today.Day++
			if recorded := documents(plan(t, after)); !maps.Equal(recorded, is) {
				t.Errorf("%d and one of %d: once it is recorded the feeds are others", n, year)
			}
		}
	}
}

// TestSignedLater checks that a statement is news to the subscribers of a
// signatory on the day on which that signed it.
func TestSignedLater(t *testing.T) {
	a := synthetic(spread(2017, 30))
	for _, st := range a.Statements {
		a.Permalinks = append(a.Permalinks, archive.Permalink{Address: "/statements/" + st.ID, ID: "statements/" + st.ID, Day: archive.Date{Year: 2026, Month: 1, Day: 1}})
	}
	slices.SortFunc(a.Permalinks, func(x, y archive.Permalink) int { return strings.Compare(x.Address, y.Address) })
	late := a.Statements[29]
	late.Signatures[0].Signed = archive.Date{Year: 2026, Month: 2, Day: 1}
	all := documents(plan(t, a))
	if !strings.HasPrefix(all["/signatories/first/feed.xml"], late.ID+" ") {
		t.Errorf("the signatory's feed has %s", all["/signatories/first/feed.xml"])
	}
	if strings.Contains(all["/feed.xml"], late.ID) || strings.Contains(all["/countries/kh/feed.xml"], late.ID) {
		t.Error("it is news to others")
	}
}

// TestRemovedKeepsItsPlace removes a statement for good, one of the latest and
// an old one: of the archive's feed no other document changes, and no older
// statement comes up in its place.
func TestRemovedKeepsItsPlace(t *testing.T) {
	before := synthetic(spread(2017, 65))
	was := documents(plan(t, before))
	for _, i := range []int{3, 50} {
		after := synthetic(spread(2017, 65))
		gone := *after.Statements[i]
		gone.Removed = &archive.Note{Date: archive.Date{Year: 2018, Month: 1, Day: 1}}
		after.Statements = slices.Delete(after.Statements, i, i+1)
		after.Removed = []*archive.Statement{{Source: gone.Source, ID: gone.ID, Date: gone.Date, Removed: gone.Removed, Versions: gone.Versions}}
		is, found := documents(plan(t, after)), 0
		for path, ids := range was {
			if path != "/feed.xml" && !strings.HasPrefix(string(path), "/feeds/statements/") {
				continue
			}
			want := strings.Join(slices.DeleteFunc(strings.Fields(ids), func(id string) bool { return id == gone.ID }), " ")
			if want != ids {
				found++
			}
			if is[path] != want {
				t.Errorf("without %s, %s has %s\nwant %s", gone.ID, path, is[path], want)
			}
		}
		if found == 0 {
			t.Errorf("%s was in no document", gone.ID)
		}
	}
}

// TestCrowded checks that the page of all feeds names no kind that has more
// than 500, and that the files for feed readers name all.
func TestCrowded(t *testing.T) {
	for n, crowded := range map[int][]site.Kind{499: nil, 500: {site.Topics}} {
		a := synthetic(spread(2017, 1)) // with a topic of its own
		for i := range n {
			a.Topics = append(a.Topics, &archive.Topic{ID: fmt.Sprintf("t-%03d", i), Name: "T"})
		}
		s := plan(t, a)
		page, all, topics := pageAt(t, s, "/feeds/"), pageAt(t, s, "/feeds/all.opml"), pageAt(t, s, "/feeds/topics.opml")
		named := 4 // the archive, the corrections, a country, a signatory
		if crowded == nil {
			named += n + 1
		}
		if !slices.Equal(page.Crowded, crowded) || len(page.Entries) != named || len(all.Entries) != n+5 || len(topics.Entries) != n+1 {
			t.Errorf("of %d topics: %q are crowded, %d feeds named, %d and %d in the files", n+1, page.Crowded, len(page.Entries), len(all.Entries), len(topics.Entries))
		}
	}
}
