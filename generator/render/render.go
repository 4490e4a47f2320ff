// Package render makes the bytes of a planned page: HTML by the theme's
// templates, feeds, sitemaps, copies of attachments. One page is a pure
// function of the plan, the theme and the content folder, so any number of
// workers may ask for pages in any order; a preview asks for one.
//
// A statement's text is rendered once, wherever it is used: it is kept for the
// feeds that need it after its page, up to a fixed number of bytes, so memory
// does not grow with the size of the archive's texts.
//
// Formats and their sources: HTML Living Standard; RSS 2.0.11 with the modules
// content, dc and atom; JSON Feed 1.1; sitemaps.org 0.9; robots.txt as RFC 9309.
package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync/atomic"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"communique/generator/archive"
	"communique/generator/site"
	"communique/generator/theme"
)

// Renderer renders the pages of one site. It is safe for concurrent use.
type Renderer struct {
	site    *site.Site
	theme   *theme.Theme
	content fs.FS
	chrome  map[string]*Chrome // by language of the site
	items   map[itemKey]*item  // of the statements that are in feeds
	kept    atomic.Int64       // bytes of their texts
	room    int64              // how many are kept

	// Partials that many pages share.
	lines      once[itemKey, template.HTML]
	signatures once[signatureKey, signatureLines]
	links      once[linkKey, template.HTML]
	urls       once[linkKey, string] // of signatories, for feeds
}

// New returns a renderer of the pages of s, whose texts and attachments are
// read from the content folder.
func New(s *site.Site, t *theme.Theme, content fs.FS) *Renderer {
	r := &Renderer{site: s, theme: t, content: content, room: feedMemory, chrome: map[string]*Chrome{}, items: map[itemKey]*item{}}
	for _, lang := range s.Languages {
		r.chrome[lang] = r.newChrome(lang)
	}
	for p := range s.All {
		if p.Kind == site.RSS || p.Kind == site.JSONFeed {
			for _, st := range p.List.Shown {
				key := itemKey{st, p.Lang}
				if r.items[key] == nil {
					r.items[key] = &item{}
				}
			}
		}
	}
	return r
}

// Render appends the bytes of a page to b. An error names what could not be
// read, or the template that failed; nothing of b is to be used then.
func (r *Renderer) Render(b *bytes.Buffer, p *site.Page) error {
	switch p.Kind {
	case site.RSS:
		return r.rss(b, p)
	case site.JSONFeed:
		return r.jsonFeed(b, p)
	case site.Sitemap:
		r.sitemap(b, p.Sitemap)
		return nil
	case site.Robots:
		fmt.Fprintf(b, "User-agent: *\nAllow: /\n\nSitemap: %s\n", r.site.Base.URL("/sitemap.xml"))
		return nil
	case site.Asset:
		b.Write(r.theme.Assets[p.Asset].Data)
		return nil
	case site.File:
		return r.file(b, p.Content)
	}
	view, err := r.view(p)
	if err != nil {
		return err
	}
	if err := r.words(p.Lang).Execute(b, string(p.Kind), view); err != nil {
		return fmt.Errorf("cannot make %s: %w", p.Path, err)
	}
	// html/template writes this where it refuses a value; a page with it is
	// broken, and the template is what must be mended.
	if bytes.Contains(b.Bytes(), []byte("ZgotmplZ")) {
		return fmt.Errorf("cannot make %s: the template puts a value where it could do harm (ZgotmplZ)", p.Path)
	}
	return nil
}

func (r *Renderer) file(b *bytes.Buffer, name string) error {
	f, err := r.content.Open(name)
	if err != nil {
		return fmt.Errorf("cannot read an attachment: %w", err)
	}
	_, err = b.ReadFrom(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("cannot read an attachment: %w", err)
	}
	return nil
}

// words returns the theme in the language of a page.
func (r *Renderer) words(lang string) *theme.Language {
	return r.theme.Language(lang, r.site.Languages[0])
}

// around returns the language of the page around a text: one that the site is
// offered in.
func (r *Renderer) around(lang string) string {
	if r.chrome[lang] != nil {
		return lang
	}
	return r.site.Languages[0]
}

func (r *Renderer) href(p site.Path) string { return r.site.Base.Href(p) }

func (r *Renderer) newChrome(lang string) *Chrome {
	a := r.site.Archive
	c := &Chrome{Title: a.Title, Description: a.Description, Home: r.href(r.site.Home(lang)), Publisher: a.Publisher, License: a.License}
	for _, kind := range []site.Kind{site.Statements, site.Countries, site.Signatories, site.Topics} {
		c.Sections = append(c.Sections, Section{string(kind), r.href(r.site.Index(kind, lang))})
	}
	for _, p := range a.Pages {
		v, ok := p.In(lang)
		if !ok {
			v = p.Original()
		}
		link := Link{Href: r.href(r.site.PageIn(p, lang)), Text: v.Title}
		if v.Language != lang {
			link.Lang, link.Dir = v.Language, archive.Direction(v.Language)
		}
		c.Pages = append(c.Pages, link)
	}
	return c
}

// frame makes what every page has. The caller adds what is its own.
func (r *Renderer) frame(p *site.Page) Frame {
	words := r.words(p.Lang)
	f := Frame{
		Kind:      string(p.Kind),
		Lang:      words.Tag,
		Dir:       words.Dir,
		Canonical: r.site.Base.URL(p.Path),
		Index:     p.Kind != site.NotFound,
		Site:      r.chrome[r.around(p.Lang)],
	}
	f.Sections = Sections{Site: f.Site, Current: sections[p.Kind]}
	return f
}

// sections are the navigation links that are current on a kind of page.
var sections = map[site.Kind]string{
	site.Statement: "statements", site.Statements: "statements",
	site.Countries: "countries", site.Country: "countries",
	site.Signatories: "signatories", site.Signatory: "signatories",
	site.Topics: "topics", site.Topic: "topics",
}

// alternates lists a page in each language that has it; path gives its
// address there, "" where there is none. One page alone has no alternates.
func (r *Renderer) alternates(current string, languages []string, path func(lang string) site.Path) []Alternate {
	if len(languages) < 2 {
		return nil
	}
	var all []Alternate
	for _, lang := range languages {
		if p := path(lang); p != "" {
			all = append(all, Alternate{Lang: lang, Name: languageName(lang), Href: r.href(p), URL: r.site.Base.URL(p), Current: lang == current})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// languageName returns a language's name in itself.
func languageName(lang string) string {
	return cmp.Or(display.Self.Name(language.Make(lang)), lang)
}

// textIn marks a text with its language, where that is not the page's.
func textIn(lang, page string) (string, string) {
	if lang == page {
		return "", ""
	}
	return lang, archive.Direction(lang)
}

// feedOf returns the feeds of a list.
func (r *Renderer) feedOf(of site.Subject, lang string) Feed {
	lang = r.around(lang)
	return Feed{
		Title: r.feedTitle(of, lang),
		RSS:   r.href(r.site.Feed(of, site.RSS, lang)),
		JSON:  r.href(r.site.Feed(of, site.JSONFeed, lang)),
	}
}

func (r *Renderer) feedTitle(of site.Subject, lang string) string {
	title := r.site.Archive.Title
	if name := of.Name(lang); name != "" {
		// Every theme has the key: English has it, and Load sees to the rest.
		joined, err := r.words(lang).T("feed_about", "archive", title, "subject", name)
		if err != nil {
			panic("render: " + err.Error())
		}
		return joined
	}
	return title
}

// join lists names with commas.
func join(names []string) string { return strings.Join(names, ", ") }
