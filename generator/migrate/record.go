package migrate

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/fold"
	"communique/generator/matter"
	"communique/generator/slug"
)

// signatories makes records of the folders of organisations.
func (m *migration) signatories() {
	for _, group := range m.groups(signatory) {
		t := group[0]
		name := matter.Clean(t.fields.text("name", "title", "full_name", "organisation", "organization"))
		if fold.Key(name) == "" {
			name = t.nameless()
			t.remark("no name was found; the file's name was taken")
		}
		known := m.registry.archive.FindSignatories(name)
		if p := "signatories/" + slug.Of(t.slug) + ".md"; m.registry.there[p] {
			m.already(group, p)
			continue
		} else if len(known) > 0 {
			m.already(group, known[0].Source.Path)
			continue
		}
		acronym := matter.Clean(t.fields.text("acronym", "abbreviation", "abbr", "short_name", "shortname", "short", "sigla", "sigle"))
		r := m.registry.add("signatories", t.slug, name, acronym)
		if v, ok := t.fields.take("also_known_as", "aka", "other_names", "alternative_names"); ok {
			r.also = v.all()
			index(m.registry.signatories, &record{folder: r.folder, id: r.id, names: r.also})
		}
		m.settle(r, group)
	}
}

// nameless returns a name made of the file's.
func (t *text) nameless() string {
	return cmp.Or(matter.Clean(strings.ReplaceAll(t.slug, "-", " ")), "Untitled")
}

// topics makes records of the folders of topics.
func (m *migration) topics() {
	for _, group := range m.groups(topic) {
		t := group[0]
		name := matter.Clean(t.fields.text("name", "title"))
		if fold.Key(name) == "" {
			name = t.nameless()
		}
		if known := m.registry.topics[fold.Key(name)]; known != nil && known.group == nil {
			m.already(group, known.path())
			continue
		}
		m.settle(m.registry.add("topics", t.slug, name), group)
	}
}

// settle gives a record the texts that it is made of.
func (m *migration) settle(r *record, group []*text) {
	r.group = group
	for i, t := range group {
		t.target = r.path()
		if i > 0 {
			t.target = r.folder + "/" + r.id + "." + m.languageOf(t) + ".md"
		}
		m.taken[t.target] = t
	}
}

// already notes that the archive has what a group of texts would become.
func (m *migration) already(group []*text, p string) {
	for i, t := range group {
		t.there, t.target = true, p
		if i > 0 {
			t.target = strings.TrimSuffix(p, ".md") + "." + m.languageOf(t) + ".md"
		}
		if m.registry.there[t.target] {
			m.became(t.path, File{Path: t.target})
		} else {
			m.outcome(t.path).Why = "the archive has its original already: " + p
		}
	}
}

// writeRegistry plans the files of the new signatories and topics.
func (m *migration) writeRegistry() {
	for _, r := range m.registry.added {
		var f matter.File
		f.Text("name", r.names[0])
		if len(r.group) == 0 {
			if r.folder == "signatories" {
				f.Comment("Only statements name it: look whether it is one that has a file, and say what is known of it.")
			}
			m.files[r.path()] = File{Path: r.path(), Data: f.Bytes("")}
			continue
		}
		t := r.group[0]
		if r.folder == "signatories" {
			m.describe(&f, r, t)
		}
		m.nameTranslations(&f, r)
		list(&f, "redirect_from", m.former(t, "/"+r.folder+"/"+r.id))
		m.became(t.path, File{Path: r.path(), Data: f.Bytes(m.bodyOf(t))})
	}
}

// nameTranslations adds the names that a record has in other languages, and
// plans the texts in them.
func (m *migration) nameTranslations(f *matter.File, r *record) {
	var names []string
	for _, t := range r.group[1:] {
		lang := m.languageOf(t)
		if name := matter.Clean(t.fields.text("name", "title")); name != "" {
			names = append(names, lang+": "+matter.Scalar(name))
		}
		m.former(t, "")
		if body := m.bodyOf(t); body != "" {
			var f matter.File
			m.became(t.path, File{Path: t.target, Data: f.Bytes(body)})
		} else {
			m.became(t.path, File{Path: r.path()})
		}
	}
	if len(names) > 0 {
		f.Add("names", "{"+strings.Join(names, ", ")+"}")
	}
}

// list adds a list that has something in it.
func list(f *matter.File, key string, texts []string) {
	if len(texts) > 0 {
		f.List(key, texts)
	}
}

// kindsOf are the words for what a signatory is.
var kindsOf = map[string]archive.Kind{
	"network": archive.Network, "coalition": archive.Coalition, "alliance": archive.Coalition, "person": archive.Person, "individual": archive.Person,
	"organisation": archive.Organisation, "organization": archive.Organisation, "ngo": archive.Organisation, "cso": archive.Organisation,
}

// describe adds what a file of an organisation says besides its name.
func (m *migration) describe(f *matter.File, r *record, t *text) {
	if lang := m.languageOf(t); lang != m.archive.Language {
		f.Text("language", lang)
	}
	f.Text("acronym", r.names[1])
	list(f, "also_known_as", r.also)
	t.first([]string{"country", "country_code", "countries", "location", "pays", "pais"}, func(written string) bool {
		code, ok := m.registry.country(written)
		if ok {
			f.Text("country", code)
		} else {
			t.remark(fmt.Sprintf("no country is called %q", written))
		}
		return ok
	})
	t.first([]string{"kind", "type"}, func(written string) bool {
		k, ok := kindsOf[strings.ToLower(written)]
		if ok && k != archive.Organisation {
			f.Text("kind", string(k))
		}
		return ok
	})
	t.first([]string{"website", "url", "link", "homepage", "web", "site", "external_url"}, func(written string) bool {
		address := webAddress(written)
		f.Text("website", address)
		return address != ""
	})
	t.first([]string{"founded", "established", "since", "founded_in"}, func(written string) bool {
		d, err := archive.ParsePartialDate(written)
		if err == nil {
			f.Add("founded", d.String())
		}
		return err == nil
	})
	t.first([]string{"logo", "image", "picture"}, func(written string) bool {
		from, ok := m.find(t, written)
		if ok = ok && slices.Contains(pictureEndings, strings.ToLower(path.Ext(from))) && m.showable(t, from); ok {
			f.Text("logo", m.attach(t, from))
		}
		return ok
	})
}

// first offers the values of some keys in turn, until one finds a place.
func (t *text) first(keys []string, place func(written string) bool) {
	for _, k := range keys {
		if written := t.fields.text(k); written != "" && place(written) {
			return
		}
		t.fields.put(k)
	}
}

// countries plans a file for each country that has a text about it.
func (m *migration) countries() {
	for _, group := range m.groups(country) {
		for i, t := range group {
			name := cmp.Or(t.fields.text("name", "title"), t.slug)
			code, ok := m.registry.country(name)
			if !ok {
				code, ok = m.registry.country(cmp.Or(t.fields.text("code", "iso", "country"), strings.ReplaceAll(t.slug, "-", " ")))
			}
			switch p := "countries/" + strings.ToLower(code) + ".md"; {
			case !ok:
				t.kind, t.why = nothing, fmt.Sprintf("no country is called %q", name)
			case strings.TrimSpace(t.body) == "":
				t.kind, t.why = nothing, fmt.Sprintf("a country needs a file only for a text about it; %q is known as %s", name, code)
			case i == 0 && m.registry.there[p]:
				m.already(group, p)
			case !t.there && m.taken[p] == nil && i == 0:
				m.settle(&record{folder: "countries", id: strings.ToLower(code)}, group)
			}
		}
	}
}
