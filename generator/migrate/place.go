package migrate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/fold"
	"communique/generator/slug"
)

// groups returns the texts of one kind, each with its translations behind it:
// the one in the archive's language first, else the one in the site's, else
// the first by path. A second text in a language is a group by itself.
func (m *migration) groups(k kind) [][]*text {
	byJoin := map[string][]*text{}
	var order []string
	for _, t := range m.texts {
		if t.kind != k {
			continue
		}
		key := t.join
		if slices.ContainsFunc(byJoin[key], func(o *text) bool { return m.languageOf(o) == m.languageOf(t) }) {
			key += "\n" + t.path
		}
		if byJoin[key] == nil {
			order = append(order, key)
		}
		byJoin[key] = append(byJoin[key], t)
	}
	var all [][]*text
	for _, key := range order {
		group := byJoin[key]
		rank := func(t *text) int {
			switch m.languageOf(t) {
			case m.archive.Language:
				return 0
			case m.language:
				return 1
			}
			return 2
		}
		slices.SortStableFunc(group, func(x, y *text) int { return cmp.Compare(rank(x), rank(y)) })
		for _, t := range group[1:] {
			t.original = group[0]
		}
		all = append(all, group)
	}
	return all
}

// languageOf returns a text's language: its own, else the site's, else the
// archive's.
func (m *migration) languageOf(t *text) string {
	return cmp.Or(t.lang, m.language, m.archive.Language)
}

// place gives each statement and page its path in the archive.
func (m *migration) place() {
	for _, group := range m.groups(statement) {
		t := group[0]
		for _, other := range group {
			if t.date.IsZero() {
				t.date = other.date
			}
		}
		if d := t.date; !d.IsZero() && (d.Year < 1800 || d.Year > m.today.Year) {
			t.remark(fmt.Sprintf("no statement is of %s", d))
			t.date = archive.Date{}
		}
		if t.date.IsZero() {
			t.date, t.draft = m.today, true
			t.remark("no date was found; it has today's, and is a draft")
		}
		for _, other := range group[1:] {
			if other.date.IsZero() {
				other.date = t.date
			}
		}
		id, known := m.free("statements", fmt.Sprintf("%04d/%s", t.date.Year, m.slugOf(t)), func(id string) (string, bool) {
			s := m.archive.Statement(id)
			if s == nil {
				return "", false
			}
			return s.Source.Path, s.Date == t.date || fold.Key(s.Versions.Original().Title) == fold.Key(t.fields.peek("title"))
		})
		if known != "" {
			m.already(group, known)
			continue
		}
		m.settle(&record{folder: "statements", id: id}, group)
	}
	for _, group := range m.groups(page) {
		id, known := m.free("pages", m.slugOf(group[0]), func(id string) (string, bool) {
			p := "pages/" + id + ".md"
			return p, m.registry.there[p]
		})
		if known != "" {
			m.already(group, known)
			continue
		}
		m.settle(&record{folder: "pages", id: id}, group)
	}
}

// slugOf returns a text's slug: what readers know from its address, spelt so
// that any host can have it.
func (m *migration) slugOf(t *text) string {
	name := t.slug
	if s := t.fields.peek("slug"); s != "" && !strings.Contains(s, "/") {
		t.fields.text("slug")
		name = s
	}
	return slug.Of(name)
}

// free returns an id that no other text has, or the path of the text in the
// archive that this one became in an earlier run, as same tells: where a file
// is under an id, and whether it is that text.
func (m *migration) free(folder, id string, same func(id string) (at string, is bool)) (free, known string) {
	for n := 1; ; n++ {
		try := id
		if n > 1 {
			try = fmt.Sprintf("%s-%d", id, n)
		}
		p := folder + "/" + try + ".md"
		if m.claimed[p] {
			continue
		}
		at, is := same(try)
		switch {
		case is:
			m.claimed[p] = true
			return "", at
		case at == "" || !m.registry.there[p]:
			m.claimed[p] = true
			return try, ""
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
