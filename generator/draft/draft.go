// Package draft makes a statement's file of a document that came by e-mail.
//
// In goes what package extract took out of the document, and the archive that
// the statement is for. Out comes a Draft: the statement's values and text,
// the signatories that the archive does not know, and a report that accounts
// for every line of the document: what it was taken for and where it stands,
// what was guessed, what was not found. Nothing is read or written here.
//
// # What is recognised
//
// The words that it goes by are in English, French, Spanish, Portuguese, Arabic
// and Russian (words.go); a document in another language keeps all its lines
// in the body, and the report says what is missing.
//
//   - Above the text: the title, the release line or the embargo, the date and
//     the place before it, and letterheads, whose acronyms, names and slogans
//     are told apart by the archive's names, by initials, and by capitals.
//   - Lists of signatories: behind a line such as "Signed by:", as items,
//     lines, the cells of a table or one line; an acronym or a country may
//     stand in brackets, behind a dash or a comma, a country also above its
//     group. Names that are withheld are counted, never written.
//   - The language: of the script, else of the commonest words.
//   - The countries: by name, adjective and capital; those in the title, else
//     those that the text names most.
//
// Known signatories are found by any of their names; one that is not gets a
// file of its own, marked for review. Two names are taken for one only if their
// keys (package fold) are equal, or if the acronym is; the latter is a guess.
//
// What was guessed has a comment in the front matter that asks for review, and
// then the statement is a draft, so that nothing is published that nobody has
// looked at. What the front matter needs and the document does not say is left
// empty, where check finds it. An embargo whose hour or time zone is not
// certain is never written as one, for it would end too early.
//
// The same document and archive give the same draft.
package draft

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"communique/generator/archive"
	"communique/generator/extract"
	"communique/generator/fold"
	"communique/generator/matter"
)

// Draft is a statement as a document has it.
type Draft struct {
	Title      string
	Date       archive.Date // zero where the document has none
	Language   string       // BCP 47
	Countries  []string     // codes
	Signatures []Signature  // in the order printed
	Withheld   int          // signatories that the document says are withheld
	Place      string
	Immediate  bool
	Embargo    time.Time
	Original   string    // the name of the document beside the statement
	Body       string    // Markdown
	New        []*Signer // signatories that were not known
	Report     Report

	own    string            // the archive's own language
	year   int               // of the folder that the statement belongs to
	review map[string]string // by key: what an editor is asked to look at
}

// Signature is a signatory's name under the statement.
type Signature struct {
	ID      string
	Printed string // empty where it is the signatory's name to the letter
	Review  string // what an editor is asked to look at; empty for nothing
}

// Signer is a signatory that the archive does not know.
type Signer struct {
	ID       string
	Name     string
	Acronym  string
	Country  string // a code
	Language string // BCP 47; empty for the archive's own
	Kind     archive.Kind
	From     string // the document, and the place in it
}

// Drafter drafts statements for an archive, one after another: a signatory
// that one of them made known is known to those that follow.
type Drafter struct {
	archive *archive.Archive
	today   archive.Date
	places  map[string]*gazetteer // by language
	signers map[string]*Signer    // the new ones, by the keys of their names
	ids     map[string]bool       // of signatories
}

// New returns a drafter for a loaded archive. No statement is dated after
// today.
func New(a *archive.Archive, today archive.Date) *Drafter {
	d := &Drafter{archive: a, today: today, places: map[string]*gazetteer{}, signers: map[string]*Signer{}, ids: map[string]bool{}}
	for _, s := range a.Signatories {
		d.ids[s.ID] = true
	}
	return d
}

// Draft reads a document whose file has a name.
func (d *Drafter) Draft(doc *extract.Document, name string) *Draft {
	r := &reader{Drafter: d, doc: doc, name: name}
	r.draft = &Draft{own: d.archive.Language, review: map[string]string{}, Original: original(name)}
	r.split()
	r.findLanguage()
	r.findHead()
	r.findRelease()
	r.findDateLines()
	r.findTitle()
	r.findLetterheads()
	r.findLists()
	r.findTrailingList()
	r.findDate()
	r.findCountries()
	r.writeBody()
	r.note()
	r.sum()
	r.draft.year = int(cmp.Or(r.draft.Date.Year, d.today.Year))
	return r.draft
}

