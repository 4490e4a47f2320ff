package erase

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"
)

// decode undoes one layer of escapes of every kind, and appends the text to
// decoded, unless there is none. The doubts are pieces
// of the text as it stands, in which the first letter of a word may have been
// taken for part of an escape: C:\nadia.
func decode(decoded, text []byte) (_, doubts []byte) {
	const reach = 200     // bytes, which a name may have
	from, doubted := 0, 0 // what is before is in decoded, or in doubts
	for i := nextEscape(text, 0); i < len(text); i = nextEscape(text, i+1) {
		var with []byte
		n := 0 // bytes of the escape
		switch text[i] {
		case '%':
			with, n = percent(text[i:])
		case '&':
			with, n = reference(text[i:])
		case '\\':
			with, n = backslash(text[i:])
			if n == 2 && i >= doubted && i+2 < len(text) && class[text[i+2]] >= letter {
				doubted = min(i+reach, len(text))
				doubts = append(append(doubts, ' '), text[i:doubted]...)
			}
		}
		if n > 0 {
			decoded = append(append(decoded, text[from:i]...), with...)
			i += n - 1
			from = i + 1
		}
	}
	if from == 0 {
		return decoded, doubts
	}
	return append(decoded, text[from:]...), doubts
}

// nextEscape returns where the next escape may begin, from a place on.
func nextEscape(text []byte, from int) int {
	for from < len(text) && !escapes[text[from]] {
		from++
	}
	return from
}

var escapes = [256]bool{'%': true, '&': true, '\\': true}

// percent undoes %C3 (RFC 3986 section 2.1).
func percent(s []byte) ([]byte, int) {
	if len(s) < 3 {
		return nil, 0
	}
	c, err := strconv.ParseUint(string(s[1:3]), 16, 8)
	if err != nil {
		return nil, 0
	}
	return []byte{byte(c)}, 3
}

// reference undoes &#233; and &eacute; and, as browsers do, &eacute without
// its end.
func reference(s []byte) ([]byte, int) {
	const longest = 33 // bytes of the names of HTML
	end := 1
	for end < min(len(s), longest) && (class[s[end]] == letter || s[end] == '#') {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	switch string(s[:end]) { // those of most pages
	case "&amp;":
		return []byte("&"), end
	case "&lt;":
		return []byte("<"), end
	case "&gt;":
		return []byte(">"), end
	case "&#39;":
		return []byte("'"), end
	case "&#34;", "&quot;":
		return []byte(`"`), end
	}
	plain := html.UnescapeString(string(s[:end]))
	if len(plain) >= end {
		return nil, 0 // none; the few that are shorter than what they stand for are signs
	}
	return []byte(plain), end
}

// backslash undoes the escapes of JSON (RFC 8259 section 7), and what
// JavaScript has besides: \x2f.
func backslash(s []byte) ([]byte, int) {
	if len(s) < 2 {
		return nil, 0
	}
	switch s[1] {
	case 'b', 'f', 'n', 'r', 't':
		return []byte{' '}, 2
	case 'x':
		if c, ok := hexadecimal(s, 2, 2); ok {
			return utf8.AppendRune(nil, c), 4
		}
	case 'u':
		c, ok := hexadecimal(s, 2, 4)
		if !ok {
			return nil, 0
		}
		const high, low, end = 0xd800, 0xdc00, 0xe000
		if high <= c && c < low && len(s) > 7 && s[6] == '\\' && s[7] == 'u' {
			if d, ok := hexadecimal(s, 8, 4); ok && low <= d && d < end {
				return utf8.AppendRune(nil, (c-high)<<10+(d-low)+0x10000), 12
			}
		}
		return utf8.AppendRune(nil, c), 6
	}
	return nil, 0
}

// hexadecimal reads n digits from a place on.
func hexadecimal(s []byte, from, n int) (rune, bool) {
	if len(s) < from+n {
		return 0, false
	}
	c, err := strconv.ParseUint(string(s[from:from+n]), 16, 32)
	return rune(c), err == nil
}

// inline are the elements of HTML and SVG that stand within words.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "del": true, "dfn": true, "em": true,
	"font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true,
	"strong": true, "sub": true, "sup": true, "time": true, "tspan": true, "u": true, "var": true, "wbr": true,
}

// sortOut appends to bare a text without its tags and comments, and these to
// tags. A tag within words leaves nothing where it was, another a space.
func sortOut(bare, tags, text []byte) (b, t []byte) {
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			return append(bare, text...), tags
		}
		n, vanishes := tag(text[i:])
		bare = append(bare, text[:i]...)
		if !vanishes {
			bare = append(bare, ' ')
		}
		tags = append(tags, text[i:i+n]...)
		text = text[i+n:]
	}
}

// withoutSup appends an HTML text without its <sup> elements, unless it has
// none. The number of a footnote stands in one: "Jane¹ Doe" is Jane Doe.
func withoutSup(to, text []byte) []byte {
	for {
		before, from, opened := bytes.Cut(text, []byte("<sup"))
		_, after, closed := bytes.Cut(from, []byte("</sup>"))
		switch {
		case opened && closed:
			to, text = append(to, before...), after
		case len(to) == 0:
			return to
		default:
			return append(to, text...)
		}
	}
}

// tag returns how long the tag is with which s begins, and whether it stands
// within words. A < that begins none is one by itself.
func tag(s []byte) (n int, vanishes bool) {
	for _, c := range []struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", ""}} {
		if bytes.HasPrefix(s, []byte(c.begin)) {
			if i := bytes.Index(s[len(c.begin):], []byte(c.end)); i >= 0 {
				return len(c.begin) + i + len(c.end), true
			}
			return len(c.begin), true
		}
	}
	name := bytes.TrimPrefix(s[1:], []byte("/"))
	if len(name) == 0 || class[name[0]] != letter && name[0] != '!' && name[0] != '?' {
		return 1, false
	}
	end := bytes.IndexByte(s, '>')
	if end < 0 {
		return 1, false
	}
	var small [8]byte // no element within words has a longer name
	length := 0
	for class[name[length]] == letter {
		if length < len(small) {
			small[length] = lower[name[length]]
		}
		length++
	}
	return end + 1, length < len(small) && inline[string(small[:length])]
}
