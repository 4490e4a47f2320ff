package draft

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"communique/generator/archive"
	"communique/generator/cldr"
	"communique/generator/fold"
)

// day is a date that stands in a text.
type day struct {
	archive.Date        // Day is 0 where the text has a month and a year only
	from, to     int    // bytes of the text
	doubt        string // why it may be another; empty where it cannot
}

// calendars are the languages whose months are known, with the regions that
// have names of their own for them.
var calendars = []string{"en", "fr", "es", "es-pe", "pt", "ar", "ar-dz", "ar-iq", "ar-ma", "ar-mr", "ru"}

// months has the numbers of the months by the keys of their names.
var months = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for _, lang := range calendars {
		for _, forms := range [][12][]string{
			monthNames(func(m int) string { return cldr.FormatDay(lang, 1111, m, "1") }),
			monthNames(func(m int) string { return cldr.FormatMonth(lang, 1111, m) }),
		} {
			for m, name := range forms {
				all[strings.Join(name, " ")] = m + 1
			}
		}
	}
	return all
})

// monthNames takes the names out of twelve dates, which differ in them only.
func monthNames(format func(month int) string) [12][]string {
	var all [12][]string
	for m := range all {
		for word := range strings.FieldsSeq(fold.Key(format(m + 1))) {
			if number(word) < 0 {
				all[m] = append(all[m], word)
			}
		}
	}
	for same(all, func(words []string) string { return words[0] }) {
		for m := range all {
			all[m] = all[m][1:]
		}
	}
	for same(all, func(words []string) string { return words[len(words)-1] }) {
		for m := range all {
			all[m] = all[m][:len(all[m])-1]
		}
	}
	return all
}

func same(all [12][]string, word func([]string) string) bool {
	for _, words := range all {
		if word(words) != word(all[0]) {
			return false
		}
	}
	return true
}

// token is a word or number of a text, or a sign.
type token struct {
	key      string // fold.Key's; a sign is its own
	from, to int
	dotted   bool // a full stop follows
}

var tokenForm = regexp.MustCompile(`\p{Nd}+|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\p{Nd}]`)

func tokens(text string) []token {
	var all []token
	for _, at := range tokenForm.FindAllStringIndex(text, -1) {
		t := token{from: at[0], to: at[1], dotted: strings.HasPrefix(text[at[1]:], ".")}
		if word := text[at[0]:at[1]]; number(word) >= 0 {
			t.key = strconv.Itoa(number(word))
			if len([]rune(word)) == 4 { // a year, even 0999
				t.key = strings.Repeat("0", max(0, 4-len(t.key))) + t.key
			}
		} else if t.key = fold.Key(word); t.key == "" {
			t.key = word
		}
		all = append(all, t)
	}
	return all
}

// number returns the number that a word is in the digits of any script, up to
// 9999; -1 if it is none.
func number(word string) int {
	n := 0
	for _, r := range word {
		if !unicode.IsDigit(r) || n > 999 {
			return -1
		}
		n = n*10 + digit(r)
	}
	if word == "" {
		return -1
	}
	return n
}

// digit returns the value of a decimal digit: those of each script stand
// together, beginning with zero.
func digit(r rune) int {
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r-zero) % 10
}

// Words that may stand between the parts of a date.
var (
	afterDay   = strings.Fields("st nd rd th er re o a º ª ° го e of de del d - . , /")
	beforeYear = strings.Fields("of de del do , . - / st nd rd th")
)

// findDays returns the dates in a text in order.
func findDays(text string) []day {
	all := findNumeric(text)
	ts := tokens(text)
	for i := 0; i < len(ts); i++ {
		month, width := monthAt(ts, i)
		if month == 0 {
			continue
		}
		if d, ok := dayAround(ts, i, i+width, month); ok {
			all = append(all, d)
			i += width - 1
		}
	}
	slices.SortStableFunc(all, func(x, y day) int { return x.from - y.from })
	return slices.CompactFunc(all, func(x, y day) bool { return max(x.from, y.from) < min(x.to, y.to) })
}

