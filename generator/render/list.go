package render

import (
	"html/template"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/site"
)

func (r *Renderer) list(p *site.Page) (*ListPage, error) {
	l, words := p.List, r.words(p.Lang)
	f := r.frame(p)
	f.Sections.Current = sections[l.Subject.Kind]
	f.Languages = r.alternates(p.Lang, r.site.Languages, func(lang string) site.Path { return r.site.ListIn(l.Subject, l.Period, lang) })
	f.Feed = r.feedOf(l.Subject, p.Lang)
	items, err := r.itemLines(l.Shown, p.Lang)
	if err != nil {
		return nil, err
	}
	parts, err := r.parts(l, p.Lang)
	if err != nil {
		return nil, err
	}
	v := &ListPage{Heading: l.Subject.Name(p.Lang), Total: len(l.All), Items: items, Parts: parts}
	if v.Heading == "" {
		heading, err := words.T("statements")
		if err != nil {
			return nil, err
		}
		v.Heading = heading
	}
	f.Title = v.Heading
	if l.Period != (site.Period{}) {
		v.Period = archive.Date{Year: l.Period.Year, Month: l.Period.Month}
		v.ByMonth = l.Period.Month == 0
		v.Whole = &Link{Href: r.href(r.site.ListIn(l.Subject, site.Period{}, p.Lang)), Text: v.Heading}
		period, err := words.Date(v.Period)
		if err != nil {
			return nil, err
		}
		f.Title += ", " + period
		v.Frame = f
		return v, nil
	}
	if v.Countries, err = r.tallies(l.Countries, p.Lang); err != nil {
		return nil, err
	}
	if v.Signatories, err = r.tallies(l.Signatories, p.Lang); err != nil {
		return nil, err
	}
	if l.Subject.Kind == site.Signatory {
		v.Signatory = r.signatory(l.Subject.Signatory, p.Lang)
	}
	text, err := r.about(l.Subject.Versions(), p.Lang)
	if err != nil {
		return nil, err
	}
	v.Text = text
	if about, ok := l.Subject.Versions().In(p.Lang); ok {
		f.Description = about.Summary
	}
	v.Frame = f
	return v, nil
}

func (r *Renderer) signatory(s *archive.Signatory, lang string) *Signatory {
	v := &Signatory{
		Acronym: s.Acronym, Kind: string(s.Kind), Former: s.FormerNames,
		Website: s.Website, Wikidata: s.Wikidata, Founded: s.Founded, Dissolved: s.Dissolved,
	}
	shown := s.NameIn(lang)
	for _, l := range sortedKeys(s.Names) {
		if name := s.Names[l]; name != shown {
			v.Names = append(v.Names, Link{Text: name, Lang: l, Dir: archive.Direction(l)})
		}
	}
	if c := s.Country.To; c != nil {
		v.Country = &Link{Text: c.NameIn(lang)}
		if r.site.HasCountry(c) {
			v.Country.Href = r.href(r.site.ListIn(site.Subject{Kind: site.Country, Country: c}, site.Period{}, lang))
		}
	}
	if s.Logo != "" {
		if p, ok := r.site.FileAddress(s.Logo); ok {
			v.Logo = r.href(p)
		}
	}
	if next := s.Successor.To; next != nil {
		v.Successor = &Link{Text: next.NameIn(lang), Href: r.href(r.site.ListIn(site.Subject{Kind: site.Signatory, Signatory: next}, site.Period{}, lang))}
	}
	return v
}

// itemLines makes the lines of a list.
func (r *Renderer) itemLines(all []*archive.Statement, lang string) (template.HTML, error) {
	lines := make([]string, len(all))
	words := r.words(lang)
	lang = r.around(lang)
	for i, st := range all {
		line, err := r.lines.get(itemKey{st, lang}, func() (template.HTML, error) {
			return words.Partial("item", r.line(st, lang, words.Tag))
		})
		if err != nil {
			return "", err
		}
		lines[i] = string(line)
	}
	return joined(lines), nil
}

func (r *Renderer) line(st *archive.Statement, lang, page string) Item {
	v := st.Best(lang)
	item := Item{
		Href:       r.href(r.site.StatementIn(st, lang)),
		Title:      v.Title,
		Date:       st.Date,
		Countries:  r.countryNames(st, lang),
		Signatures: st.Standing() + st.Withheld,
		Retracted:  st.Retracted != nil,
	}
	item.Lang, item.Dir = textIn(v.Language, page)
	return item
}

func (r *Renderer) countryNames(st *archive.Statement, lang string) string {
	if len(st.Countries) == 1 {
		return st.Countries[0].To.NameIn(lang)
	}
	names := make([]string, len(st.Countries))
	for i, c := range st.Countries {
		names[i] = c.To.NameIn(lang)
	}
	return join(names)
}

// parts makes the links to the years or months of a list.
func (r *Renderer) parts(l *site.List, lang string) ([]Tally, error) {
	words := r.words(lang)
	all := make([]Tally, len(l.Parts))
	for i, part := range l.Parts {
		period := archive.Date{Year: part.Period.Year, Month: part.Period.Month}
		path := r.site.ListIn(l.Subject, part.Period, lang)
		text, err := words.Date(period)
		if err != nil {
			return nil, err
		}
		link, err := words.Partial("link", Link{Href: r.href(path), Text: text})
		if err != nil {
			return nil, err
		}
		all[i] = Tally{link, words.Number(part.Count)}
	}
	return all, nil
}

func (r *Renderer) tallies(all []site.Tally, lang string) ([]Tally, error) {
	out := make([]Tally, len(all))
	for i, t := range all {
		link, err := r.link(t.Subject, lang)
		if err != nil {
			return nil, err
		}
		out[i] = Tally{link, r.words(lang).Number(t.Count)}
	}
	return out, nil
}

// link makes the link to a country, signatory or topic.
func (r *Renderer) link(of site.Subject, lang string) (template.HTML, error) {
	lang = r.around(lang)
	return r.links.get(linkKey{of, lang}, func() (template.HTML, error) {
		return r.words(lang).Partial("link", Link{Href: r.href(r.site.ListIn(of, site.Period{}, lang)), Text: of.Name(lang)})
	})
}

type linkKey struct {
	of   site.Subject
	lang string
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
