package load

import (
	"bytes"
	"path"
	"unicode/utf8"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/erase"
)

const erasedHint = "delete it or write something else; if somebody else has the name and may be named, delete its hash from archive.yaml"

// findErased reports the places of a file where an erased name stands. No
// message repeats the name: what a build says may be public too.
func (f *file) findErased(src []byte, a *archive.Archive) {
	if !a.Erased.Find(src) {
		return
	}
	for _, s := range a.Erased.All(src) {
		f.fault(&ErasedName, placeOf(src, s), "an erased name stands here", erasedHint)
	}
}

// placeOf returns the line and column where a span begins.
func placeOf(src []byte, s erase.Span) diag.Pos {
	before := src[:s.Start]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return diag.Pos{Line: uint32(1 + bytes.Count(before, []byte("\n"))), Column: uint32(1 + utf8.RuneCount(line))}
}

// findErasedIn reports a file in whose name, or in whose folder's, an erased
// name stands.
func findErasedIn(name string, a *archive.Archive, faults *diag.List) {
	if a.Erased.FindString(name) {
		faults.Add(&ErasedName, diag.Position{File: a.File(name)}, "a file's name has an erased name", "rename the file; git mv keeps its history, and with it the name")
	}
}

// Redact takes the erased names out of what the list says: out of messages
// and hints, which quote what is in the files, and out of files' names, of
// which the folder is left.
func Redact(faults diag.List, m *erase.Matcher) {
	for i := range faults {
		d := &faults[i]
		if m.FindString(d.Message) || m.FindString(d.Hint) {
			d.Message, d.Hint = "not shown, for it would repeat an erased name", d.Rule.Doc
		}
		for m.FindString(d.File) {
			d.File, d.Pos = path.Dir(d.File), diag.Pos{}
		}
	}
}
