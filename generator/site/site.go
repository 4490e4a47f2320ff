// Package site plans: it takes an archive that check has passed and decides
// every address, page, list, feed and file of the site, before a byte of it is
// made. It is pure and does no I/O.
//
// What it refuses, as diagnostics: two sources with one address (also when
// only letter case or Unicode form tells them apart, or when one is a file and
// the other a folder of the same name), links and anchors inside the archive
// that lead nowhere, attachments that nothing uses, former addresses that are
// in use, and published ones that would be lost.
//
// # Addresses
//
//	/                                   the latest statements, the archive in figures
//	/statements/  /statements/2017/     all, by year; a year of over 200 by month: /statements/2017/09
//	/statements/2017/slug               one statement
//	/files/2017/slug/original.pdf       its attachments
//	/logos/id.png                       a signatory's logo, one file however many pages show it
//	/countries/  /countries/kh/         and, where the list is long, /countries/kh/2017 and /countries/kh/2017-09
//	/signatories/  /signatories/id/     the same
//	/topics/  /topics/id/               the same
//	/about                              a page of pages/
//	/fr/…                               the same in each further language
//	/data/  /data/statements.csv, …     the archive as tables, lists of citations, and datapackage.json
//	/corrections/                       what happened to statements after they were issued
//	/search/                            where to look: every country, signatory and topic, and the latest titles
//	feed.xml, feed.json                 beside the first page, and in the folder of each country, signatory and topic, and of the corrections
//	/feeds/  /feeds/all.opml, …         how to subscribe; every feed, and those of an index, for feed readers
//	/feeds/countries/kh/1-feed.xml, …   the past of a feed, a score of statements a document
//	/opensearch.xml                     lets a browser search the archive by name
//	/sitemap.xml  /robots.txt  /404.html  /_headers  /_redirects
//
// A statement has a page at the address above in the archive's own language
// (which shows the original where there is no translation), and one under
// /fr/ when it has a version in French. A list of up to 200 statements is one
// page; a longer one shows the latest 50 and leads to its years, a year of
// more than 200 to its months. So a new statement changes its own page, the
// lists that it is on and their current year; older pages stay as they are.
//
// # Addresses that were published once
//
// Every address in permalinks.tsv must be one of these again, or lead to one in
// a single step: by redirect_from, or by itself where a year or month of a list
// has no page any more. A removed statement keeps its own, and says so there.
// A page of a former address is small HTML, and for a feed or an attachment a
// copy; it never stands where another page does.
//
// # Languages
//
// Every page says which others are the same in another language (Alternates),
// reciprocally, with the archive's own as x-default. A statement that is only
// in a language other than the archive's has two pages with one text, the
// second for readers of that language: the first, whose address never changes,
// is canonical, and the second stands in neither the sitemap nor an hreflang.
package site

import (
	"cmp"
	"iter"
	"slices"

	"communique/generator/archive"
	"communique/generator/diag"
)

// Kind says what a page is, and names its template.
type Kind string

// The kinds of page.
const (
	Home        Kind = "home"
	Statements  Kind = "statements"
	Statement   Kind = "statement"
	Periods     Kind = "period" // a year or a month of any list
	Countries   Kind = "countries"
	Country     Kind = "country"
	Signatories Kind = "signatories"
	Signatory   Kind = "signatory"
	Topics      Kind = "topics"
	Topic       Kind = "topic"
	Corrections Kind = "corrections" // what happened to statements since
	Search      Kind = "search"
	Feeds       Kind = "feeds"   // says how to subscribe
	DataIndex   Kind = "data"    // describes what researchers can take away
	Text        Kind = "page"    // a text about the archive
	Removed     Kind = "removed" // what stands where a statement had to go
	NotFound    Kind = "404"
)

// The kinds of file that are no page.
const (
	RSS        Kind = "rss"
	JSONFeed   Kind = "jsonfeed"
	OPML       Kind = "opml" // a list of feeds
	Sitemap    Kind = "sitemap"
	Robots     Kind = "robots"
	Headers    Kind = "headers"    // what hosts are to send with the files
	Redirects  Kind = "redirects"  // what hosts are to answer at former addresses
	Redirect   Kind = "redirect"   // leads from a former address to the present one
	OpenSearch Kind = "opensearch" // by which a browser searches
	File       Kind = "file"       // an attachment, as it is
	Logo       Kind = "logo"       // a signatory's, as it is shown
	Asset      Kind = "asset"      // a file of the theme
)

