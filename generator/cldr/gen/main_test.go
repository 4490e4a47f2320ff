package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type object = map[string]any

// english returns names for 250 countries and for what is none.
func english() object {
	names := object{"001": "world", "EU": "European Union", "XA": "Pseudo-Accents"}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if code := string(a) + string(b); len(names) < 253 && isCountry(code) {
				names[code] = "land " + code
			}
		}
	}
	return names
}

// lay lays out npm packages of version 1.2.3 with the names of territories in
// each locale, and returns their folder.
func lay(t *testing.T, names map[string]object) string {
	t.Helper()
	dir := t.TempDir()
	put := func(path string, v any) {
		path = filepath.Join(dir, path)
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("cldr-core/package.json", object{"version": "1.2.3"})
	put("cldr-core/supplemental/parentLocales.json", object{"supplemental": object{"parentLocales": object{"parentLocale": object{
		"en-GB": "en-001", "nb": "no", "zh-Hant": "und"}}}})
	put("cldr-core/supplemental/aliases.json", object{"supplemental": object{"metadata": object{"alias": object{"languageAlias": object{
		"eng": object{"_replacement": "en"}, "sgn-DK": object{"_replacement": "dsl"}}}}}})
	put("cldr-core/supplemental/likelySubtags.json", object{"supplemental": object{"likelySubtags": object{
		"en": "en-Latn-US", "nb": "nb-Latn-NO", "no": "no-Latn-NO", "zh": "zh-Hans-CN", "zh-SG": "zh-Hans-SG",
		"zh-TW": "zh-Hant-TW", "zh-Hant": "zh-Hant-TW", "und-TW": "zh-Hant-TW", "aa": "aa-Latn-ET"}}})
	put("cldr-localenames-full/package.json", object{"version": "1.2.3"})
	put("cldr-localenames-full/LICENSE", "a licence")
	put("cldr-localenames-full/main/aa/languages.json", object{})
	for locale, territories := range names {
		put("cldr-localenames-full/main/"+locale+"/territories.json", object{"main": object{
			locale: object{"localeDisplayNames": object{"territories": territories}}}})
	}
	return dir
}

func TestRun(t *testing.T) {
	gb := english()
	gb["AD"] = "British AD"
	gb["AE-alt-short"] = "AE"
	no := object{"AD": "norsk AD", "AD-alt-variant": "Andre AD", "AD-alt-short": "A"}
	nb := maps.Clone(no)
	nb["AE"] = "bokmål AE"
	from := lay(t, map[string]object{
		"en":         english(),
		"en-001":     english(),
		"en-GB":      gb,
		"no":         no,
		"nb":         nb,
		"zh":         {"AD": "汉"},
		"zh-Hant":    {"AD": "汉", "AE": "漢"},
		"zh-Hant-TW": {"AD": "汉", "AE": "臺"},
	})
	t.Chdir(t.TempDir())
	if err := run(from, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(content(t, "names.txt"), "\n\nen\n")
	names, rest, _ := strings.Cut(rest, "\n\n")
	if want := `CLDR 1.2.3

parents
en-gb	en-001
en-latn	en
eng	en
nb	no
nb-latn	nb
no-latn	no
zh-hans	zh
zh-tw	zh-hant-tw`; head != want {
		t.Errorf("the head is\n%s\nwant\n%s", head, want)
	}
	if lines := strings.Split(names, "\n"); len(lines) != 250 || lines[0] != "AA\tland AA" {
		t.Errorf("%d English names, the first in %q", len(lines), lines[0])
	}
	if want := `en-gb
AD	British AD
AE		AE

nb
AE	bokmål AE

no
AD	norsk AD	A	Andre AD

zh
AD	汉

zh-hant
AD	汉
AE	漢

zh-hant-tw
AE	臺
`; rest != want {
		t.Errorf("the other languages are\n%s\nwant\n%s", rest, want)
	}
	if got := content(t, "version.go"); !strings.Contains(got, "\nconst Version = \"1.2.3\"\n") {
		t.Errorf("version.go is\n%s", got)
	}
	if got := content(t, "LICENSE-CLDR"); got != `"a licence"` {
		t.Errorf("LICENSE-CLDR is %s", got)
	}
}

func TestRefused(t *testing.T) {
	more, broken := english(), english()
	more["ZW"] = "one more"
	broken["AD"] = "a\tb"
	for _, test := range []struct {
		about, version string
		names          map[string]object
		message        string
	}{
		{"another version", "1.2.4", map[string]object{"en": english()}, `cldr-core is of version "1.2.3", not "1.2.4"`},
		{"a new code", "1.2.3", map[string]object{"en": more}, "251 countries"},
		{"a name that does not fit", "1.2.3", map[string]object{"en": broken}, `en: AD: name "a\tb" does not fit a line`},
		{"a name without an English one", "1.2.3", map[string]object{"en": english(), "no": {"ZW": "Zimbabwe"}}, "no: ZW has no English name"},
		{"no names", "1.2.3", nil, "0 countries"},
	} {
		from := lay(t, test.names)
		t.Chdir(t.TempDir())
		err := run(from, test.version)
		if err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: error %v, want %q", test.about, err, test.message)
		}
		if _, err := os.Stat("names.txt"); err == nil {
			t.Errorf("%s: a table was written", test.about)
		}
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
