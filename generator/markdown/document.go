package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// shared is immutable once built, and safe for concurrent use.
var shared = parser.NewParser(
	parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
		util.Prioritized(noteBlocks{}, 999),
	)...),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(noteReferences{}, 101),
		util.Prioritized(brackets{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(bareAddresses{}, 999),
	),
	parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
	)...),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
	),
)

// document is a parsed body.
type document struct {
	*findings
	src  []byte // cleaned; what the nodes' positions count in
	root ast.Node

	notes    []*note        // in the order in which they are printed
	headings []*ast.Heading // in the order in which they are printed
	top      int            // the highest heading's level, 0 without headings
}

// findings are what the parsers note on their way, beside the tree.
type findings struct {
	defined  []*note // as written
	byLabel  map[string]*note
	open     []ast.Node // the brackets opened in the block at hand
	suspects []suspect
}

// suspect is source text that looks like more than the text it stayed.
type suspect struct {
	kind   FaultKind
	at     int
	end    int
	unless int // no fault if a link opens here after all
}

var findingsKey = parser.NewContextKey()

func findingsOf(pc parser.Context) *findings { return pc.Get(findingsKey).(*findings) }

func parse(src []byte) *document {
	d := &document{src: clean(src), findings: &findings{}}
	pc := parser.NewContext()
	pc.Set(findingsKey, d.findings)
	d.root = shared.Parse(text.NewReader(d.src), parser.WithContext(pc))
	d.survey()
	return d
}

// survey goes through the tree in the order of printing, numbers the notes and
// their references, and lists the headings.
func (d *document) survey() {
	d.visit(d.root)
	unreferenced := d.defined
	for printed := 0; ; printed++ {
		for printed == len(d.notes) {
			if len(unreferenced) == 0 {
				return
			}
			d.print(unreferenced[0])
			unreferenced = unreferenced[1:]
		}
		d.visit(d.notes[printed].node)
	}
}

func (d *document) visit(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *east.Footnote:
			continue // has its turn at the end
		case *ast.Heading:
			d.headings = append(d.headings, c)
			if d.top == 0 || c.Level < d.top {
				d.top = c.Level
			}
		case *reference:
			d.print(c.note)
			c.note.refs++
			c.nth = c.note.refs
		}
		if c.Type() == ast.TypeBlock || d.defined != nil {
			d.visit(c)
		}
	}
}

// print gives a note the next number if it has none yet.
func (d *document) print(n *note) {
	if n.number == 0 {
		d.notes = append(d.notes, n)
		n.number = len(d.notes)
	}
}
