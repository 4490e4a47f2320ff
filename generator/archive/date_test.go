package archive

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Date
	}{
		{"2017-09-01", Date{2017, 9, 1}},
		{"2016-02-29", Date{2016, 2, 29}},
		{"2000-02-29", Date{2000, 2, 29}},
		{"0001-01-01", Date{1, 1, 1}},
		{"9999-12-31", Date{9999, 12, 31}},
		{"0000-01-01", Date{}},
		{"2017-02-29", Date{}},
		{"1900-02-29", Date{}},
		{"2017-09-31", Date{}},
		{"2017-13-01", Date{}},
		{"2017-00-01", Date{}},
		{"2017-09-00", Date{}},
		{"2017-9-1", Date{}},
		{"17-09-01", Date{}},
		{"12017-09-01", Date{}},
		{"-2017-09-01", Date{}},
		{"2017-09", Date{}},
		{"2017-09-01T00:00:00Z", Date{}},
		{" 2017-09-01", Date{}},
		{"01.09.2017", Date{}},
		{"٢٠١٧-٠٩-٠١", Date{}},
		{"", Date{}},
	} {
		got, err := ParseDate(c.in)
		if got != c.want || (err == nil) != (c.want != Date{}) {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", c.in, got, err, c.want)
		}
	}
}

func TestParsePartialDate(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Date
	}{
		{"2017", Date{Year: 2017}},
		{"2017-09", Date{Year: 2017, Month: 9}},
		{"2017-09-01", Date{2017, 9, 1}},
		{"2016-02-29", Date{2016, 2, 29}},
		{"2017-02-29", Date{}},
		{"0000", Date{}},
		{"2017-13", Date{}},
		{"2017-1", Date{}},
		{"2017-", Date{}},
		{"17", Date{}},
		{"twen", Date{}},
		{"", Date{}},
	} {
		got, err := ParsePartialDate(c.in)
		if got != c.want || (err == nil) != (c.want != Date{}) {
			t.Errorf("ParsePartialDate(%q) = %v, %v, want %v", c.in, got, err, c.want)
		}
		if err != nil && !strings.HasSuffix(err.Error(), `"`+c.in+`"`) {
			t.Errorf("ParsePartialDate(%q): the error does not quote what was written: %v", c.in, err)
		}
	}
}

// TestDateAsTime holds Date against package time on many days of all the
// years that can be written.
func TestDateAsTime(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	day := func() time.Time {
		return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(9998*365))
	}
	for range 20_000 {
		x, y := day(), day()
		if r.IntN(2) == 0 {
			y = x.AddDate(0, 0, r.IntN(63)-31) // near each other, where months and years turn
		}
		d, e := DateOf(x), DateOf(y)
		if !d.Time().Equal(x) {
			t.Fatalf("%v: Time() = %v", x, d.Time())
		}
		written := x.Format(time.DateOnly)
		if d.String() != written || string(d.AppendISO([]byte("on "))) != "on "+written {
			t.Fatalf("%v: String() = %q, AppendISO = %q", x, d, d.AppendISO(nil))
		}
		if back, err := ParseDate(d.String()); back != d || err != nil {
			t.Fatalf("%v: ParseDate(String()) = %v, %v", x, back, err)
		}
		if d.Compare(e) != x.Compare(y) || d.Before(e) != x.Before(y) || e.End().Before(d) != x.After(y) {
			t.Fatalf("%v, %v: Compare %d, Before %v, After %v", d, e, d.Compare(e), d.Before(e), e.End().Before(d))
		}
		// A day is after a month or a year when it is after its last day.
		month, year := Date{Year: e.Year, Month: e.Month}, Date{Year: e.Year}
		endOfMonth := time.Date(y.Year(), y.Month()+1, 0, 0, 0, 0, 0, time.UTC)
		endOfYear := time.Date(y.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
		if month.End().Before(d) != x.After(endOfMonth) || year.End().Before(d) != x.After(endOfYear) {
			t.Fatalf("%v after %v: %v; after %v: %v", d, month, month.End().Before(d), year, year.End().Before(d))
		}
	}
}

func TestPartialDates(t *testing.T) {
	ordered := []Date{{}, {Year: 2016}, {2016, 12, 31}, {Year: 2017}, {Year: 2017, Month: 1}, {2017, 1, 1}, {2017, 1, 2}, {Year: 2017, Month: 2}}
	if !slices.IsSortedFunc(ordered, Date.Compare) {
		t.Errorf("not in order: %v", ordered)
	}
	for _, c := range []struct {
		date  Date
		text  string
		start string
	}{
		{Date{}, "", ""},
		{Date{Year: 987}, "0987", "0987-01-01"},
		{Date{Year: 2017, Month: 9}, "2017-09", "2017-09-01"},
	} {
		if c.date.String() != c.text {
			t.Errorf("%#v.String() = %q, want %q", c.date, c.date, c.text)
		}
		if c.start != "" && c.date.Time().Format(time.DateOnly) != c.start {
			t.Errorf("%v begins on %v", c.date, c.date.Time())
		}
		if c.date.IsZero() != (c.text == "") {
			t.Errorf("%#v.IsZero() = %v", c.date, c.date.IsZero())
		}
	}
}

// TestDateOf checks that a time's date is that of its own place.
func TestDateOf(t *testing.T) {
	phnomPenh := time.FixedZone("", 7*3600)
	at := time.Date(2017, 8, 31, 20, 0, 0, 0, time.UTC)
	if d := DateOf(at.In(phnomPenh)); d != (Date{2017, 9, 1}) {
		t.Errorf("DateOf = %v", d)
	}
}

func FuzzParsePartialDate(f *testing.F) {
	for _, s := range []string{"2017", "2017-09", "2017-09-01", "2017-02-30", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParsePartialDate(s); err == nil && d.String() != s {
			t.Errorf("ParsePartialDate(%q) = %q", s, d)
		}
	})
}
