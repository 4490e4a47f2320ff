package render

import (
	"cmp"

	"communique/generator/archive"
	"communique/generator/cite"
)

// work is a version of a statement as it is cited by readers of a language,
// who know the signatories by their names in it. A translation is a work of
// its own.
func (r *Renderer) work(st *archive.Statement, v archive.Version, lang string) *cite.Work {
	a, names := r.site.Archive, r.around(lang)
	w := &cite.Work{
		ID:        st.ID,
		Title:     v.Title,
		Language:  v.Language,
		Date:      st.Date,
		Place:     st.Place,
		Archive:   a.TitleIn(names),
		Publisher: a.Publisher.Name,
		URL:       r.versionURL(st, v),
		Abstract:  v.Summary,
	}
	if v.Language != st.Versions.Original().Language {
		w.ID += "." + v.Language // as the translation's file is called
	}
	w.Authors = make([]string, 0, len(st.Signatures))
	for _, g := range st.Signatures {
		if g.Withdrawn.IsZero() {
			w.Authors = append(w.Authors, cmp.Or(g.As, g.To.NameOn(st.Date, names)))
		}
	}
	return w
}

// versionURL returns the canonical address of a version: where the statement
// is in the archive's own language, whatever it is written in, else where it
// is in the version's.
func (r *Renderer) versionURL(st *archive.Statement, v archive.Version) string {
	if own := r.site.Languages[0]; st.Best(own).Language == v.Language {
		return r.site.Base.URL(r.site.StatementIn(st, own))
	}
	return r.site.Base.URL(r.site.StatementIn(st, v.Language))
}
