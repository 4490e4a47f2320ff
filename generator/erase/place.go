package erase

import (
	"bytes"
	"sort"
	"unicode"
	"unicode/utf8"
)

// Span is where in a text a name stands, in bytes.
type Span struct{ Start, End int }

// All returns where in a text the names stand, in order. It tries every word
// of the lines in question, and is meant for the few texts of which Find says
// that they have a name.
func (m *Matcher) All(text []byte) []Span {
	var all []Span
	for from := 0; m.Find(text[from:]); from = all[len(all)-1].End {
		span := m.first(text[from:])
		all = append(all, Span{from + span.Start, from + span.End})
	}
	return all
}

// first returns where the first name stands in a text that has one: first the
// smallest end, then the greatest beginning.
func (m *Matcher) first(text []byte) Span {
	lines := []int{0} // where they begin, and the end of the last
	for i, c := range text {
		if c == '\n' || i == len(text)-1 {
			lines = append(lines, i+1)
		}
	}
	last := sort.Search(len(lines)-2, func(i int) bool { return m.Find(text[:lines[i+1]]) })
	end := lines[last+1]
	for _, cut := range cutsOf(text[lines[last]:end]) {
		if m.Find(text[:lines[last]+cut]) {
			end = lines[last] + cut
			break
		}
	}
	for ; last > 0 && !m.Find(text[lines[last]:end]); last-- {
	}
	cuts := cutsOf(text[lines[last]:end])
	for i := len(cuts) - 2; i >= 0; i-- {
		if start := lines[last] + cuts[i]; m.Find(text[start:end]) {
			return Span{start, end}
		}
	}
	return Span{lines[last], end}
}

// cutsOf returns where a text can be cut without dividing a word: its
// beginning, its end, and places between.
func cutsOf(text []byte) []int {
	cuts := []int{0}
	before := ' '
	for i, r := range string(text) {
		if i > 0 && !(isSpoken(before) && isSpoken(r)) {
			cuts = append(cuts, i)
		}
		before = r
	}
	return append(cuts, len(text))
}

// isSpoken reports whether r is part of a word, and the word not cut at each
// character.
func isSpoken(r rune) bool {
	return (unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Cf)) && !isUnspaced(r) && r != utf8.RuneError
}

// Stream looks through a text that comes in pieces, such as a file that is not
// kept in memory. It is an [io.Writer].
type Stream struct {
	matcher *Matcher
	text    []byte
	found   bool
}

// Stream returns a new Stream.
func (m *Matcher) Stream() *Stream { return &Stream{matcher: m} }

const (
	piece   = 1 << 20
	overlap = 16 << 10 // more than a name has, however it is escaped
)

// Write takes the next bytes; it never fails.
func (s *Stream) Write(p []byte) (int, error) {
	if s.matcher == nil || s.found {
		return len(p), nil
	}
	s.text = append(s.text, p...)
	if len(s.text) < piece {
		return len(p), nil
	}
	// Cut between lines, so that no part of a word is taken for a word.
	end := bytes.LastIndexByte(s.text, '\n') + 1
	if end <= overlap {
		return len(p), nil // a line as long as that comes whole
	}
	s.found = s.matcher.Find(s.text[:end])
	from := bytes.LastIndexByte(s.text[:end-overlap], '\n') + 1
	s.text = append(s.text[:0], s.text[from:]...)
	return len(p), nil
}

// Found reports whether the text, which ends here, has one of the names.
func (s *Stream) Found() bool {
	return s.found || s.matcher.Find(s.text)
}
