package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// gregorian is what CLDR says of the Gregorian calendar in a locale.
type gregorian struct {
	Months          map[string]map[string]map[string]string // by context, width and number
	Eras            struct{ EraAbbr map[string]string }
	DateFormats     struct{ Long string }
	DateTimeFormats struct{ AvailableFormats struct{ YMMMM string } }
}

// decimals is what CLDR says of numbers with the digits 0 to 9 in a locale.
type decimals struct {
	MinimumGroupingDigits string
	Symbols               struct{ Group string }    `json:"symbols-numberSystem-latn"`
	Formats               struct{ Standard string } `json:"decimalFormats-numberSystem-latn"`
}

// readFormats reads how dates and numbers are written from the folders of
// locales.
func (r *release) readFormats(dates, numbers string) error {
	r.formats = locales{}
	return errors.Join(r.readDates(dates), r.readNumbers(numbers))
}

// readDates reads how dates are written. A locale whose months are those of
// root, "M01" and so on, has no dates: "M01" is worse than English.
func (r *release) readDates(dir string) error {
	calendars, err := decodeLocales[struct {
		Dates struct{ Calendars struct{ Gregorian gregorian } }
	}](dir, "ca-gregorian.json")
	wide := func(locale string) map[string]string {
		return calendars[locale].Dates.Calendars.Gregorian.Months["format"]["wide"]
	}
	for _, locale := range slices.Sorted(maps.Keys(calendars)) {
		if maps.Equal(wide(locale), wide("und")) {
			continue
		}
		g := calendars[locale].Dates.Calendars.Gregorian
		fields, fault := g.fields()
		if fault != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", locale, fault))
		}
		r.formats.add(locale, fields)
	}
	return err
}

// readNumbers reads how whole numbers are written.
func (r *release) readNumbers(dir string) error {
	all, err := decodeLocales[struct{ Numbers decimals }](dir, "numbers.json")
	for _, locale := range slices.Sorted(maps.Keys(all)) {
		number := all[locale].Numbers
		fields, fault := number.fields()
		if fault != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", locale, fault))
		}
		r.formats.add(locale, map[string][]string{"number": fields})
	}
	return err
}

// add adds fields to those of a locale.
func (l locales) add(locale string, fields map[string][]string) {
	if l[locale] == nil {
		l[locale] = map[string][]string{}
	}
	maps.Copy(l[locale], fields)
}

// fields returns what the table has of a calendar: the patterns of a day and of
// a month, and the names of the months in both, once if they are the same.
func (g *gregorian) fields() (map[string][]string, error) {
	day, ofDay, err := g.pattern(g.DateFormats.Long)
	if err != nil {
		return nil, err
	}
	month, ofMonth, err := g.pattern(g.DateTimeFormats.AvailableFormats.YMMMM)
	if err != nil {
		return nil, err
	}
	fields := map[string][]string{"day": {day}, "month": {month}}
	if ofDay == nil {
		ofDay = ofMonth
	}
	if ofMonth != nil && !slices.Equal(ofDay, ofMonth) {
		ofDay = append(ofDay, ofMonth...)
	}
	if ofDay != nil {
		fields["months"] = ofDay
	}
	return fields, nil
}

// part is a part of a date pattern: text in quotes, or one field.
var part = regexp.MustCompile(`''|'(?:[^']|'')+'|'|d+|M+|L+|y+|G+|[A-Za-z]`)

// pattern returns a date pattern of CLDR as package cldr has it, without the
// quotes, and the names of the months that it asks for, nil if it asks for
// their numbers. The era, which Thai writes, is always the present one.
func (g *gregorian) pattern(pattern string) (text string, months []string, err error) {
	if pattern == "" || strings.ContainsAny(pattern, "{}\t\n") {
		return "", nil, fmt.Errorf("date pattern %q is empty or does not fit", pattern)
	}
	text = part.ReplaceAllStringFunc(pattern, func(s string) string {
		switch s {
		case "''":
			return "'"
		case "d", "dd", "M", "y":
			return "{" + s + "}"
		case "L":
			return "{M}"
		case "MMM", "MMMM", "LLL", "LLLL":
			months = g.names(s)
			return "{m}"
		case "G":
			return g.Eras.EraAbbr["1"]
		}
		if len(s) > 2 && s[0] == '\'' {
			return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
		}
		if err == nil {
			err = fmt.Errorf("date pattern %q has %q", pattern, s)
		}
		return ""
	})
	if months != nil && slices.Contains(months, "") {
		err = fmt.Errorf("date pattern %q asks for months without names", pattern)
	}
	return text, months, err
}

// names returns the names of the months that a field of a pattern asks for.
func (g *gregorian) names(field string) []string {
	context := map[byte]string{'M': "format", 'L': "stand-alone"}[field[0]]
	width := map[int]string{3: "abbreviated", 4: "wide"}[len(field)]
	months := make([]string, 12)
	for i := range months {
		months[i] = g.Months[context][width][strconv.Itoa(i+1)]
	}
	return months
}

// grouping is the whole part of a number's pattern: the digits of the last
// group and, where it differs, of the others.
var grouping = regexp.MustCompile(`^#,(?:(#+),)?(#*0)\.`)

// fields returns what the table has of numbers: the separator of groups, the
// digits that must stand before the last group for it to be set off, and the
// sizes of the last group and of the others.
func (d *decimals) fields() ([]string, error) {
	m := grouping.FindStringSubmatch(d.Formats.Standard)
	if m == nil || d.Symbols.Group == "" || d.MinimumGroupingDigits == "" {
		return nil, fmt.Errorf("number pattern %q, separator %q, grouping from %q do not fit",
			d.Formats.Standard, d.Symbols.Group, d.MinimumGroupingDigits)
	}
	others, last := m[1], m[2]
	if others == "" {
		others = last
	}
	return []string{d.Symbols.Group, d.MinimumGroupingDigits, strconv.Itoa(len(last)), strconv.Itoa(len(others))}, nil
}
