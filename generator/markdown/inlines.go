package markdown

import (
	"net/url"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.out = appendText(w.out, n.Segment.Value(w.src), true)
		if n.HardLineBreak() {
			w.put("<br>\n")
		} else if n.SoftLineBreak() {
			w.put("\n")
		}
	case *ast.Emphasis:
		if n.Level == 2 {
			w.element("strong", n)
		} else {
			w.element("em", n)
		}
	case *east.Strikethrough:
		w.element("del", n)
	case *ast.CodeSpan:
		w.put("<code>")
		w.out = w.appendCode(w.out, n, true)
		w.put("</code>")
	case *ast.Link:
		w.link(address(n.Destination), n.Title, func() { w.inlines(n) })
	case *ast.AutoLink:
		label, dest := w.autolink(n)
		w.link(dest, nil, func() { w.out = appendLiteral(w.out, label, true) })
	case *ast.Image:
		w.image(n)
	case *reference:
		w.reference(n)
	}
}

func (w *writer) element(tag string, n ast.Node) {
	w.put("<" + tag + ">")
	w.inlines(n)
	w.put("</" + tag + ">")
}

// link writes a link around text. What cannot be one leaves the text: an
// address that is unsafe, or a link within a link.
func (w *writer) link(dest string, title []byte, text func()) {
	href := ""
	if w.links == 0 {
		href = w.href(dest)
	}
	if href == "" {
		text()
		return
	}
	w.put(`<a href="`)
	w.out = appendAddress(w.out, href)
	w.put(`"`)
	w.title(title)
	w.put(">")
	w.links++
	text()
	w.links--
	w.put("</a>")
	w.release()
}

// href returns what a link's address is written as, "" if it cannot be
// written.
func (w *writer) href(dest string) string {
	switch {
	case dest == "" || !safe(dest, false):
		return ""
	case dest[0] == '#':
		dest = w.o.Page + "#" + w.fragment(dest[1:])
	case w.o.Link != nil:
		dest = w.o.Link(dest)
	}
	if !safe(dest, false) {
		return ""
	}
	return dest
}

// fragment returns what a link within the page leads to. Only the headings of
// the body have the prefix; the page may have more.
func (w *writer) fragment(written string) string {
	if id, err := url.PathUnescape(written); err == nil && slices.Contains(w.anchors, id) {
		return w.o.Prefix + written
	}
	return written
}

func (w *writer) title(title []byte) {
	if len(title) > 0 {
		w.put(` title="`)
		w.out = appendText(w.out, title, true)
		w.put(`"`)
	}
}

func (w *writer) image(n *ast.Image) {
	dest := address(n.Destination)
	as := Image{Src: dest}
	if w.o.Image != nil && dest != "" && safe(dest, true) {
		as = w.o.Image(dest)
	}
	if as.Src == "" || !safe(as.Src, true) {
		w.inlines(n)
		return
	}
	w.put(`<img src="`)
	w.out = appendAddress(w.out, as.Src)
	w.put(`" alt="`)
	from := len(w.out)
	w.out = squeeze(w.appendInlines(w.out, n, true), from)
	w.put(`"`)
	w.title(n.Title)
	if as.Width > 0 && as.Height > 0 {
		w.put(` width="`)
		w.number(as.Width)
		w.put(`" height="`)
		w.number(as.Height)
		w.put(`"`)
	}
	w.put(` loading="lazy">`)
	w.hold(n)
	w.release()
}

// hold keeps the references to footnotes within n, which stand where none can
// be written, for after it.
func (w *writer) hold(n ast.Node) {
	if w.defined == nil {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if r, ok := c.(*reference); ok {
			w.held = append(w.held, r)
		}
		w.hold(c)
	}
}

// release writes the references that were held, once no link is open.
func (w *writer) release() {
	if w.links > 0 {
		return
	}
	for _, r := range w.held {
		w.reference(r)
	}
	w.held = w.held[:0]
}
