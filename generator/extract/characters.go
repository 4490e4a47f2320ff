package extract

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns a text as UTF-8. What has a byte order mark says how it is
// written, and what is valid as UTF-8 is nothing else. Of the rest it is
// guessed, and how names the guess: UTF-16 has every other byte zero; Russian
// is nearly all small letters, which Windows and KOI8-R have at other places;
// Arabic has no small letters; and where such letters stand by ones between
// those of ASCII, the language is of Western Europe.
func decode(data []byte) (text, how string, err error) {
	var e encoding.Encoding
	switch even, odd := zeros(data); {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		e = unicode.UTF8BOM
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		e = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		e = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case even == 0 && odd == 0 && utf8.Valid(data):
		return string(data), "", nil
	case even+odd > 0 && odd > len(data)/4 && even == 0:
		e, how = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16"
	case even+odd > 0 && even > len(data)/4 && odd == 0:
		e, how = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16"
	case even+odd > 0:
		return "", "", fault("", "it holds zero bytes, which no text does", "give the document itself, or save its text as UTF-8")
	default:
		e, how = legacy(data)
	}
	decoded, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(decoded, []byte("\ufffd")) > 0 {
		return "", "", undecided(data)
	}
	return string(decoded), how, nil
}

// zeros counts the zero bytes at even and at odd places.
func zeros(data []byte) (even, odd int) {
	for i, b := range data {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// legacy guesses an encoding of one byte a letter.
func legacy(data []byte) (encoding.Encoding, string) {
	var high, paired, upper, lower float64
	for i, b := range data {
		if b < 0xc0 {
			continue
		}
		high++
		if i > 0 && data[i-1] >= 0xc0 || i+1 < len(data) && data[i+1] >= 0xc0 {
			paired++
		}
		if b < 0xe0 {
			upper++
		} else {
			lower++
		}
	}
	const most = 0.85
	switch {
	case high == 0 || paired/high < 0.6:
		return charmap.Windows1252, "Windows-1252 (Western European)"
	case lower/high > most:
		return charmap.Windows1251, "Windows-1251 (Cyrillic)"
	case upper/high > most:
		return charmap.KOI8R, "KOI8-R (Cyrillic)"
	}
	return charmap.Windows1256, "Windows-1256 (Arabic)"
}

// undecided is the fault of a text that is in none of the encodings.
func undecided(data []byte) error {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return fault(fmt.Sprintf("line %d", line), "cannot tell how its characters are written", "open it in an editor and save it as UTF-8")
}
