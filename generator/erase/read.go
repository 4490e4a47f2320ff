package erase

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/fold"
)

// units are the words or characters of a text, folded.
type units struct {
	text   []byte // all of them, words with a space between
	gap    int    // how many bytes stand between two
	ends   []int  // of each in text
	hashes []uint64
}

func (u *units) reset(gap int) {
	u.text, u.gap, u.ends, u.hashes = u.text[:0], gap, u.ends[:0], u.hashes[:0]
}

// key returns n units from number i on, as package fold writes them.
func (u *units) key(i, n int) []byte { return u.text[u.start(i):u.ends[i+n-1]] }

func (u *units) start(i int) int {
	if i == 0 {
		return 0
	}
	return u.ends[i-1] + u.gap
}

// add appends a unit.
func (u *units) add(unit []byte) {
	if u.gap > 0 && len(u.ends) > 0 {
		u.text = append(u.text, ' ')
	}
	u.text = append(u.text, unit...)
	u.ends = append(u.ends, len(u.text))
	u.hashes = append(u.hashes, hash(unit))
}

// extend puts more at the end of the last unit.
func (u *units) extend(more []byte) {
	last := len(u.ends) - 1
	u.text = append(u.text, more...)
	u.ends[last] = len(u.text)
	u.hashes[last] = hash(u.text[u.start(last):])
}

// hash is the fast hash of a unit: of eight bytes after the other, in the
// order of little-endian numbers, the last filled up with zeros.
func hash(b []byte) uint64 {
	var h uint64
	for ; len(b) >= 8; b = b[8:] {
		h = step(h, binary.LittleEndian.Uint64(b))
	}
	var last uint64
	for i, c := range b {
		last |= uint64(c) << (8 * i)
	}
	return step(h, last)
}

// reader takes a text apart. It is kept for the next text.
type reader struct {
	apart    units // words, which dots and apostrophes end
	glued    []int // those between which and the word before stand only such signs
	together units // words as package fold has them, as far as they differ
	single   units // characters
	unspaced bool  // some character is of a script without spaces

	after  bool   // only signs came since the last word
	lower  []byte // a word in lower case
	folded map[string][]string

	decoded [2][]byte // buffers of Matcher.Find
	bare    []byte
	tags    []byte

	unmarked []byte // a text without the numbers of footnotes
}

// classes of ASCII.
const (
	gap uint8 = iota
	sign
	letter
	beyond // not ASCII
)

var class = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = beyond
		case fold.IsSign(rune(c)):
			t[c] = sign
		case fold.Key(string(rune(c))) != "":
			t[c] = letter
		}
	}
	return t
}()

// lower are the small letters of ASCII.
var lower = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			t[c] += 'a' - 'A'
		}
	}
	return t
}()

// read takes a text apart into words.
func (r *reader) read(text []byte) {
	r.apart.reset(1)
	r.glued, r.unspaced, r.after = r.glued[:0], false, false
	for i := 0; i < len(text); {
		switch class[text[i]] {
		case gap:
			r.after = false
			i++
		case sign:
			i++
		default:
			j := i
			for j < len(text) && class[text[j]] == letter {
				j++
			}
			if j < len(text) && class[text[j]] == beyond {
				i += r.readBeyond(text[i:])
				continue
			}
			r.lower = r.lower[:0]
			for _, c := range text[i:j] {
				r.lower = append(r.lower, lower[c])
			}
			r.word(r.lower)
			i = j
		}
	}
}

// word appends a word that is folded.
func (r *reader) word(w []byte) {
	if r.after {
		r.glued = append(r.glued, len(r.apart.ends))
	}
	r.apart.add(w)
	r.after = true
}

// readBeyond reads as far as the next gap or sign, by way of package fold, and
// returns how far that is.
func (r *reader) readBeyond(text []byte) int {
	end := 0
	for end < len(text) && class[text[end]] >= letter {
		c, size := utf8.DecodeRune(text[end:])
		if fold.IsSign(c) {
			if end == 0 {
				return size
			}
			break
		}
		r.unspaced = r.unspaced || isUnspaced(c)
		end += size
	}
	words, known := r.folded[string(text[:end])]
	if !known {
		words = r.fold(string(text[:end]))
	}
	for i, w := range words {
		if i > 0 {
			r.after = false
		}
		if w != "" {
			r.word(append(r.lower[:0], w...))
		}
	}
	return end
}

// fold returns the words of a text, the first and the last empty where it
// begins or ends with a gap, and keeps them: texts repeat their words.
func (r *reader) fold(text string) []string {
	// A letter at either end shows whether there is a gap.
	key := fold.Key("x" + text + "x")
	words := strings.Split(key[1:len(key)-1], " ")
	const most = 10_000
	if r.folded == nil || len(r.folded) == most {
		r.folded = map[string][]string{}
	}
	r.folded[text] = words
	return words
}

// join makes the words of package fold where dots or apostrophes stand in
// them, with the words around, so that each reach words of which one is such
// stand there.
func (r *reader) join(reach int) {
	r.together.reset(1)
	next, g := 0, 0 // the word to come, and the next glued one
	for g < len(r.glued) {
		if from := r.glued[g] - reach; from > next {
			r.together.add(nil) // no name's word
			next = from
		}
		// Far enough behind the last of those that are near each other.
		last := r.glued[g]
		for ; next < len(r.apart.ends) && next < last+reach; next++ {
			w := r.apart.key(next, 1)
			if g < len(r.glued) && r.glued[g] == next {
				last = next
				g++
				if len(r.together.ends) > 0 {
					r.together.extend(w)
					continue
				}
			}
			r.together.add(w)
		}
	}
}

// split makes the characters.
func (r *reader) split() {
	r.single.reset(0)
	for text := r.apart.text; len(text) > 0; {
		c, size := utf8.DecodeRune(text)
		if c != ' ' {
			r.single.add(text[:size])
		}
		text = text[size:]
	}
}

// isUnspaced reports whether a character is of a script that is written
// without spaces between words.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Khmer, unicode.Thai, unicode.Lao, unicode.Myanmar, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo)
}

// reading is a name as it is looked for.
type reading struct {
	key    string
	size   size
	hashes []uint64
}

// readingsOf returns the ways in which a name is read: as package fold has it
// and, if that differs, with dots and apostrophes as ends of words. A name
// with a character of a script without spaces is read by characters. One of
// several words is read as one word too, after the others. There is none of a
// name without letters.
func readingsOf(name string) []reading {
	var r reader
	r.read([]byte(name))
	all := len(r.apart.ends)
	switch {
	case all == 0:
		return nil
	case r.unspaced:
		r.split()
		return []reading{r.single.reading(true)}
	case all == 1:
		return []reading{r.apart.reading(false)}
	}
	var readings []reading
	if len(r.glued) > 0 {
		r.join(all)
		readings = append(readings, r.together.reading(false))
	}
	var joined units
	joined.add([]byte(strings.ReplaceAll(string(r.apart.text), " ", "")))
	return append(readings, r.apart.reading(false), joined.reading(false))
}

func (u *units) reading(chars bool) reading {
	return reading{string(u.text), size{chars, len(u.ends)}, u.hashes}
}

// filter returns the fast hash.
func (r reading) filter(salt Salt) uint16 {
	h := salt.seed()
	for _, unit := range r.hashes {
		h = step(h, unit)
	}
	return top(h)
}
