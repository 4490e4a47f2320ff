package render

import (
	"bytes"
	"cmp"
	"strings"
	"time"

	"communique/generator/site"
)

// asHTML escapes a description, which readers of RSS take for HTML. Titles
// and names they take for text.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// rss writes a feed of RSS 2.0 with the modules content, dc and atom.
func (r *Renderer) rss(b *bytes.Buffer, p *site.Page) error {
	of := p.List.Subject
	out := b.AvailableBuffer()
	out = append(out, `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>`...)
	out = appendXML(out, r.feedTitle(of, p.Lang))
	out = append(out, "</title>\n<link>"...)
	out = appendXML(out, r.listURL(of, p.Lang))
	out = append(out, "</link>\n<description>"...)
	out = appendXML(out, asHTML.Replace(cmp.Or(r.site.Archive.Description, r.site.Archive.Title)))
	out = append(out, "</description>\n<language>"...)
	out = appendXML(out, p.Lang)
	out = append(out, "</language>\n<atom:link rel=\"self\" type=\"application/rss+xml\" href=\""...)
	out = appendXML(out, r.site.Base.URL(p.Path))
	out = append(out, "\"/>\n"...)
	if !p.Updated.IsZero() {
		out = append(out, "<lastBuildDate>"...)
		out = p.Updated.Time().AppendFormat(out, time.RFC1123Z)
		out = append(out, "</lastBuildDate>\n"...)
	}
	b.Write(out)
	for e, err := range r.entries(p.List, p.Lang) {
		if err != nil {
			return err
		}
		b.Write(e.appendRSS(b.AvailableBuffer()))
	}
	b.WriteString("</channel>\n</rss>\n")
	return nil
}

// appendRSS appends an item of RSS 2.0. Organisations are dc:creator,
// repeated, for author must be an e-mail address; guid is no link, so that it
// outlives the host.
func (e *entry) appendRSS(b []byte) []byte {
	element := func(name, text string) {
		b = append(append(append(b, '<'), name...), '>')
		b = appendXML(b, text)
		b = append(append(append(b, "</"...), name...), ">\n"...)
	}
	b = append(b, "<item>\n"...)
	element("title", e.title)
	element("link", e.url)
	b = append(b, `<guid isPermaLink="false">`...)
	b = append(appendXML(b, e.id), "</guid>\n"...)
	element("pubDate", e.date.Time().Format(time.RFC1123Z))
	for _, a := range e.authors {
		element("dc:creator", a.name)
	}
	for _, t := range e.tags {
		element("category", t)
	}
	if e.language != "" {
		element("dc:language", e.language)
	}
	if e.summary != "" {
		element("description", asHTML.Replace(e.summary))
	}
	b = appendXML(append(b, "<content:encoded>"...), e.html)
	return append(b, "</content:encoded>\n</item>\n"...)
}
