package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printed is a line of a text that only has lines: of a PDF, or of plain text.
// Lengths are in points or in characters. Where the script runs from right to
// left they count from the right, so that every line begins at its left.
type printed struct {
	text        string
	notes       []mark    // references to footnotes
	number      string    // with which it begins, small and raised, as a footnote does
	cells       []printed // what it holds if it is a row of a table
	wide        bool      // three spaces or a tab divide two of them at least
	left, right float64   // of the text, from the page's edge
	body        float64   // where the text behind a marker begins, 0 if unknown
	first       float64   // the length of the first word
	space       float64   // the length of a space
	top         float64   // of the line, from the top of the page
	size        float64   // of its letters
	page        int       // from 0
	flow        int       // lines of one number follow one another down the page
	block       int       // lines of one number stand closely together
	column      int       // that it stands in, 0 where there is only one
	quote       int       // depth of the quotation
	place       string
	edge        float64 // where lines around it end, set by measure
	margin      float64 // where they begin
}

// mark is a reference to a footnote behind a number of bytes of a line.
type mark struct {
	at    int
	label string
}

// spans returns the text of a line with its references.
func (p printed) spans() []span {
	var all []span
	from := 0
	for _, m := range p.notes {
		all = append(all, span{text: p.text[from:m.at]}, span{note: m.label})
		from = m.at
	}
	return append(all, span{text: p.text[from:]})
}

// quantile returns the value below which a share of the values lies.
func quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(int(share*float64(len(values))), len(values)-1)]
}

// measure finds where the lines of the text begin and end: those of a column
// by its own lines, the others by all that are in none. least is the length
// below which no line of prose is broken by itself.
func measure(all []printed, least float64) {
	columns := map[int][]int{}
	for i, p := range all {
		columns[p.column] = append(columns[p.column], i)
	}
	for column, lines := range columns {
		var lefts, rights []float64
		for _, i := range lines {
			lefts, rights = append(lefts, all[i].left), append(rights, all[i].right)
		}
		margin := quantile(lefts, 0.1)
		edge := agreed(rights, margin)
		if column == 0 {
			edge = max(edge, margin+least)
		}
		for _, i := range lines {
			all[i].margin, all[i].edge = margin, edge
		}
	}
}

// agreed returns the edge that lines come near to: the furthest on which three
// of them agree, so that one that is too long does not count.
func agreed(rights []float64, margin float64) float64 {
	slices.Sort(rights)
	for i := len(rights) - 1; i >= 2; i-- {
		if rights[i-2] > rights[i]-(rights[i]-margin)/15 {
			return rights[i]
		}
	}
	return quantile(rights, 0.9)
}

// centred reports whether a line stands in the middle between the margins.
func (p printed) centred() bool {
	width := p.edge - p.margin
	return p.left-p.margin > width/20 && math.Abs((p.left+p.right)/2-(p.margin+p.edge)/2) < max(width/50, p.space)
}

// full reports whether a line ends because the next word had no room.
func (p printed) full(next printed) bool {
	width := p.edge - p.margin
	if p.centred() {
		return p.right-p.left+p.space+next.first > width
	}
	return p.right+p.space+next.first > p.edge-width/50
}

// terminated reports whether a line ends as a sentence does.
func terminated(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return strings.ContainsRune(`"'”’»)]`, r) || unicode.IsSpace(r) })
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:;…؟؛۔。។៕", r)
}

// small reports whether a text begins with a small letter.
func small(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// pitch returns how far the next line is down where a paragraph goes on.
func pitch(all []printed) float64 {
	var steps, sizes []float64
	for i, p := range all {
		sizes = append(sizes, p.size)
		if i+1 == len(all) {
			break
		}
		next := all[i+1]
		if step := next.top - p.top; next.flow == p.flow && step > 0 && p.size == next.size && p.full(next) && !terminated(p.text) {
			steps = append(steps, step)
		}
	}
	return cmp.Or(quantile(steps, 0.5), 1.5*quantile(sizes, 0.5))
}

// bodySize is the size that most of the text has.
func bodySize(all []printed) float64 {
	letters := map[float64]int{}
	for _, p := range all {
		letters[math.Round(p.size)] += len(p.text)
	}
	body, most := 0.0, 0
	for size, n := range letters {
		if n > most || n == most && size < body {
			body, most = size, n
		}
	}
	return body
}
