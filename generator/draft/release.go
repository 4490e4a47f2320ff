package draft

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"communique/generator/fold"
)

// findRelease takes out the line that says when the text may be published.
func (r *reader) findRelease() {
	for i, b := range r.blocks {
		prose := i >= r.head && b.isProse()
		for _, l := range b.rest() {
			switch words := countWords(l.text); {
			case !prose && words <= 8 && immediate.begins(l.key) != "":
				r.releaseNow(l)
			case !prose && words <= 20 && embargoed.begins(l.key) != "":
				r.embargo(l)
			case embargoed.begins(l.key) != "":
				r.uncertain(l, "stands in the text")
			}
		}
	}
}

// releaseNow reads "For immediate release", behind which the date may stand.
func (r *reader) releaseNow(l *line) {
	rest := strings.Fields(strings.TrimPrefix(l.key, immediate.begins(l.key)))
	if len(rest) == 0 || len(findDays(l.text)) == 0 && kinds.only(strings.Join(rest, " ")) {
		take(l)
	} else if days := findDays(l.text); len(days) == 1 && days[0].Day != 0 {
		take(l)
		r.setDate(days[0], l)
	} else {
		return
	}
	r.draft.Immediate = true
	r.report(Found, l.place, "release immediate, of %q", l.text)
}

// embargo reads until when the text must not be published. Without a day, an
// hour and a time zone that mean one moment, none is written.
func (r *reader) embargo(l *line) {
	take(l)
	days := findDays(l.text)
	if len(days) != 1 || days[0].Day == 0 || days[0].doubt != "" {
		r.uncertain(l, "has no day that is certain")
		return
	}
	rest := l.text[:days[0].from] + " " + l.text[days[0].to:]
	hour, minute, ok := clock(rest)
	if !ok {
		r.uncertain(l, "has no time of day")
		return
	}
	offset, ok := zone(rest)
	if !ok {
		r.uncertain(l, "has no time zone that is certain")
		return
	}
	d := days[0].Date
	r.draft.Embargo = time.Date(int(d.Year), time.Month(d.Month), int(d.Day), hour, minute, 0, 0, time.FixedZone("", offset*60))
	r.report(Found, l.place, "embargo %s, of %q", r.draft.Embargo.Format(time.RFC3339), l.text)
	if r.draft.Date.IsZero() {
		r.draft.Date = d
		r.doubt("date", "the day on which the embargo ends", l.place, "date %s, the day on which the embargo ends", d)
	}
}

// uncertain keeps a statement back whose embargo nobody can be sure of.
func (r *reader) uncertain(l *line, what string) {
	r.draft.review["draft"] = "under embargo; write embargo: with date, time and time zone, then delete this line"
	r.report(Missing, l.place, "embargo, for %q %s; write embargo: 2017-09-01T09:00:00+07:00 and keep draft: true until that is there", l.text, what)
}

var (
	clockForm  = regexp.MustCompile(`(?i)(?:^|[^\d:+.-])(\d{1,2})(?:[:.hH](\d{2})|\s*[hH]\b)?(?:\s*(a\.?m\.?|p\.?m\.?))?(?:[^\d]|$)`)
	offsetForm = regexp.MustCompile(`(?i)(?:\b(?:UTC|GMT)\s*)?([+−-])(\d{1,2})(?::?(\d{2}))?\b`)
	zoneForm   = regexp.MustCompile(`\b[A-Z]{3,4}\b`)
)

// clock reads a time of day: 09:00, 9.30 am, 9h00, noon is none. A number
// alone is none either.
func clock(text string) (hour, minute int, ok bool) {
	text = offsetForm.ReplaceAllString(text, " ")
	for _, m := range clockForm.FindAllStringSubmatch(latinDigits(text), -1) {
		half := strings.ToLower(strings.ReplaceAll(m[3], ".", ""))
		if m[2] == "" && half == "" && !strings.ContainsAny(m[0], "hH") {
			continue
		}
		hour, _ = strconv.Atoi(m[1])
		minute, _ = strconv.Atoi(m[2]) // 0 where there is none
		if half != "" && (hour < 1 || hour > 12) {
			continue
		}
		switch {
		case half == "pm" && hour < 12:
			hour += 12
		case half == "am" && hour == 12:
			hour = 0
		}
		if hour < 24 && minute < 60 {
			return hour, minute, true
		}
	}
	return 0, 0, false
}

// zones are the abbreviations that mean one distance from UTC, in minutes.
// Others are left out for they mean two: BST in London and Dhaka, IST in
// Delhi, Dublin and Jerusalem, CST in Chicago, Havana and Beijing.
var zones = map[string]int{
	"GMT": 0, "UTC": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
	"WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180, "PKT": 300, "NPT": 345, "ICT": 420, "WIB": 420, "WITA": 480, "WIT": 540,
	"PHT": 480, "HKT": 480, "SGT": 480, "MYT": 480, "JST": 540, "KST": 540, "EST": -300, "EDT": -240, "BRT": -180, "COT": -300,
}

// zone reads a distance from UTC in minutes.
func zone(text string) (minutes int, ok bool) {
	if m := offsetForm.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ = strconv.Atoi(m[3])
		minutes += hours * 60
		if m[1] != "+" {
			minutes = -minutes
		}
		return minutes, minutes >= -12*60 && minutes <= 14*60
	}
	for _, word := range zoneForm.FindAllString(text, -1) {
		if minutes, ok = zones[word]; ok {
			return minutes, true
		}
	}
	key := fold.Key(text)
	if strings.Contains(key, "moscow time") || strings.Contains(key, "по московскому времени") {
		return zones["MSK"], true
	}
	return 0, false
}

// latinDigits writes the digits of any script as 0 to 9.
func latinDigits(text string) string {
	return numberForm.ReplaceAllStringFunc(text, func(s string) string {
		var b strings.Builder
		for _, r := range s {
			fmt.Fprint(&b, digit(r))
		}
		return b.String()
	})
}

var numberForm = regexp.MustCompile(`\p{Nd}+`)
