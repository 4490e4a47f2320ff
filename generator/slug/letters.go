package slug

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// table reads a line of letters and their spellings, in turn; a letter without
// any is written "-".
func table(line string) map[rune]string {
	fields := strings.Fields(line)
	t := map[rune]string{}
	for i := 0; i < len(fields); i += 2 {
		t[[]rune(fields[i])[0]] = strings.Trim(fields[i+1], "-")
	}
	return t
}

// Cyrillic letters that people do not write as the library does. The hard and
// the soft sign are not spelt.
var (
	russian   = table("й y х kh ц ts щ shch ъ - ы y ь - э e ю yu я ya ё yo є ye і i ї i ґ g ў w")
	ukrainian = with(russian, "г h и y")
)

// with returns a table with some letters spelt otherwise.
func with(t map[rune]string, line string) map[rune]string {
	t = maps.Clone(t)
	maps.Copy(t, table(line))
	return t
}

// reading returns how a title's Cyrillic is spelt. Its letters tell Ukrainian
// from Russian.
func reading(title string) map[rune]string {
	if strings.ContainsAny(title, "іїєґІЇЄҐ") && !strings.ContainsAny(title, "ыЫ") {
		return ukrainian
	}
	return russian
}

func isArabic(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }

// Letters of Arabic, and of the languages that added some. The glottal stop is
// not spelt; alef, waw, yeh and ain depend on what stands beside them.
var letters = table(`ء - أ a إ i آ a ؤ u ئ i ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z
	غ gh ف f ق q ك k ل l م m ن n ه h ة a ى a ٱ a پ p چ ch ژ zh گ g ک k ٹ t ڈ d ڑ r ں n ہ h ھ h ے e ۀ e ە e ۆ o ڤ v ێ e ڕ r ڵ l ـ -`)

// vowelled are the commonest words of statements, which nobody writes without
// their short vowels.
var vowelled = pairs(`بيان bayan مشترك mushtarak مشتركة mushtaraka حول hawl بشأن bishan حق haqq حقوق huquq حرية hurriya حريات hurriyat
	صحافة sahafa صحفيين sahafiyin صحفي sahafi تعبير tabir إنسان insan انسان insan منظمة munazzama منظمات munazzamat شبكة shabaka
	جمعية jamiya مركز markaz مؤسسة muassasa مجتمع mujtama مدني madani مدنية madaniya دولي duwali دولية duwaliya عربي arabi عربية arabiya
	مستقلة mustaqilla مستقل mustaqill حكومة hukuma سلطات sultat قمع qam ضد did مع maa من min في fi على ala إلى ila الى ila عن an
	وطني watani وطنية wataniya شعب shab تونس tunis مصر misr لبنان lubnan يمن yaman مغرب maghrib أردن urdun اردن urdun عراق iraq
	قطر qatar كويت kuwayt بحرين bahrain جزائر jazair فلسطين filastin سودان sudan ديمقراطية dimuqratiya ديمقراطي dimuqrati
	مراقبة muraqaba إغلاق ighlaq اغلاق ighlaq وسائل wasail مرصد marsad محاكمة muhakama سجناء sujana معتقلين mutaqalin`)

func pairs(list string) map[string]string {
	fields := strings.Fields(list)
	m := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	return m
}

// prefixes are what Arabic writes together with the word behind it, the longer
// ones first.
var prefixes = []struct{ arabic, latin string }{
	{"وال", "wal "}, {"بال", "bil "}, {"لل", "lil "}, {"ال", "al "},
}

// spellArabic spells a word in the Arabic script. Points for short vowels fall
// away with the other marks, for hardly anybody writes them.
func spellArabic(word []rune) string {
	word = slices.DeleteFunc(word, func(r rune) bool { return unicode.Is(unicode.Mn, r) })
	s := string(word)
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p.arabic); ok && len([]rune(rest)) > 2 {
			return p.latin + spellStem([]rune(rest))
		}
	}
	return spellStem(word)
}

func spellStem(word []rune) string {
	if spelt, known := vowelled[string(word)]; known {
		return spelt
	}
	var s []byte
	for i, r := range word {
		next := string(word[i+1 : min(i+3, len(word))])
		switch spelt, known := letters[r]; {
		case known:
			s = append(s, spelt...)
		case r == 'ا':
			s = append(s, alef(i, word)...)
		case r == 'و' && (i == 0 || endsIn(s, "a") || startsWith(next, "اىةيو")):
			s = append(s, "w"...)
		case r == 'و':
			s = append(s, "u"...)
		case (r == 'ي' || r == 'ی') && next == "ة":
			s = append(s, "iy"...)
		case (r == 'ي' || r == 'ی') && (i == 0 || endsIn(s, "a") || startsWith(next, "اىو")):
			s = append(s, "y"...)
		case r == 'ي' || r == 'ی':
			s = append(s, "i"...)
		case r == 'ع':
			if !endsIn(s, "aiu") && !startsWith(next, "اويىةی") {
				s = append(s, "a"...)
			}
		default:
			s = append(s, latin(r)...)
		}
	}
	return string(s)
}

// alef spells a bare alef: at the start of the verbal nouns whose second or
// third letter is teh it is spoken i, as it is before yeh.
func alef(i int, word []rune) string {
	if i > 0 {
		return "a"
	}
	if len(word) > 3 && (word[1] == 'ت' || word[2] == 'ت') {
		return "i"
	}
	if len(word) > 1 && (word[1] == 'ي' || word[1] == 'ی') {
		return ""
	}
	return "a"
}

func startsWith(s, letters string) bool {
	for _, r := range s {
		return strings.ContainsRune(letters, r)
	}
	return false
}

func endsIn(s []byte, letters string) bool {
	return len(s) > 0 && strings.IndexByte(letters, s[len(s)-1]) >= 0
}
