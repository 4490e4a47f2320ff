package render

import (
	"cmp"

	"communique/generator/archive"
	"communique/generator/site"
)

// corrections makes the page of what happened to statements after they were
// issued.
func (r *Renderer) corrections(p *site.Page) (*CorrectionsPage, error) {
	words := r.words(p.Lang)
	f := r.frame(p)
	f.Feed = r.feedOf(p.List.Subject, p.Lang)
	var err error
	if f.Title, err = words.T("corrections"); err != nil {
		return nil, err
	}
	if f.Description, err = words.T("corrections_how"); err != nil {
		return nil, err
	}
	c := &CorrectionsPage{}
	for _, e := range p.List.Events {
		what, err := r.happening(e, p.Lang)
		if err != nil {
			return nil, err
		}
		v := e.Statement.Best(p.Lang)
		link := foreign(v.Title, v.Language, words.Tag)
		link.Href = r.href(r.site.StatementIn(e.Statement, p.Lang)) + fragment(e)
		c.Events = append(c.Events, Event{link, what, e.Date, e.Note})
	}
	c.Frame = r.finish(p, f)
	return c, nil
}

// happening says what happened in an event, and who did it.
func (r *Renderer) happening(e site.Event, lang string) (string, error) {
	words := r.words(lang)
	switch e.What {
	case site.Signed:
		return words.T("event_signed", "name", e.Statement.NameOf(*e.Signature, lang))
	case site.Withdrawn:
		return words.T("event_withdrawn", "name", e.Statement.NameOf(*e.Signature, lang))
	case site.Corrected:
		return words.T("corrected")
	case site.Retracted:
		return words.T("retracted")
	}
	panic("render: no words for an event of kind " + string(e.What))
}

func fragment(e site.Event) string {
	if f := e.Fragment(); f != "" {
		return "#" + f
	}
	return ""
}

// eventEntry makes an event's entry. Its title says what happened to which
// statement, for a feed reader may show nothing else; so it is also the content
// of one that has no note.
func (r *Renderer) eventEntry(e site.Event, lang string) (*entry, error) {
	what, err := r.happening(e, lang)
	if err != nil {
		return nil, err
	}
	title := what + " · " + e.Statement.Best(lang).Title
	language := r.words(lang).Tag
	if e.Note != "" {
		language = e.Statement.Versions.Original().Language // in which notes are written
	}
	return &entry{
		id: e.ID, url: r.site.Base.URL(r.site.StatementIn(e.Statement, lang)) + fragment(e),
		title: title, language: language, html: appendParagraph(nil, cmp.Or(e.Note, title)), date: e.Date,
	}, nil
}

// retraction makes the notice that stands before the text of a retracted
// statement in feeds.
func (r *Renderer) retraction(n *archive.Note, lang string) ([]byte, error) {
	words := r.words(lang)
	date, err := words.Date(n.Date)
	if err != nil {
		return nil, err
	}
	notice, err := words.T("retracted_on", "date", date)
	if err != nil {
		return nil, err
	}
	b := append(appendXML([]byte("<p><strong>"), notice), "</strong> "...)
	return append(appendXML(b, n.Text), "</p>\n"...), nil
}

// appendParagraph appends a text as a paragraph of HTML.
func appendParagraph(b []byte, text string) []byte {
	return append(appendXML(append(b, "<p>"...), text), "</p>"...)
}
