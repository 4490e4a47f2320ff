package archive

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// LeftOut is a record that is not published, and why.
type LeftOut struct {
	Source Source
	Reason string    // "draft", or "embargo until …"
	Until  time.Time // the end of the embargo, if that is the reason
	ID     string    // of a statement, whose file may have another name
}

// Withhold takes out of the archive what must not be published at a time:
// drafts (unless they are asked for), statements whose embargo has not ended,
// signatories, topics and countries that only such statements name, with
// every reference to them, and the attachments of all these. What it took out
// is in a.LeftOut, by path. The archive is changed in place: what follows
// cannot leak what it does not have.
func (a *Archive) Withhold(now time.Time, drafts bool) {
	a.Today = DateOf(now)
	hidden := map[*Statement]bool{}
	for _, s := range slices.Concat(a.Statements, a.Removed) {
		if reason, until := s.reason(now, drafts); reason != "" {
			hidden[s] = true
			a.LeftOut = append(a.LeftOut, LeftOut{Source: s.Source, Reason: reason, Until: until, ID: s.ID})
		}
	}
	a.withholdMentions(hidden)
	maps.DeleteFunc(a.statements, func(_ string, s *Statement) bool { return hidden[s] })
	a.Statements = slices.DeleteFunc(a.Statements, func(s *Statement) bool { return hidden[s] })
	a.Removed = slices.DeleteFunc(a.Removed, func(s *Statement) bool { return hidden[s] })
	for _, s := range a.Statements {
		s.Related = slices.DeleteFunc(s.Related, func(r Ref[Statement]) bool { return hidden[r.To] || r.To != nil && r.To.Removed != nil })
	}
	if !drafts {
		a.withholdDrafts()
	}
	a.withholdFiles()
	a.dropUseless()
	slices.SortFunc(a.LeftOut, func(x, y LeftOut) int { return strings.Compare(x.Source.Path, y.Source.Path) })
}

// withholdDrafts takes out the draft versions of every record.
func (a *Archive) withholdDrafts() {
	for _, s := range a.Statements {
		a.withoutDrafts(&s.Versions)
	}
	for _, s := range a.Signatories {
		a.withoutDrafts(&s.Versions)
	}
	for _, t := range a.Topics {
		a.withoutDrafts(&t.Versions)
	}
	for _, c := range a.Countries {
		a.withoutDrafts(&c.Versions)
	}
	for _, p := range a.Pages {
		a.withoutDrafts(&p.Versions)
	}
	a.Pages = slices.DeleteFunc(a.Pages, func(p *Page) bool { return len(p.Versions) == 0 })
}

// withholdFiles takes out the attachments of what is left out: a link would
// publish them.
func (a *Archive) withholdFiles() {
	left := make(map[string]bool, len(a.LeftOut))
	for _, l := range a.LeftOut {
		left[strings.TrimSuffix(l.Source.Path, ".md")] = true // no folder has the name of a translation
	}
	for _, s := range a.Removed {
		left[s.Folder()] = true
	}
	maps.DeleteFunc(a.Files, func(file string, _ File) bool {
		for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
			if left[dir] {
				return true
			}
			if s := a.Statement(strings.TrimPrefix(dir, "statements/")); s != nil && s.Folder() == dir {
				return false
			}
		}
		return false
	})
}

// dropUseless takes out references that lead nowhere, and those to what is
// listed before. They have been reported. No site is written with the first,
// but the plan can then still be made, and what it finds be told in the same
// run; with the second, a statement would be on a list twice.
func (a *Archive) dropUseless() {
	for _, s := range a.Statements {
		s.Countries = useful(s.Countries)
		s.Signatures = slices.DeleteFunc(s.Signatures, func(g Signature) bool { return g.unbound() })
		s.Topics = useful(s.Topics)
		s.Related = useful(s.Related)
	}
}

func useful[T any](all []Ref[T]) []Ref[T] {
	kept := all[:0]
	for _, r := range all {
		if !r.unbound() && !slices.ContainsFunc(kept, func(k Ref[T]) bool { return k.To == r.To }) {
			kept = append(kept, r)
		}
	}
	return kept
}

// reason returns why the statement as a whole is left out, "" if it is not,
// and until when, if that is known.
func (s *Statement) reason(now time.Time, drafts bool) (string, time.Time) {
	switch {
	case s.Versions.Original().Draft && !drafts:
		return "draft", time.Time{}
	case s.Embargo.After(now):
		return fmt.Sprintf("embargo until %s", s.Embargo.Format(time.RFC3339)), s.Embargo
	}
	return "", time.Time{}
}

// withoutDrafts leaves out draft versions; the record's Source is its
// original's, so a page whose original is a draft goes as a whole.
func (a *Archive) withoutDrafts(all *Versions) {
	if !slices.ContainsFunc(*all, func(v Version) bool { return v.Draft }) {
		return
	}
	var kept Versions
	for i, v := range *all {
		if v.Draft || i > 0 && len(kept) == 0 {
			a.LeftOut = append(a.LeftOut, LeftOut{Source: v.Source, Reason: "draft"})
			continue
		}
		kept = append(kept, v)
	}
	*all = kept
}

// withholdMentions takes out the signatories, topics and countries that some
// hidden statement names and no other: that they are named is not yet known.
func (a *Archive) withholdMentions(hidden map[*Statement]bool) {
	if len(hidden) == 0 {
		return
	}
	only := map[any]bool{}
	for s := range hidden {
		s.mentions(func(record any) { only[record] = true })
	}
	for _, s := range a.Statements {
		if !hidden[s] {
			s.mentions(func(record any) { delete(only, record) })
		}
	}
	take := func(record any, source Source) bool {
		if only[record] && source.Path != "" {
			a.LeftOut = append(a.LeftOut, LeftOut{Source: source, Reason: "named only by what is left out"})
		}
		return only[record]
	}
	a.Signatories = slices.DeleteFunc(a.Signatories, func(s *Signatory) bool { return take(s, s.Source) })
	a.Topics = slices.DeleteFunc(a.Topics, func(t *Topic) bool { return take(t, t.Source) })
	a.Countries = slices.DeleteFunc(a.Countries, func(c *Country) bool { return take(c, c.Source) })
	for _, s := range a.Signatories {
		if only[s.Successor.To] {
			s.Successor = Ref[Signatory]{}
		}
	}
}

// mentions calls found with each record that s refers to.
func (s *Statement) mentions(found func(record any)) {
	for _, r := range s.Countries {
		found(r.To)
	}
	for _, g := range s.Signatures {
		found(g.To)
	}
	for _, r := range s.Topics {
		found(r.To)
	}
}
