package fold

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestKey(t *testing.T) {
	for _, test := range []struct {
		about string
		name  string
		key   string
	}{
		{"nothing", "", ""},
		{"its own key", "asian network 2017", "asian network 2017"},
		{"case", "ANFREL", "anfrel"},
		{"accents", "Réseau National de la Société Civile Togolaise", "reseau national de la societe civile togolaise"},
		{"accents, taken apart", "Re\u0301seau", "reseau"},
		{"two accents on a letter", "Việt Nam", "viet nam"},
		{"acronym with dots", "A.N.F.R.E.L.", "anfrel"},
		{"Hindi acronym", "यू॰एस॰ए", "यूएसए"},
		{"ellipsis", "Wait…", "wait"},
		{"Catalan", "Col·lectiu", "collectiu"},
		{"typewriter apostrophe", "Cote d'Ivoire", "cote divoire"},
		{"typographic apostrophe", "Côte d’Ivoire", "cote divoire"},
		{"acute accent for an apostrophe", "Côte d´Ivoire", "cote divoire"},
		{"grave accent for an apostrophe", "Côte d`Ivoire", "cote divoire"},
		{"okina", "Hawaiʻi", "hawaii"},
		{"Ukrainian apostrophe", "об’єднання", "обєднання"},
		{"hyphen", "Guinea-Bissau", "guinea bissau"},
		{"dashes and spaces", " Congo \u2013\u00a0 Kinshasa\t", "congo kinshasa"},
		{"brackets", "Myanmar (Burma)", "myanmar burma"},
		{"quotation marks", "Association «Zvena»", "association zvena"},
		{"ampersand", "Bosnia & Herzegovina", "bosnia herzegovina"},
		{"low line", "media_freedom", "media freedom"},
		{"soft hyphen", "Demo\u00adcracy", "democracy"},
		{"zero width and direction", "\u200fANF\u200bREL\u202c\ufeff", "anfrel"},
		{"Danish and Polish", "Ørsted Łódź", "orsted lodz"},
		{"German", "Straße STRASSE STRAẞE", "strasse strasse strasse"},
		{"Icelandic", "Þórður", "thordur"},
		{"ligatures", "Œuvre ﬁn æra", "oeuvre fin aera"},
		{"Turkish", "Iıİi TÜRKİYE", "iiii turkiye"},
		{"Vietnamese", "Đảng", "dang"},
		{"Azerbaijani", "Azərbaycan", "azerbaycan"},
		{"Ewe and Hausa", "Eʋegbe Ɖagbɛ Ƙasar", "evegbe dagbe kasar"},
		{"full width", "ＡＢＣ　１２", "abc 12"},
		{"Greek, final sigma", "ΈΛΛΗΝΕΣ Έλληνες", "ελληνεσ ελληνεσ"},
		{"Cyrillic", "ЁЛКА й", "елка и"},
		{"Arabic points and tatweel", "العَرَبِيَّة الـعـربية", "العربية العربية"},
		{"Arabic alef with hamza", "أإآا", "اااا"},
		{"Persian keyboard", "ایران کشور", "ايران كشور"},
		{"Persian joiner", "می\u200cخواهم", "ميخواهم"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Khmer keeps its vowels", "កម្ពុជា", "កម្ពុជា"},
		{"Khmer zero width space", "អង្គការ\u200bសម្ព័ន្ធ", "អង្គការសម្ព័ន្ធ"},
		{"Thai keeps tone marks", "น้ำ ไทย", "น้ํา ไทย"},
		{"Burmese", "မြန်မာ", "မြန်မာ"},
		{"Devanagari", "हिन्दी", "हिन्दी"},
		{"Japanese voicing", "ガ か\u3099 ｶﾞ", "ガ が ガ"},
		{"Japanese middle dot", "ネルソン・マンデラ", "ネルソンマンデラ"},
		{"Korean, taken apart", norm.NFD.String("대한민국"), "대한민국"},
		{"no letters", " — … !", ""},
		{"invalid UTF-8", "a\xffb", "a b"},
	} {
		if got := Key(test.name); got != test.key {
			t.Errorf("%s: Key(%q) = %q, want %q", test.about, test.name, got, test.key)
		}
	}
}

func TestDifferentNames(t *testing.T) {
	for _, pair := range [][2]string{
		{"Niger", "Nigeria"},
		{"Guinea-Bissau", "Guinea"},
		{"ក្រិក", "កូរ៉ាក"},
		{"หมา", "หม้า"},
		{"かき", "がき"},
		{"तोगो", "तागा"},
		{"Forum 2", "Forum 3"},
		{"Law and Order", "Law & Order"}, // "and" is a word of one language
	} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%q and %q have the same key %q", pair[0], pair[1], Key(pair[0]))
		}
	}
}

// Every character there is keeps the promises of the package.
func TestEveryCharacter(t *testing.T) {
	const iotaBelow = '\u0345' // a mark whose capital is a letter
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		key := Key(string(r))
		if again := Key(key); again != key {
			t.Errorf("Key(%U) = %q, and the key of that is %q", r, key, again)
		}
		if other := unicode.SimpleFold(r); other != r && r != iotaBelow && other != iotaBelow && Key(string(other)) != key {
			t.Errorf("Key(%U) = %q, but Key(%U) = %q", r, key, other, Key(string(other)))
		}
		if strings.TrimSpace(key) != key {
			t.Errorf("Key(%U) = %q", r, key)
		}
	}
}

func TestPlainNameIsNotCopied(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Key("asian network for free elections") }); n != 0 {
		t.Errorf("%v allocations for a name that is its own key, want none", n)
	}
}

func FuzzKey(f *testing.F) {
	for _, seed := range []string{"", "Côte d’Ivoire", " A.B.\u200b& ", "か゛ｶﾞ", "น้ำ", "ᾳ\u0345Ͱ", "ᄀ\u1160ᅡᆨ", "\xff\u0300ßﷺ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := Key(s)
		if again := Key(key); again != key {
			t.Errorf("Key(%+q) = %+q, and the key of that is %+q", s, key, again)
		}
		if !utf8.ValidString(key) || !norm.NFC.IsNormalString(key) {
			t.Errorf("Key(%+q) = %+q, not in Normalization Form C", s, key)
		}
		if key != strings.TrimSpace(key) || strings.Contains(key, "  ") {
			t.Errorf("Key(%+q) = %+q, with loose spaces", s, key)
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			// A run of marks too long for any language is cut up by norm.
			if other := form.String(s); strings.Count(other, "\u034f") == strings.Count(s, "\u034f") && Key(other) != key {
				t.Errorf("Key(%+q) = %+q, but Key(%+q) = %+q", s, key, other, Key(other))
			}
		}
	})
}

func BenchmarkKey(b *testing.B) {
	for _, bench := range []struct{ about, name string }{
		{"own key", "asian network for free elections"},
		{"ASCII", "Asian Network for Free Elections (ANFREL)"},
		{"French", "Réseau national de la Société Civile togolaise"},
		{"Arabic", "الشبكة العربية لديمقراطية الانتخابات"},
		{"Khmer", "គណៈកម្មាធិការដើម្បីការបោះឆ្នោតដោយសេរី"},
	} {
		b.Run(bench.about, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Key(bench.name)
			}
		})
	}
}
