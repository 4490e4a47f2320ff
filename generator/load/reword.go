package load

import (
	"cmp"
	"io/fs"
	"iter"
	"maps"
	"path"
	"reflect"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/stamp"
)

// Rewording is that some texts are worded differently, and nothing else.
type Rewording struct {
	records []*record
}

// Paths returns the paths of the texts within the content folder, sorted.
func (w Rewording) Paths() []string {
	var paths []string
	for _, r := range w.records {
		paths = append(paths, r.path)
	}
	slices.Sort(paths)
	return paths
}

// Apply puts the new words into the archive that Reword was called with.
// Nothing may be rendered of it meanwhile, and what was made of its texts
// before is out of date.
func (w Rewording) Apply(a *archive.Archive) {
	changed := make(map[string]*record, len(w.records))
	for _, r := range w.records {
		changed[r.path] = r
	}
	for source, v := range versions(a) {
		if r := changed[v.Source.Path]; r != nil {
			*v = r.version.Version
		}
		if r := changed[source.Path]; r != nil {
			*source = r.version.Source
		}
	}
}

// Reword looks at a folder again from which Load returned a last, with this
// cache. If nothing has changed since but how texts are worded, it says how: a
// title, a summary, a body without another link, heading or fault. Neither
// check nor the plan depend on that, so both stand, and a save in an archive of
// 100,000 texts costs a walk through its folders. With ok false more may have
// changed, and only Load can tell what.
func (c *Cache) Reword(fsys fs.FS, a *archive.Archive, jobs int) (w Rewording, ok bool, err error) {
	if c.archive == nil || c.archive != a {
		return w, false, nil
	}
	var faults diag.List
	found, err := walk(c.ahead(fsys, jobs), &archive.Archive{Dir: a.Dir, BaseURL: a.BaseURL, Erased: a.Erased, Files: archive.Files{}}, &faults, true, c.texts)
	if err != nil || len(found.entries) != len(c.texts) || !c.othersStand(found) {
		return w, false, err
	}
	records := make([]*record, len(found.entries))
	var group errgroup.Group
	group.SetLimit(max(1, jobs))
	const run = 1024 // for most are looked at, not read
	for start := 0; start < len(records); start += run {
		group.Go(func() error {
			for i := start; i < min(start+run, len(records)); i++ {
				var err error
				if records[i], err = c.record(fsys, a, found.entries[i], c.written); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return w, false, err
	}
	for _, r := range records {
		old := c.texts[r.path]
		if old != nil && old.version.Source == r.version.Source {
			continue // not even reworded
		}
		if old == nil || !reworded(*old, *r) {
			return w, false, nil
		}
		w.records = append(w.records, r)
	}
	for _, r := range records {
		if c.texts[r.path] != r {
			c.texts[r.path] = r
		}
	}
	return w, true, nil
}

// ahead reads the folders that texts lay in, several at a time: to ask for ten
// thousand stamps takes most of the time that a preview has.
func (c *Cache) ahead(fsys fs.FS, jobs int) fs.FS {
	if c == nil {
		return fsys
	}
	folders := map[string]bool{}
	for name := range c.texts {
		folders[path.Dir(name)] = true
	}
	names := slices.Sorted(maps.Keys(folders))
	read := make([][]fs.DirEntry, len(names))
	var group errgroup.Group
	group.SetLimit(max(1, jobs))
	for i, name := range names {
		group.Go(func() error {
			read[i], _ = fs.ReadDir(fsys, name) // one that fails is read again
			return nil
		})
	}
	_ = group.Wait()
	ahead := readAhead{fsys, map[string][]fs.DirEntry{}}
	for i, name := range names {
		if read[i] != nil {
			ahead.read[name] = read[i]
		}
	}
	return ahead
}

// readAhead is a file system of which some folders have been read.
type readAhead struct {
	fs.FS
	read map[string][]fs.DirEntry
}

func (r readAhead) ReadDir(name string) ([]fs.DirEntry, error) {
	if entries, ok := r.read[name]; ok {
		return entries, nil
	}
	return fs.ReadDir(r.FS, name)
}

// othersStand reports whether all files that are no texts are as they were.
func (c *Cache) othersStand(found *walker) bool {
	if len(found.stamps) != len(c.stamps) {
		return false
	}
	for name, now := range found.stamps {
		if before, known := c.stamps[name]; !known || before != now || !now.Settled(c.looked) {
			return false
		}
	}
	return true
}

// reworded reports whether two records of one file differ in nothing but words.
// One with a fault counts as different: a later step may have more to say of
// it, at places that have moved.
func reworded(old, now record) bool {
	if len(old.faults) > 0 || len(now.faults) > 0 || old.broken || now.broken || old.removed() || now.removed() {
		return false
	}
	return reflect.DeepEqual(wordless(old), wordless(now))
}

// wordless returns a record without what Reword may change.
func wordless(r record) record {
	r.stamp, r.looked = stamp.Stamp{}, time.Time{}
	r.version.Version = silent(r.version.Version)
	if r.statement != nil {
		s := *r.statement
		s.version = r.version
		r.statement = &s
	}
	return r
}

// silent returns a version without its words, and without the places in its
// body. Those in the front matter are left: check reports them.
func silent(v archive.Version) archive.Version {
	v.Source.Size, v.Source.Sum = 0, 0
	v.Title, v.Summary = "", ""
	v.Body.Offset = 0
	v.Body.Links = slices.Clone(v.Body.Links)
	for i := range v.Body.Links {
		v.Body.Links[i].At = diag.Pos{}
	}
	return v
}

// versions yields every text of an archive, with the source of its record; for
// pages, which have none of their own, with that of the text.
func versions(a *archive.Archive) iter.Seq2[*archive.Source, *archive.Version] {
	return func(yield func(*archive.Source, *archive.Version) bool) {
		each := func(source *archive.Source, all archive.Versions) bool {
			for i := range all {
				if !yield(cmp.Or(source, &all[i].Source), &all[i]) {
					return false
				}
			}
			return true
		}
		for _, s := range a.Statements {
			if !each(&s.Source, s.Versions) {
				return
			}
		}
		for _, s := range a.Signatories {
			if !each(&s.Source, s.Versions) {
				return
			}
		}
		for _, t := range a.Topics {
			if !each(&t.Source, t.Versions) {
				return
			}
		}
		for _, c := range a.Countries {
			if !each(&c.Source, c.Versions) {
				return
			}
		}
		for _, p := range a.Pages {
			if !each(nil, p.Versions) {
				return
			}
		}
	}
}
