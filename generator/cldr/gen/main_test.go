package main

import (
	"encoding/json"
	"fmt"
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

// months returns the names of the months, each with its number behind name.
func months(name string) object {
	all := object{}
	for month := 1; month <= 12; month++ {
		all[fmt.Sprint(month)] = fmt.Sprint(name, month)
	}
	return all
}

// calendar returns a calendar whose months have one name in a date and another
// alone.
func calendar(inDate, alone, long, yearMonth string) object {
	return object{
		"months":          object{"format": object{"wide": months(inDate)}, "stand-alone": object{"wide": months(alone)}},
		"eras":            object{"eraAbbr": object{"0": "BC", "1": "AD"}},
		"dateFormats":     object{"long": long, "short": "yy"},
		"dateTimeFormats": object{"availableFormats": object{"yMMMM": yearMonth, "yMMMMEEEEd": "EEEE"}},
	}
}

// calendars are of every sort.
func calendars() map[string]object {
	return map[string]object{
		"und":        calendar("M", "M", "y MMMM d", "y MMMM"),
		"aa":         calendar("M", "M", "d MMMM y", "y MMMM"),
		"en":         calendar("m", "m", "MMMM d, y", "MMMM y"),
		"en-001":     calendar("m", "m", "d MMMM y", "MMMM y"),
		"en-GB":      calendar("m", "m", "d MMMM y", "MMMM y"),
		"no":         calendar("mes", "mes", "MMMM d, y", "MMMM y"),
		"nb":         calendar("mes", "alone", "dd 'de' MMMM y G", "LLLL 'o''clock' y 'г'."),
		"zh":         calendar("月", "月", "y年M月d日", "y年L月"),
		"zh-Hant":    calendar("月", "月", "''y年M月d日", "y年MMMM"),
		"zh-Hant-TW": calendar("月", "月", "''y年M月d日", "y年MMMM"),
	}
}

// numbers returns numbers that are grouped.
func numbers(separator, least, pattern string) object {
	return object{"minimumGroupingDigits": least,
		"symbols-numberSystem-latn":        object{"group": separator, "decimal": "."},
		"decimalFormats-numberSystem-latn": object{"standard": pattern}}
}

func plurals() object {
	return object{
		"en": object{"pluralRule-count-one": "i = 1 and v = 0 @integer 1", "pluralRule-count-other": " @integer 0, 2~16, 100, … @decimal 0.0~1.5, …"},
		"fr": object{"pluralRule-count-many": "e != 0..5 @integer 1000000, 1c6, … @decimal 1.1c6, …",
			"pluralRule-count-one": "i = 0,1 @decimal 0.0~1.5", "pluralRule-count-other": " @integer 2~17"},
		"de":    object{"pluralRule-count-one": "i = 1 and v = 0 @integer 1", "pluralRule-count-other": " @integer 0, 2~16, 100, … @decimal 0.0~1.5, …"},
		"zh":    object{"pluralRule-count-other": " @decimal 1.0"},
		"pt-PT": object{"pluralRule-count-other": " @decimal 1.0"},
	}
}

// lay lays out npm packages of version 1.2.3 with the names of territories and
// the calendars of locales, and returns their folder.
func lay(t *testing.T, names, calendars map[string]object, plurals object) string {
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
	put("cldr-core/supplemental/plurals.json", object{"supplemental": object{"version": object{}, "plurals-type-cardinal": plurals}})
	put("cldr-dates-full/package.json", object{"version": "1.2.3"})
	for locale, gregorian := range calendars {
		put("cldr-dates-full/main/"+locale+"/ca-gregorian.json", object{"main": object{
			locale: object{"dates": object{"calendars": object{"gregorian": gregorian}}}}})
	}
	put("cldr-numbers-full/package.json", object{"version": "1.2.3"})
	for locale, numbers := range map[string]object{
		"en": numbers(",", "1", "#,##0.###"), "en-GB": numbers(",", "1", "#,##0.###"),
		"no": numbers(",", "1", "#,##0.###"), "nb": numbers(",", "2", "#,##0.###"), "aa": numbers(".", "1", "#,##,##0.###"),
	} {
		put("cldr-numbers-full/main/"+locale+"/numbers.json", object{"main": object{locale: object{"numbers": numbers}}})
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
	}, calendars(), plurals())
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
	line := func(name string) string {
		var fields []string
		for month := 1; month <= 12; month++ {
			fields = append(fields, fmt.Sprint(name, month))
		}
		return strings.Join(fields, "\t")
	}
	if got, want := content(t, "formats.txt"), `CLDR 1.2.3

aa
number	.	1	3	2

en
day	{m} {d}, {y}
month	{m} {y}
months	`+line("m")+`
number	,	1	3	3

en-001
day	{d} {m} {y}

nb
day	{dd} de {m} {y} AD
month	{m} o'clock {y} г.
months	`+line("mes")+"\t"+line("alone")+`
number	,	2	3	3

no
months	`+line("mes")+`

zh
day	{y}年{M}月{d}日
month	{y}年{M}月

zh-hant
day	'{y}年{M}月{d}日
month	{y}年{m}
months	`+line("月")+"\n"; got != want {
		t.Errorf("the formats are\n%s\nwant\n%s", got, want)
	}
	if got, want := content(t, "plurals.txt"), `CLDR 1.2.3

de en eng
one	i = 1 and v = 0	1
other		0 2~16 100

fr
one	i = 0,1	
many	e != 0..5	1000000
other		2~17

pt-pt zh
other		
`; got != want {
		t.Errorf("the plurals are\n%s\nwant\n%s", got, want)
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
	en := map[string]object{"en": english()}
	dates := func(long, yearMonth string) map[string]object {
		all := calendars()
		all["no"] = calendar("mes", "mes", long, yearMonth)
		return all
	}
	nameless := calendars()
	delete(nameless["no"]["months"].(object)["format"].(object)["wide"].(object), "12")
	rules := func(category string) object {
		all := plurals()
		all["no"] = object{"pluralRule-count-" + category: "n = 1 @integer 1"}
		return all
	}
	for _, test := range []struct {
		about, version   string
		names, calendars map[string]object
		plurals          object
		message          string
	}{
		{"another version", "1.2.4", en, calendars(), plurals(), `cldr-core is of version "1.2.3", not "1.2.4"`},
		{"a new code", "1.2.3", map[string]object{"en": more}, calendars(), plurals(), "251 countries"},
		{"a name that does not fit", "1.2.3", map[string]object{"en": broken}, calendars(), plurals(), `en: AD: "a\tb" does not fit a line`},
		{"a name without an English one", "1.2.3", map[string]object{"en": english(), "no": {"ZW": "Zimbabwe"}}, calendars(), plurals(), "no: ZW has no English name"},
		{"no names", "1.2.3", nil, calendars(), plurals(), "0 countries"},
		{"a field that no date has", "1.2.3", en, dates("EEEE d", "y"), plurals(), `no: date pattern "EEEE d" has "E"`},
		{"a short year", "1.2.3", en, dates("d", "yy"), plurals(), `no: date pattern "yy" has "yy"`},
		{"a quote without an end", "1.2.3", en, dates("d 'de", "y"), plurals(), `no: date pattern "d 'de" has "'"`},
		{"no pattern", "1.2.3", en, dates("d", ""), plurals(), `no: date pattern "" is empty`},
		{"a brace", "1.2.3", en, dates("d {", "y"), plurals(), `no: date pattern "d {" is empty or does not fit`},
		{"a month without a name", "1.2.3", en, nameless, plurals(), `no: date pattern "MMMM d, y" asks for months without names`},
		{"no dates", "1.2.3", en, map[string]object{"und": calendars()["und"]}, plurals(), `no English "day"`},
		{"no such category", "1.2.3", en, calendars(), rules("some"), `no: categories ["pluralRule-count-some"]`},
		{"no other", "1.2.3", en, calendars(), rules("one"), `no: categories ["pluralRule-count-one"]`},
	} {
		from := lay(t, test.names, test.calendars, test.plurals)
		t.Chdir(t.TempDir())
		err := run(from, test.version)
		if err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: error %v, want %q", test.about, err, test.message)
		}
		for _, name := range []string{"names.txt", "formats.txt", "plurals.txt"} {
			if _, err := os.Stat(name); err == nil {
				t.Errorf("%s: %s was written", test.about, name)
			}
		}
	}
}

// A pattern of a number that is not understood is not taken for another.
func TestNumberPattern(t *testing.T) {
	for pattern, want := range map[string]string{
		"#,##0.###": "3 3", "#,##,##0.###": "3 2", "#,#0.###": "2 2", "#0.###": "", "": "", "#.##0,###": "",
	} {
		d := decimals{MinimumGroupingDigits: "1"}
		d.Symbols.Group, d.Formats.Standard = ",", pattern
		fields, err := d.fields()
		if got := strings.Join(fields[min(2, len(fields)):], " "); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", pattern, got, err, want)
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