// monthAt returns the month that a token begins the name of, and how many
// tokens the name has; 0 for none. Three letters or more may stand for it
// before a full stop, in English without one too.
func monthAt(ts []token, i int) (month, width int) {
	if i+1 < len(ts) {
		if m := months()[ts[i].key+" "+ts[i+1].key]; m != 0 {
			return m, 2
		}
	}
	key := ts[i].key
	if m := months()[key]; m != 0 {
		return m, 1
	}
	short := slices.Contains(strings.Fields("jan feb mar apr jun jul aug sep sept oct nov dec"), key)
	if len(key) < 3 || !ts[i].dotted && !short {
		return 0, 0
	}
	for name, m := range months() {
		if !strings.HasPrefix(name, key) || short && !slices.Contains(englishMonths(), name) {
			continue
		}
		if month != 0 && month != m {
			return 0, 0
		}
		month = m
	}
	return month, 1
}

var englishMonths = sync.OnceValue(func() []string {
	var all []string
	for _, name := range monthNames(func(m int) string { return cldr.FormatMonth("en", 1111, m) }) {
		all = append(all, name...)
	}
	return all
})

// dayAround reads the day and the year on both sides of the month whose name
// is the tokens from i up to j.
func dayAround(ts []token, i, j, month int) (day, bool) {
	d := day{from: ts[i].from, to: ts[j-1].to}
	d.Month = uint8(month)
	if k := pass(ts, j, +1, []string{"/"}); k > j && k < len(ts) { // a second name for it, as in أيلول/سبتمبر
		if m, width := monthAt(ts, k); m == month {
			j = k + width
		}
	}
	next := pass(ts, j, +1, beforeYear)
	if n, ok := dayOf(ts, next); ok { // September 1, 2017
		if year := pass(ts, next+1, +1, beforeYear); isYear(ts, year) {
			d.Day, next = uint8(n), year
		}
	}
	if !isYear(ts, next) {
		return day{}, false
	}
	d.Year, d.to = int16(number(ts[next].key)), ts[next].to
	if d.Day == 0 {
		if k := pass(ts, i-1, -1, afterDay); k >= 0 {
			if n, ok := dayOf(ts, k); ok {
				d.Day, d.from = uint8(n), ts[k].from
			}
		}
	}
	if d.Day != 0 && !valid(d.Date) {
		return day{}, false
	}
	return d, true
}

// pass goes from a token in a direction past those that may be passed over,
// three at the most.
func pass(ts []token, i, step int, over []string) int {
	for n := 0; n < 3 && i >= 0 && i < len(ts) && slices.Contains(over, ts[i].key); n++ {
		i += step
	}
	return i
}

func dayOf(ts []token, i int) (int, bool) {
	if i < 0 || i >= len(ts) {
		return 0, false
	}
	n := number(ts[i].key)
	return n, n >= 1 && n <= 31 && len(ts[i].key) <= 2
}

func isYear(ts []token, i int) bool {
	return i >= 0 && i < len(ts) && len(ts[i].key) == 4 && number(ts[i].key) >= 1800
}

func valid(d archive.Date) bool {
	_, err := archive.ParseDate(d.String())
	return err == nil
}

var numericForm = regexp.MustCompile(`(\p{Nd}{1,4})([./-])(\p{Nd}{1,2})([./-])(\p{Nd}{1,4})`)

