package serve

import (
	"bufio"
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"communique/generator/diag"
	"communique/generator/erase"
	"communique/generator/load"
)

// Fault is a diagnostic with the line that it is about.
type Fault struct {
	diag.Diagnostic
	Source string // empty where there is no line, or none that may be shown
}

// most is how many faults a page shows: a screen has no room for more.
const most = 50

// Quote adds their lines to faults, the errors first, which are read from the
// content folder; dir is what positions call it. A line with an erased name is
// not quoted.
func Quote(content fs.FS, dir string, faults diag.List, erased *erase.Matcher) []Fault {
	quoted := make([]Fault, len(faults))
	for i, d := range faults {
		quoted[i].Diagnostic = d
	}
	slices.SortStableFunc(quoted, func(x, y Fault) int { return cmp.Compare(rank(x), rank(y)) })
	for i := range quoted[:min(most, len(quoted))] {
		f := &quoted[i]
		name := f.File
		if dir != "" && dir != "." {
			name = strings.TrimPrefix(name, dir+"/")
		}
		if line := lineOf(content, name, f.Line); f.Rule.Name != load.ErasedName.Name && !erased.FindString(line) {
			f.Source = line
		}
	}
	return quoted
}

// rank puts errors before warnings.
func rank(f Fault) int {
	if f.Rule.Severity == diag.Error {
		return 0
	}
	return 1
}

// lineOf returns a line of a file, cut where it is very long; "" where there
// is none, or none that is text.
func lineOf(content fs.FS, name string, line uint32) string {
	if line == 0 || !fs.ValidPath(name) {
		return ""
	}
	f, err := content.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := uint32(1); lines.Scan(); n++ {
		if n < line {
			continue
		}
		text := []rune(strings.TrimRight(lines.Text(), " \t\r"))
		if !utf8.ValidString(lines.Text()) {
			return ""
		}
		const longest = 200
		if len(text) > longest {
			return string(text[:longest]) + "…"
		}
		return string(text)
	}
	return ""
}
