// Package near finds the known word that somebody most likely meant by an
// unknown one. It knows nothing of what the words stand for.
//
// To find it, all that are known must be looked through; so a run does that for
// a number of unknown words only, which Guesses counts.
package near

import (
	"iter"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

const (
	longest = 100 // code points of a word
	guesses = 100 // distinct words of a run
)

// Guesses are what was guessed for the unknown words of one kind. For who has
// more than 100 of them the guesses would take minutes, and most of them be
// wrong: what is missing is then not a letter. The rest go without.
type Guesses map[string]string

// For returns the guess for a word, which it makes only once; "" for none.
func (g Guesses) For(word string, guess func(word string) string) string {
	known, made := g[word]
	if !made && len(g) < guesses {
		known = guess(word)
		g[word] = known
	}
	return known
}

// Best returns the candidate with the smallest edit distance (insertions,
// deletions and substitutions of code points) to word, the first in byte
// order among equals. A candidate further away than a third of the word's
// length, or than one edit for words of up to three letters, is none: a wild
// guess helps nobody. A word of more than 100 code points has none either, for
// the time grows with the square of its length. Where there is none, Best
// returns "".
func Best(word string, candidates iter.Seq[string]) string {
	length := utf8.RuneCountInString(word)
	if length > longest {
		return ""
	}
	most := max(1, (length+1)/3)
	best := ""
	for c := range candidates {
		n := utf8.RuneCountInString(c)
		if n > length+most || n < length-most {
			continue
		}
		d := levenshtein.ComputeDistance(word, c)
		if d < most || d == most && (best == "" || c < best) {
			best, most = c, d
		}
	}
	return best
}
