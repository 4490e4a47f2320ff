package render

import (
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/site"
)

// nodes are objects of JSON-LD that many pages share.
type nodes struct {
	signatories once[authorKey, string]
	subjects    once[linkKey, string]
	archive     once[string, string] // by language
}

// authorKey has all that a signatory's object depends on.
type authorKey struct {
	to         *archive.Signatory
	lang, name string
}

// linkedData makes a page's JSON-LD in the vocabulary of schema.org. What has
// an identity has one @id on every page and in every language: a statement the
// tag: URI that feeds have too, which outlives the host, its translations the
// same with their language; signatories, countries and topics likewise.
func (r *Renderer) linkedData(p *site.Page, f *Frame) []byte {
	b := append(make([]byte, 0, 6<<10), `{"@context":"https://schema.org",`...)
	switch p.Kind {
	case site.Statement:
		b = r.appendStatement(b, p, f)
	case site.Signatory:
		b = r.appendSignatory(b, p.List.Subject.Signatory, r.around(p.Lang))
		b = appendMember(b, "mainEntityOfPage", f.Canonical)
	case site.Home:
		b = r.appendWebSite(b, p, f)
	default:
		b = r.appendWebPage(b, p, f)
	}
	return append(b, '}')
}

// appendStatement appends the members of a statement. It is a Report, which
// schema.org has for what "governmental or non-governmental organizations"
// issue; that is an Article to those who know no Report.
func (r *Renderer) appendStatement(b []byte, p *site.Page, f *Frame) []byte {
	st, lang := p.Statement, r.around(p.Lang)
	v := st.Versions[p.Version]
	b = appendType(b, "Report", r.versionID(st, p.Version))
	b = appendMember(b, "url", f.Canonical)
	b = appendMember(b, "name", v.Title)
	b = appendMember(b, "headline", v.Title)
	b = appendMember(b, "inLanguage", v.Language)
	b = appendMember(b, "datePublished", st.Date.String())
	if u := st.UpdatedIn(v); u != st.Date {
		b = appendMember(b, "dateModified", u.String())
	}
	if v.Excerpt {
		b = appendKnown(b, "abstract", v.Summary)
	} else {
		b = appendKnown(b, "description", v.Summary)
	}
	b = appendList(b, "author", slices.Collect(st.Standing), func(b []byte, g archive.Signature) []byte {
		return append(b, r.author(g.To, lang, st.NameOf(g, lang))...)
	})
	var about []site.Subject
	for _, c := range st.Countries {
		about = append(about, site.Subject{Kind: site.Country, Country: c.To})
	}
	for _, t := range st.Topics {
		about = append(about, site.Subject{Kind: site.Topic, Topic: t.To})
	}
	b = appendList(b, "about", about, func(b []byte, of site.Subject) []byte { return append(b, r.subject(of, lang)...) })
	if st.Place != "" {
		b = append(appendMember(append(b, `,"locationCreated":{"@type":"Place"`...), "name", st.Place), '}')
	}
	b = r.appendHistory(b, st, v)
	b = r.appendVersions(b, st, p.Version)
	b = append(b, `,"isAccessibleForFree":true`...)
	b = append(b, r.holding(lang)...)
	if v.Excerpt { // the archive can license its own words only
		b = appendKnown(b, "license", r.site.Archive.License.URL)
	}
	return b
}

// appendHistory appends what happened to a statement after its day, as far as
// a version contains it.
func (r *Renderer) appendHistory(b []byte, st *archive.Statement, v archive.Version) []byte {
	note := func(kind string) func([]byte, archive.Note) []byte {
		return func(b []byte, n archive.Note) []byte {
			b = append(append(append(b, `{"@type":"`...), kind...), '"')
			b = appendKnown(b, "text", n.Text)
			return append(appendMember(b, "datePublished", n.Date.String()), '}')
		}
	}
	b = appendList(b, "correction", st.CorrectionsIn(v), note("CorrectionComment"))
	if st.Retracted != nil {
		b = appendMember(b, "creativeWorkStatus", "Retracted")
		b = appendList(b, "comment", []archive.Note{*st.Retracted}, note("Comment"))
	}
	return b
}

