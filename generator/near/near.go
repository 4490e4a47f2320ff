// Package near finds the known word that somebody most likely meant by an
// unknown one. It knows nothing of what the words stand for.
package near

import (
	"iter"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Best returns the candidate with the smallest edit distance (insertions,
// deletions and substitutions of code points) to word, the first in byte
// order among equals. A candidate further away than a third of the word's
// length, or than one edit for words of up to three letters, is none: a wild
// guess helps nobody.
func Best(word string, candidates iter.Seq[string]) (string, bool) {
	length := utf8.RuneCountInString(word)
	most := max(1, (length+1)/3)
	best, found := "", false
	for c := range candidates {
		n := utf8.RuneCountInString(c)
		if n > length+most || n < length-most {
			continue
		}
		d := levenshtein.ComputeDistance(word, c)
		if d < most || d == most && (!found || c < best) {
			best, most, found = c, d, true
		}
	}
	return best, found
}
