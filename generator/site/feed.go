package site

import (
	"cmp"
	"slices"
	"strings"

	"communique/generator/archive"
)

// feedItems is how many statements a feed has, and each document of its past.
const feedItems = 20

// Feed is what there is to tell of a subject, the latest news first. A
// statement is news on the day on which it was first published here, not on
// that on which it was issued: an old one that is added today comes to the
// subscribers too, and leaves the documents of the past as they are.
//
// A feed is written as several documents (RFC 5005, section 4). The one that
// is subscribed to, portion 0, has the latest items. Portion n of the past has
// the n-th score of items, counted from the oldest. It is written when an item
// of it leaves portion 0; since it is as large as that, it is full then, and of
// further news only says where the next one is. Until another score is full, portion 0 and the last
// of the past have items in common, which by the RFC is one item.
//
// What moves items between the documents is what nobody can foresee: that an
// older statement gets another date, country, topic or signatory, or that what
// happened to one is learnt late. A removed statement keeps its place in the
// archive's feed and moves nothing there; of the others it is not known that it
// was in them.
type Feed struct {
	Subject    Subject
	Statements []*archive.Statement // removed ones among them, which no document shows
	Events     []Event              // of the corrections, which have no statements
}

// Portion is one of the documents of a feed.
type Portion struct {
	*Feed
	Number int // 0: the document that is subscribed to
}

// Past returns how many documents the past of a feed has.
func (f *Feed) Past() int {
	n := len(f.Statements) + len(f.Events)
	return max(0, (n-1)/feedItems)
}

// Shown returns what a document has, the latest news first.
func (p Portion) Shown() ([]*archive.Statement, []Event) {
	removed := func(st *archive.Statement) bool { return st.Removed != nil }
	statements := portion(p.Statements, p.Number)
	if slices.ContainsFunc(statements, removed) {
		statements = slices.DeleteFunc(slices.Clone(statements), removed)
	}
	return statements, portion(p.Events, p.Number)
}

func portion[T any](all []T, number int) []T {
	if number == 0 {
		return all[:min(len(all), feedItems)]
	}
	oldest := len(all) - feedItems*(number-1)
	return all[max(0, oldest-feedItems):max(0, oldest)]
}

// InFull reports whether a document has the texts of its statements. What the
// past has of a country, a signatory or a topic are summaries, for the texts
// are in the past of the archive's own feed.
func (p Portion) InFull() bool { return p.Number == 0 || p.Subject.Kind == Statements }

// feeds plans the feeds of the archive, of each country, signatory and topic,
// and of the corrections, in each language. A statement stays in the feed of a
// signatory that withdrew from it: an older one would come up in its place,
// which readers of the feed would be told of as new.
func (s *Site) feeds(lists []*List, corrections *Feed) []*Page {
	published := s.firstPublished()
	var all []*Feed
	for _, l := range lists {
		if l.Period != (Period{}) {
			continue
		}
		statements := l.All
		if l.Subject.Kind == Statements && len(s.Archive.Removed) > 0 {
			statements = slices.Concat(statements, s.Archive.Removed)
			slices.SortStableFunc(statements, func(x, y *archive.Statement) int {
				return cmp.Or(y.Date.Compare(x.Date), strings.Compare(x.ID, y.ID))
			})
		}
		all = append(all, &Feed{Subject: l.Subject, Statements: news(l.Subject, statements, published)})
	}
	all = append(all, &Feed{Subject: corrections.Subject, Events: newEvents(corrections.Events, published)})
	var pages []*Page
	for _, lang := range s.Languages {
		for _, f := range all {
			for n := range f.Past() + 1 {
				for _, kind := range []Kind{RSS, JSONFeed} {
					pages = append(pages, &Page{Path: s.PastFeed(f.Subject, kind, lang, n), Kind: kind, Lang: lang, Feed: Portion{f, n}})
				}
			}
		}
	}
	return pages
}

// firstPublished returns the day on which each statement was first published
// here. One that is not recorded is published today, or for want of that on
// the last day that is recorded.
func (s *Site) firstPublished() map[*archive.Statement]archive.Date {
	today := s.Archive.Today
	recorded := map[string]archive.Date{}
	for _, p := range s.Archive.Permalinks {
		if today.Before(p.Day) {
			today = p.Day
		}
		if first, ok := recorded[p.ID]; !ok || p.Day.Before(first) {
			recorded[p.ID] = p.Day
		}
	}
	published := make(map[*archive.Statement]archive.Date, len(s.Archive.Statements))
	for _, st := range slices.Concat(s.Archive.Statements, s.Archive.Removed) {
		day, ok := recorded["statements/"+st.ID]
		if !ok {
			day = today
		}
		published[st] = day
	}
	return published
}

// news puts the statements of a list into the order of its feed: by the day on
// which they became news, and within one as they are in the list, which is by
// the day of issue. To a signatory's subscribers one that it signed later is
// news on that day.
func news(of Subject, all []*archive.Statement, published map[*archive.Statement]archive.Date) []*archive.Statement {
	day := func(st *archive.Statement) archive.Date {
		first := published[st]
		if of.Kind == Signatory {
			for i := range st.Signatures {
				if g := &st.Signatures[i]; g.To == of.Signatory && first.Before(g.Signed) {
					return g.Signed
				}
			}
		}
		return first
	}
	latestFirst := func(x, y *archive.Statement) int { return day(y).Compare(day(x)) }
	if slices.IsSortedFunc(all, latestFirst) {
		return all
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, latestFirst)
	return all
}

// newEvents puts events into the order of their feed. What happened to a
// statement before it was first published here is news on that day; else what
// happened to an old one that is added would come between those that
// subscribers know.
func newEvents(all []Event, published map[*archive.Statement]archive.Date) []Event {
	day := func(e Event) archive.Date {
		if first := published[e.Statement]; e.Date.Before(first) {
			return first
		}
		return e.Date
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y Event) int { return day(y).Compare(day(x)) })
	return all
}

// manyFeeds is how many feeds of a kind the page of all feeds names. A thousand
// would be half a megabyte, for a reader who looks for one.
const manyFeeds = 500

// feedPages plans the page of all feeds, and their lists for feed readers.
func (s *Site) feedPages(lists []*List) (pages, files []*Page) {
	for _, lang := range s.Languages {
		own := []Tally{{Subject: Subject{Kind: Statements}}, {Subject: Subject{Kind: Corrections}}}
		page := &Page{Path: s.Index(Feeds, lang), Kind: Feeds, Lang: lang, Entries: own}
		all := &Page{Path: s.OPML("all", lang), Kind: OPML, Lang: lang, Entries: own}
		for _, index := range []Kind{Countries, Signatories, Topics} {
			of := entries(lists, index.Subject(), lang)
			files = append(files, &Page{Path: s.OPML(index, lang), Kind: OPML, Lang: lang, Entries: of})
			all.Entries = slices.Concat(all.Entries, of)
			if len(of) <= manyFeeds {
				page.Entries = slices.Concat(page.Entries, of)
			} else {
				page.Crowded = append(page.Crowded, index)
			}
		}
		pages, files = append(pages, page), append(files, all)
	}
	slices.SortFunc(files, func(p, q *Page) int { return comparePaths(p.Path, q.Path) })
	return pages, files
}
