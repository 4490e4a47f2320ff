package render

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"communique/generator/site"
)

// policy is the Content-Security-Policy (W3C, Level 3) of every page: styles
// and pictures of the site itself, a form that leads to it, and nothing else.
// No page runs a script; JSON-LD is data, which the policy does not concern.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers writes what a host is to send with the files, in the form that
// Netlify, Cloudflare Pages and others read: a path, in which one asterisk
// stands for anything, then indented headers. A host that does not know the
// file serves a site that works all the same.
//
// Where several rules fit an address, Cloudflare joins the values of a header
// with a comma and Netlify may keep the last. So no two rules set the same
// one, save the policy: joined, both hold (Level 3, 2.2), and alone the stricter
// says all that the other does.
//
// X-Frame-Options is left to frame-ancestors, which every browser since 2016
// obeys. There is no Cross-Origin-Resource-Policy: feeds bring the archive's
// pictures to readers on other hosts.
func (r *Renderer) headers(b *bytes.Buffer) {
	rule := func(pattern string, headers ...string) {
		b.WriteString(r.site.Base.Prefix + pattern + "\n")
		for _, h := range headers {
			b.WriteString("  " + h + "\n")
		}
	}
	const readable = "Access-Control-Allow-Origin: *" // by programs in pages of other hosts
	rule("/*", r.everywhere()...)
	rule("/assets/*", "Cache-Control: public, max-age=31536000, immutable") // their names change with their bytes
	// A picture in SVG that is opened by itself is a document of this origin.
	// PDF is not put into the sandbox: not every viewer opens there.
	rule("/logos/*.svg", "Content-Security-Policy: "+policy+"; sandbox")
	for _, ending := range r.endingsOfSVG() {
		rule("/files/*"+ending, "Content-Security-Policy: "+policy+"; sandbox")
	}
	// Without a slash before the name, for the asterisk of some hosts does not
	// stand for nothing between two.
	// Chromium shows application/rss+xml, which nobody registered, as source
	// text; as XML (RFC 7303) a person sees it in its style. Readers take both.
	rule("/*feed.xml", "Content-Type: application/xml; charset=utf-8", readable)
	rule("/*feed.json", "Content-Type: application/feed+json", readable)
	rule("/*.opml", "Content-Type: text/x-opml; charset=utf-8", readable)
	rule("/*opensearch.xml", "Content-Type: application/opensearchdescription+xml")
	for p := range r.site.All {
		switch format, isData := dataFormats[p.Kind]; {
		case isData:
			rule(site.Base{}.Href(p.Path), "Content-Type: "+format.mediatype+"; charset=utf-8", readable)
		case p.Kind == site.DataPackage:
			rule(site.Base{}.Href(p.Path), readable)
		}
	}
}

// endingsOfSVG returns .svg and, sorted, in what other letter cases attachments
// have it: paths in rules are not folded, and the names of files are published
// as they are.
func (r *Renderer) endingsOfSVG() []string {
	others := map[string]bool{}
	for p := range r.site.All {
		if ending := path.Ext(string(p.Path)); p.Kind == site.File && ending != ".svg" && strings.EqualFold(ending, ".svg") {
			others[ending] = true
		}
	}
	return append([]string{".svg"}, slices.Sorted(maps.Keys(others))...)
}

// everywhere returns the headers of all addresses. What holds for a whole
// host is asked only where the site has one to itself and is served by https:
// under a path it is somebody's who may have more on it.
func (r *Renderer) everywhere() []string {
	headers := []string{
		"Content-Security-Policy: " + policy,
		"X-Content-Type-Options: nosniff",
		"Referrer-Policy: no-referrer",
		"Cross-Origin-Opener-Policy: same-origin",
		"Permissions-Policy: camera=(), geolocation=(), microphone=()",
	}
	if base := r.site.Base; base.Prefix == "" && strings.HasPrefix(base.Origin, "https:") {
		headers = append(headers, "Strict-Transport-Security: max-age=31536000")
	}
	return headers
}

// openSearch writes an OpenSearch 1.1 description. The page that it leads to
// holds every name and the latest titles; the text fragment (WICG, Text
// Fragments) makes a browser find the words there without a script.
func (r *Renderer) openSearch(b *bytes.Buffer, p *site.Page) error {
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
