package render

import (
	"bytes"
	"strconv"
	"time"

	"communique/generator/site"
)

// jsonFeed writes a feed of JSON Feed 1.1. It is written by hand: encoding/json
// took three times as long, a twentieth of a whole build.
func (r *Renderer) jsonFeed(b *bytes.Buffer, p *site.Page) error {
	out := appendJSON([]byte("{\n\"version\":"), "https://jsonfeed.org/version/1.1")
	out = appendMember(out, "title", r.feedTitle(p.Feed.Subject, p.Lang))
	out = appendMember(out, "home_page_url", r.listURL(p.Feed.Subject, p.Lang))
	for _, l := range r.feedLinks(p) {
		switch l.rel {
		case "self":
			out = appendMember(out, "feed_url", l.url)
		case "prev-archive":
			out = appendMember(out, "next_url", l.url)
		case "hub":
			out = append(appendMember(append(out, `,"hubs":[{"type":"WebSub"`...), "url", l.url), "}]"...)
		}
	}
	out = appendKnown(out, "description", r.site.Archive.DescriptionIn(p.Lang))
	out = appendMember(out, "language", p.Lang)
	b.Write(append(out, ",\n\"items\":["...))
	between := "\n"
	entries, err := r.entries(p.Feed, p.Lang)
	if err != nil {
		return err
	}
	for _, e := range entries {
		b.WriteString(between)
		b.Write(e.appendJSON(b.AvailableBuffer()))
		between = ",\n"
	}
	b.WriteString("\n]\n}\n")
	return nil
}

// appendJSON appends an item.
func (e *entry) appendJSON(b []byte) []byte {
	b = appendJSON(append(b, `{"id":`...), e.id)
	b = appendMember(b, "url", e.url)
	b = appendMember(b, "title", e.title)
	b = appendMember(b, "content_html", e.html)
	b = appendKnown(b, "summary", e.summary)
	b = appendMember(b, "date_published", e.date.Time().Format(time.RFC3339))
	if !e.modified.IsZero() {
		b = appendMember(b, "date_modified", e.modified.Time().Format(time.RFC3339))
	}
	b = appendList(b, "authors", e.authors, func(b []byte, a author) []byte {
		b = appendJSON(append(b, `{"name":`...), a.name)
		return append(appendMember(b, "url", a.url), '}')
	})
	b = appendList(b, "tags", e.tags, func(b []byte, t string) []byte { return appendJSON(b, t) })
	b = appendKnown(b, "language", e.language)
	if d := e.document; d != nil {
		b = appendJSON(append(b, `,"attachments":[{"url":`...), d.url)
		b = appendMember(b, "mime_type", d.mediaType)
		b = append(strconv.AppendInt(append(b, `,"size_in_bytes":`...), d.size, 10), "}]"...)
	}
	return append(b, '}')
}

// appendMember appends a further member of an object.
func appendMember[T string | []byte](b []byte, name string, text T) []byte {
	return appendJSON(append(append(append(b, `,"`...), name...), `":`...), text)
}

// appendList appends a further member that is a list, unless it is empty.
func appendList[T any](b []byte, name string, all []T, element func([]byte, T) []byte) []byte {
	if len(all) == 0 {
		return b
	}
	b = append(append(append(b, `,"`...), name...), `":[`...)
	for i, x := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = element(b, x)
	}
	return append(b, ']')
}
