// Package extract takes the text out of documents as people send them.
//
// # What goes in
//
// A file's bytes and its name, whose ending tells the format:
//
//	.txt         plain text: UTF-8, UTF-16, or what it is most likely to be
//	.md          CommonMark with tables, strikethrough and footnotes
//	.html .htm   what a browser saves; of a page its <article> or <main>
//	.docx        Word, by ISO/IEC 29500: its XML, and nothing that it links to
//	.pdf         what pdftotext of poppler says of it, where that is installed
//
// # What comes out
//
// A [Document], which is the same whatever it came from: blocks in reading
// order, each with its plain lines, its Markdown and its place. The Markdown
// means the text and nothing else by the parser that the archive is built with.
//
// Of changes that Word tracked, what was struck out is left out and what was
// put in is taken. The head of the first page stays, for it may be the
// letterhead; feet, numbers of pages and what is repeated on the next ones go.
// Where only the lines of a page are known, in .txt and .pdf, the rest is
// concluded: a line was broken on purpose if the next word had room on it; a
// word is made whole by the other words of the document; columns, tables,
// lists, quotations and footnotes are known by where they stand, and headings
// by their size. What was left out, mended or guessed is in Remarks.
//
// # What is refused
//
// A scan, a document with a password, a file that is something else than its
// name says, Markdown with front matter, and what is too large to be a
// document. The fault names the file and says what to do. A PDF tells neither
// bold nor italic letters nor the links behind words. An Arabic one that draws
// lam and alef as one sign may have them in the wrong order inside a word.
//
// No document can make the program run anything, fetch anything or open a file.
// pdftotext gets the PDF by its input and has a minute.
package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Document is a document's text in reading order.
type Document struct {
	Blocks   []Block
	Notes    []Note   // footnotes, in the order of the document
	Language string   // BCP 47, as the document says of itself; empty where it does not
	Remarks  []string // what was left out or mended, a sentence each, for the editor
}

// Kind is what a block is.
type Kind uint8

const (
	Paragraph Kind = iota
	Heading
	Item  // of a list
	Quote // a paragraph of a quotation
	Row   // of a table
	Rule  // a line across the page; it has no text
)

// Block is a paragraph or what stands in the place of one.
type Block struct {
	Kind Kind
	// Level is 1 to 6 of a Heading; the depth of an Item, from 1; the depth of
	// a Quote, from 1; and of a Paragraph the depth of the Item that it
	// continues, 0 where it stands by itself; and of a Row its number in the
	// table, from 1.
	Level   int
	Ordered bool // of an Item
	Number  int  // of an ordered Item, as printed
	// Lines is the plain text, a line as the document broke it on purpose:
	// lines that were broken only because the page was full are joined. A line
	// is never empty, and has no space at its ends or twice in a row. Of a Row,
	// a line is a cell, and may be empty.
	Lines []string
	// Markdown is the same text in CommonMark, with emphasis, links and
	// references to footnotes, and without the marks of the block itself (no
	// "#", "-", ">" before it). What would mean something in CommonMark but is
	// meant as it stands is escaped. It has as many lines as Lines, each complete in itself and
	// divided by a backslash and a newline; of a Row, the cells are divided by
	// " | ".
	Markdown string
	Place    string // for people: "line 12", "page 2, line 3", "paragraph 7"

	Centred  bool // as far as the format tells
	Bold     bool // all of it
	Capitals bool // no letter of it is small, and one at least is capital
}

// Note is a footnote or an endnote.
type Note struct {
	Label    string // as in the reference, [^Label]
	Text     string // plain; paragraphs are divided by an empty line
	Markdown string // the same as CommonMark
}

