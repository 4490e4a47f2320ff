package demo

import (
	"strings"
	"testing"
)

// TestLikeness checks that a sample has of everything about as much as a real
// archive has.
func TestLikeness(t *testing.T) {
	t.Parallel()
	o := Options{Statements: 2000, Languages: []string{"en", "fr", "ar"}, Seed: 1}
	c := read(t, o)
	bytes, signatures, biggest := 0, 0, map[string]int{}
	share := map[string]int{} // how many statements have it
	for id, s := range c.statements {
		b := c.files["statements/"+id+".md"]
		bytes += len(b)
		signatures += len(s.Signatories)
		if len(b) < 1500 || len(b) > 7500 {
			t.Errorf("%s: %d bytes", id, len(b))
		}
		for _, g := range s.Signatories {
			biggest[c.called[fold(g.Org)]]++
		}
		share["year "+id[:4]]++
		share["month "+id[5:7]]++
		for _, country := range s.Countries {
			share["country "+country]++
		}
		count(share, s, string(b))
	}
	for path := range c.files {
		if strings.Count(path, ".") == 2 && strings.HasPrefix(path, "statements/") {
			share["translation"]++
		}
	}
	t.Logf("mean: %d bytes, %.1f signatories", bytes/o.Statements, float64(signatures)/float64(o.Statements))
	if mean := bytes / o.Statements; mean < 2000 || mean > 5000 {
		t.Errorf("a statement has %d bytes on average", mean)
	}
	if mean := float64(signatures) / float64(o.Statements); mean < 8 || mean > 13 {
		t.Errorf("a statement has %.1f signatories on average", mean)
	}
	if first, last := share["year 2006"], share["year 2025"]; first < 20 || last < 3*first {
		t.Errorf("%d statements in 2006, %d in 2025", first, last)
	}
	between(t, share)
	top := 0
	for _, n := range biggest {
		top = max(top, n)
	}
	if top < 200 || top > 800 || len(biggest) < 380 {
		t.Errorf("%d of the signatories sign, one of them %d times", len(biggest), top)
	}
}

func count(share map[string]int, s statementMatter, text string) {
	has := func(what string, yes bool) {
		if yes {
			share[what]++
		}
	}
	has("other language", s.Language != "")
	has("khmer", s.Language == "km")
	has("withheld", s.Withheld > 0)
	has("no topic", len(s.Topics) == 0)
	has("three topics", len(s.Topics) == 3)
	has("release", s.Release != "")
	has("place", s.Place != "")
	has("addressees", len(s.Addressees) > 0)
	has("summary only", s.Text != "")
	has("also at", len(s.AlsoAt) > 0)
	has("related", len(s.Related) > 0)
	has("corrected", len(s.Corrections) > 0)
	has("retracted", s.Retracted != nil)
	has("draft", s.Draft)
	has("thirty", len(s.Signatories) == 30)
	has("link", strings.Contains(text, "](../"))
	has("list", strings.Contains(text, "\n- "))
	has("numbers", strings.Contains(text, "\n1. "))
	has("quote", strings.Contains(text, "\n> "))
	has("heading", strings.Contains(text, "\n## "))
	has("footnote", strings.Contains(text, "[^1]"))
	has("bold", strings.Contains(text, "**"))
	for _, g := range s.Signatories {
		has("signature", true)
		has("printed", g.As != "")
		has("late", g.Signed != "")
		has("withdrawn", g.Withdrawn != "")
		has("by id", strings.Contains(g.Org, "-"))
	}
}

// between compares shares of 2,000 statements with what is meant.
func between(t *testing.T, share map[string]int) {
	t.Helper()
	for what, want := range map[string][2]int{
		"other language": {200, 400}, "khmer": {25, 80}, "withheld": {30, 100}, "no topic": {120, 300}, "three topics": {300, 900},
		"release": {1500, 1900}, "place": {800, 1200}, "addressees": {600, 1000}, "summary only": {20, 70}, "also at": {60, 200},
		"related": {250, 500}, "corrected": {30, 100}, "retracted": {1, 20}, "draft": {4, 6}, "thirty": {3, 50},
		"link": {200, 700}, "list": {200, 800}, "numbers": {200, 800}, "quote": {400, 1400}, "heading": {600, 1700}, "footnote": {300, 1400},
		"bold": {400, 1700}, "printed": {300, 2500}, "late": {50, 250}, "withdrawn": {15, 100}, "by id": {14000, 21000}, "translation": {60, 240},
	} {
		if n := share[what]; n < want[0] || n > want[1] {
			t.Errorf("%s: %d times, want %d to %d", what, n, want[0], want[1])
		}
	}
	countries, most := 0, 0
	for what, n := range share {
		switch {
		case strings.HasPrefix(what, "country "):
			countries++
			most = max(most, n)
		case strings.HasPrefix(what, "month ") && (n < 100 || n > 250):
			t.Errorf("%s: %d statements", what, n)
		}
	}
	if countries != 120 || most < 100 || most > 500 {
		t.Errorf("%d countries, one of them %d times", countries, most)
	}
}
