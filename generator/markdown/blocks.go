package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// writer writes a document as HTML.
type writer struct {
	*document
	o       Options
	out     []byte
	shift   int      // of the headings' levels
	anchors []string // of the headings
	written int      // headings so far
	links   int      // open around what is being written
	held    []*reference
}

func (w *writer) put(s string)    { w.out = append(w.out, s...) }
func (w *writer) number(n int)    { w.out = strconv.AppendInt(w.out, int64(n), 10) }
func (w *writer) escape(s string) { w.out = appendLiteral(w.out, []byte(s), true) }

// attribute writes an attribute unless its value is empty.
func (w *writer) attribute(name, value string) {
	if value != "" {
		w.put(" " + name + `="`)
		w.escape(value)
		w.put(`"`)
	}
}

func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n, nil)
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil {
			w.put("\n")
		}
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.put("<blockquote>\n")
		w.blocks(n)
		w.put("</blockquote>\n")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.put(`<pre tabindex="0"><code>`)
		w.out = w.appendLines(w.out, n, true)
		w.put("</code></pre>\n")
	case *ast.ThematicBreak:
		w.put("<hr>\n")
	case *east.Table:
		w.table(n)
	}
}

// paragraph writes a paragraph, and the ways back from the footnote that it
// ends. One that consists of raw HTML alone leaves nothing.
func (w *writer) paragraph(n ast.Node, ends *note) {
	start := len(w.out)
	w.put("<p>")
	empty := len(w.out)
	if n != nil {
		w.inlines(n)
	}
	if ends != nil {
		w.back(ends, len(w.out) > empty)
	}
	if len(w.out) == empty {
		w.out = w.out[:start]
		return
	}
	w.put("</p>\n")
}

func (w *writer) heading(n *ast.Heading) {
	level := min(n.Level+w.shift, 6)
	w.put("<h")
	w.number(level)
	if w.o.Page == "" {
		w.attribute("id", w.o.Prefix+w.anchors[w.written])
	}
	w.written++
	w.put(">")
	w.inlines(n)
	w.put("</h")
	w.number(level)
	w.put(">\n")
}

func (w *writer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.put("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		w.put(` start="`)
		w.number(n.Start)
		w.put(`"`)
	}
	w.put(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.put("<li>")
		if first := item.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			w.put("\n")
		}
		w.blocks(item)
		w.put("</li>\n")
	}
	w.put("</" + tag + ">\n")
}

// table writes a table in a box that can scroll: one that the keyboard reaches
// and that has a name. A header without a word is left out.
func (w *writer) table(n *east.Table) {
	w.put(`<div class="table"`)
	if w.o.Page == "" {
		w.put(` tabindex="0"`)
	}
	if w.o.Labels.Table != "" {
		w.put(` role="group"`)
		w.attribute("aria-label", w.o.Labels.Table)
	}
	w.put(">\n<table>\n")
	row := n.FirstChild()
	if hasWords(row) {
		w.put("<thead>\n")
		w.row(row, "th")
		w.put("</thead>\n")
	}
	if row = row.NextSibling(); row != nil {
		w.put("<tbody>\n")
		for ; row != nil; row = row.NextSibling() {
			w.row(row, "td")
		}
		w.put("</tbody>\n")
	}
	w.put("</table>\n</div>\n")
}

// hasWords reports whether any cell of a row has content.
func hasWords(row ast.Node) bool {
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell.HasChildren() {
			return true
		}
	}
	return false
}

func (w *writer) row(row ast.Node, tag string) {
	w.put("<tr>\n")
	for n := row.FirstChild(); n != nil; n = n.NextSibling() {
		tag := tag
		if !n.HasChildren() {
			tag = "td" // a header cell must say something
		}
		w.put("<" + tag)
		if tag == "th" {
			w.put(` scope="col"`)
		}
		switch n.(*east.TableCell).Alignment {
		case east.AlignLeft:
			w.put(` class="left"`)
		case east.AlignCenter:
			w.put(` class="center"`)
		case east.AlignRight:
			w.put(` class="right"`)
		}
		w.put(">")
		w.inlines(n)
		w.put("</" + tag + ">\n")
	}
	w.put("</tr>\n")
}
