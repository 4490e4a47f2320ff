package preflight

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"communique/generator/diag"
)

// text is a file that hosts read line by line.
type text struct {
	name  string // for positions
	found diag.List
}

// line is one that says something.
type line struct {
	number uint32
	string
}

// lines returns the lines of a file that are neither empty nor a comment,
// without those that no host can take, which it finds fault with.
func (t *text) lines(data []byte, longest int) []line {
	var all []line
	number := uint32(0)
	for s := range strings.Lines(string(data)) {
		number++
		l := line{number, strings.TrimSuffix(s, "\n")}
		trimmed := strings.TrimSpace(l.string)
		switch i := strings.IndexFunc(l.string, func(r rune) bool { return r < ' ' || r > '~' }); {
		case trimmed == "" || trimmed[0] == '#':
		case i >= 0:
			t.add(l, i, "hosts differ on characters that are not printable ASCII", "escape them with % signs")
		case len(l.string) > longest:
			t.add(l, longest, fmt.Sprintf("Cloudflare Pages ignores a line of more than %d characters", longest), "")
		default:
			all = append(all, l)
		}
	}
	return all
}

// add finds fault with a line, from the byte at on.
func (t *text) add(l line, at int, message, hint string) {
	column := utf8.RuneCountInString(l.string[:at]) + 1
	t.found.Add(&hostSyntax, diag.Position{File: t.name, Pos: diag.Pos{Line: l.number, Column: uint32(column)}}, message, hint)
}
