package render

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"
)

var awkward = []string{
	"", "plain", "a < b && c > d", `"quotes" and 'quotes'`, "]]> <![CDATA[", "\\ \\u0041", "line\nbreak\ttab", "line\rbreak", "\u2028\u2029",
	"\x00\x01\x1f\x7f\u0085", "\ufffe\uffff\ufffd\ufeff", "\U0010ffff", "é\u0301😀\u202e", "\xff\xc3(\xe2\x82", strings.Repeat("&", 100),
}

// FuzzEscape checks that what is written as XML and JSON is read as it was,
// but for what the format cannot have.
func FuzzEscape(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		whole := strings.Map(func(r rune) rune { return r }, s) // bytes that are no UTF-8 are U+FFFD
		var got string
		written := appendJSON([]byte(nil), s)
		if err := json.Unmarshal(written, &got); err != nil || got != whole {
			t.Errorf("%q is written as %s in JSON, read as %q: %v", s, written, got, err)
		}
		if string(appendJSON(nil, []byte(s))) != string(written) {
			t.Errorf("%q: bytes and string differ in JSON", s)
		}
		var x struct {
			Attr string `xml:"a,attr"`
			Text string `xml:",chardata"`
		}
		written = appendXML([]byte(`<x a="`), s)
		written = append(appendXML(append(written, `">`...), []byte(s)), "</x>"...)
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
				return utf8.RuneError
			}
			return r
		}, whole)
		if err := xml.Unmarshal(written, &x); err != nil || x.Text != want || x.Attr != want {
			t.Errorf("%q is written as %s in XML, read as %q and %q: %v", s, written, x.Attr, x.Text, err)
		}
	})
}
