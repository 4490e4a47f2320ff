package draft

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"communique/generator/cldr"
	"communique/generator/fold"
)

// placeData has a line for each country: its code, the English adjectives and
// names of its people, its capitals, and what else English calls it; the last
// three with commas between them. Capitals that are common words, names of
// people or of several places (Male, Victoria, Santiago) are left out, and so
// is every adjective of two countries (Dominican).
//
//go:embed places.txt
var placeData string

// evidence is what says that a text is about a country.
type evidence struct {
	code    string
	capital bool // by its capital only: where things happen, or just the letter was written
}

// gazetteer finds countries in texts of one language.
type gazetteer struct {
	words   map[string]evidence // by the keys of names, adjectives and capitals
	stems   map[string]string   // codes by what the names of one word begin with; "" for two countries
	endings *regexp.Regexp      // what may follow a stem
	longest int                 // words of a name
}

// gazetteer returns the one of a language. English names are in all of them.
func (d *Drafter) gazetteer(lang string) *gazetteer {
	lang = base(lang)
	if d.places[lang] == nil {
		d.places[lang] = newGazetteer(lang, d.archive.Languages)
	}
	return d.places[lang]
}

func newGazetteer(lang string, others []string) *gazetteer {
	g := &gazetteer{words: map[string]evidence{}, stems: map[string]string{}, endings: endings[lang]}
	for key, e := range englishPlaces() {
		g.add(key, e)
	}
	for _, l := range slices.Concat([]string{lang, "en"}, others) {
		for _, code := range cldr.Codes() {
			for _, name := range variants(cldr.Name(l, code)) {
				g.add(fold.Key(name), evidence{code: code})
			}
		}
	}
	if g.endings != nil {
		for _, code := range cldr.Codes() {
			g.addStem(stem(lang, fold.Key(cldr.Name(lang, code))), code)
		}
	}
	return g
}

func (g *gazetteer) add(key string, e evidence) {
	if key == "" {
		return
	}
	if known, ok := g.words[key]; !ok || known.capital {
		g.words[key] = e
	}
	g.longest = max(g.longest, strings.Count(key, " ")+1)
}

func (g *gazetteer) addStem(stem, code string) {
	switch known, ok := g.stems[stem]; {
	case utf8.RuneCountInString(stem) < 4 || strings.Contains(stem, " "):
	case ok && known != code:
		g.stems[stem] = ""
	default:
		g.stems[stem] = code
	}
}

// englishPlaces reads placeData.
var englishPlaces = sync.OnceValue(func() map[string]evidence {
	all := map[string]evidence{}
	for row := range strings.Lines(placeData) {
		fields := append(strings.Split(strings.TrimRight(row, "\n"), "\t"), "", "", "")
		for i, field := range fields[1:4] {
			for name := range strings.SplitSeq(field, ",") {
				if key := fold.Key(name); key != "" {
					all[key] = evidence{fields[0], i == 1}
				}
			}
		}
	}
	return all
})

// variants returns the forms of a name of CLDR's that people write: of
// "Myanmar (Burma)" both, of "Bosnia & Herzegovina" the one with "and".
func variants(name string) []string {
	all := []string{name, strings.ReplaceAll(name, "&", "and")}
	if before, inside, ok := strings.Cut(name, "("); ok {
		all = append(all, before, inside)
	}
	return all
}

// endings are what follows the stem of a country's name in its cases and in
// the adjectives that are made of it, by language. They are few, for a wrong
// country is worse than none.
var endings = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`^(e|en|enne|ien|ienne|ais|aise|ois|oise|ain|aine|an|ane)s?$`),
	"es": regexp.MustCompile(`^([ao]|n[ao]|[aei]n[ao]|ian[ao]|ense|es|esa|ese)s?$`),
	"pt": regexp.MustCompile(`^([ao]|n[ao]|[aei]n[ao]|ian[ao]|ense|es|esa|ese)s?$`),
	"ru": regexp.MustCompile(`^(а|у|е|и|ы|я|ю|ои|еи|ом|ем|ии|ию|ия|иеи|ами?|ах|(ии?|ан|ян|иан)?ск(ии|ого|ому|им|ом|ая|ои|ую|ое|ие|их|ими|и))$`),
	"ar": regexp.MustCompile(`^(ا|ه|ة|ي|ية|يه|يين|يون|يات)$`),
}

// stem returns what the forms of a name have in common.
func stem(lang, key string) string {
	ends := map[string]string{"fr": "es", "es": "aeos", "pt": "aeos", "ru": "аеиыяь", "ar": "اةه"}[lang]
	if lang == "ar" {
		key = strings.TrimPrefix(key, "ال")
		key = strings.TrimSuffix(key, "يا")
	}
	r, size := utf8.DecodeLastRuneInString(key)
	if strings.ContainsRune(ends, r) && utf8.RuneCountInString(key) > 4 {
		key = key[:len(key)-size]
	}
	return key
}

// mention is a country in a text.
type mention struct {
	evidence
	written string
}

var wordForm = regexp.MustCompile(`[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*`)

