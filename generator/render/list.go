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
	f.Feed = r.feedOf(l.Subject, p.Lang)
	v := &ListPage{Heading: r.name(l.Subject, p.Lang), Total: l.Standing}
	var err error
	if v.Items, err = r.listLines(l, p.Lang); err != nil {
		return nil, err
	}
	if v.Parts, err = r.parts(l, p.Lang); err != nil {
		return nil, err
	}
	if v.Heading.Text == "" {
		if v.Heading.Text, err = words.T("statements"); err != nil {
			return nil, err
		}
	}
	f.Title = v.Heading.Text
	if l.Period != (site.Period{}) {
		v.Period = archive.Date{Year: l.Period.Year, Month: l.Period.Month}
		v.ByMonth = l.Period.Month == 0
		v.Whole = &Link{Href: r.href(r.site.ListIn(l.Subject, site.Period{}, p.Lang)), Text: v.Heading.Text}
		period, err := words.Date(v.Period)
		if err != nil {
			return nil, err
		}
		f.Title += ", " + period
	} else if err := r.whole(v, &f, p); err != nil {
		return nil, err
	}
	v.Frame = r.finish(p, f)
	return v, nil
}

// whole adds what the page of a whole list has and those of its periods have
// not.
func (r *Renderer) whole(v *ListPage, f *Frame, p *site.Page) error {
	l := p.List
	var err error
	if v.Chart, err = r.chart(l, p.Lang); err != nil {
		return err
	}
	if v.Countries, err = r.tallies(l.Countries, p.Lang); err != nil {
		return err
	}
	if v.Signatories, err = r.tallies(l.Signatories, p.Lang); err != nil {
		return err
	}
	if l.Subject.Kind == site.Signatory {
		v.Signatory = r.signatory(l.Subject.Signatory, p.Lang)
	}
	if v.Text, err = r.about(l.Subject.Versions(), p.Lang); err != nil {
		return err
	}
	if about, ok := l.Subject.Versions().In(p.Lang); ok {
		f.Description = about.Summary
	}
	return nil
}

// name returns what a subject is called on pages in a language, marked with
// the name's own where it has none in that.
func (r *Renderer) name(of site.Subject, lang string) Link {
	name := of.Name(lang)
	named := ""
	switch {
	case of.Kind == site.Signatory:
		named = of.Signatory.LanguageOf(name)
	case of.Kind == site.Topic && of.Topic.Names[lang] == "":
		named = r.site.Archive.Language
	}
	return foreign(name, named, r.words(lang).Tag)
}

func (r *Renderer) signatory(s *archive.Signatory, lang string) *Signatory {
	v := &Signatory{
		Acronym: s.Acronym, Kind: string(s.Kind), Former: s.FormerNames, Logo: r.logo(s),
		Website: s.Website, Wikidata: s.Wikidata, Founded: s.Founded, Dissolved: s.Dissolved,
	}
	v.NameLang, _ = textIn(s.Language, r.words(lang).Tag)
	shown := s.NameIn(lang)
	if s.Name != shown {
		own := Link{Text: s.Name, Lang: s.Language}
		if own.Lang != "" {
			own.Dir = archive.Direction(own.Lang)
		}
		v.Names = append(v.Names, own)
	}
	for _, l := range sortedKeys(s.Names) {
		if name := s.Names[l]; name != shown && name != s.Name {
			v.Names = append(v.Names, Link{Text: name, Lang: l, Dir: archive.Direction(l)})
		}
	}
	if c := s.Country.To; c != nil {
		v.Country = &Link{Text: c.NameIn(lang)}
		if r.site.HasCountry(c) {
			v.Country.Href = r.href(r.site.ListIn(site.Subject{Kind: site.Country, Country: c}, site.Period{}, lang))
		}
	}
	if next := s.Successor.To; next != nil {
		link := r.signatoryLink(next, lang)
		v.Successor = &link
	}
	for _, before := range r.predecessors[s] {
		v.Succeeds = append(v.Succeeds, r.signatoryLink(before, lang))
	}
	return v
}

func (r *Renderer) signatoryLink(s *archive.Signatory, lang string) Link {
	of := site.Subject{Kind: site.Signatory, Signatory: s}
	link := r.name(of, lang)
	link.Href = r.href(r.site.ListIn(of, site.Period{}, lang))
	return link
}

