// Package cite writes how a statement is cited, in the three formats that
// reference managers read. In comes a [Work], whose texts may be anything that
// an editor can write; out come whole records in UTF-8, equal for equal works.
// It refuses nothing: what a format cannot hold is escaped or, where it has no
// escape, replaced by what reads the same, so no text ends a record early.
//
// A statement is a report in all three. Signatories are mostly organisations,
// and no author is ever divided into a first and a last name.
//
//   - BibTeX as Patashnik's BibTeX 0.99d, biber and Zotero read it: an entry
//     @techreport, for classic BibTeX has no @report and biblatex takes one for
//     the other. It has year and month for BibTeX and date for biblatex, which
//     prefers it and knows the day.
//   - RIS as Reference Manager defined it: a record RPRT, lines that end in CR LF.
//   - CSL-JSON 1.0: an object of the type report.
package cite

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/archive"
)

// Work is what there is to cite. Empty fields are left out of the records.
type Work struct {
	ID        string // names the work in the archive, such as 2017/slug; never changes
	Title     string
	Language  string // BCP 47
	Date      archive.Date
	Authors   []string // organisations or persons, in the order printed
	Place     string
	Archive   string // the title of the archive that keeps it
	Publisher string
	URL       string // absolute, and lasting
	Abstract  string
}

// Genre says what kind of report a statement is.
const Genre = "Joint statement"

// WholeName returns an author as formats must have it that expect "last name,
// first name" and have no other way to say that there is only one: with a
// comma at the end, so that all of it is last name. A comma inside would
// divide it, whatever comes after, and none of them has an escape; the low
// quotation mark U+201A, which looks the same in print, stands for it. The
// empty name stays empty.
func WholeName(name string) string {
	name = strings.TrimRight(commas.Replace(clean(name)), "\u201a ")
	if name == "" {
		return ""
	}
	return name + ","
}

// commas are those that Zotero divides names at.
var commas = strings.NewReplacer(",", "\u201a", "\u060c", "\u201a")

// institution is who published the work, as far as is known.
func (w *Work) institution() string { return cmp.Or(clean(w.Publisher), clean(w.Archive)) }

// authors returns the names on one line each, without those that say nothing.
func (w *Work) authors() []string {
	all := make([]string, 0, len(w.Authors))
	for _, name := range w.Authors {
		if name = clean(name); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// Key returns the key that the work is cited by in a text: its ID, in which
// what BibTeX gives a meaning to is written as an underscore and two
// hexadecimal digits a byte. Different IDs have different keys. The slash
// stays; the keys of the largest bibliographies have it.
func (w *Work) Key() string {
	var b []byte
	for _, c := range []byte(w.ID) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-./:+", c) >= 0 {
			b = append(b, c)
			continue
		}
		const hex = "0123456789abcdef"
		b = append(b, '_', hex[c>>4], hex[c&15])
	}
	return string(b)
}

// clean returns a text as one line of valid UTF-8: white space and control
// characters, singly or many together, become a space, and go at either end.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s { // what is no UTF-8 comes as U+FFFD
		if blank(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isClean reports whether clean would leave a text as it is.
func isClean(s string) bool {
	before := ' '
	for _, r := range s {
		if blank(r) && (r != ' ' || before == ' ') || r == utf8.RuneError {
			return false
		}
		before = r
	}
	return s == "" || before != ' '
}

// blank reports whether r separates words or is no character of a text. The
// no-break space is a character: French sets it before a colon.
func blank(r rune) bool {
	return r != '\u00a0' && r != '\u202f' && (unicode.IsSpace(r) || unicode.IsControl(r))
}
