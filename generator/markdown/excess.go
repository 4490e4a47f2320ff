package markdown

import "bytes"

// Limits of a body. Texts of thousands of pages, tables of thousands of rows
// and lists of a thousand links stay far below; what does not was written to
// keep a machine busy. Measured for one megabyte of the worst kind that passes:
// under two seconds to inspect or to render.
const (
	maxNesting = 100         // quotes and lists within each other
	maxIndent  = 200         // columns; a list within a list takes two or more
	maxCells   = 200_000     // of tables: a row has as many as the first, written or not
	maxEffort  = 400_000_000 // see effort
)

// Excess looks for what a parser of Markdown would spend too long on, or nest
// too deeply for the machine, and says what and where; an empty text if there
// is nothing. It is to be asked before anything else of this package, whose
// time it bounds: it is itself one pass over the lines.
func Excess(src []byte) (what string, at At) {
	// Inline content ends at a blank line, so each run of lines counts alone.
	var run struct {
		start, marks, lines, pipes int // pipes: the most in one line
	}
	effort, cells := 0, 0
	line := 0
	for start := 0; start < len(src); {
		line++
		end := min(lineEnd(src, start)+1, len(src))
		text := src[start:end]
		if nesting, indent := leading(text); nesting > maxNesting || indent > maxIndent {
			return "quotes and lists are nested too deeply", At{line, 1}
		}
		run.lines++
		run.marks += marks(text)
		run.pipes = max(run.pipes, bytes.Count(text, []byte("|"))+1)
		if len(bytes.TrimSpace(text)) == 0 || end == len(src) {
			effort += run.marks * (end - run.start)
			if run.pipes > 2 {
				cells += run.pipes * run.lines
			}
			if effort > maxEffort {
				return "too many brackets, stars and other signs of Markdown without a blank line", At{line, 1}
			}
			if cells > maxCells {
				return "the tables are too large", At{line, 1}
			}
			run.start, run.marks, run.lines, run.pipes = end, 0, 0, 0
		}
		start = end
	}
	return "", At{}
}

// leading counts the quotes and list items that a line opens, and the columns
// of white space before them.
func leading(line []byte) (nesting, indent int) {
	for i, c := range line {
		switch {
		case c == ' ' && nesting == 0:
			indent++
		case c == '\t' && nesting == 0:
			indent += 4
		case c == '>':
			nesting++
		case isSpace(rune(c)):
			if i > 0 && bytes.IndexByte([]byte("-*+.)"), line[i-1]) >= 0 {
				nesting++
			}
		case bytes.IndexByte([]byte("-*+.)0123456789"), c) < 0:
			return nesting, indent
		}
	}
	return nesting, indent
}

// marks counts what a parser of inline content may have to look at again, for
// each of which it may read the rest of the run: the product of the two is the
// effort that it can cost.
func marks(line []byte) int {
	n := bytes.Count(line, []byte(replacement)) // each is a fault
	for _, c := range line {
		switch c {
		case '[', ']', '(', '*', '_', '~', '`', '<', '&':
			n++
		}
	}
	return n
}
