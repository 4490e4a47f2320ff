package render

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"

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
	case site.Text:
		return r.page(p)
	case site.NotFound:
		f := r.frame(p)
		var err error
		f.Title, err = r.words(p.Lang).T("not_found")
		return &NotFoundPage{f}, err
	}
	panic("render: no view for kind " + string(p.Kind))
}

func (r *Renderer) home(p *site.Page) (*HomePage, error) {
	f := r.frame(p)
	f.Sections.Home = true
	latest, err := r.itemLines(p.List.Shown, p.Lang)
	if err != nil {
		return nil, err
	}
	f.Description = r.site.Archive.Description
	f.Languages = r.alternates(p.Lang, r.site.Languages, r.site.Home)
	f.Feed = r.feedOf(p.List.Subject, p.Lang)
	years, err := r.parts(p.List, p.Lang)
	if err != nil {
		return nil, err
	}
	n := r.site.Figures
	return &HomePage{
		Frame:      f,
		Statements: n.Statements, Signatories: n.Signatories, Countries: n.Countries,
		First: int(n.First), Last: int(n.Last),
		Latest: latest,
		Years:  years,
	}, nil
}

func (r *Renderer) index(p *site.Page) (*IndexPage, error) {
	f := r.frame(p)
	var err error
	if f.Title, err = r.words(p.Lang).T(string(p.Kind)); err != nil {
		return nil, err
	}
	f.Languages = r.alternates(p.Lang, r.site.Languages, func(lang string) site.Path { return r.site.Index(p.Kind, lang) })
	entries, err := r.tallies(p.Entries, p.Lang)
	return &IndexPage{Frame: f, Entries: entries}, err
}

func (r *Renderer) page(p *site.Page) (*TextPage, error) {
	v := p.Text.Versions[p.Version]
	html, err := r.text(v, p.Lang)
	if err != nil {
		return nil, err
	}
	f := r.frame(p)
	f.Title, f.Description = v.Title, v.Summary
	var languages []string
	for _, x := range p.Text.Versions {
		languages = append(languages, x.Language)
	}
	f.Languages = r.alternates(v.Language, languages, func(lang string) site.Path { return r.site.PageIn(p.Text, lang) })
	t := &TextPage{Frame: f, Heading: Link{Text: v.Title}, Text: Text{HTML: onPage(html)}}
	t.Heading.Lang, t.Heading.Dir = textIn(v.Language, f.Lang)
	t.Text.Lang, t.Text.Dir = t.Heading.Lang, t.Heading.Dir
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
	f.Feed = r.feedOf(site.Subject{Kind: site.Statements}, p.Lang)
	s := &StatementPage{
		Frame:   f,
		Heading: Link{Text: v.Title},
		Date:    st.Date, Place: st.Place, Immediate: st.Immediate,
		Addressees: st.Addressees, Summary: v.Excerpt, Retracted: st.Retracted,
		Text:     Text{HTML: onPage(html)},
		Standing: st.Standing(), Withheld: st.Withheld,
		AlsoAt: st.AlsoAt, Corrections: st.Corrections,
		URL: r.site.Base.URL(r.site.StatementIn(st, r.site.Languages[0])),
	}
	s.Heading.Lang, s.Heading.Dir = textIn(v.Language, f.Lang)
	s.Text.Lang, s.Text.Dir = s.Heading.Lang, s.Heading.Dir
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
	r.versions(s, p)
	return s, nil
}

// versions adds the other languages of a statement, and where a translation's
// original is.
func (r *Renderer) versions(s *StatementPage, p *site.Page) {
	st := p.Statement
	if len(st.Versions) < 2 {
		return
	}
	shown := st.Versions[p.Version].Language
	var languages []string
	for _, v := range st.Versions {
		languages = append(languages, v.Language)
		if v.Language != shown {
			s.Versions = append(s.Versions, Link{Href: r.href(r.site.StatementIn(st, v.Language)), Text: languageName(v.Language), Lang: v.Language})
		}
	}
	s.Languages = r.alternates(shown, languages, func(lang string) site.Path { return r.site.StatementIn(st, lang) })
	if p.Version > 0 {
		original := st.Versions.Original()
		s.TranslationOf = &Link{Href: r.href(r.site.StatementIn(st, original.Language)), Text: original.Title, Lang: original.Language}
	}
}

// sign adds the signatories.
func (r *Renderer) sign(s *StatementPage, st *archive.Statement, lang string) error {
	words, names := r.words(lang), r.around(lang)
	letterhead, lines := make([]string, 0, len(st.Signatures)), make([]string, 0, len(st.Signatures))
	for _, g := range st.Signatures {
		name := cmp.Or(g.As, g.To.NameOn(st.Date, names))
		key := signatureKey{g.To, names, name, g.Signed, g.Withdrawn, g.Note}
		made, err := r.signatures.get(key, func() (signatureLines, error) {
			view := r.signature(g, name, names)
			head, err := words.Partial("letterhead", view)
			if err != nil {
				return signatureLines{}, err
			}
			line, err := words.Partial("signature", view)
			return signatureLines{string(head), string(line)}, err
		})
		if err != nil {
			return err
		}
		lines = append(lines, made.line)
		if g.Withdrawn.IsZero() && g.Signed.IsZero() {
			letterhead = append(letterhead, made.head)
		}
	}
	s.Letterhead, s.Signatures = joined(letterhead), joined(lines)
	return nil
}

// joined makes one of several partials, which were escaped when they were
// made.
func joined(parts []string) template.HTML {
	return template.HTML(strings.Join(parts, "")) // #nosec G203
}

// signatureKey has all that a signature's lines depend on.
type signatureKey struct {
	to                *archive.Signatory
	lang, name        string
	signed, withdrawn archive.Date
	note              string
}

// signatureLines are a signature above the statement and below it.
type signatureLines struct{ head, line string }

func (r *Renderer) signature(g archive.Signature, name, lang string) Signature {
	v := Signature{
		Name:   name,
		Href:   r.href(r.site.ListIn(site.Subject{Kind: site.Signatory, Signatory: g.To}, site.Period{}, lang)),
		Signed: g.Signed, Withdrawn: g.Withdrawn, Note: g.Note,
	}
	// A name as printed may well be the present one in another language, or in
	// capitals; only a name of its past is explained.
	if slices.ContainsFunc(g.To.FormerNames, func(f archive.FormerName) bool { return f.Name == name }) {
		v.Now = g.To.NameIn(lang)
	}
	if c := g.To.Country.To; c != nil {
		v.Country = c.NameIn(lang)
	}
	return v
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
