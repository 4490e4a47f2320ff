package load

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"communique/generator/diag"
)

// syntax reports an error of the YAML parser in an editor's words, and where
// a person would look for it: at the quote or bracket that is not closed, not
// where the parser gave up.
func (f *file) syntax(data []byte, err error) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		f.fault(&brokenYAML, diag.Pos{Line: f.line + 1, Column: 1}, err.Error(), "")
		return
	}
	lines := strings.Split(string(data), "\n")
	m := explain(lines, e)
	fix, mendable := quoted(lines, m)
	m.at.Line += f.line
	f.fault(&brokenYAML, m.at, m.message, m.hint)
	if mendable {
		fix.At.Line += f.line
		f.faults.Mend(fix)
	}
}

// mistake is what an editor did that the parser could not read. Its place is
// one in the YAML.
type mistake struct {
	at            diag.Pos
	message, hint string
}

// Mistakes that quotes mend.
const (
	colonInside = "a colon inside a text"
	behindQuote = "text behind the quote that closes"
	beginsWith  = "a text that begins with "
)

func explain(lines []string, e *yaml.LoadError) mistake {
	at := diag.Pos{Line: uint32(e.Mark.Line), Column: uint32(e.Mark.Column)}
	opening := diag.Pos{Line: uint32(e.ContextMark.Line), Column: uint32(e.ContextMark.Column)}
	if opening.Line == 0 {
		opening = at
	}
	says := func(s string) bool { return strings.Contains(e.Message, s) }
	within := func(s string) bool { return strings.HasPrefix(e.ContextMsg, "while "+s) }
	before, after := split(lines, at)
	if quote, ok := openQuote(lines, at.Line); ok {
		return mistake{quote, "the quote that opens here is not closed", "put the same quote at the end of the text"}
	}
	switch {
	case within("scanning a quoted scalar") && says("found unexpected "):
		return mistake{opening, "the quote that opens here is not closed", "put the same quote at the end of the text"}
	case says("escape"):
		return mistake{at, "a backslash between double quotes", `write it \\, or put the text between single quotes`}
	case strings.HasPrefix(after, "\t"):
		return mistake{at, "a tab where spaces belong", "indent with spaces"}
	case within("parsing a flow ") && (at.Line > opening.Line || !strings.HasPrefix(after, ":")):
		return bracket(lines, at, opening)
	case within("parsing a flow "):
		m := colon(at, before)
		m.hint += ", or a comma before the next key"
		return m
	case says("mapping values"):
		return colon(at, before)
	case says("could not find expected ':'"):
		return mistake{opening, "no colon and space behind the key", "write key: value"}
	case says("did not find expected key"), says("did not find expected '-' indicator"):
		return place(at, strings.TrimSpace(before))
	case says("not allowed in this context") && strings.HasPrefix(after, "-"):
		return mistake{at, "a list on the line of its key", "begin it on the next line, or put it in brackets: [one, two]; a text that begins with - needs quotes"}
	case says("cannot start any token"), says("unknown anchor"), says("expected node content"),
		within("scanning an a"), within("scanning a tag"), within("parsing a tag"), within("scanning a block scalar"), says("not allowed in this context"):
		_, text := split(lines, opening)
		return mistake{opening, fmt.Sprintf(beginsWith+"%q", firstOf(text)), "put it in quotes"}
	}
	return mistake{at, "broken YAML: " + e.Message, "check the indentation, the quotes and the brackets of this line and the one above"}
}

// colon explains a colon that the parser did not expect: inside a text, or
// behind a key in a line that goes on with the value above.
func colon(at diag.Pos, before string) mistake {
	key := strings.TrimLeft(before, " ")
	switch indent := len(before) - len(key); {
	case strings.ContainsAny(key, ":{["):
		return mistake{at, colonInside, `put the text in quotes: title: "One: two"`}
	case indent == 0 && at.Line > 1:
		return mistake{diag.Pos{Line: at.Line - 1, Column: 1}, "no colon and space behind the key", "write key: value"}
	default:
		return mistake{diag.Pos{Line: at.Line, Column: uint32(indent + 1)}, "a key that is indented as if it were part of the value above",
			"let it begin where the other keys do; if it is text, put the whole text in quotes"}
	}
}

// bracket explains a list or group in brackets that breaks off.
func bracket(lines []string, at, opening diag.Pos) mistake {
	_, text := split(lines, opening)
	closing := map[string]string{"[": "]", "{": "}"}[firstOf(text)]
	hint := fmt.Sprintf("put a comma between its parts, and %s at its end", closing)
	if at.Line > opening.Line {
		return mistake{opening, "the bracket that opens here is not closed", hint}
	}
	return mistake{at, fmt.Sprintf("a comma or %s is missing before this", closing), hint}
}

// place explains what stands where a key or an item of a list should begin,
// by what is before it on its line.
func place(at diag.Pos, before string) mistake {
	switch {
	case strings.HasSuffix(before, `'`):
		return mistake{at, behindQuote, `between single quotes, an apostrophe is written twice: 'It''s'; or use double quotes`}
	case strings.HasSuffix(before, `"`):
		return mistake{at, behindQuote, `put the whole text between single quotes: '"One" and two'`}
	case strings.HasSuffix(before, "]"), strings.HasSuffix(before, "}"):
		return mistake{at, "text behind the bracket that closes", `a text that begins with a bracket needs quotes: "[One] and two"`}
	}
	return mistake{at, "a line that begins in the wrong column", "let the keys of one group, and the items of one list, begin in the same column"}
}

// openQuote returns the quote that opens on an earlier line than the given
// one and closes on that: its own end was forgotten, and the opening quote of
// a later text was taken for it.
func openQuote(lines []string, line uint32) (diag.Pos, bool) {
	var open diag.Pos
	var quote rune // the one that a text is in; 0 outside
	for i, text := range lines[:min(int(line), len(lines))] {
		var last, before rune // the character before, and that before white space; 0 at the line's beginning
		for j, r := range []rune(text) {
			switch {
			case quote == '"' && last == '\\':
				r = 0 // escaped
			case quote != 0 && r == quote:
				if i+1 == int(line) && open.Line < line {
					return open, true
				}
				quote = 0
			case quote != 0:
			case r == '\'' && last == r:
				quote = r // an apostrophe, which is written twice
			case (r == '"' || r == '\'') && strings.ContainsRune("\x00:,[{-", before):
				quote, open = r, diag.Pos{Line: uint32(i + 1), Column: uint32(j + 1)}
			}
			if quote == 0 && r == '#' && (last == ' ' || last == 0) {
				break // a comment
			}
			if last = r; r != ' ' {
				before = r
			}
		}
	}
	return diag.Pos{}, false
}

// split returns what is before and from a place on its line.
func split(lines []string, at diag.Pos) (before, after string) {
	if int(at.Line) > len(lines) {
		return "", ""
	}
	line := []rune(lines[at.Line-1])
	i := min(int(at.Column)-1, len(line))
	return string(line[:i]), string(line[i:])
}

func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
