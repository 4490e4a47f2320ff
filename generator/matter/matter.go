// Package matter writes a content file: front matter between two lines of three
// dashes, and the text below it. It is for files that the program makes for
// editors to go on with; to change a file of theirs, see package fix.
//
// What goes in are keys in the order in which they are to stand, with texts,
// lists of texts or YAML; what comes out is what package load reads back as the
// same. A text is one line: white space in it becomes single spaces, and what no
// text may have (control characters, and those that reorder what is shown) falls
// away. Texts are written plain where no reader of YAML, of 1.1 or 1.2, could take
// them for anything else, and in double quotes otherwise.
package matter

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// File is a content file in the making. The zero File is empty.
type File struct{ keys bytes.Buffer }

// Add adds a key whose value is YAML already.
func (f *File) Add(key, yaml string) { f.keys.WriteString(key + ": " + yaml + "\n") }

// Text adds a key with a text; none if the text is empty.
func (f *File) Text(key, text string) {
	if text = Clean(text); text != "" {
		f.Add(key, Scalar(text))
	}
}

// List adds a key with a list of texts in brackets, even of none.
func (f *File) List(key string, texts []string) {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = Scalar(t)
	}
	f.Add(key, "["+strings.Join(quoted, ", ")+"]")
}

// Lines adds a key with a list of YAML values, a line each; none if there are
// none.
func (f *File) Lines(key string, yaml []string) {
	if len(yaml) > 0 {
		f.keys.WriteString(key + ":\n  - " + strings.Join(yaml, "\n  - ") + "\n")
	}
}

// Comment adds a line for whoever opens the file.
func (f *File) Comment(text string) { f.keys.WriteString("# " + Clean(text) + "\n") }

// Bytes returns the whole file with a text below the front matter.
func (f *File) Bytes(body string) []byte {
	body = strings.Trim(body, "\n")
	if body != "" {
		body = "\n" + body + "\n"
	}
	return []byte("---\n" + f.keys.String() + "---\n" + body)
}

// Clean returns a text as front matter can hold it: one line, in NFC, without
// characters that no text may have.
func Clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case Forbidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return norm.NFC.String(strings.Join(strings.Fields(text), " "))
}

// Forbidden reports whether no text of an archive may have r: package load
// names the reasons.
func Forbidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ', 0x7f <= r && r <= 0x9f, r == 0x2028, r == 0x2029, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x206f,
		0xfdd0 <= r && r <= 0xfdef, r == 0xfeff, 0xfff9 <= r && r <= 0xfffb, r&0xfffe == 0xfffe, 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}

// words are read by YAML 1.1 as something else than text; one of them is the
// code of a country.
var words = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}

// plain is what may stand without quotes: it begins with a letter, and has no
// sign that means something.
var plain = regexp.MustCompile(`^\p{L}[\p{L}\p{M}\p{N} .()’«»/–-]*$`)

// Scalar returns one line of text as a YAML scalar.
func Scalar(text string) string {
	text = Clean(text)
	isWord := slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, text) })
	if plain.MatchString(text) && !isWord {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
