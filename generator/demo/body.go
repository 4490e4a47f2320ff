package demo

import (
	"fmt"
	"strings"
)

// body writes a text of some 1.3 to 3.3 kB in Markdown: that it is a sample,
// then paragraphs with the odd heading, list, quotation and footnote, and a
// link if there is one.
func (v *voice) body(d *record, link string) {
	end := d.Len() + 1300 + v.r.IntN(2000)
	var notes []string
	listed := false
	d.WriteString("\n" + v.say("openings") + " " + v.paragraph(2) + "\n")
	for d.Len() < end {
		d.WriteByte('\n')
		switch n := v.r.IntN(100); {
		case n < 12:
			d.WriteString("## " + v.say("headings") + "\n\n" + v.paragraph(3) + "\n")
		case n < 24 && !listed:
			listed = true
			v.points(d)
		case n < 32:
			d.WriteString("> " + v.say("quotes") + "\n")
		case n < 40:
			notes = append(notes, v.say("footnotes"))
			d.WriteString(fmt.Sprintf("%s[^%d]\n", v.paragraph(3), len(notes)))
		case n < 60 && link != "":
			d.WriteString(v.paragraph(2) + " " + strings.Replace(v.say("links"), "{link}", link, 1) + "\n")
			link = ""
		default:
			d.WriteString(v.paragraph(2+v.r.IntN(3)) + "\n")
		}
	}
	if v.r.IntN(2) == 0 {
		d.WriteString("\n" + v.say("closings") + "\n")
	}
	for i, note := range notes {
		d.WriteString(fmt.Sprintf("\n[^%d]: %s\n", i+1, note))
	}
}

func (v *voice) paragraph(sentences int) string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = v.say("sentences")
	}
	return strings.Join(all, " ")
}

// points writes a list, numbered or not, with the sentence that leads to it.
func (v *voice) points(d *record) {
	d.WriteString(v.say("lists") + "\n\n")
	numbered, n := v.r.IntN(2) == 0, 3+v.r.IntN(3)
	for i := range n {
		item := v.say("items")
		if bare := strings.TrimRight(item, " ;؛"); i == n-1 && bare != item {
			item = bare + "."
		}
		mark := "-"
		if numbered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		d.WriteString(mark + " " + item + "\n")
	}
}
