package check

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/load"
)

var today = archive.Date{Year: 2026, Month: 6, Day: 15}

// a change to one file of the valid archive: old is replaced, or the whole
// file is written where old is empty.
type change struct{ file, old, with string }

const (
	call    = "statements/2017/joint-call.md"
	earlier = "statements/2016/earlier-call.md"
	first   = "signatories/first-watch.md"
	second  = "signatories/second-network.md"
	third   = "signatories/third-person.md"
	french  = "statements/2017/joint-call.fr.md"
)

// cases break one rule each. A finding is written line:column: message (hint).
var cases = []struct {
	rule    string
	changes []change
	file    string
	want    string
}{
	{"far-off-date", []change{{earlier, "2016-05-03", "1799-12-31"}}, earlier,
		`3:7: far-off date 1799-12-31 (check the year)`},
	{"far-off-date", []change{{earlier, "2016-05-03", "1800-01-01"}, {earlier, "FW, ", ""}}, earlier, ``},
	{"future-date", []change{{earlier, "2016-05-03", "2027-01-01"}, {earlier, "2018-02-01", "2027-02-01"}}, earlier,
		"3:7: date 2027-01-01 is in a future year (check the year; today is 2026-06-15)\n" +
			"6:19: retracted on 2027-02-01, in a future year (check the year; today is 2026-06-15)"},
	{"future-date", []change{{call, "signed: 2017-09-04", "signed: 2027-09-04"}}, call,
		`8:57: signed on 2027-09-04, in a future year (check the year; today is 2026-06-15)`},
	{"coming-date", []change{{earlier, "2016-05-03", "2026-06-16"}, {earlier, "2018-02-01", "2026-12-31"}}, earlier,
		`3:7: date 2026-06-16 is still to come (set embargo: to the time at which it may be published, or draft: true)`},
	{"coming-date", []change{{earlier, "2016-05-03", "2026-06-15"}, {earlier, "2018-02-01", "2026-12-31"}}, earlier, ``},
	{"coming-date", []change{{earlier, "2016-05-03", "2026-06-16\ndraft: true"}, {earlier, "2018-02-01", "2026-12-31"}}, earlier, ``},
	{"coming-date", []change{{earlier, "2016-05-03", "2026-06-16\nembargo: 2026-06-16T00:00:00Z"}, {earlier, "2018-02-01", "2026-12-31"}}, earlier, ``},
	{"date-order", []change{{call, "signed: 2017-09-04", "signed: 2017-08-31"}}, call,
		`8:57: signed on 2017-08-31, before the statement's date 2017-09-01 (check both dates)`},
	{"date-order", []change{{call, "signed: 2017-09-04", "signed: 2017-09-04, withdrawn: 2017-09-03"}}, call,
		`8:80: withdrawn on 2017-09-03, before it was signed on 2017-09-04 (check both dates)`},
	{"date-order", []change{{call, "withdrawn: 2018-01-10", "withdrawn: 2017-08-31"}}, call,
		`9:36: withdrawn on 2017-08-31, before the statement's date 2017-09-01 (check both dates)`},
	{"date-order", []change{{call, "date: 2017-09-05", "date: 2017-08-31"}}, call,
		`20:22: corrected on 2017-08-31, before the statement's date 2017-09-01 (check both dates)`},
	{"date-order", []change{{earlier, "2018-02-01", "2016-05-02"}}, earlier,
		`6:19: retracted on 2016-05-02, before the statement's date 2016-05-03 (check both dates)`},
	{"date-order", []change{{earlier, "retracted: {date: 2018-02-01", "removed: {date: 2016-05-02"}, {call, "related: [2016/earlier-call]\n", ""}}, earlier,
		`6:17: removed on 2016-05-02, before the statement's date 2016-05-03 (check both dates)`},
	{"future-date", []change{{earlier, "retracted: {date: 2018-02-01", "removed: {date: 2027-02-01"}, {call, "related: [2016/earlier-call]\n", ""}}, earlier,
		`6:17: removed on 2027-02-01, in a future year (check the year; today is 2026-06-15)`},
	{"far-off-date", []change{{earlier, "2016-05-03", "1799-12-31"}, {earlier, "retracted:", "removed:"}}, earlier,
		`3:7: far-off date 1799-12-31 (check the year)`},
	{"date-order", []change{{second, "kind: network", "kind: network\nfounded: 2021"}}, second,
		`5:12: dissolved in 2020-05, before it was founded in 2021 (check both dates)`},
	{"date-order", []change{{french, "translated: 2017-09-03", "translated: 2017-08-31"}}, french,
		`3:13: translated on 2017-08-31, before the statement's date 2017-09-01 (check both dates)`},
	{"future-date", []change{{french, "translated: 2017-09-03", "translated: 2027-09-03"}}, french,
		`3:13: translated on 2027-09-03, in a future year (check the year; today is 2026-06-15)`},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2017-08"}}, call,
		`8:57: "second-network" signs on 2017-09-04, after it was dissolved in 2017-08 (check both dates, or write its successor "first-watch")`},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2017-09-03"}}, call,
		`8:57: "second-network" signs on 2017-09-04, after it was dissolved in 2017-09-03 (check both dates, or write its successor "first-watch")`},
	// A month or a year alone may be any of its days.
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2017-09"}}, call, ``},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2017"}}, call, ``},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2020\nfounded: 2017"}}, call, ``},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2020\nfounded: 2017-09-04"}}, call, ``},
	{"signature-date", []change{{second, "dissolved: 2020-05", "dissolved: 2020\nfounded: 2017-09-05"}}, call,
		`8:57: "second-network" signs on 2017-09-04, before it was founded in 2017-09-05 (check both dates)`},
	{"signature-date", []change{{first, "founded: 1999", "founded: 2017"}, {call, "date: 2017-09-01", "date: 2016-12-31"}, {earlier, "FW, ", ""}, {french, "translated: 2017-09-03", "translated: 2017-09-06"}}, call,
		`7:5: "first-watch" signs on 2016-12-31, before it was founded in 2017 (check both dates)`},
	{"undated-translation", []change{{french, "translated: 2017-09-03\n", ""}}, french,
		`1:1: a translation of a corrected statement does not say when it was made (add translated: with the day on which it was made or last brought up to date)`},
	{"undated-translation", []change{{french, "translated: 2017-09-03\n", ""}, {call, "corrections: [{date: 2017-09-05, note: \"A name was misspelt.\"}]\n", ""}}, french, ``},
	{"unknown-country", []change{{call, "[KH]", "[Camboodia]"}}, call,
		`5:13: unknown country "Camboodia" (did you mean KH (Cambodia)?)`},
	{"unknown-country", []change{{first, "country: KH", "country: Xyzzyland-upon-Sea"}}, first,
		`7:10: unknown country "Xyzzyland-upon-Sea" (write its ISO 3166-1 code of two letters, such as KH, or its name)`},
	{"ambiguous-country", []change{{call, "[KH]", "[Both]"}, {"countries/kh.md", "{fr: Le Cambodge}", "{fr: Both}"}, {"countries/tg.md", "", "---\nname: Both\n---\n"}}, call,
		`5:13: country "Both" is KH (Cambodia) or TG (Togo) (write the code of the one that you mean)`},
	{"unknown-signatory", []change{{call, "- first-watch", "- first-wach"}}, call,
		`7:5: unknown signatory "first-wach" (did you mean "first-watch" (First Watch)? or add content/signatories/first-wach.md)`},
	{"unknown-signatory", []change{{call, "org: second-network", "org: Gänzlich unbekannt"}}, call,
		`8:11: unknown signatory "Gänzlich unbekannt" (add content/signatories/ganzlich-unbekannt.md)`},
	{"unknown-signatory", []change{{second, "successor: first-watch", "successor: first-wach"}}, second,
		`5:12: unknown signatory "first-wach" (did you mean "first-watch" (First Watch)? or add content/signatories/first-wach.md)`},
	{"successor-loop", []change{{second, "successor: first-watch", "successor: Second Network"}}, second,
		`5:12: "Second Network" is this signatory itself (delete it)`},
	// One that leads into a loop is not part of it.
	{"successor-loop", []change{{second, "successor: first-watch", "successor: third-person"}, {third, "kind: person", "kind: person\nsuccessor: third-person"}}, third,
		`4:12: "third-person" is this signatory itself (delete it)`},
	{"successor-loop", []change{{first, "acronym: FW", "acronym: FW\nsuccessor: third-person"}}, first, ``},
	{"ambiguous-signatory", []change{{call, "- first-watch", "- Both"}, {first, "acronym: FW", "acronym: Both"}, {second, "kind: network", "kind: network\nacronym: BOTH"}, {earlier, "FW", "first-watch"}}, call,
		`7:5: signatory "Both" is "first-watch" (First Watch) or "second-network" (Second Network) (write the id of the one that you mean)`},
	{"unknown-topic", []change{{call, "[media-freedom]", "[media-fredom]"}}, call,
		`11:10: unknown topic "media-fredom" (did you mean "media-freedom" (Media freedom)? or add content/topics/media-fredom.md)`},
	{"unknown-topic", []change{{call, "[media-freedom]", "[Land]"}}, call,
		`11:10: unknown topic "Land" (add content/topics/land.md)`},
	{"duplicate-signatory", []change{{earlier, "Third Person", "Third Person, First Watch"}}, earlier,
		`5:33: signatory "first-watch" stands twice (it is on line 5 already, as "FW"; delete one of the two)`},
	{"listed-twice", []change{{earlier, "TG", "TG, kh"}}, earlier,
		`4:27: "kh" is listed twice (delete one of the two)`},
	{"listed-twice", []change{{call, "[2016/earlier-call]", "[2016/earlier-call, 2016/earlier-call.md]"}}, call,
		`19:30: "2016/earlier-call.md" is listed twice (delete one of the two)`},
	{"listed-twice", []change{{call, "[media-freedom]", "[media-freedom, media-freedom]"}}, call,
		`11:25: "media-freedom" is listed twice (delete one of the two)`},
	{"unknown-related", []change{{call, "[2016/earlier-call]", "[2016/earlyer-call]"}}, call,
		`19:11: unknown statement "2016/earlyer-call" (did you mean "2016/earlier-call"?)`},
	{"unknown-related", []change{{call, "[2016/earlier-call]", "[nothing]"}}, call,
		`19:11: unknown statement "nothing" (write its path under statements/ without .md, such as 2017/slug)`},
	{"unknown-related", []change{{call, "[2016/earlier-call]", "[2017/joint-call]"}}, call,
		`19:11: "2017/joint-call" is this statement itself (delete it)`},
	// Whichever file comes first, the one that claims the id is named.
	{"duplicate-id", []change{{earlier, "title: Earlier call", "title: Earlier call\nid: 2017/joint-call"}, {call, "related: [2016/earlier-call]\n", ""}}, earlier,
		`3:5: id "2017/joint-call" is also that of content/statements/2017/joint-call.md (give one of the two another id)`},
	{"duplicate-id", []change{{call, "title: Joint call on a test", "title: Joint call on a test\nid: 2016/earlier-call"}, {call, "related: [2016/earlier-call]\n", ""}}, call,
		`3:5: id "2016/earlier-call" is also that of content/statements/2016/earlier-call.md (give one of the two another id)`},
	{"missing-attachment", []change{{call, "original: original.pdf", "original: orginal.pdf"}}, call,
		`17:11: no file content/statements/2017/joint-call/orginal.pdf (did you mean "original.pdf"?)`},
	{"missing-attachment", []change{{call, "original: original.pdf", "original: scanned-copy.tiff"}}, call,
		`17:11: no file content/statements/2017/joint-call/scanned-copy.tiff (put the document there)`},
	{"missing-attachment", []change{{call, "original: original.pdf", "original: https://first.example/call.pdf"}}, call, ``},
	{"missing-logo", []change{{first, "logo: logo.svg", "logo: logo.png"}}, first,
		`11:7: no file content/signatories/first-watch/logo.png (did you mean "logo.svg"?)`},
}

