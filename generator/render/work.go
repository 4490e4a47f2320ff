package render

import (
	"communique/generator/archive"
	"communique/generator/cite"
)

// work is a version of a statement, given by its place in Versions, as it is
// cited by readers of a language, who know the signatories by their names in
// it. A translation is a work of its own.
func (r *Renderer) work(st *archive.Statement, version int, lang string) *cite.Work {
	a, v, names := r.site.Archive, st.Versions[version], r.around(lang)
	w := &cite.Work{
		ID:        st.ID,
		Title:     v.Title,
		Language:  v.Language,
		Date:      st.Date,
		Place:     st.Place,
		Archive:   a.TitleIn(names),
		Publisher: a.Publisher.Name,
		URL:       r.site.Base.URL(r.site.VersionAddress(st, version)),
		Abstract:  v.Summary,
	}
	if version > 0 {
		w.ID += "." + v.Language // as the translation's file is called
	}
	w.Authors = make([]string, 0, len(st.Signatures))
	for g := range st.Standing {
		w.Authors = append(w.Authors, st.NameOf(g, names))
	}
	return w
}
