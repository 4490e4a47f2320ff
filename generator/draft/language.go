package draft

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"communique/generator/archive"
	"communique/generator/fold"
)

// scripts are those that tell a language by themselves, or nearly.
var scripts = []struct {
	table  *unicode.RangeTable
	lang   string
	others string // letters by which it is another language, and that language
	other  string
}{
	{unicode.Khmer, "km", "", ""},
	{unicode.Arabic, "ar", "پچژگکیےٹڈ", "fa"},
	{unicode.Cyrillic, "ru", "іїєґўјљњћђџәқңөүұһ", "uk"},
	{unicode.Thai, "th", "", ""},
	{unicode.Lao, "lo", "", ""},
	{unicode.Myanmar, "my", "", ""},
	{unicode.Hangul, "ko", "", ""},
	{unicode.Hiragana, "ja", "", ""},
	{unicode.Han, "zh", "", ""},
	{unicode.Ethiopic, "am", "", ""},
	{unicode.Georgian, "ka", "", ""},
	{unicode.Armenian, "hy", "", ""},
	{unicode.Greek, "el", "", ""},
	{unicode.Hebrew, "he", "", ""},
	{unicode.Devanagari, "hi", "", ""},
	{unicode.Bengali, "bn", "", ""},
	{unicode.Sinhala, "si", "", ""},
	{unicode.Tamil, "ta", "", ""},
}

// common are the commonest words of the languages in Latin letters, without
// those that two of them share.
var common = map[string]phrases{
	"en": newPhrases("the, and, of, to, in, that, is, for, with, this, are, be, we, have, which, their, from, by, on, its"),
	"fr": newPhrases("le, les, des, et, du, dans, une, est, pour, qui, sur, aux, nous, par, avec, ces, leur, ont, cette, sont"),
	"es": newPhrases("el, los, las, y, del, una, por, con, se, su, es, al, lo, nosotros, esta, sus, ha, más, este, sin"),
	"pt": newPhrases("o, os, um, uma, do, da, dos, das, em, no, na, ao, e, não, pelo, pela, com, são, mais, nos"),
}

// findLanguage finds the language by what the document says of itself, by its
// script and by its commonest words. What a document says of itself is often
// the language of the program that wrote it, so it only decides among others.
func (r *reader) findLanguage() {
	var b strings.Builder
	for _, block := range r.blocks {
		b.WriteString(block.text())
		b.WriteByte('\n')
	}
	lang, sure := detect(b.String())
	said, known := archive.ParseLanguage(r.doc.Language)
	switch {
	case known && base(said) == base(lang):
		r.draft.Language = said
		if base(said) == base(r.archive.Language) {
			r.draft.Language = r.archive.Language
		}
		r.report(Found, "", "language %s, of the document and its words", r.draft.Language)
	case lang != "" && sure:
		r.draft.Language = lang
		if base(lang) == base(r.archive.Language) {
			r.draft.Language = r.archive.Language
		}
		r.report(Found, "", "language %s, of its words", r.draft.Language)
	default:
		r.draft.Language = cmp.Or(lang, map[bool]string{true: said}[known], r.archive.Language)
		r.doubt("language", "a guess", "", "language %s", r.draft.Language)
	}
}

func base(lang string) string {
	b, _ := language.Make(lang).Base()
	return b.String()
}

// detect returns the language of a text, and whether it is as good as certain;
// "" where nothing tells.
func detect(text string) (lang string, sure bool) {
	letters, counts := 0, make([]int, len(scripts))
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		letters++
		for i, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[i]++
				break
			}
		}
	}
	for i, s := range scripts {
		if counts[i]*2 <= letters {
			continue
		}
		if n := countAny(text, s.others); n*100 > counts[i] {
			return s.other, false
		}
		// Hindi and Amharic share their letters with other languages.
		return s.lang, s.lang != "hi" && s.lang != "am" && s.lang != "bn"
	}
	return byWords(text)
}

func countAny(text, letters string) int {
	n := 0
	for _, r := range text {
		if strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// byWords counts the commonest words. One language must have twice as many of
// its own as any other, and they must be a tenth of all, for Italian has some
// of Spanish and Haitian Creole some of French.
func byWords(text string) (lang string, sure bool) {
	counts, all := map[string]int{}, 0
	for word := range strings.FieldsSeq(fold.Key(text)) {
		all++
		for lang, words := range common {
			if words[word] {
				counts[lang]++
			}
		}
	}
	best, second := "", ""
	for _, l := range []string{"en", "fr", "es", "pt"} {
		switch {
		case counts[l] > counts[best]:
			best, second = l, best
		case counts[l] > counts[second]:
			second = l
		}
	}
	if counts[best] < 2 {
		return "", false
	}
	return best, counts[best] >= 5 && counts[best] >= 2*counts[second] && counts[best]*10 >= all
}