func TestRules(t *testing.T) {
	for _, c := range cases {
		content := valid(t)
		for _, change := range c.changes {
			change.apply(t, content)
		}
		var got []string
		for _, d := range findings(t, content) {
			if d.Rule.Name != c.rule || d.File != "content/"+c.file {
				t.Errorf("%s: also %s: %s [%s]", c.rule, d.Position, d.Message, d.Rule.Name)
				continue
			}
			_, place, _ := strings.Cut(d.Position.String(), ":")
			got = append(got, place+": "+d.Message+" ("+d.Hint+")")
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got:\n%s\nwant:\n%s", c.rule, strings.Join(got, "\n"), c.want)
		}
	}
}

func TestValid(t *testing.T) {
	for _, d := range findings(t, valid(t)) {
		t.Errorf("%s: %s", d.Position, d.Message)
	}
}

// TestManyUnknown has more misspelt names than guesses are made for.
func TestManyUnknown(t *testing.T) {
	content := valid(t)
	var names strings.Builder
	for i := range 150 {
		fmt.Fprintf(&names, ", First Watch %d", 100+i)
	}
	change{earlier, "[FW", "[FW" + names.String()}.apply(t, content)
	unknown, guessed := 0, 0
	for _, d := range findings(t, content) {
		unknown++
		if strings.HasPrefix(d.Hint, `did you mean "first-watch"`) {
			guessed++
		}
	}
	if unknown != 150 || guessed != 100 {
		t.Errorf("%d names are unknown and %d guessed, want 150 and 100", unknown, guessed)
	}
}

