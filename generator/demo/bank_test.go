package demo

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var slot = regexp.MustCompile(`\{[^}]*\}?`)

// slots says which sections may leave what open.
var slots = map[string]string{
	"titles": "{topic} {place}", "sentences": "{place} {n}", "items": "{place} {n}", "summaries": "{place} {n}",
	"footnotes": "{place} {n}", "addressees": "{place}", "corrections": "{place}",
	"links": "{link}", "organisation": "{ground} {emblem} {kind}", "person": "{person}",
}

func TestBanksAgree(t *testing.T) {
	english := banks()["en"]
	parallel := []string{"archive", "organisation", "person", "titles", "topics", "grounds", "emblems", "organisations", "networks", "coalitions"}
	for lang, b := range banks() {
		if _, err := language.Parse(lang); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		if got, want := slices.Sorted(maps.Keys(b.sections)), slices.Sorted(maps.Keys(english.sections)); !slices.Equal(got, want) {
			t.Errorf("%s: sections %v, want %v", lang, got, want)
		}
		for _, section := range parallel {
			if got, want := len(b.list(section)), len(english.list(section)); got != want {
				t.Errorf("%s: %d %s, want %d", lang, got, section, want)
			}
		}
		if len(b.syllables) != syllables || len(b.list("grounds")) != grounds || len(b.list("emblems")) != emblems || len(b.kinds()) != kinds {
			t.Errorf("%s: %d syllables, %d grounds, %d emblems, %d kinds", lang, len(b.syllables), len(b.list("grounds")), len(b.list("emblems")), len(b.kinds()))
		}
		for section, entries := range b.sections {
			checkEntries(t, lang, section, entries)
		}
	}
}

func checkEntries(t *testing.T, lang, section string, entries []string) {
	t.Helper()
	for i, e := range entries {
		if slices.Contains(entries[:i], e) {
			t.Errorf("%s: %s: %q stands twice", lang, section, e)
		}
		if !norm.NFC.IsNormalString(e) {
			t.Errorf("%s: %s: %q is not in NFC", lang, section, e)
		}
		if strings.ContainsFunc(e, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%s: %s: %q has characters that cannot be seen", lang, section, e)
		}
		seen := map[string]bool{}
		for _, s := range slot.FindAllString(e, -1) {
			if seen[s] || !strings.Contains(slots[section], s) {
				t.Errorf("%s: %s: %s in %q", lang, section, s, e)
			}
			seen[s] = true
		}
	}
}

func TestCountries(t *testing.T) {
	all := countries()
	if len(all) != 120 {
		t.Errorf("%d countries, want 120", len(all))
	}
	seen := map[string]bool{}
	for _, c := range all {
		if r, err := language.ParseRegion(c.code); err != nil || !r.IsCountry() || seen[c.code] {
			t.Errorf("%q is no country, or listed twice", c.code)
		}
		if _, ok := banks()[c.language]; !ok {
			t.Errorf("%s: no bank for %q", c.code, c.language)
		}
		seen[c.code] = true
	}
}

func TestScalar(t *testing.T) {
	for text, want := range map[string]string{
		"Lake Heron (sample)": "Lake Heron (sample)",
		"Женщины, выборы":     `"Женщины, выборы"`,
		"NO":                  `"NO"`,
		"no":                  `"no"`,
		"KH":                  "KH",
		"2017":                `"2017"`,
		"a: b":                `"a: b"`,
		"a #b":                `"a #b"`,
		`say "a\b"`:           `"say \"a\\b\""`,
		"":                    `""`,
		"a ":                  `"a "`,
		"«a»":                 `"«a»"`,
		"គម្រោង":              "គម្រោង",
	} {
		if got := scalar(text); got != want {
			t.Errorf("scalar(%q) = %s, want %s", text, got, want)
		}
	}
}
