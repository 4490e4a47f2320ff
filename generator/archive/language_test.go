package archive

import "testing"

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"ar": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "ps": "rtl", "dv": "rtl", "yi": "rtl", "syr": "rtl",
		"ckb": "rtl", "ar-EG": "rtl", "pa-Arab": "rtl", "az-Arab": "rtl", "ff-Adlm": "rtl", "nqo": "rtl",
		"en": "ltr", "km": "ltr", "zh-Hant": "ltr", "ar-Latn": "ltr", "pa": "ltr", "az": "ltr", "ff": "ltr", "": "ltr",
	} {
		if got := Direction(lang); got != want {
			t.Errorf("Direction(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestParseLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"en": "en", "FR": "fr", "pt-br": "pt-BR", "zh-hant": "zh-Hant", "zh-hant-tw": "zh-Hant-TW",
		"km": "km", "no": "no", "es-419": "es-419", "iw": "he",
		"": "", "und": "", "english": "", "xx": "", "en-AB": "", "fr_": "", "-fr": "", "f": "", "fr fr": "",
	} {
		got, ok := ParseLanguage(in)
		if got != want || ok != (want != "") {
			t.Errorf("ParseLanguage(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}
