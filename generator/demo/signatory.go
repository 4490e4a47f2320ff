package demo

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// The vocabulary of names: "Lake Heron Election Watch" is a ground, an emblem
// and a kind. Every bank has as many of each.
const (
	grounds    = 16
	emblems    = 24
	kinds      = 20
	networks   = 12 // kinds before it are plain organisations
	coalitions = 16 // kinds from here on are coalitions
)

// The given and family names of invented persons.
var (
	givenNames  = strings.Fields("Hazel Basil Iris Rowan Sage Olive Laurel Linden Clover Jasper Juniper Fern Marigold Reed Poppy Ash")
	familyNames = strings.Fields("Specimen Example Placeholder Sample Template Mockup Dummy Draft Fixture Invented")
)

type signatory struct {
	id, name, language, acronym, alias, kind string
	names                                    map[string]string // in languages other than name's
	former                                   string
	until                                    day // the last day of the former name
	country, website, successor              string
	founded                                  string // a year, or a day
	from, to                                 day    // when it exists; to is the first day without it
	profile                                  string
}

func (g *signatory) active(d day) bool { return g.from <= d && d < g.to }

// invent makes the signatories, the ones that sign most often first.
func (s *sample) invent() []signatory {
	all := make([]signatory, s.Signatories)
	for i := range all {
		r := s.draw(ofSignatory, i)
		home := s.countries[s.byCountry.pick(r)]
		g := &all[i]
		*g = signatory{country: home.code, to: lastDay + 1, profile: newVoice(s.own, r, place{}).say("profile")}
		if isPerson(i) {
			s.namePerson(g, i/33)
			continue
		}
		lang := s.own.language
		if r.IntN(2) == 0 {
			lang = home.language
		}
		s.nameOrganisation(g, s.combination(i), lang, home.language)
		g.shorten(r, s.combination(i), s.english)
		if perMille(r, 600) {
			g.website = "https://" + g.id + ".example.org/"
		}
		g.founded = strconv.Itoa(1985 + r.IntN(21))
		s.befall(all, i, r, lang)
	}
	return all
}

// befall gives some signatories a history: a late founding, a former name, an
// end, or the place of the one before. The remainders keep these apart.
func (s *sample) befall(all []signatory, i int, r *rand.Rand, lang string) {
	g := &all[i]
	switch {
	case i%8 == 3:
		g.begin(day(1 + r.IntN(4500)))
	case i%12 == 5:
		g.former, g.until = s.combination(s.Signatories+i).name(banks()[lang]), day(700+r.IntN(4500))
	case i%40 == 7 && i+1 < len(all) && !isPerson(i+1):
		g.to = day(2200 + r.IntN(4000))
	case i%40 == 8 && all[i-1].to <= lastDay:
		g.begin(all[i-1].to)
		all[i-1].successor = g.id
	}
}

func (g *signatory) begin(d day) { g.from, g.founded = d, d.String() }

func isPerson(i int) bool { return i%33 == 32 }

// namePerson names the k-th person, each differently.
func (s *sample) namePerson(g *signatory, k int) {
	given, family := k%len(givenNames), (k/len(givenNames)+k+int(s.Seed%10))%len(familyNames)
	name := givenNames[given] + " " + familyNames[family]
	g.id, g.kind = slug(name), "person"
	g.name, g.language = strings.Replace(s.own.list("person")[0], "{person}", name, 1), s.own.language
}

// nameOrganisation gives g its name in one language, and as names those in the
// archive's other languages and in that of its country.
func (s *sample) nameOrganisation(g *signatory, c combination, lang, home string) {
	g.name, g.language = c.name(banks()[lang]), lang
	g.names = map[string]string{}
	for _, other := range append(slices.Clone(s.Languages), home) {
		if other != lang {
			g.names[other] = c.name(banks()[other])
		}
	}
	switch {
	case c.kind < networks:
		g.kind = "organisation"
	case c.kind < coalitions:
		g.kind = "network"
	default:
		g.kind = "coalition"
	}
}

// shorten gives g its id and, to some, an acronym and another name. They are
// English whatever the archive's language.
func (g *signatory) shorten(r *rand.Rand, c combination, english bank) {
	ground, emblem, kind := c.words(english)
	g.id = slug(ground + " " + emblem + " " + kind)
	if perMille(r, 700) {
		g.acronym = strings.ToUpper(ground[:2]+emblem[:2]) + initials(kind)
	}
	if perMille(r, 300) {
		g.alias = ground + " " + emblem + " " + initials(kind)
	}
}

// combination is a name before it is put in words.
type combination struct{ ground, emblem, kind int }

// combination returns the i-th name of the sample. No two i below
// grounds*emblems*kinds have the same, as the stride has no divisor in common
// with that product.
func (s *sample) combination(i int) combination {
	const all, stride = grounds * emblems * kinds, 2971
	n := (int(s.Seed%all) + i*stride) % all
	return combination{n / (emblems * kinds), n / kinds % emblems, n % kinds}
}

func (c combination) words(b bank) (ground, emblem, kind string) {
	return b.list("grounds")[c.ground], b.list("emblems")[c.emblem], b.kinds()[c.kind]
}

func (c combination) name(b bank) string {
	ground, emblem, kind := c.words(b)
	return strings.NewReplacer("{ground}", ground, "{emblem}", emblem, "{kind}", kind).Replace(b.list("organisation")[0])
}

// initials returns the first letters of the capitalised words.
func initials(s string) string {
	var b strings.Builder
	for _, word := range strings.Fields(s) {
		if 'A' <= word[0] && word[0] <= 'Z' {
			b.WriteByte(word[0])
		}
	}
	return b.String()
}

// slug returns an English name as lower-case letters and hyphens.
func slug(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(s, "’", "")), " ", "-")
}

// registry yields the signatories' files.
func (s *sample) registry(yield func(string, []byte) bool) {
	for i := range s.signatories {
		g := &s.signatories[i]
		if !yield("signatories/"+g.id+".md", g.file()) {
			return
		}
	}
}

func (g *signatory) file() []byte {
	var d record
	text := func(key, value string) {
		if value != "" {
			d.text(key, value)
		}
	}
	d.fence()
	text("name", g.name)
	d.add("language", g.language)
	text("acronym", g.acronym)
	if len(g.names) > 0 {
		d.WriteString("names:\n")
		for _, lang := range slices.Sorted(maps.Keys(g.names)) {
			text("  "+lang, g.names[lang])
		}
	}
	if g.alias != "" {
		d.list("also_known_as", []string{g.alias})
	}
	if g.former != "" {
		d.WriteString("former_names:\n  - name: " + scalar(g.former) + "\n    until: " + g.until.String() + "\n")
	}
	text("country", g.country)
	text("kind", g.kind)
	if g.website != "" {
		d.add("website", g.website)
	}
	if g.founded != "" {
		d.add("founded", g.founded)
	}
	if g.to <= lastDay {
		d.add("dissolved", g.to.String())
	}
	text("successor", g.successor)
	d.fence()
	d.WriteString("\n" + g.profile + "\n")
	return d.Bytes()
}
