package permalink_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/permalink"
)

func TestParse(t *testing.T) {
	all, faults := permalink.Parse([]byte("# comment\n\n/b/\tcountries/kh\t2026-01-02\n/\t-\t2026-01-01\n/a/é\tstatements/2017/é\t2026-01-03"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := []archive.Permalink{
		{Address: "/", ID: "-", Day: archive.Date{Year: 2026, Month: 1, Day: 1}, Line: 4},
		{Address: "/a/é", ID: "statements/2017/é", Day: archive.Date{Year: 2026, Month: 1, Day: 3}, Line: 5},
		{Address: "/b/", ID: "countries/kh", Day: archive.Date{Year: 2026, Month: 1, Day: 2}, Line: 3},
	}
	if !slices.Equal(all, want) {
		t.Errorf("%v, want %v", all, want)
	}
}

// TestWindows reads what an editor or a checkout on Windows makes of the file.
func TestWindows(t *testing.T) {
	plain := "# comment\n\n/\t-\t2026-01-01\n/a\tpages/a\t2026-01-02\n"
	want, _ := permalink.Parse([]byte(plain))
	all, faults := permalink.Parse([]byte("\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n")))
	if len(faults) > 0 || !slices.Equal(all, want) {
		t.Errorf("%v, with %v, want %v", all, faults, want)
	}
	if written := permalink.Format(all); bytes.ContainsAny(written, "\r\ufeff") {
		t.Errorf("written as %q", written)
	}
	if all, faults := permalink.Parse([]byte("\ufeff/\t-\t2026-01-01\r")); len(all) != 1 || len(faults) > 0 {
		t.Errorf("%v, with %v", all, faults)
	}
}

func TestFaults(t *testing.T) {
	for line, want := range map[string]string{
		"<<<<<<< HEAD":                              `1:1: not an address, an id and a day with a tab between them`,
		"/a -\t2026-01-01":                          `1:1: not an address, an id and a day with a tab between them`,
		"a\t-\t2026-01-01":                          `1:1: "a" is no address of a site`,
		"//a\t-\t2026-01-01":                        `1:1: "//a" is no address of a site`,
		"/a/../b\t-\t2026-01-01":                    `1:1: "/a/../b" is no address of a site`,
		"/e\u0301\t-\t2026-01-01":                   "1:1: \"/e\u0301\" is no address of a site",
		"/a\xff\t-\t2026-01-01":                     `1:1: "/a\xff" is no address of a site`,
		"/é\tstatement/x\t2026-01-01":               `1:4: "statement/x" is no record's id`,
		"/é\tstatements/\t2026-01-01":               `1:4: "statements/" is no record's id`,
		"/é\t-\t2026-02-30":                         `1:6: impossible date "2026-02-30"`,
		"/é\t-\t2026-01-01\r\r":                     "1:6: impossible date \"2026-01-01\\r\"",
		"/\t-\t2026-01-01\n\ufeff/a\t-\t2026-01-01": "2:1: \"\\ufeff/a\" is no address of a site",
		"/é\t-\t2026-01-01\tx":                      "1:6: impossible date \"2026-01-01\\tx\"",
		"/a\t-\t2026-01-01\n/a\t-\t2026-01-02":      `2:1: address "/a" stands twice`,
	} {
		_, faults := permalink.Parse([]byte(line))
		var said []string
		for _, f := range faults {
			said = append(said, fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message))
		}
		if got := strings.Join(said, "\n"); got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

func TestMissing(t *testing.T) {
	list := func(addresses string) (all []archive.Permalink) {
		for a := range strings.FieldsSeq(addresses) {
			all = append(all, archive.Permalink{Address: a})
		}
		return all
	}
	for _, c := range []struct{ recorded, addresses, want string }{
		{"", "/ /a", "/ /a"}, {"/ /a /c", "/ /b /c", "/b"}, {"/ /a", "/", ""}, {"/a", "/ /a /b", "/ /b"},
	} {
		if got := permalink.Missing(list(c.recorded), list(c.addresses)); !slices.Equal(got, list(c.want)) {
			t.Errorf("%v: %v", c, got)
		}
	}
}

// FuzzParse checks that what is taken comes back the same once written, and
// that every line is either taken, passed over or reported.
func FuzzParse(f *testing.F) {
	f.Add([]byte("/\t-\t2026-01-01\n/a\tstatements/2017/a\t2026-01-01\n"))
	f.Add([]byte("# x\n\n/b\t-\t2026-01-01\n/a\tpages/a\t2026-02-30\n/b\t-\t2026-01-01\n<<<<<<<"))
	f.Add([]byte("\ufeff# x\r\n\r\n/\t-\t2026-01-01\r\n\r\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, faults := permalink.Parse(data)
		lines := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			if line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")); len(line) > 0 && line[0] != '#' {
				lines++
			}
		}
		if len(all)+len(faults) != lines {
			t.Errorf("%d lines, of which %d were taken and %d reported", lines, len(all), len(faults))
		}
		written := permalink.Format(all)
		again, faults := permalink.Parse(written)
		for i := range again {
			again[i].Line = all[i].Line
		}
		if len(faults) > 0 || !slices.Equal(again, all) {
			t.Errorf("%q comes back as %v, with %v", written, again, faults)
		}
	})
}