// reader is a document while it is read.
type reader struct {
	*Drafter
	draft  *Draft
	doc    *extract.Document
	name   string
	blocks []*block
	head   int    // how many blocks stand above the text
	title  *block // nil where none was found
}

// block is a block of the document with its lines.
type block struct {
	extract.Block
	lines []*line
}

// line is a line of the document.
type line struct {
	text, key string // the key is fold.Key's
	place     string
	taken     bool // not part of the body
}

func (r *reader) split() {
	for _, b := range r.doc.Blocks {
		next := &block{Block: b}
		for _, text := range b.Lines {
			text = matter.Clean(text)
			next.lines = append(next.lines, &line{text, fold.Key(text), b.Place, false})
		}
		r.blocks = append(r.blocks, next)
	}
}

// rest returns the lines that were not taken out of a block.
func (b *block) rest() []*line {
	return slices.DeleteFunc(slices.Clone(b.lines), func(l *line) bool { return l.taken })
}

// text returns what was not taken out of a block, on one line.
func (b *block) text() string { return join(b.rest()) }

func join(lines []*line) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, " ")
}

// take takes lines out of the body.
func take(lines ...*line) {
	for _, l := range lines {
		l.taken = true
	}
}

// leave takes lines out of the body that go nowhere, and says so.
func (r *reader) leave(what string, lines ...*line) {
	if len(lines) == 0 {
		return
	}
	take(lines...)
	r.report(LeftOut, lines[0].place, "%s, %q", what, join(lines))
}

// doubt reports a guess and asks for its review in the front matter. Of two
// doubts about a key the first is asked.
func (r *reader) doubt(key, review, place, format string, args ...any) {
	if r.draft.review[key] == "" {
		r.draft.review[key] = review
	}
	r.report(Guessed, place, format, args...)
}

// note passes on what extract said, and what to know of the document itself,
// which is published with the statement.
func (r *reader) note() {
	for _, remark := range r.doc.Remarks {
		r.report(Noted, "", "%s", remark)
	}
	switch ending := path.Ext(r.name); {
	case strings.EqualFold(ending, ".docx"):
		r.report(Noted, "", "%s tells who wrote it and perhaps what was deleted; put a PDF in its place if nobody is to know", r.draft.Original)
	case path.Ext(r.draft.Original) != strings.ToLower(ending):
		r.report(Noted, "", "kept as %s, for as %s it would be a page of its own", r.draft.Original, ending)
	}
}

// sum says what is missing, and makes the statement a draft where there is
// something to review.
func (r *reader) sum() {
	d := r.draft
	missing := func(key, what, how string) {
		d.review[key] = how
		r.report(Missing, "", "%s; %s", what, how)
	}
	if d.Title == "" {
		missing("title", "no title", "write the title")
	}
	if d.Date.IsZero() {
		missing("date", "no date", "write the day on which it was issued, and move the file to its year")
	}
	if len(d.Countries) == 0 {
		missing("countries", "no country", "write whom it is about, such as [KH]")
	}
	if len(d.Signatures) == 0 && d.Withheld == 0 {
		missing("signatories", "no signatories", "write who signed, by name, acronym or id")
	}
	doubtful := func(s Signature) bool { return s.Review != "" }
	if (len(d.review) > 0 || slices.ContainsFunc(d.Signatures, doubtful)) && d.review["draft"] == "" {
		d.review["draft"] = "delete this line when all that asks for review is right"
	}
	slices.SortStableFunc(d.Report, func(x, y Finding) int { return int(x.State) - int(y.State) })
}

// State says how sure a finding is.
type State uint8

// The states, in the order in which a report has them.
const (
	Found State = iota
	Created
	Guessed
	Missing
	LeftOut
	Noted
)

func (s State) String() string {
	return [...]string{"found", "new", "guessed", "missing", "left out", "note"}[s]
}

// Finding is a line of the report.
type Finding struct {
	State State
	Text  string
	Place string // in the document; empty for the document as a whole
}

// Report is what became of a document.
type Report []Finding

// String returns the report, a line a finding.
func (r Report) String() string {
	var b strings.Builder
	for _, f := range r {
		fmt.Fprintf(&b, "  %s: %s", f.State, f.Text)
		if f.Place != "" {
			fmt.Fprintf(&b, " (%s)", f.Place)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (r *reader) report(s State, place, format string, args ...any) {
	r.draft.Report = append(r.draft.Report, Finding{s, fmt.Sprintf(format, args...), place})
}
