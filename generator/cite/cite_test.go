package cite_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"communique/generator/archive"
	"communique/generator/cite"
)

var sample = cite.Work{
	ID:       "2017/harassment-of-ngos",
	Title:    "Statement on the Harassment of NGOs & Media",
	Language: "en",
	Date:     archive.Date{Year: 2017, Month: 9, Day: 1},
	Authors:  []string{"Asian Network for Free Elections", "Women, Peace and Security", "Réseau national"},
	Place:    "Bangkok", Archive: "Joint Statements", Publisher: "The Network",
	URL:      "https://archive.example/statements/2017/harassment-of-ngos",
	Abstract: "They are\nconcerned.",
}

// TestFormats shows a work in the three formats.
func TestFormats(t *testing.T) {
	for name, c := range map[string]struct {
		got  []byte
		want string
	}{
		"BibTeX": {sample.AppendBibTeX(nil), `@techreport{2017/harassment-of-ngos,
  author = {{Asian Network for Free Elections} and {Women, Peace and Security} and {Réseau national}},
  title = {{Statement on the Harassment of NGOs \& Media}},
  type = {Joint statement},
  institution = {{The Network}},
  address = {Bangkok},
  year = {2017},
  month = sep,
  date = {2017-09-01},
  language = {en},
  url = {https://archive.example/statements/2017/harassment-of-ngos},
  abstract = {They are concerned.}
}
`},
		"RIS": {sample.AppendRIS(nil), strings.ReplaceAll(`TY  - RPRT
ID  - 2017/harassment-of-ngos
AU  - Asian Network for Free Elections,
AU  - Women‚ Peace and Security,
AU  - Réseau national,
TI  - Statement on the Harassment of NGOs & Media
M3  - Joint statement
PY  - 2017
DA  - 2017/09/01/
CY  - Bangkok
PB  - The Network
DB  - Joint Statements
LA  - en
UR  - https://archive.example/statements/2017/harassment-of-ngos
AB  - They are concerned.
ER  - 
`, "\n", "\r\n")},
		"CSL": {sample.AppendCSL(nil), `{"id":"2017/harassment-of-ngos","type":"report","title":"Statement on the Harassment of NGOs & Media",` +
			`"author":[{"literal":"Asian Network for Free Elections"},{"literal":"Women, Peace and Security"},{"literal":"Réseau national"}],` +
			`"issued":{"date-parts":[[2017,9,1]]},"genre":"Joint statement","publisher":"The Network","publisher-place":"Bangkok",` +
			`"archive":"Joint Statements","language":"en","URL":"https://archive.example/statements/2017/harassment-of-ngos","abstract":"They are concerned."}`},
	} {
		if string(c.got) != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, c.got, c.want)
		}
	}
}

// TestUnknown checks that what is not known is left out.
func TestUnknown(t *testing.T) {
	for date, want := range map[archive.Date][3]string{
		{}:                      {"", "", ""},
		{Year: 2017}:            {"2017", "2017///", "[[2017]]"},
		{Year: 2017, Month: 12}: {"2017-12", "2017/12//", "[[2017,12]]"},
	} {
		w := cite.Work{ID: "a", Title: "T", Date: date}
		entries, err := readBibTeX(string(w.AppendBibTeX(nil)))
		if err != nil {
			t.Fatal(err)
		}
		records, err := readRIS(string(w.AppendRIS(nil)))
		if err != nil {
			t.Fatal(err)
		}
		csl := string(w.AppendCSL(nil))
		if got := entries[0].fields["date"]; got != want[0] {
			t.Errorf("BibTeX: %q, want %q", got, want[0])
		}
		if got := strings.Join(records[0]["DA"], ""); got != want[1] {
			t.Errorf("RIS: %q, want %q", got, want[1])
		}
		if !strings.Contains(csl, want[2]) || strings.Contains(csl, "issued") != (want[2] != "") {
			t.Errorf("CSL: %s, want %q", csl, want[2])
		}
		if len(entries[0].fields) > 5 || strings.Contains(csl, `""`) {
			t.Errorf("something is said of nothing: %v %s", entries, csl)
		}
	}
}

// TestKey checks that different works have different keys, which BibTeX can
// read.
func TestKey(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"2017/a", "2017/a.fr", "2017-a", "2017_a", "2017_2fa", "2017/ა", "a b", "a,b", "a{b", "a}b", "a%b", "a~b", "a\\b", "a\nb", "a_20b"} {
		w := cite.Work{ID: id, Title: "T"}
		if other := seen[w.Key()]; other != "" {
			t.Errorf("%q and %q are both %s", id, other, w.Key())
		}
		seen[w.Key()] = id
		if _, err := readBibTeX(string(w.AppendBibTeX(nil))); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	if w := (cite.Work{ID: "2017/plain-slug"}); w.Key() != w.ID {
		t.Errorf("%s became %s", w.ID, w.Key())
	}
}