// Read takes the text out of data, the bytes of a document whose format name's
// ending tells. ctx bounds the program that reads a PDF; nothing else waits.
func Read(ctx context.Context, name string, data []byte) (*Document, error) {
	d, err := read(ctx, strings.ToLower(path.Ext(name)), data)
	if f := (*problem)(nil); errors.As(err, &f) {
		f.name = name
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if d.finish(); len(d.Blocks) == 0 {
		return nil, &problem{name: name, what: "there is no text in it", hint: "look at it in the program that made it, and save it again"}
	}
	return d, nil
}

// finish leaves out lines across the page that divide nothing, and reads notes
// that were typed.
func (d *Document) finish() {
	rule := func(b Block) bool { return b.Kind == Rule }
	d.Blocks = slices.CompactFunc(d.Blocks, func(a, b Block) bool { return rule(a) && rule(b) })
	if len(d.Blocks) > 0 && rule(d.Blocks[0]) {
		d.Blocks = d.Blocks[1:]
	}
	d.typedNotes()
	if n := len(d.Blocks); n > 0 && rule(d.Blocks[n-1]) {
		d.Blocks = d.Blocks[:n-1]
	}
}

const (
	maxFile = 64 << 20 // bytes of a document: of a long PDF with photographs
	maxPage = 8 << 20  // bytes of a web page, which may hold its pictures
	maxText = 1 << 20  // bytes of one that is nothing but text, as of a statement
	maxRows = 50_000   // lines of such a text
)

func read(ctx context.Context, ending string, data []byte) (*Document, error) {
	if len(data) > maxFile {
		return nil, fault("", fmt.Sprintf("%d bytes, more than %d", len(data), maxFile), "save it without its pictures, or copy the text into a .txt file")
	}
	if err := disguised(ending, data); err != nil {
		return nil, err
	}
	switch ending {
	case ".docx":
		return readWord(data)
	case ".pdf":
		return readPDF(ctx, data)
	}
	most, page := maxText, ending == ".html" || ending == ".htm" || ending == ".xhtml"
	if page {
		most = maxPage
	}
	if len(data) > most || !page && bytes.Count(data, []byte("\n")) > maxRows {
		return nil, fault("", fmt.Sprintf("longer than a statement can be (%d bytes)", len(data)), "leave only the statement in it")
	}
	if page {
		return readHTML(data)
	}
	switch ending {
	case ".txt", ".text":
		return readText(data)
	case ".md", ".markdown":
		return readMarkdown(data)
	case ".doc", ".rtf", ".odt", ".pages", ".wpd":
		return nil, fault("", fmt.Sprintf("cannot read %q", ending), "open it in a word processor and save it as .docx")
	case ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic":
		return nil, fault("", "a picture has no text", scanHint)
	}
	return nil, fault("", fmt.Sprintf("cannot read %q", ending), "give a .md, .txt, .html, .docx or .pdf")
}

// disguised reports a file that is something else than its name says.
func disguised(ending string, data []byte) error {
	for _, magic := range []struct{ bytes, ending, what string }{
		{"%PDF-", ".pdf", "a PDF"},
		{"PK\x03\x04", ".docx", "a .docx or another archive"},
		{"{\\rtf", ".rtf", "a document in RTF"},
		{"\xd0\xcf\x11\xe0", ".doc", "a document of old Word, or one that is protected by a password"},
	} {
		if !bytes.HasPrefix(data, []byte(magic.bytes)) || ending == magic.ending {
			continue
		}
		hint := "give it its right ending"
		if magic.ending == ".rtf" || magic.ending == ".doc" {
			hint = "open it in a word processor and save it as .docx, without a password"
		}
		return fault("", fmt.Sprintf("its name ends in %q, but it is %s", ending, magic.what), hint)
	}
	return nil
}

// problem is what is wrong with a document, for the editor.
type problem struct{ name, place, what, hint string }

func (p *problem) Error() string {
	text := p.name + ": "
	if p.place != "" {
		text += p.place + ": "
	}
	return text + p.what + "\n  hint: " + p.hint
}

func fault(place, what, hint string) error { return &problem{place: place, what: what, hint: hint} }

// remark notes for the editor what was left out or mended.
func (d *Document) remark(format string, values ...any) {
	d.Remarks = append(d.Remarks, fmt.Sprintf(format, values...))
}
