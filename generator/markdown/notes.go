package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// note is a footnote's definition.
type note struct {
	node   *east.Footnote
	at     int // of its opening bracket
	double bool
	number int // as printed; 0 until the survey comes to it
	refs   int
}

// noteBlocks parses definitions, and leaves them where they stand. goldmark's
// own parser moves them into a list, and loses the text of a note within a
// note on the way.
type noteBlocks struct{}

func (noteBlocks) Trigger() []byte             { return []byte{'['} }
func (noteBlocks) CanInterruptParagraph() bool { return true }
func (noteBlocks) CanAcceptIndentedLine() bool { return false }

func (noteBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	start := pc.BlockOffset()
	if start < 0 {
		return nil, parser.NoChildren
	}
	label, length := noteLabel(line[start:])
	colon := start + length
	if length == 0 || colon == len(line) || line[colon] != ':' {
		return nil, parser.NoChildren
	}
	node := east.NewFootnote(label)
	findingsOf(pc).define(&note{node: node, at: skipBlanks(reader.Source(), segment.Start)})
	reader.Advance(skipBlanks(line, colon+1))
	return node, parser.HasChildren
}

func (noteBlocks) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	indent, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if indent < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(indent, padding)
	return parser.Continue | parser.HasChildren
}

func (noteBlocks) Close(ast.Node, text.Reader, parser.Context) {}

func (f *findings) define(n *note) {
	if f.byLabel == nil {
		f.byLabel = map[string]*note{}
	}
	label := util.ToLinkReference(n.node.Ref)
	if n.double = f.byLabel[label] != nil; !n.double {
		f.byLabel[label] = n
	}
	f.defined = append(f.defined, n)
}

// skipBlanks returns the offset of the first byte from i on that is neither
// space nor tab.
func skipBlanks(src []byte, i int) int {
	for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
		i++
	}
	return i
}

// reference is a reference to a footnote.
type reference struct {
	ast.BaseInline
	note *note
	nth  int // among the references to the note, from 1
}

var kindReference = ast.NewNodeKind("NoteReference")

func (*reference) Kind() ast.NodeKind { return kindReference }

func (r *reference) Dump(source []byte, level int) { ast.DumpHelper(r, source, level, nil, nil) }

// noteReferences parses references to footnotes that are defined, and notes
// those that are not.
type noteReferences struct{}

// Trigger includes the exclamation mark: "Free them![^1]" would be parsed as a
// picture otherwise.
func (noteReferences) Trigger() []byte { return []byte{'!', '['} }

func (noteReferences) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	lead := 0
	if line[0] == '!' {
		lead = 1
	}
	label, length := noteLabel(line[lead:])
	if length == 0 {
		return nil
	}
	f := findingsOf(pc)
	at := segment.Start + lead
	found := f.byLabel[util.ToLinkReference(label)]
	if found == nil {
		f.suspects = append(f.suspects, suspect{UndefinedNote, at, at + length, segment.Start})
		return nil
	}
	if lead == 1 {
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(segment.Start, at))
	}
	block.Advance(lead + length)
	r := &reference{note: found}
	r.SetPos(at)
	return r
}

// noteLabel returns the label of the note that s begins with a reference to,
// and the reference's length; 0 if there is none.
func noteLabel(s []byte) (label []byte, length int) {
	if !bytes.HasPrefix(s, []byte("[^")) {
		return nil, 0
	}
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			return nil, 0
		case ']':
			if label = s[2:i]; util.IsBlank(label) {
				return nil, 0
			}
			return label, i + 1
		}
	}
	return nil, 0
}
