package fold

import (
	"unicode"
	"unicode/utf8"
)

// A class says what becomes of a character.
type class int

const (
	between class = iota // a gap between words: white space, punctuation, symbols
	spoken               // a letter, mark or digit that the key keeps
	silent               // leaves no trace
)

// classOf returns the class of r, which does not decompose.
func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return spoken
	case r < utf8.RuneSelf:
		return silentIf(IsSign(r), between)
	case unicode.IsLetter(r):
		return silentIf(r == tatweel || IsSign(r) || isFiller(r), spoken)
	case unicode.IsMark(r):
		return silentIf(isPoint(r) || isFiller(r), spoken)
	case unicode.IsNumber(r):
		return spoken
	}
	return silentIf(IsSign(r) || isFiller(r) || unicode.Is(unicode.Cf, r), between)
}

func silentIf(yes bool, otherwise class) class {
	if yes {
		return silent
	}
	return otherwise
}

const (
	tatweel    = '\u0640' // stretches Arabic words
	voiced     = '\u3099' // makes が of か
	semiVoiced = '\u309a' // makes ぱ of は
)

// IsSign reports whether r is one of the dots and apostrophes that vanish from
// a key: "A.N.F.R.E.L." is "anfrel". For who must see the words that they
// divide as well.
func IsSign(r rune) bool {
	return r == '.' || r == '\'' || r == '`' || isDot(r) || isApostrophe(r)
}

// isDot reports whether r is a dot beyond ASCII, as acronyms and names are
// written with.
func isDot(r rune) bool {
	switch r {
	case '·', '\u2027', // Catalan l·l, and what is typed for it
		'・',           // between the parts of a foreign name in Japanese
		'。', '۔', '॰': // the full stops of Chinese, Urdu and (in acronyms) Hindi
		return true
	}
	return false
}

// isApostrophe reports whether r is an apostrophe beyond ASCII, or one of the
// letters and signs that stand for it.
func isApostrophe(r rune) bool {
	switch r {
	case '‘', '’', '‛', '´', '\u1ffd', '′', '‵',
		'ˈ', 'ˊ', 'ˋ', 'ˮ',
		'՚', '׳', 'ߴ', 'ߵ', // Armenian, Hebrew, N'Ko
		'Ꞌ', 'ꞌ':
		return true
	}
	return 'ʹ' <= r && r <= 'ʿ' // primes, okina, hamza and ayn
}

// isFiller reports whether r is a letter, mark or code point that shows
// nothing, such as a variation selector.
func isFiller(r rune) bool {
	return unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// isPoint reports whether the mark r is one that a name is as often written
// without. The accents of Latin and Greek are of the script Inherited.
func isPoint(r rune) bool {
	return r != voiced && r != semiVoiced &&
		unicode.In(r, unicode.Inherited, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic, unicode.Syriac)
}

// spelling returns how the small letter r is typed without its hook, stroke or
// ligature, or "" if r is typed as it is.
func spelling(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ɓ', 'ƀ':
		return "b"
	case 'ƈ', 'ȼ':
		return "c"
	case 'đ', 'ð', 'ɖ', 'ɗ':
		return "d"
	case 'ə', 'ǝ', 'ɛ', 'ɇ':
		return "e"
	case 'ƒ':
		return "f"
	case 'ɠ', 'ɣ', 'ǥ':
		return "g"
	case 'ħ':
		return "h"
	case 'ɨ', 'ɩ':
		return "i"
	case 'ɉ', 'ȷ':
		return "j"
	case 'ƙ':
		return "k"
	case 'ł', 'ƚ':
		return "l"
	case 'ŋ', 'ɲ':
		return "n"
	case 'ø', 'ɔ', 'ɵ':
		return "o"
	case 'ƥ':
		return "p"
	case 'ĸ':
		return "q"
	case 'ɍ':
		return "r"
	case 'ŧ', 'ƭ':
		return "t"
	case 'ʉ', 'ʊ':
		return "u"
	case 'ʋ':
		return "v"
	case 'ƴ', 'ɏ':
		return "y"
	case 'ƶ':
		return "z"
	case 'ى', 'ی':
		return "ي"
	case 'ک':
		return "ك"
	}
	return ""
}
