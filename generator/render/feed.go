package render

import (
	"cmp"
	"iter"
	"sync"

	"communique/generator/archive"
	"communique/generator/site"
)

// itemKey is a statement in the feeds of a language.
type itemKey struct {
	statement *archive.Statement
	lang      string
}

// feedMemory is how many bytes of statements' texts are kept for feeds. What
// does not fit, in an archive of very long or very many texts, is rendered
// again for each feed, so that memory does not grow with the texts.
const feedMemory = 24 << 20

// item is a statement's text as the feeds have it. It is made by whoever comes
// first: the statement's page, or a feed that is asked for alone. What the
// formats put around the text is made for each feed, which is little work.
type item struct {
	mu   sync.Mutex
	made bool
	html []byte
}

// keep notes the text of an item while there is room.
func (r *Renderer) keep(it *item, html []byte) {
	it.mu.Lock()
	defer it.mu.Unlock()
	if !it.made && r.kept.Add(int64(len(html))) <= r.room {
		it.made, it.html = true, html
	}
}

// statementText renders a statement's text for its page, and in passing the
// item of the feeds that show the same text.
func (r *Renderer) statementText(st *archive.Statement, p *site.Page) ([]byte, error) {
	v := st.Versions[p.Version]
	html, err := r.text(v, p.Lang)
	if err != nil {
		return nil, err
	}
	for _, lang := range r.site.Languages {
		it := r.items[itemKey{st, lang}]
		if it != nil && r.site.StatementIn(st, lang) == p.Path {
			r.keep(it, r.inFeed(html, p.Path))
		}
	}
	return html, nil
}

// feedText returns a statement's text for the feeds of a language.
func (r *Renderer) feedText(st *archive.Statement, lang string) ([]byte, error) {
	it := r.items[itemKey{st, lang}]
	it.mu.Lock()
	made, html := it.made, it.html
	it.mu.Unlock()
	if made {
		return html, nil
	}
	// In the words of the page that has the text, for that may come first.
	v, around := st.Best(lang), lang
	if v.Language != lang {
		around = r.site.Languages[0]
	}
	html, err := r.text(v, around)
	if err != nil {
		return nil, err
	}
	html = r.inFeed(html, r.site.StatementIn(st, lang))
	r.keep(it, html)
	return html, nil
}

// entry is what a feed has one of, whatever its format: a statement, or
// something that happened to one.
type entry struct {
	id, url        string
	title, summary string
	language       string // empty where it is not known
	html           []byte
	authors        []author
	tags           []string
	date           archive.Date
	modified       archive.Date // zero where nothing happened after the date
}

// author is a signatory that stands, under the name that it signed with.
type author struct{ name, url string }

// entries yields what a feed has, in its order. After an error there is no
// more.
func (r *Renderer) entries(l *site.List, lang string) iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		for _, st := range l.Shown {
			if e, err := r.entry(st, lang); !yield(e, err) || err != nil {
				return
			}
		}
		for _, event := range l.Events {
			if e, err := r.eventEntry(event, lang); !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// entry makes a statement's entry. One without a text has its summary, or its
// title, for content: the formats want some. That of one that was retracted
// says so first, for what stands in a feed reader is seldom opened again.
func (r *Renderer) entry(st *archive.Statement, lang string) (*entry, error) {
	html, err := r.feedText(st, lang)
	if err != nil {
		return nil, err
	}
	page, v := r.site.StatementIn(st, lang), st.Best(lang)
	e := &entry{
		id: r.site.TagURI(st), url: r.site.Base.URL(page),
		title: v.Title, summary: v.Summary, language: v.Language, html: html, date: st.Date,
	}
	if len(html) == 0 {
		e.html = appendParagraph(nil, cmp.Or(v.Summary, v.Title))
	}
	if st.Retracted != nil {
		notice, err := r.retraction(st.Retracted, lang)
		if err != nil {
			return nil, err
		}
		e.html = append(notice, e.html...)
	}
	if u := st.Updated(); u != st.Date {
		e.modified = u
	}
	e.authors = make([]author, 0, len(st.Signatures))
	for g := range st.Standing {
		of := site.Subject{Kind: site.Signatory, Signatory: g.To}
		url, _ := r.urls.get(linkKey{of, lang}, func() (string, error) {
			return r.site.Base.URL(r.site.ListIn(of, site.Period{}, lang)), nil
		})
		e.authors = append(e.authors, author{st.NameOf(g, lang), url})
	}
	for _, c := range st.Countries {
		e.tags = append(e.tags, c.To.NameIn(lang))
	}
	for _, t := range st.Topics {
		e.tags = append(e.tags, t.To.NameIn(lang))
	}
	return e, nil
}

// listURL returns the page that shows what a feed has.
func (r *Renderer) listURL(of site.Subject, lang string) string {
	if of.Kind == site.Statements {
		return r.site.Base.URL(r.site.Home(lang))
	}
	return r.site.Base.URL(r.site.ListIn(of, site.Period{}, lang))
}
