package site

import (
	"fmt"
	"slices"

	"communique/generator/archive"
)

// What can happen to a statement after it was issued.
const (
	Signed    Happening = "signed" // late
	Withdrawn Happening = "withdrawn"
	Corrected Happening = "corrected"
	Retracted Happening = "retracted"
)

// Happening is the kind of an event.
type Happening string

// Event is something that happened to a statement after it was issued: an
// entry of the feed of corrections.
//
// Its ID is a tag: URI (RFC 4151) that nothing changes but what makes it
// another event. A signature and its withdrawal are known by the statement and
// the signatory, for each happens once; so is a retraction by the statement.
// Of their dates and notes anything may be mended. Corrections are known by
// their day and, within it, by the order in which they are written: to mend a
// note, or to add a correction after those of the same day, sends no old one
// again; to change its date, or its place among those of one day, does.
type Event struct {
	ID        string
	What      Happening
	Statement *archive.Statement
	Signature *archive.Signature // Signed, Withdrawn
	Date      archive.Date
	Note      string // may be empty where a signature has none
}

// Fragment returns where on the statement's page the event is told; "" for
// the top.
func (e Event) Fragment() string {
	switch e.What {
	case Signed, Withdrawn:
		return "signatories"
	case Corrected:
		return "corrections"
	}
	return ""
}

// corrections makes the feed of events, newest first. Of one day, those of the
// newer statement come first, and of one statement what is written last.
func (s *Site) corrections() *Feed {
	f := &Feed{Subject: Subject{Kind: Corrections}}
	for _, st := range s.Archive.Statements {
		of := s.events(st)
		slices.Reverse(of)
		f.Events = append(f.Events, of...)
	}
	slices.SortStableFunc(f.Events, func(x, y Event) int { return y.Date.Compare(x.Date) })
	return f
}

// list returns the latest events for their page.
func (f *Feed) list() *List {
	l := &List{Subject: f.Subject, Events: f.Events[:min(len(f.Events), longList)]}
	if len(l.Events) > 0 {
		l.Updated = l.Events[0].Date
	}
	return l
}

// events returns what happened to a statement in the order of its front
// matter. A signatory whose name is withheld has no signature to tell of.
func (s *Site) events(st *archive.Statement) []Event {
	var all []Event
	add := func(what Happening, key string, g *archive.Signature, n archive.Note) {
		id := s.TagURI(st) + ":" + string(what) + key
		all = append(all, Event{id, what, st, g, n.Date, n.Text})
	}
	for i := range st.Signatures {
		g := &st.Signatures[i]
		key := ":" + escape(Path(g.To.ID))
		signed := archive.Note{Date: g.Signed}
		if g.Withdrawn.IsZero() {
			signed.Text = g.Note // else it is about the withdrawal
		}
		if st.Late(*g) {
			add(Signed, key, g, signed)
		}
		if !g.Withdrawn.IsZero() {
			add(Withdrawn, key, g, archive.Note{Date: g.Withdrawn, Text: g.Note})
		}
	}
	days := map[archive.Date]int{}
	for _, n := range st.Corrections {
		days[n.Date]++
		add(Corrected, fmt.Sprintf(":%s:%d", n.Date, days[n.Date]), nil, n)
	}
	if st.Retracted != nil {
		add(Retracted, "", nil, *st.Retracted)
	}
	return all
}
