package render

import (
	"bytes"
	"path"
	"strings"

	"communique/generator/site"
)

// redirect makes what stands at a former address, on hosts that know no
// redirects: HTML that leads a browser on at once, needs no script and no
// theme, and is not for search engines. What a program reads, a feed or a
// PDF, is a copy of what it leads to, for a program does not follow HTML.
func (r *Renderer) redirect(b *bytes.Buffer, p *site.Page) error {
	if ext := path.Ext(p.Path.File()); ext != ".html" && ext != ".htm" {
		return r.Render(b, p.Target)
	}
	to := r.href(p.Target.Path)
	out := append(b.AvailableBuffer(), "<!doctype html>\n<html lang=\""...)
	out = appendXML(out, r.words(p.Lang).Tag)
	out = append(out, "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"...)
	out = appendXML(out, string(p.Target.Path))
	out = append(out, "</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\""...)
	out = appendXML(out, r.site.Base.URL(r.site.Canonical(p.Target)))
	out = append(out, "\">\n<meta http-equiv=\"refresh\" content=\"0; url="...)
	out = appendXML(out, to)
	out = append(out, "\">\n<p><a href=\""...)
	out = appendXML(out, to)
	out = append(out, "\">"...)
	out = appendXML(out, r.site.Base.URL(p.Target.Path))
	b.Write(append(out, "</a></p>\n</html>\n"...))
	return nil
}

// redirects writes the same for hosts that answer by themselves, in the form
// of Netlify, Cloudflare Pages and GitLab Pages: former address, present one,
// status. The mark behind the status asks Netlify to answer so although there
// is a file; Cloudflare does anyway, and GitLab serves the file. An asterisk
// and a colon would have a meaning.
func (r *Renderer) redirects(b *bytes.Buffer) {
	plain := strings.NewReplacer("*", "%2A", ":", "%3A")
	for _, p := range r.site.Redirects {
		b.WriteString(plain.Replace(r.href(p.Path)) + " " + plain.Replace(r.href(p.Target.Path)) + " 301!\n")
	}
}
