package fix

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"communique/generator/diag"
)

// edit replaces one value of the front matter, or takes an item out of a list.
type edit struct {
	at  diag.Pos
	old string // the value as it reads
	new string // YAML; empty: the item goes
}

// apply makes the edits in a file. Those that do not fit what stands there, and
// the latter of two that overlap, are left out.
func apply(src []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(x, y edit) int {
		return cmp.Or(cmp.Compare(x.at.Line, y.at.Line), cmp.Compare(x.at.Column, y.at.Column))
	})
	out := make([]byte, 0, len(src))
	done := 0
	for _, e := range edits {
		start, end, ok := value(src, e.at, e.old)
		if ok && e.new == "" {
			start, end, ok = item(src, start, end)
		}
		if !ok || start < done {
			continue
		}
		out = append(append(out, src[done:start]...), e.new...)
		done = end
	}
	return append(out, src[done:]...)
}

// offset returns where a place lies in the bytes; false beyond their end.
func offset(src []byte, at diag.Pos) (int, bool) {
	start := 0
	for range int(at.Line) - 1 {
		i := bytes.IndexByte(src[start:], '\n')
		if i < 0 {
			return 0, false
		}
		start += i + 1
	}
	for range int(at.Column) - 1 {
		r, n := utf8.DecodeRune(src[start:])
		if n == 0 || r == '\n' {
			return 0, false
		}
		start += n
	}
	return start, at.Line > 0 && at.Column > 0
}

// value returns the bytes from a place on that read as a text: in quotes, or
// plain up to where a plain value of YAML may end. The text tells where it does
// end, for that depends on what is around it: Korea, Republic of is one value in
// a line of a list, and two in brackets.
func value(src []byte, at diag.Pos, reads string) (start, end int, ok bool) {
	start, ok = offset(src, at)
	if !ok || reads == "" {
		return 0, 0, false
	}
	line, _, _ := bytes.Cut(src[start:], []byte("\n"))
	want := normal(reads)
	// Spaces and other forms of Unicode may make it longer, but not without end.
	for i := 1; i < min(len(line), 4*len(reads)+100); i++ {
		if ends(line[i:]) && normal(string(line[:i])) == want {
			return start, start + len(bytes.TrimRight(line[:i], " \t")), true
		}
	}
	if len(line) < 4*len(reads)+100 && normal(string(line)) == want {
		return start, start + len(bytes.TrimRight(line, " \t\r")), true
	}
	n := quoted(line)
	return start, start + n, n > 0
}

// ends reports whether a plain value may end before rest.
func ends(rest []byte) bool { return bytes.IndexByte([]byte(" \t\r,]}:"), rest[0]) >= 0 }

// normal is a text as load reads it.
func normal(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

// quoted returns the length of the quoted text at the beginning of a line, 0 if
// there is none that ends in it.
func quoted(line []byte) int {
	if len(line) == 0 || line[0] != '"' && line[0] != '\'' {
		return 0
	}
	for i := 1; i < len(line); i++ {
		switch {
		case line[0] == '"' && line[i] == '\\', line[0] == '\'' && bytes.HasPrefix(line[i:], []byte("''")):
			i++
		case line[i] == line[0]:
			return i + 1
		}
	}
	return 0
}

// item widens a value to what goes with it when it is taken out of a list: its
// line with the dash, or in brackets the comma. An item with a comment behind
// it is none that may go, for the comment would go too.
func item(src []byte, start, end int) (int, int, bool) {
	before := src[bytes.LastIndexByte(src[:start], '\n')+1 : start]
	after, _, _ := bytes.Cut(src[end:], []byte("\n"))
	if string(bytes.TrimSpace(before)) == "-" {
		return start - len(before), min(end+len(after)+1, len(src)), len(bytes.TrimSpace(after)) == 0
	}
	if rest := bytes.TrimLeft(after, " "); len(rest) > 0 && rest[0] == ',' {
		spaces := len(rest) - len(bytes.TrimLeftFunc(rest[1:], unicode.IsSpace))
		return start, end + len(after) - len(rest) + spaces, true
	}
	if i := len(bytes.TrimRight(before, " ")); i > 0 && before[i-1] == ',' {
		return start - len(before) + i - 1, end, true
	}
	return 0, 0, false
}
