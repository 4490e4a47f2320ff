package theme

import (
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
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"communique/generator/archive"
)

// fallback is the language whose words every theme must have; a language
// without its own speaks it.
const fallback = "en"

// Language is a theme in one language.
type Language struct {
	Tag string // BCP 47; English where the theme does not speak the archive's language
	Dir string // "ltr" or "rtl"

	tag      language.Tag
	words    map[string]word
	printer  *message.Printer
	pages    map[string]*template.Template
	partials *template.Template
	made     sync.Map // partialKey -> template.HTML
}

// word is a key's text: one, or one for each plural category.
type word struct {
	text  string
	forms map[plural.Form]string
}

var forms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// needed are the texts that the program itself asks for.
var needed = []string{
	"statements", "countries", "signatories", "topics", "not_found",
	"footnotes", "footnote_back", "feed_about", "date_day", "date_month",
	"day_1", "month_1", "month_2", "month_3", "month_4", "month_5", "month_6",
	"month_7", "month_8", "month_9", "month_10", "month_11", "month_12",
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
		words, err := parseWords(data)
		if err != nil {
			return nil, fmt.Errorf("theme: %s: %w", file, err)
		}
		all[strings.TrimSuffix(path.Base(file), ".yaml")] = words
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

func parseWords(data []byte) (map[string]word, error) {
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
			w := word{forms: map[plural.Form]string{}}
			for _, category := range slices.Sorted(maps.Keys(value)) {
				form, ok := forms[category]
				s, isString := value[category].(string)
				if !ok || !isString {
					return nil, fmt.Errorf("key %q: %q is no plural category with a text", key, category)
				}
				w.forms[form] = s
			}
			if w.forms[plural.Other] == "" {
				return nil, fmt.Errorf("key %q: no text for \"other\"", key)
			}
			words[key] = w
		default:
			return nil, fmt.Errorf("key %q: neither a text nor plural forms", key)
		}
	}
	return words, nil
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
			maps.Copy(words, w)
			break
		}
	}
	tag = language.Make(spoken)
	// Small numbers and dates have the digits 0 to 9 in every language, so all do.
	latin, err := tag.SetTypeForKey("nu", "latn")
	if err != nil {
		return nil, fmt.Errorf("language %q: %w", lang, err)
	}
	return &Language{Tag: spoken, Dir: archive.Direction(spoken), tag: tag, words: words, printer: message.NewPrinter(latin)}, nil
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
	text, ok := w.forms[plural.Cardinal.MatchPlural(l.tag, count, 0, 0, 0, 0)]
	if !ok {
		text = w.forms[plural.Other]
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

// Number returns n with the language's separators.
func (l *Language) Number(n int) string {
	if -1000 < n && n < 1000 {
		return strconv.Itoa(n)
	}
	return l.printer.Sprint(number.Decimal(n))
}

// Date returns a date in words, with the precision that it has.
func (l *Language) Date(d archive.Date) (string, error) {
	if d.IsZero() {
		return "", nil
	}
	if d.Month == 0 {
		return strconv.Itoa(int(d.Year)), nil
	}
	month, err := l.T("month_" + strconv.Itoa(int(d.Month)))
	if err != nil {
		return "", err
	}
	if d.Day == 0 {
		return l.T("date_month", "month", month, "year", d.Year)
	}
	day := strconv.Itoa(int(d.Day))
	if d.Day == 1 { // 1er in French
		if day, err = l.T("day_1"); err != nil {
			return "", err
		}
	}
	return l.T("date_day", "day", day, "month", month, "year", d.Year)
}
