package render

import (
	"bytes"
	"cmp"
	"html/template"
	"path"
	"strings"
	"unicode/utf8"

	"communique/generator/archive"
)

// citedAuthors is how many signatories a citation in words names. The formats
// for programs have all of them.
const citedAuthors = 6

// citation makes what a statement's page offers for citing its version.
func (r *Renderer) citation(st *archive.Statement, version int, lang string) Citation {
	work := r.work(st, version, lang)
	c := Citation{Others: max(0, len(work.Authors)-citedAuthors), URL: work.URL}
	page, printed := r.words(lang).Tag, st.Versions.Original().Language
	for g := range st.Standing {
		if len(c.Authors) == citedAuthors {
			break
		}
		name := work.Authors[len(c.Authors)]
		c.Authors = append(c.Authors, foreign(name, cmp.Or(g.To.LanguageOf(name), printed), page))
	}
	work.Abstract = "" // it stands on the page
	name := path.Base(st.ID)
	for _, format := range []struct {
		name, extension, mediaType string
		add                        func([]byte) []byte
	}{
		{"BibTeX", ".bib", "application/x-bibtex", work.AppendBibTeX},
		{"RIS", ".ris", "application/x-research-info-systems", work.AppendRIS},
		{"CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", func(b []byte) []byte {
			return append(work.AppendCSL(append(b, '[')), ']') // a file of CSL-JSON is an array
		}},
	} {
		text := format.add(nil)
		c.Formats = append(c.Formats, CitationFormat{
			Name: format.name, File: name + format.extension,
			// Escaped here: html/template would turn each letter of Arabic in an
			// address into six.
			Text:     template.HTML(appendXML(nil, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))), // #nosec G203
			Download: template.HTMLAttr(appendDataURL(nil, format.mediaType, text)),                       // #nosec G203
		})
	}
	return c
}

// appendDataURL appends an attribute href with a data: URL (RFC 2397) of a text.
// What is no URL code point (WHATWG URL, section 4.3) is percent-encoded, and
// nothing else, for each letter of Arabic would become six.
func appendDataURL(b []byte, mediaType string, text []byte) []byte {
	const hex = "0123456789ABCDEF"
	b = append(append(append(b, `href="data:`...), mediaType...), ";charset=utf-8,"...)
	for _, c := range text {
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!$'()*+,-./:;=?@_~", c) >= 0:
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return append(b, '"')
}
