package extract

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// notes are the footnotes of a page. HTML has no element for them: a note is
// what a link leads to whose text is a number or a sign, further down the same
// page. The links back lead up.
type notes struct {
	reference map[*html.Node]string // the links, and the labels that they refer to
	note      map[*html.Node]bool   // the elements that hold a note
	reading   bool                  // one of them is being read
}

func (n notes) taken(node *html.Node) bool { return !n.reading && n.note[node] }

var label = regexp.MustCompile(`^[\[(]?(\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§]{1,3})[\])]?$`)

// find looks for the footnotes in an element, and reads them.
func (r *hypertext) find(root *html.Node) {
	order, targets := map[*html.Node]int{}, map[string]*html.Node{}
	for n := range root.Descendants() {
		order[n] = len(order)
		for _, id := range []string{attribute(n, "id"), attribute(n, "name")} {
			if id != "" && targets[id] == nil && n.Type == html.ElementNode {
				targets[id] = n
			}
		}
	}
	r.notes = notes{reference: map[*html.Node]string{}, note: map[*html.Node]bool{}}
	labels := map[*html.Node]string{}
	var found []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.A || !label.MatchString(plain(content(n))) {
			continue
		}
		id, local := strings.CutPrefix(attribute(n, "href"), "#")
		target := targets[id]
		if !local || target == nil || order[target] <= order[n] {
			continue
		}
		holder := holder(target, root)
		if holder == nil || order[holder] <= order[n] {
			continue
		}
		if labels[holder] == "" {
			found = append(found, holder)
			labels[holder] = strconv.Itoa(len(found))
		}
		r.notes.note[holder] = true
		r.notes.reference[n] = labels[holder]
	}
	for _, n := range found {
		r.d.Notes = append(r.d.Notes, r.note(n, labels[n]))
	}
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// holder returns the element that holds the note that a link leads to: the one
// itself, or the paragraph that it stands at the beginning of.
func holder(n, root *html.Node) *html.Node {
	for ; n != nil && n != root; n = n.Parent {
		switch n.DataAtom {
		case atom.Li, atom.P, atom.Div, atom.Aside, atom.Dd, atom.Section:
			return n
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Td:
			return nil
		}
	}
	return nil
}

// note reads a footnote, without its number and the way back.
func (r *hypertext) note(n *html.Node, name string) Note {
	sub := hypertext{d: &Document{}, notes: notes{reading: true}}
	for c := range n.ChildNodes() {
		sub.node(c, look{})
	}
	sub.flush()
	note := Note{Label: name}
	for i, b := range sub.d.Blocks {
		text, markdown := strings.Join(b.Lines, "\n"), b.Markdown
		if i == 0 {
			text, markdown = ownNumber.ReplaceAllString(text, ""), ownNumber.ReplaceAllString(markdown, "")
		}
		text, markdown = wayBack.ReplaceAllString(text, ""), wayBack.ReplaceAllString(markdown, "")
		note.add(text, markdown)
	}
	return note
}

var (
	ownNumber = regexp.MustCompile(`^\\?(?:\[\d{1,3}\\?\]|\(\d{1,3}\)|\d{1,3}\\?[.):]?(?:\s|$)|\^|[*†‡§]{1,3}(?:\s|$))\s*`)
	wayBack   = regexp.MustCompile(`\s*(?:↩|↑|⏎|⤴|↲)\x{fe0e}?(?:\s*\d+)?$`)
)

// add appends a paragraph to a note.
func (n *Note) add(text, markdown string) {
	if text == "" {
		return
	}
	if n.Text != "" {
		n.Text += "\n\n"
		n.Markdown += "\n\n"
	}
	n.Text += text
	n.Markdown += markdown
}
