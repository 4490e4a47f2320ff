package cldr

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestPlural(t *testing.T) {
	for _, test := range []struct {
		lang    string
		numbers map[string][]int
	}{
		{"en", map[string][]int{"one": {1, -1}, "other": {0, 2, 21, 1_000_000}}},
		{"fr", map[string][]int{"one": {0, 1}, "many": {1_000_000, 2_000_000}, "other": {2, 21, 1000, 1_000_001}}},
		{"es", map[string][]int{"one": {1}, "many": {1_000_000, -1_000_000}, "other": {0, 2, 21, 1_500_000}}},
		{"pt", map[string][]int{"one": {0, 1}, "many": {1_000_000}, "other": {2, 100}}},
		{"ar", map[string][]int{"zero": {0}, "one": {1}, "two": {2}, "few": {3, 10, 103}, "many": {11, 99, 111}, "other": {100, 102, 1000}}},
		{"ru", map[string][]int{"one": {1, 21, 101}, "few": {2, 4, 22}, "many": {0, 5, 11, 12, 14, 111, 1_000_000}}},
		{"km", map[string][]int{"other": {0, 1, 2, 1_000_000}}},
		{"lv", map[string][]int{"zero": {0, 10, 11, 19, 20}, "one": {1, 21}, "other": {2, 22}}},
	} {
		for category, numbers := range test.numbers {
			for _, n := range numbers {
				if got := Plural(test.lang, n); got != category {
					t.Errorf("Plural(%q, %d) = %q, want %q", test.lang, n, got, category)
				}
			}
		}
	}
}

// Plurals are those of the tag without its last parts, whatever the script.
func TestPluralFallback(t *testing.T) {
	for _, test := range []struct {
		lang     string
		n        int
		category string
	}{
		{"pt-BR", 0, "one"}, {"pt-PT", 0, "other"}, {"PT-pt", 0, "other"},
		{"ru-KZ", 2, "few"}, {"sr-Latn", 2, "few"}, {"sr-Latn-ME", 2, "few"}, {"zh-Hant", 1, "other"},
		{"iw", 2, "two"}, {"iw-IL", 2, "two"}, {"rus", 2, "few"}, {"nb", 1, "one"},
		{"tok", 1, "other"}, {"", 1, "other"}, {"-- -", 1, "other"},
	} {
		if got := Plural(test.lang, test.n); got != test.category {
			t.Errorf("Plural(%q, %d) = %q, want %q", test.lang, test.n, got, test.category)
		}
	}
}

// TestPluralSamples holds the rules of every language to CLDR's own samples.
func TestPluralSamples(t *testing.T) {
	tested := 0
	for title, lines := range blocks(pluralData) {
		for line := range strings.SplitSeq(lines, "\n") {
			fields := strings.Split(line, "\t")
			for sample := range strings.FieldsSeq(fields[2]) {
				from, to, isRange := strings.Cut(sample, "~")
				if !isRange {
					to = from
				}
				first, err := strconv.Atoi(from)
				if err != nil {
					t.Fatal(err)
				}
				last, err := strconv.Atoi(to)
				if err != nil {
					t.Fatal(err)
				}
				for n := first; n <= last; n++ {
					for lang := range strings.FieldsSeq(title) {
						tested++
						if got := Plural(lang, n); got != fields[0] {
							t.Errorf("Plural(%q, %d) = %q, want %q", lang, n, got, fields[0])
						}
					}
				}
			}
		}
	}
	if tested < 5000 {
		t.Errorf("only %d samples", tested)
	}
}

func TestCategories(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "one other", "fr": "one many other", "ar": "zero one two few many other",
		"ru-KZ": "one few many other", "km": "other", "tok": "other",
	} {
		if got := Categories(lang); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("Categories(%q) = %q, want %s", lang, got, want)
		}
	}
	for lang := range pluralRules() {
		for n := range 200 {
			if category := Plural(lang, n); !slices.Contains(Categories(lang), category) {
				t.Errorf("Plural(%q, %d) = %q, which is not among %q", lang, n, category, Categories(lang))
			}
		}
	}
}

// A condition that is not of UTS #35 is not taken for another.
func TestNoRelation(t *testing.T) {
	for _, condition := range []string{"n", "n = ", "n is 1", "x = 1", "n % = 1", "n % 10 = 1..", "n = a", "n = 1 and", "n = 1 or ", "n=1"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken for a condition", condition)
				}
			}()
			parseCondition(condition)
		}()
	}
}

func BenchmarkPlural(b *testing.B) {
	for b.Loop() {
		Plural("ru-KZ", 1_000_012)
	}
}
