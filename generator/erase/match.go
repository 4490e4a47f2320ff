package erase

import (
	"slices"
	"sync"
)

// Matcher finds the names of a list. The nil Matcher finds none. It is safe
// for concurrent use.
type Matcher struct {
	groups  []*group
	words   int       // of the longest name that is compared by words
	chars   bool      // whether some name is compared by characters
	readers sync.Pool // of *reader

	mu    sync.Mutex
	known map[question]bool // what the slow hash has said: pages repeat each other
}

// group are the entries that have one salt.
type group struct {
	salt         Salt
	words, chars filters
	hashes       map[[hashSize]byte]bool
}

// filters are the fast hashes of names by their length, beginning with 1; nil
// where no name has it.
type filters []*filter

// filter has a bit for each fast hash.
type filter [1 << 16 / 64]uint64

func (f *filter) has(bits uint16) bool { return f[bits/64]&(1<<(bits%64)) != 0 }

// question is one that is asked of the slow hash.
type question struct {
	salt Salt
	key  string
}

// New returns the matcher of a list of entries. An empty list has the nil
// Matcher. It is an error if a line is no entry.
func New(lines []string) (*Matcher, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	m := &Matcher{known: map[question]bool{}}
	m.readers.New = func() any { return new(reader) }
	for _, line := range lines {
		e, err := parse(line)
		if err != nil {
			return nil, err
		}
		m.add(e)
	}
	return m, nil
}

func (m *Matcher) add(e entry) {
	i := slices.IndexFunc(m.groups, func(g *group) bool { return g.salt == e.salt })
	if i < 0 {
		i = len(m.groups)
		m.groups = append(m.groups, &group{salt: e.salt, hashes: map[[hashSize]byte]bool{}})
	}
	g := m.groups[i]
	g.hashes[e.hash] = true
	to := &g.words
	if e.size.chars {
		to, m.chars = &g.chars, true
	} else {
		m.words = max(m.words, e.size.units)
	}
	for len(*to) < e.size.units {
		*to = append(*to, nil)
	}
	f := &(*to)[e.size.units-1]
	if *f == nil {
		*f = new(filter)
	}
	(*f)[e.filter/64] |= 1 << (e.filter % 64)
}

// Find reports whether a text has one of the names; see the package comment on
// how it is read.
func (m *Matcher) Find(text []byte) bool {
	if m == nil {
		return false
	}
	r := m.readers.Get().(*reader)
	defer m.readers.Put(r)
	const depth = 4 // HTML in JSON in HTML, and one more
	for i := range depth {
		// Two buffers in turn: one is read while the other is filled.
		to := &r.decoded[i%2]
		var doubts []byte
		*to, doubts = decode((*to)[:0], text)
		if len(doubts) > 0 && m.findPlain(r, doubts) {
			return true
		}
		if len(*to) == 0 {
			break
		}
		text = *to
	}
	r.bare, r.tags = sortOut(r.bare[:0], r.tags[:0], text)
	if m.findPlain(r, r.bare) || m.findPlain(r, r.tags) {
		return true
	}
	r.unmarked = withoutSup(r.unmarked[:0], text)
	if len(r.unmarked) == 0 {
		return false
	}
	r.bare, r.tags = sortOut(r.bare[:0], r.tags[:0], r.unmarked)
	return m.findPlain(r, r.bare)
}

// findPlain looks through a text as it stands.
func (m *Matcher) findPlain(r *reader, text []byte) bool {
	r.read(text)
	for _, g := range m.groups {
		if m.findUnits(g, g.words, &r.apart) {
			return true
		}
	}
	if len(r.glued) > 0 && m.words > 0 {
		r.join(m.words)
		for _, g := range m.groups {
			if m.findUnits(g, g.words, &r.together) {
				return true
			}
		}
	}
	if m.chars && r.unspaced {
		r.split()
		for _, g := range m.groups {
			if m.findUnits(g, g.chars, &r.single) {
				return true
			}
		}
	}
	return false
}

// findUnits asks the slow hash wherever the fast one allows a name.
func (m *Matcher) findUnits(g *group, names filters, u *units) bool {
	for i := range u.hashes {
		h := g.salt.seed()
		for n, unit := range u.hashes[i:min(i+len(names), len(u.hashes))] {
			h = step(h, unit)
			if f := names[n]; f != nil && f.has(top(h)) && m.ask(g, u.key(i, n+1)) {
				return true
			}
		}
	}
	return false
}

// ask reports whether a key is that of a name.
func (m *Matcher) ask(g *group, key []byte) bool {
	q := question{g.salt, string(key)}
	m.mu.Lock()
	is, known := m.known[q]
	m.mu.Unlock()
	if !known {
		is = g.hashes[slow(q.key, g.salt)]
		m.mu.Lock()
		m.known[q] = is
		m.mu.Unlock()
	}
	return is
}

// FindString is Find for what is a string already, such as a path.
func (m *Matcher) FindString(s string) bool { return m != nil && m.Find([]byte(s)) }
