package near

import (
	"slices"
	"testing"
)

func TestBest(t *testing.T) {
	known := []string{"anfrel", "anfrec", "title", "signatories", "réseau", "KH"}
	for _, c := range []struct{ word, want string }{
		{"anfral", "anfrel"},
		{"anfre", "anfrec"}, // as near as anfrel, earlier in byte order
		{"titel", "title"},
		{"signatorys", "signatories"},
		{"reseau", "réseau"},
		{"KG", "KH"},
		{"QQ", ""},
		{"statement", ""},
		{"", ""},
	} {
		got, found := Best(c.word, slices.Values(known))
		if got != c.want || found != (c.want != "") {
			t.Errorf("Best(%q) = %q, %v, want %q", c.word, got, found, c.want)
		}
	}
}
