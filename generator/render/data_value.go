package render

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"communique/generator/archive"
)

// codes are a value of a table that is a list of ids, codes or tags: what can
// have no semicolon.
type codes []string

// texts are a value of a table that is a list of texts of any kind.
type texts []string

// appendValue appends a value of a table as JSON, and nothing for what there
// is not: an empty text or list, a date that is not known.
func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		if v != "" {
			b = appendJSON(b, v)
		}
	case int:
		b = strconv.AppendInt(b, int64(v), 10)
	case archive.Date:
		if !v.IsZero() {
			b = appendJSON(b, v.String())
		}
	case codes:
		b = appendArray(b, v, appendJSON[string])
	case texts:
		b = appendArray(b, v, appendJSON[string])
	case []archive.FormerName:
		b = appendArray(b, v, func(b []byte, f archive.FormerName) []byte {
			b = appendJSON(append(b, `{"name":`...), f.Name)
			return append(appendMember(b, "until", f.Until.String()), '}')
		})
	case map[string]string:
		for i, key := range slices.Sorted(maps.Keys(v)) {
			b = append(b, "{,"[min(i, 1)])
			b = appendJSON(append(appendJSON(b, key), ':'), v[key])
		}
		if len(v) > 0 {
			b = append(b, '}')
		}
	default:
		panic(fmt.Sprintf("render: a table cannot hold a %T", value))
	}
	return b
}

func appendArray[T any](b []byte, all []T, element func([]byte, T) []byte) []byte {
	for i, x := range all {
		b = element(append(b, "[,"[min(i, 1)]), x)
	}
	if len(all) > 0 {
		b = append(b, ']')
	}
	return b
}

// cell returns a value of a table as CSV has it: codes with semicolons between
// them, what has more than one dimension as JSON, which Table Schema provides
// for.
func cell(value any) string {
	switch v := value.(type) {
	case string:
		return unarmed(v)
	case codes:
		return unarmed(strings.Join(v, ";"))
	case int:
		return strconv.Itoa(v)
	case archive.Date:
		return v.String()
	}
	return string(appendValue(nil, value))
}

// formulaStarts are the characters at which spreadsheets take a cell for a
// formula, as OWASP lists them under "CSV injection"; Excel takes the wide
// ones for the same in East Asian locales.
const formulaStarts = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"

// unarmed puts an apostrophe before a text that a spreadsheet would run. So
// that the text can be had back, it also does before one that looks as if that
// had been done: of apostrophes before one of formulaStarts, one is ours.
func unarmed(s string) string {
	if rest := strings.TrimLeft(s, "'"); rest != "" && strings.IndexAny(rest[:min(len(rest), 3)], formulaStarts) == 0 {
		return "'" + s
	}
	return s
}
