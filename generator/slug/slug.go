// Package slug makes the name of a file, and so of an address, from a title in
// any script, so that people can read it, type it and say it on the telephone.
//
// What goes in is any string. What comes out consists of a to z, 0 to 9 and
// single hyphens inside, is at most 60 bytes long, cut at a word, and is never
// empty: a title without a letter that can be spelt is "untitled". It is never
// a name that load or site refuse: a device of Windows (con), an address that
// the program keeps for itself (data), or digits alone, for 09 is a month; "the-"
// before it makes it another. Two titles may have one slug: who writes files
// sees to that. A slug is its own slug.
//
// Most scripts are spelt by github.com/mozillazg/go-unidecode, the table of
// Perl's Text::Unidecode: the only one in Go that has all of Burmese, and it
// needs no other module. Spelt here is what people write otherwise: Cyrillic as
// in newspapers, not as in passports (zayavlenie, not zaiavlenie); Arabic, of
// which the table drops the alef; and the vowels that Thai and Lao write before
// the consonant after which they are spoken. Arabic leaves out its short vowels,
// which only a reader knows: the commonest words of statements have theirs.
package slug

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// maxLength is how many bytes a slug may have: with the address before it, it
// fits into a line of an e-mail.
const maxLength = 60

// Of returns the slug of a title; see the package comment.
func Of(title string) string {
	s := join(words(title))
	switch {
	case s == "":
		return "untitled"
	case refused(s):
		return "the-" + s
	}
	return s
}

// words returns the title's words, spelt in a to z and 0 to 9.
func words(title string) []string {
	title = norm.NFKC.String(title)
	cyrillic := reading(title)
	var all []string
	for _, word := range strings.FieldsFunc(strings.ToLower(title), ends) {
		for _, part := range elide(word) {
			spelt := spell([]rune(part), cyrillic)
			all = append(all, strings.FieldsFunc(spelt, func(r rune) bool { return !plain(r) })...)
		}
	}
	return all
}

// plain reports whether r may stand in a slug besides the hyphen.
func plain(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// ends reports whether a word ends at r.
func ends(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Cf) && !isApostrophe(r)
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ`´", r) }

// elide takes the apostrophes out of a word: "women's" is womens, but "d'ivoire"
// are two words.
func elide(word string) []string {
	parts := strings.FieldsFunc(word, isApostrophe)
	if len(parts) > 1 && (len(parts[0]) == 1 || parts[0] == "qu") {
		return []string{parts[0], strings.Join(parts[1:], "")}
	}
	return []string{strings.Join(parts, "")}
}

// spell spells a word in Latin letters.
func spell(word []rune, cyrillic map[rune]string) string {
	word = slices.DeleteFunc(word, func(r rune) bool { return unicode.Is(unicode.Cf, r) })
	if slices.ContainsFunc(word, isArabic) {
		return spellArabic(word)
	}
	var b strings.Builder
	for _, r := range spoken(word) {
		s, known := cyrillic[r]
		if !known {
			s = latin(r)
		}
		b.WriteString(s)
	}
	return b.String()
}

// unspoken are the glottal stops and aspirations of the library's table.
var unspoken = strings.NewReplacer("'", "", "`", "", `"`, "")

// latin spells a letter as the library does.
func latin(r rune) string {
	return unspoken.Replace(strings.ToLower(unidecode.Unidecode(string(r))))
}

// spoken puts the vowels that Thai and Lao write first behind their consonant.
func spoken(word []rune) []rune {
	for i := 0; i+1 < len(word); i++ {
		if isFirstVowel(word[i]) {
			word[i], word[i+1] = word[i+1], word[i]
			i++
		}
	}
	return word
}

func isFirstVowel(r rune) bool {
	return '\u0e40' <= r && r <= '\u0e44' || '\u0ec0' <= r && r <= '\u0ec4'
}

// join puts hyphens between as many words as fit. A first word that does not,
// as in scripts without spaces, is cut.
func join(words []string) string {
	var s string
	for _, w := range words {
		switch {
		case s == "":
			s = w[:min(len(w), maxLength)]
		case len(s)+len("-")+len(w) > maxLength:
			return s
		default:
			s += "-" + w
		}
	}
	return s
}

// kept are the names that Windows keeps for devices, and the addresses that the
// program keeps for itself.
var kept = strings.Fields(`con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9
	assets corrections countries data feeds files logos search signatories statements topics`)

// refused reports whether a slug cannot be the name of every text.
func refused(s string) bool {
	return slices.Contains(kept, s) || !strings.ContainsFunc(s, unicode.IsLetter)
}
