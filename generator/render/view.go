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
	Languages   []Alternate   // between which a reader chooses; empty where there is no choice
	Alternates  []Alternate   // for hreflang; the first is also x-default
	Feed        Feed          // of the page's own list, else of the archive
	Head        template.HTML // what machines read: Open Graph, citation tags, JSON-LD
}

// Chrome is the same on every page of a language.
type Chrome struct {
	Title       Link // to the home page
	Description Link // without an Href
	Sections    []Section
	Search      string // the page that says where to look
	OpenSearch  string // its OpenSearch description
	Feeds       string // the page that says how to subscribe
	Data        string // the page of what researchers can take away
	Corrections string // the page of what happened to statements
	Pages       []Link
	Languages   []Alternate // the home pages; empty where there is one
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
	Lang, Dir, Name string // its tag and direction, and its name in itself
	Href, URL       string
	Current         bool
}

// Feed is a pair of feeds of the same list; empty where a page has none. It is
// comparable.
type Feed struct{ Title, RSS, JSON string }

// Item is the view of partials/item.html, a statement's line in a list. It is
// made once in a language, however many lists the statement is on.
type Item struct {
	Href, Title string
	Lang, Dir   string
	Language    string // the name of Lang, for readers of the page
	Date        archive.Date
	Countries   string // their names, joined
	Signatures  int    // names that stand, and withheld ones
	Retracted   bool
	Corrected   bool
	Withdrawn   archive.Date // on the list of a signatory that withdrew from it; zero elsewhere
}

// Signature is the view of partials/signature.html, a signatory's line on a
// statement. It is made once for all statements on which the line is the same.
type Signature struct {
	Name              string // as printed, or the name in force that day
	Lang, Dir         string // of the name, where they are known
	Now               string // the present name, where that differs
	Logo              *Image // only in the letterhead
	Href              string
	Country           string
	Signed, Withdrawn archive.Date
	Note              string
	NoteLang, NoteDir string
}

// Tally is a subject, or a part of a list, with how many of the page's
// statements it has. Several are the view of partials/tallies.html, a list, and
// of partials/ranking.html, a table whose rows have a bar.
type Tally struct {
	Link    template.HTML // partials/link.html
	Acronym string        // of a signatory
	Count   string        // as the language writes numbers
	Share   int           // in per cent of the highest count beside it; at least 1
}

// Chart is the view of partials/years.html: the statements of each year as
// columns, and the same figures as a table. The columns are one path in a box
// of Width by 100 units, which a theme may stretch as it likes.
type Chart struct {
	Columns     string // SVG path data
	Width       int
	First, Last string // years
	Most        string // the highest count
	Rows        []Tally
}

// Map is the view of partials/map.html.
type Map struct {
	Width, Height int
	Land          string // SVG path data of countries that no statement is about
	Countries     []MapCountry
	Rows          []Tally // the same figures and those of countries without a shape, the highest first
}

// MapCountry is a country on the map.
type MapCountry struct {
	Href, Name, Count string
	Shade             int    // 1 to 5, by the number of statements
	Outline           string // SVG path data
	Small             bool   // too small to be seen: to be marked at X, Y
	X, Y              int
}

// Network is the view of partials/network.html: who signs with whom.
type Network struct {
	Left          int // where the picture begins, for few of them are as wide as they may be
	Width, Height int
	Nodes         []NetworkNode
	Ties          []NetworkTie
}

// NetworkNode is a signatory in the picture.
type NetworkNode struct {
	Href, Label, Name string
	Lang              string
	X, Y, Radius      int
	Below             int // how far the label's line is below the centre
	Left, Top, Wide   int // the box that the label stands in
}

// NetworkTie is how often two signatories signed together.
type NetworkTie struct {
	X1, Y1, X2, Y2 int
	Weight         int           // 1 to 4
	From, To       template.HTML // partials/link.html
	Count          string
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
	Chart                                           *Chart
	Leading                                         []Leading
}

// Leading are the countries, signatories or topics with the most statements.
type Leading struct {
	Kind, Href string // of their index
	Tallies    []Tally
}

