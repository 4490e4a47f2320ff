package load

import (
	"testing"

	"communique/generator/diag"
)

// TestSyntax holds where a mistake in YAML is shown, and what it is called.
func TestSyntax(t *testing.T) {
	const (
		quote   = "the quote that opens here is not closed"
		open    = "the bracket that opens here is not closed"
		colon   = "a colon inside a text"
		indent  = "a key that is indented as if it were part of the value above"
		column  = "a line that begins in the wrong column"
		noColon = "no colon and space behind the key"
		tab     = "a tab where spaces belong"
		closed  = "text behind the quote that closes"
	)
	for _, c := range []struct {
		yaml         string
		line, column uint32
		message      string
	}{
		{"a: \"x\nb: c\n", 1, 4, quote},
		{"a: 'x\nb: 'y'\n", 1, 4, quote},
		{"a: \"x\nb: \"y\"\n", 1, 4, quote},
		{"a: 'it''s\nb: 'c'\n", 1, 4, quote},
		{"a: \"x \\\" y\nb: \"c\"\n", 1, 4, quote},
		{"a:\n  - b\n  - {c: d, e: \"x}\nf: \"y\"\n", 3, 15, quote},
		{"a: \"x\n---\nb: c\n", 1, 4, quote},
		{"# it's: \"x\na: \"b\" c\n", 2, 8, closed},
		{"a: \"two\n  lines\"\nb: 'It's'\n", 3, 8, closed},
		{"a: [b] c\n", 1, 8, "text behind the bracket that closes"},
		{"a: {b: 1\nc: d\n", 1, 4, open},
		{"a: [b\nc: d\n", 1, 4, open},
		{"a: [b, c}\n", 1, 9, "a comma or ] is missing before this"},
		{"a: {b: \"1\" c: 2}\n", 1, 12, "a comma or } is missing before this"},
		{"a: {b: c: d}\n", 1, 9, colon},
		{"é: ក: c\n", 1, 5, colon},
		{"a: it's: x\n", 1, 8, colon},
		{"a: b\n  c: d\n", 2, 3, indent},
		{"a: [b]\n  c: d\n", 2, 3, column},
		{"a:\n  - b\n c: d\n", 3, 2, column},
		{"a:\n  - b\n  c: d\n", 3, 3, column},
		{"a b\nc: d\n", 1, 1, noColon},
		{"a:b\nc: d\n", 1, 1, noColon},
		{"a: b\nc:d\ne: f\n", 2, 1, noColon},
		{"\ta: b\n", 1, 1, tab},
		{"a:\n  - b\n\t- c\n", 3, 1, tab},
		{"a: *b*\n", 1, 4, `a text that begins with "*"`},
		{"a: * b\n", 1, 4, `a text that begins with "*"`},
		{"a: @b\n", 1, 4, `a text that begins with "@"`},
		{"a: > b\n", 1, 4, `a text that begins with ">"`},
		{"a: - b\n", 1, 4, "a list on the line of its key"},
		{"a: \"C:\\docs\"\n", 1, 7, "a backslash between double quotes"},
	} {
		var faults diag.List
		f := &file{line: 10, faults: &faults}
		f.parse([]byte(c.yaml))
		if len(faults) != 1 || faults[0].Rule != &brokenYAML || faults[0].Hint == "" {
			t.Errorf("%q: %v", c.yaml, faults)
			continue
		}
		if d := faults[0]; d.Pos != (diag.Pos{Line: 10 + c.line, Column: c.column}) || d.Message != c.message {
			t.Errorf("%q: %d:%d %s, want %d:%d %s", c.yaml, d.Line-10, d.Column, d.Message, c.line, c.column, c.message)
		}
	}
}
