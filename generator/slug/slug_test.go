package slug

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for title, want := range map[string]string{
		"Joint Statement: Media & Elections, 2017":  "joint-statement-media-elections-2017",
		"Women’s rights in Côte d’Ivoire":           "womens-rights-in-cote-d-ivoire",
		"Déclaration sur l'État de droit":           "declaration-sur-l-etat-de-droit",
		"Société Ærø Łódź İstanbul Straße":          "societe-aero-lodz-istanbul-strasse",
		"Совместное заявление о закрытии СМИ":       "sovmestnoe-zayavlenie-o-zakrytii-smi",
		"Объединённые юристы Чечни":                 "obedinyonnye-yuristy-chechni",
		"Заява про закриття ЗМІ, Київ: об'єднання":  "zayava-pro-zakryttya-zmi-kyiv-obyednannya",
		"بيان مشترك حول إغلاق وسائل الإعلام":        "bayan-mushtarak-hawl-ighlaq-wasail-al-ilam",
		"الشبكة العربية لحقوق الإنسان في موريتانيا": "al-shabaka-al-arabiya-lhquq-al-insan-fi-muritanya",
		"بَيَانٌ مُشْتَرَك":                         "bayan-mushtarak",
		"بیانیه مشترک در ایران":                     "byanih-mshtrk-dr-iran",
		"សេចក្តីថ្លែងការណ៍រួម":                      "secktiithlaengkaarnnruam",
		"แถลงการณ์ร่วม":                             "thaelngkaarnrwm",
		"关于关闭独立媒体的联合声明":                             "guan-yu-guan-bi-du-li-mei-ti-de-lian-he-sheng-ming",
		"လွတ်လပ်သော မီဒီယာ":                         "lttlpseaa-miidiiyaa",
		"독립 언론": "dogrib-eonron",
		"ＦＵＬＬ width and a soft\u00adhyphen, no\u200bbreak":                         "full-width-and-a-softhyphen-nobreak",
		"A word, and then a very long title of more than sixty bytes that goes on": "a-word-and-then-a-very-long-title-of-more-than-sixty-bytes",
		strings.Repeat("a", 100): strings.Repeat("a", 60),
		"":                       "untitled",
		"— ! 🕊":                  "untitled",
		"\xff":                   "untitled",
		"Con":                    "the-con",
		"Data":                   "the-data",
		"09":                     "the-09",
		"Con artists":            "con-artists",
	} {
		if got := Of(title); got != want {
			t.Errorf("Of(%q) = %q, want %q", title, got, want)
		}
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"d’Ivoire", "وال", "เ", "ь", "con", strings.Repeat("é ", 99), "ｃｏｎ", "٢٠١٧", "2017 Совет", "ڲۻ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		s := Of(title)
		if s == "" || len(s) > maxLength+len("the-") || refused(s) {
			t.Errorf("Of(%q) = %q", title, s)
		}
		for word := range strings.SplitSeq(s, "-") {
			if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !plain(r) }) {
				t.Errorf("Of(%q) = %q", title, s)
			}
		}
		if again := Of(s); again != s {
			t.Errorf("Of(%q) = %q, and that gives %q", title, s, again)
		}
	})
}
