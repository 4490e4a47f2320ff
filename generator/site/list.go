package site

import (
	"cmp"
	"slices"
	"strings"

	"communique/generator/archive"
)

const (
	longList   = 200 // a list of more statements shows the latest, and leads to its parts
	latestOf   = 50  // how many a long list shows
	latestHome = 20  // how many the home page shows
	tallyItems = 20  // how many a list names of those who spoke, or of what they spoke about

	leadingItems = 8 // how many of each kind the home page names
)

// Subject is what a list is of: all statements, or those about a country, by
// a signatory, on a topic; or, instead of statements, what happened to them
// since. The field that Kind names is set.
type Subject struct {
	Kind      Kind // Statements, Country, Signatory, Topic or Corrections
	Country   *archive.Country
	Signatory *archive.Signatory
	Topic     *archive.Topic
}

func (s Subject) path() string {
	switch s.Kind {
	case Country:
		return "/countries/" + strings.ToLower(s.Country.Code) + "/"
	case Signatory:
		return "/signatories/" + s.Signatory.ID + "/"
	case Topic:
		return "/topics/" + s.Topic.ID + "/"
	}
	return "/" + string(s.Kind) + "/"
}

// Name returns the subject's name in a language; "" for all statements and
// for the corrections, which a theme has words for.
func (s Subject) Name(lang string) string {
	switch s.Kind {
	case Country:
		return s.Country.NameIn(lang)
	case Signatory:
		return s.Signatory.NameIn(lang)
	case Topic:
		return s.Topic.NameIn(lang)
	}
	return ""
}

// Versions returns the texts about the subject.
func (s Subject) Versions() archive.Versions {
	switch s.Kind {
	case Country:
		return s.Country.Versions
	case Signatory:
		return s.Signatory.Versions
	case Topic:
		return s.Topic.Versions
	}
	return nil
}

// source names the subject for a person: its file, or what it is.
func (s Subject) source() string {
	if v := s.Versions(); len(v) > 0 {
		return v[0].Source.Path
	}
	if s.Kind == Country {
		return "the country " + s.Country.Code
	}
	return "the list of " + string(s.Kind)
}

// Withdrew returns the day on which the signatory whose statements these are
// took its name back from one of them; the zero Date where it stands, and for
// any other subject.
func (s Subject) Withdrew(st *archive.Statement) archive.Date {
	if s.Kind == Signatory {
		for i := range st.Signatures {
			if g := &st.Signatures[i]; g.To == s.Signatory {
				return g.Withdrawn
			}
		}
	}
	return archive.Date{}
}

// standing counts the statements of a list that the subject has to do with
// still: a signatory's are those that it has not withdrawn from.
func (s Subject) standing(all []*archive.Statement) int {
	n := len(all)
	for _, st := range all {
		if !s.Withdrew(st).IsZero() {
			n--
		}
	}
	return n
}

// Period is a year or a month; the zero Period is all time.
type Period struct {
	Year  int16
	Month uint8
}

func (p Period) String() string { return archive.Date{Year: p.Year, Month: p.Month}.String() }

// List is the statements of a subject in a period, newest first. Those that a
// signatory withdrew from stay on its list, but are in none of its counts.
type List struct {
	Subject  Subject
	Period   Period
	All      []*archive.Statement
	Shown    []*archive.Statement // all of them, or the latest of a long list
	Standing int                  // how many of them count
	Parts    []Part               // the years, or months, that the page leads to; latest first
	Years    []Part               // of a whole list: every year from the first to the last, also those without any; earliest first
	Events   []Event              // of the list of corrections, which has no statements
	Updated  archive.Date         // the last change of any statement in it

	// Who spoke most, and about what; only on the page of a country, signatory
	// or topic as a whole.
	Countries, Signatories []Tally
}

// Part is a list's share in a year or month.
type Part struct {
	Period Period
	Count  int
}

// Tally is how many statements of a list have to do with a subject.
type Tally struct {
	Subject Subject
	Count   int
}

