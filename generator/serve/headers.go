package serve

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"strings"

	"communique/generator/render"
	"communique/generator/site"
)

// headerRule is a rule of the site's _headers: what hosts are asked to send
// with the addresses that fit a pattern.
type headerRule struct {
	head, tail string // around the asterisk
	exact      bool   // there is none
	headers    map[string]string
}

// headerRules reads the _headers of a site.
func headerRules(r *render.Renderer, of *site.Site) []headerRule {
	var b bytes.Buffer
	if err := r.Render(&b, of.Page("/_headers")); err != nil {
		panic("serve: " + err.Error()) // it is made of the plan alone
	}
	var rules []headerRule
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if strings.HasPrefix(line, " ") {
			rules[len(rules)-1].headers[name] = value
			continue
		}
		head, tail, wild := strings.Cut(line, "*")
		rules = append(rules, headerRule{head, tail, !wild, map[string]string{}})
	}
	return rules
}

// asked returns the headers for an address, escaped as _headers has it. Of two
// rules that set one, the last holds, as on Netlify.
func asked(rules []headerRule, address string) map[string]string {
	headers := map[string]string{}
	for _, r := range rules {
		rest, fits := strings.CutPrefix(address, r.head)
		if fits && (r.exact && rest == "" || !r.exact && strings.HasSuffix(rest, r.tail)) {
			maps.Copy(headers, r.headers)
		}
	}
	for _, name := range withheld {
		delete(headers, name)
	}
	return headers
}

// withheld are the headers that a preview does without: see the package
// comment.
var withheld = []string{"Access-Control-Allow-Origin", "Strict-Transport-Security", "Cache-Control"}

// mediaType returns the type of a file by its name. Go's own table depends on
// the machine.
func mediaType(p *site.Page) string {
	if t := mediaTypes[strings.ToLower(path.Ext(p.Path.File()))]; t != "" {
		return t
	}
	if p.Kind == site.Headers || p.Kind == site.Redirects {
		return mediaTypes[".txt"]
	}
	return "application/octet-stream"
}

var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".md": "text/plain; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".csv": "text/csv; charset=utf-8", ".pdf": "application/pdf",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".woff2": "font/woff2", ".zip": "application/zip",
}

func sum(b []byte) string { return fmt.Sprintf("%016x", hash(b)) }
