// Package pdf says whom a PDF names as its author, so that an editor can take
// the name out before the file is published. Programs put the owner of the
// computer there, and no page of the document shows it.
//
// What goes in is the bytes of a file. It is searched for the places where
// ISO 32000-2 has the author (section 14.3): /Author in the document
// information dictionary, and dc:creator in XMP, in what is not compressed and
// in what is as the standard's own programs do it (FlateDecode). The file's
// structure is not followed, so an author of an earlier state, which stays in
// the file when a program appends its changes, is found too. Encrypted files
// hide it: there is none then.
//
// The program that made the file (/Creator, /Producer) is not told: every PDF
// has it, and a warning of each would hide those that matter.
package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Authors returns the names that a PDF has for its author, in the order in
// which they stand, each once; empty ones are left out. Of a file that is no
// PDF there are none.
func Authors(data []byte) []string {
	if !bytes.HasPrefix(data, []byte("%PDF-")) || bytes.Contains(data, []byte("/Encrypt")) {
		return nil
	}
	var all []string
	add := func(s string) {
		if s = strings.Join(strings.Fields(s), " "); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	find := func(part []byte) {
		for _, at := range author.FindAllIndex(part, -1) {
			add(text(part[at[1]-1:]))
		}
		for _, creator := range creators.FindAllSubmatch(part, -1) {
			add(content(creator[1]))
		}
	}
	find(data)
	for _, at := range stream.FindAllSubmatchIndex(data, -1) {
		dictionary := data[at[2]:at[3]]
		if bytes.Contains(dictionary, []byte("/ObjStm")) || bytes.Contains(dictionary, []byte("/Metadata")) {
			find(inflated(data[at[1]:]))
		}
	}
	return all
}

var (
	// A name of PDF, and the bracket of a string behind it.
	author = regexp.MustCompile(`/Author[\x00\t\n\f\r ]*[(<]`)
	// The dictionary of a stream, and the word before its bytes.
	stream   = regexp.MustCompile(`(<<[^\x80-\xff]{0,1000}?>>)[\x00\t\n\f\r ]*stream\r?\n`)
	creators = regexp.MustCompile(`(?s)<dc:creator\b[^>]*>(.*?)</dc:creator>`)
)

// inflated returns what a compressed stream begins with; nothing if it is not
// compressed, or in another way.
func inflated(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	const most = 4 << 20 // of objects; what is more is no honest document's
	plain, _ := io.ReadAll(io.LimitReader(r, most))
	return plain
}

// text reads the string of PDF with which s begins.
func text(s []byte) string {
	var b []byte
	if s[0] == '<' {
		digits, _, _ := bytes.Cut(s[1:], []byte(">"))
		digits = bytes.Join(bytes.Fields(digits), nil)
		if len(digits)%2 == 1 {
			digits = append(digits, '0')
		}
		b, _ = hex.AppendDecode(nil, digits)
	} else {
		b = literal(s[1:])
	}
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		units := make([]uint16, 0, len(b)/2)
		for b = b[2:]; len(b) > 1; b = b[2:] {
			units = append(units, uint16(b[0])<<8|uint16(b[1]))
		}
		return string(utf16.Decode(units))
	case utf8.Valid(b):
		return strings.TrimPrefix(string(b), "\ufeff")
	}
	// PDFDocEncoding is Latin-1 where names have their letters.
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// literal reads a string up to the bracket that closes it.
func literal(s []byte) []byte {
	var b []byte
	depth := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			n := 0
			c, n = escaped(s[i+1:])
			i += n
			if c == '\n' && s[i] == '\n' {
				continue // a line that goes on
			}
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return b
		case c == ')':
			depth--
		}
		b = append(b, c)
	}
	return nil // no string
}

// escaped reads what stands behind a backslash.
func escaped(s []byte) (c byte, n int) {
	if i := strings.IndexByte("nrtbf", s[0]); i >= 0 {
		return "\n\r\t\b\f"[i], 1
	}
	for n < min(3, len(s)) && '0' <= s[n] && s[n] <= '7' {
		c, n = c<<3|(s[n]-'0'), n+1
	}
	if n > 0 {
		return c, n
	}
	return s[0], 1
}

// content returns the text of a piece of XML.
func content(s []byte) string {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(s))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		if c, ok := token.(xml.CharData); ok {
			b.Write(c)
			b.WriteByte(' ')
		}
	}
}
