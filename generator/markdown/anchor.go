package markdown

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// anchors returns the ids of the headings, in the order of printing.
func anchors(d *document) []string {
	if len(d.headings) == 0 {
		return nil
	}
	ids := make([]string, len(d.headings))
	taken := make(map[string]int, len(ids)) // to the last number tried after it
	var words []byte
	for i, h := range d.headings {
		words = d.appendInlines(words[:0], h, false)
		id := anchor(words)
		if n, repeated := taken[id]; repeated {
			base := id
			for repeated {
				n++
				id = base + "-" + strconv.Itoa(n)
				_, repeated = taken[id]
			}
			taken[base] = n
		}
		taken[id] = 0
		ids[i] = id
	}
	return ids
}

// anchor returns the id of a heading with the given text.
func anchor(heading []byte) string {
	id := append(make([]byte, 0, len(heading)+2), 'h')
	divided := true
	for len(heading) > 0 {
		r, size := utf8.DecodeRune(heading)
		heading = heading[size:]
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r):
			if divided {
				id = append(id, '-')
			}
			id = utf8.AppendRune(id, unicode.ToLower(r))
			divided = false
		case r == '\'', r == '’', r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r):
			// dropped from within the word
		default:
			divided = true
		}
	}
	if len(id) == 1 {
		return "h-section"
	}
	return string(norm.NFC.Bytes(id))
}
