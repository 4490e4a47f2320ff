package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// plain writes a document as plain text.
type plain struct {
	*document
	out   []byte
	start int // of the text in out
}

func (p *plain) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		p.block(n)
	}
}

func (p *plain) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.Heading:
		p.gap(2)
		p.inlines(n)
	case *ast.TextBlock:
		p.gap(1)
		p.inlines(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		p.gap(2)
		p.out = bytes.TrimRight(p.appendLines(p.out, n, false), "\n")
	case *ast.List:
		if n.Parent().Kind() != ast.KindListItem || !n.Parent().Parent().(*ast.List).IsTight {
			p.gap(2)
		}
		p.blocks(n)
	case *ast.ListItem, *ast.Blockquote:
		p.blocks(n)
	case *east.Table:
		p.gap(2)
		p.table(n)
	}
}

func (p *plain) table(n *east.Table) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		p.gap(1)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.PreviousSibling() != nil {
				p.out = append(p.out, '\t')
			}
			p.inlines(cell)
		}
	}
}

// gap ends what was written before with at least n newlines.
func (p *plain) gap(n int) {
	written := p.out[p.start:]
	if len(written) == 0 {
		return
	}
	for n -= len(written) - len(bytes.TrimRight(written, "\n")); n > 0; n-- {
		p.out = append(p.out, '\n')
	}
}

func (p *plain) inlines(n ast.Node) {
	from := len(p.out)
	p.out = squeeze(p.appendInlines(p.out, n, false), from)
}

// squeeze makes one space of each run of spaces in s[from:], and removes those
// at the ends of lines: where a tag or a reference to a footnote stood, they
// are left over.
func squeeze(s []byte, from int) []byte {
	to, blank := from, byte('\n') // the last blank, if nothing stands behind it
	for _, c := range s[from:] {
		switch {
		case c > ' ':
			blank = 0
		case blank == 0:
			if c != '\n' {
				c = ' '
			}
			blank = c
		case blank == ' ' && c == '\n':
			s[to-1], blank = c, c
			continue
		default:
			continue
		}
		s[to] = c
		to++
	}
	return s[:from+len(bytes.TrimRight(s[from:to], " \n"))]
}

// appendInlines appends the plain text of n's inline content, escaped for
// HTML or not.
func (d *document) appendInlines(dst []byte, n ast.Node, html bool) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			dst = appendText(dst, c.Segment.Value(d.src), html)
			if c.HardLineBreak() {
				dst = append(dst, '\n')
			} else if c.SoftLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.CodeSpan:
			dst = d.appendCode(dst, c, html)
		case *ast.AutoLink:
			label, _ := d.autolink(c)
			dst = appendLiteral(dst, label, html)
		default:
			dst = d.appendInlines(dst, c, html)
		}
	}
	return dst
}

// appendCode appends the content of a code span.
func (d *document) appendCode(dst []byte, n *ast.CodeSpan, html bool) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		line := c.(*ast.Text).Segment.Value(d.src)
		text, broken := bytes.CutSuffix(line, []byte("\n"))
		dst = appendLiteral(dst, text, html)
		if broken {
			dst = append(dst, ' ')
		}
	}
	return dst
}

// appendLines appends the lines of a code block.
func (d *document) appendLines(dst []byte, n ast.Node, html bool) []byte {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		dst = appendLiteral(dst, line.Value(d.src), html)
	}
	return dst
}