// appendVersions appends where the statement is in other languages and forms.
// The signed document and the copies elsewhere are the original's.
func (r *Renderer) appendVersions(b []byte, st *archive.Statement, shown int) []byte {
	version := func(b []byte, i int) []byte {
		b = appendType(append(b, '{'), "Report", r.versionID(st, i))
		b = appendMember(b, "url", r.site.Base.URL(r.site.VersionAddress(st, i)))
		return append(appendMember(b, "inLanguage", st.Versions[i].Language), '}')
	}
	if shown > 0 {
		return version(append(b, `,"translationOfWork":`...), 0)
	}
	var translations []int
	for i := 1; i < len(st.Versions); i++ {
		translations = append(translations, i)
	}
	b = appendList(b, "workTranslation", translations, version)
	if original := r.site.OriginalURL(st); original != "" {
		b = appendMember(append(b, `,"encoding":{"@type":"MediaObject"`...), "contentUrl", original)
		b = append(appendKnown(b, "encodingFormat", mediaType(original)), '}')
	}
	return appendTexts(b, "sameAs", st.AlsoAt)
}

// versionID returns the identity of a version of a statement, given by its
// place in Versions.
func (r *Renderer) versionID(st *archive.Statement, version int) string {
	if version == 0 {
		return r.site.TagURI(st)
	}
	return r.site.TagURI(st) + "." + st.Versions[version].Language
}

// mediaType returns the media type that a document's name tells; "" for one
// that is seldom used. Package mime asks the machine.
func mediaType(url string) string {
	switch strings.ToLower(path.Ext(url)) {
	case ".pdf":
		return "application/pdf"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".odt":
		return "application/vnd.oasis.opendocument.text"
	}
	return ""
}

// author returns the object of a signatory under the name that it signed with.
func (r *Renderer) author(s *archive.Signatory, lang, name string) string {
	made, _ := r.nodes.signatories.get(authorKey{s, lang, name}, func() (string, error) {
		kind := "Organization"
		if s.Kind == archive.Person {
			kind = "Person"
		}
		of := site.Subject{Kind: site.Signatory, Signatory: s}
		b := appendType([]byte{'{'}, kind, r.subjectID(of))
		b = appendMember(b, "name", name)
		b = appendMember(b, "url", r.subjectURL(of, lang))
		return string(append(appendTexts(b, "sameAs", elsewhere(s)), '}')), nil
	})
	return made
}

// appendSignatory appends the members of a signatory on its own page.
func (r *Renderer) appendSignatory(b []byte, s *archive.Signatory, lang string) []byte {
	of := site.Subject{Kind: site.Signatory, Signatory: s}
	person, kind, picture := s.Kind == archive.Person, "NGO", "logo"
	if person {
		kind, picture = "Person", "image"
	}
	b = appendType(b, kind, r.subjectID(of))
	b = appendMember(b, "name", s.NameIn(lang))
	b = appendTexts(b, "alternateName", otherNames(s, s.NameIn(lang)))
	b = appendMember(b, "url", r.subjectURL(of, lang))
	b = appendTexts(b, "sameAs", elsewhere(s))
	if v, ok := s.Versions.In(lang); ok {
		b = appendKnown(b, "description", v.Summary)
	}
	if !person {
		b = appendKnown(b, "foundingDate", s.Founded.String())
		b = appendKnown(b, "dissolutionDate", s.Dissolved.String())
		if c := s.Country.To; c != nil {
			b = append(append(b, `,"location":`...), r.subject(site.Subject{Kind: site.Country, Country: c}, lang)...)
		}
	}
	if shown, ok := r.site.LogoOf(s); ok {
		b = appendMember(b, picture, r.site.Base.URL(shown.Path))
	}
	return b
}

