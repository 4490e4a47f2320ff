package archive

import (
	"cmp"
	"strings"
	"time"

	"communique/generator/diag"
)

// Statement is one joint statement: the record, and its text in each language.
type Statement struct {
	Source Source
	ID     string // never changes; the address and the feeds' ids come from it

	Date        Date
	Countries   []Ref[Country]
	Signatures  []Signature // in the order printed
	Withheld    int         // further signatories whose names are withheld for their safety
	Topics      []Ref[Topic]
	Addressees  []string
	Place       string
	Immediate   bool      // printed "for immediate release"
	Embargo     time.Time // zero: none
	Original    string    // the signed document: a path of the content folder, or a URL
	AlsoAt      []string
	Related     []Ref[Statement]
	Corrections []Note
	Retracted   *Note
	Removed     *Note // that nothing of it may be shown any more
	Versions

	At StatementAt
}

// StatementAt has the positions of a statement's values that stand alone;
// what is in a list carries its own.
type StatementAt struct {
	Date, ID, Embargo, Original diag.Pos
}

// Signature is one organisation's name under a statement.
type Signature struct {
	Ref[Signatory]
	As        string // the name as printed, where it is not the registry's
	Signed    Date   // zero: with the others
	Withdrawn Date   // zero: it stands
	Note      string

	SignedAt, WithdrawnAt diag.Pos
}

// Note is a dated remark: a correction or a retraction.
type Note struct {
	Date Date
	Text string
	At   diag.Pos
}

// Late reports whether a signatory joined after the statement was issued.
func (s *Statement) Late(g Signature) bool { return s.Date.Before(g.Signed) }

// NameOf returns the name under which a signatory stands on the statement for
// readers of a language: as printed, else the one that was in force on the day
// on which it signed.
func (s *Statement) NameOf(g Signature, lang string) string {
	day := s.Date
	if s.Late(g) {
		day = g.Signed
	}
	return cmp.Or(g.As, g.To.NameOn(day, lang))
}

// Folder returns where the statement's attachments lie: the folder of the
// file's own name beside it.
func (s *Statement) Folder() string { return strings.TrimSuffix(s.Source.Path, ".md") }

// fileID returns the id that the file's place gives: its path under
// statements/ without .md.
func (s *Statement) fileID() string {
	return strings.TrimPrefix(s.Folder(), "statements/")
}

// Updated returns the day of the last thing that happened to the statement:
// its issue, a late signature, a withdrawal, a correction or a retraction.
func (s *Statement) Updated() Date { return s.updated(s.Corrections) }

// UpdatedIn is Updated for one version: corrections that it does not contain
// have not changed it.
func (s *Statement) UpdatedIn(v Version) Date { return s.updated(s.CorrectionsIn(v)) }

func (s *Statement) updated(corrections []Note) Date {
	last := s.Date
	later := func(d Date) {
		if last.Before(d) {
			last = d
		}
	}
	for _, g := range s.Signatures {
		later(g.Signed)
		later(g.Withdrawn)
	}
	for _, c := range corrections {
		later(c.Date)
	}
	if s.Retracted != nil {
		later(s.Retracted.Date)
	}
	return last
}

// CorrectionsIn returns the corrections that a version contains, or of which
// it does not say that it lacks them: for those of a translation without a date
// package check asks.
func (s *Statement) CorrectionsIn(v Version) []Note {
	return s.corrections(func(c Note) bool { return v.Translated.IsZero() || !v.Translated.Before(c.Date) })
}

// Missed returns the corrections that came after a translation.
func (s *Statement) Missed(v Version) []Note {
	return s.corrections(func(c Note) bool { return !v.Translated.IsZero() && v.Translated.Before(c.Date) })
}

func (s *Statement) corrections(which func(Note) bool) []Note {
	var some []Note
	for _, c := range s.Corrections {
		if which(c) {
			some = append(some, c)
		}
	}
	return some
}

// Standing yields the signatures that were not withdrawn, in the order printed:
// those that count, and whose signatories are its authors.
func (s *Statement) Standing(yield func(Signature) bool) {
	for _, g := range s.Signatures {
		if g.Withdrawn.IsZero() && !yield(g) {
			return
		}
	}
}

// CountStanding returns how many signatures stand.
func (s *Statement) CountStanding() int {
	n := 0
	for range s.Standing {
		n++
	}
	return n
}

// Best returns the version that a reader of lang is shown: in that language,
// else the original.
func (s *Statement) Best(lang string) Version {
	if len(s.Versions) == 0 {
		return Version{}
	}
	return s.Versions[s.Versions.Index(lang)]
}
