package migrate

import (
	"fmt"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/fold"
	"communique/generator/slug"
)

// registry knows the signatories and topics of the archive, and those that the
// migration adds to them.
type registry struct {
	archive     *archive.Archive
	there       map[string]bool    // every file of the archive
	signatories map[string]*record // new ones, by the key of each name
	topics      map[string]*record // all, likewise
	ids         map[string]bool    // paths without .md of what is new
	added       []*record
}

// record is a signatory or a topic.
type record struct {
	folder, id string
	names      []string // the first is written
	also       []string
	group      []*text // that it was made of, with its translations; none for one that only others name
}

func (r *record) path() string { return r.folder + "/" + r.id + ".md" }

func newRegistry(a *archive.Archive) *registry {
	r := &registry{archive: a, there: map[string]bool{}, signatories: map[string]*record{}, topics: map[string]*record{}, ids: map[string]bool{}}
	versions := func(all archive.Versions) {
		for _, v := range all {
			r.there[v.Source.Path] = true
		}
	}
	for _, s := range slices.Concat(a.Statements, a.Removed) {
		r.there[s.Source.Path] = true
		versions(s.Versions)
	}
	for _, s := range a.Signatories {
		r.there[s.Source.Path] = true
		versions(s.Versions)
	}
	for _, t := range a.Topics {
		r.there[t.Source.Path] = true
		versions(t.Versions)
		known := &record{folder: "topics", id: t.ID, names: []string{t.ID, t.Name}}
		for _, n := range t.Names {
			known.names = append(known.names, n)
		}
		index(r.topics, known)
	}
	for _, c := range a.Countries {
		r.there[c.Source.Path] = true
		versions(c.Versions)
	}
	for _, p := range a.Pages {
		versions(p.Versions)
	}
	for name := range a.Files {
		r.there[name] = true
	}
	return r
}

// index enters a record under each of its names that is free.
func index(in map[string]*record, r *record) {
	for _, n := range append([]string{r.id}, r.names...) {
		if k := fold.Key(n); k != "" && in[k] == nil {
			in[k] = r
		}
	}
}

// add takes in a new record under an id made of a name.
func (r *registry) add(folder, name string, names ...string) *record {
	x := &record{folder: folder, names: names}
	for n := 1; ; n++ {
		if x.id = slug.Of(name); n > 1 {
			x.id += fmt.Sprintf("-%d", n)
		}
		if key := folder + "/" + x.id; !r.ids[key] && !r.there[key+".md"] {
			r.ids[key] = true
			break
		}
	}
	in := r.signatories
	if folder == "topics" {
		in = r.topics
	}
	index(in, x)
	r.added = append(r.added, x)
	return x
}

// signatory returns the id of the signatory that a name means. as is what was
// printed, where that is not one of its present names to the letter.
func (r *registry) signatory(written string) (id, as string, known bool) {
	names := []string{written}
	if before, bracket, ok := strings.Cut(strings.TrimSuffix(written, ")"), "("); ok {
		names = append(names, before, bracket)
	}
	for _, name := range names {
		if all := r.archive.FindSignatories(name); len(all) == 1 {
			s := all[0]
			if slices.Contains([]string{s.ID, s.Name, s.Acronym}, written) {
				return s.ID, "", true
			}
			return s.ID, written, true
		}
		if s := r.signatories[fold.Key(name)]; s != nil {
			if s.id == written || slices.Contains(s.names, written) {
				return s.id, "", true
			}
			return s.id, written, true
		}
	}
	return "", "", false
}

// country returns the code of the one country that a name means.
func (r *registry) country(name string) (string, bool) {
	codes := r.archive.FindCountries(name)
	if len(codes) != 1 {
		return "", false
	}
	return codes[0], true
}
