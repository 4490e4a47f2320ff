package theme_test

import (
	"testing"

	"communique/generator/archive"
	"communique/generator/theme"
)

// spoken is a theme in languages with different plurals.
func spoken(t *testing.T, languages ...string) *theme.Theme {
	t.Helper()
	th, err := theme.Load(small(map[string]string{
		"i18n/fr.yaml":    "topics: Thèmes\nthings: {one: \"{n} chose\", other: \"{n} choses\", many: \"{n} de choses\"}\nday_1: 1er",
		"i18n/pt.yaml":    "topics: Temas\nthings: {one: \"{n} coisa\", other: \"{n} coisas\"}",
		"i18n/pt-PT.yaml": "topics: Assuntos",
		"i18n/pl.yaml":    "things: {one: \"{n} rzecz\", few: \"{n} rzeczy\", many: \"{n} rzeczy-\", other: \"{n} rzeczy+\"}",
		"i18n/ru.yaml":    "topics: Темы",
		"i18n/ar.yaml":    "things: {zero: صفر, one: واحد, two: اثنان, few: \"{n} قليل\", many: \"{n} كثير\", other: \"{n} غيره\"}",
		"i18n/ja.yaml":    "things: {other: \"{n}個\"}",
	}), options(languages...))
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func TestN(t *testing.T) {
	th := spoken(t, "fr", "pt-BR", "pt-AO", "pl", "ru", "ar", "ja", "km")
	for _, c := range []struct {
		lang  string
		count int
		want  string
	}{
		{"en", 0, "0 things"}, {"en", 1, "1 thing"}, {"en", 2, "2 things"}, {"en", 1_000_000, "1,000,000 things"},
		{"fr", 0, "0 chose"}, {"fr", 1, "1 chose"}, {"fr", 2, "2 choses"}, {"fr", 1234, "1\u202f234 choses"}, {"fr", 1_000_000, "1\u202f000\u202f000 de choses"},
		{"pt-BR", 0, "0 coisa"}, {"pt-BR", 1_000_000, "1.000.000 coisas"}, // for want of "many"
		{"pl", 1, "1 rzecz"}, {"pl", 2, "2 rzeczy"}, {"pl", 5, "5 rzeczy-"}, {"pl", 22, "22 rzeczy"}, {"pl", 112, "112 rzeczy-"},
		{"ar", 0, "صفر"}, {"ar", 1, "واحد"}, {"ar", 2, "اثنان"}, {"ar", 3, "3 قليل"}, {"ar", 11, "11 كثير"}, {"ar", 100, "100 غيره"},
		{"ja", 1, "1個"}, {"ja", 2, "2個"},
		{"ru", 1, "1 thing"}, {"ru", 21, "21 things"}, // what it lacks is English, with the plurals of English
		{"km", 2, "2 things"}, // the theme does not speak it
	} {
		got, err := th.Language(c.lang, "en").N("things", c.count)
		if got != c.want || err != nil {
			t.Errorf("%d in %s: %q, %v, want %q", c.count, c.lang, got, err, c.want)
		}
	}
}

func TestT(t *testing.T) {
	th := spoken(t, "fr", "pt-BR", "pt-PT", "km", "ar")
	for lang, want := range map[string]struct{ tag, dir, topics, countries string }{
		"en":    {"en", "ltr", "Topics", "Countries"},
		"fr":    {"fr", "ltr", "Thèmes", "Countries"}, // what it lacks is English
		"pt-BR": {"pt-BR", "ltr", "Temas", "Countries"},
		"pt-PT": {"pt-PT", "ltr", "Assuntos", "Countries"},
		"ar":    {"ar", "rtl", "Topics", "Countries"},
		"km":    {"en", "ltr", "Topics", "Countries"},
	} {
		l := th.Language(lang, "en")
		topics, err := l.T("topics")
		if err != nil {
			t.Fatal(err)
		}
		countries, err := l.T("countries")
		if err != nil {
			t.Fatal(err)
		}
		if l.Tag != want.tag || l.Dir != want.dir || topics != want.topics || countries != want.countries {
			t.Errorf("%s: %s, %s, %q, %q, want %v", lang, l.Tag, l.Dir, topics, countries, want)
		}
	}
}

// TestFill checks that names are filled in, and that what is filled in is
// taken as it is, braces and all.
func TestFill(t *testing.T) {
	l := spoken(t).Language("en", "en")
	for _, c := range []struct{ archive, subject, want string }{
		{"Archive", "Cambodia", "Archive: Cambodia"},
		{"On {subject}", "{archive}", "On {subject}: {archive}"},
		{"{", "}", "{: }"},
		{"", "$1 %s \\", ": $1 %s \\"},
	} {
		if got, err := l.T("feed_about", "subject", c.subject, "archive", c.archive); got != c.want || err != nil {
			t.Errorf("%q, %q: %q, %v, want %q", c.archive, c.subject, got, err, c.want)
		}
	}
	if got, err := l.T("feed_about", "archive", "A"); got != "A: {subject}" || err != nil {
		t.Errorf("with a name too few: %q, %v", got, err)
	}
}

func TestDate(t *testing.T) {
	th := spoken(t, "en-US", "fr", "ru", "ar", "ja", "km")
	for _, c := range []struct {
		lang string
		date archive.Date
		want string
	}{
		{"en", archive.Date{}, ""},
		{"en", archive.Date{Year: 2017}, "2017"},
		{"en", archive.Date{Year: 2017, Month: 9}, "September 2017"},
		{"en", archive.Date{Year: 2017, Month: 9, Day: 1}, "1 September 2017"},
		{"en-US", archive.Date{Year: 2017, Month: 9, Day: 1}, "September 1, 2017"},
		{"fr", archive.Date{Year: 2017, Month: 9, Day: 1}, "1er septembre 2017"},
		{"fr", archive.Date{Year: 2017, Month: 9, Day: 11}, "11 septembre 2017"},
		{"ru", archive.Date{Year: 2017, Month: 9, Day: 1}, "1 сентября 2017\u202fг."},
		{"ru", archive.Date{Year: 2017, Month: 9}, "сентябрь 2017\u202fг."},
		{"ar", archive.Date{Year: 2017, Month: 9, Day: 1}, "1 سبتمبر 2017"},
		{"ja", archive.Date{Year: 2017, Month: 9, Day: 1}, "2017年9月1日"},
		{"km", archive.Date{Year: 2017, Month: 9}, "September 2017"}, // the theme does not speak it
	} {
		if got, err := th.Language(c.lang, "en").Date(c.date); got != c.want || err != nil {
			t.Errorf("%v in %s: %q, %v, want %q", c.date, c.lang, got, err, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	th := spoken(t, "fr", "pt-BR", "ar")
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 0, "0"}, {"en", 999, "999"}, {"en", 1000, "1,000"}, {"en", -1234567, "-1,234,567"},
		{"fr", 1000, "1\u202f000"}, {"pt-BR", 1234567, "1.234.567"},
		{"ar", 999, "999"}, {"ar", 1234567, "1,234,567"}, // one sort of digits, whatever the size
	} {
		if got := th.Language(c.lang, "en").Number(c.n); got != c.want {
			t.Errorf("%d in %s: %q, want %q", c.n, c.lang, got, c.want)
		}
	}
}