// PageKinds lists the kinds that have a template.
var PageKinds = []Kind{Home, Statements, Statement, Periods, Countries, Country, Signatories, Signatory, Topics, Topic, Corrections, Search, Feeds, DataIndex, Text, Removed, NotFound}

// Page is one file of the site. Kind says which of the other fields are set.
type Page struct {
	Path Path
	Kind Kind
	Lang string // of the page around the text

	Statement *archive.Statement // Statement, Removed
	Version   int                // Statement, Text, Removed: which version is shown
	List      *List              // lists
	Feed      Portion            // RSS, JSONFeed
	Entries   []Tally            // Countries, Signatories, Topics, Search, Feeds, OPML: the subjects, in the order of Lang
	Crowded   []Kind             // Feeds: the indexes whose subjects are too many to be named here
	Text      *archive.Page      // Text
	Content   string             // File, Logo: path in the content folder
	Signatory *archive.Signatory // Logo: whose it is
	Asset     int                // Asset: index in the theme
	Sitemap   *URLSet            // Sitemap
	Data      *Dataset           // the files of a dataset
	Target    *Page              // Redirect: where it leads
	Updated   archive.Date       // zero: unknown
}

// subject returns what a list or a feed is of; the zero Subject for any other.
func (p *Page) subject() Subject {
	switch {
	case p.List != nil:
		return p.List.Subject
	case p.Feed.Feed != nil:
		return p.Feed.Subject
	}
	return Subject{}
}

// Site is the plan.
type Site struct {
	Archive   *archive.Archive
	Base      Base
	Languages []string // the archive's own first
	Figures   Figures
	Leading   map[Kind][]Tally // of Country, Signatory and Topic: those with the most statements
	Network   Network
	Datasets  []*Dataset
	Redirects []*Page // those of former addresses, by address

	// Stages are the pages in the order in which they are written: what a
	// page links to or loads is there before it.
	Stages []Stage

	owners  map[string]*Page // by folded address
	files   map[string]Path  // attachments in use, by path in the content folder
	hasPage map[*archive.Country]bool
}

// Stage is a run of pages that may be made in any order.
type Stage struct {
	Name  string
	Pages []*Page
}

// Figures are the archive in numbers: its statements, who stands under one of
// them at least, and which countries they are about.
type Figures struct {
	Statements, Signatories, Countries int
	First, Last                        int16 // years
}

// Plan plans the site of an archive. assets are the addresses of the theme's
// files, in the theme's order. Findings are complete but unsorted; with an
// error among them the plan must not be rendered.
func Plan(a *archive.Archive, assets []Path) (*Site, diag.List) {
	s := &Site{
		Archive:   a,
		Base:      ParseBase(a.BaseURL),
		Languages: a.Languages,
		owners:    map[string]*Page{},
		files:     map[string]Path{},
		hasPage:   map[*archive.Country]bool{},
	}
	var faults diag.List
	lists := s.lists()
	statements := s.statements()
	s.Datasets = s.datasets()
	data := s.dataPages()
	corrections := s.corrections()
	feedPages, listsOfFeeds := s.feedPages(lists)
	index := append(s.indexPages(lists, corrections), feedPages...)
	slices.SortFunc(index, func(p, q *Page) int { return comparePaths(p.Path, q.Path) })
	feeds := append(s.feeds(lists, corrections), listsOfFeeds...)
	last := append(s.sitemaps(index, statements), s.forHosts()...)
	tombstones := s.tombstones()
	s.claim(&faults, statements, tombstones, data, index, feeds, last)
	s.useFiles(&faults)
	files := s.filePages(assets)
	s.claim(&faults, files)
	redirects := s.redirects(&faults)
	s.lost(&faults)
	s.Stages = []Stage{{"files", files}, {"statements", append(statements, tombstones...)}, {"data", data}, {"lists", index}, {"feeds", feeds}, {"redirects", redirects}, {"sitemap", last}}
	return s, faults
}

// statements plans the page of each statement, and of each further version in
// a language of its own.
func (s *Site) statements() []*Page {
	all := make([]*Page, 0, len(s.Archive.Statements))
	for _, st := range s.Archive.Statements {
		updated := st.Updated()
		for lang, version := range s.places(st.Versions) {
			all = append(all, &Page{Path: s.StatementIn(st, lang), Kind: Statement, Lang: lang, Statement: st, Version: version, Updated: updated})
		}
	}
	return all
}

