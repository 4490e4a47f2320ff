package cldr

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
)

// nameData is text in blocks, with an empty line between them and a title as the
// first line of each. The first, "CLDR" and its version, is empty. "parents"
// has lines of a tag and its parent. Every other block is a locale, with lines
// of a code, the country's name and its other forms; the name is empty if only
// other forms are added to what the locale inherits. Tags are in lower case,
// fields separated by tabs.
//
//go:embed names.txt
var nameData string

const english = "en"

// A table is the data, taken apart no further than need be.
type table struct {
	codes   []string
	places  map[string]int // of a code in codes
	parents map[string]string
	locales map[string]*locale
}

// A locale is a block of names.
type locale struct {
	lines string
	names func() []string // the plain names in order of the table's codes
}

var load = sync.OnceValue(newTable)

// newTable reads the titles of the data and what lies outside of the locales.
func newTable() *table {
	t := &table{
		places:  map[string]int{},
		parents: map[string]string{},
		locales: map[string]*locale{},
	}
	for title, lines := range blocks(nameData) {
		if title == "parents" {
			t.parents = pairs(lines)
		} else {
			l := &locale{lines: lines}
			l.names = sync.OnceValue(func() []string { return t.names(l) })
			t.locales[title] = l
		}
	}
	for code := range t.locales[english].entries() {
		t.places[code] = len(t.codes)
		t.codes = append(t.codes, code)
	}
	return t
}

// blocks yields the title and the lines of each block of embedded data but the
// first.
func blocks(data string) iter.Seq2[string, string] {
	return func(yield func(title, lines string) bool) {
		_, data, _ := strings.Cut(strings.TrimSuffix(data, "\n"), "\n\n")
		for block := range strings.SplitSeq(data, "\n\n") {
			if title, lines, _ := strings.Cut(block, "\n"); !yield(title, lines) {
				return
			}
		}
	}
}

// pairs reads lines of a key and, behind a tab, the rest.
func pairs(lines string) map[string]string {
	m := map[string]string{}
	for line := range strings.SplitSeq(lines, "\n") {
		from, to, _ := strings.Cut(line, "\t")
		m[from] = to
	}
	return m
}

// entries yields the codes of a locale, each with the names behind it.
func (l *locale) entries() iter.Seq2[string, string] {
	return func(yield func(code, names string) bool) {
		for line := range strings.SplitSeq(l.lines, "\n") {
			if code, names, _ := strings.Cut(line, "\t"); !yield(code, names) {
				return
			}
		}
	}
}

// names returns the plain names that a locale adds to its parent, in the order
// of codes; others are empty.
func (t *table) names(l *locale) []string {
	names := make([]string, len(t.codes))
	for code, forms := range l.entries() {
		names[t.places[code]], _, _ = strings.Cut(forms, "\t")
	}
	return names
}

// lineage yields the tag of a language, in lower case, those that it inherits
// from, the nearest first, and English at the end of all.
func (t *table) lineage(lang string) iter.Seq[string] {
	return func(yield func(tag string) bool) {
		for tag := strings.ToLower(lang); tag != ""; tag = t.parent(tag) {
			if !yield(tag) {
				return
			}
		}
		yield(english)
	}
}

// parent returns the tag that a tag inherits from, "" for none.
func (t *table) parent(tag string) string {
	if parent, ok := t.parents[tag]; ok {
		return parent
	}
	cut := strings.LastIndexByte(tag, '-')
	if cut < 0 {
		return ""
	}
	rest, last := tag[:cut], tag[cut+1:]
	if isScript := len(last) == 4 && last[0] > '9'; isScript && !strings.Contains(rest, "-") {
		return "" // no likely one, which parents would have
	}
	return rest
}
