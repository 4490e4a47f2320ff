package cldr

import (
	"os"
	"slices"
	"strings"
	"testing"

	"communique/generator/fold"
)

// iso3166 has the codes that ISO 3166-1 officially assigns.
const iso3166 = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`

func TestCodes(t *testing.T) {
	want := append(strings.Fields(iso3166), "XK")
	slices.Sort(want)
	if len(want) != 250 {
		t.Fatalf("the list of this test has %d codes, want 249 and XK", len(want))
	}
	if got := Codes(); !slices.Equal(got, want) {
		t.Errorf("Codes() = %q, want %q", got, want)
	}
	for _, code := range want {
		if !Valid(code) {
			t.Errorf("%s is not valid", code)
		}
	}
	for _, code := range []string{"", "EU", "UN", "UK", "AC", "TA", "IC", "EA", "XA", "XB", "ZZ", "QO", "AN", "SU", "YU", "001", "kh", "KHM"} {
		if Valid(code) {
			t.Errorf("%q is valid", code)
		}
		if name := Name("en", code); name != "" {
			t.Errorf("Name(en, %q) = %q", code, name)
		}
	}
}

func TestName(t *testing.T) {
	for _, test := range []struct{ lang, code, name string }{
		{"en", "KH", "Cambodia"},
		{"en", "SZ", "Eswatini"},
		{"en", "MK", "North Macedonia"},
		{"en", "CZ", "Czechia"},
		{"en", "TR", "Türkiye"},
		{"en", "XK", "Kosovo"},
		{"fr", "KH", "Cambodge"},
		{"fr", "CI", "Côte d’Ivoire"},
		{"ar", "KH", "كمبوديا"},
		{"km", "KH", "កម្ពុជា"},
		{"zh", "KR", "韩国"},
		{"zh-Hant", "KR", "南韓"},
		{"zh-Hant-HK", "IT", "意大利"},
		{"zh-Hant", "IT", "義大利"},
		{"pt", "VN", "Vietnã"},
		{"pt-BR", "VN", "Vietnã"},
		{"pt-PT", "VN", "Vietname"},
		{"sr", "RS", "Србија"},
		{"sr-Latn", "RS", "Srbija"},
	} {
		if got := Name(test.lang, test.code); got != test.name {
			t.Errorf("Name(%q, %q) = %q, want %q", test.lang, test.code, got, test.name)
		}
	}
}

// A tag that CLDR has no names for has those of another.
func TestFallback(t *testing.T) {
	for _, test := range []struct{ about, lang, code, like string }{
		{"a region without names of its own", "fr-TG", "KH", "fr"},
		{"a region that CLDR does not know", "fr-KH", "KH", "fr"},
		{"case", "PT-pt", "VN", "pt-PT"},
		{"a parent that CLDR gives", "pt-AO", "VN", "pt-PT"},
		{"the language and script of a locale", "zh-Hant-MO", "IT", "zh-Hant-HK"},
		{"another language", "nb", "DE", "no"},
		{"a script likely in the region", "zh-TW", "KR", "zh-Hant"},
		{"the same, with names of its own", "zh-HK", "IT", "zh-Hant-HK"},
		{"the likely script", "zh-Hans-CN", "KR", "zh"},
		{"the likely script, spelt out", "ru-Cyrl", "KH", "ru"},
		{"another script", "ru-Latn", "KH", "en"},
		{"another script and a region", "sr-Latn-US", "RS", "sr-Latn"},
		{"a variant", "de-1996", "KH", "de"},
		{"extensions", "fr-u-ca-gregory", "KH", "fr"},
		{"a tag out of use", "iw", "KH", "he"},
		{"a tag out of use, with a region", "iw-IL", "KH", "he"},
		{"a tag out of use for a script", "sh", "RS", "sr-Latn"},
		{"three letters", "fra", "KH", "fr"},
		{"a language with a few names only", "oc", "KH", "en"},
		{"a language without names", "la", "KH", "en"},
		{"undetermined", "und", "KH", "en"},
		{"no tag", "", "KH", "en"},
		{"not a tag", "-- -", "KH", "en"},
	} {
		if got, want := Name(test.lang, test.code), Name(test.like, test.code); got != want {
			t.Errorf("%s: Name(%q, %q) = %q, want %q as in %q", test.about, test.lang, test.code, got, want, test.like)
		}
	}
}

func TestEveryParentEnds(t *testing.T) {
	table := load()
	for tag := range table.parents {
		for steps := 0; tag != ""; tag = table.parent(tag) {
			if steps++; steps > 10 {
				t.Fatalf("%q inherits from itself", tag)
			}
		}
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		name  string
		codes []string
	}{
		{"Cambodia", []string{"KH"}},
		{"CAMBODGE", []string{"KH"}},
		{"កម្ពុជា", []string{"KH"}},
		{"UK", []string{"GB"}},
		{"Swaziland", []string{"SZ"}},
		{"Turkey", []string{"TR"}},
		{"Türkiye", []string{"TR"}},
		{"Turkiye", []string{"TR"}},
		{"Cote d'Ivoire", []string{"CI"}},
		{"Ivory Coast", []string{"CI"}},
		{"Guinea Bissau", []string{"GW"}},
		{"Guinea", []string{"GN"}},
		{"Bosnia & Herzegovina", []string{"BA"}},
		{"Bosnia and Herzegovina", []string{"BA"}},
		{"St. Kitts and Nevis", []string{"KN"}},
		{"Congo-Kinshasa", []string{"CD"}},
		{"Kongo", []string{"CD", "CG"}}, // Norwegian and Bosnian
		{"European Union", nil},
		{"Atlantis", nil},
		{"", nil},
		{"—", nil},
	} {
		if got := Find(test.name); !slices.Equal(got, test.codes) {
			t.Errorf("Find(%q) = %q, want %q", test.name, got, test.codes)
		}
	}
}

// Whatever a country is called can be found.
func TestFindEveryName(t *testing.T) {
	seen := map[[2]string]bool{}
	for tag := range load().locales {
		for _, code := range Codes() {
			name := Name(tag, code)
			if seen[[2]string{name, code}] {
				continue
			}
			seen[[2]string{name, code}] = true
			if codes := Find(name); !slices.Contains(codes, code) || !slices.IsSorted(codes) {
				t.Errorf("Find(%q) = %q, not with %s, as it is called in %q", name, codes, code, tag)
			}
		}
	}
	if len(seen) < 25_000 {
		t.Errorf("only %d names", len(seen))
	}
}

// English names differ from one another as editors see them.
func TestEnglishNamesDiffer(t *testing.T) {
	keys := map[string]string{}
	for _, code := range Codes() {
		key := fold.Key(Name("en", code))
		if other := keys[key]; other != "" {
			t.Errorf("%s and %s are both %q", code, other, key)
		}
		keys[key] = code
	}
}

func TestData(t *testing.T) {
	for _, data := range []string{nameData, formatData, pluralData} {
		if head, _, _ := strings.Cut(data, "\n\n"); head != "CLDR "+Version {
			t.Errorf("data begin %q, Version is %q", head, Version)
		}
	}
	if n := len(nameData) + len(formatData) + len(pluralData); n > 2<<20 {
		t.Errorf("%d bytes are embedded, want 2 MB at most", n)
	}
	license, err := os.ReadFile("LICENSE-CLDR")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(license), "Unicode-3.0") || !strings.Contains(string(license), "Copyright ©") {
		t.Error("LICENSE-CLDR is not the Unicode License v3")
	}
}

func BenchmarkName(b *testing.B) {
	b.Run("first of a language", func(b *testing.B) {
		t := load()
		for b.Loop() {
			t.names(t.locales["fr"])
		}
	})
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			Name("fr", "KH")
		}
	})
	b.Run("inherited", func(b *testing.B) {
		for b.Loop() {
			Name("fr-CA", "KH")
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		newTable()
	}
}

func BenchmarkIndex(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newIndex(load())
	}
}

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		Find("Cambodge")
	}
}
