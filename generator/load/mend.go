package load

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/diag"
)

// What has only one right answer, the fault carries with it as a diag.Fix. A
// value that can be read in two ways, such as 01/09/2017, is left to a person.

// mend gives the fault that has just been reported its repair: with is to stand
// in the place of n's value; "" for none.
func (f *file) mend(n *yaml.Node, with string) {
	if with != "" {
		f.faults.Mend(diag.Fix{At: f.pos(n), Old: n.Value, New: with})
	}
}

// mendCase repairs a value that is one of the fixed ones but for letter case.
func (f *file) mendCase(n *yaml.Node, values ...string) {
	for _, v := range values {
		if strings.EqualFold(strings.TrimSpace(n.Value), v) {
			f.mend(n, v)
		}
	}
}

var underscores = strings.NewReplacer("-", "_", " ", "_")

// mendKey repairs a key that is a known one but for letter case, and hyphens
// or spaces instead of underscores, if that does not stand there as well.
func mendKey[T any](f *file, root, name *yaml.Node, keys []key[T]) {
	like := func(s string) string { return underscores.Replace(strings.ToLower(s)) }
	i := slices.IndexFunc(keys, func(k key[T]) bool { return name.Kind == yaml.ScalarNode && k.name == like(name.Value) })
	if i < 0 {
		return
	}
	for j := 0; j+1 < len(root.Content); j += 2 {
		if other := root.Content[j]; other != name && like(other.Value) == keys[i].name {
			return
		}
	}
	f.mend(name, keys[i].name)
}

// truth is what may be written for true and false, in the words of YAML 1.1.
var truth = map[string]string{"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}

var dateFromYear = regexp.MustCompile(`^\s*([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\s*$`)

// plainDate returns a whole date that begins with the year as it is to be
// written; "" for any other: that the month then comes before the day is the
// only order in which nobody errs.
func plainDate(s string) string {
	found := dateFromYear.FindStringSubmatch(s)
	if found == nil {
		return ""
	}
	two := func(s string) string { return ("0" + s)[len(s)-1:] }
	date := found[1] + "-" + two(found[2]) + "-" + two(found[3])
	if _, err := archive.ParseDate(date); err != nil {
		return ""
	}
	return date
}

// plainTime returns a time that lacks no more than its seconds or the T of
// RFC 3339 as it is to be written; "" for any other. Without a distance from
// UTC it means nothing.
func plainTime(s string) string {
	for _, day := range []string{"2006-01-02T", "2006-01-02 "} {
		for _, hour := range []string{"15:04", "15:04:05"} {
			for _, zone := range []string{"Z07:00", " Z07:00"} {
				if t, err := time.Parse(day+hour+zone, strings.ToUpper(strings.TrimSpace(s))); err == nil {
					return t.Format(time.RFC3339)
				}
			}
		}
	}
	return ""
}

// oneLine is a key whose value is a text, with a value that has no comment.
var oneLine = regexp.MustCompile(`^((?i:title|summary|place|name|acronym|description): +)([^\s|>\[{#].*?)\s*$`)

var apostrophe = regexp.MustCompile(`\pL'\pL`)

// quoted returns the repair of a text that only quotes make one: with a colon
// inside, or beginning with a sign that means something to YAML. It is a repair
// where the text is known to be one, and to end with its line.
func quoted(lines []string, m mistake) (diag.Fix, bool) {
	switch {
	case m.message == colonInside, m.message == behindQuote, strings.HasPrefix(m.message, beginsWith):
	default:
		return diag.Fix{}, false
	}
	i := int(m.at.Line) - 1
	if i < 0 || i >= len(lines) {
		return diag.Fix{}, false
	}
	found := oneLine.FindStringSubmatch(lines[i])
	if found == nil || strings.Contains(found[2], " #") || i+1 < len(lines) && strings.TrimLeft(lines[i+1], " \t") != lines[i+1] {
		return diag.Fix{}, false
	}
	text := found[2]
	if m.message == behindQuote && text[0] == text[len(text)-1] {
		// Are these quotes around the whole, or around its first and its last
		// word? That only apostrophes stand between them tells.
		if text[0] != '\'' || strings.Count(text, "'")-len(apostrophe.FindAllString(text, -1)) != 2 {
			return diag.Fix{}, false
		}
		text = text[1 : len(text)-1]
	}
	at := diag.Pos{Line: m.at.Line, Column: uint32(len(found[1]) + 1)}
	return diag.Fix{At: at, Old: found[2], New: inQuotes(text)}, true
}

// inQuotes writes a text of one line between quotes, so that as little as
// possible in it has to be escaped.
func inQuotes(s string) string {
	if !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
