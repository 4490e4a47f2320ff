package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

const replacement = "\uFFFD"

// clean returns src with LF at the end of lines, and U+FFFD for each byte that
// is no UTF-8 and each character that HTML or XML forbids. Lines and columns
// stay as they are.
func clean(src []byte) []byte {
	for i := 0; i < len(src); {
		if c := src[i]; ' ' <= c && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if !allowed(r) || r == utf8.RuneError && size == 1 {
			return cleanFrom(src, i)
		}
		i += size
	}
	return src
}

func cleanFrom(src []byte, i int) []byte {
	dst := append(make([]byte, 0, len(src)+16), src[:i]...)
	for i < len(src) {
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == '\r' && i+1 < len(src) && src[i+1] == '\n':
		case r == '\r':
			dst = append(dst, '\n')
		case allowed(r):
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, replacement...)
		}
		i += size
	}
	return dst
}

// allowed reports whether a page or feed may contain r: HTML's rules for
// character references, which are stricter than XML's.
func allowed(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n'
	case r < 0x7f:
		return true
	}
	return r > 0x9f && utf8.ValidRune(r) && r&0xfffe != 0xfffe && (r < 0xfdd0 || r > 0xfdef)
}

// appendText appends what source text means: without backslashes that escape,
// and with entities resolved. For HTML it is escaped again.
func appendText(dst, src []byte, html bool) []byte {
	start := 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\\':
			if i+1 < len(src) && util.IsPunct(src[i+1]) {
				dst = appendLiteral(dst, src[start:i], html)
				i++
				start = i
			}
		case '&':
			if meaning, size := entity(src[i:]); size > 0 {
				dst = appendLiteral(dst, src[start:i], html)
				dst = appendLiteral(dst, meaning, html)
				i += size - 1
				start = i + 1
			}
		}
	}
	return appendLiteral(dst, src[start:], html)
}

// appendLiteral appends text that stands for itself.
func appendLiteral(dst, src []byte, html bool) []byte {
	if !html {
		return append(dst, src...)
	}
	start := 0
	for i, c := range src {
		var name string
		switch c {
		case '&':
			name = "&amp;"
		case '<':
			name = "&lt;"
		case '>':
			name = "&gt;"
		case '"':
			name = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, src[start:i]...), name...)
		start = i + 1
	}
	return append(dst, src[start:]...)
}

// entity returns what the character reference at the start of s stands for,
// and its length; 0 if there is none. Only the forms with a semicolon count.
func entity(s []byte) (meaning []byte, size int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	end := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return nil, 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return nil, 0
		}
		return e.Characters, end + 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return nil, 0
	}
	r := rune(code)
	if !allowed(r) {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, r), end + 1
}

// isSpace reports whether c divides words of Markdown. A no-break space does
// not.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// collapse returns s as one line with single spaces.
func collapse(s []byte) string {
	return string(bytes.Join(bytes.FieldsFunc(s, isSpace), []byte(" ")))
}

// lineEnd returns the offset at which the line of offset i ends.
func lineEnd(src []byte, i int) int {
	if n := bytes.IndexByte(src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(src)
}
