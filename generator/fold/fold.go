// Package fold gives a name one key, however the name is written. Editors type
// names by hand, from memory and on keyboards of every kind; two names whose
// keys are equal are the same name.
//
// What goes in is any string. What comes out is in Unicode Normalization Form
// C and is its own key: Key(Key(s)) == Key(s). On the way:
//
//   - Compatibility forms (NFKD) are taken apart: full width, ligatures,
//     presentation forms.
//   - Case is folded. Dotted and dotless i are one letter.
//   - Accents and points fall away: the combining marks of Latin, Greek and
//     Cyrillic, the points of Hebrew, Arabic and Syriac, the tatweel. Vowel
//     signs, tone marks and viramas of other scripts (Khmer, Thai, Burmese,
//     Devanagari and so on) and the Japanese voicing marks make another word
//     and stay.
//   - Latin letters that Unicode does not take apart but people type plain are
//     spelt as CLDR's Latin-ASCII transform does (ø o, ł l, ß ss, æ ae), with
//     ɔ as o and ə as e besides. Farsi yeh and alef maqsura are yeh, and keheh
//     is kaf, since that is a matter of the keyboard.
//   - Dots, apostrophes and all that is invisible vanish: "A.N.F.R.E.L." is
//     "ANFREL".
//   - Every other run of white space, punctuation and symbols, "&" among them,
//     is one space, and none at either end. So is invalid UTF-8.
//
// Nothing is refused. A string without a letter, a mark or a digit has the key
// "", which is no name.
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key returns the key of the name s. It does not allocate when s is of
// lower-case ASCII letters, digits and single spaces between them.
func Key(s string) string {
	if isPlain(s) {
		return s
	}
	k := key{text: make([]byte, 0, len(s))}
	ascii := true
	for i, r := range s {
		if r < utf8.RuneSelf {
			k.add(r)
			continue
		}
		ascii = false
		parts := norm.NFKD.PropertiesString(s[i:]).Decomposition()
		// The acute accent that stands for an apostrophe has parts: a space
		// and a mark.
		if len(parts) == 0 || isApostrophe(r) {
			k.add(r)
		} else {
			k.addAll(parts)
		}
	}
	if ascii {
		return string(k.text)
	}
	return string(norm.NFC.Bytes(k.text))
}

// isPlain reports whether s is its own key at first sight.
func isPlain(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		if !letter && (c != ' ' || last == ' ') {
			return false
		}
		last = c
	}
	return s == "" || last != ' '
}

// A key is the key of a name read so far.
type key struct {
	text []byte
	gap  bool // a space is due before the next letter
}

// addAll adds the characters of a decomposition.
func (k *key) addAll(parts []byte) {
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		k.add(r)
		parts = parts[size:]
	}
}

// add adds a character that does not decompose.
func (k *key) add(r rune) {
	switch classOf(r) {
	case spoken:
		if k.gap && len(k.text) > 0 {
			k.text = append(k.text, ' ')
		}
		k.gap = false
		k.text = appendFolded(k.text, r)
	case between:
		k.gap = true
	}
}

// appendFolded appends the letter, mark or digit r to text, its case folded.
func appendFolded(text []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(text, byte(unicode.ToLower(r)))
	}
	if hasCase(r) {
		// By way of upper case, since several small letters may share a capital.
		r = unicode.ToLower(unicode.ToUpper(r))
	}
	if plain := spelling(r); plain != "" {
		return append(text, plain...)
	}
	return utf8.AppendRune(text, r)
}

// hasCase reports whether the script of r may have capital letters. None has
// from Hebrew to Burmese, from Canadian syllabics to Ol Chiki (Khmer among
// them), or from the radicals of Chinese to Yi.
func hasCase(r rune) bool {
	return r < 0x0590 || 0x10a0 <= r && r < 0x1400 || 0x1c80 <= r && r < 0x2e80 || 0xa4d0 <= r
}
