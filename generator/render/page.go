package render

import (
	"path"

	"communique/generator/archive"
	"communique/generator/site"
)

// view makes what the template of a page's kind sees.
func (r *Renderer) view(p *site.Page) (any, error) {
	switch p.Kind {
	case site.Home:
		return r.home(p)
	case site.Statement:
		return r.statement(p)
	case site.Statements, site.Periods, site.Country, site.Signatory, site.Topic:
		return r.list(p)
	case site.Countries, site.Signatories, site.Topics:
		return r.index(p)
	case site.Corrections:
		return r.corrections(p)
	case site.Search:
		return r.search(p)
	case site.Feeds:
		return r.subscribe(p)
	case site.DataIndex:
		return r.dataIndex(p)
	case site.Text:
		return r.page(p)
	case site.Removed:
		return r.removed(p)
	case site.NotFound:
		f := r.frame(p)
		var err error
		f.Title, err = r.words(p.Lang).T("not_found")
		return &NotFoundPage{r.finish(p, f)}, err
	}
	panic("render: no view for kind " + string(p.Kind))
}

func (r *Renderer) home(p *site.Page) (*HomePage, error) {
	f := r.frame(p)
	f.Sections.Home = true
	f.Description = f.Site.Description.Text
	n := r.site.Figures
	h := &HomePage{
		Statements: n.Statements, Signatories: n.Signatories, Countries: n.Countries,
		First: int(n.First), Last: int(n.Last),
	}
	var err error
	if h.Latest, err = r.itemLines(p.List.Shown, p.Lang); err != nil {
		return nil, err
	}
	if h.Chart, err = r.chart(p.List, p.Lang); err != nil {
		return nil, err
	}
	for _, of := range []struct{ index, kind site.Kind }{{site.Countries, site.Country}, {site.Signatories, site.Signatory}, {site.Topics, site.Topic}} {
		tallies, err := r.tallies(r.site.Leading[of.kind], p.Lang)
		if err != nil {
			return nil, err
		}
		h.Leading = append(h.Leading, Leading{string(of.index), r.href(r.site.Index(of.index, p.Lang)), tallies})
	}
	h.Frame = r.finish(p, f)
	return h, nil
}

// finish adds what is made of all the rest of a frame.
func (r *Renderer) finish(p *site.Page, f Frame) Frame {
	f.Head = r.head(p, &f)
	return f
}

func (r *Renderer) index(p *site.Page) (*IndexPage, error) {
	f := r.frame(p)
	var err error
	if f.Title, err = r.words(p.Lang).T(string(p.Kind)); err != nil {
		return nil, err
	}
	x := &IndexPage{}
	if x.Entries, err = r.tallies(p.Entries, p.Lang); err != nil {
		return nil, err
	}
	for _, e := range p.Entries {
		if e.Count > 0 {
			x.Total++
		}
	}
	switch p.Kind {
	case site.Countries:
		if x.Map, err = r.worldMap(p.Entries, p.Lang); err != nil {
			return nil, err
		}
	case site.Signatories:
		if x.Network, err = r.networkIn(p.Lang); err != nil {
			return nil, err
		}
	}
	x.Frame = r.finish(p, f)
	return x, nil
}

func (r *Renderer) search(p *site.Page) (*SearchPage, error) {
	f := r.frame(p)
	v := &SearchPage{}
	var err error
	if f.Title, err = r.words(p.Lang).T("search"); err != nil {
		return nil, err
	}
	tallies, err := r.tallies(p.Entries, p.Lang)
	if err != nil {
		return nil, err
	}
	for i, e := range p.Entries {
		switch e.Subject.Kind {
		case site.Country:
			v.Countries = append(v.Countries, tallies[i])
		case site.Signatory:
			v.Signatories = append(v.Signatories, tallies[i])
		default:
			v.Topics = append(v.Topics, tallies[i])
		}
	}
	if v.Items, err = r.itemLines(p.List.Shown, p.Lang); err != nil {
		return nil, err
	}
	v.Frame = r.finish(p, f)
	return v, nil
}

