// Package archive is the model: the statements that organisations signed
// together, who signed them, which countries and topics they are about. It
// holds values and what follows from them, and does no I/O; package load
// fills it, package check judges it, package site plans pages from it.
//
// Texts are not part of it. What grows with them stays in the files; a Body
// says where one begins, what it links to and which anchors it has.
//
// References between records are written by editors as ids, names or
// acronyms. [Archive.Resolve] binds them; one that stays unbound is reported
// by package check, so that every fault of the archive is told at once.
package archive

import (
	"cmp"
	"slices"

	"communique/generator/diag"
	"communique/generator/erase"
)

// Archive is the content folder as values. Statements are ordered newest
// first, by id within a day; everything else by id. Order never depends on
// the file system.
type Archive struct {
	Dir string // the content folder as the user named it, for positions and hints

	Title       string
	Description string
	// Titles and descriptions by language, for those that the site is offered
	// in besides its own.
	Titles, Descriptions map[string]string

	BaseURL     string // scheme and host, perhaps a path; no slash at the end
	OtherURL    string // what archive.yaml calls the base URL, where the user asked for another
	IDAuthority string // the authority and date of tag: URIs (RFC 4151), fixed for ever
	Language    string // the archive's own; "und" where archive.yaml does not tell
	Languages   []string
	LanguagesAt map[string]diag.Pos // where archive.yaml names each, as far as it does
	Publisher   Publisher
	License     License
	Hub         string         // where feeds say that they have news (WebSub); empty: nowhere
	Erased      *erase.Matcher // finds the names that must not appear; nil where there are none

	Statements  []*Statement
	Signatories []*Signatory
	Topics      []*Topic
	Countries   []*Country // those that have a file or that something refers to
	Pages       []*Page

	// Removed are statements of which only the address is left. They are in no
	// other list, so nothing can show what they said.
	Removed    []*Statement
	Permalinks []Permalink // every address that was ever published, as far as it is recorded
	Today      Date        // on which a statement is published that is not recorded yet; set by Withhold

	Files   Files     // what lies beside the texts: documents, pictures, logos
	LeftOut []LeftOut // what Withhold took out, and why

	names      Names
	atlas      *atlas
	statements map[string]*Statement // by id, and by the path of the file where that differs
}

// Undetermined is the language of a text whose own cannot be read (ISO 639-2,
// und), and of an archive whose settings cannot. It is no other text's, so
// nothing else seems to be wrong for it.
const Undetermined = "und"

// TitleIn returns the archive's title in a language, else its own.
func (a *Archive) TitleIn(lang string) string { return cmp.Or(a.Titles[lang], a.Title) }

// DescriptionIn returns what the archive holds in a language, else as it says
// so in its own.
func (a *Archive) DescriptionIn(lang string) string {
	return cmp.Or(a.Descriptions[lang], a.Description)
}

// Publisher is who keeps the archive.
type Publisher struct{ Name, URL, Email string }

// License is what the archive's own texts and data may be used for.
type License struct{ Name, URL string }

// Source is a file that editors wrote.
type Source struct {
	Path string // within the content folder, slash-separated, in NFC
	Disk string // the same as the file system has it, where that is in another Unicode form
	Size int64
	Sum  uint64 // of the bytes that were read, to notice a change before they are rendered
}

// Name returns the path to open.
func (s Source) Name() string { return cmp.Or(s.Disk, s.Path) }

// Position returns p in the source, as diagnostics name it.
func (a *Archive) Position(s Source, p diag.Pos) diag.Position {
	return diag.Position{File: a.File(s.Name()), Pos: p}
}

// File returns a path of the content folder as the user would open it.
func (a *Archive) File(path string) string {
	if a.Dir == "" || a.Dir == "." {
		return path
	}
	return a.Dir + "/" + path
}

// Body is a Markdown text that stays in its file.
type Body struct {
	Offset  int64  // of its first byte in the file
	Line    uint32 // of its first line in the file
	Empty   bool
	Links   []Link
	Anchors []string // ids of its headings
}

// Link is a link or picture in a body.
type Link struct {
	Dest  string
	Image bool
	At    diag.Pos
}

// Version is a record's text in one language: the original or a translation.
type Version struct {
	Source   Source
	Language string
	Title    string // empty where the record has a name instead
	Summary  string // as written, or the first paragraph, cut at a word
	Excerpt  bool   // the body is the archive's own summary of the text
	Draft    bool
	Former   []Former // addresses that lead to it (redirect_from)
	Body     Body

	// Translated is the day on which a translation was made or last brought up
	// to date; zero where it does not say.
	Translated   Date
	TranslatedAt diag.Pos
}

// Ref is a reference to a record, as an editor wrote it.
type Ref[T any] struct {
	Written string
	At      diag.Pos
	To      *T // nil where it is unknown or ambiguous
}

func (r Ref[T]) unbound() bool { return r.To == nil }

// Versions are the texts of one record, the original first, then the
// translations by language.
type Versions []Version

// In returns the version in a language.
func (v Versions) In(lang string) (Version, bool) {
	for _, x := range v {
		if x.Language == lang {
			return x, true
		}
	}
	return Version{}, false
}

// Index returns the place of the version that a reader of lang is shown: in
// that language, else the original.
func (v Versions) Index(lang string) int {
	return max(0, slices.IndexFunc(v, func(x Version) bool { return x.Language == lang }))
}

// Original returns the first version; the zero Version where there is none.
func (v Versions) Original() Version {
	if len(v) == 0 {
		return Version{}
	}
	return v[0]
}

// Topic is a subject of statements.
type Topic struct {
	Source Source
	ID     string
	Name   string
	Names  map[string]string // by language
	Versions
}

// NameIn returns the topic's name in a language, else its own.
func (t *Topic) NameIn(lang string) string { return cmp.Or(t.Names[lang], t.Name) }

// Country is what statements are about: a territory of ISO 3166-1, or XK.
type Country struct {
	Source Source // zero without a file
	Code   string // upper case
	Names  map[string]string
	Versions
}

// Page is a text about the archive itself.
type Page struct {
	ID string // its path under pages/ without .md
	Versions
}

// Files knows what lies beside the texts, by path within the content folder in
// NFC.
type Files map[string]File

// File is an attachment.
type File struct {
	Name string // the path to open: the file system's own Unicode form
	Size int64  // in bytes

	// Width and Height of a picture, in CSS pixels as it is shown; 0 for other
	// files, and for a picture that cannot be shown.
	Width, Height int
}

// sortAll puts every list into its order.
func (a *Archive) sortAll() {
	slices.SortFunc(a.Statements, func(s, t *Statement) int {
		return cmp.Or(t.Date.Compare(s.Date), cmp.Compare(s.ID, t.ID), cmp.Compare(s.Source.Path, t.Source.Path))
	})
	slices.SortFunc(a.Signatories, func(s, t *Signatory) int { return cmp.Compare(s.ID, t.ID) })
	slices.SortFunc(a.Topics, func(s, t *Topic) int { return cmp.Compare(s.ID, t.ID) })
	slices.SortFunc(a.Countries, func(s, t *Country) int { return cmp.Compare(s.Code, t.Code) })
	slices.SortFunc(a.Pages, func(s, t *Page) int { return cmp.Compare(s.ID, t.ID) })
}
