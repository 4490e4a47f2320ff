package load

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"communique/generator/diag"
)

// file is a content file while it is read: it turns places in it into
// positions and collects what is wrong with it.
type file struct {
	name   string // as diagnostics name it
	path   string // within the content folder
	line   uint32 // lines before the YAML
	root   *yaml.Node
	faults *diag.List

	written *words // of the whole archive
}

func (f *file) fault(r *diag.Rule, p diag.Pos, message, hint string) {
	f.faults.Add(r, diag.Position{File: f.name, Pos: p}, message, hint)
}

// pos returns a node's place in the file.
func (f *file) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{Line: f.line + uint32(n.Line), Column: uint32(n.Column)}
}

// maxDepth is how deep front matter may nest; it needs three levels.
const maxDepth = 20

// limits guard the YAML parser; the plug-in is stateless and shared.
var limits = yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth)))

// checkText reports the first thing in a file that no text may have: it is
// not UTF-8, begins with a byte order mark, or holds characters that XML 1.0
// section 2.2 forbids or that YAML would take for a line's end.
func (f *file) checkText(src []byte) bool {
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		f.fault(&byteOrderMark, diag.Pos{Line: 1, Column: 1}, "the file begins with a byte order mark",
			"save it as UTF-8 without BOM")
		return false
	}
	for i := 0; i < len(src); {
		if c := src[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			f.fault(&notUTF8, posAt(src, i), fmt.Sprintf("the file is not UTF-8: byte 0x%02X", src[i]),
				"save it with the encoding UTF-8")
			return false
		case r == '\r' && bytes.HasPrefix(src[i+1:], []byte("\n")):
		case forbidden(r):
			f.fault(&controlCharacter, posAt(src, i), fmt.Sprintf("control character U+%04X", r), controlHint)
			return false
		}
		i += n
	}
	return true
}

const controlHint = "delete it; if it is invisible, write the words around it anew"

// forbidden reports whether no text may have r.
func forbidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ', 0x7f <= r && r <= 0x9f, r == 0x2028, r == 0x2029, r == 0xfeff, r&0xfffe == 0xfffe:
		return true
	}
	return false
}

// posAt returns the place of a byte offset.
func posAt(src []byte, i int) diag.Pos {
	start := bytes.LastIndexByte(src[:i], '\n') + 1
	return diag.Pos{Line: uint32(bytes.Count(src[:i], []byte("\n")) + 1), Column: uint32(utf8.RuneCount(src[start:i]) + 1)}
}

// split parses the front matter of a file and returns its mapping and the
// body's offset. The mapping is nil where there was none to use; that has been
// reported.
func (f *file) split(src []byte) (*yaml.Node, int64) {
	if !f.checkText(src) {
		return nil, 0
	}
	end, ok := f.checkFences(src)
	if !ok {
		return nil, 0
	}
	f.line = 1
	var root *yaml.Node
	strict := frontmatter.NewFormat("---", "---", func(data []byte, v any) error {
		*v.(**yaml.Node) = f.parse(data)
		return nil
	})
	// The library is given the front matter alone, for it would copy the body,
	// in a reader of the kind that it would otherwise make for each file.
	r := readers.Get().(*bufio.Reader)
	defer readers.Put(r)
	r.Reset(bytes.NewReader(src[:end]))
	body, err := frontmatter.MustParse(r, &root, strict)
	if err != nil || len(body) > 0 {
		panic(fmt.Sprintf("load: front matter with both its fences is not read as that: %v, %q left", err, body))
	}
	return root, end
}

var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// checkFences reports what the front matter reader would pass over: text
// before the first fence, no second one, and an indented one, which it takes
// for the end even in the middle of a text. It returns the offset behind the
// second fence's line.
func (f *file) checkFences(src []byte) (end int64, ok bool) {
	start := diag.Pos{Line: 1, Column: 1}
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	if string(bytes.TrimRight(first, " \t\r")) != "---" {
		f.fault(&noFrontMatter, start, "no front matter", `the first line must be "---"`)
		return 0, false
	}
	for line := uint32(2); len(rest) > 0; line++ {
		var text []byte
		text, rest, _ = bytes.Cut(rest, []byte("\n"))
		if string(bytes.TrimSpace(text)) != "---" {
			continue
		}
		if text[0] == '-' {
			return int64(len(src) - len(rest)), true
		}
		f.fault(&indentedDashes, diag.Pos{Line: line, Column: uint32(bytes.IndexByte(text, '-') + 1)},
			"indented dashes in the front matter", `move them to the margin if the front matter ends here, else write "—" or "***"`)
		return 0, false
	}
	f.fault(&unclosedFrontMatter, start, "the front matter does not end", `put a line of three dashes, no more, after its last key`)
	return 0, false
}

// parse reads one YAML mapping and reports what is broken in it. Keys are
// checked by whoever reads the mapping.
func (f *file) parse(data []byte) *yaml.Node {
	loader, err := yaml.NewLoader(bytes.NewReader(data), limits)
	if err != nil {
		panic("load: " + err.Error()) // only for options that do not fit together
	}
	var doc, more yaml.Node
	if err = loader.Load(&doc); err == nil {
		if err = loader.Load(&more); err == nil {
			f.fault(&brokenYAML, f.pos(&more), "a second document", "delete the line of dashes or dots above it")
			return nil
		}
	}
	if err != io.EOF {
		f.syntax(data, err)
		return nil
	}
	if doc.Kind == 0 {
		// Nothing but blank lines and comments: a mapping without keys.
		doc.Content = []*yaml.Node{{Kind: yaml.MappingNode, Tag: "!!map"}}
	}
	root := doc.Content[0]
	f.root = root
	if root.Kind != yaml.MappingNode {
		f.fault(&brokenYAML, f.pos(root), "no keys and values", "write key: value, one a line")
		return nil
	}
	if !f.plain(root) {
		return nil
	}
	return root
}

// plain reports the parts of YAML that front matter does without: they make
// one value stand for another, or a text for a number.
func (f *file) plain(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		f.fault(&plainYAML, f.pos(n), "an anchor, alias or tag of YAML", "write the value out; a text that begins with &, * or ! needs quotes")
		return false
	}
	for _, c := range n.Content {
		if !f.plain(c) {
			return false
		}
	}
	return true
}
