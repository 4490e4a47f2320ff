package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"communique/generator/markdown"
)

var commonMark = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote)).Parser()

// frontMatter is what other generators have before a text.
var frontMatter = regexp.MustCompile(`^(?:---[ \t]*\n(?:\s*\n|#[^\n]*\n)*[\w"'-]+[ \t]*:(?s:.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n(?s:.*?)\n\+\+\+[ \t]*(?:\n|$))`)

// readMarkdown reads CommonMark with tables, strikethrough and footnotes. A
// text with front matter is no document that somebody sent: its title and date
// must not be guessed, for they are written there.
func readMarkdown(data []byte) (*Document, error) {
	source, how, err := decode(data)
	if err != nil {
		return nil, err
	}
	source = newlines.Replace(source)
	if frontMatter.MatchString(source) {
		return nil, fault("line 1", "it has front matter, which is not searched for a title or a date",
			"import the folder that it comes from with --site, or take the front matter out")
	}
	if what, at := markdown.Excess([]byte(source)); what != "" {
		return nil, fault(fmt.Sprintf("line %d", at.Line), what, "leave only the statement in it")
	}
	r := commonmark{d: &Document{}, source: []byte(source), labels: map[int]string{}}
	if how != "" {
		r.d.remark("nothing in the file says how its characters are written; read it as %s", how)
	}
	root := commonMark.Parse(text.NewReader(r.source))
	r.label(root)
	r.blocks(root, Block{})
	return r.d, nil
}

// commonmark reads a tree of CommonMark.
type commonmark struct {
	d      *Document
	source []byte
	labels map[int]string // of the footnotes by goldmark's number
	depth  int            // of lists
}

// label keeps the footnotes' own labels.
func (r *commonmark) label(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if list, is := n.(*east.FootnoteList); is {
			for c := list.FirstChild(); c != nil; c = c.NextSibling() {
				if note, is := c.(*east.Footnote); is {
					r.labels[note.Index] = string(note.Ref)
				}
			}
		}
	}
}

// blocks reads the blocks in a node; next is what the first of them will be.
func (r *commonmark) blocks(parent ast.Node, next Block) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.block(n, Block{Kind: Heading, Level: n.Level})
		case *ast.Paragraph, *ast.TextBlock:
			r.block(n, next)
		case *ast.ThematicBreak:
			r.d.Blocks = append(r.d.Blocks, Block{Kind: Rule, Place: fmt.Sprintf("block %d", len(r.d.Blocks)+1)})
		case *ast.Blockquote:
			r.blocks(n, Block{Kind: Quote, Level: quoted(n)})
		case *ast.List:
			r.list(n)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.verbatim(n, next)
		case *ast.HTMLBlock:
			r.html(n)
		case *east.Table:
			r.table(n)
		case *east.FootnoteList:
			r.notes(n)
		}
		if next.Kind == Item {
			next = Block{Level: next.Level}
		}
	}
}

func quoted(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			depth++
		}
	}
	return depth
}

// place is the line on which a node begins.
func (r *commonmark) place(n ast.Node) string {
	for c := n; c != nil; c = c.FirstChild() {
		if c.Type() == ast.TypeBlock && c.Lines().Len() > 0 {
			return fmt.Sprintf("line %d", 1+bytes.Count(r.source[:c.Lines().At(0).Start], []byte("\n")))
		}
	}
	return fmt.Sprintf("block %d", len(r.d.Blocks)+1)
}

func (r *commonmark) block(n ast.Node, b Block) {
	var spans []span
	r.inlines(n, look{}, &spans)
	if b.Kind == Paragraph && b.Level == 0 {
		spans = b.item(spans)
	}
	b.Place = r.place(n)
	if b.fill(spans) {
		r.d.Blocks = append(r.d.Blocks, b)
	}
}

func (r *commonmark) list(n *ast.List) {
	r.depth++
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b := Block{Kind: Item, Level: r.depth, Ordered: n.IsOrdered()}
		if b.Ordered {
			b.Number = number
			number++
		}
		r.blocks(c, b)
	}
	r.depth--
}

