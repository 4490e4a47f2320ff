package render

import (
	"bytes"

	"communique/generator/site"
)

// policy is the Content-Security-Policy (W3C, Level 3) of every page: styles
// and pictures of the site itself, a form that leads to it, and nothing else.
// No page runs a script; JSON-LD is data, which the policy does not concern.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers writes what a host is to send with the files, in the form that
// Netlify, Cloudflare Pages and others read: a path, then indented headers.
// A host that does not know the file serves a site that works all the same.
func (r *Renderer) headers(b *bytes.Buffer) {
	prefix := r.site.Base.Prefix
	b.WriteString(prefix + "/*\n" +
		"  Content-Security-Policy: " + policy + "\n" +
		"  X-Content-Type-Options: nosniff\n" +
		"  Referrer-Policy: no-referrer\n" +
		prefix + "/assets/*\n" + // their names change with their bytes
		"  Cache-Control: public, max-age=31536000, immutable\n")
	for _, set := range r.site.Datasets {
		for _, p := range set.Files {
			b.WriteString(r.href(p.Path) + "\n  Content-Type: " + dataFormats[p.Kind].mediatype + "; charset=utf-8\n")
		}
	}
}

// finder writes an OpenSearch 1.1 description. The page that it leads to
// holds every name and the latest titles; the text fragment (WICG, Text
// Fragments) makes a browser find the words there without a script.
func (r *Renderer) finder(b *bytes.Buffer, p *site.Page) error {
	words, a := r.words(p.Lang), r.site.Archive
	title := a.TitleIn(p.Lang)
	description, err := words.T("search_in", "archive", title)
	if err != nil {
		return err
	}
	page := r.site.Base.URL(r.site.Index(site.Search, p.Lang))
	out := append(b.AvailableBuffer(), `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>`...)
	out = appendXML(out, cut(title, 16))
	out = appendXML(append(out, "</ShortName>\n<LongName>"...), cut(title, 48))
	out = appendXML(append(out, "</LongName>\n<Description>"...), cut(description, 1024))
	out = appendXML(append(out, "</Description>\n<Url type=\"text/html\" template=\""...), page+"?q={searchTerms}#:~:text={searchTerms}")
	out = appendXML(append(out, "\"/>\n<Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\""...), r.site.Base.URL(p.Path))
	out = appendXML(append(out, "\"/>\n<Language>"...), words.Tag)
	b.Write(append(out, "</Language>\n<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n</OpenSearchDescription>\n"...))
	return nil
}

// cut returns the first n code points of a text: OpenSearch limits its own.
func cut(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
