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

// fault reports what is wrong at a place of the file. What the message quotes
// may be as long as the file.
func (f *file) fault(r *diag.Rule, p diag.Pos, message, hint string) {
	f.faults.Add(r, diag.Position{File: f.name, Pos: p}, shorten(message), hint)
}

// pos returns a node's place in the file.
func (f *file) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{Line: f.line + uint32(n.Line), Column: uint32(n.Column)}
}

// checkText reports the first thing in a file that no text may have: it is
// not UTF-8, begins with a byte order mark, or holds characters that forbidden
// knows.
func (f *file) checkText(src []byte) bool {
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		f.fault(&byteOrderMark, diag.Pos{Line: 1, Column: 1}, "the file begins with a byte order mark",
			"save it as UTF-8 without BOM")
		return false
	}
	if i := firstInvalid(src); i >= 0 {
		f.fault(&notUTF8, posAt(src, i), fmt.Sprintf("the file is not UTF-8: byte 0x%02X", src[i]),
			"save it with the encoding UTF-8")
		return false
	}
	return f.checkCharacters(src, firstOffence(src))
}

// firstInvalid returns the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
}

// checkCharacters reports an offence in the file.
func (f *file) checkCharacters(src []byte, o offence) bool {
	if o.rule == nil {
		return true
	}
	message, hint := o.message()
	f.fault(o.rule, posAt(src, o.at), message, hint)
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
	if end > maxFrontMatter {
		f.excess(diag.Pos{Line: 1, Column: 1}, "the front matter", end, maxFrontMatter, frontMatterHint)
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
