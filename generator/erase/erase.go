// Package erase finds names that must never appear. The archive keeps hashes
// of them, so that its own list of what to hide does not name anybody.
//
// # Entries
//
// A line of the list is an entry, made by [Lines]:
//
//	v1:w2:9c4f:salt:hash
//
// v1 is the version of all that follows. w2 is how long the name is: two
// words; c3 would be three characters. Then come 16 bits of a fast hash in
// hexadecimal digits, and a salt and Argon2id (RFC 9106; one pass, 8 MiB, one
// lane) of the name with it, 16 bytes each in base64url. Names that are given
// together share a salt: then a text is hashed once for all of them.
//
// The fast hash decides which places of a text get the slow one: one in 65,536
// of those that do not have the name. What that costs: who tries names from a
// list needs a slow hash for one name in 65,536 only. So the hash keeps a name
// from readers, from search engines and from whoever copies the list; it
// confirms the guess of somebody who has one, and somebody with all the likely
// names of a country tries them within minutes. No hash would be better: a
// check that is fast enough for each build of an archive is as fast for a list
// of names. A name that must not even be guessed belongs in no public file.
//
// # What is the same name
//
// Names and texts are compared by package fold: without case, accents, Unicode
// form and punctuation. A name of k words is found in any k consecutive words.
// Dots and apostrophes are read both ways, as nothing and as the end of a
// word: O'Brien is found in "OBrien", in "O’Brien's" and in "s.o.brien.pdf".
// A name in a script that is written without spaces (Khmer, Thai, Lao,
// Burmese, Chinese, Japanese) is found among any other characters, whatever
// spaces there are. A name of several words is hashed as one word too, for
// that is how it stands in @JaneDoe and janedoe.pdf; some of its words joined
// and others not (JaneMarie Doe), or more joined to it (JaneDoe2), is not
// found. Another form of a name (Navalny, Navalnogo) is another name.
//
// # Texts
//
// A text is the bytes of any file in UTF-8, of whatever format. It is read as it
// stands, then with its escapes undone (character references of HTML and XML,
// percent-encoding, \u and the other escapes of JSON), again where they lay in
// each other, then without tags, for <b>A</b>nna is Anna, and once more without
// what is in <sup>, where the number of a footnote stands. Words of a Markdown
// file that a mark divides, as **A**nna or A[^1] B, are found only in the page.
// Files in other encodings are read by [Matcher.FindFile].
package erase

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"golang.org/x/crypto/argon2"
)

const (
	saltSize = 16
	hashSize = 16
	maxUnits = 64 // how many words or characters a name may have
)

// Salt is what makes the hashes of two lists differ. It is random and no
// secret.
type Salt [saltSize]byte

// entry is a line of the list.
type entry struct {
	size   size
	filter uint16
	salt   Salt
	hash   [hashSize]byte
}

// size is how long a name is.
type size struct {
	chars bool // in characters, else in words
	units int
}

// Lines returns the entries that find the names, in their order: up to three
// for each, since a dot or an apostrophe is read both ways, and several words
// as one besides. It is an error if a name has no letters or is longer than 64 words or, in a
// script without spaces, characters.
func Lines(names []string, salt Salt) ([]string, error) {
	var lines []string
	for i, name := range names {
		readings := readingsOf(name)
		if len(readings) == 0 {
			return nil, fmt.Errorf("name %d has no letters", i+1)
		}
		for _, r := range readings {
			if r.size.units > maxUnits {
				return nil, fmt.Errorf("name %d is too long: it has more than %d parts", i+1, maxUnits)
			}
			e := entry{r.size, r.filter(salt), salt, slow(r.key, salt)}
			if line := e.String(); !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines, nil
}

func (e entry) String() string {
	unit := "w"
	if e.size.chars {
		unit = "c"
	}
	b := base64.RawURLEncoding
	return fmt.Sprintf("v1:%s%d:%04x:%s:%s", unit, e.size.units, e.filter, b.EncodeToString(e.salt[:]), b.EncodeToString(e.hash[:]))
}

var entryForm = regexp.MustCompile(`^v1:([wc])([1-9][0-9]?):([0-9a-f]{4}):([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{22})$`)

// Check returns what is wrong with a line of the list; nil if it is an entry.
func Check(line string) error {
	_, err := parse(line)
	return err
}

func parse(line string) (entry, error) {
	m := entryForm.FindStringSubmatch(line)
	if m == nil {
		return entry{}, errors.New("no hash of a name")
	}
	e := entry{size: size{chars: m[1] == "c"}}
	e.size.units, _ = strconv.Atoi(m[2]) // two digits
	filter, _ := strconv.ParseUint(m[3], 16, 16)
	e.filter = uint16(filter)
	strict := base64.RawURLEncoding.Strict()
	salt, err1 := strict.DecodeString(m[4])
	hash, err2 := strict.DecodeString(m[5])
	if err1 != nil || err2 != nil || e.size.units > maxUnits {
		return entry{}, errors.New("no hash of a name")
	}
	copy(e.salt[:], salt)
	copy(e.hash[:], hash)
	return e, nil
}

// slow is the hash that tells names apart.
func slow(key string, salt Salt) [hashSize]byte {
	return [hashSize]byte(argon2.IDKey([]byte(key), salt[:], 1, 8<<10, 1, hashSize))
}

// step takes a unit into the fast hash of those before it, which begins with
// seed. The multiplier is 2^64 divided by the golden ratio.
func step(h, unit uint64) uint64 {
	h = (h ^ unit) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// top is the fast hash of a name: the highest bits of what step has made.
func top(h uint64) uint16 { return uint16(h >> 48) }

func (s Salt) seed() uint64 { return binary.LittleEndian.Uint64(s[:8]) }