// mentions returns the countries that a text names, in order. In scripts with
// capitals a name begins with one, for turkey is also a bird.
func (g *gazetteer) mentions(text string) []mention {
	var all []mention
	at := wordForm.FindAllStringIndex(text, -1)
	for i := 0; i < len(at); i++ {
		found := false
		for n := min(g.longest, len(at)-i); n > 0 && !found; n-- {
			written := text[at[i][0]:at[i+n-1][1]]
			e, ok := g.find(written)
			if found = ok; ok {
				all = append(all, mention{e, written})
				i += n - 1
			}
		}
		if word := text[at[i][0]:at[i][1]]; !found {
			if code := g.inflected(word); code != "" {
				all = append(all, mention{evidence{code: code}, word})
			}
		}
	}
	return all
}

// find finds words that are a name as it is, or with the marks of a genitive or
// an article that is written with it.
func (g *gazetteer) find(written string) (evidence, bool) {
	for _, form := range []string{written, trimGenitive(written), trimArticle(written)} {
		if !isName(form) {
			continue
		}
		e, ok := g.words[fold.Key(form)]
		// "us" is a word, "US" is not.
		if ok && (utf8.RuneCountInString(form) > 3 || isCapitals(form) || !hasCase(form)) {
			return e, true
		}
	}
	return evidence{}, false
}

func isName(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) || !unicode.IsLower(first)
}

func trimGenitive(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}

// trimArticle takes off what Romance languages write before an apostrophe, and
// Arabic without one.
func trimArticle(word string) string {
	if at := strings.IndexAny(word, "'’"); at > 0 && at <= 2 {
		_, size := utf8.DecodeRuneInString(word[at:])
		return word[at+size:]
	}
	return trimArabic(word)
}

// trimArabic takes off one conjunction or preposition.
func trimArabic(word string) string {
	for _, prefix := range []string{"وب", "ول", "و", "ف", "ب", "ك", "ل"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return word
}

// inflected returns the country whose name a word is made of; "" for none or
// two.
func (g *gazetteer) inflected(word string) string {
	if g.endings == nil {
		return ""
	}
	for _, key := range []string{fold.Key(trimArticle(word)), fold.Key(word)} {
		if rest, ok := strings.CutPrefix(key, "ل"); ok && strings.HasPrefix(rest, "ل") {
			key = rest[len("ل"):]
		}
		key = strings.TrimPrefix(key, "ال")
		for end := range key {
			if code := g.stems[key[:end]]; code != "" && g.endings.MatchString(key[end:]) {
				return code
			}
		}
		if code := g.stems[key]; code != "" && (hasArabic(key) || isName(word)) {
			return code
		}
	}
	return ""
}

func hasArabic(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

// tally is how often a text names a country.
type tally struct {
	code     string
	times    int  // but for capitals
	capitals int  // times that its capital is named
	titled   bool // stands in the title
	first    mention
	place    string
}

// findCountries finds whom the statement is about.
func (r *reader) findCountries() {
	all := r.tallies()
	if len(all) == 0 {
		return
	}
	weight := func(t *tally) int { return 10*t.times + t.capitals }
	slices.SortStableFunc(all, func(x, y *tally) int { return cmp.Compare(weight(y), weight(x)) })
	titled := slices.ContainsFunc(all, func(t *tally) bool { return t.titled })
	for i, t := range all {
		switch {
		case t.titled, !titled && i == 0, !titled && weight(t)*2 > weight(all[0]) && t.times >= 3:
			r.draft.Countries = append(r.draft.Countries, t.code)
			if t.titled && t.times > 0 || i == 0 && t.times >= 3 && (len(all) == 1 || weight(all[1])*2 <= weight(t)) {
				r.report(Found, t.place, "country %s, %s", t.code, said(t))
				continue
			}
			r.doubt("countries", "a guess, by how often the text names it", t.place, "country %s, %s", t.code, said(t))
		case t.times > 0:
			r.report(LeftOut, t.place, "country %s, %s, less than others", t.code, said(t))
		}
	}
}

// tallies counts the countries that the title and the body name.
func (r *reader) tallies() []*tally {
	g := r.gazetteer(r.draft.Language)
	byCode := map[string]*tally{}
	var all []*tally
	count := func(text, place string, titled bool) {
		for _, m := range g.mentions(text) {
			t := byCode[m.code]
			if t == nil {
				t = &tally{code: m.code, first: m, place: place}
				byCode[m.code] = t
				all = append(all, t)
			}
			if t.titled = t.titled || titled && !m.capital; m.capital {
				t.capitals++
				continue
			}
			t.times++
		}
	}
	if r.title != nil {
		count(r.draft.Title, r.title.Place, true)
	}
	for _, b := range r.blocks {
		count(b.text(), b.Place, false)
	}
	return all
}

// said says by what a country was found.
func said(t *tally) string {
	s := strconv.Quote(t.first.written)
	if n := t.times + t.capitals; n > 1 {
		s += ", named " + strconv.Itoa(n) + " times"
	}
	if t.titled {
		s += ", in the title"
	}
	return s
}