// newLists makes the list of a subject and those of its years and months,
// where they have pages: the years of all statements always do, those of a
// subject only when its list is long, and months only in a long year.
func newLists(of Subject, all []*archive.Statement, updated map[*archive.Statement]archive.Date) []*List {
	whole := &List{Subject: of, All: all, Shown: all, Standing: of.standing(all), Years: years(of, all), Updated: lastUpdate(all, updated)}
	lists := []*List{whole}
	if len(all) <= longList && of.Kind != Statements {
		return lists
	}
	if len(all) > longList {
		whole.Shown = all[:latestOf]
	}
	byYear := func(s *archive.Statement) Period { return Period{Year: s.Date.Year} }
	byMonth := func(s *archive.Statement) Period { return Period{s.Date.Year, s.Date.Month} }
	for year, inYear := range runs(all, byYear) {
		if year.Year == 0 {
			continue // load has reported the statements without a date
		}
		count := of.standing(inYear)
		whole.Parts = append(whole.Parts, Part{year, count})
		list := &List{Subject: of, Period: year, All: inYear, Shown: inYear, Standing: count, Updated: lastUpdate(inYear, updated)}
		lists = append(lists, list)
		if len(inYear) <= longList {
			continue
		}
		list.Shown = inYear[:latestOf]
		for month, inMonth := range runs(inYear, byMonth) {
			count := of.standing(inMonth)
			list.Parts = append(list.Parts, Part{month, count})
			lists = append(lists, &List{Subject: of, Period: month, All: inMonth, Shown: inMonth, Standing: count, Updated: lastUpdate(inMonth, updated)})
		}
	}
	return lists
}

// years counts the statements of each year between the first and the last.
func years(of Subject, all []*archive.Statement) []Part {
	var counts []Part
	for _, s := range slices.Backward(all) {
		if s.Date.IsZero() {
			continue // load has reported it
		}
		for len(counts) == 0 || counts[len(counts)-1].Period.Year < s.Date.Year {
			next := s.Date.Year
			if len(counts) > 0 {
				next = counts[len(counts)-1].Period.Year + 1
			}
			counts = append(counts, Part{Period: Period{Year: next}})
		}
		if of.Withdrew(s).IsZero() {
			counts[len(counts)-1].Count++
		}
	}
	return counts
}

// runs yields the stretches of a sorted list that share a period.
func runs(all []*archive.Statement, of func(*archive.Statement) Period) func(func(Period, []*archive.Statement) bool) {
	return func(yield func(Period, []*archive.Statement) bool) {
		for start := 0; start < len(all); {
			end := start + 1
			for end < len(all) && of(all[end]) == of(all[start]) {
				end++
			}
			if !yield(of(all[start]), all[start:end:end]) {
				return
			}
			start = end
		}
	}
}

func lastUpdate(all []*archive.Statement, updated map[*archive.Statement]archive.Date) archive.Date {
	var last archive.Date
	for _, s := range all {
		if u := updated[s]; last.Before(u) {
			last = u
		}
	}
	return last
}

// tally counts who signed the statements of a list and which countries they
// are about, and keeps the most frequent. Withdrawn signatures do not count,
// and what a signatory withdrew from tells nothing of it.
// The maps are scratch paper, for a large archive has many lists.
func (l *List) tally(countries map[*archive.Country]int, signatories map[*archive.Signatory]int) {
	clear(countries)
	clear(signatories)
	for _, s := range l.All {
		if !l.Subject.Withdrew(s).IsZero() {
			continue
		}
		for _, r := range s.Countries {
			countries[r.To]++
		}
		for g := range s.Standing {
			signatories[g.To]++
		}
	}
	delete(countries, l.Subject.Country)
	delete(signatories, l.Subject.Signatory)
	l.Countries = most(countries, func(c *archive.Country) (Subject, string) {
		return Subject{Kind: Country, Country: c}, c.Code
	}, tallyItems)
	l.Signatories = most(signatories, func(s *archive.Signatory) (Subject, string) {
		return Subject{Kind: Signatory, Signatory: s}, s.ID
	}, tallyItems)
}

// most returns the n that were counted most often.
func most[T comparable](counts map[T]int, of func(T) (subject Subject, id string), n int) []Tally {
	type counted struct {
		Tally
		id string
	}
	all := make([]counted, 0, len(counts))
	for record, n := range counts {
		subject, id := of(record)
		all = append(all, counted{Tally{subject, n}, id})
	}
	slices.SortFunc(all, func(x, y counted) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.id, y.id))
	})
	tallies := make([]Tally, 0, min(len(all), n))
	for _, c := range all[:min(len(all), n)] {
		tallies = append(tallies, c.Tally)
	}
	return tallies
}
