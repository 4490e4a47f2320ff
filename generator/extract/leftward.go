package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// pdftotext -bbox-layout gives words as they stand on the page, from left to
// right, whatever their script. Here they are put into the order of reading.

// leftward reports whether a line is of a script that runs to the left.
func leftward(words []box) bool {
	left, right := 0, 0
	for _, w := range words {
		for _, r := range w.text {
			switch {
			case runsLeft(r):
				left++
			case unicode.IsLetter(r):
				right++
			}
		}
	}
	return left > right
}

func runsLeft(r rune) bool {
	return 0x590 <= r && r <= 0x8ff && unicode.IsLetter(r) || 0xfb1d <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfefc
}

// logical returns the words of such a line from the right, but several words
// that run to the right, one after another, in their own order.
func logical(words []box) []box {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b box) int {
		switch {
		case a.left > b.left:
			return -1
		case a.left < b.left:
			return 1
		}
		return 0
	})
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && strings.ContainsFunc(words[j].text, func(r rune) bool { return unicode.IsLetter(r) && !runsLeft(r) }) {
			j++
		}
		slices.Reverse(words[i:j])
		i = max(j, i+1)
	}
	for i := range words {
		words[i].text = turned(words[i].text)
	}
	return words
}

// turned returns a word of a line that runs to the left in the order in which
// it is read. Numbers in it run to the right.
func turned(word string) string {
	word = letters(word)
	runes := []rune(word)
	if !strings.ContainsFunc(word, runsLeft) {
		trimmed := strings.TrimLeft(word, ".,،:؛!؟")
		if unicode.IsLetter(initial(trimmed)) || trimmed == "" {
			return word
		}
		return trimmed + word[:len(word)-len(trimmed)]
	}
	slices.Reverse(runes)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && unicode.IsDigit(runes[j]) {
			j++
		}
		slices.Reverse(runes[i:j])
		i = max(j, i+1)
	}
	for i := 0; i+1 < len(runes); i++ { // a mark belongs behind its letter
		if unicode.IsMark(runes[i]) && !unicode.IsMark(runes[i+1]) && (i == 0 || !unicode.IsLetter(runes[i-1])) {
			runes[i], runes[i+1] = runes[i+1], runes[i]
		}
	}
	return lamAlef.Replace(string(runes))
}

// lamAlef mends the Arabic article before a letter that is joined with its
// lam: the one sign for both is taken apart in the wrong order. A hamza behind
// an alef stands in no word otherwise.
var lamAlef = strings.NewReplacer("اإل", "الإ", "األ", "الأ", "اآل", "الآ")

// faced returns a line with its brackets facing each other. Programs differ in
// whether they write the one that is meant or the one that is seen, so of each
// kind they are taken to open and to close in turn, if their number is even.
func faced(line string) string {
	for _, kind := range []string{"()", "[]", "«»"} {
		pair := []rune(kind)
		is := func(r rune) bool { return r == pair[0] || r == pair[1] }
		n := 0
		for _, r := range line {
			if is(r) {
				n++
			}
		}
		if n%2 == 1 {
			continue
		}
		n = 0
		line = strings.Map(func(r rune) rune {
			if is(r) {
				r = pair[n%2]
				n++
			}
			return r
		}, line)
	}
	return line
}

// letters replaces signs that are only another form of letters: ligatures, and
// the forms that Arabic letters have in a word.
func letters(s string) string {
	if !strings.ContainsFunc(s, form) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if form(r) {
			runes := []rune(norm.NFKC.String(string(r)))
			if runsLeft(r) {
				slices.Reverse(runes) // the word is turned as a whole
			}
			b.WriteString(string(runes))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func form(r rune) bool {
	return 0xfb00 <= r && r <= 0xfb06 || 0xfb13 <= r && r <= 0xfdfb || 0xfe70 <= r && r <= 0xfefc
}
