package extract

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a page. A converter to Markdown would give one long string,
// which would have to be taken apart again; a walk over the tree is shorter.
func readHTML(data []byte) (*Document, error) {
	encoding, _, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fault("", "cannot read the characters: "+err.Error(), "save it as UTF-8")
	}
	root, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fault("", err.Error(), "save the page again, or copy its text into a .txt file")
	}
	const most = 100_000 // nodes; a page with a thousand comments has a tenth
	nodes := 0
	for range root.Descendants() {
		if nodes++; nodes > most {
			return nil, fault("", "the page has more parts than a document has", "copy the text of the statement into a .txt file")
		}
	}
	r := hypertext{d: &Document{Language: language(root)}}
	r.find(article(root))
	r.block(article(root), look{})
	r.flush()
	return r.d, nil
}

// hypertext reads HTML.
type hypertext struct {
	d      *Document
	spans  []span // of the block that is being read
	next   Block  // what it will be
	lists  []*list
	quotes int
	notes  notes
}

// list is one that is open. What follows the first paragraph of its item
// continues that.
type list struct {
	ordered bool
	number  int
}

func language(root *html.Node) string {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Html {
			return attribute(n, "lang")
		}
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// article returns the element that holds the text: the only <article>, else
// the only <main>, else everything.
func article(root *html.Node) *html.Node {
	for _, name := range []atom.Atom{atom.Article, atom.Main} {
		var found []*html.Node
		for n := range root.Descendants() {
			if n.DataAtom == name {
				found = append(found, n)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return root
}

// passed are elements of a page that are no part of its text.
var passed = []atom.Atom{atom.Script, atom.Style, atom.Template, atom.Nav, atom.Head, atom.Button, atom.Select,
	atom.Textarea, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Audio, atom.Video, atom.Canvas, atom.Noscript, atom.Dialog}

func outside(n *html.Node) bool {
	if slices.Contains(passed, n.DataAtom) || attribute(n, "aria-hidden") == "true" || attribute(n, "role") == "navigation" {
		return true
	}
	if (n.DataAtom == atom.Footer || n.DataAtom == atom.Aside) && n.Parent != nil && n.Parent.DataAtom == atom.Body {
		return true
	}
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) || styled(n, "display", "none")
}

// styled reports whether a style attribute gives a property one of some values.
func styled(n *html.Node, property string, values ...string) bool {
	for declaration := range strings.SplitSeq(attribute(n, "style"), ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if strings.EqualFold(strings.TrimSpace(name), property) && slices.Contains(values, strings.ToLower(strings.TrimSpace(value))) {
			return true
		}
	}
	return false
}

// block reads an element that stands by itself, and what is in it.
func (r *hypertext) block(n *html.Node, l look) {
	for c := range n.ChildNodes() {
		r.node(c, l)
	}
}

func (r *hypertext) node(n *html.Node, l look) {
	switch {
	case n.Type == html.TextNode:
		r.spans = append(r.spans, span{text: n.Data, look: l})
		return
	case n.Type != html.ElementNode && n.Type != html.DocumentNode || outside(n) || r.notes.taken(n):
		return
	}
	switch n.DataAtom {
	case atom.Br:
		r.spans = append(r.spans, span{broke: true})
	case atom.Wbr:
	case atom.Hr:
		r.flush()
		r.d.Blocks = append(r.d.Blocks, Block{Kind: Rule, Place: r.place()})
	case atom.Img:
		r.picture(n)
	case atom.Table:
		r.flush()
		r.table(n, l)
	case atom.Pre:
		r.flush()
		r.preformatted(n)
		r.flush()
	case atom.A:
		r.anchor(n, l)
	case atom.Ul, atom.Ol, atom.Li, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.flush()
		r.structure(n, l)
		r.flush()
	default:
		if !slices.Contains(divisions, n.DataAtom) {
			r.block(n, dressed(n, l))
			return
		}
		r.flush()
		centred := r.next.Centred
		r.next.Centred = centred || central(n)
		r.block(n, dressed(n, l))
		r.flush()
		r.next.Centred = centred
	}
}

// divisions are elements that begin a new paragraph.
var divisions = []atom.Atom{atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside,
	atom.Body, atom.Html, atom.Address, atom.Center, atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Dl,
	atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Legend, atom.Hgroup, atom.Td, atom.Th}

func central(n *html.Node) bool {
	return n.DataAtom == atom.Center || strings.EqualFold(attribute(n, "align"), "center") || styled(n, "text-align", "center")
}

// dressed returns how text looks in an element, given how it looks around it.
func dressed(n *html.Node, l look) look {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		l.bold = true
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		l.italic = true
	case atom.S, atom.Del, atom.Strike:
		l.struck = true
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		l.code = true
	}
	l.bold = (l.bold || styled(n, "font-weight", "bold", "600", "700", "800", "900")) && !styled(n, "font-weight", "normal", "400")
	l.italic = (l.italic || styled(n, "font-style", "italic")) && !styled(n, "font-style", "normal")
	return l
}

// structure reads a heading, a list, an item or a quotation.
func (r *hypertext) structure(n *html.Node, l look) {
	switch n.DataAtom {
	case atom.Ul, atom.Ol:
		opened := &list{ordered: n.DataAtom == atom.Ol}
		fmt.Sscan(attribute(n, "start"), &opened.number)
		opened.number = max(opened.number-1, 0)
		before := r.next
		r.lists = append(r.lists, opened)
		r.block(n, l)
		r.flush()
		r.lists = r.lists[:len(r.lists)-1]
		r.next = Block{Level: before.Level, Centred: before.Centred}
	case atom.Li:
		if len(r.lists) == 0 {
			r.lists = append(r.lists, &list{})
			defer func() { r.lists, r.next = nil, Block{} }()
		}
		open := r.lists[len(r.lists)-1]
		open.number++
		fmt.Sscan(attribute(n, "value"), &open.number)
		r.next = Block{Kind: Item, Level: len(r.lists), Ordered: open.ordered}
		if open.ordered {
			r.next.Number = open.number
		}
		r.block(n, l)
	case atom.Blockquote:
		before := r.next
		r.quotes++
		r.next = Block{Kind: Quote, Level: r.quotes}
		r.block(n, l)
		r.flush()
		r.quotes--
		r.next = before
	default:
		before := r.next
		r.next = Block{Kind: Heading, Level: int(n.Data[1] - '0'), Centred: before.Centred || central(n)}
		r.block(n, l)
		r.flush()
		r.next = before
	}
}

// flush ends the block that is being read.
func (r *hypertext) flush() {
	b := r.next
	if b.Kind == Paragraph && b.Level == 0 {
		r.spans = b.item(r.spans)
	}
	filled := b.fill(r.spans)
	r.spans = nil
	if !filled {
		return
	}
	b.Place = r.place()
	r.d.Blocks = append(r.d.Blocks, b)
	if r.next.Kind == Item {
		r.next = Block{Level: b.Level} // what follows continues it
	}
}

func (r *hypertext) place() string { return fmt.Sprintf("paragraph %d", len(r.d.Blocks)+1) }

// anchor reads a link. One that leads nowhere outside of the page is text.
func (r *hypertext) anchor(n *html.Node, l look) {
	if label, is := r.notes.reference[n]; is {
		r.spans = append(r.spans, span{note: label})
		return
	}
	address := strings.TrimSpace(attribute(n, "href"))
	if l.link = ""; lasting(address) {
		l.link = address
	}
	r.block(n, dressed(n, l))
}

// lasting reports whether an address means the same from everywhere.
func lasting(address string) bool {
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if len(address) > len(scheme) && strings.EqualFold(address[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

// picture leaves a picture out, and says so if it means anything.
func (r *hypertext) picture(n *html.Node) {
	if alt := plain(attribute(n, "alt")); alt != "" {
		r.d.remark("left out the picture %q (%s)", alt, r.place())
	}
}

// preformatted reads text whose lines are meant as they are.
func (r *hypertext) preformatted(n *html.Node) {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Br {
			r.spans = append(r.spans, span{broke: true})
		}
		if c.Type != html.TextNode {
			continue
		}
		for line := range strings.Lines(c.Data) {
			r.spans = append(r.spans, span{text: line}, span{broke: strings.HasSuffix(line, "\n")})
		}
	}
}

// table reads a table, a cell by itself.
func (r *hypertext) table(n *html.Node, l look) {
	var rows [][][]Block
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type != html.ElementNode || outside(c):
			case c.DataAtom == atom.Tr:
				rows = append(rows, nil)
				walk(c)
			case c.DataAtom == atom.Caption:
				r.block(c, l)
				r.flush()
			case (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && len(rows) > 0:
				cell := hypertext{d: &Document{}, notes: r.notes}
				cell.next.Centred = central(c)
				cell.block(c, look{bold: l.bold})
				cell.flush()
				r.d.Remarks = append(r.d.Remarks, cell.d.Remarks...)
				rows[len(rows)-1] = append(rows[len(rows)-1], cell.d.Blocks)
			default:
				walk(c)
			}
		}
	}
	walk(n)
	for _, b := range table(rows) {
		b.Place = r.place()
		r.d.Blocks = append(r.d.Blocks, b)
	}
}
