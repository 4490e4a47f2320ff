package site

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// indexPages plans everything that leads to statements, in each language.
func (s *Site) indexPages(lists []*List, corrections *Feed) []*Page {
	var pages []*Page
	all, events := lists[0], corrections.list()
	for _, lang := range s.Languages {
		home := &List{Subject: all.Subject, All: all.All, Shown: all.All[:min(len(all.All), latestHome)], Standing: all.Standing, Parts: all.Parts, Years: all.Years, Updated: all.Updated}
		pages = append(pages,
			&Page{Path: s.Home(lang), Kind: Home, Lang: lang, List: home, Updated: all.Updated},
			&Page{Path: s.notFound(lang), Kind: NotFound, Lang: lang},
			&Page{Path: s.Index(Corrections, lang), Kind: Corrections, Lang: lang, List: events, Updated: events.Updated},
			&Page{Path: s.Index(Search, lang), Kind: Search, Lang: lang, List: all, Entries: everyEntry(lists, lang), Updated: all.Updated},
			&Page{Path: s.Index(DataIndex, lang), Kind: DataIndex, Lang: lang})
		for _, l := range lists {
			kind := l.Subject.Kind
			if l.Period != (Period{}) {
				kind = Periods
			}
			pages = append(pages, &Page{Path: s.ListIn(l.Subject, l.Period, lang), Kind: kind, Lang: lang, List: l, Updated: l.Updated})
		}
		for index, of := range subjectIndexes {
			pages = append(pages, &Page{Path: s.Index(index, lang), Kind: index, Lang: lang, Entries: entries(lists, of, lang), Updated: all.Updated})
		}
	}
	for _, p := range s.Archive.Pages {
		for lang, version := range s.places(p.Versions) {
			pages = append(pages, &Page{Path: s.PageIn(p, lang), Kind: Text, Lang: lang, Text: p, Version: version})
		}
	}
	return pages
}

// subjectIndexes are the kinds of subject by that of the page that lists them.
var subjectIndexes = map[Kind]Kind{Countries: Country, Signatories: Signatory, Topics: Topic}

// Subject returns what the pages are of that an index of kind k leads to.
func (k Kind) Subject() Kind { return subjectIndexes[k] }

// Index returns the kind of the page that leads to the subjects of kind k. All
// statements and the corrections, which nothing leads to, are the archive's:
// Statements.
func (k Kind) Index() Kind {
	for index, of := range subjectIndexes {
		if of == k {
			return index
		}
	}
	return Statements
}

// everyEntry returns the countries, the signatories and the topics.
func everyEntry(lists []*List, lang string) []Tally {
	return slices.Concat(entries(lists, Country, lang), entries(lists, Signatory, lang), entries(lists, Topic, lang))
}

// entries returns the subjects of a kind as an index in a language has them.
func entries(lists []*List, of Kind, lang string) []Tally {
	var all []Tally
	for _, l := range lists {
		if l.Subject.Kind == of && l.Period == (Period{}) {
			all = append(all, Tally{l.Subject, l.Standing})
		}
	}
	// collate sorts as readers of the language look names up: É beside E.
	order := collate.New(language.Make(lang), collate.IgnoreCase)
	var buf collate.Buffer
	keys := make(map[Subject][]byte, len(all))
	for _, e := range all {
		keys[e.Subject] = order.KeyFromString(&buf, e.Subject.Name(lang))
	}
	slices.SortStableFunc(all, func(x, y Tally) int { return slices.Compare(keys[x.Subject], keys[y.Subject]) })
	return all
}
