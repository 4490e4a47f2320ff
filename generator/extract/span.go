package extract

import (
	"strings"
	"unicode"
)

// look is how a stretch of text looks.
type look struct {
	bold, italic, struck bool
	code                 bool   // as a program prints it: nothing in it means anything
	link                 string // where it leads
}

// span is a stretch of text of one look; or, without text, one of a reference
// to a footnote and a line break that the document made on purpose.
type span struct {
	text string
	look
	note  string // label
	broke bool
}

// fill sets the text of a block. It reports whether there is any.
func (b *Block) fill(spans []span) bool {
	b.Bold, b.Capitals = true, false
	small, written, all := false, []string{}, lines(spans)
	for _, line := range all {
		text := textOf(line)
		for _, s := range line {
			b.Bold = b.Bold && (s.bold || strings.TrimSpace(s.text) == "")
		}
		for _, r := range text {
			b.Capitals = b.Capitals || unicode.IsUpper(r)
			small = small || unicode.IsLetter(r) && !unicode.IsUpper(r)
		}
		b.Lines = append(b.Lines, plain(text))
	}
	for _, line := range all {
		if b.Kind == Heading && b.Bold {
			for i := range line {
				line[i].bold = false // every heading is bold
			}
		}
		written = append(written, escapeStart(inline(line)))
	}
	b.Capitals = b.Capitals && !small
	b.Bold = b.Bold && len(b.Lines) > 0
	b.Markdown = strings.Join(written, "\\\n")
	return len(b.Lines) > 0
}

// textOf returns the text of spans.
func textOf(line []span) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(s.text)
	}
	return b.String()
}

// lines divides spans where the document broke the line. What it hands on is
// tidy: white space is a single space and never at the ends of a line, spans of
// one look are one, and no line is empty.
func lines(spans []span) [][]span {
	var all [][]span
	var line []span
	space := true // the text so far ends with one, or there is none
	end := func() {
		for len(line) > 0 && line[len(line)-1].note == "" {
			last := &line[len(line)-1]
			if last.text = strings.TrimRightFunc(last.text, unicode.IsSpace); last.text != "" {
				break
			}
			line = line[:len(line)-1]
		}
		for _, s := range line {
			if s.text != "" {
				all = append(all, line)
				break
			}
		}
		line, space = nil, true
	}
	for _, s := range spans {
		switch {
		case s.broke:
			end()
		case s.note != "":
			line, space = append(line, span{note: s.note}), false
		default:
			if s.text, space = tidy(s.text, space); s.text == "" {
				continue
			}
			const enough = 4096 // bytes: a text of a million spans would be copied as often
			if n := len(line); n > 0 && line[n-1].look == s.look && line[n-1].note == "" && len(line[n-1].text) < enough {
				line[n-1].text += s.text
			} else {
				line = append(line, s)
			}
		}
	}
	end()
	return all
}

// tidy makes runs of white space one space, or one no-break space where the run
// is that, and takes out what no page can show: control characters, soft
// hyphens, byte order marks, and what is no UTF-8. space says whether the text
// before ended with a space, and then whether this one does.
func tidy(s string, space bool) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if space {
				continue
			}
			if r != '\u00a0' && r != '\u202f' && r != '\u3000' {
				r = ' '
			}
			space = true
		case hidden(r):
			continue
		default:
			space = false
		}
		b.WriteRune(r)
	}
	return b.String(), space
}

// hidden reports a character that has no place in a text. Those that join or
// part letters (U+200C, U+200D) do have one: Persian is not right without.
func hidden(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff', unicode.ReplacementChar:
		return true
	}
	return unicode.IsControl(r) || r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef ||
		0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || unicode.Is(unicode.Co, r)
}

// plain is a line for searching: every space is an ordinary one.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
