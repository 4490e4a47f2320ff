package site

import "communique/generator/archive"

// Alternate is a page in a language.
type Alternate struct {
	Lang string
	Path Path
}

// Alternates returns the pages that have the same content in one language
// each, p among them: what hreflang names. The first is for readers of any
// other language (x-default). It is empty where p is in one language only, or
// where another page is canonical.
func (s *Site) Alternates(p *Page) []Alternate {
	var all []Alternate
	switch {
	case p.Kind == NotFound || p.Kind == Removed || s.Canonical(p) != p.Path:
		return nil
	case p.Statement != nil, p.Text != nil:
		for lang, version := range s.firstPlaces(p.versions()) {
			all = append(all, Alternate{p.versions()[version].Language, s.textIn(p, lang)})
		}
	default:
		all = s.Switch(p)
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// Switch returns the pages between which a reader chooses a language: those
// that have the text, or the words around it, in it. It is empty where there
// is nothing to choose.
func (s *Site) Switch(p *Page) []Alternate {
	var all []Alternate
	if p.Statement != nil || p.Text != nil {
		for lang := range s.places(p.versions()) {
			all = append(all, Alternate{lang, s.textIn(p, lang)})
		}
	} else {
		for _, lang := range s.Languages {
			all = append(all, Alternate{lang, s.in(p, lang)})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// Canonical returns the address by which the content of p is to be known: the
// first page that shows the same version of a text.
func (s *Site) Canonical(p *Page) Path {
	if p.Statement == nil && p.Text == nil {
		return p.Path
	}
	return s.textIn(p, s.home(p.versions(), p.Version))
}

// VersionAddress returns the canonical address of a version of a statement,
// given by its place in Versions.
func (s *Site) VersionAddress(st *archive.Statement, version int) Path {
	return s.StatementIn(st, s.home(st.Versions, version))
}

// home returns the language of the first page that shows a version.
func (s *Site) home(all archive.Versions, version int) string {
	for lang, v := range s.firstPlaces(all) {
		if v == version {
			return lang
		}
	}
	panic("site: a version without a page")
}

// firstPlaces is places without those that show a version again.
func (s *Site) firstPlaces(all archive.Versions) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		seen := make([]bool, len(all))
		for lang, version := range s.places(all) {
			if !seen[version] && !yield(lang, version) {
				return
			}
			seen[version] = true
		}
	}
}

func (p *Page) versions() archive.Versions {
	if p.Statement != nil {
		return p.Statement.Versions
	}
	return p.Text.Versions
}

// textIn returns the address of a page's text in a language.
func (s *Site) textIn(p *Page, lang string) Path {
	if p.Statement != nil {
		return s.StatementIn(p.Statement, lang)
	}
	return s.PageIn(p.Text, lang)
}

// in returns the address of an index page in a language.
func (s *Site) in(p *Page, lang string) Path {
	switch p.Kind {
	case Home:
		return s.Home(lang)
	case NotFound:
		return s.notFound(lang)
	case Statements, Periods, Country, Signatory, Topic:
		return s.ListIn(p.List.Subject, p.List.Period, lang)
	}
	return s.Index(p.Kind, lang)
}
