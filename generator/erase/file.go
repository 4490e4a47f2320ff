package erase

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// FindFile is Find for the bytes of a file of which nobody knows in what
// encoding it is, or whether it is text at all. UTF-16 is told by its mark.
// What else is not UTF-8 is searched as it stands, since one wrong byte makes
// no other text of the rest, and as Windows-1252, which Latin-1 is part of.
// What is no text is not searched: in the noise of a compressed file a short
// name stands by chance.
func (m *Matcher) FindFile(data []byte) bool {
	switch {
	case m == nil:
		return false
	case utf8.Valid(data):
		return m.Find(data)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		return err == nil && m.Find(text)
	case isNoise(data):
		return false
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	return m.Find(data) || err == nil && m.Find(text)
}

// isNoise reports whether a file has more control characters than any text:
// they are a tenth of what is compressed. To refuse a single one, as some
// programs do, would let one byte switch the search off.
func isNoise(data []byte) bool {
	const most = 32 // one in so many
	n := 0
	for _, c := range data {
		if c < ' ' && (c < '\t' || c > '\r') || c == 0x7f {
			n++
		}
	}
	return n > len(data)/most
}
