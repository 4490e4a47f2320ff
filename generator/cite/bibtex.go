package cite

import (
	"fmt"
	"strconv"
)

// months are the abbreviations that every BibTeX style defines.
var months = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// AppendBibTeX appends the work as an entry of BibTeX, with a line break at
// the end. Title and authors stand in double braces, so that no style changes
// their letters or takes an "and" or a comma in a name for its end.
func (w *Work) AppendBibTeX(b []byte) []byte {
	b = append(append(b, "@techreport{"...), w.Key()...)
	if authors := w.authors(); len(authors) > 0 {
		b = append(b, ",\n  author = {"...)
		for i, name := range authors {
			if i > 0 {
				b = append(b, " and "...)
			}
			b = append(appendTeX(append(b, '{'), name), '}')
		}
		b = append(b, '}')
	}
	b = appendField(b, "title", clean(w.Title), true)
	b = appendField(b, "type", Genre, false)
	b = appendField(b, "institution", w.institution(), true)
	b = appendField(b, "address", clean(w.Place), false)
	if d := w.Date; !d.IsZero() {
		b = append(b, ",\n  year = {"...)
		b = append(strconv.AppendInt(b, int64(d.Year), 10), '}')
		if d.Month > 0 {
			b = append(append(b, ",\n  month = "...), months[d.Month-1]...)
		}
		b = append(append(append(b, ",\n  date = {"...), d.String()...), '}')
	}
	b = appendField(b, "language", clean(w.Language), false)
	if w.URL != "" {
		b = append(appendURL(append(b, ",\n  url = {"...), w.URL), '}')
	}
	b = appendField(b, "abstract", clean(w.Abstract), false)
	return append(b, "\n}\n"...)
}

// appendField appends a further field, unless it is empty. A protected one
// keeps its letters as they are.
func appendField(b []byte, name, text string, protected bool) []byte {
	if text == "" {
		return b
	}
	opening, closing := " = {", "}"
	if protected {
		opening, closing = " = {{", "}}"
	}
	b = append(append(append(b, ",\n  "...), name...), opening...)
	return append(appendTeX(b, text), closing...)
}

// appendTeX appends a text with what TeX gives a meaning to as commands. A
// brace cannot be \{, because BibTeX counts it all the same.
func appendTeX(b []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '\\':
			b = append(b, `{\textbackslash}`...)
		case '{':
			b = append(b, `{\textbraceleft}`...)
		case '}':
			b = append(b, `{\textbraceright}`...)
		case '~':
			b = append(b, `{\textasciitilde}`...)
		case '^':
			b = append(b, `{\textasciicircum}`...)
		case '%', '&', '$', '#', '_':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendURL appends an address, which biblatex reads to the letter: no command
// is possible in it, so what would end the field is percent-encoded.
func appendURL(b []byte, url string) []byte {
	for i := range len(url) {
		switch c := url[i]; {
		case c <= ' ' || c >= 0x7f || c == '{' || c == '}' || c == '\\' || c == '"':
			b = fmt.Appendf(b, "%%%02X", c)
		default:
			b = append(b, c)
		}
	}
	return b
}