// TestWholeName checks what stands for commas.
func TestWholeName(t *testing.T) {
	for name, want := range map[string]string{
		"": "", ",": "", "One Word": "One Word,", "A, B and C": "A‚ B and C,", "A, Inc.,": "A‚ Inc.,", "أ، ب": "أ‚ ب,",
	} {
		if got := cite.WholeName(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

var hostile = []string{
	`{`, `}`, `}}`, `{{}`, `\`, `\}`, `a} and {b`, ` and `, "and", `%`, `100% & #1 $x_2^3~`, `\input{/etc/passwd}`, `"`, `" # x`, `@comment{x`, `,`, `a, b, c`,
	"line\nbreak", "\r\nER  - \r\nTY  - BOOK", "ER  - ", "a\x00b\x1fc\x7f\u0085d\u2028e", "\xff\xfe", "\u202eرسالة\u202c، عربية", "សួស្តី", "💥", "a\u00a0: b", "\t", "",
	strings.Repeat("a long {title} ", 64<<10/15),
}

// TestHostile checks that no text, in no field, breaks a record, and that each
// is in each format to the letter, but for white space and control characters.
func TestHostile(t *testing.T) {
	for _, text := range hostile {
		check(t, text, "Other & Co, and more")
	}
}

func FuzzWork(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) { check(t, a, b) })
}

func check(t *testing.T, a, b string) {
	t.Helper()
	w := cite.Work{ID: "id/" + a, Title: a, Language: a, Date: sample.Date, Authors: []string{a, b}, Place: a, Archive: b, Publisher: a, URL: a, Abstract: a}
	next := cite.Work{ID: "next", Title: "Next"}
	checkBibTeX(t, string(next.AppendBibTeX(w.AppendBibTeX(nil))), a, b)
	checkRIS(t, string(next.AppendRIS(w.AppendRIS(nil))), a, b)
	checkCSL(t, w.AppendCSL(nil), a, b)
}

// oneLine is what is left of a text in every format.
func oneLine(s string) string {
	keep := strings.NewReplacer("\u00a0", "\ue000", "\u202f", "\ue001")
	back := strings.NewReplacer("\ue000", "\u00a0", "\ue001", "\u202f")
	words := strings.FieldsFunc(keep.Replace(replaceEach(s)), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	return back.Replace(strings.Join(words, " "))
}

// known are the texts that say something.
func known(all ...string) []string {
	var some []string
	for _, text := range all {
		if text = oneLine(text); text != "" {
			some = append(some, text)
		}
	}
	return some
}

// replaceEach puts U+FFFD for each byte that is no UTF-8, as range does;
// strings.ToValidUTF8 puts one for several.
func replaceEach(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

func checkBibTeX(t *testing.T, text, a, b string) {
	t.Helper()
	entries, err := readBibTeX(text)
	if err != nil || len(entries) != 2 || entries[1].key != "next" {
		t.Fatalf("%.50q: %v, %d entries", a, err, len(entries))
	}
	f := entries[0].fields
	for name, value := range f {
		if name == "url" || name == "author" {
			continue
		}
		printed, err := typeset(value)
		if want := oneLine(a); err != nil || slices.Contains([]string{"title", "abstract", "address"}, name) && printed != want {
			t.Errorf("%s became %.60q, want %.60q: %v", name, printed, want, err)
		}
	}
	var authors []string
	for _, name := range names(f["author"]) {
		if name == "" {
			continue // no author is known
		}
		if name[0] != '{' || closing(name[1:]) != len(name)-2 {
			t.Errorf("%.60q is not in braces", name)
		}
		printed, err := typeset(name)
		if err != nil {
			t.Error(err)
		}
		authors = append(authors, printed)
	}
	if want := known(a, b); !slices.Equal(authors, want) {
		t.Errorf("authors %.80q, want %.80q", authors, want)
	}
}

func checkRIS(t *testing.T, text, a, b string) {
	t.Helper()
	records, err := readRIS(text)
	if err != nil || len(records) != 2 {
		t.Fatalf("%.50q: %v, %d records", a, err, len(records))
	}
	for _, tag := range []string{"TI", "AB", "CY", "LA"} {
		if got := strings.Join(records[0][tag], "|"); got != oneLine(a) {
			t.Errorf("%s became %.60q, want %.60q", tag, got, oneLine(a))
		}
	}
	for _, author := range records[0]["AU"] {
		if strings.Count(author, ",") != 1 || !strings.HasSuffix(author, ",") {
			t.Errorf("%.60q could be divided", author)
		}
	}
	for _, name := range []string{a, b} {
		whole := cite.WholeName(name)
		if whole != "" && !slices.Contains(records[0]["AU"], whole) {
			t.Errorf("no %.60q in %.80q", whole, records[0]["AU"])
		}
	}
}

func checkCSL(t *testing.T, text []byte, a, b string) {
	t.Helper()
	var got struct {
		Title    string
		Author   []map[string]string
		Abstract string
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%.50q: %v", a, err)
	}
	if want := oneLine(a); got.Title != want || got.Abstract != want {
		t.Errorf("CSL: %.60q, want %.60q", got.Title, want)
	}
	var authors []string
	for _, author := range got.Author {
		if len(author) != 1 {
			t.Errorf("an author of several parts: %q", author)
		}
		authors = append(authors, author["literal"])
	}
	if want := known(a, b); !slices.Equal(authors, want) {
		t.Errorf("authors %.80q, want %.80q", authors, want)
	}
}
