package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// reference writes the number of a footnote as a link to it. A link cannot
// stand in a link: there it waits for the end of it.
func (w *writer) reference(r *reference) {
	if w.links > 0 {
		w.held = append(w.held, r)
		return
	}
	w.put("<sup")
	if w.o.Page == "" {
		w.put(` id="`)
		w.backID(r.note.number, r.nth)
		w.put(`"`)
	}
	w.put(`><a href="`)
	w.out = appendAddress(w.out, w.o.Page)
	w.put("#")
	w.noteID(r.note.number)
	w.put(`" role="doc-noteref">`)
	w.number(r.note.number)
	w.put("</a></sup>")
}

func (w *writer) noteID(number int) {
	w.escape(w.o.Prefix)
	w.put("fn-")
	w.number(number)
}

func (w *writer) backID(number, nth int) {
	w.escape(w.o.Prefix)
	w.put("fnref-")
	w.number(number)
	if nth > 1 {
		w.put("-")
		w.number(nth)
	}
}

// endnotes writes the footnotes at the end of the body.
func (w *writer) endnotes() {
	if len(w.notes) == 0 {
		return
	}
	w.put(`<section role="doc-endnotes"`)
	w.attribute("aria-label", w.o.Labels.Notes)
	w.put(">\n<ol>\n")
	for _, n := range w.notes {
		w.put("<li")
		if w.o.Page == "" {
			w.put(` id="`)
			w.noteID(n.number)
			w.put(`"`)
		}
		w.put(">\n")
		w.endnote(n)
		w.put("</li>\n")
	}
	w.put("</ol>\n</section>\n")
}

// endnote writes a note's text, and the ways back at the end of its last
// paragraph.
func (w *writer) endnote(n *note) {
	last := n.node.LastChild()
	for last != nil && (last.Kind() == east.KindFootnote || last.Kind() == ast.KindLinkReferenceDefinition) {
		last = last.PreviousSibling()
	}
	for c := n.node.FirstChild(); c != nil; c = c.NextSibling() {
		if c == last && ast.IsParagraph(c) {
			w.paragraph(c, n)
		} else {
			w.block(c)
		}
	}
	if last == nil || !ast.IsParagraph(last) {
		w.paragraph(nil, n)
	}
}

// back writes a link to each reference to a note. U+FE0E keeps the arrow from
// becoming a picture.
func (w *writer) back(n *note, spaced bool) {
	if w.o.Page != "" {
		return
	}
	for nth := 1; nth <= n.refs; nth++ {
		if spaced || nth > 1 {
			w.put(" ")
		}
		w.put(`<a href="#`)
		w.backID(n.number, nth)
		w.put(`" role="doc-backlink"`)
		if w.o.Labels.Back != nil {
			w.attribute("aria-label", w.o.Labels.Back(n.number, nth))
		}
		w.put(">↩\uFE0E")
		if nth > 1 {
			w.put("<sup>")
			w.number(nth)
			w.put("</sup>")
		}
		w.put("</a>")
	}
}
