package cldr

import (
	"strings"
	"testing"
	"unicode"
)

func TestFormatDate(t *testing.T) {
	for _, test := range []struct{ lang, day, month string }{
		{"en", "September 5, 2017", "September 2017"},
		{"en-GB", "5 September 2017", "September 2017"},
		{"en-KE", "5 September 2017", "September 2017"},
		{"en-ZA", "05 September 2017", "September 2017"},
		{"fr", "5 septembre 2017", "septembre 2017"},
		{"es", "5 de septiembre de 2017", "septiembre de 2017"},
		{"es-MX", "5 de septiembre de 2017", "septiembre de 2017"},
		{"pt", "5 de setembro de 2017", "setembro de 2017"},
		{"pt-BR", "5 de setembro de 2017", "setembro de 2017"},
		{"ar", "5 سبتمبر 2017", "سبتمبر 2017"},
		{"ar-MA", "5 شتنبر 2017", "شتنبر 2017"},
		{"ru", "5 сентября 2017\u202fг.", "сентябрь 2017\u202fг."},
		{"km", "5 កញ្ញា 2017", "កញ្ញា 2017"},
		{"zh", "2017年9月5日", "2017年9月"},
		{"zh-TW", "2017年9月5日", "2017年9月"},
		{"th", "5 กันยายน ค.ศ. 2017", "กันยายน 2017"},
		{"pl", "5 września 2017", "wrzesień 2017"},
		{"ca", "5 de setembre del 2017", "setembre del 2017"},
		{"eu", "2017(e)ko irailaren 5(a)", "2017(e)ko iraila"},
		{"lt", "2017 m. rugsėjo 5 d.", "2017 m. rugsėjis"},
		{"hu", "2017. szeptember 5.", "2017. szeptember"},
		{"vi", "5 tháng 9, 2017", "tháng 9 năm 2017"},
		{"my", "2017 စက်တင်ဘာ 5", "2017 စက်တင်ဘာ"},
		{"sr-Latn", "5. septembar 2017.", "septembar 2017."},
		{"la", "September 5, 2017", "September 2017"}, // not "2017 M09 5", as CLDR's root has it
		{"", "September 5, 2017", "September 2017"},
	} {
		if got := FormatDay(test.lang, 2017, 9, "5"); got != test.day {
			t.Errorf("FormatDay(%q) = %q, want %q", test.lang, got, test.day)
		}
		if got := FormatMonth(test.lang, 2017, 9); got != test.month {
			t.Errorf("FormatMonth(%q) = %q, want %q", test.lang, got, test.month)
		}
	}
}

// A day is filled in as it is, and the edges of the year are in their places.
func TestFormatDay(t *testing.T) {
	for _, test := range []struct {
		lang        string
		year, month int
		day, want   string
	}{
		{"fr", 2018, 1, "1er", "1er janvier 2018"},
		{"fr", 999, 12, "31", "31 décembre 999"},
		{"pt", 2018, 1, "1º", "1º de janeiro de 2018"},
		{"ru", 2018, 12, "31", "31 декабря 2018\u202fг."},
		{"af", 2018, 1, "1", "01 Januarie 2018"},
		{"af", 2018, 1, "1ste", "1ste Januarie 2018"},
		{"en", 2018, 1, "{y}", "January {y}, 2018"},
	} {
		if got := FormatDay(test.lang, test.year, test.month, test.day); got != test.want {
			t.Errorf("FormatDay(%q, %d, %d, %q) = %q, want %q", test.lang, test.year, test.month, test.day, got, test.want)
		}
	}
	if got := FormatMonth("ru", 2018, 1) + ", " + FormatMonth("ru", 2018, 12); got != "январь 2018\u202fг., декабрь 2018\u202fг." {
		t.Errorf("the first and last month in Russian are %q", got)
	}
}

// Every month of every language is another text with the day and the year in
// it, nothing left to fill in, and none of the marks of direction that the
// package comment says are not there.
func TestFormatEveryDate(t *testing.T) {
	for lang := range formats() {
		seen := map[string]int{}
		for month := 1; month <= 12; month++ {
			for _, date := range []string{FormatDay(lang, 2017, month, "25"), FormatMonth(lang, 2017, month)} {
				if strings.ContainsAny(date, "{}'") || !strings.Contains(date, "2017") {
					t.Errorf("%s: month %d is %q", lang, month, date)
				}
				if strings.ContainsFunc(date, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) }) {
					t.Errorf("%s: month %d is %+q, with a mark of direction", lang, month, date)
				}
				if other := seen[date]; other != 0 {
					t.Errorf("%s: months %d and %d are %q", lang, other, month, date)
				}
				seen[date] = month
			}
			if date := FormatDay(lang, 2017, month, "25"); strings.Count(date, "25") != 1 {
				t.Errorf("%s: the 25th of month %d is %q", lang, month, date)
			}
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, test := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 0, "0"}, {"en", 999, "999"}, {"en", 1000, "1,000"}, {"en", 1234567, "1,234,567"},
		{"en", -999, "-999"}, {"en", -1000, "-1,000"}, {"en", -1 << 63, "-9,223,372,036,854,775,808"},
		{"fr", 1234, "1\u202f234"},
		{"es", 1234, "1234"}, {"es", 12345, "12.345"}, {"es", 1234567, "1.234.567"},
		{"es-MX", 1234, "1,234"},
		{"pt", 1234, "1.234"}, {"pt-PT", 1234, "1234"}, {"pt-AO", 12345, "12\u00a0345"},
		{"ar", 1234, "1,234"}, {"ar-MA", 1234, "1.234"},
		{"ru", 1234, "1\u00a0234"},
		{"km", 1234, "1,234"},
		{"de-CH", 1234, "1'234"},
		{"hi", 1234567, "12,34,567"}, {"hi", 123456789, "12,34,56,789"},
		{"la", 1234, "1,234"},
	} {
		if got := FormatNumber(test.lang, test.n); got != test.want {
			t.Errorf("FormatNumber(%q, %d) = %q, want %q", test.lang, test.n, got, test.want)
		}
	}
}

func BenchmarkFormatDay(b *testing.B) {
	for b.Loop() {
		FormatDay("fr-CA", 2017, 9, "5")
	}
}