// TestTable checks that each rule is described as the package diag asks, and
// has a case that breaks it.
func TestTable(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+){1,2}$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !kebab.MatchString(r.Name) || r.Doc == "" || strings.HasSuffix(r.Doc, ".") || seen[r.Name] {
			t.Errorf("rule %q: %q", r.Name, r.Doc)
		}
		seen[r.Name] = true
		broken := false
		for _, c := range cases {
			broken = broken || c.rule == r.Name && c.want != ""
		}
		if !broken {
			t.Errorf("no case breaks the rule %s", r.Name)
		}
	}
}

// findings loads and checks content. Faults that load finds are faults of the
// test.
func findings(t *testing.T, content fs.FS) diag.List {
	t.Helper()
	a, faults, err := load.Load(content, load.Options{Dir: "content", Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("%s: %s [%s]", f.Position, f.Message, f.Rule.Name)
	}
	found := Check(a, today)
	found.Sort()
	return found
}

func valid(t *testing.T) fstest.MapFS {
	t.Helper()
	content := fstest.MapFS{}
	from := os.DirFS("../testdata/valid")
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		content[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func (c change) apply(t *testing.T, content fstest.MapFS) {
	t.Helper()
	if c.old == "" {
		content[c.file] = &fstest.MapFile{Data: []byte(c.with)}
		return
	}
	was := string(content[c.file].Data)
	if strings.Count(was, c.old) != 1 {
		t.Fatalf("%q does not stand once in %s", c.old, c.file)
	}
	content[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(was, c.old, c.with, 1))}
}
