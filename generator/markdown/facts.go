package markdown

import (
	"bytes"
	"unicode/utf8"
)

// Facts are what the archive must know of a body before it is written.
type Facts struct {
	Links   []Link   // links and pictures in the order of the source, less those that stand in a picture's text
	Anchors []string // ids of the headings as HTML writes them without a prefix, in its order
	Faults  []Fault  // in the order of the source
	Summary string   // the first paragraph with text as one line of plain text: of the top level, else of any but a footnote's
}

// Link is a link or a picture. A reference link counts where it is used.
type Link struct {
	Dest  string // as written, without escapes and with entities resolved; mailto: added to a mail address
	Text  string // plain, or the alternative text
	Image bool
	At    At // of its first character: a bracket, or an address that has none
}

// At is a place in a body. Both count from 1, columns in code points.
type At struct{ Line, Column int }

// Fault is something that would be dropped, changed or shown raw silently.
type Fault struct {
	Kind FaultKind
	At   At
	Text string // the source in question as one line, shortened; of an unsafe or foreign address, the address
}

// FaultKind names a kind of fault, in kebab case.
type FaultKind string

// The kinds of faults, and what HTML does about each.
const (
	// RawHTML is HTML in the source, a comment too. Tags are dropped, and with
	// a block of HTML all that stands in it. A closing tag is no fault of its
	// own.
	RawHTML FaultKind = "raw-html"

	// UndefinedNote is a reference to a footnote that is not defined; it is
	// shown as it is.
	UndefinedNote FaultKind = "undefined-note"
	// UnusedNote is a footnote that nothing refers to; it is shown after the
	// others.
	UnusedNote FaultKind = "unused-note"
	// DuplicateNote is a footnote whose label an earlier one has; it is shown
	// after the others.
	DuplicateNote FaultKind = "duplicate-note"

	// UndefinedReference is [text][label] or [text][] whose label is not
	// defined; it is shown as it is. [text] alone is ordinary prose.
	UndefinedReference FaultKind = "undefined-reference"
	// UnusedReference is a definition [label]: address that no link uses. It
	// is dropped, and may be text that was meant to be read.
	UnusedReference FaultKind = "unused-reference"
	// DuplicateReference is a definition whose label an earlier one has; it is
	// dropped.
	DuplicateReference FaultKind = "duplicate-reference"

	// BrokenLink is a link or picture without an address, or within a picture's
	// text, of which the text is shown; or [text](… that is none, as with spaces
	// in the address, which is shown as it is.
	BrokenLink FaultKind = "broken-link"
	// UnsafeLink is a link or picture of another scheme than http, https,
	// mailto and tel, for a picture http and https; its text is shown.
	UnsafeLink FaultKind = "unsafe-link"
	// ForeignImage is a picture whose address names a host, be it the site's
	// own; it is written.
	ForeignImage FaultKind = "foreign-image"

	// ExtraCell is text in a row of a table beyond the columns of its header;
	// it is dropped.
	ExtraCell FaultKind = "extra-cell"
	// Renumbered is an item of a list that is shown with another number than
	// the one written. Items that all repeat the first number are meant so.
	Renumbered FaultKind = "renumbered"
	// FenceText is text after the ``` or ~~~ of a code block, other than the
	// name of a language; it is dropped.
	FenceText FaultKind = "fence-text"
	// LostCharacter is one that no page can show: a control character, a byte
	// that is no UTF-8, or a � that a conversion left before.
	LostCharacter FaultKind = "lost-character"
)

// places turns offsets into places. It is quick where they ascend.
type places struct {
	src    []byte
	offset int
	at     At
}

func (p *places) find(offset int) At {
	if p.at.Line == 0 || offset < p.offset {
		p.offset, p.at = 0, At{1, 1}
	}
	passed := p.src[p.offset:offset]
	if lines := bytes.Count(passed, []byte("\n")); lines > 0 {
		p.at = At{p.at.Line + lines, 1}
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.at.Column += utf8.RuneCount(passed)
	p.offset = offset
	return p.at
}

// A fault shows at most this many code points of the source, taken from at
// most so many bytes.
const (
	longestText   = 60
	longestSource = 8 * longestText
)

// shorten returns source text as one line.
func shorten(s []byte) string {
	line := []rune(collapse(bytes.ToValidUTF8(s[:min(len(s), longestSource)], nil)))
	if len(line) > longestText {
		return string(line[:longestText-1]) + "…"
	}
	return string(line)
}

// restOfLine returns the offset at which the line of offset i ends, or one far
// enough behind i for a fault.
func restOfLine(src []byte, i int) int {
	return i + lineEnd(src[i:min(len(src), i+longestSource)], 0)
}
