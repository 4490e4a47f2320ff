// Package render makes the bytes of a planned page: HTML by the theme's
// templates, feeds, sitemaps, copies of attachments. One page is a pure
// function of the plan, the theme and the content folder, so any number of
// workers may ask for pages in any order; a preview asks for one. Files of
// datasets grow with the archive; Stream writes them a line at a time.
//
// A statement's text is rendered once, wherever it is used: it is kept for the
// feeds that need it after its page, up to a fixed number of bytes, so memory
// does not grow with the size of the archive's texts.
//
// Formats and their sources: HTML Living Standard; RSS 2.0.11 with the modules
// content, dc and atom, its past as RFC 5005; JSON Feed 1.1; OPML 2.0; WebSub;
// sitemaps.org 0.9; robots.txt as RFC 9309; OpenSearch 1.1; Open Graph, Highwire
// Press, Dublin Core and schema.org in the head; CSV as RFC 4180, JSON Lines,
// Data Package and Table Schema 1.
package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"communique/generator/archive"
	"communique/generator/picture"
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

	// Partials that many pages share, and what machines read.
	nodes      nodes
	lines      once[itemKey, template.HTML]
	signatures once[signatureKey, signatureLines]
	links      once[linkKey, template.HTML]
	urls       once[linkKey, string] // of signatories, for feeds
	sizes      once[string, int64]   // of pictures as they are published, for feeds

	half struct { // documents of feeds that one format is made of
		mu   sync.Mutex
		made map[document][]*entry
	}

	predecessors map[*archive.Signatory][]*archive.Signatory
}

// New returns a renderer of the pages of s, whose texts and attachments are
// read from the content folder.
func New(s *site.Site, t *theme.Theme, content fs.FS) *Renderer {
	r := &Renderer{site: s, theme: t, content: content, room: feedMemory, chrome: map[string]*Chrome{}, items: map[itemKey]*item{}, predecessors: s.Archive.Predecessors()}
	for _, lang := range s.Languages {
		r.chrome[lang] = r.newChrome(lang)
	}
	r.half.made = map[document][]*entry{}
	r.expect()
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
	case site.OPML:
		return r.opml(b, p)
	case site.Sitemap:
		r.sitemap(b, p.Sitemap)
		return nil
	case site.CSV, site.JSONLines, site.BibTeX, site.RIS:
		return r.Stream(b, p)
	case site.DataPackage:
		return r.dataPackage(b)
	case site.Headers:
		r.headers(b)
		return nil
	case site.Redirect:
		return r.redirect(b, p)
	case site.Redirects:
		r.redirects(b)
		return nil
	case site.OpenSearch:
		return r.openSearch(b, p)
	case site.Robots:
		fmt.Fprintf(b, "User-agent: *\nAllow: /\n\nSitemap: %s\n", r.site.Base.URL("/sitemap.xml"))
		return nil
	case site.Asset:
		b.Write(r.theme.Assets[p.Asset].Data)
		return nil
	case site.Logo:
		return r.logoFile(b, p)
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
		return fmt.Errorf("cannot make %s: %s.html, or a part that it uses, puts a value where it could do harm (ZgotmplZ)", p.Path, p.Kind)
	}
	return nil
}