func (r *Renderer) dataIndex(p *site.Page) (*DataPage, error) {
	f := r.frame(p)
	var err error
	if f.Title, err = r.words(p.Lang).T("data"); err != nil {
		return nil, err
	}
	if f.Description, err = r.words(p.Lang).T("data_how"); err != nil {
		return nil, err
	}
	v := &DataPage{Datasets: r.datasets(), Package: r.href(r.site.DataPackage())}
	v.Doc = foreign("", "en", f.Lang)
	v.Frame = r.finish(p, f)
	return v, nil
}

func (r *Renderer) page(p *site.Page) (*TextPage, error) {
	v := p.Text.Versions[p.Version]
	html, err := r.text(v, p.Lang)
	if err != nil {
		return nil, err
	}
	f := r.frame(p)
	f.Title, f.Description = v.Title, v.Summary
	t := &TextPage{Heading: foreign(v.Title, v.Language, f.Lang), Text: Text{HTML: onPage(html)}}
	t.Text.Lang, t.Text.Dir = t.Heading.Lang, t.Heading.Dir
	t.Frame = r.finish(p, f)
	return t, nil
}

func (r *Renderer) statement(p *site.Page) (*StatementPage, error) {
	st := p.Statement
	v := st.Versions[p.Version]
	html, err := r.statementText(st, p)
	if err != nil {
		return nil, err
	}
	f := r.frame(p)
	f.Title, f.Description = v.Title, v.Summary
	s := &StatementPage{
		Heading: foreign(v.Title, v.Language, f.Lang),
		Date:    st.Date, Place: st.Place, Immediate: st.Immediate,
		Addressees: st.Addressees, Summary: v.Excerpt, Retracted: st.Retracted,
		Text:   Text{HTML: onPage(html)},
		Signed: st.CountStanding() + st.Withheld, Withheld: st.Withheld,
		AlsoAt: st.AlsoAt, Corrections: st.Corrections,
		URL: f.Canonical,
	}
	s.Issued = foreign("", st.Versions.Original().Language, f.Lang)
	s.Text.Lang, s.Text.Dir = s.Heading.Lang, s.Heading.Dir
	if s.Text.Lang != "" {
		s.Language = languageIn(v.Language, f.Lang)
	}
	for _, c := range st.Corrections {
		if s.Corrected.Before(c.Date) {
			s.Corrected = c.Date
		}
	}
	for _, c := range st.Countries {
		link, err := r.link(site.Subject{Kind: site.Country, Country: c.To}, p.Lang)
		if err != nil {
			return nil, err
		}
		s.Countries = append(s.Countries, link)
	}
	for _, t := range st.Topics {
		link, err := r.link(site.Subject{Kind: site.Topic, Topic: t.To}, p.Lang)
		if err != nil {
			return nil, err
		}
		s.Topics = append(s.Topics, link)
	}
	if err := r.sign(s, st, p.Lang); err != nil {
		return nil, err
	}
	var related []*archive.Statement
	for _, other := range st.Related {
		related = append(related, other.To)
	}
	if s.Related, err = r.itemLines(related, p.Lang); err != nil {
		return nil, err
	}
	s.Original = r.document(st)
	r.versions(s, p, f.Lang)
	s.Citation = r.citation(st, p.Version, p.Lang)
	s.Frame = r.finish(p, f)
	return s, nil
}

// versions adds the other languages of a statement, and what a translation is
// worth.
func (r *Renderer) versions(s *StatementPage, p *site.Page, page string) {
	st := p.Statement
	shown := st.Versions[p.Version]
	for _, v := range st.Versions {
		if v.Language != shown.Language {
			s.Versions = append(s.Versions, Link{Href: r.href(r.site.StatementIn(st, v.Language)), Text: languageName(v.Language), Lang: v.Language, Dir: archive.Direction(v.Language)})
		}
	}
	if p.Version > 0 {
		original := st.Versions.Original()
		s.TranslationOf = &Translation{
			Original: Link{Href: r.href(r.site.StatementIn(st, original.Language)), Text: languageIn(original.Language, page), Lang: original.Language},
			Missed:   st.Missed(shown),
		}
	}
}

func (r *Renderer) document(st *archive.Statement) *Document {
	if st.Original == "" {
		return nil
	}
	if p, ok := r.site.FileAddress(st.Original); ok {
		return &Document{Href: r.href(p), Name: path.Base(string(p))}
	}
	return &Document{Href: st.Original, Name: st.Original}
}
