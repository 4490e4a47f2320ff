package render

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// formulas are cells that some spreadsheet would run.
var formulas = []string{
	"=cmd|'/c calc'!A1", "=", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "'=1", "''@x",
}

// TestUnarmed checks that no text can start a formula, that one which could not
// anyway stays as it is, and that every text can be had back.
func TestUnarmed(t *testing.T) {
	for _, text := range append(formulas, "", "'", "''", "a=b", " =1", "'Stop it': a joint call", "’=", "é", "＂", "2017-09-01", "\xff=", "\xef\xbc") {
		checkUnarmed(t, text)
	}
}

func FuzzUnarmed(f *testing.F) {
	for _, text := range formulas {
		f.Add(text)
	}
	f.Fuzz(checkUnarmed)
}

func checkUnarmed(t *testing.T, text string) {
	got := unarmed(text)
	first, _ := utf8.DecodeRuneInString(got)
	if utf8.ValidString(text) && strings.ContainsRune(formulaStarts, first) {
		t.Errorf("%q is written as %q", text, got)
	}
	back := got
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(got, "'")); first != utf8.RuneError && strings.ContainsRune(formulaStarts, first) {
		back = got[1:]
	} else if got != text {
		t.Errorf("%q is written as %q for nothing", text, got)
	}
	if back != text {
		t.Errorf("%q is written as %q, which is read as %q", text, got, back)
	}
}
