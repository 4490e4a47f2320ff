// Package markdown turns a text that an editor wrote into HTML and plain text,
// and finds in it what the editor must be told. Beside extract it alone imports
// goldmark, and of goldmark it uses the parser: the HTML is written here.
//
// # What goes in
//
// CommonMark 0.31 with the tables, strikethrough and footnotes of GitHub, and
// bare addresses as links: http://…, https://…, and mail addresses with or
// without mailto:. An address without a scheme (www.example.org) stays text.
// No typographic replacements are made. Labels of footnotes are compared as
// those of links are: without regard to case.
//
// Lines end with LF, CRLF or CR. A character that HTML or XML forbids, or a
// byte that is no UTF-8, becomes U+FFFD.
//
// # What comes out
//
// HTML without raw HTML, scripts, style attributes or an address of an unsafe
// scheme, whatever the input. A link that cannot be written leaves its text, a
// picture its alternative text. Footnotes stand at the end in the order in
// which they are first referred to; one that nothing refers to, or whose label
// is taken, stands after them rather than being lost. Every id is one of
//
//	h-words-of-the-heading   a heading, h-words-of-the-heading-1 the next of that text
//	fn-1                     the first footnote
//	fnref-1, fnref-1-2       the first and second reference to it
//
// with [Options.Prefix] before it. A page whose own ids begin with neither h-
// nor fn cannot clash with them. Id and text of a heading agree in any script:
// letters, marks and digits stay, in lower case and NFC; apostrophes and
// invisible characters go; anything else divides words.
//
// Classes: a table stands in <div class="table">, which the theme lets scroll;
// cells carry left, center or right where the editor aligned them.
//
// # What is refused
//
// Nothing: every input has its HTML. But [Inspect] reports, with positions,
// all that would be dropped, changed or shown raw without a word; which of
// that stops a build is the caller's to say.
package markdown

import "bytes"

// Options say how a body is written as HTML.
type Options struct {
	// Link returns what is written in the href of a link, given its address as
	// in Facts.Links. An empty result leaves the link's text alone. It is not
	// asked for addresses within the page (#…). Nil: as written.
	Link func(dest string) string

	// Image returns what is written for a picture, given its address. An empty
	// Src leaves the alternative text. Nil: as written.
	Image func(dest string) Image

	// Page is the absolute URL of the page that the body stands on. It is set
	// where the HTML is read elsewhere, in a feed: then links within the page
	// lead to that page, and there are no ids and no ways back from footnotes,
	// which would point nowhere.
	Page string

	// Prefix comes before every id and every reference to one, so that several
	// bodies can share a page: ASCII letters, digits and hyphens. In a feed it
	// is the Prefix that the page was written with.
	Prefix string

	// Headings is the level of the highest heading: 2 under a page's h1. All
	// headings move by the same number of levels, to no deeper than 6. 0: as
	// written.
	Headings int

	Labels Labels
}

// Image is how a picture is written. Width and Height are written if both are
// known.
type Image struct {
	Src           string
	Width, Height int // in CSS pixels
}

// Labels are what a screen reader says, in the language of the page. An empty
// one is left out.
type Labels struct {
	Notes string                     // the section of footnotes
	Table string                     // a table that can be scrolled
	Back  func(note, ref int) string // the way back from a note to its reference ref, both counted from 1
}

// HTML appends the HTML of a body to dst. The same input gives the same
// bytes. It is safe for concurrent use if the functions of o are.
func HTML(dst, src []byte, o Options) []byte {
	w := writer{document: parse(src), o: o, out: dst}
	w.anchors = anchors(w.document)
	if o.Headings > 0 {
		w.shift = o.Headings - w.top
	}
	w.blocks(w.root)
	w.endnotes()
	return w.out
}

// Text appends the plain text of a body to dst, for searching and excerpts:
// paragraphs divided by blank lines, the texts of links without addresses, a
// line for each item of a close list, cells of a table divided by tabs; the
// footnotes' texts at the end, without numbers. There is no newline at the end.
func Text(dst, src []byte) []byte {
	p := plain{document: parse(src), out: dst, start: len(dst)}
	p.blocks(p.root)
	for _, n := range p.notes {
		p.blocks(n.node)
	}
	return p.out[:len(dst)+len(bytes.TrimRight(p.out[len(dst):], "\n"))]
}
