package render

import (
	"html/template"

	"communique/generator/archive"
)

// The views are what templates see. They are typed, so that a template that
// asks for what is not there fails when it runs instead of printing nothing.
// Every Href is an address as the page must write it; every Lang and Dir of a
// text is set only where it differs from the page around it.

// Frame is what base.html needs of any page; every view has one. Templates do
// well to say .Frame.Title and not .Title: the second takes the slow way of
// package reflect, which in a whole site is a twentieth of the time.
type Frame struct {
	Kind        string
	Lang, Dir   string // of the page around the text
	Title       string // of the page; empty on the home page
	Description string
	Canonical   string // absolute
	Index       bool   // whether search engines should keep the page
	Site        *Chrome
	Sections    Sections
	Languages   []Alternate // this page in every language that has it; empty where it has only one
	Feed        Feed
}

// Chrome is the same on every page of a language.
type Chrome struct {
	Title       string
	Description string
	Home        string
	Sections    []Section
	Pages       []Link
	Publisher   archive.Publisher
	License     archive.License
}

// Sections is the navigation of a page. It is comparable.
type Sections struct {
	Site    *Chrome
	Current string // the kind of the current section
	Home    bool   // whether the page is the home page
}

// Section is a link of the navigation.
type Section struct{ Kind, Href string }

// Link is an address and what it is called. It is the view of
// partials/link.html, which is made once for a country, signatory, topic or
// part of a list; without an Href it is only the name.
type Link struct {
	Href, Text string
	Lang, Dir  string
}

// Alternate is a page in another language.
type Alternate struct {
	Lang, Name string // its tag, and its name in itself
	Href, URL  string
	Current    bool
}

// Feed is a pair of feeds of the same list; empty where a page has none. It is
// comparable.
type Feed struct{ Title, RSS, JSON string }

// Item is the view of partials/item.html, a statement's line in a list. It is
// made once in a language, however many lists the statement is on.
type Item struct {
	Href, Title string
	Lang, Dir   string
	Date        archive.Date
	Countries   string // their names, joined
	Signatures  int    // names that stand, and withheld ones
	Retracted   bool
}

// Signature is the view of partials/signature.html, a signatory's line on a
// statement. It is made once for all statements on which the line is the same.
type Signature struct {
	Name              string // as printed, or the name in force that day
	Now               string // the present name, where that differs
	Href              string
	Country           string
	Signed, Withdrawn archive.Date
	Note              string
}

// Tally is a subject, or a part of a list, with how many of the page's
// statements it has.
type Tally struct {
	Link  template.HTML // partials/link.html
	Count string        // as the language writes numbers
}

// Text is an editor's text.
type Text struct {
	HTML      template.HTML
	Lang, Dir string
}

// Document is the signed original.
type Document struct {
	Href, Name string
}

// HomePage is the view of home.html.
type HomePage struct {
	Frame
	Statements, Signatories, Countries, First, Last int
	Latest                                          template.HTML // lines of partials/item.html
	Years                                           []Tally
}

// StatementPage is the view of statement.html.
type StatementPage struct {
	Frame
	Heading       Link // the title, with its language
	Date          archive.Date
	Place         string
	Immediate     bool
	Countries     []template.HTML // partials/link.html
	Topics        []template.HTML // partials/link.html
	Addressees    []string
	Summary       bool // the text is the archive's own summary
	TranslationOf *Link
	Retracted     *archive.Note
	Text          Text
	Letterhead    template.HTML // partials/letterhead.html of those who signed from the start and still stand
	Signatures    template.HTML // lines of partials/signature.html
	Standing      int
	Withheld      int
	Original      *Document
	AlsoAt        []string
	Versions      []Link
	Corrections   []archive.Note
	Related       template.HTML // lines of partials/item.html
	URL           string        // the address that never changes
}

// ListPage is the view of statements.html, period.html, country.html,
// signatory.html and topic.html.
type ListPage struct {
	Frame
	Heading     string
	Period      archive.Date // partial; zero for the whole list
	Whole       *Link        // from a period to the whole list
	Text        *Text        // about the subject
	Signatory   *Signatory   // signatory.html
	Total       int
	Items       template.HTML // lines of partials/item.html
	Parts       []Tally
	ByMonth     bool // Parts are months
	Countries   []Tally
	Signatories []Tally
}

// Signatory is what the registry knows of one.
type Signatory struct {
	Acronym   string
	Kind      string
	Names     []Link // in other languages
	Former    []archive.FormerName
	Country   *Link // Href is empty where the country has no page
	Website   string
	Wikidata  string
	Logo      string
	Founded   archive.Date
	Dissolved archive.Date
	Successor *Link
}

// IndexPage is the view of countries.html, signatories.html and topics.html.
type IndexPage struct {
	Frame
	Entries []Tally
}

// TextPage is the view of page.html.
type TextPage struct {
	Frame
	Heading Link
	Text    Text
}

// NotFoundPage is the view of 404.html.
type NotFoundPage struct{ Frame }
