package near

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestBest(t *testing.T) {
	known := []string{"anfrel", "anfrec", "title", "signatories", "réseau", "KH", strings.Repeat("a", 99)}
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
		{strings.Repeat("a", 100), strings.Repeat("a", 99)},
		{strings.Repeat("a", 101), ""},
	} {
		if got := Best(c.word, slices.Values(known)); got != c.want {
			t.Errorf("Best(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

// TestGuesses asks for more words than there are guesses for, each twice.
func TestGuesses(t *testing.T) {
	made := 0
	guess := func(word string) string {
		made++
		return strings.ToUpper(word)
	}
	g := Guesses{}
	for range 2 {
		for i := range 20_000 {
			word := "w" + strconv.Itoa(i)
			want := "W" + strconv.Itoa(i)
			if i >= guesses {
				want = ""
			}
			if got := g.For(word, guess); got != want {
				t.Fatalf("the guess for %q is %q, want %q", word, got, want)
			}
		}
	}
	if made != guesses {
		t.Errorf("%d guesses were made, want %d", made, guesses)
	}
}
