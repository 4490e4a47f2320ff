package migrate

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"communique/generator/fold"
	"communique/generator/markdown"
	"communique/generator/matter"
)

// write plans the file of a statement, a page or a country's text.
func (m *migration) write(t *text) {
	if t.there || t.target == "" {
		return
	}
	var f matter.File
	switch {
	case t.kind == statement || t.kind == page:
		m.head(&f, t)
		if t.kind == statement && t.original == nil {
			m.statement(&f, t)
		} else if t.draft {
			f.Add("draft", "true")
		}
	case t.kind == country:
		t.fields.take("name", "title")
		if t.original == nil {
			list(&f, "redirect_from", m.former(t, strings.TrimSuffix("/"+t.target, ".md")))
		}
	default:
		return // writeRegistry does it, when all are known
	}
	m.became(t.path, File{Path: t.target, Data: f.Bytes(m.bodyOf(t))})
}

// summaryKeys are what a text's summary may be called.
var summaryKeys = []string{"summary", "excerpt", "description", "abstract", "lead", "teaser", "resume"}

// head writes what statements, pages and their translations share.
func (m *migration) head(f *matter.File, t *text) {
	title := matter.Clean(plainText(t.fields.text("title")))
	if title == "" {
		title = t.nameless()
		t.remark("no title was found; the file's name was taken")
	}
	f.Text("title", title)
	if t.kind == statement && t.original == nil {
		f.Add("date", t.date.String())
	}
	if lang := m.languageOf(t); t.original == nil && lang != m.archive.Language {
		f.Text("language", lang)
	}
	f.Text("summary", plainText(t.fields.text(summaryKeys...)))
	own, prefix := t.target, "/"
	if t.original != nil {
		own, prefix = t.original.target, "/"+strings.ToLower(m.languageOf(t))+"/"
	}
	list(f, "redirect_from", m.former(t, prefix+strings.TrimSuffix(strings.TrimPrefix(own, "pages/"), ".md")))
}

// plainText returns a text of front matter without its HTML and Markdown.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<*_[`\\&") {
		return s
	}
	converted, _ := fromHTML(s)
	return strings.TrimSpace(string(markdown.Text(nil, []byte(converted))))
}

// gathered is what is found of a statement's references.
type gathered struct {
	countries, topics []string
	signatures        []string // as YAML
	signed            []string // ids
}

// Keys by what they hold. Those that may hold something else as well are
// looked at last, and only what the archive knows is taken of them.
var (
	countryKeys    = []string{"countries", "country", "country_code", "pays", "paises", "pais"}
	signatoryKeys  = []string{"signatories", "signatory", "signed_by", "signedby", "signers", "signees", "endorsers", "endorsed_by", "organisations", "organizations", "organisation", "organization", "orgs", "members", "networks", "partners", "signataires", "firmantes"}
	authorKeys     = []string{"authors", "author", "location", "region", "regions"}
	topicKeys      = []string{"topics", "topic", "themes", "issues"}
	tagKeys        = []string{"tags", "tag", "categories", "category", "keywords"}
	collectionTags = []string{"post", "posts", "page", "pages", "all", "nav", "statement", "statements", "featured", "uncategorized", "uncategorised", "blog", "news"}
)

// statement writes the keys that only an original has.
func (m *migration) statement(f *matter.File, t *text) {
	g := m.gather(t)
	if len(g.countries) == 0 {
		f.Comment("No country was found: say whom it is about.")
	}
	f.List("countries", g.countries)
	if len(g.signatures) == 0 {
		f.Comment("No signatories were found: say who signed.")
		f.List("signatories", nil)
	}
	f.Lines("signatories", g.signatures)
	list(f, "topics", g.topics)
	f.Text("place", t.fields.text("place", "city", "venue"))
	m.original(f, t)
	if len(g.countries) == 0 || len(g.signatures) == 0 {
		t.draft = true
		t.remark("no signatories or no countries were found, so it is a draft")
	}
	if t.draft {
		f.Comment("Delete this line to publish it:")
		f.Add("draft", "true")
	}
}

// gather finds the countries, signatories and topics of a statement.
func (m *migration) gather(t *text) *gathered {
	g := &gathered{}
	for _, k := range countryKeys {
		v, _ := t.fields.take(k)
		for _, name := range several(v, ",;") {
			if code, ok := m.registry.country(name); ok {
				g.country(code)
			} else {
				t.remark(fmt.Sprintf("no country is called %q, the value of %s", name, k))
			}
		}
	}
	for _, k := range signatoryKeys {
		v, _ := t.fields.take(k)
		for _, name := range several(v, ";\n") {
			m.sign(g, t, name)
		}
	}
	for _, k := range slices.Concat(topicKeys, tagKeys) {
		v, _ := t.fields.take(k)
		for _, name := range m.tags(v) {
			switch {
			case fold.Key(name) == "":
				t.remark(fmt.Sprintf("%q in %s is no name, and was dropped", name, k))
			case slices.Contains(collectionTags, strings.ToLower(name)):
				t.remark(fmt.Sprintf("%q in %s is the generator's own, and was dropped", name, k))
			case !m.known(g, name):
				g.topic(m.topicOf(name).id)
			}
		}
	}
	for _, k := range authorKeys {
		v, _ := t.fields.take(k)
		for _, name := range several(v, ";") {
			if !m.known(g, name) {
				t.fields.put(k)
			}
		}
	}
	return g
}