// verbatim reads a block of code: in a letter, one that somebody indented.
func (r *commonmark) verbatim(n ast.Node, b Block) {
	var spans []span
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		spans = append(spans, span{text: string(line.Value(r.source))}, span{broke: true})
	}
	b.Place = r.place(n)
	if b.fill(spans) {
		r.d.Blocks = append(r.d.Blocks, b)
	}
}

// html reads a block of HTML in the text.
func (r *commonmark) html(n *ast.HTMLBlock) {
	var raw []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw = append(raw, line.Value(r.source)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(r.source)...)
	}
	inner, err := readHTML(append([]byte(`<meta charset="utf-8">`), raw...))
	if err != nil {
		r.d.remark("left out HTML that cannot be read (%s)", r.place(n))
		return
	}
	for _, b := range inner.Blocks {
		b.Place = r.place(n)
		r.d.Blocks = append(r.d.Blocks, b)
	}
	r.d.Remarks = append(r.d.Remarks, inner.Remarks...)
}

func (r *commonmark) table(n *east.Table) {
	var rows [][][]Block
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells [][]Block
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			var spans []span
			r.inlines(c, look{}, &spans)
			b := Block{Place: r.place(c)}
			if !b.fill(spans) {
				cells = append(cells, nil)
				continue
			}
			cells = append(cells, []Block{b})
		}
		rows = append(rows, cells)
	}
	for _, b := range table(rows) {
		b.Place = r.place(n)
		r.d.Blocks = append(r.d.Blocks, b)
	}
}

func (r *commonmark) notes(list ast.Node) {
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		footnote := c.(*east.Footnote)
		inner := commonmark{d: &Document{}, source: r.source, labels: r.labels}
		inner.blocks(footnote, Block{})
		note := Note{Label: string(footnote.Ref)}
		for _, b := range inner.d.Blocks {
			note.add(strings.Join(b.Lines, "\n"), b.Markdown)
		}
		r.d.Notes = append(r.d.Notes, note)
	}
}

var lineBreak = regexp.MustCompile(`(?i)^<br\s*/?>$`)

// inlines reads the text in a node.
func (r *commonmark) inlines(parent ast.Node, l look, spans *[]span) {
	add := func(s string, l look) { *spans = append(*spans, span{text: s, look: l}) }
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		inner := l
		switch n := n.(type) {
		case *ast.Text:
			add(meant(n.Segment.Value(r.source)), l)
			switch {
			case n.HardLineBreak():
				*spans = append(*spans, span{broke: true})
			case n.SoftLineBreak():
				add(" ", l)
			}
		case *ast.String:
			add(string(n.Value), l)
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, is := c.(*ast.Text); is {
					inner.code = true
					add(string(t.Segment.Value(r.source)), inner)
				}
			}
		case *ast.Emphasis:
			inner.bold, inner.italic = l.bold || n.Level == 2, l.italic || n.Level == 1
			r.inlines(n, inner, spans)
		case *east.Strikethrough:
			inner.struck = true
			r.inlines(n, inner, spans)
		case *ast.Link:
			if link := string(n.Destination); lasting(link) {
				inner.link = link
			}
			r.inlines(n, inner, spans)
		case *ast.AutoLink:
			if inner.link = string(n.URL(r.source)); n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(inner.link, "mailto:") {
				inner.link = "mailto:" + inner.link
			}
			add(string(n.Label(r.source)), inner)
		case *ast.Image:
			var alt []span
			r.inlines(n, look{}, &alt)
			b := Block{}
			b.fill(alt)
			r.d.remark("left out the picture %q (%s)", strings.Join(b.Lines, " "), r.place(parent))
		case *ast.RawHTML:
			if tag := n.Segments.Value(r.source); lineBreak.Match(tag) {
				*spans = append(*spans, span{broke: true})
			}
		case *east.FootnoteLink:
			*spans = append(*spans, span{note: r.labels[n.Index]})
		}
	}
}

var escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// meant returns the text that source stands for: without the backslashes of
// escapes, and with entities resolved where none stands before them.
func meant(source []byte) string {
	var b strings.Builder
	for {
		at := escaped.FindIndex(source)
		if at == nil {
			return b.String() + html.UnescapeString(string(source))
		}
		b.WriteString(html.UnescapeString(string(source[:at[0]])))
		b.WriteByte(source[at[1]-1])
		source = source[at[1]:]
	}
}
