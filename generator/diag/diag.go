// Package diag holds what the program says about content: positions, rules,
// diagnostics, and their printing. It is the bottom of the import graph and
// imports nothing of ours, so that every stage can report in the same voice.
//
// A diagnostic names a file, a line and a column, says what is wrong in one
// sentence without a full stop, quotes the input that it means, names the
// rule in brackets, and gives the next step as a hint:
//
//	content/statements/2017/x.md:7:5: error: unknown signatory "anfral" [unknown-signatory]
//	  hint: did you mean "anfrel" (Asian Network for Free Elections)?
//
// Lines and columns count from 1; a column counts Unicode code points, as
// editors do, not bytes. Faults are collected and sorted, never just the first.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a file that is known from elsewhere. The zero Pos means
// the file as a whole.
type Pos struct {
	Line, Column uint32
}

// Position is a place in a named file.
type Position struct {
	File string // as the user would open it, slash-separated
	Pos
}

// String returns file:line:column, or the file alone where there is no line.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Severity tells whether a diagnostic stops a build.
type Severity uint8

const (
	Error   Severity = iota // nothing is written; cannot be switched off
	Warning                 // fails only where the user asked to be strict
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Rule is one thing that content must keep to. Every rule of the program is
// listed in the table of the package that enforces it.
type Rule struct {
	Name     string // kebab-case, two or three words
	Severity Severity
	Doc      string // one sentence for the editor: what is asked of the content
}

// Diagnostic is one finding.
type Diagnostic struct {
	Position
	Rule    *Rule
	Message string // what is wrong, lower case, no full stop
	Hint    string // the next step; may be empty
	Fix     *Fix   // the repair, if there is only one that is right; else a person has to choose
}

// Fix is a repair that leaves nothing to decide: a value is replaced, an item
// of a list goes, or a record gets the file that it lacks.
type Fix struct {
	At  Pos    // where the value begins
	Old string // the value, as it reads
	New string // what is to stand there instead, as YAML; empty: the item goes

	Missing string // instead of all that: the name of the signatory that has no file
}

// List collects diagnostics. The zero List is empty and ready to use.
type List []Diagnostic

// Add appends a finding of rule r at p.
func (l *List) Add(r *Rule, p Position, message, hint string) {
	*l = append(*l, Diagnostic{Position: p, Rule: r, Message: message, Hint: hint})
}

// Mend gives the last finding its repair.
func (l List) Mend(f Fix) { l[len(l)-1].Fix = &f }

// Sort orders by file, line, column, rule, message and hint, and drops
// repetitions (of several hints for one thing the first is kept), so that the same faults print the same whatever order they were found in.
func (l *List) Sort() {
	slices.SortFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule.Name, b.Rule.Name),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Hint, b.Hint),
		)
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool {
		return a.Position == b.Position && a.Rule == b.Rule && a.Message == b.Message
	})
}

// Count returns how many findings are errors and how many are warnings.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Rule.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
