package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// maxSize is how many sign a statement at most.
const maxSize = 30

// sizeWeight says how often n sign a statement: mostly 5 to 12, seldom 30.
func sizeWeight(n int) uint64 {
	switch {
	case n < 3:
		return 0
	case n < 5:
		return 4
	case n <= 12:
		return 10
	case n <= 20:
		return 3
	}
	return 1
}

// distinct draws n different steps of a ladder.
func distinct(r *rand.Rand, l ladder, n int) []int {
	var drawn []int
	for len(drawn) < n {
		if i := l.pick(r); !slices.Contains(drawn, i) {
			drawn = append(drawn, i)
		}
	}
	return drawn
}

// signatures writes 3 to 30 signatories that existed on the day, each once.
func (s *sample) signatures(d *record, h head, v *voice) {
	d.WriteString("signatories:\n")
	var drawn []int
	for n := s.bySize.pick(v.r); len(drawn) < n; {
		i := s.bySignatory.pick(v.r)
		if g := &s.signatories[i]; g.active(h.on) && !slices.Contains(drawn, i) {
			drawn = append(drawn, i)
			s.sign(d, g, h.on, v)
		}
	}
}

// sign writes one signature: most are a bare reference, as editors write it.
func (s *sample) sign(d *record, g *signatory, on day, v *voice) {
	d.WriteString("  - ")
	ref := scalar(g.reference(v.r))
	if printed := g.printed(v.r, on); printed != "" {
		d.WriteString("org: " + ref + "\n    as: " + scalar(printed) + "\n")
		return
	}
	late, ok := on.later(v.r, 90)
	if ok && g.active(late) && perMille(v.r, 6) {
		d.WriteString("{org: " + ref + ", signed: " + late.String() + "}\n")
		return
	}
	if ok && perMille(v.r, 2) {
		d.WriteString("{org: " + ref + ", withdrawn: " + late.String() + ", note: " + scalar(v.say("withdrawals")) + "}\n")
		return
	}
	d.WriteString(ref + "\n")
}

// reference returns what an editor might call g: mostly by its id.
func (g *signatory) reference(r *rand.Rand) string {
	switch n := r.IntN(100); {
	case n < 10 && g.acronym != "":
		return g.acronym
	case n >= 90:
		return g.name
	}
	return g.id
}

// printed returns the name of g as a statement of that day printed it, where
// that is not its present name; "" where it is.
func (g *signatory) printed(r *rand.Rand, on day) string {
	if g.former != "" && on <= g.until {
		return g.former
	}
	switch r.IntN(50) {
	case 0:
		return strings.ToUpper(g.name)
	case 1:
		if g.acronym != "" {
			return g.name + ", " + g.acronym
		}
	}
	return ""
}
