package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// categories are those of CLDR, in its order.
var categories = []string{"zero", "one", "two", "few", "many", "other"}

// readPlurals reads the rules that say which plural a number takes. Locales
// with the same rules share them, and a language's code out of use has those of
// the one in use: readSupplement must have come first.
func (r *release) readPlurals(dir string) error {
	path := filepath.Join(dir, "plurals.json")
	var file struct {
		Supplemental struct {
			Cardinal map[string]map[string]string `json:"plurals-type-cardinal"`
		}
	}
	if err := decode(path, &file); err != nil {
		return err
	}
	all := map[string]string{}
	for locale, cardinal := range file.Supplemental.Cardinal {
		rules, err := pluralRules(cardinal)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", path, locale, err)
		}
		all[strings.ToLower(locale)] = rules
	}
	for from, to := range r.aliases {
		if all[from] == "" && all[to] != "" && !strings.Contains(from, "-") {
			all[from] = all[to]
		}
	}
	r.plurals = map[string][]string{}
	for _, locale := range slices.Sorted(maps.Keys(all)) {
		r.plurals[all[locale]] = append(r.plurals[all[locale]], locale)
	}
	return nil
}

// pluralRules returns the rules of a locale as lines of a category, its
// condition and CLDR's samples of whole numbers in it. Samples in compact
// notation, such as 1c6 for "1 million", are left out: nothing here is written
// so. "other" has no condition.
func pluralRules(all map[string]string) (string, error) {
	var lines strings.Builder
	known := 0
	for _, category := range categories {
		rule, ok := all["pluralRule-count-"+category]
		if !ok {
			continue
		}
		known++
		condition, _, _ := strings.Cut(rule, "@")
		_, samples, _ := strings.Cut(rule, "@integer")
		samples, _, _ = strings.Cut(samples, "@")
		whole := slices.DeleteFunc(strings.Split(samples, ","), func(s string) bool {
			return s == "" || strings.ContainsAny(s, "c…")
		})
		fmt.Fprintf(&lines, "%s\t%s\t%s\n", category, strings.TrimSpace(condition), strings.Join(strings.Fields(strings.Join(whole, " ")), " "))
	}
	if known != len(all) || all["pluralRule-count-other"] == "" {
		return "", fmt.Errorf("categories %q", slices.Sorted(maps.Keys(all)))
	}
	return lines.String(), nil
}
