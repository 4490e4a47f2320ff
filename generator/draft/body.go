package draft

import (
	"strconv"
	"strings"

	"communique/generator/extract"
	"communique/generator/matter"
)

// writeBody makes the text of what was not taken out of the document.
func (r *reader) writeBody() {
	w := bodyWriter{}
	for i := 0; i < len(r.blocks); i++ {
		b := r.blocks[i]
		switch {
		case b.Kind == extract.Rule:
			w.rule = len(w.parts) > 0
		case len(b.rest()) == 0:
		case b.Kind == extract.Row:
			rows := []*block{b}
			for i+1 < len(r.blocks) && r.blocks[i+1].Kind == extract.Row && r.blocks[i+1].Level != 1 {
				i++
				rows = append(rows, r.blocks[i])
			}
			w.table(rows)
		default:
			w.block(b)
		}
	}
	for _, n := range r.doc.Notes {
		w.add(false, "[^"+n.Label+"]: "+indent(clean(n.Markdown), "    "))
	}
	r.draft.Body = w.String()
}

// bodyWriter writes blocks as CommonMark.
type bodyWriter struct {
	parts   []string
	margins []int // of the items that the last one stands in, its own the last: where their text begins
	ordered bool  // the last item
	item    bool  // the last part is an item
	rule    bool  // a line across the page is due
}

// add adds a part; a tight one belongs to the list above it.
func (w *bodyWriter) add(tight bool, text string) {
	if w.rule {
		w.parts, w.rule, tight = append(w.parts, "\n\n* * *"), false, false
	}
	switch {
	case len(w.parts) == 0:
	case tight:
		text = "\n" + text
	default:
		text = "\n\n" + text
	}
	w.parts = append(w.parts, text)
}

// String returns the body, which ends with a line's end if it is not empty.
func (w *bodyWriter) String() string {
	if len(w.parts) == 0 {
		return ""
	}
	return strings.Join(w.parts, "") + "\n"
}

// block writes any block but a table's.
func (w *bodyWriter) block(b *block) {
	text := b.markdown()
	switch {
	case b.Kind == extract.Item:
		w.listItem(b, text)
		return
	case b.Kind == extract.Paragraph && b.Level > 0 && len(w.margins) > 0:
		margin := strings.Repeat(" ", w.margins[min(b.Level, len(w.margins))-1])
		w.add(false, margin+indent(text, margin))
		w.item = false
		return
	case b.Kind == extract.Heading:
		text = strings.Repeat("#", max(2, b.Level)) + " " + strings.ReplaceAll(text, "\\\n", " ")
	case b.Kind == extract.Quote:
		mark := strings.Repeat("> ", max(1, b.Level))
		text = mark + indent(text, mark)
	}
	w.add(false, text)
	w.margins, w.item = nil, false
}

func (w *bodyWriter) listItem(b *block, text string) {
	depth := min(max(1, b.Level), len(w.margins)+1)
	margin := 0
	if depth > 1 {
		margin = w.margins[depth-2]
	}
	mark := "- "
	if b.Ordered {
		mark = strconv.Itoa(b.Number) + ". "
	}
	// Another kind of list at the same depth is a list of its own.
	tight := w.item && (depth != len(w.margins) || b.Ordered == w.ordered)
	w.margins = append(w.margins[:depth-1], margin+len(mark))
	w.ordered, w.item = b.Ordered, true
	at := strings.Repeat(" ", margin)
	w.add(tight, at+mark+indent(text, at+strings.Repeat(" ", len(mark))))
}

// table writes rows, the first of them as the heading that tables must have.
func (w *bodyWriter) table(rows []*block) {
	columns := 0
	for _, b := range rows {
		columns = max(columns, len(b.rest()))
	}
	var all []string
	for i, b := range rows {
		cells := b.pieces()
		cells = append(cells, make([]string, columns-len(cells))...)
		all = append(all, "| "+strings.Join(cells, " | ")+" |")
		if i == 0 {
			all = append(all, strings.Repeat("| --- ", columns)+"|")
		}
	}
	w.add(false, strings.Join(all, "\n"))
	w.margins, w.item = nil, false
}

// pieces returns the Markdown of the lines that were not taken out.
func (b *block) pieces() []string {
	between := "\\\n"
	if b.Kind == extract.Row {
		between = " | "
	}
	all := strings.Split(clean(b.Markdown), between)
	var kept []string
	for i, l := range b.lines {
		switch {
		case l.taken:
		case len(all) == len(b.lines):
			kept = append(kept, all[i])
		default:
			kept = append(kept, escape(l.text))
		}
	}
	return kept
}

func (b *block) markdown() string {
	if len(b.rest()) == len(b.lines) {
		return clean(b.Markdown)
	}
	return strings.Join(b.pieces(), "\\\n")
}

var escape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "#", `\#`, "&", `\&`).Replace

// indent puts spaces or marks before all lines but the first.
func indent(text, by string) string { return strings.ReplaceAll(text, "\n", "\n"+by) }

// clean takes out of a text what no file of the archive may have.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if matter.Forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}
