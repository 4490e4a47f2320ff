package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// readText reads plain text. A form feed begins a new page.
func readText(data []byte) (*Document, error) {
	text, how, err := decode(data)
	if err != nil {
		return nil, err
	}
	d := &Document{}
	if how != "" {
		d.remark("nothing in the file says how its characters are written; read it as %s", how)
	}
	text = newlines.Replace(text)
	var all []printed
	number, page := 1, 0
	for line := range strings.SplitSeq(text, "\n") {
		for i, part := range strings.Split(line, "\f") {
			if i > 0 {
				page++
			}
			all = typed(all, part, page, number)
		}
		number++
	}
	const prose = 60 // characters: nobody breaks lines of prose that are shorter
	lay(d, unwrapped(drop(d, all)), prose, 1)
	return d, nil
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n", "\v", "\n")

// typed appends a line of plain text, unless it is empty or underlines the one
// before it.
func typed(all []printed, line string, page, number int) []printed {
	const tab = 8
	quote, length := 0, 0
	for rest := strings.TrimLeft(line, " "); strings.HasPrefix(rest, ">"); rest = strings.TrimLeft(rest[1:], " ") {
		quote++
		line = rest[1:]
	}
	indented := strings.TrimRight(strings.ReplaceAll(line, "\t", strings.Repeat(" ", tab)), " \u00a0\u3000")
	text, _ := tidy(indented, true)
	if text = strings.TrimSpace(text); text == "" {
		return all
	}
	left := len(indented) - len(strings.TrimLeft(indented, " "))
	length = utf8.RuneCountInString(text)
	word, _, _ := strings.Cut(text, " ")
	p := printed{text: text, left: float64(left), right: float64(left + length), first: float64(utf8.RuneCountInString(word)),
		space: 1, size: 1, page: page, quote: quote, place: fmt.Sprintf("line %d", number), top: float64(number)}
	p.cells, p.wide = cells(strings.TrimRight(line, " "), p)
	if n, _ := marker(indented); n > 0 {
		p.body = float64(n + len(indented[n:]) - len(strings.TrimLeft(indented[n:], " ")))
	}
	if len(all) == 0 {
		return append(all, p)
	}
	last := &all[len(all)-1]
	if near := p.top == last.top+1 && page == last.page; near && underlines(text, last.text) {
		last.size = 2
		if text[0] == '=' {
			last.size = 3
		}
		return all
	}
	return append(all, p)
}

// underlines reports a line that makes a heading of the one before it.
func underlines(text, above string) bool {
	length := utf8.RuneCountInString(above)
	return len(text) >= 3 && (strings.Trim(text, "=") == "" || strings.Trim(text, "-") == "") &&
		!ruled(above) && length < 200 && 2*len(text) > length
}

// unwrapped parts the lines of a text that does not break its paragraphs.
func unwrapped(all []printed) []printed {
	const longest = 120 // characters of a line that a person or a mailer broke
	moved := 0.0
	for i := range all {
		if i > 0 && max(all[i].right, all[i-1].right) > longest {
			moved++
		}
		all[i].top += moved
	}
	return all
}