// places yields the languages in which a text has pages, with the version
// that each shows: the archive's own, for want of a version in it with the
// original, and that of every other version. A language that the site is not
// offered in has no second page of a text that the first shows already.
func (s *Site) places(all archive.Versions) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		own := s.Languages[0]
		inOwn := slices.IndexFunc(all, func(v archive.Version) bool { return v.Language == own })
		first := max(0, inOwn)
		if !yield(own, first) {
			return
		}
		for i, v := range all {
			again := i == first && !slices.Contains(s.Languages, v.Language)
			if v.Language != own && !again && !yield(v.Language, i) {
				return
			}
		}
	}
}

// lists makes the lists of every subject, with their years and months.
func (s *Site) lists() []*List {
	a := s.Archive
	countries := map[*archive.Country][]*archive.Statement{}
	signatories := map[*archive.Signatory][]*archive.Statement{}
	topics := map[*archive.Topic][]*archive.Statement{}
	for _, st := range a.Statements {
		for _, r := range st.Countries {
			countries[r.To] = append(countries[r.To], st)
		}
		for _, g := range st.Signatures {
			signatories[g.To] = append(signatories[g.To], st)
		}
		for _, r := range st.Topics {
			topics[r.To] = append(topics[r.To], st)
		}
	}
	updated := make(map[*archive.Statement]archive.Date, len(a.Statements))
	for _, st := range a.Statements {
		updated[st] = st.Updated()
	}
	lists := newLists(Subject{Kind: Statements}, a.Statements, updated)
	byCountry, bySignatory := map[*archive.Country]int{}, map[*archive.Signatory]int{}
	add := func(of Subject, all []*archive.Statement) {
		made := newLists(of, all, updated)
		made[0].tally(byCountry, bySignatory)
		lists = append(lists, made...)
	}
	for _, c := range a.Countries {
		// A country that is only some organisation's seat has no page.
		if s.hasPage[c] = len(countries[c]) > 0 || c.Source.Path != ""; s.hasPage[c] {
			add(Subject{Kind: Country, Country: c}, countries[c])
		}
	}
	for _, g := range a.Signatories {
		add(Subject{Kind: Signatory, Signatory: g}, signatories[g])
	}
	for _, t := range a.Topics {
		add(Subject{Kind: Topic, Topic: t}, topics[t])
	}
	s.count(lists)
	s.lead(lists)
	s.Network = newNetwork(a.Statements)
	return lists
}

// HasCountry reports whether a country has a page.
func (s *Site) HasCountry(c *archive.Country) bool { return s.hasPage[c] }

func (s *Site) count(lists []*List) {
	f := Figures{Statements: len(s.Archive.Statements)}
	if n := len(s.Archive.Statements); n > 0 {
		f.First, f.Last = s.Archive.Statements[n-1].Date.Year, s.Archive.Statements[0].Date.Year
	}
	for _, l := range lists {
		if l.Period != (Period{}) || l.Standing == 0 {
			continue
		}
		switch l.Subject.Kind {
		case Country:
			f.Countries++
		case Signatory:
			f.Signatories++
		}
	}
	s.Figures = f
}

// lead notes the subjects of each kind that have the most statements.
func (s *Site) lead(lists []*List) {
	s.Leading = map[Kind][]Tally{}
	for _, l := range lists {
		if kind := l.Subject.Kind; kind != Statements && l.Period == (Period{}) && l.Standing > 0 {
			s.Leading[kind] = append(s.Leading[kind], Tally{l.Subject, l.Standing})
		}
	}
	for kind, all := range s.Leading {
		slices.SortStableFunc(all, func(x, y Tally) int { return cmp.Compare(y.Count, x.Count) })
		s.Leading[kind] = all[:min(len(all), leadingItems)]
	}
}

// forHosts plans the files for programs that are not asked for by readers:
// hosts, search engines, browsers' search boxes.
func (s *Site) forHosts() []*Page {
	pages := []*Page{{Path: "/robots.txt", Kind: Robots}, {Path: "/_headers", Kind: Headers}}
	for _, lang := range s.Languages {
		pages = append(pages, &Page{Path: s.OpenSearch(lang), Kind: OpenSearch, Lang: lang})
	}
	return pages
}

// All yields every page in the order of writing.
func (s *Site) All(yield func(*Page) bool) {
	for _, stage := range s.Stages {
		for _, p := range stage.Pages {
			if !yield(p) {
				return
			}
		}
	}
}

// Files returns the names of all the files of the site.
func (s *Site) Files() []string {
	var names []string
	for p := range s.All {
		names = append(names, p.Path.File())
	}
	return names
}
