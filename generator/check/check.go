// Package check holds the rules that an archive as a whole must keep to:
// references that lead to a record, dates that can be, files that are there.
// What a single file tells by itself package load has reported; links between
// pages are followed by package site, which knows every address.
//
// Each rule is one function with one sentence of documentation, in one table.
// Rules see the archive and the day, and nothing else; all of them run always,
// and every fault is told at once.
package check

import (
	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/near"
)

// rule is a rule with the function that finds where it is broken.
type rule struct {
	diag.Rule
	find func(c *context)
}

// context is what a rule sees.
type context struct {
	*archive.Archive
	today   archive.Date
	rule    *diag.Rule
	guesses near.Guesses // of what was meant, for this rule
	faults  *diag.List
}

func (c *context) fault(s archive.Source, p diag.Pos, message, hint string) {
	c.faults.Add(c.rule, c.Position(s, p), message, hint)
}

// mend gives the fault that has just been reported its only right repair.
func (c *context) mend(f diag.Fix) { c.faults.Mend(f) }

// rules is the table. Its order does not matter: findings are sorted.
var rules = []*rule{
	{diag.Rule{Name: "far-off-date", Severity: diag.Error,
		Doc: "a statement's date must lie between 1800 and the end of this year"}, farOffDate},
	{diag.Rule{Name: "future-date", Severity: diag.Error,
		Doc: "neither a statement nor what happened to it must be dated in a future year"}, futureDate},
	{diag.Rule{Name: "coming-date", Severity: diag.Warning,
		Doc: "a statement dated after today should have an embargo or be a draft"}, comingDate},
	{diag.Rule{Name: "date-order", Severity: diag.Error,
		Doc: "what happens to a statement cannot happen before its date"}, dateOrder},
	{diag.Rule{Name: "signature-date", Severity: diag.Warning,
		Doc: "a signatory should not sign before it was founded or after it was dissolved"}, signatureDate},
	{diag.Rule{Name: "undated-translation", Severity: diag.Warning,
		Doc: "a translation of a corrected statement should say when it was made, so that readers know what it lacks"}, undatedTranslation},
	{diag.Rule{Name: "unknown-country", Severity: diag.Error,
		Doc: "a country must be an ISO 3166-1 code, XK, or a name in some language"}, unknownCountry},
	{diag.Rule{Name: "ambiguous-country", Severity: diag.Error,
		Doc: "a country's name must not mean two"}, ambiguousCountry},
	{diag.Rule{Name: "unknown-signatory", Severity: diag.Error,
		Doc: "a signatory must have a file under signatories/"}, unknownSignatory},
	{diag.Rule{Name: "ambiguous-signatory", Severity: diag.Error,
		Doc: "a signatory's name must not be that of two"}, ambiguousSignatory},
	{diag.Rule{Name: "successor-loop", Severity: diag.Error,
		Doc: "a signatory must not be its own successor, nor that of those that succeed it"}, successorLoop},
	{diag.Rule{Name: "unknown-topic", Severity: diag.Error,
		Doc: "a topic must have a file under topics/"}, unknownTopic},
	{diag.Rule{Name: "duplicate-signatory", Severity: diag.Error,
		Doc: "a signatory must stand under a statement once"}, duplicateSignatory},
	{diag.Rule{Name: "listed-twice", Severity: diag.Warning,
		Doc: "a country, topic or related statement should be listed once"}, listedTwice},
	{diag.Rule{Name: "unknown-related", Severity: diag.Error,
		Doc: "a related statement must be there"}, unknownRelated},
	{diag.Rule{Name: "duplicate-id", Severity: diag.Error,
		Doc: "no two statements must have one id"}, duplicateID},
	{diag.Rule{Name: "missing-attachment", Severity: diag.Error,
		Doc: "the signed document must lie in the folder beside the statement"}, missingAttachment},
	{diag.Rule{Name: "missing-logo", Severity: diag.Error,
		Doc: "a logo must lie in the folder beside the signatory's file"}, missingLogo},
}

// Rules lists the rules of this package.
func Rules() []*diag.Rule {
	all := make([]*diag.Rule, len(rules))
	for i, r := range rules {
		all[i] = &r.Rule
	}
	return all
}

// Check returns everything in the archive that breaks a rule on a day,
// unsorted.
func Check(a *archive.Archive, today archive.Date) diag.List {
	var faults diag.List
	for _, r := range rules {
		r.find(&context{a, today, &r.Rule, near.Guesses{}, &faults})
	}
	return faults
}
