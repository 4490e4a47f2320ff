package check

import (
	"fmt"
	"slices"

	"communique/generator/archive"
	"communique/generator/diag"
)

// earliest is the year before which a date is a slip of the pen: joint
// statements of organisations are younger.
const earliest = 1800

func farOffDate(c *context) {
	for _, s := range slices.Concat(c.Statements, c.Removed) {
		if !s.Date.IsZero() && s.Date.Year < earliest {
			c.fault(s.Source, s.At.Date, fmt.Sprintf("far-off date %s", s.Date), "check the year")
		}
	}
}

func futureDate(c *context) {
	for _, s := range slices.Concat(c.Statements, c.Removed) {
		// A statement that is prepared for January has an embargo until then.
		if s.Date.Year > c.today.Year && s.Date.Year > int16(s.Embargo.Year()) {
			c.fault(s.Source, s.At.Date, fmt.Sprintf("date %s is in a future year", s.Date),
				fmt.Sprintf("check the year; today is %s", c.today))
		}
		for _, v := range s.Versions {
			if v.Translated.Year > c.today.Year {
				c.fault(v.Source, v.TranslatedAt, fmt.Sprintf("translated on %s, in a future year", v.Translated), fmt.Sprintf("check the year; today is %s", c.today))
			}
		}
		for _, e := range events(s) {
			if e.date.Year > c.today.Year {
				c.fault(s.Source, e.at, fmt.Sprintf("%s on %s, in a future year", e.what, e.date), fmt.Sprintf("check the year; today is %s", c.today))
			}
		}
	}
}

func comingDate(c *context) {
	for _, s := range c.Statements {
		if s.Date.Year == c.today.Year && c.today.Before(s.Date) && s.Embargo.IsZero() && !s.Versions.Original().Draft {
			c.fault(s.Source, s.At.Date, fmt.Sprintf("date %s is still to come", s.Date),
				"set embargo: to the time at which it may be published, or draft: true")
		}
	}
}

func dateOrder(c *context) {
	for _, s := range slices.Concat(c.Statements, c.Removed) {
		if s.Date.IsZero() {
			continue // reported by load
		}
		for _, e := range events(s) {
			if e.date.Before(s.Date) {
				c.fault(s.Source, e.at, fmt.Sprintf("%s on %s, before the statement's date %s", e.what, e.date, s.Date), "check both dates")
			}
		}
		for _, v := range s.Versions {
			if !v.Translated.IsZero() && v.Translated.Before(s.Date) {
				c.fault(v.Source, v.TranslatedAt, fmt.Sprintf("translated on %s, before the statement's date %s", v.Translated, s.Date), "check both dates")
			}
		}
		for _, g := range s.Signatures {
			if !g.Withdrawn.IsZero() && g.Withdrawn.Before(g.Signed) {
				c.fault(s.Source, g.WithdrawnAt, fmt.Sprintf("withdrawn on %s, before it was signed on %s", g.Withdrawn, g.Signed), "check both dates")
			}
		}
	}
	for _, s := range c.Signatories {
		if endsFirst(s) {
			c.fault(s.Source, s.At.Dissolved, fmt.Sprintf("dissolved in %s, before it was founded in %s", s.Dissolved, s.Founded), "check both dates")
		}
	}
}

// endsFirst reports whether a signatory was dissolved before it was founded.
func endsFirst(s *archive.Signatory) bool {
	return !s.Founded.IsZero() && !s.Dissolved.IsZero() && s.Dissolved.Year < s.Founded.Year
}

// signatureDate finds names under statements of days on which nobody bore
// them. Years and months that are given alone are taken at their widest.
func signatureDate(c *context) {
	for _, s := range c.Statements {
		for _, g := range s.Signatures {
			day, at := s.Date, g.At
			if s.Late(g) {
				day, at = g.Signed, g.SignedAt
			}
			switch to := g.To; {
			case to == nil, day.Year < earliest, day.Year > c.today.Year, endsFirst(to): // other rules report these
			case day.Before(to.Founded):
				c.fault(s.Source, at, fmt.Sprintf("%q signs on %s, before it was founded in %s", to.ID, day, to.Founded), "check both dates")
			case !to.Dissolved.IsZero() && to.Dissolved.End().Before(day):
				hint := "check both dates"
				if next := to.Successor.To; next != nil {
					hint += fmt.Sprintf(", or write its successor %q", next.ID)
				}
				c.fault(s.Source, at, fmt.Sprintf("%q signs on %s, after it was dissolved in %s", to.ID, day, to.Dissolved), hint)
			}
		}
	}
}

// undatedTranslation asks for the day of a translation that may lack a
// correction: only that day can tell its readers.
func undatedTranslation(c *context) {
	for _, s := range c.Statements {
		if len(s.Corrections) == 0 {
			continue
		}
		for _, v := range s.Versions[min(1, len(s.Versions)):] {
			// Of front matter that could not be read, nothing is known.
			if v.Translated.IsZero() && v.Body.Offset > 0 {
				c.fault(v.Source, diag.Pos{Line: 1, Column: 1}, "a translation of a corrected statement does not say when it was made",
					"add translated: with the day on which it was made or last brought up to date")
			}
		}
	}
}

// event is something that happened to a statement after its issue.
type event struct {
	what string
	date archive.Date
	at   diag.Pos
}

// events returns what happened to a statement, without what has no date.
func events(s *archive.Statement) []event {
	var all []event
	add := func(what string, d archive.Date, at diag.Pos) {
		if !d.IsZero() {
			all = append(all, event{what, d, at})
		}
	}
	for _, g := range s.Signatures {
		add("signed", g.Signed, g.SignedAt)
		add("withdrawn", g.Withdrawn, g.WithdrawnAt)
	}
	for _, n := range s.Corrections {
		add("corrected", n.Date, n.At)
	}
	if s.Retracted != nil {
		add("retracted", s.Retracted.Date, s.Retracted.At)
	}
	if s.Removed != nil {
		add("removed", s.Removed.Date, s.Removed.At)
	}
	return all
}
