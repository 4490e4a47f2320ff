package archive

import (
	"slices"
	"testing"
)

func TestNameOn(t *testing.T) {
	s := &Signatory{
		Name:  "Present",
		Names: map[string]string{"fr": "Présent"},
		FormerNames: []FormerName{
			{"To a day", Date{2005, 6, 15}},
			{"To a month", Date{Year: 2010, Month: 6}},
			{"To a year", Date{Year: 2015}},
		},
	}
	for _, c := range []struct{ on, lang, want string }{
		{"1990-01-01", "en", "To a day"},
		{"2005-06-15", "en", "To a day"},
		{"2005-06-16", "en", "To a month"},
		{"2010-06-30", "en", "To a month"},
		{"2010-07-01", "en", "To a year"},
		{"2010-06-30", "fr", "To a month"}, // a former name has no translation
		{"2015-12-31", "en", "To a year"},
		{"2016-01-01", "en", "Present"},
		{"2016-01-01", "fr", "Présent"},
		{"2016-01-01", "km", "Present"},
	} {
		on, err := ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.NameOn(on, c.lang); got != c.want {
			t.Errorf("on %s in %s: %q, want %q", c.on, c.lang, got, c.want)
		}
	}
}

// TestNameOf checks that a statement has a name as printed, else the one of the
// day on which the signatory signed.
func TestNameOf(t *testing.T) {
	s := &Signatory{Name: "Present", Names: map[string]string{"fr": "Présent"}, FormerNames: []FormerName{{"Past", Date{2017, 6, 30}}}}
	st := &Statement{Date: Date{2017, 6, 1}}
	for _, c := range []struct {
		as     string
		signed Date
		lang   string
		want   string
	}{
		{"", Date{}, "fr", "Past"},
		{"", Date{2017, 6, 1}, "fr", "Past"},
		{"", Date{2017, 6, 30}, "fr", "Past"},
		{"", Date{2017, 7, 1}, "fr", "Présent"},
		{"", Date{2017, 7, 1}, "en", "Present"},
		{"AS PRINTED", Date{2017, 7, 1}, "fr", "AS PRINTED"},
	} {
		if got := st.NameOf(Signature{Ref: Ref[Signatory]{To: s}, As: c.as, Signed: c.signed}, c.lang); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestPredecessors checks that a successor knows whom it succeeds, by id, and
// nobody itself.
func TestPredecessors(t *testing.T) {
	a := &Archive{Signatories: []*Signatory{
		{ID: "b", Name: "B", Successor: Ref[Signatory]{Written: "new"}},
		{ID: "a", Name: "A", Successor: Ref[Signatory]{Written: "new"}},
		{ID: "new", Name: "New", Successor: Ref[Signatory]{Written: "new"}},
	}}
	a.Resolve()
	all := a.Predecessors()
	if of := all[a.Signatories[2]]; len(all) != 1 || len(of) != 2 || of[0].ID != "a" || of[1].ID != "b" {
		t.Errorf("%v", all)
	}
}

func TestFind(t *testing.T) {
	a := &Archive{Signatories: []*Signatory{
		{ID: "zesn", Name: "Zimbabwe Election Support Network", Acronym: "ZESN"},
		{ID: "anfrel", Name: "Asian Network for Free Elections", Acronym: "ANFREL",
			Names: map[string]string{"fr": "Réseau asiatique pour des élections libres"}, AlsoKnownAs: []string{"The Asian Network"},
			FormerNames: []FormerName{{"Asian Watch", Date{Year: 2000}}}},
		{ID: "watch", Name: "Watch One", Acronym: "W"},
		{ID: "watch-two", Name: "Watch", Acronym: "W"},
		{ID: "Watch-Two", Name: "Third"},
		{ID: "សមាគម", Name: "សមាគមសិទ្ធិមនុស្ស"},
		{ID: "nameless", Name: "???"},
	}}
	a.Resolve()
	for _, c := range []struct {
		written string
		want    []string
	}{
		{"anfrel", []string{"anfrel"}},
		{"ANFREL", []string{"anfrel"}},
		{"A.N.F.R.E.L.", []string{"anfrel"}},
		{"asian network FOR free elections", []string{"anfrel"}},
		{"Reseau asiatique pour des elections libres", []string{"anfrel"}},
		{"Re\u0301seau asiatique pour des e\u0301lections libres", []string{"anfrel"}},
		{"the  asian   network", []string{"anfrel"}},
		{"Asian Watch", []string{"anfrel"}},
		{"សមាគមសិទ្ធិមនុស្ស", []string{"សមាគម"}},
		{"W", []string{"watch", "watch-two"}},
		// An id to the letter is that one, whatever others are called.
		{"watch", []string{"watch"}},
		{"Watch-Two", []string{"Watch-Two"}},
		{"watch-two", []string{"watch-two"}},
		{"Watch", []string{"watch", "watch-two"}},
		{"WATCH-TWO", []string{"Watch-Two", "watch-two"}},
		{"unknown", nil},
		{"!!!", nil},
		{"", nil},
	} {
		var got []string
		for _, s := range a.FindSignatories(c.written) {
			got = append(got, s.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is %q, want %q", c.written, got, c.want)
		}
	}
}

// TestCalled checks that each known name is there for finding near misses, and
// that whoever stops listening is left in peace.
func TestCalled(t *testing.T) {
	a := &Archive{Signatories: []*Signatory{{ID: "anfrel", Name: "Asian Network", Acronym: "AN", AlsoKnownAs: []string{"Alias"}, FormerNames: []FormerName{{Name: "Old"}}}}}
	a.Resolve()
	var names []string
	for name, s := range a.Names().Called {
		if s.ID != "anfrel" {
			t.Errorf("%q is called %q", s.ID, name)
		}
		names = append(names, name)
	}
	slices.Sort(names)
	if want := []string{"alias", "an", "anfrel", "asian network", "old"}; !slices.Equal(names, want) {
		t.Errorf("called %q, want %q", names, want)
	}
	for range a.Names().Called {
		break
	}
}
