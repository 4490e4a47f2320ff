package demo

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// record is a file of front matter and text in the making.
type record struct{ bytes.Buffer }

// add writes a line of front matter whose value is YAML already.
func (d *record) add(key, value string) {
	d.WriteString(key)
	d.WriteString(": ")
	d.WriteString(value)
	d.WriteByte('\n')
}

// text writes a line of front matter whose value is any one line of text.
func (d *record) text(key, value string) { d.add(key, scalar(value)) }

// list writes a line of front matter with a list of texts, if there are any.
func (d *record) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = scalar(v)
	}
	d.add(key, "["+strings.Join(quoted, ", ")+"]")
}

func (d *record) fence() { d.WriteString("---\n") }

// scalar writes one line of text as YAML: plain where no reader could take it
// for anything else, in quotation marks otherwise.
func scalar(s string) string {
	if isPlain(s) {
		return s
	}
	return `"` + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`) + `"`
}

// reserved are the words that YAML 1.1 reads as something else than text; one
// of them is the code of a country.
var reserved = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

func isPlain(s string) bool {
	same := func(word string) bool { return strings.EqualFold(word, s) }
	if s == "" || slices.ContainsFunc(reserved, same) {
		return false
	}
	for i, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || unicode.IsLetter(r):
		case i == 0 || !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -.()’«»", r):
			return false
		}
	}
	return !strings.HasSuffix(s, " ")
}
