package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// footnotes takes the notes out that stand below the text of a page: their
// number is small and raised, or all of them is small; and the text refers to
// them. A reference to no note becomes a number again.
func footnotes(d *Document, all []printed) []printed {
	body := bodySize(all)
	var rest []printed
	labels := map[string]string{} // by page and number
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].page == all[from].page {
			to++
		}
		page := all[from:to]
		end := below(page, body)
		rest = append(rest, page[:end]...)
		for end < len(page) {
			next := end + 1
			for next < len(page) && begins(page[next], body) == "" {
				next++
			}
			label := strconv.Itoa(len(d.Notes) + 1)
			labels[fmt.Sprint(page[end].page, " ", begins(page[end], body))] = label
			d.Notes = append(d.Notes, note(label, page[end:next]))
			end = next
		}
		from = to
	}
	for i := range rest {
		rest[i].refer(labels)
	}
	return rest
}

var noteNumber = regexp.MustCompile(`^\[?(\d{1,3}|[*†‡§]{1,3})\]? +(\S)`)

// begins returns the number of the note that begins with a line.
func begins(p printed, body float64) string {
	if p.number != "" {
		return p.number
	}
	if m := noteNumber.FindStringSubmatch(p.text); m != nil && p.size < 0.95*body {
		return m[1]
	}
	return ""
}

// below returns where on a page the notes begin: at the first line with the
// number of one, if from there on nothing but notes follows that are referred
// to above.
func below(page []printed, body float64) int {
	first := len(page)
	for i := len(page) - 1; i >= 0; i-- {
		number := begins(page[i], body)
		if number == "" {
			continue
		}
		if !slices.ContainsFunc(page[:i], func(p printed) bool {
			return slices.ContainsFunc(p.notes, func(m mark) bool { return m.label == number })
		}) {
			break
		}
		first = i
	}
	return first
}

// note makes a note of its lines.
func note(label string, lines []printed) Note {
	lines = slices.Clone(lines)
	for i := range lines {
		lines[i].refer(nil)
	}
	if m := noteNumber.FindStringSubmatchIndex(lines[0].text); m != nil && lines[0].number == "" {
		lines[0].text = lines[0].text[m[4]:]
	}
	var d Document
	lay(&d, lines, 0, 0)
	n := Note{Label: label}
	for _, b := range d.Blocks {
		n.add(strings.Join(b.Lines, " "), strings.ReplaceAll(b.Markdown, "\\\n", " "))
	}
	return n
}

// refer gives the references of a line the labels of their notes.
func (p *printed) refer(labels map[string]string) {
	marks := p.notes
	p.notes = nil
	text, from := "", 0
	for _, m := range marks {
		text += p.text[from:m.at]
		from = m.at
		if label := labels[fmt.Sprint(p.page, " ", m.label)]; label != "" {
			p.notes = append(p.notes, mark{len(text), label})
		} else {
			text += "[" + m.label + "]"
		}
	}
	p.text = text + p.text[from:]
}
