package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The npm packages of CLDR that the table is made from.
const (
	core          = "cldr-core"
	localeNames   = "cldr-localenames-full"
	localeDates   = "cldr-dates-full"
	localeNumbers = "cldr-numbers-full"
)

var packages = []string{core, localeNames, localeDates, localeNumbers}

// locales has, for each locale, fields by a key.
type locales map[string]map[string][]string

// A release is what the table needs of a release of CLDR. Locales are BCP 47
// tags in lower case.
type release struct {
	version string
	// names has the names of countries in each locale, what it inherits among
	// them: the plain name, "" if there is none, then other forms.
	names locales
	// formats has how each locale writes dates and numbers, what it inherits
	// among it. The keys are those of formats.txt.
	formats locales
	// plurals has the locales, sorted, that have the same rules.
	plurals map[string][]string
	// parents has the parents of locales that truncation does not lead to.
	parents map[string]string
	// aliases has the tags to use for deprecated and overlong ones.
	aliases map[string]string
	// likely has the full tag, with script and region, that a tag stands for.
	likely map[string]string
}

// read reads a version of CLDR from the npm packages in dir.
func read(dir, version string) (*release, error) {
	for _, name := range packages {
		var manifest struct{ Version string }
		if err := decode(filepath.Join(dir, name, "package.json"), &manifest); err != nil {
			return nil, err
		}
		if manifest.Version != version {
			return nil, fmt.Errorf("%s is of version %q, not %q", name, manifest.Version, version)
		}
	}
	r := &release{version: version}
	return r, errors.Join(
		r.readNames(filepath.Join(dir, localeNames, "main")),
		r.readFormats(filepath.Join(dir, localeDates, "main"), filepath.Join(dir, localeNumbers, "main")),
		r.readSupplement(filepath.Join(dir, core, "supplemental")),
		r.readPlurals(filepath.Join(dir, core, "supplemental")),
	)
}

// readNames reads the names of the countries in every locale.
func (r *release) readNames(dir string) error {
	all, err := decodeLocales[struct {
		LocaleDisplayNames struct{ Territories map[string]string }
	}](dir, "territories.json")
	r.names = locales{}
	for locale, content := range all {
		r.names[locale] = countries(content.LocaleDisplayNames.Territories)
	}
	return err
}

// countries picks the names of countries from those of territories, whose keys
// are such as "GB" and, for another form, "GB-alt-short".
func countries(territories map[string]string) map[string][]string {
	names := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(territories)) {
		code, _, other := strings.Cut(key, "-alt-")
		if !isCountry(code) {
			continue
		}
		if other && names[code] == nil {
			names[code] = []string{""}
		}
		names[code] = append(names[code], territories[key])
	}
	return names
}

// isCountry reports whether code, which CLDR has a name for, is officially
// assigned in ISO 3166-1, or XK. CLDR also names continents (by number), codes
// that ISO only reserves, and codes for private use.
func isCountry(code string) bool {
	switch code {
	case "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "TA", "UN", "QO", "XA", "XB", "ZZ":
		return false
	}
	return len(code) == 2
}

// readSupplement reads what relates locales to one another.
func (r *release) readSupplement(dir string) error {
	var parents struct {
		Supplemental struct {
			ParentLocales struct{ ParentLocale map[string]string }
		}
	}
	var aliases struct {
		Supplemental struct {
			Metadata struct {
				Alias struct {
					LanguageAlias map[string]struct {
						Replacement string `json:"_replacement"`
					}
				}
			}
		}
	}
	var likely struct {
		Supplemental struct{ LikelySubtags map[string]string }
	}
	err := errors.Join(
		decode(filepath.Join(dir, "parentLocales.json"), &parents),
		decode(filepath.Join(dir, "aliases.json"), &aliases),
		decode(filepath.Join(dir, "likelySubtags.json"), &likely),
	)
	r.parents = lower(parents.Supplemental.ParentLocales.ParentLocale)
	r.likely = lower(likely.Supplemental.LikelySubtags)
	r.aliases = map[string]string{}
	for tag, alias := range aliases.Supplemental.Metadata.Alias.LanguageAlias {
		r.aliases[strings.ToLower(tag)] = strings.ToLower(alias.Replacement)
	}
	return err
}

func lower(tags map[string]string) map[string]string {
	out := make(map[string]string, len(tags))
	for from, to := range tags {
		out[strings.ToLower(from)] = strings.ToLower(to)
	}
	return out
}

// decodeLocales reads the file of one name in each folder of dir, and returns
// the content for each locale. Some locales have no such file.
func decodeLocales[T any](dir, name string) (map[string]T, error) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	all := map[string]T{}
	for _, folder := range folders {
		var file struct{ Main map[string]T }
		if err := decode(filepath.Join(dir, folder.Name(), name), &file); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		for locale, content := range file.Main {
			all[strings.ToLower(locale)] = content
		}
	}
	return all, nil
}

// decode reads a JSON file into v.
func decode(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// check reports what the table cannot be made of.
func (r *release) check() error {
	var errs []error
	// A country may have been added to CLDR, or a code of another kind.
	if n := len(r.names["en"]); n != 250 {
		errs = append(errs, fmt.Errorf("%d countries, want the 249 of ISO 3166-1 and XK", n))
	}
	for _, locale := range slices.Sorted(maps.Keys(r.names)) {
		for _, code := range slices.Sorted(maps.Keys(r.names[locale])) {
			if len(r.names["en"][code]) == 0 || r.names["en"][code][0] == "" {
				errs = append(errs, fmt.Errorf("%s: %s has no English name", locale, code))
			}
		}
	}
	for _, key := range []string{"day", "month", "months", "number"} {
		if r.formats["en"][key] == nil {
			errs = append(errs, fmt.Errorf("no English %q", key))
		}
	}
	return errors.Join(append(errs, r.names.check(), r.formats.check())...)
}

// check reports the fields that do not fit the table.
func (l locales) check() error {
	var errs []error
	for _, locale := range slices.Sorted(maps.Keys(l)) {
		for _, key := range slices.Sorted(maps.Keys(l[locale])) {
			for _, field := range l[locale][key] {
				if strings.ContainsAny(field, "\t\n") {
					errs = append(errs, fmt.Errorf("%s: %s: %q does not fit a line", locale, key, field))
				}
			}
		}
	}
	return errors.Join(errs...)
}
