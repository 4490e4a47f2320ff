package render

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"time"

	"communique/generator/site"
)

// asHTML escapes a description, which readers of RSS take for HTML. Titles
// and names they take for text.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// rss writes a document of a feed of RSS 2.0 with the modules content, dc,
// atom and history (RFC 5005). There is no lastBuildDate: when a document
// changed is not in the content, and a clock would change it each day.
func (r *Renderer) rss(b *bytes.Buffer, p *site.Page) error {
	of := p.Feed.Subject
	out := append(b.AvailableBuffer(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"...)
	if style := r.theme.Asset(feedStyle); style != "" && p.Feed.Number == 0 {
		out = appendXML(append(out, `<?xml-stylesheet type="text/css" href="`...), r.href(site.Path(style)))
		out = append(out, "\"?>\n"...)
	}
	out = append(out, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0">
<channel>
`...)
	out = appendElement(out, "title", r.feedTitle(of, p.Lang))
	out = appendElement(out, "link", r.listURL(of, p.Lang))
	a := r.site.Archive
	out = appendElement(out, "description", asHTML.Replace(cmp.Or(a.DescriptionIn(p.Lang), a.TitleIn(p.Lang))))
	out = appendElement(out, "language", p.Lang)
	for _, l := range r.feedLinks(p) {
		out = appendXML(append(append(append(out, `<atom:link rel="`...), l.rel...), `" href="`...), l.url)
		if l.rel != "hub" {
			out = append(out, `" type="application/rss+xml`...)
		}
		out = append(out, "\"/>\n"...)
	}
	if p.Feed.Number > 0 {
		out = append(out, "<fh:archive/>\n"...)
	} else {
		var err error
		if out, err = r.appendSubscribe(out, p.Lang); err != nil {
			return err
		}
	}
	b.Write(out)
	entries, err := r.entries(p.Feed, p.Lang)
	if err != nil {
		return err
	}
	for _, e := range entries {
		b.Write(e.appendRSS(b.AvailableBuffer()))
	}
	b.WriteString("</channel>\n</rss>\n")
	return nil
}

// feedStyle is the theme's style sheet for a feed that a person opens in a
// browser. Browsers have XSLT no more; CSS they apply to any XML.
const feedStyle = "feed.css"

// appendSubscribe tells a person who opens a feed in a browser what it is.
// Feed readers pass over elements of another vocabulary.
func (r *Renderer) appendSubscribe(b []byte, lang string) ([]byte, error) {
	words := r.words(lang)
	what, err := words.T("feed_is")
	if err != nil {
		return nil, err
	}
	how, err := words.T("feed_how")
	if err != nil {
		return nil, err
	}
	b = append(append(append(b, `<p xmlns="http://www.w3.org/1999/xhtml" lang="`...), words.Tag...), `" dir="`...)
	b = appendXML(append(append(b, words.Dir...), `">`...), what)
	b = appendXML(append(b, ` <a href="`...), r.site.Base.URL(r.site.Index(site.Feeds, lang)))
	return append(appendXML(append(b, `">`...), how), "</a></p>\n"...), nil
}

// feedLink is how a document of a feed refers to another.
type feedLink struct{ rel, url string }

// feedLinks returns where the other documents of a feed are (RFC 5005, section
// 4), and who tells of news (WebSub, section 4).
func (r *Renderer) feedLinks(p *site.Page) []feedLink {
	of, n := p.Feed, p.Feed.Number
	at := func(number int) string { return r.site.Base.URL(r.site.PastFeed(of.Subject, p.Kind, p.Lang, number)) }
	links := []feedLink{{"self", at(n)}}
	switch {
	case n > 0:
		links = append(links, feedLink{"current", at(0)})
		if n > 1 {
			links = append(links, feedLink{"prev-archive", at(n - 1)})
		}
		if n < of.Past() {
			links = append(links, feedLink{"next-archive", at(n + 1)})
		}
	case of.Past() > 0:
		links = append(links, feedLink{"prev-archive", at(of.Past())})
	}
	if hub := r.site.Archive.Hub; hub != "" && n == 0 {
		links = append(links, feedLink{"hub", hub})
	}
	return links
}

// appendElement appends an element with a text and nothing else.
func appendElement(b []byte, name, text string) []byte {
	b = append(append(append(b, '<'), name...), '>')
	b = appendXML(b, text)
	return append(append(append(b, "</"...), name...), ">\n"...)
}

// appendRSS appends an item of RSS 2.0. Organisations are dc:creator,
// repeated, for author must be an e-mail address; guid is no link, so that it
// outlives the host. When it changed is Atom's, for RSS has no word for it.
func (e *entry) appendRSS(b []byte) []byte {
	b = append(b, "<item>\n"...)
	b = appendElement(b, "title", e.title)
	b = appendElement(b, "link", e.url)
	b = append(b, `<guid isPermaLink="false">`...)
	b = append(appendXML(b, e.id), "</guid>\n"...)
	b = appendElement(b, "pubDate", e.date.Time().Format(time.RFC1123Z))
	if !e.modified.IsZero() {
		b = appendElement(b, "atom:updated", e.modified.Time().Format(time.RFC3339))
	}
	for _, a := range e.authors {
		b = appendElement(b, "dc:creator", a.name)
	}
	for _, t := range e.tags {
		b = appendElement(b, "category", t)
	}
	if e.language != "" {
		b = appendElement(b, "dc:language", e.language)
	}
	if d := e.document; d != nil {
		b = appendXML(append(b, `<enclosure url="`...), d.url)
		b = strconv.AppendInt(append(b, `" length="`...), d.size, 10)
		b = append(appendXML(append(b, `" type="`...), d.mediaType), "\"/>\n"...)
	}
	if e.short {
		b = appendXML(append(b, "<description>"...), e.html)
		return append(b, "</description>\n</item>\n"...)
	}
	if e.summary != "" {
		b = appendElement(b, "description", asHTML.Replace(e.summary))
	}
	b = appendXML(append(b, "<content:encoded>"...), e.html)
	return append(b, "</content:encoded>\n</item>\n"...)
}
