package archive

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a calendar date of the proleptic Gregorian calendar without a time
// zone (ISO 8601, YYYY-MM-DD). Month and Day may be 0 where only the year, or
// the year and month, are known. The zero Date means none.
type Date struct {
	Year       int16
	Month, Day uint8
}

// ParseDate reads a whole date, written YYYY-MM-DD. It refuses dates that no
// calendar has, and the year 0, which is none to anybody but astronomers.
func ParseDate(s string) (Date, error) { return parseDate(s, s) }

// ParsePartialDate reads YYYY, YYYY-MM or YYYY-MM-DD.
func ParsePartialDate(s string) (Date, error) {
	switch len(s) {
	case len("2006"):
		d, err := parseDate(s+"-01-01", s)
		return Date{Year: d.Year}, err
	case len("2006-01"):
		d, err := parseDate(s+"-01", s)
		return Date{Year: d.Year, Month: d.Month}, err
	}
	return ParseDate(s)
}

// parseDate reads a whole date that was made of what an editor wrote.
func parseDate(whole, written string) (Date, error) {
	t, err := time.Parse(time.DateOnly, whole)
	if err != nil || t.Year() == 0 {
		return Date{}, fmt.Errorf("no calendar date: %q", written)
	}
	return DateOf(t), nil
}

// DateOf returns the date of t in t's own location.
func DateOf(t time.Time) Date {
	return Date{int16(t.Year()), uint8(t.Month()), uint8(t.Day())}
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare orders dates; a partial date comes before the whole ones in it.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// End returns the last day of a year or month that a partial date names, as
// far as order goes: each month has 31.
func (d Date) End() Date {
	if d.Month == 0 {
		return Date{d.Year, 12, 31}
	}
	if d.Day == 0 {
		d.Day = 31
	}
	return d
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Time returns midnight UTC at the start of d.
func (d Date) Time() time.Time {
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC)
}

// String returns d as ISO 8601 with the precision that it has.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return string(d.AppendISO(make([]byte, 0, len("2006-01-02"))))
}

// AppendISO appends the whole date d as YYYY-MM-DD.
func (d Date) AppendISO(b []byte) []byte {
	two := func(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }
	b = two(two(b, int(d.Year)/100), int(d.Year)%100)
	b = two(append(b, '-'), int(d.Month))
	return two(append(b, '-'), int(d.Day))
}
