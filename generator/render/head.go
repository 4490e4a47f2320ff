package render

import (
	"cmp"
	"html/template"
	"strings"

	"golang.org/x/text/language"

	"communique/generator/cite"
	"communique/generator/site"
)

// head makes what machines read of a page before its text: Open Graph for
// those who show a link to it, the tags of Highwire Press and Dublin Core for
// libraries and reference managers, schema.org as JSON-LD for search engines.
// It comes after the rest of the frame is made, whose title, description and
// canonical address it repeats. A page that says that there is none, or no
// more, has nothing to tell.
func (r *Renderer) head(p *site.Page, f *Frame) template.HTML {
	if p.Kind == site.NotFound || p.Kind == site.Removed {
		return ""
	}
	b := r.appendOpenGraph(make([]byte, 0, 8<<10), p, f)
	if p.Kind == site.Statement {
		b = r.appendCitation(b, p)
	}
	b = append(b, `<script type="application/ld+json">`...)
	b = appendScript(b, r.linkedData(p, f))
	b = append(b, "</script>"...)
	return template.HTML(b) // #nosec G203: every text in it is escaped
}

// appendOpenGraph appends the tags of ogp.me. Dates have no time of day, for
// nobody knows when a statement was issued to the minute.
func (r *Renderer) appendOpenGraph(b []byte, p *site.Page, f *Frame) []byte {
	kind, name, lang := "website", r.site.Archive.TitleIn(r.around(p.Lang)), p.Lang
	if p.Kind == site.Statement {
		kind, lang = "article", p.Statement.Versions[p.Version].Language
	}
	b = appendProperty(b, "og:type", kind)
	b = appendProperty(b, "og:title", cmp.Or(f.Title, name))
	b = appendProperty(b, "og:url", f.Canonical)
	b = appendProperty(b, "og:site_name", name)
	b = appendProperty(b, "og:description", f.Description)
	b = appendProperty(b, "og:locale", locale(lang))
	for _, other := range r.site.Alternates(p) {
		if other.Lang != lang {
			b = appendProperty(b, "og:locale:alternate", locale(other.Lang))
		}
	}
	if st := p.Statement; st != nil {
		b = appendProperty(b, "article:published_time", st.Date.String())
		if u := st.UpdatedIn(st.Versions[p.Version]); u != st.Date {
			b = appendProperty(b, "article:modified_time", u.String())
		}
	}
	return b
}

// locale returns a language as Open Graph writes it, with the country that a
// tag without one most likely means: en_US. Esperanto has none.
func locale(lang string) string {
	t := language.Make(lang)
	base, _ := t.Base()
	region, _ := t.Region()
	if !region.IsCountry() {
		return base.String()
	}
	return base.String() + "_" + region.String()
}

// appendCitation appends a statement as libraries read it: the tags of
// Highwire Press, as Google Scholar lists them, and Dublin Core in HTML.
//
// Zotero's Embedded Metadata must store a report with every author whole. It
// stores a report because z:itemType says so, and for older versions because
// of citation_technical_report_institution; without these it would be an
// article in a journal. It gives each author, from
// whichever tag, to a function that takes the last word for the last name, or
// what stands before the first comma where there is one; no tag says that a
// name is an organisation's. So the authors are written for it as
// cite.WholeName does. It also divides at semicolons, for which stands the
// Greek question mark U+037E, which is one in every normal form. Where there
// is a citation_author it does not look at DC.creator, which has the plain name.
func (r *Renderer) appendCitation(b []byte, p *site.Page) []byte {
	st := p.Statement
	w := r.work(st, p.Version, p.Lang)
	b = append(b, `<link rel="schema.z" href="http://www.zotero.org/namespaces/export#">`...)
	b = appendName(b, "z:itemType", "report")
	b = appendName(b, "citation_title", w.Title)
	for _, name := range w.Authors {
		b = appendName(b, "citation_author", cite.WholeName(strings.ReplaceAll(name, ";", "\u037e")))
	}
	b = appendName(b, "citation_publication_date", strings.ReplaceAll(st.Date.String(), "-", "/"))
	b = appendName(b, "citation_language", w.Language)
	b = appendName(b, "citation_technical_report_institution", cmp.Or(w.Publisher, w.Archive))
	b = appendName(b, "citation_public_url", w.URL)
	if original := r.site.OriginalURL(st); p.Version == 0 && mediaType(original) == "application/pdf" {
		b = appendName(b, "citation_pdf_url", original)
	}
	b = append(b, `<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">`...)
	b = appendName(b, "DC.title", w.Title)
	for _, name := range w.Authors {
		b = appendName(b, "DC.creator", name)
	}
	b = appendName(b, "DC.date", st.Date.String())
	b = appendName(b, "DC.language", w.Language)
	b = appendName(b, "DC.identifier", w.URL)
	b = appendName(b, "DC.type", cite.Genre)
	b = appendName(b, "DC.type", "Text") // of the DCMI Type Vocabulary
	b = appendName(b, "DC.publisher", cmp.Or(w.Publisher, w.Archive))
	// The archive can license its own words only.
	if st.Versions[p.Version].Excerpt {
		b = appendName(b, "DC.rights", cmp.Or(r.site.Archive.License.URL, r.site.Archive.License.Name))
	}
	around := r.around(p.Lang)
	for _, c := range st.Countries {
		// Zotero takes plain DC.coverage for a shelfmark.
		b = appendName(b, "DC.coverage.spatial", c.To.NameIn(around))
	}
	for _, t := range st.Topics {
		b = appendName(b, "DC.subject", t.To.NameIn(around))
	}
	return b
}

// appendName appends a <meta> by name, unless there is nothing to say.
func appendName(b []byte, name, content string) []byte {
	return appendMeta(b, `<meta name="`, name, content)
}

// appendProperty appends a <meta> of RDFa, likewise.
func appendProperty(b []byte, name, content string) []byte {
	return appendMeta(b, `<meta property="`, name, content)
}

func appendMeta(b []byte, opening, name, content string) []byte {
	if content = strings.TrimSpace(content); content == "" {
		return b
	}
	b = append(append(append(b, opening...), name...), `" content="`...)
	return append(appendXML(b, content), `">`...)
}
