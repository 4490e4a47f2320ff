package fix

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"communique/generator/permalink"
)

// plainText returns a file as UTF-8 without a byte order mark, its lines ended
// by line feeds. Other encodings than UTF-16 with its mark do not say which they
// are, and stay.
func plainText(b []byte) []byte {
	b = bytes.TrimPrefix(fromUTF16(b), []byte("\ufeff"))
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	if !bytes.Contains(b, []byte("\n")) {
		b = bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
	}
	return b
}

// fromUTF16 decodes what Windows once called Unicode. Bytes that are not that,
// or not wholly, are returned as they are.
func fromUTF16(b []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(b)%2 == 1:
		return b
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	case !bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return b
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	text := utf16.Decode(units)
	for _, r := range text {
		if r == utf8.RuneError || r == 0 {
			return b
		}
	}
	return []byte(string(text))
}

// withoutBlankLines drops blank lines before the front matter.
func withoutBlankLines(b []byte) []byte {
	rest := b
	for {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		switch text := bytes.TrimRight(line, " \t"); {
		case found && len(text) == 0:
			rest = after
		case string(text) == "---":
			return rest
		default:
			return b
		}
	}
}

// merged returns permalinks.tsv as it should have come out of a merge: every
// line of both sides without the marks of a conflict, and an address that both
// sides recorded with the day on which it was first published.
func merged(b []byte) []byte {
	lines := bytes.SplitAfter(b, []byte("\n"))
	conflict := bytes.Contains(b, []byte("<<<<<<< "))
	type first struct {
		line    int
		id, day string
	}
	seen := map[string]first{}
	for i, line := range lines {
		if conflict && isMark(line) {
			lines[i] = nil
			continue
		}
		found, faults := permalink.Parse(line)
		if len(found) != 1 || len(faults) > 0 {
			continue
		}
		now := first{i, found[0].ID, found[0].Day.String()}
		before, twice := seen[found[0].Address]
		switch {
		case !twice:
			seen[found[0].Address] = now
		case before.id != now.id: // which of the two records it is, a person knows
		case now.day < before.day:
			lines[before.line], seen[found[0].Address] = nil, now
		default:
			lines[i] = nil
		}
	}
	return bytes.Join(lines, nil)
}

// isMark reports whether a line is one that git puts around the sides of a
// conflict.
func isMark(line []byte) bool {
	mark, _, _ := bytes.Cut(bytes.TrimRight(line, "\n"), []byte(" "))
	switch string(mark) {
	case "<<<<<<<", "|||||||", "=======", ">>>>>>>":
		return true
	}
	return false
}