func (r *Renderer) file(b *bytes.Buffer, name string) error {
	if picture.Named(name) != "" {
		return r.picture(b, name)
	}
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

// picture makes the file of a picture: without the place where it was taken,
// the camera's number, the name of who drew it.
func (r *Renderer) picture(b *bytes.Buffer, name string) error {
	data, err := fs.ReadFile(r.content, name)
	if err != nil {
		return fmt.Errorf("cannot read an attachment: %w", err)
	}
	clean, err := picture.Clean(data)
	if err != nil {
		return fmt.Errorf("cannot clean %s: %w", r.site.Archive.File(name), err)
	}
	b.Write(clean)
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
	spoken := r.words(lang).Tag
	c := &Chrome{
		Title:       foreign(a.TitleIn(lang), archiveLanguage(a.Titles, lang, a.Language), spoken),
		Description: foreign(a.DescriptionIn(lang), archiveLanguage(a.Descriptions, lang, a.Language), spoken),
		Search:      r.href(r.site.Index(site.Search, lang)),
		OpenSearch:  r.href(r.site.OpenSearch(lang)),
		Feeds:       r.href(r.site.Index(site.Feeds, lang)),
		Data:        r.href(r.site.Index(site.DataIndex, lang)),
		Corrections: r.href(r.site.Index(site.Corrections, lang)),
		Publisher:   a.Publisher,
		License:     a.License,
	}
	c.Title.Href = r.href(r.site.Home(lang))
	for _, kind := range []site.Kind{site.Statements, site.Countries, site.Signatories, site.Topics} {
		c.Sections = append(c.Sections, Section{string(kind), r.href(r.site.Index(kind, lang))})
	}
	for _, p := range a.Pages {
		v, ok := p.In(lang)
		if !ok {
			v = p.Original()
		}
		link := foreign(v.Title, v.Language, spoken)
		link.Href = r.href(r.site.PageIn(p, lang))
		c.Pages = append(c.Pages, link)
	}
	if len(r.site.Languages) > 1 {
		for _, l := range r.site.Languages {
			c.Languages = append(c.Languages, r.alternate(site.Alternate{Lang: l, Path: r.site.Home(l)}, lang))
		}
	}
	return c
}

// archiveLanguage returns the language of what the archive says of itself.
func archiveLanguage(said map[string]string, lang, own string) string {
	if said[lang] != "" {
		return lang
	}
	return own
}

// foreign is a text that is marked with its language, where that is known and
// not the page's.
func foreign(text, lang, page string) Link {
	l := Link{Text: text}
	if lang != "" {
		l.Lang, l.Dir = textIn(lang, page)
	}
	return l
}

// frame makes what every page has. The caller adds what is its own.
func (r *Renderer) frame(p *site.Page) Frame {
	words := r.words(p.Lang)
	f := Frame{
		Kind:      string(p.Kind),
		Lang:      words.Tag,
		Dir:       words.Dir,
		Canonical: r.site.Base.URL(r.site.Canonical(p)),
		Index:     p.Kind != site.NotFound && p.Kind != site.Removed,
		Site:      r.chrome[r.around(p.Lang)],
		Feed:      r.feedOf(site.Subject{Kind: site.Statements}, p.Lang),
	}
	f.Sections = Sections{Site: f.Site, Current: sections[p.Kind]}
	for _, a := range r.site.Switch(p) {
		f.Languages = append(f.Languages, r.alternate(a, p.Lang))
	}
	for _, a := range r.site.Alternates(p) {
		f.Alternates = append(f.Alternates, r.alternate(a, p.Lang))
	}
	return f
}

func (r *Renderer) alternate(a site.Alternate, page string) Alternate {
	return Alternate{
		Lang: a.Lang, Dir: archive.Direction(a.Lang), Name: languageName(a.Lang),
		Href: r.href(a.Path), URL: r.site.Base.URL(a.Path), Current: a.Lang == page,
	}
}

// sections are the navigation links that are current on a kind of page.
var sections = map[site.Kind]string{
	site.Statement: "statements", site.Statements: "statements",
	site.Countries: "countries", site.Country: "countries",
	site.Signatories: "signatories", site.Signatory: "signatories",
	site.Topics: "topics", site.Topic: "topics",
	site.Search: "search",
}

// languageName returns a language's name in itself.
func languageName(lang string) string {
	return cmp.Or(display.Self.Name(language.Make(lang)), lang)
}

// languageIn returns a language's name for readers of another, as far as that
// is known: its own name is understood by those who can read the text.
func languageIn(lang, reader string) string {
	if names := display.Languages(language.Make(reader)); names != nil {
		if name := names.Name(language.Make(lang)); name != "" {
			return name
		}
	}
	return languageName(lang)
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
	title, name, words := r.site.Archive.TitleIn(lang), of.Name(lang), r.words(lang)
	var err error
	if of.Kind == site.Corrections {
		name, err = words.T("corrections")
	}
	if name != "" && err == nil {
		title, err = words.T("feed_about", "archive", title, "subject", name)
	}
	if err != nil {
		// Every theme has the keys: English has them, and Load sees to the rest.
		panic("render: " + err.Error())
	}
	return title
}

// join lists names as a language does.
func (r *Renderer) join(names []string, lang string) string {
	comma, err := r.words(lang).T("comma")
	if err != nil {
		panic("render: " + err.Error()) // every theme has it
	}
	return strings.Join(names, comma+" ")
}
