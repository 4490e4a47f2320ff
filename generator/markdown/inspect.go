package markdown

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// Inspect reads a body once and reports what is in it.
func Inspect(src []byte) Facts {
	v := inspector{document: parse(src)}
	v.places.src = v.src
	v.facts.Anchors = anchors(v.document)
	v.blocks(v.root, v.root)
	v.noteFaults()
	v.definitionFaults()
	v.lostCharacters()
	v.settle()
	v.facts.Summary = cmp.Or(v.top, v.any)
	return v.facts
}

type inspector struct {
	*document
	facts    Facts
	places   places // of the links
	faults   []fault
	tags     []string // opened and not closed
	used     map[string]bool
	defs     []*ast.LinkReferenceDefinition
	top, any string // the first paragraph of the top level, and of any
}

// fault is a Fault whose place is not yet counted.
type fault struct {
	kind FaultKind
	at   int
	text []byte
}

func (v *inspector) fault(kind FaultKind, at, end int) {
	v.faults = append(v.faults, fault{kind, at, v.src[at:end]})
}

// blocks goes through the blocks in the order of the source.
func (v *inspector) blocks(parent, scope ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			v.summarise(n, scope)
			v.inlines(n, nil)
		case *ast.Heading:
			v.inlines(n, nil)
		case *ast.HTMLBlock:
			v.htmlBlock(n)
		case *ast.FencedCodeBlock:
			v.fence(n)
		case *ast.LinkReferenceDefinition:
			v.defs = append(v.defs, n)
		case *ast.List:
			v.list(n)
			v.blocks(n, scope)
		case *east.TableHeader, *east.TableRow:
			v.extraCells(n)
			v.blocks(n, scope)
		case *east.TableCell:
			v.inlines(n, nil)
		case *east.Footnote:
			v.blocks(n, n)
		default:
			v.blocks(n, scope)
		}
	}
}

// summarise keeps the text of the first paragraphs outside footnotes.
func (v *inspector) summarise(n, scope ast.Node) {
	if v.top != "" || scope != v.root {
		return
	}
	top := n.Parent() == v.root
	if !top && v.any != "" {
		return
	}
	if text := v.text(n); top {
		v.top = text
	} else {
		v.any = text
	}
}

// inlines goes through inline content. within is the innermost link or picture
// around it.
func (v *inspector) inlines(parent, within ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		around := within
		switch n := n.(type) {
		case *ast.Link:
			around = n
			v.use(n.Reference)
			v.link(n, within, n.Destination, Link{Dest: address(n.Destination)})
		case *ast.Image:
			around = n
			v.use(n.Reference)
			v.link(n, within, n.Destination, Link{Dest: address(n.Destination), Image: true})
		case *ast.AutoLink:
			label, dest := v.autolink(n)
			v.link(n, within, label, Link{Dest: dest, Text: string(label)})
		case *ast.RawHTML:
			v.inlineHTML(n)
		}
		v.inlines(n, around)
	}
}

func (v *inspector) text(n ast.Node) string { return collapse(v.appendInlines(nil, n, false)) }

// link notes a link or picture that HTML writes: a picture may stand in a
// link, but nothing in a picture, and no link in a link. Only a bare address
// stays legible there.
func (v *inspector) link(n, within ast.Node, written []byte, l Link) {
	at := n.Pos()
	if within != nil && (!l.Image || within.Kind() == ast.KindImage) {
		if n.Kind() != ast.KindAutoLink {
			v.fault(BrokenLink, at, linkEnd(v.src, at))
		}
		return
	}
	if l.Text == "" {
		l.Text = v.text(n)
	}
	l.At = v.places.find(at)
	v.facts.Links = append(v.facts.Links, l)
	switch {
	case l.Dest == "":
		v.fault(BrokenLink, at, linkEnd(v.src, at))
	case !safe(l.Dest, l.Image):
		v.faults = append(v.faults, fault{UnsafeLink, at, written})
	case l.Image && foreign(l.Dest):
		v.faults = append(v.faults, fault{ForeignImage, at, written})
	}
}

func (v *inspector) use(r *ast.ReferenceLink) {
	if r == nil {
		return
	}
	if v.used == nil {
		v.used = map[string]bool{}
	}
	v.used[util.ToLinkReference(r.Value)] = true
}

func (v *inspector) noteFaults() {
	for _, n := range v.defined {
		end := restOfLine(v.src, n.at)
		if n.double {
			v.fault(DuplicateNote, n.at, end)
		} else if n.refs == 0 {
			v.fault(UnusedNote, n.at, end)
		}
	}
}

func (v *inspector) definitionFaults() {
	seen := map[string]bool{}
	for _, d := range v.defs {
		label := util.ToLinkReference(d.Label)
		end := restOfLine(v.src, d.Pos())
		if seen[label] {
			v.fault(DuplicateReference, d.Pos(), end)
		} else if !v.used[label] {
			v.fault(UnusedReference, d.Pos(), end)
		}
		seen[label] = true
	}
}

// lostCharacters reports the first of each run.
func (v *inspector) lostCharacters() {
	for at, run := 0, 0; ; at = run {
		i := bytes.Index(v.src[at:], []byte(replacement))
		if i < 0 {
			return
		}
		at += i
		for run = at; bytes.HasPrefix(v.src[run:], []byte(replacement)); run += len(replacement) {
		}
		v.fault(LostCharacter, at, restOfLine(v.src, at))
	}
}

// settle drops the suspects that became links, sorts the faults and counts
// their places.
func (v *inspector) settle() {
	if len(v.suspects) > 0 {
		links := map[int]bool{}
		v.openings(v.root, links)
		for _, s := range v.suspects {
			if !links[s.at] && !links[s.unless] {
				v.fault(s.kind, s.at, s.end)
			}
		}
	}
	slices.SortStableFunc(v.faults, func(a, b fault) int { return cmp.Compare(a.at, b.at) })
	places := places{src: v.src}
	for _, f := range v.faults {
		v.facts.Faults = append(v.facts.Faults, Fault{f.kind, places.find(f.at), shorten(f.text)})
	}
}

// openings collects the offsets at which links and pictures open.
func (v *inspector) openings(parent ast.Node, at map[int]bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if k := n.Kind(); k == ast.KindLink || k == ast.KindImage {
			at[n.Pos()] = true
		}
		v.openings(n, at)
	}
}
