package demo

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed banks/*.txt
var bankFiles embed.FS

//go:embed countries.txt
var countryList string

// bank is the wording of one language: a section's entries, one a line of
// banks/<language>.txt.
type bank struct {
	language  string
	sections  map[string][]string
	syllables []string
}

var banks = sync.OnceValue(func() map[string]bank {
	all := map[string]bank{}
	entries, err := bankFiles.ReadDir("banks")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		b, err := bankFiles.ReadFile(path.Join("banks", e.Name()))
		if err != nil {
			panic(err)
		}
		lang := strings.TrimSuffix(e.Name(), ".txt")
		words := sections(string(b))
		all[lang] = bank{lang, words, strings.Fields(words["syllables"][0])}
	}
	return all
})

func sections(text string) map[string][]string {
	all := map[string][]string{}
	section := ""
	for line := range strings.Lines(text) {
		switch line = strings.TrimSpace(line); {
		case line == "":
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		default:
			all[section] = append(all[section], line)
		}
	}
	return all
}

func (b bank) list(section string) []string {
	l := b.sections[section]
	if len(l) == 0 {
		panic(fmt.Sprintf("demo: bank %q has no section %q", b.language, section))
	}
	return l
}

// kinds returns the vocabulary of what a signatory may be, organisations
// first, then networks, then coalitions.
func (b bank) kinds() []string {
	return slices.Concat(b.list("organisations"), b.list("networks"), b.list("coalitions"))
}

// place is the name of an invented place, as numbers of syllables, so that it
// can be written in any script.
type place [3]int

const syllables = 20

func newPlace(r *rand.Rand) place {
	return place{r.IntN(syllables), r.IntN(syllables), r.IntN(syllables)}
}

func (b bank) place(p place) string {
	return withFirst(unicode.ToUpper, b.syllables[p[0]]+b.syllables[p[1]]+b.syllables[p[2]])
}

func withFirst(change func(rune) rune, s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(change(r)) + s[n:]
}

// voice deals the entries of a bank for one text: none comes twice before all
// of its section have been said.
type voice struct {
	bank
	r    *rand.Rand
	home place // that most of the text is about
	left map[string][]string
}

func newVoice(b bank, r *rand.Rand, home place) *voice {
	return &voice{b, r, home, map[string][]string{}}
}

func (v *voice) say(section string) string {
	deck := v.left[section]
	if len(deck) == 0 {
		deck = slices.Clone(v.list(section))
	}
	i, last := v.r.IntN(len(deck)), len(deck)-1
	said := deck[i]
	deck[i] = deck[last]
	v.left[section] = deck[:last]
	return v.fill(said)
}

func (v *voice) fill(s string) string {
	if strings.Contains(s, "{place}") {
		p := v.home
		if perMille(v.r, 400) {
			p = newPlace(v.r)
		}
		s = strings.Replace(s, "{place}", v.place(p), 1)
	}
	return strings.Replace(s, "{n}", strconv.Itoa(3+v.r.IntN(27)), 1)
}

// country is a territory that statements may be about.
type country struct{ code, language string }

func countries() []country {
	var all []country
	for line := range strings.Lines(countryList) {
		code, lang, _ := strings.Cut(strings.TrimSpace(line), " ")
		all = append(all, country{code, lang})
	}
	return all
}
