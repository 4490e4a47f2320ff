package archive

import "golang.org/x/text/language"

// rightToLeft are the scripts (ISO 15924) that run from right to left.
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Aran": true, "Hebr": true, "Mand": true, "Mend": true,
	"Nkoo": true, "Rohg": true, "Samr": true, "Syrc": true, "Thaa": true,
}

// Direction returns "rtl" for a language whose script runs from right to
// left, else "ltr": the values of HTML's dir.
func Direction(lang string) string {
	script, _ := language.Make(lang).Script()
	if rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

// ParseLanguage returns a BCP 47 tag in its canonical form, or false for one
// that is none: malformed, or with a subtag that the registry does not know.
func ParseLanguage(s string) (string, bool) {
	t, err := language.Parse(s)
	if err != nil || t == language.Und {
		return "", false
	}
	return t.String(), true
}
