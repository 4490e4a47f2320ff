package draft

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"communique/generator/cldr"
)

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"September 1, 2017":              "2017-09-01",
		"Friday, 1st of September 2017":  "2017-09-01",
		"1 Sept. 2017":                   "2017-09-01",
		"Sep 1st, 2017":                  "2017-09-01",
		"le 1er septembre 2017":          "2017-09-01",
		"3 févr. 2018":                   "2018-02-03",
		"1 DÉCEMBRE 2017":                "2017-12-01",
		"1.º de septiembre de 2017":      "2017-09-01",
		"el 2 de setiembre del 2017":     "2017-09-02",
		"1º de março de 2020":            "2020-03-01",
		"١ سبتمبر ٢٠١٧":                  "2017-09-01",
		"1 أيلول/سبتمبر 2017م":           "2017-09-01",
		"3 كانون الثاني 2019":            "2019-01-03",
		"5 جانفي 2019":                   "2019-01-05",
		"1 сентября 2017 г.":             "2017-09-01",
		"1-го мая 2018 года":             "2018-05-01",
		"2017-09-01":                     "2017-09-01",
		"2017/09/01":                     "2017-09-01",
		"31.12.2017":                     "2017-12-31",
		"01.09.2017":                     "2017-09-01",
		"13/09/2017":                     "2017-09-13",
		"09/13/2017":                     "2017-09-13",
		"02/02/2017":                     "2017-02-02",
		"01/09/2017":                     "2017-09-01?",
		"1-9-2017":                       "2017-09-01?",
		"September 2017":                 "2017-09",
		"31 June 2017":                   "",
		"March 45, 2017":                 "",
		"May we say 1 of 2017 things":    "",
		"version 1.2.3":                  "",
		"1 Sept 17":                      "",
		"from 3 May 2017 to 4 June 2018": "2017-05-03 2018-06-04",
	} {
		var got []string
		for _, d := range findDays(text) {
			s := d.String()
			if d.doubt != "" {
				s += "?"
			}
			got = append(got, s)
			if d.from < 0 || d.to > len(text) || d.from >= d.to {
				t.Errorf("%q: from %d to %d", text, d.from, d.to)
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOwnDays reads every day of a year as CLDR writes it in the languages
// that are known.
func TestOwnDays(t *testing.T) {
	for _, lang := range calendars {
		for month := 1; month <= 12; month++ {
			for _, text := range []string{cldr.FormatDay(lang, 2016, month, "29"), strings.ToUpper(cldr.FormatDay(lang, 2016, month, "1"))} {
				if d := findDays(text); len(d) != 1 || int(d[0].Month) != month || d[0].Year != 2016 || d[0].Day != 1 && d[0].Day != 29 {
					t.Errorf("%s: %q is %v", lang, text, d)
				}
			}
		}
	}
}

func TestClock(t *testing.T) {
	for text, want := range map[string]string{
		"until 09:00 GMT":        "9:00 0",
		"9 am UTC+7":             "9:00 420",
		"12.30 p.m. (UTC-03:30)": "12:30 -210",
		"12 am GMT":              "0:00 0",
		"à 9h00 UTC+7":           "9:00 420",
		"18h CET":                "18:00 60",
		"٠٩:٠٠ GMT":              "9:00 0",
		"9:00":                   "9:00 ?",
		"09:00 BST":              "9:00 ?",
		"25:00 GMT":              "? 0",
		"9 GMT":                  "? 0",
		"noon":                   "? ?",
	} {
		got := "?"
		if hour, minute, ok := clock(text); ok {
			got = fmt.Sprintf("%d:%02d", hour, minute)
		}
		if offset, ok := zone(text); ok {
			got += fmt.Sprint(" ", offset)
		} else {
			got += " ?"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func readerFor(t *testing.T, lang string) *reader {
	a, _ := mustLoad(t, known())
	return &reader{Drafter: New(a, today), draft: &Draft{Language: lang, review: map[string]string{}}}
}

func TestEntries(t *testing.T) {
	for text, want := range map[string]string{
		"Invented Watch":                               "Invented Watch||",
		"1. Invented Watch (IW), Kenya":                "Invented Watch|IW|KE",
		"• Invented Watch, Kenya.":                     "Invented Watch||KE",
		"(3) Invented Watch [Kenya]":                   "Invented Watch||KE",
		"- IW – Invented Watch (Kenya);":               "Invented Watch|IW|KE",
		"Invented Watch - IW":                          "Invented Watch|IW|",
		"Invented Watch — Côte d’Ivoire":               "Invented Watch||CI",
		"Invented Watch (IW, Bosnia and Herzegovina)":  "Invented Watch|IW|BA",
		"Invented Watch (IW – Kenya)":                  "Invented Watch|IW|KE",
		"Watch, Listen and Report, Nairobi, Kenya":     "Watch, Listen and Report||KE",
		"Invented Watch, Phnom Penh":                   "Invented Watch||KH",
		"Invented Watch (formerly Made-up Watch)":      "Invented Watch (formerly Made-up Watch)||",
		"Invented Watch (UK)":                          "Invented Watch||GB",
		"Invented Watch, Democratic Republic of Congo": "Invented Watch||CD",
		"Georgia Invented":                             "Georgia Invented||",
		"Jane Doe, Director, Invented Watch, Kenya":    "Invented Watch||KE",
		"1984 Group": "1984 Group||",
	} {
		e := readerFor(t, "en").parse(text)
		if got := e.name + "|" + e.acronym + "|" + e.country; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestInline divides signatories that stand on one line.
func TestInline(t *testing.T) {
	for text, want := range map[string]string{
		"A Watch, B Group and C Forum":         "A Watch|B Group|C Forum",
		"A Watch; B Group, Kenya; and C Forum": "A Watch|B Group|C Forum",
		"A Watch, Kenya, B Group, Uganda":      "A Watch|B Group",
		"Second Network for Fair Ballots, FW":  "Second Network for Fair Ballots|FW",
		"A Watch (Kenya) et B Group":           "A Watch|B Group",
	} {
		var l listing
		readerFor(t, "en").inline(&l, text, "")
		var got []string
		for _, e := range l.entries {
			got = append(got, e.name)
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSigning(t *testing.T) {
	for text, want := range map[string]bool{
		"Signed by:": true, "SIGNATORIES": true, "Signatories (25)": true, "We, the undersigned organisations:": true,
		"Signed": true, "This statement is endorsed by the following organisations:": true, "Endorsed by the following:": true,
		"Les signataires :": true, "Nous, soussignés :": true, "Organisations signataires": true,
		"Los abajo firmantes:": true, "Firmado por": true, "Organizaciones firmantes (3):": true,
		"Assinam esta nota:": true, "Organizações signatárias": true, "الموقعون:": true, "المنظمات الموقعة أدناه": true,
		"Подписали:": true, "Yours sincerely,": true, "Мы, нижеподписавшиеся:": true,
		"Signed into law in 2016, the act forbids it.": false, "Signatures were collected in May": false,
		"We call on the government to:": false, "The signing of the treaty": false,
	} {
		if got := isSigning(lineOf(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "We ask the authorities of the country to open the radio again, and that they do so in this month.",
		"fr": "Nous demandons aux autorités du pays de rouvrir la radio dans les jours qui viennent, et sur les ondes.",
		"es": "Pedimos a las autoridades del país que abran la radio y los periódicos por el bien de los ciudadanos, con sus derechos.",
		"pt": "Pedimos às autoridades do país que não fechem a rádio e os jornais, com o respeito que uma democracia exige dos governos.",
		"ar": "نطالب السلطات بإعادة فتح الإذاعة",
		"ru": "Мы просим власти снова открыть радио",
		"km": "យើងសូមឱ្យបើកវិទ្យុឡើងវិញ",
		"uk": "Ми просимо владу відкрити радіо їхніми силами",
		"":   "Kami meminta pihak berwenang membuka kembali radio itu segera.",
	} {
		if got, _ := detect(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "the Cambodian government and Cambodia's press", "KH KH"},
		{"en", "turkey, jordan and chad are words, but Turkey is a country", "TR"},
		{"en", "South Sudan and Sudan, Papua New Guinea, Equatorial Guinea", "SS SD PG GQ"},
		{"en", "Voice of America, Latin America and us, but the US", "US"},
		{"en", "Bosnia and Herzegovina, Burma, Ivory Coast, the Democratic Republic of the Congo", "BA MM CI CD"},
		{"fr", "le gouvernement cambodgien, la Côte d’Ivoire et l’Angola", "KH CI AO"},
		{"fr", "des journalistes togolais au Bénin et la presse béninoise", "BJ BJ"},
		{"es", "el gobierno nicaragüense, los peruanos", "NI PE"},
		{"pt", "o governo angolano e a Guiné-Bissau", "AO GW"},
		{"ru", "власти Казахстана и российские суды, в Камбодже", "KZ RU KH"},
		{"ar", "الحكومة التونسية في تونس والأردن", "TN TN JO"},
	} {
		var got []string
		for _, m := range readerFor(t, c.lang).gazetteer(c.lang).mentions(c.text) {
			got = append(got, m.code)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %q: %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

// TestPlaces holds that the table of places is one: known codes in order, and no
// word twice.
func TestPlaces(t *testing.T) {
	var codes []string
	seen := map[string]string{}
	for row := range strings.Lines(placeData) {
		code, _, _ := strings.Cut(strings.TrimSpace(row), "\t")
		codes = append(codes, code)
		if !cldr.Valid(code) {
			t.Errorf("%q is no code", code)
		}
		for _, field := range strings.Split(strings.TrimSpace(row), "\t")[1:] {
			for _, word := range strings.FieldsFunc(field, func(r rune) bool { return r == ',' }) {
				if other, twice := seen[strings.TrimSpace(word)]; twice {
					t.Errorf("%q is of %s and %s", word, other, code)
				}
				seen[strings.TrimSpace(word)] = code
			}
		}
	}
	if !slices.IsSorted(codes) {
		t.Error("the codes are not in order")
	}
}

func TestAcronymOf(t *testing.T) {
	for _, c := range []struct {
		word, name string
		want       bool
	}{
		{"ADN", "ASIA DEMOCRACY NETWORK", true}, {"ARAB", "NETWORK FOR DEMOCRATIC ELECTIONS", false},
		{"SNFE", "Sample Network for Free Elections", true}, {"Elections", "Elections Lot", false}, {"XY", "Other Name", false},
	} {
		if got := isAcronymOf(c.word, c.name); got != c.want {
			t.Errorf("%s of %s: %v", c.word, c.name, got)
		}
	}
}
