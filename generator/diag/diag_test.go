package diag

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	unknownThing = Rule{Name: "unknown-thing", Severity: Error}
	oddThing     = Rule{Name: "odd-thing", Severity: Warning}
)

func TestSort(t *testing.T) {
	var l List
	add := func(r *Rule, file string, line, column uint32, message string) {
		l.Add(r, Position{file, Pos{line, column}}, message, "hint")
	}
	// In the order that is wanted.
	add(&unknownThing, "", 0, 0, "no file")
	add(&unknownThing, "a.md", 0, 0, "the file")
	add(&unknownThing, "a.md", 2, 1, "x")
	add(&unknownThing, "a.md", 2, 9, "x")
	add(&oddThing, "a.md", 2, 10, "y")
	add(&unknownThing, "a.md", 2, 10, "x")
	add(&unknownThing, "a.md", 2, 10, "y")
	add(&unknownThing, "a.md", 10, 1, "x")
	add(&unknownThing, "b.md", 1, 1, "x")
	want := slices.Clone(l)
	slices.Reverse(l)
	l = append(l, want...) // everything twice
	l.Sort()
	if !slices.Equal(l, want) {
		t.Errorf("sorted:\n%s\nwant:\n%s", printed(t, l, Text, false), printed(t, want, Text, false))
	}
	if errors, warnings := l.Count(); errors != 8 || warnings != 1 {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
}

// TestSortAnyOrder checks that the same findings come out the same whatever
// order they went in, repetitions among them.
func TestSortAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var l List
		for range 30 {
			rule := cmp.Or([]*Rule{&unknownThing, nil}[r.IntN(2)], &oddThing)
			l.Add(rule, Position{fmt.Sprint(r.IntN(2)), Pos{r.Uint32N(2), r.Uint32N(2)}}, fmt.Sprint(r.IntN(2)), fmt.Sprint(r.IntN(2)))
		}
		other := slices.Clone(l)
		r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		l.Sort()
		other.Sort()
		if !slices.Equal(l, other) {
			t.Fatalf("two orders of the same findings differ:\n%s\n%s", printed(t, l, Text, false), printed(t, other, Text, false))
		}
	}
}

func TestPosition(t *testing.T) {
	for want, p := range map[string]Position{
		"a.md":      {File: "a.md"},
		"a.md:7:5":  {File: "a.md", Pos: Pos{7, 5}},
		"a.md:1:12": {File: "a.md", Pos: Pos{1, 12}},
	} {
		if got := p.String(); got != want {
			t.Errorf("%#v is %q, want %q", p, got, want)
		}
	}
}
