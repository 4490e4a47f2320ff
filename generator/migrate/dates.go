package migrate

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"communique/generator/archive"
)

// numbers are the ways in which dates are written in digits; what may follow
// is a time, which falls away.
var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ].*)`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)
)

// dateOf reads a date as front matter has it. A time of day, with its zone, is
// dropped: the day is the one that was written.
func dateOf(s string) (archive.Date, bool) {
	s = strings.TrimSpace(s)
	year, month, day := "", "", ""
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := dayFirst.FindStringSubmatch(s); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else {
		for _, layout := range []string{"January 2, 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006", "Mon, 02 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"} {
			if t, err := time.Parse(layout, s); err == nil {
				return archive.DateOf(t), true
			}
		}
		return archive.Date{}, false
	}
	d, err := archive.ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, day))
	return d, err == nil
}

// dateKeys are what a statement's day may be called, the likeliest first.
var dateKeys = []string{"date", "issued", "published", "publishdate", "publish_date", "pubdate", "date_published", "datum", "fecha", "data"}

// readDate takes the date of the front matter, which goes before that of the
// file's name, as it does in the generators.
func (t *text) readDate() {
	for _, k := range dateKeys {
		written := t.fields.text(k)
		d, ok := dateOf(written)
		switch {
		case ok:
			if len(written) > len("2006-01-02") && written[4] == '-' {
				t.remark(fmt.Sprintf("the time of day was dropped: %s", written))
			}
			t.date = d
			return
		case written != "":
			t.fields.put(k)
			if k == "date" {
				t.remark(fmt.Sprintf("the date cannot be read: %q", written))
			}
		}
	}
}

// readLanguage takes the language that the front matter names.
func (t *text) readLanguage() {
	for _, k := range []string{"lang", "language", "locale"} {
		written := t.fields.text(k)
		if lang, known := languageOf(written); known {
			t.lang = lang
			return
		}
		t.fields.put(k)
	}
}
