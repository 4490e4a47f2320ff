package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// brackets is goldmark's parser of links and pictures. It notes what was meant
// as one and stayed text.
type brackets struct{ parser.InlineParser }

func (p brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	f := findingsOf(pc)
	line, closing := block.PeekLine()
	if line[0] != ']' {
		opened := p.InlineParser.Parse(parent, block, pc)
		if opened != nil {
			f.open = append(f.open, opened)
		}
		return opened
	}
	opener := f.opener()
	row, place := block.Position()
	link := p.InlineParser.Parse(parent, block, pc)
	if link == nil && opener != nil && opener.Parent() == nil {
		block.SetPosition(row, place)
		f.mistaken(opener.Pos(), closing.Start, block, pc)
	}
	return link
}

// CloseBlock passes on what the embedded interface hides.
func (p brackets) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
	f := findingsOf(pc)
	f.open = f.open[:0]
}

// opener returns the bracket opened last that is not closed, nil if there is
// none. goldmark takes a closed one out of the tree.
func (f *findings) opener() ast.Node {
	for len(f.open) > 0 {
		last := f.open[len(f.open)-1]
		if last.Parent() != nil {
			return last
		}
		f.open = f.open[:len(f.open)-1]
	}
	return nil
}

// mistaken notes brackets from at to closing that did not become a link, if
// what follows shows that they were meant to.
func (f *findings) mistaken(at, closing int, block text.Reader, pc parser.Context) {
	block.Advance(1)
	switch block.Peek() {
	case '(':
		f.suspects = append(f.suspects, suspect{BrokenLink, at, linkEnd(block.Source(), closing), -1})
	case '[':
		_, second := block.PeekLine()
		block.Advance(1)
		segments, closed := block.FindClosure('[', ']', text.FindClosureOptions{Newline: true, Advance: true})
		if !closed {
			return
		}
		label := segments.Value(block.Source())
		switch {
		case util.IsBlank(label):
			label = block.Source()[textStart(block.Source(), at):closing]
		case label[0] == '^':
			return // a footnote after brackets
		}
		if _, defined := pc.Reference(util.ToLinkReference(label)); defined || util.IsBlank(label) {
			return
		}
		end := segments.At(segments.Len()-1).Stop + 1
		f.suspects = append(f.suspects, suspect{UndefinedReference, at, end, second.Start})
	}
}

// textStart returns the offset after the bracket, with or without exclamation
// mark, that opens at an offset.
func textStart(src []byte, at int) int {
	if src[at] == '!' {
		at++
	}
	return at + 1
}

// linkEnd returns where the link of which the text closes at an offset seems
// to end: at the next round bracket in the line.
func linkEnd(src []byte, closing int) int {
	end := restOfLine(src, closing)
	if i := bytes.IndexByte(src[closing:end], ')'); i >= 0 {
		return closing + i + 1
	}
	return end
}