// listLines makes the lines of a list's page. What a signatory withdrew from
// is marked so on its own.
func (r *Renderer) listLines(l *site.List, lang string) (template.HTML, error) {
	lines := make([]string, len(l.Shown))
	for i, st := range l.Shown {
		var line template.HTML
		var err error
		if day := l.Subject.Withdrew(st); day.IsZero() {
			line, err = r.itemLine(st, lang)
		} else {
			words := r.words(lang)
			item := r.line(st, r.around(lang), words.Tag)
			item.Withdrawn = day
			line, err = words.Partial("item", item)
		}
		if err != nil {
			return "", err
		}
		lines[i] = string(line)
	}
	return joined(lines), nil
}

// itemLines makes the lines of several statements.
func (r *Renderer) itemLines(all []*archive.Statement, lang string) (template.HTML, error) {
	lines := make([]string, len(all))
	for i, st := range all {
		line, err := r.itemLine(st, lang)
		if err != nil {
			return "", err
		}
		lines[i] = string(line)
	}
	return joined(lines), nil
}

func (r *Renderer) itemLine(st *archive.Statement, lang string) (template.HTML, error) {
	words := r.words(lang)
	lang = r.around(lang)
	return r.lines.get(itemKey{st, lang}, func() (template.HTML, error) {
		return words.Partial("item", r.line(st, lang, words.Tag))
	})
}

func (r *Renderer) line(st *archive.Statement, lang, page string) Item {
	v := st.Best(lang)
	item := Item{
		Href:       r.href(r.site.StatementIn(st, lang)),
		Title:      v.Title,
		Date:       st.Date,
		Countries:  r.countryNames(st, lang),
		Signatures: st.CountStanding() + st.Withheld,
		Retracted:  st.Retracted != nil,
		Corrected:  len(st.Corrections) > 0,
	}
	if item.Lang, item.Dir = textIn(v.Language, page); item.Lang != "" {
		item.Language = languageIn(item.Lang, page)
	}
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
	return r.join(names, lang)
}

// parts makes the links to the years or months of a list.
func (r *Renderer) parts(l *site.List, lang string) ([]Tally, error) {
	return r.periods(l, l.Parts, lang)
}

// periods makes the lines of periods of a list, each a link where the period
// has a page.
func (r *Renderer) periods(l *site.List, parts []site.Part, lang string) ([]Tally, error) {
	words := r.words(lang)
	all, most := make([]Tally, len(parts)), 0
	for _, part := range parts {
		most = max(most, part.Count)
	}
	for i, part := range parts {
		text, err := words.Date(archive.Date{Year: part.Period.Year, Month: part.Period.Month})
		if err != nil {
			return nil, err
		}
		link := Link{Text: text}
		if slices.Contains(l.Parts, part) {
			link.Href = r.href(r.site.ListIn(l.Subject, part.Period, lang))
		}
		html, err := words.Partial("link", link)
		if err != nil {
			return nil, err
		}
		all[i] = Tally{Link: html, Count: words.Number(part.Count), Share: share(part.Count, most)}
	}
	return all, nil
}

func (r *Renderer) tallies(all []site.Tally, lang string) ([]Tally, error) {
	out, most := make([]Tally, len(all)), 0
	for _, t := range all {
		most = max(most, t.Count)
	}
	for i, t := range all {
		link, err := r.link(t.Subject, lang)
		if err != nil {
			return nil, err
		}
		out[i] = Tally{Link: link, Count: r.words(lang).Number(t.Count), Share: share(t.Count, most)}
		if t.Subject.Kind == site.Signatory {
			out[i].Acronym = t.Subject.Signatory.Acronym
		}
	}
	return out, nil
}

// share returns n in per cent of the most, at least 1 so that it can be seen.
func share(n, most int) int {
	if n == 0 {
		return 0
	}
	return max(1, (100*n+most/2)/most)
}

// link makes the link to a country, signatory or topic.
func (r *Renderer) link(of site.Subject, lang string) (template.HTML, error) {
	lang = r.around(lang)
	return r.links.get(linkKey{of, lang}, func() (template.HTML, error) {
		link := r.name(of, lang)
		link.Href = r.href(r.site.ListIn(of, site.Period{}, lang))
		return r.words(lang).Partial("link", link)
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
