package cldr

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// formatData is text in blocks as in names.txt, after the first one a block
// for each locale, with lines of a key and its fields:
//
//	day     a pattern: {d} or {dd} for the day, {m} for the name of the month
//	        or {M} for its number, {y} for the year
//	month   a pattern without a day
//	months  the twelve names in the pattern of a day, then those in the pattern
//	        of a month if they differ
//	number  the separator of groups, the digits that must stand before the last
//	        group for it to be set off, the sizes of the last and other groups
//
//go:embed formats.txt
var formatData string

// formats has the fields of each locale by key.
var formats = sync.OnceValue(func() map[string]map[string][]string {
	formats := map[string]map[string][]string{}
	for title, lines := range blocks(formatData) {
		fields := map[string][]string{}
		for key, values := range pairs(lines) {
			fields[key] = strings.Split(values, "\t")
		}
		formats[title] = fields
	}
	return formats
})

// format returns the fields of a key in a language.
func format(lang, key string) []string {
	for tag := range load().lineage(lang) {
		if fields := formats()[tag][key]; fields != nil {
			return fields
		}
	}
	panic("cldr: English has no " + key)
}

// FormatDay returns a day in the words of a language, which is a tag as for
// Name, in CLDR's long form: "1 сентября 2017 г.". The month is 1 to 12. The
// day is text, so that it can be "1er" where CLDR has no word for the first.
func FormatDay(lang string, year, month int, day string) string {
	months := format(lang, "months")
	return formatDate(format(lang, "day")[0], year, month, months[month-1], day)
}

// FormatMonth returns a month of a year as FormatDay returns a day. Its name
// is the one that stands alone, if the language has two: "сентябрь 2017 г.".
func FormatMonth(lang string, year, month int) string {
	months := format(lang, "months")
	return formatDate(format(lang, "month")[0], year, month, months[len(months)-13+month], "")
}

func formatDate(pattern string, year, month int, name, day string) string {
	var b strings.Builder
	for pattern != "" {
		text, rest, _ := strings.Cut(pattern, "{")
		field, after, _ := strings.Cut(rest, "}")
		b.WriteString(text)
		switch field {
		case "dd":
			if len(day) == 1 {
				b.WriteByte('0')
			}
			b.WriteString(day)
		case "d":
			b.WriteString(day)
		case "m":
			b.WriteString(name)
		case "M":
			b.WriteString(strconv.Itoa(month))
		case "y":
			b.WriteString(strconv.Itoa(year))
		}
		pattern = after
	}
	return b.String()
}

// FormatNumber returns a whole number with the separators of a language, which
// is a tag as for Name: "12 345", "12,345", "1234" but "12.345" in Spanish. It
// has the sign "-" if it is negative.
func FormatNumber(lang string, n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	f := format(lang, "number")
	least, last, other := size(f[1]), size(f[2]), size(f[3])
	if len(digits) < last+least {
		return sign + digits
	}
	groups := digits[len(digits)-last:]
	for digits = digits[:len(digits)-last]; len(digits) > other; digits = digits[:len(digits)-other] {
		groups = digits[len(digits)-other:] + f[0] + groups
	}
	return sign + digits + f[0] + groups
}

// size returns a number of digits in the data.
func size(field string) int {
	n, err := strconv.Atoi(field)
	if err != nil {
		panic("cldr: " + err.Error())
	}
	return n
}
