package load

import (
	"hash/maphash"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"time"

	"communique/generator/archive"
	"communique/generator/picture"
	"communique/generator/stamp"
)

// Cache keeps what Load has read of a folder's files, for the next Load of the
// same folder. What a text says depends on its bytes, its name, and the
// archive's settings, and is kept with the sum of these. A file whose stamp was
// settled when it was read, and is the same now, is not read again; see package
// stamp. So the result is that of a Load without a Cache.
//
// The zero Cache is empty and ready to use. One Load or Reword may use it at a
// time.
type Cache struct {
	dir      string
	settings uint64 // the sum of archive.yaml
	looked   time.Time
	archive  *archive.Archive // what Load returned last
	written  *words
	texts    map[string]*record
	stamps   map[string]stamp.Stamp // of all other files

	mu    sync.Mutex
	facts map[string]facts
}

// facts are what is known of an attachment, and since when.
type facts struct {
	stamp  stamp.Stamp
	looked time.Time

	file    archive.File   // with the size of a picture
	fault   *picture.Error // of a picture that cannot be shown
	authors []string       // of a PDF
}

// begin prepares for a Load of a folder with settings of which sum is the sum.
func (c *Cache) begin(dir string, sum uint64) {
	if c.dir != dir || c.settings != sum || c.written == nil {
		c.dir, c.settings, c.texts = dir, sum, nil
		c.written = &words{seen: map[string]string{}}
	}
	c.looked, c.archive = time.Now(), nil
}

// record returns what a text says: as it is kept, if it is the same, else
// as it is read. A nil Cache keeps nothing.
func (c *Cache) record(fsys fs.FS, a *archive.Archive, e entry, written *words) (*record, error) {
	var old *record
	if c != nil {
		old = c.texts[e.path]
	}
	if old != nil && old.entry == e && e.stamp.Settled(old.looked) {
		return old, nil
	}
	looked := time.Now()
	src, size, err := e.read(fsys, a)
	if err != nil {
		return nil, err
	}
	if old != nil && old.same(e) && size == old.version.Source.Size && maphash.Bytes(seed, src) == old.version.Source.Sum {
		again := *old
		again.entry, again.looked = e, looked
		return &again, nil
	}
	r := parse(a, e, src, size, written)
	r.looked = looked
	return &r, nil
}

// same reports whether an entry is that of the record, stamp aside.
func (r *record) same(e entry) bool {
	e.stamp = r.stamp
	return r.entry == e
}

// attachment returns what is known of a file, or reads it.
func (c *Cache) attachment(name string, read func() (facts, error)) (facts, error) {
	if c == nil {
		return read()
	}
	c.mu.Lock()
	known := c.facts[name]
	c.mu.Unlock()
	now := c.stamps[name]
	if known.stamp == now && now.Settled(known.looked) {
		return known, nil
	}
	looked := time.Now()
	known, err := read()
	if err != nil {
		return known, err
	}
	known.stamp, known.looked = now, looked
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.facts == nil {
		c.facts = map[string]facts{}
	}
	c.facts[name] = known
	return known, nil
}

// keep takes note of the records, and returns copies that an archive may be
// made from: it binds their references, and takes some out.
func (c *Cache) keep(records []*record) []record {
	copies := make([]record, len(records))
	for i, r := range records {
		copies[i] = *r
	}
	if c == nil {
		return copies
	}
	c.texts = make(map[string]*record, len(records))
	for i, r := range records {
		c.texts[r.path] = r
		if r.statement != nil {
			s := *r.statement
			s.Countries, s.Signatures = slices.Clone(s.Countries), slices.Clone(s.Signatures)
			s.Topics, s.Related = slices.Clone(s.Topics), slices.Clone(s.Related)
			copies[i].statement = &s
		}
		if r.country != nil {
			country := *r.country
			country.Names = maps.Clone(country.Names)
			copies[i].country = &country
		}
	}
	maps.DeleteFunc(c.facts, func(name string, _ facts) bool { _, there := c.stamps[name]; return !there })
	return copies
}

// Attachments returns a number that changes when any file does that lies
// beside the texts of a, which Load returned last.
func (c *Cache) Attachments(a *archive.Archive) (sum uint64) {
	type file struct {
		name  string
		stamp stamp.Stamp
	}
	for name := range a.Files {
		sum += maphash.Comparable(seed, file{name, c.stamps[name]})
	}
	return sum
}
