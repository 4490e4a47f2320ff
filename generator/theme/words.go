package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"communique/generator/archive"
	"communique/generator/cldr"
)

// fallback is the language whose words every theme must have; a language
// without its own speaks it.
const fallback = "en"

// worldEnglish is how dates are written in English that is of no country: "1
// September 2017". CLDR takes "en" for English of the United States, which an
// archive gets by asking for "en-US".
const worldEnglish = "en-001"

// Language is a theme in one language.
type Language struct {
	Tag string // BCP 47; English where the theme does not speak the archive's language
	Dir string // "ltr" or "rtl"

	locale   string // whose dates and numbers
	words    map[string]word
	pages    map[string]*template.Template
	partials *template.Template
	made     sync.Map // partialKey -> template.HTML
}

// word is a key's text: one, or one for each plural category.
type word struct {
	text  string
	forms map[string]string
	lang  string // whose plurals the forms are
}

// needed are the texts that the program itself asks for.
var needed = []string{
	"statements", "countries", "signatories", "topics", "not_found", "removed",
	"search", "search_in", "feeds", "feeds_what", "feed_is", "feed_how", "all_statements", "data", "data_how", "footnotes", "footnote_back", "feed_about", "comma", "day_1",
	"corrections", "corrections_how", "corrected", "retracted", "retracted_on", "event_signed", "event_withdrawn",
}

// loadWords reads every language of a theme. A key that English does not have
// is a mistake in spelling; one that a language lacks is taken from English.
func loadWords(fsys fs.FS) (map[string]map[string]word, error) {
	files, err := fs.Glob(fsys, "i18n/*.yaml")
	if err != nil {
		return nil, err // only a malformed pattern
	}
	all := map[string]map[string]word{}
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("cannot read the theme: %w", err)
		}
		lang := strings.TrimSuffix(path.Base(file), ".yaml")
		if all[lang], err = parseWords(lang, data); err != nil {
			return nil, fmt.Errorf("theme: %s: %w", file, err)
		}
	}
	if all[fallback] == nil {
		return nil, fmt.Errorf("the theme lacks i18n/%s.yaml", fallback)
	}
	return all, checkWords(all)
}

// checkWords reports the first key that is not as English has it, or that
// English lacks.
func checkWords(all map[string]map[string]word) error {
	english := all[fallback]
	for _, key := range needed {
		if w, ok := english[key]; !ok || w.forms != nil {
			return fmt.Errorf("theme: i18n/%s.yaml: no text %q", fallback, key)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		for _, key := range slices.Sorted(maps.Keys(all[lang])) {
			w, ok := english[key]
			if !ok {
				return fmt.Errorf("theme: i18n/%s.yaml: unknown key %q", lang, key)
			}
			if (w.forms == nil) != (all[lang][key].forms == nil) {
				return fmt.Errorf("theme: i18n/%s.yaml: key %q has plural forms in one language and one text in another", lang, key)
			}
		}
	}
	return nil
}

func parseWords(lang string, data []byte) (map[string]word, error) {
	var raw map[string]any
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	words := make(map[string]word, len(raw))
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		switch value := raw[key].(type) {
		case string:
			words[key] = word{text: value}
		case map[string]any:
			forms, err := parseForms(lang, value)
			if err != nil {
				return nil, fmt.Errorf("key %q: %w", key, err)
			}
			words[key] = word{forms: forms, lang: lang}
		default:
			return nil, fmt.Errorf("key %q: neither a text nor plural forms", key)
		}
	}
	return words, nil
}

// parseForms reads the plural forms of a word. One in a category that the
// language does not have would be written in vain, so it is a mistake.
func parseForms(lang string, raw map[string]any) (map[string]string, error) {
	categories := cldr.Categories(lang)
	forms := map[string]string{}
	for _, category := range slices.Sorted(maps.Keys(raw)) {
		text, ok := raw[category].(string)
		if !ok {
			return nil, fmt.Errorf("%q is no text", category)
		}
		if !slices.Contains(categories, category) {
			return nil, fmt.Errorf("%q is no plural category of this language, which has %s", category, strings.Join(categories, ", "))
		}
		forms[category] = text
	}
	if forms["other"] == "" {
		return nil, errors.New(`no text for "other"`)
	}
	return forms, nil
}

func newLanguage(lang string, all map[string]map[string]word) (*Language, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("language %q: %w", lang, err)
	}
	// The nearest language that the theme speaks: pt-BR falls back to pt.
	words := all[fallback]
	spoken := fallback
	for t := tag; t != language.Und; t = t.Parent() {
		if w := all[t.String()]; w != nil {
			words, spoken = maps.Clone(all[fallback]), lang
			for key, word := range w {
				word.lang = lang // 0 is singular in Brazil, but plural in Portugal
				words[key] = word
			}
			break
		}
	}
	l := &Language{Tag: spoken, Dir: archive.Direction(spoken), locale: spoken, words: words}
	if spoken == "en" {
		l.locale = worldEnglish
	}
	return l, nil
}

// T returns the words for a key, each {name} replaced by the value that
// follows its name. An unknown key is an error: nothing is left blank.
func (l *Language) T(key string, pairs ...any) (string, error) {
	w, ok := l.words[key]
	if !ok || w.forms != nil {
		return "", fmt.Errorf("i18n/%s.yaml has no text %q", l.Tag, key)
	}
	if len(pairs) == 0 {
		return w.text, nil
	}
	return replace(w.text, pairs)
}

// N returns the plural form of a key for a count, {n} replaced by the number.
func (l *Language) N(key string, count int, pairs ...any) (string, error) {
	w, ok := l.words[key]
	if !ok || w.forms == nil {
		return "", fmt.Errorf("i18n/%s.yaml has no plural forms %q", l.Tag, key)
	}
	text, ok := w.forms[cldr.Plural(w.lang, count)]
	if !ok {
		text = w.forms["other"]
	}
	return replace(text, append(pairs, "n", l.Number(count)))
}

func replace(text string, pairs []any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("a name without a value in %v", pairs)
	}
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			break
		}
		// What is filled in is not looked at again: a title may have braces.
		name, after, _ := strings.Cut(rest, "}")
		if i := indexOf(pairs, name); i >= 0 {
			fmt.Fprint(&b, pairs[i])
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
	return b.String(), nil
}

// indexOf returns the place of the value that has a name, -1 if there is none.
func indexOf(pairs []any, name string) int {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == name {
			return i + 1
		}
	}
	return -1
}

// Number returns n with the language's separators, in the digits 0 to 9.
func (l *Language) Number(n int) string { return cldr.FormatNumber(l.locale, n) }

// Date returns a date in words, with the precision that it has.
func (l *Language) Date(d archive.Date) (string, error) {
	year, month := int(d.Year), int(d.Month)
	switch {
	case d.IsZero():
		return "", nil
	case d.Month == 0:
		return strconv.Itoa(year), nil
	case d.Day == 0:
		return cldr.FormatMonth(l.locale, year, month), nil
	case d.Day == 1: // 1er in French
		first, err := l.T("day_1")
		return cldr.FormatDay(l.locale, year, month, first), err
	}
	return cldr.FormatDay(l.locale, year, month, strconv.Itoa(int(d.Day))), nil
}
