package render

import (
	"bytes"
	"slices"

	"communique/generator/archive"
	"communique/generator/site"
)

// subscribe makes the page of all feeds.
func (r *Renderer) subscribe(p *site.Page) (*FeedsPage, error) {
	words := r.words(p.Lang)
	f := r.frame(p)
	var err error
	if f.Title, err = words.T("feeds"); err != nil {
		return nil, err
	}
	if f.Description, err = words.T("feeds_what"); err != nil {
		return nil, err
	}
	v := &FeedsPage{OPML: r.href(r.site.OPML("all", p.Lang)), Hub: r.site.Archive.Hub}
	groups := map[site.Kind]int{}
	for _, index := range []site.Kind{site.Countries, site.Signatories, site.Topics} {
		groups[index.Subject()] = len(v.Groups)
		v.Groups = append(v.Groups, FeedGroup{
			Kind: string(index), Href: r.href(r.site.Index(index, p.Lang)), OPML: r.href(r.site.OPML(index, p.Lang)),
			Crowded: slices.Contains(p.Crowded, index),
		})
	}
	for _, e := range p.Entries {
		named, err := r.namedFeed(e.Subject, p.Lang)
		if err != nil {
			return nil, err
		}
		i, ok := groups[e.Subject.Kind]
		if !ok {
			v.Own = append(v.Own, named)
			continue
		}
		v.Groups[i].Feeds = append(v.Groups[i].Feeds, named)
	}
	if v.Others, err = r.otherLanguages(p.Lang); err != nil {
		return nil, err
	}
	v.Frame = r.finish(p, f)
	return v, nil
}

// otherLanguages returns the archive's feed in each language but one, under
// the language's name.
func (r *Renderer) otherLanguages(but string) ([]NamedFeed, error) {
	var all []NamedFeed
	for _, lang := range r.site.Languages {
		if lang == but {
			continue
		}
		named, err := r.namedFeed(site.Subject{Kind: site.Statements}, lang)
		if err != nil {
			return nil, err
		}
		named.Name.Text, named.Name.Lang, named.Name.Dir = languageName(lang), lang, archive.Direction(lang)
		all = append(all, named)
	}
	return all, nil
}

// namedFeed returns a subject's feed under the subject's name.
func (r *Renderer) namedFeed(of site.Subject, lang string) (NamedFeed, error) {
	feed := r.feedOf(of, lang)
	n := NamedFeed{Name: r.name(of, lang), URL: r.site.Base.URL(r.site.Feed(of, site.RSS, lang)), RSS: feed.RSS, JSON: feed.JSON}
	var err error
	switch of.Kind {
	case site.Statements:
		n.Name.Text, err = r.words(lang).T("all_statements")
	case site.Corrections:
		n.Name.Text, err = r.words(lang).T("corrections")
	}
	n.Name.Href = r.href(r.site.ListIn(of, site.Period{}, lang))
	return n, err
}

// opml writes feeds as a list of subscriptions, OPML 2.0: feed readers take
// the outlines of type rss, and most make a folder of the one around them.
// Titles are those of the feeds, by which readers know them afterwards.
func (r *Renderer) opml(b *bytes.Buffer, p *site.Page) error {
	words, title := r.words(p.Lang), r.site.Archive.TitleIn(p.Lang)
	out := append(b.AvailableBuffer(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n"...)
	out = appendElement(out, "title", title)
	out = append(out, "</head>\n<body>\n"...)
	open := site.Kind("")
	for _, e := range p.Entries {
		if index := e.Subject.Kind.Index(); index != open {
			name := title
			if index != site.Statements {
				var err error
				if name, err = words.T(string(index)); err != nil {
					return err
				}
			}
			if open != "" {
				out = append(out, "</outline>\n"...)
			}
			out = append(appendXML(append(out, `<outline text="`...), name), "\">\n"...)
			open = index
		}
		text := r.feedTitle(e.Subject, p.Lang)
		out = appendXML(append(out, `<outline type="rss" text="`...), text)
		out = appendXML(append(out, `" title="`...), text)
		out = appendXML(append(out, `" xmlUrl="`...), r.site.Base.URL(r.site.Feed(e.Subject, site.RSS, p.Lang)))
		out = appendXML(append(out, `" htmlUrl="`...), r.listURL(e.Subject, p.Lang))
		out = append(out, "\"/>\n"...)
	}
	if open != "" {
		out = append(out, "</outline>\n"...)
	}
	b.Write(append(out, "</body>\n</opml>\n"...))
	return nil
}