// known takes a name that is that of a country, a signatory or a topic.
func (m *migration) known(g *gathered, name string) bool {
	if code, ok := m.registry.country(name); ok && (len(name) > 2 || name == strings.ToUpper(name)) {
		g.country(code)
		return true
	}
	if id, as, ok := m.registry.signatory(name); ok {
		if fold.Key(as) == fold.Key(name) {
			as = "" // a tag says nothing of the name as printed
		}
		g.sign(id, as)
		return true
	}
	if r := m.registry.topics[fold.Key(name)]; r != nil {
		g.topic(r.id)
		return true
	}
	return false
}

// sign takes a name from a list of signatories; one that nobody bears becomes
// a signatory.
func (m *migration) sign(g *gathered, t *text, written string) {
	name := matter.Clean(plainText(written))
	if fold.Key(name) == "" {
		return
	}
	id, as, known := m.registry.signatory(name)
	if !known {
		if len(m.archive.FindSignatories(name)) > 1 {
			t.remark(fmt.Sprintf("%q is the name of two signatories", name))
		}
		id = m.registry.add("signatories", name, name, "").id
		t.remark(fmt.Sprintf("nobody is called %q: a new signatory, signatories/%s.md, for you to review", name, id))
	}
	g.sign(id, as)
}

// topicOf returns the topic of a name, a new one if there is none.
func (m *migration) topicOf(name string) *record {
	if r := m.registry.topics[fold.Key(name)]; r != nil {
		return r
	}
	display := matter.Clean(name)
	if !strings.ContainsAny(name, " ") {
		display = strings.NewReplacer("-", " ", "_", " ").Replace(name)
	}
	return m.registry.add("topics", name, strings.ToUpper(firstRune(display))+display[len(firstRune(display)):], name)
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func (g *gathered) country(code string) {
	if !slices.Contains(g.countries, code) {
		g.countries = append(g.countries, code)
	}
}

func (g *gathered) topic(id string) {
	if !slices.Contains(g.topics, id) {
		g.topics = append(g.topics, id)
	}
}

func (g *gathered) sign(id, as string) {
	if slices.Contains(g.signed, id) {
		return
	}
	g.signed = append(g.signed, id)
	if as != "" {
		id = "{org: " + matter.Scalar(id) + ", as: " + matter.Scalar(as) + "}"
	} else {
		id = matter.Scalar(id)
	}
	g.signatures = append(g.signatures, id)
}

// several returns the texts of a list, or those that one text has between
// separators.
func several(v value, separators string) []string {
	if len(v.list) > 0 || len(v.group) > 0 {
		return v.all()
	}
	var all []string
	for _, s := range strings.FieldsFunc(v.text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// tags returns the tags of a list, or of one text: Jekyll divides it at
// spaces, others at commas. One that the archive knows as a whole is one.
func (m *migration) tags(v value) []string {
	all := several(v, ",;")
	if len(v.list) == 0 && len(all) == 1 && m.generator == "Jekyll" && !m.known(&gathered{}, all[0]) {
		return strings.Fields(all[0])
	}
	return all
}

// originalKeys are what the signed document may be called.
var originalKeys = []string{"original", "pdf", "document", "documents", "file", "attachment", "attachments", "download"}

// original writes the signed document and the copies elsewhere.
func (m *migration) original(f *matter.File, t *text) {
	t.first(originalKeys, func(written string) bool {
		if from, ok := m.find(t, written); ok {
			f.Text("original", m.attach(t, from))
			return true
		}
		address := webAddress(written)
		f.Text("original", address)
		return address != ""
	})
	var elsewhere []string
	for _, k := range []string{"also_at", "canonical_url", "canonicalurl", "canonical", "source", "source_url", "external_url", "link", "original_url"} {
		v, _ := t.fields.take(k)
		for _, written := range v.all() {
			if address := webAddress(written); address == "" {
				t.fields.put(k)
			} else if !slices.Contains(elsewhere, address) {
				elsewhere = append(elsewhere, address)
			}
		}
	}
	list(f, "also_at", elsewhere)
}

// webAddress returns a whole web address; a host alone becomes one.
func webAddress(s string) string {
	if !strings.Contains(s, "://") && strings.HasPrefix(s, "www.") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s, " \t\n") {
		return ""
	}
	return s
}
