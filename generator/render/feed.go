package render

import (
	"bytes"
	"cmp"
	"sync"

	"communique/generator/archive"
	"communique/generator/picture"
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
const feedMemory = 12 << 20

// item is a statement's text as the feeds have it. It is made by whoever comes
// first: the statement's page, or a feed that is asked for alone. It is kept
// until all documents of a build have had it.
type item struct {
	mu   sync.Mutex
	left int // how many documents have yet to be made of it
	html []byte
}

// expect counts which texts the feeds of a site will ask for: each document
// once, for its two formats are made of the same entries.
func (r *Renderer) expect() {
	for p := range r.site.All {
		if p.Kind != site.RSS || !p.Feed.InFull() {
			continue
		}
		shown, _ := p.Feed.Shown()
		for _, st := range shown {
			key := itemKey{st, p.Lang}
			if r.items[key] == nil {
				r.items[key] = &item{}
			}
			r.items[key].left++
		}
	}
}

// keep notes the text of an item if somebody will ask for it, while there is
// room.
func (r *Renderer) keep(it *item, html []byte) {
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.left <= 0 || it.html != nil {
		return
	}
	if size := int64(len(html)); r.kept.Add(size) <= r.room {
		it.html = html
	} else {
		r.kept.Add(-size)
	}
}

// take returns the text of an item, if it is there, to one of those who ask
// for it. After the last of them it is gone.
func (r *Renderer) take(it *item) []byte {
	it.mu.Lock()
	defer it.mu.Unlock()
	html := it.html
	if it.left--; it.left <= 0 && html != nil {
		r.kept.Add(-int64(len(html)))
		it.html = nil
	}
	return html
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
	if html := r.take(it); html != nil {
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
	short          bool // html is not the text in full
	authors        []author
	tags           []string
	date           archive.Date
	modified       archive.Date // zero where nothing happened after the date
	document       *enclosure
}

// author is a signatory that stands, under the name that it signed with.
type author struct{ name, url string }

// enclosure is the signed document, as the archive has it: where, of which
// media type, and how many bytes.
type enclosure struct {
	url, mediaType string
	size           int64
}

// document names a document of a feed, whatever its format.
type document struct {
	feed   *site.Feed
	number int
	lang   string
}

// halfMade is for how many documents the entries are kept that only one format
// has been made of. The other follows at once in a build; of a preview it may
// never be asked for.
const halfMade = 32

// entries returns what a document of a feed has, in its order. Who makes the
// other format of it takes the same: to make them is half of the work.
func (r *Renderer) entries(of site.Portion, lang string) ([]*entry, error) {
	key := document{of.Feed, of.Number, lang}
	r.half.mu.Lock()
	all, ok := r.half.made[key]
	delete(r.half.made, key)
	r.half.mu.Unlock()
	if ok {
		return all, nil
	}
	statements, events := of.Shown()
	all = make([]*entry, 0, len(statements)+len(events))
	for _, st := range statements {
		e, err := r.entry(st, lang, of.InFull())
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	for _, event := range events {
		e, err := r.eventEntry(event, lang)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	r.half.mu.Lock()
	defer r.half.mu.Unlock()
	if len(r.half.made) >= halfMade {
		clear(r.half.made)
	}
	r.half.made[key] = all
	return all, nil
}

// entry makes a statement's entry, in full or with its summary for a text.
// Beside a summary there is neither who signed nor what it is about: that is in
// the past of the archive's own feed. A statement is in as many summaries as it
// has signatories, and with all their names in each, those of 10,000
// statements would be a third of a site.
func (r *Renderer) entry(st *archive.Statement, lang string, inFull bool) (*entry, error) {
	v := st.Best(lang)
	e := &entry{
		id: r.site.TagURI(st), url: r.site.Base.URL(r.site.StatementIn(st, lang)),
		title: v.Title, language: v.Language, date: st.Date, short: !inFull,
	}
	if err := r.fillIn(e, st, lang); err != nil {
		return nil, err
	}
	if u := st.Updated(); u != st.Date {
		e.modified = u
	}
	if !inFull {
		return e, nil
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

// fillIn gives an entry what can be read in it. A statement without a text
// has its summary, or its title, for one: the formats want some. That of one
// that was retracted says so first, for what stands in a feed reader is seldom
// opened again.
func (r *Renderer) fillIn(e *entry, st *archive.Statement, lang string) error {
	summary := st.Best(lang).Summary
	if !e.short {
		var err error
		if e.html, err = r.feedText(st, lang); err != nil {
			return err
		}
		if e.document, err = r.enclosure(st); err != nil {
			return err
		}
		e.summary = summary
	}
	if len(e.html) == 0 {
		e.html = appendParagraph(nil, cmp.Or(summary, e.title))
	}
	if st.Retracted != nil {
		notice, err := r.retraction(st.Retracted, lang)
		if err != nil {
			return err
		}
		e.html = append(notice, e.html...)
	}
	return nil
}

// enclosure returns a statement's signed document; nil where the archive has
// none. Of one that is elsewhere nobody knows the size, which RSS wants.
func (r *Renderer) enclosure(st *archive.Statement) (*enclosure, error) {
	file, ok := r.site.Archive.Files[st.Original]
	if _, published := r.site.FileAddress(st.Original); !ok || !published {
		return nil, nil
	}
	size := file.Size
	if picture.Named(st.Original) != "" { // it is published without what cameras write
		var err error
		if size, err = r.sizes.get(st.Original, func() (int64, error) {
			var b bytes.Buffer
			err := r.picture(&b, st.Original)
			return int64(b.Len()), err
		}); err != nil {
			return nil, err
		}
	}
	url := r.site.OriginalURL(st)
	return &enclosure{url, cmp.Or(mediaType(url), "application/octet-stream"), size}, nil
}

// listURL returns the page that shows what a feed has.
func (r *Renderer) listURL(of site.Subject, lang string) string {
	if of.Kind == site.Statements {
		return r.site.Base.URL(r.site.Home(lang))
	}
	return r.site.Base.URL(r.site.ListIn(of, site.Period{}, lang))
}
