package cite_test

import (
	"fmt"
	"regexp"
	"strings"
)

// The readers of this file are strict: they read what Work writes by the rules
// of each format, and refuse all else.

// entry is an entry of BibTeX; fields are as written between the outer braces.
type entry struct {
	kind, key string
	fields    map[string]string
}

// readBibTeX reads entries as BibTeX does: it counts braces, whatever stands
// before them, and knows no escape.
func readBibTeX(s string) ([]entry, error) {
	var all []entry
	head := regexp.MustCompile(`^@([a-z]+)\{([^\s,{}"#%'()=~\\]+),\n`)
	field := regexp.MustCompile(`^  ([a-z]+) = (?:([a-z]{3})|\{)`)
	for s != "" {
		m := head.FindStringSubmatch(s)
		if m == nil {
			return nil, fmt.Errorf("no entry: %.60q", s)
		}
		s = s[len(m[0]):]
		e := entry{m[1], m[2], map[string]string{}}
		for {
			m := field.FindStringSubmatch(s)
			if m == nil {
				return nil, fmt.Errorf("no field: %.60q", s)
			}
			s = s[len(m[0]):]
			value := m[2]
			if value == "" {
				end := closing(s)
				if end < 0 {
					return nil, fmt.Errorf("%s has no end", m[1])
				}
				value, s = s[:end], s[end+1:]
			}
			if _, twice := e.fields[m[1]]; twice || strings.Contains(value, "\n") {
				return nil, fmt.Errorf("%s stands twice, or on several lines", m[1])
			}
			e.fields[m[1]] = value
			var more bool
			if s, more = strings.CutPrefix(s, ",\n"); !more {
				break
			}
		}
		var ok bool
		if s, ok = strings.CutPrefix(s, "\n}\n"); !ok {
			return nil, fmt.Errorf("no end of an entry: %.60q", s)
		}
		all = append(all, e)
	}
	return all, nil
}

// closing returns where the brace is that closes one before s.
func closing(s string) int {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

// names divides an author field at each "and" outside of braces.
func names(field string) []string {
	var all []string
	depth, start := 0, 0
	for i := range len(field) {
		switch field[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 && strings.HasPrefix(field[i:], " and ") {
			all = append(all, field[start:i])
			start = i + len(" and ")
		}
	}
	return append(all, field[start:])
}

// typeset returns what TeX prints for a text: its commands as characters, and
// no grouping braces. A character that TeX would take for a command is an
// error.
func typeset(s string) (string, error) {
	s = strings.NewReplacer(`{\textbackslash}`, "\x01", `{\textbraceleft}`, "\x02", `{\textbraceright}`, "\x03",
		`{\textasciitilde}`, "\x04", `{\textasciicircum}`, "\x05", `\%`, "\x06", `\&`, "\x07", `\$`, "\x08", `\#`, "\x0e", `\_`, "\x0f").Replace(s)
	if i := strings.IndexAny(s, `\~^%&$#_`); i >= 0 {
		return "", fmt.Errorf("TeX would read a command: %.40q", s[i:])
	}
	s = strings.NewReplacer("{", "", "}", "").Replace(s)
	return strings.NewReplacer("\x01", `\`, "\x02", "{", "\x03", "}", "\x04", "~", "\x05", "^", "\x06", "%", "\x07", "&", "\x08", "$", "\x0e", "#", "\x0f", "_").Replace(s), nil
}

// readRIS reads records of RIS, each a list of tags and values.
func readRIS(s string) ([]map[string][]string, error) {
	var all []map[string][]string
	line := regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)
	var record map[string][]string
	for text := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		m := line.FindStringSubmatch(text)
		if m == nil || strings.ContainsAny(text, "\r\n\v\f\x1c\x1d\x1e\u0085\u2028\u2029") {
			return nil, fmt.Errorf("no line of RIS: %.60q", text)
		}
		tag, value := m[1], m[2]
		switch {
		case (tag == "TY") != (record == nil):
			return nil, fmt.Errorf("%s out of place", tag)
		case tag == "TY":
			record = map[string][]string{}
		case tag == "ER":
			if value != "" {
				return nil, fmt.Errorf("ER says %q", value)
			}
			all, record = append(all, record), nil
			continue
		}
		if value == "" {
			return nil, fmt.Errorf("%s says nothing", tag)
		}
		record[tag] = append(record[tag], value)
	}
	if record != nil {
		return nil, fmt.Errorf("a record without an end")
	}
	return all, nil
}
