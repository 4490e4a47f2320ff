package render

import "unicode/utf8"

// replacement stands for what a format cannot have.
const replacement = "\ufffd"

// appendXML appends text as XML 1.0 character data or attribute value. What
// XML forbids (section 2.2) becomes U+FFFD; encoding/xml would do the same,
// but also turn every quote and line break into an entity.
func appendXML[T string | []byte](b []byte, s T) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"' || c == '\n' || c == '\t' {
			i++
			continue
		}
		with, n := "", 1
		switch {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"':
			with = "&quot;"
		case c < ' ':
			with = replacement
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if r != utf8.RuneError && r != 0xfffe && r != 0xffff {
				i += n
				continue
			}
			with = replacement
		}
		b = append(append(b, s[start:i]...), with...)
		i += n
		start = i
	}
	return append(b, s[start:]...)
}

// appendJSON appends text as a string of JSON (RFC 8259 section 7). Bytes that
// are no UTF-8 become U+FFFD.
func appendJSON[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		var with [6]byte
		escaped, n := with[:0], 1
		switch {
		case c == '"' || c == '\\':
			escaped = append(escaped, '\\', c)
		case c == '\n':
			escaped = append(escaped, `\n`...)
		case c < ' ':
			const hex = "0123456789abcdef"
			escaped = append(escaped, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			var r rune
			if r, n = utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))])); r != utf8.RuneError {
				i += n
				continue
			}
			escaped = append(escaped, replacement...)
		}
		b = append(append(b, s[start:i]...), escaped...)
		i += n
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
