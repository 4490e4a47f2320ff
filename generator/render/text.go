package render

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"communique/generator/archive"
	"communique/generator/load"
	"communique/generator/markdown"
	"communique/generator/site"
)

// ownAddress marks addresses of the site in a text that has been rendered
// once for pages and feeds: a page writes them from its root, a feed with the
// host. No text can contain the mark, for markdown writes quotes in text as
// entities, and resolve changes a link to that host.
const ownAddress = "https://own.invalid/" // a name that nobody can have (RFC 2606)

var (
	markedAddress  = []byte(`="` + ownAddress)
	markedFragment = []byte(`href="#`)
)

// text renders the body of a version for a page in a language. In it,
// addresses of the site are marked; onPage or inFeed makes them whole.
func (r *Renderer) text(v archive.Version, lang string) ([]byte, error) {
	if v.Body.Empty {
		return nil, nil
	}
	src, err := load.Body(r.content, v)
	if err != nil {
		return nil, err
	}
	words := r.words(lang)
	notes, err := words.T("footnotes")
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	back, err := words.T("footnote_back")
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	return markdown.HTML(make([]byte, 0, len(src)+len(src)/4), src, markdown.Options{
		Link:     func(dest string) string { return r.resolve(v, dest) },
		Image:    func(dest string) markdown.Image { return r.image(v, dest) },
		Headings: 2,
		Labels: markdown.Labels{Notes: notes, Back: func(note, ref int) string {
			return fmt.Sprintf("%s (%d)", back, note)
		}},
	}), nil
}

// resolve returns the address that a text's link is written with. The plan
// has followed every link, so one that leads nowhere is a bug.
func (r *Renderer) resolve(v archive.Version, dest string) string {
	t, err := r.site.Resolve(v.Source.Path, v.Language, dest)
	switch {
	case err != nil:
		panic("render: a link that the plan accepted: " + err.Error())
	case t.External != "":
		if rest, marked := strings.CutPrefix(t.External, ownAddress); marked {
			// A host is the same in capitals, and then is not the mark.
			return strings.ToUpper(ownAddress) + rest
		}
		return t.External
	}
	fragment := ""
	if t.Fragment != "" {
		fragment = "#" + t.Fragment
	}
	return ownAddress[:len(ownAddress)-1] + r.href(t.Path) + t.Query + fragment
}

// image returns how a picture of a text is written.
func (r *Renderer) image(v archive.Version, dest string) markdown.Image {
	as := markdown.Image{Src: r.resolve(v, dest)}
	if t, err := r.site.Resolve(v.Source.Path, v.Language, dest); err == nil {
		file := r.site.FileAt(t.Path)
		as.Width, as.Height = file.Width, file.Height
	}
	return as
}

// onPage turns a rendered text into what its page has.
func onPage(html []byte) template.HTML {
	// #nosec G203: package markdown writes no HTML but its own
	return template.HTML(replaceAll(html, markedAddress, `="/`))
}

// inFeed turns a rendered text into what a feed has: whole addresses, for
// feed readers show it elsewhere.
func (r *Renderer) inFeed(html []byte, page site.Path) []byte {
	html = replaceAll(html, markedAddress, `="`+r.site.Base.Origin+`/`)
	return replaceAll(html, markedFragment, `href="`+r.site.Base.URL(page)+`#`)
}

// replaceAll is bytes.ReplaceAll without a copy where there is nothing to
// replace, as in most texts.
func replaceAll(html, old []byte, with string) []byte {
	if !bytes.Contains(html, old) {
		return html
	}
	return bytes.ReplaceAll(html, old, []byte(with))
}

// about renders the text about a subject: in the page's language, else the
// original.
func (r *Renderer) about(all archive.Versions, lang string) (*Text, error) {
	v, ok := all.In(lang)
	if !ok {
		v = all.Original()
	}
	if v.Body.Empty || len(all) == 0 {
		return nil, nil
	}
	html, err := r.text(v, lang)
	if err != nil {
		return nil, err
	}
	t := &Text{HTML: onPage(html)}
	t.Lang, t.Dir = textIn(v.Language, r.words(lang).Tag)
	return t, nil
}