// StatementPage is the view of statement.html.
type StatementPage struct {
	Frame
	Heading       Link   // the title, with its language
	Language      string // the name of the text's language, where that is not the page's
	Date          archive.Date
	Issued        Link // without a text: the language of what was issued, in which place, addressees and notes are written
	Place         string
	Immediate     bool
	Countries     []template.HTML // partials/link.html
	Topics        []template.HTML // partials/link.html
	Addressees    []string
	Summary       bool // the text is the archive's own summary
	TranslationOf *Translation
	Retracted     *archive.Note
	Corrected     archive.Date // of the last correction
	Text          Text
	Letterhead    template.HTML // partials/letterhead.html of those who signed from the start and still stand
	More          int           // how many of these the letterhead leaves out
	Signatures    template.HTML // lines of partials/signature.html
	Signed        int           // names that stand, and withheld ones
	Withheld      int
	Original      *Document
	AlsoAt        []string
	Versions      []Link
	Corrections   []archive.Note
	Related       template.HTML // lines of partials/item.html
	URL           string        // the address that never changes
	Citation      Citation
}

// Translation says of a translated text what it is worth.
type Translation struct {
	Original Link           // its Text is the name of the original's language
	Missed   []archive.Note // corrections that came after it
}

// Citation is how a statement can be cited.
type Citation struct {
	Authors []Link // the signatories, as many as one names
	Others  int    // how many more there are
	URL     string // of the version that is shown
	Formats []CitationFormat
}

// CitationFormat is the citation for a program.
type CitationFormat struct {
	Name, File string
	Text       template.HTML
	Download   template.HTMLAttr // href with the same as an address, for there is no file of it
}

// ListPage is the view of statements.html, period.html, country.html,
// signatory.html and topic.html.
type ListPage struct {
	Frame
	Heading     Link
	Period      archive.Date // partial; zero for the whole list
	Whole       *Link        // from a period to the whole list
	Text        *Text        // about the subject
	Signatory   *Signatory   // signatory.html
	Total       int
	Items       template.HTML // lines of partials/item.html
	Parts       []Tally
	ByMonth     bool // Parts are months
	Chart       *Chart
	Countries   []Tally
	Signatories []Tally
}

// Signatory is what the registry knows of one.
type Signatory struct {
	Acronym   string
	Kind      string
	Names     []Link // in other languages
	Former    []archive.FormerName
	NameLang  string // of these, where it is not the page's
	Country   *Link  // Href is empty where the country has no page
	Website   string
	Wikidata  string
	Logo      *Image
	Founded   archive.Date
	Dissolved archive.Date
	Successor *Link
	Succeeds  []Link // those whose successor it is
}

// IndexPage is the view of countries.html, signatories.html and topics.html.
type IndexPage struct {
	Frame
	Entries []Tally
	Total   int      // how many of them have a statement
	Map     *Map     // countries.html
	Network *Network // signatories.html
}

// CorrectionsPage is the view of corrections.html.
type CorrectionsPage struct {
	Frame
	Events []Event
}

// Event is something that happened to a statement after it was issued.
type Event struct {
	Statement Link   // to the part of its page that tells of it
	What      string // what happened, as a phrase
	Date      archive.Date
	Note      string // in a language that nobody noted
}

// FeedsPage is the view of feeds.html.
type FeedsPage struct {
	Frame
	Own    []NamedFeed // of all statements, and of the corrections
	Groups []FeedGroup
	OPML   string      // all of these as one file for feed readers
	Others []NamedFeed // of all statements in the other languages
	Hub    string      // who is told of news, and by readers who wants to know
}

// FeedGroup are the feeds of an index.
type FeedGroup struct {
	Kind, Href string // of the index
	OPML       string // the group as one file
	Crowded    bool   // too many to be named; each is at the foot of its page
	Feeds      []NamedFeed
}

// NamedFeed is a feed under the name of what it is about.
type NamedFeed struct {
	Name      Link   // to the page of the same statements
	URL       string // of the feed in RSS, with its host, to be copied
	RSS, JSON string
}

// SearchPage is the view of search.html.
type SearchPage struct {
	Frame
	Countries, Signatories, Topics []Tally
	Items                          template.HTML // lines of partials/item.html
}

// DataPage is the view of data.html.
type DataPage struct {
	Frame
	Datasets []Dataset
	Package  string // the Data Package that describes the tables
	Doc      Link   // has the language of what the datasets say of themselves
}

// TextPage is the view of page.html.
type TextPage struct {
	Frame
	Heading Link
	Text    Text
}

// NotFoundPage is the view of 404.html.
type NotFoundPage struct{ Frame }
