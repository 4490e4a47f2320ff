package extract

import (
	"regexp"
	"strconv"
)

// An item that was typed rather than made by the program: a bullet or a hyphen,
// or a number with a full stop or a bracket. No dash that speech begins with in
// several languages, and no letters: an initial would be one.
var (
	bullet   = regexp.MustCompile(`^[ \t\x{a0}]*([•●○▪■□◦‣⁃∙·➢➤►✓✔\x{f0a7}\x{f0b7}\x{f0d8}]\s*|[*–-]\s+)\S`)
	numbered = regexp.MustCompile(`^[ \t\x{a0}]*(?:(\d{1,3})[.)]|\((\d{1,3})\))\s+\S`)
)

// marker returns the length of what makes a text an item, 0 if nothing does;
// and the number of an ordered one, -1 of others.
func marker(text string) (length, number int) {
	if m := bullet.FindStringSubmatchIndex(text); m != nil {
		return m[3], -1
	}
	m := numbered.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, -1
	}
	digits := numbered.FindStringSubmatch(text)
	number, _ = strconv.Atoi(digits[1] + digits[2])
	end := max(m[3], m[5]) + 1
	return end, number
}

// item makes a block an item where its text begins as one, and returns the text
// without that.
func (b *Block) item(spans []span) []span {
	text := ""
	for i, s := range spans {
		if s.broke || s.note != "" {
			break
		}
		text += s.text
		length, number := marker(text)
		if length == 0 && (i+1 < len(spans) && len(text) < 10) {
			continue // the marker may be a run of its own
		}
		if length == 0 {
			break
		}
		b.Kind, b.Level = Item, 1
		if b.Ordered = number >= 0; b.Ordered {
			b.Number = number
		}
		rest := append([]span(nil), spans[i:]...)
		rest[0].text = text[length:]
		return rest
	}
	return spans
}
