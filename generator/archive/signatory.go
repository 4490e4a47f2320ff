package archive

import (
	"cmp"
	"slices"

	"communique/generator/diag"
	"communique/generator/fold"
)

// Kind says what a signatory is.
type Kind string

const (
	Organisation Kind = "organisation"
	Network      Kind = "network"
	Coalition    Kind = "coalition"
	Person       Kind = "person"
)

// Kinds lists the kinds in the order in which help shows them.
var Kinds = []Kind{Organisation, Network, Coalition, Person}

// Signatory is an organisation, or a person, that signs statements.
type Signatory struct {
	Source      Source
	ID          string
	Name        string
	Language    string // of Name and FormerNames
	Acronym     string
	Names       map[string]string // by language
	AlsoKnownAs []string          // for matching only
	FormerNames []FormerName      // earliest first
	Country     Ref[Country]      // empty: none given
	Kind        Kind
	Website     string
	Wikidata    string // an item's id, such as Q42
	Logo        string // a path of the content folder
	Founded     Date   // may be partial
	Dissolved   Date   // may be partial
	Successor   Ref[Signatory]
	Versions

	At SignatoryAt
}

// SignatoryAt has the positions of a signatory's values that stand alone.
type SignatoryAt struct {
	Logo, Dissolved diag.Pos
}

// FormerName is a name that was in force up to and including a day, month or
// year.
type FormerName struct {
	Name  string
	Until Date
}

// NameIn returns the present name in a language, else the signatory's own.
func (s *Signatory) NameIn(lang string) string {
	if lang == s.Language {
		return s.Name
	}
	return cmp.Or(s.Names[lang], s.Name)
}

// LanguageOf returns the language that a name of the signatory is in; "" for
// one that its file does not know.
func (s *Signatory) LanguageOf(name string) string {
	if name == s.Name || slices.ContainsFunc(s.FormerNames, func(f FormerName) bool { return f.Name == name }) {
		return s.Language
	}
	found := ""
	for lang, n := range s.Names {
		if n == name && (found == "" || lang < found) {
			found = lang
		}
	}
	return found
}

// NameOn returns the name that was in force on a day: a former name as it
// was, else the present one in a language.
func (s *Signatory) NameOn(d Date, lang string) string {
	for _, f := range s.FormerNames {
		if !f.Until.End().Before(d) {
			return f.Name
		}
	}
	return s.NameIn(lang)
}

// Predecessors returns, for each signatory that others name as their
// successor, these others by id: those that merged into it, or that it goes on
// from.
func (a *Archive) Predecessors() map[*Signatory][]*Signatory {
	all := map[*Signatory][]*Signatory{}
	for _, s := range a.Signatories {
		if next := s.Successor.To; next != nil && next != s {
			all[next] = append(all[next], s)
		}
	}
	return all
}

// Names finds signatories by anything they are called.
type Names struct {
	byID  map[string]*Signatory
	byKey map[string][]*Signatory
}

// newNames indexes ids, names, acronyms, and other and former names.
func newNames(all []*Signatory) Names {
	n := Names{make(map[string]*Signatory, len(all)), make(map[string][]*Signatory, 3*len(all))}
	for _, s := range all {
		n.byID[s.ID] = s
		for name := range s.calledBy {
			k := fold.Key(name)
			if k != "" && !slices.Contains(n.byKey[k], s) {
				n.byKey[k] = append(n.byKey[k], s)
			}
		}
	}
	return n
}

// calledBy yields everything that s is called, the id first.
func (s *Signatory) calledBy(yield func(string) bool) {
	if !yield(s.ID) || !yield(s.Name) || !yield(s.Acronym) {
		return
	}
	for _, n := range s.Names {
		if !yield(n) {
			return
		}
	}
	for _, n := range s.AlsoKnownAs {
		if !yield(n) {
			return
		}
	}
	for _, n := range s.FormerNames {
		if !yield(n.Name) {
			return
		}
	}
}

// Find returns the signatories that written may mean, by id: one where it is
// an id to the letter, else all that are called so when case, accents,
// punctuation and Unicode form are set aside.
func (n Names) Find(written string) []*Signatory {
	if s := n.byID[written]; s != nil {
		return []*Signatory{s}
	}
	return n.byKey[fold.Key(written)]
}

// Called yields each known name (folded) with a signatory that bears it, in
// no order; it is for finding near misses.
func (n Names) Called(yield func(string, *Signatory) bool) {
	for k, all := range n.byKey {
		if !yield(k, all[0]) {
			return
		}
	}
}