// findNumeric returns the dates that are written in figures. A year in front
// is that of ISO 8601, and before dots comes the day; between slashes it may be
// the month, which is said where both could be.
func findNumeric(text string) []day {
	var all []day
	for _, at := range numericForm.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string { return text[at[2*i]:at[2*i+1]] }
		if part(2) != part(4) {
			continue
		}
		a, b, c := number(part(1)), number(part(3)), number(part(5))
		d := day{from: at[0], to: at[1]}
		switch {
		case a >= 1800:
			d.Date = archive.Date{Year: int16(a), Month: uint8(b), Day: uint8(c)}
		case c < 1800:
			continue
		case a <= 12 && b > 12 && part(2) != ".":
			d.Date = archive.Date{Year: int16(c), Month: uint8(a), Day: uint8(b)}
		default:
			d.Date = archive.Date{Year: int16(c), Month: uint8(b), Day: uint8(a)}
			if b <= 12 && a <= 12 && a != b && part(2) != "." {
				d.doubt = "the day is taken to stand before the month"
			}
		}
		if valid(d.Date) {
			all = append(all, d)
		}
	}
	return all
}

// findDateLines takes the lines out that consist of a date and a place, above
// the text and after it, and keeps them for findDate.
func (r *reader) findDateLines() {
	tail := len(r.blocks)
	for tail > r.head && !r.blocks[tail-1].isProse() {
		tail--
	}
	for i, b := range r.blocks {
		if i >= r.head && i < tail || b.isProse() || b.Kind == itemKind {
			continue
		}
		for _, l := range b.rest() {
			days := findDays(l.text)
			if len(days) != 1 || days[0].Day == 0 || i >= r.head && !r.draft.Date.IsZero() {
				continue
			}
			d := days[0]
			before, after := tidyPlace(l.text[:d.from]), tidyPlace(l.text[d.to:])
			if countWords(before)+countWords(after) > 4 || titular.within(fold.Key(before+" "+after)) {
				continue
			}
			if !r.draft.Date.IsZero() {
				if d.Date == r.draft.Date {
					r.leave("the date once more", l)
				}
				continue
			}
			take(l)
			r.setDate(d, l)
			r.setPlace(strings.TrimSpace(before+" "+after), l)
		}
	}
}

// tidyPlace takes the words out that stand beside a date.
func tidyPlace(text string) string {
	text = strings.Trim(text, " \t,;:.–—-|()/ـ")
	var kept []string
	for word := range strings.FieldsSeq(text) {
		if !besideDate.only(fold.Key(word)) {
			kept = append(kept, word)
		}
	}
	return strings.Trim(strings.Join(kept, " "), " ,;:.–—-|()/")
}

func (r *reader) setPlace(place string, l *line) {
	switch {
	case place == "":
	case strings.ContainsFunc(place, unicode.IsLetter) && (!hasCase(place) || unicode.IsUpper([]rune(place)[0])):
		r.draft.Place = place
		r.report(Found, l.place, "place %q", place)
	default:
		r.report(LeftOut, l.place, "beside the date, %q", place)
	}
}

func (r *reader) setDate(d day, l *line) {
	r.draft.Date = d.Date
	written := l.text[d.from:d.to]
	if l.taken {
		written = l.text
	}
	if d.doubt != "" {
		r.doubt("date", d.doubt, l.place, "date %s, of %q; %s", d.Date, written, d.doubt)
		return
	}
	r.report(Found, l.place, "date %s, of %q", d.Date, written)
}

// findDate finds the date where no line consists of it: at the beginning of
// the text, as newspapers print it, else as the latest day that the text
// names, which is a guess.
func (r *reader) findDate() {
	if !r.draft.Date.IsZero() {
		return
	}
	var latest day
	var at *line
	for _, b := range r.blocks {
		for _, l := range b.lines {
			for i, d := range findDays(l.text) {
				if d.Day == 0 || r.today.Before(d.Date) {
					continue
				}
				if at == nil && i == 0 && d.from < 60 && strings.ContainsAny(l.text[d.to:min(len(l.text), d.to+8)], "–—-") && !strings.Contains(l.text[:d.from], ". ") {
					r.setDate(d, l)
					return
				}
				if at == nil || latest.Date.Before(d.Date) {
					latest, at = d, l
				}
			}
		}
	}
	if at != nil {
		r.draft.Date = latest.Date
		r.doubt("date", "the latest day that the document names", at.place, "date %s, the latest day that the document names, %q", latest.Date, at.text[latest.from:latest.to])
	}
}
