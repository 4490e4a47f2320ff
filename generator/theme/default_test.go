package theme_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/cldr"
	"communique/generator/theme"
	"communique/themes"
)

// The tests of this file hold the words of the default theme to the whole: a
// translator who forgets something is told of it.

// defaultWords returns the words of each language: a text, or a map of plural
// forms.
func defaultWords(t *testing.T) map[string]map[string]any {
	t.Helper()
	files, err := fs.Glob(themes.Default(), "i18n/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	all := map[string]map[string]any{}
	for _, file := range files {
		data, err := fs.ReadFile(themes.Default(), file)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := yaml.Unmarshal(data, &words); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(path.Base(file), ".yaml")] = words
	}
	return all
}

func TestKeys(t *testing.T) {
	all := defaultWords(t)
	for lang, words := range all {
		for key := range all["en"] {
			if _, ok := words[key]; !ok {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
		for key, word := range words {
			if _, ok := all["en"][key]; !ok {
				t.Errorf("%s has %q, English does not", lang, key)
			}
			for form, text := range texts(word) {
				if strings.TrimSpace(text) != text || text == "" {
					t.Errorf("%s: %s %s: %q", lang, key, form, text)
				}
			}
		}
	}
}

// texts returns the forms of a word; the one of a plain text is called "".
func texts(word any) map[string]string {
	forms, ok := word.(map[string]any)
	if !ok {
		forms = map[string]any{"": word}
	}
	all := map[string]string{}
	for form, text := range forms {
		all[form], _ = text.(string)
	}
	return all
}

// TestPlurals checks that every form that a count can ask for is written out.
func TestPlurals(t *testing.T) {
	counts := []int{1_000_000}
	for n := range 1001 {
		counts = append(counts, n)
	}
	for lang, words := range defaultWords(t) {
		for key, word := range words {
			forms := texts(word)
			if _, plain := forms[""]; plain {
				continue
			}
			for _, n := range counts {
				category := cldr.Plural(lang, n)
				if forms[category] == "" {
					t.Errorf("%s: %s has no form %q, which %d asks for", lang, key, category, n)
					break
				}
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// TestPlaceholders checks that what is filled in is the same in each language
// and each form; only "one" and "two" may do without a number.
func TestPlaceholders(t *testing.T) {
	all := defaultWords(t)
	in := func(text string) string {
		found := placeholder.FindAllString(text, -1)
		slices.Sort(found)
		return strings.Join(slices.Compact(found), " ")
	}
	for lang, words := range all {
		for key, word := range words {
			english := texts(all["en"][key])
			want := in(english["other"] + english[""])
			for form, text := range texts(word) {
				got := in(text)
				if got != want && !(slices.Contains([]string{"zero", "one", "two"}, form) && got == "") {
					t.Errorf("%s: %s %s has %s, English has %s", lang, key, form, got, want)
				}
			}
		}
	}
}

var (
	asked    = regexp.MustCompile(`(?:\{\{-?|\()\s*([tn]) ("?)([^\s"})]+)`)
	variable = map[string][]string{
		".Kind":           {"statements", "countries", "signatories", "topics"},
		".Name":           {"statements", "signatories", "signatures", "citations"},
		".Signatory.Kind": nil, // the kinds of signatories
	}
)

// TestUses checks that every key that a template or the program asks for is
// there, as a text or with plural forms, and that every key is asked for.
func TestUses(t *testing.T) {
	for _, k := range archive.Kinds {
		variable[".Signatory.Kind"] = append(variable[".Signatory.Kind"], string(k))
	}
	words := defaultWords(t)["en"]
	unused := maps.Clone(words)
	use := func(where, key string, forms bool) {
		word, ok := words[key]
		if _, has := word.(map[string]any); !ok || has != forms {
			t.Errorf("%s asks for %q, which is %v", where, key, word)
		}
		delete(unused, key)
	}
	err := fs.WalkDir(themes.Default(), "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.Default(), name)
		for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
			keys := []string{m[3]}
			if m[2] == "" {
				if keys = variable[m[3]]; keys == nil {
					t.Errorf("%s asks for a key that is in %s: say here what that may be", name, m[3])
				}
			}
			for _, key := range keys {
				use(name, key, m[1] == "n")
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range theme.Needed {
		use("the program", key, false)
	}
	for key := range unused {
		t.Errorf("nothing asks for %q", key)
	}
}

// TestNeeded checks that the texts that Load demands are those that the
// program asks for.
func TestNeeded(t *testing.T) {
	computed := map[string][]string{
		`string(p.Kind)`: {"countries", "signatories", "topics"},
		`string(index)`:  {"countries", "signatories", "topics"},
		`key`:            {}, // a template's
	}
	asked := map[string]bool{}
	for _, dir := range []string{".", "../render"} {
		for _, key := range keysIn(t, dir) {
			keys := computed[key]
			if literal, err := strconv.Unquote(key); err == nil {
				keys = []string{literal}
			}
			if keys == nil {
				t.Errorf("package %s asks for a key that is in %s: say here what that may be", dir, key)
			}
			for _, key := range keys {
				asked[key] = true
			}
		}
	}
	got, want := slices.Sorted(maps.Keys(asked)), slices.Sorted(slices.Values(theme.Needed))
	if !slices.Equal(got, want) {
		t.Errorf("asked for %q\ndemanded %q", got, want)
	}
}

// keysIn returns what the Go files of a folder call T with, as it is written.
func keysIn(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(dir, err)
	}
	var keys []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
				if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "T" {
					keys = append(keys, types.ExprString(call.Args[0]))
				}
			}
			return true
		})
	}
	return keys
}