// otherNames returns what else a signatory is or was called: its acronym, its
// names in other languages in the order of these, its former names.
func otherNames(s *archive.Signatory, shown string) []string {
	var all []string
	add := func(name string) {
		if name != "" && name != shown && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	add(s.Acronym)
	add(s.Name)
	for _, lang := range sortedKeys(s.Names) {
		add(s.Names[lang])
	}
	for _, former := range s.FormerNames {
		add(former.Name)
	}
	return all
}

// elsewhere returns where else a signatory is described.
func elsewhere(s *archive.Signatory) []string {
	var all []string
	if s.Website != "" {
		all = append(all, s.Website)
	}
	if s.Wikidata != "" {
		all = append(all, "http://www.wikidata.org/entity/"+s.Wikidata)
	}
	return all
}

// subject returns the object of a country or topic.
func (r *Renderer) subject(of site.Subject, lang string) string {
	made, _ := r.nodes.subjects.get(linkKey{of, lang}, func() (string, error) {
		kind, code := "DefinedTerm", ""
		if of.Kind == site.Country {
			kind, code = "Country", of.Country.Code
		}
		b := append([]byte(`{"@type":"`), kind...)
		b = append(b, '"')
		// A country that is only some signatory's seat has no page.
		if of.Kind != site.Country || r.site.HasCountry(of.Country) {
			b = appendMember(b, "@id", r.subjectID(of))
			b = appendMember(b, "url", r.subjectURL(of, lang))
		}
		b = appendMember(b, "name", of.Name(lang))
		b = appendKnown(b, "identifier", code) // ISO 3166-1 alpha-2, or XK
		return string(append(b, '}')), nil
	})
	return made
}

// subjectID returns the identity of a signatory, country or topic, which does
// not change with the archive's address or language.
func (r *Renderer) subjectID(of site.Subject) string { return r.site.SubjectURI(of) }

func (r *Renderer) subjectURL(of site.Subject, lang string) string {
	return r.site.Base.URL(r.site.ListIn(of, site.Period{}, lang))
}

// archiveID returns the identity of the archive.
func (r *Renderer) archiveID() string { return "tag:" + r.site.Archive.IDAuthority + ":archive" }

// holding returns the further members that say who holds a statement: the
// same for all in a language.
func (r *Renderer) holding(lang string) string {
	made, _ := r.nodes.archive.get(lang, func() (string, error) {
		b := r.appendPart(nil, lang)
		return string(r.appendPublisher(b)), nil
	})
	return made
}

// appendPart appends that something is part of the archive.
func (r *Renderer) appendPart(b []byte, lang string) []byte {
	b = appendType(append(b, `,"isPartOf":{`...), "WebSite", r.archiveID())
	b = appendMember(b, "name", r.site.Archive.TitleIn(lang))
	return append(appendMember(b, "url", r.site.Base.URL(r.site.Home(lang))), '}')
}

func (r *Renderer) appendPublisher(b []byte) []byte {
	a := r.site.Archive
	if a.Publisher.Name != "" {
		b = appendMember(append(b, `,"publisher":{"@type":"Organization"`...), "name", a.Publisher.Name)
		b = append(appendKnown(b, "url", a.Publisher.URL), '}')
	}
	return b
}

// appendWebSite appends the members of the archive, which its home page
// stands for.
func (r *Renderer) appendWebSite(b []byte, p *site.Page, f *Frame) []byte {
	a, lang := r.site.Archive, p.Lang
	b = appendType(b, "WebSite", r.archiveID())
	b = appendMember(b, "name", a.TitleIn(lang))
	b = appendMember(b, "url", f.Canonical)
	b = appendKnown(b, "description", a.DescriptionIn(lang))
	b = appendTexts(b, "inLanguage", r.site.Languages)
	return appendKnown(r.appendPublisher(b), "license", a.License.URL)
}

// appendWebPage appends the members of a list or of a text about the archive.
// It has no @id: the address stands for what the page is about.
func (r *Renderer) appendWebPage(b []byte, p *site.Page, f *Frame) []byte {
	kind, lang := "CollectionPage", f.Lang
	switch p.Kind {
	case site.Text:
		kind, lang = "WebPage", p.Text.Versions[p.Version].Language
	case site.Search, site.Feeds:
		kind = "WebPage"
	}
	b = append(append(append(b, `"@type":"`...), kind...), '"')
	b = appendMember(b, "url", f.Canonical)
	b = appendKnown(b, "name", f.Title)
	b = appendKnown(b, "description", f.Description)
	b = appendMember(b, "inLanguage", lang)
	if p.List != nil {
		switch of, lang := p.List.Subject, r.around(p.Lang); of.Kind {
		case site.Country, site.Topic:
			b = append(append(b, `,"about":`...), r.subject(of, lang)...)
		case site.Signatory:
			b = append(append(b, `,"about":`...), r.author(of.Signatory, lang, of.Name(lang))...)
		}
	}
	return r.appendPart(b, r.around(p.Lang))
}

// appendType appends what something is, as the first members of its object.
func appendType(b []byte, kind, id string) []byte {
	b = append(append(append(b, `"@type":"`...), kind...), '"')
	return appendMember(b, "@id", id)
}

// appendKnown appends a further member, unless there is nothing to say.
func appendKnown(b []byte, name, text string) []byte {
	if strings.TrimSpace(text) == "" {
		return b
	}
	return appendMember(b, name, text)
}

// appendTexts appends a further member of several texts, or of one.
func appendTexts(b []byte, name string, all []string) []byte {
	if len(all) == 1 {
		return appendMember(b, name, all[0])
	}
	return appendList(b, name, all, func(b []byte, s string) []byte { return appendJSON(b, s) })
}

// appendScript appends JSON as the text of a script element. Only a < could
// end the element or begin a comment, and JSON has it in strings alone.
func appendScript(b, json []byte) []byte {
	start := 0
	for i, c := range json {
		if c == '<' {
			b = append(append(b, json[start:i]...), `\u003c`...)
			start = i + 1
		}
	}
	return append(b, json[start:]...)
}
