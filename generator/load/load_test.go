package load

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"communique/generator/archive"
	"communique/generator/diag"
)

const settings = "title: Test\nbase_url: https://archive.example\nid_authority: archive.example,2026\n"

// one returns a content folder with one statement.
func one(statement string) fstest.MapFS {
	return fstest.MapFS{
		"archive.yaml":           {Data: []byte(settings)},
		"signatories/first.md":   {Data: []byte("---\nname: First Watch\nacronym: FW\n---\n")},
		"topics/media.md":        {Data: []byte("---\nname: Media\n---\n")},
		"statements/2017/one.md": {Data: []byte(statement)},
	}
}

func mustLoad(t *testing.T, fsys fstest.MapFS) (*archive.Archive, diag.List) {
	t.Helper()
	a, faults, err := Load(fsys, Options{Dir: "content", Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	faults.Sort()
	return a, faults
}

func TestLoadValid(t *testing.T) {
	a, faults, err := Load(os.DirFS("../testdata/valid"), Options{Dir: "content", Jobs: 3})
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	if len(a.Statements) != 2 || len(a.Signatories) != 3 || len(a.Topics) != 1 || len(a.Countries) != 2 || len(a.Pages) != 1 || len(a.Files) != 2 {
		t.Fatalf("statements %d, signatories %d, topics %d, countries %d, pages %d, files %d",
			len(a.Statements), len(a.Signatories), len(a.Topics), len(a.Countries), len(a.Pages), len(a.Files))
	}
	s := a.Statements[0]
	if s.ID != "2017/joint-call" || s.Date != (archive.Date{Year: 2017, Month: 9, Day: 1}) || !s.Immediate || s.Withheld != 2 || s.Place != "Testville" {
		t.Errorf("statement: %+v", s)
	}
	if len(s.Versions) != 2 || s.Versions[0].Language != "en" || s.Versions[1].Language != "fr" || s.Versions[1].Title != "Appel commun sur un essai" {
		t.Errorf("versions: %+v", s.Versions)
	}
	if g := s.Signatures[1]; g.To == nil || g.To.ID != "second-network" || g.As != "SECOND NETWORK" || g.Signed.String() != "2017-09-04" ||
		g.Ref.At != (diag.Pos{Line: 8, Column: 11}) || g.SignedAt != (diag.Pos{Line: 8, Column: 57}) {
		t.Errorf("signature: %+v", g)
	}
	if s.Original != "statements/2017/joint-call/original.pdf" || s.Related[0].To != a.Statements[1] {
		t.Errorf("original %q, related %+v", s.Original, s.Related)
	}
	// A name in a language that is not the archive's.
	if c := a.Statements[1].Countries[0]; c.To == nil || c.To.Code != "KH" || a.Statements[1].Signatures[0].To.ID != "first-watch" {
		t.Errorf("references by name: %+v", a.Statements[1])
	}
	if g := a.Signatories[0]; g.Logo != "signatories/first-watch/logo.svg" || g.Founded != (archive.Date{Year: 1999}) || g.Versions.Original().Summary != "About the first." {
		t.Errorf("signatory: %+v", g)
	}
}

// TestPositions moves a fault through a file by what stands before it: blank
// lines, comments, text of several bytes a character, and CRLF.
func TestPositions(t *testing.T) {
	for _, c := range []struct{ name, before, value string }{
		{"plain", "", "countries: [QQQ]"},
		{"comment", "# a comment\n\n", "countries: [QQQ]"},
		{"khmer", "place: ភ្នំពេញ\n", "countries: [QQQ]"},
		{"same line", "", "countries: [កម្ពុជា, QQQ]"},
		{"emoji", "", "countries: [\"😀\", QQQ]"},
		{"quotes", "", "countries: ['QQQ']"},
		{"block", "summary: |\n  one\n  two\n", "countries:\n  - KH\n  - QQQ"},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			src := strings.ReplaceAll("---\n"+c.before+c.value+"\ntitle: T\ndate: 2017-09-01\nsignatories: [first]\n---\n\nText.\n", "\n", end)
			a, faults := mustLoad(t, one(src))
			if len(faults) > 0 {
				t.Fatalf("%s: %v", c.name, faults)
			}
			refs := a.Statements[0].Countries
			at := refs[len(refs)-1].At
			lines := strings.Split(src, "\n")
			line := []rune(lines[at.Line-1])
			if got := strings.TrimLeft(string(line[at.Column-1:]), "'"); !strings.HasPrefix(got, "QQQ") {
				t.Errorf("%s %q: position %v is at %q", c.name, end, at, got)
			}
		}
	}
}

// TestBody finds the body where it is, however the front matter ends.
func TestBody(t *testing.T) {
	front := "---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\n"
	for _, c := range []struct {
		end, body string
		line      uint32
	}{
		{"---\n", "Text.\n", 7},
		{"---\n", "\nText with ---\n\n---\n\nmore\n", 7},
		{"---  \r\n", "Text.\n", 7},
		{"---\n", "", 7},
		{"---", "", 6},
	} {
		fsys := one(front + c.end + c.body)
		a, _ := mustLoad(t, fsys)
		v := a.Statements[0].Versions.Original()
		got, err := Body(fsys, v)
		if err != nil || string(got) != c.body || v.Body.Line != c.line {
			t.Errorf("body after %q: %q line %d, %v; want %q line %d", c.end, got, v.Body.Line, err, c.body, c.line)
		}
	}
}

// TestUnicodeForms finds attachments, texts and references whatever form the
// file system, or the editor, writes an accent in.
func TestUnicodeForms(t *testing.T) {
	const composed, decomposed = "statements/2017/\u00e9t\u00e9", "statements/2017/e\u0301te\u0301"
	fsys := one("---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\nrelated: [\"2017/e\u0301te\u0301\"]\n---\nText.\n")
	fsys[decomposed+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\ndate: 2017-09-02\ncountries: [KH]\nsignatories: [first]\noriginal: \u00e9tat.pdf\n---\nText.\n")}
	fsys[decomposed+"/e\u0301tat.pdf"] = &fstest.MapFile{Data: []byte("%PDF")}
	a, faults := mustLoad(t, fsys)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	s := a.Statements[0]
	if s.Source.Path != composed+".md" || s.Source.Name() != decomposed+".md" || s.ID != "2017/\u00e9t\u00e9" {
		t.Errorf("source %+v, id %q", s.Source, s.ID)
	}
	if f := a.Files[s.Original]; f.Name != decomposed+"/e\u0301tat.pdf" || f.Size != 4 {
		t.Errorf("original %q is %+v", s.Original, f)
	}
	if a.Statements[1].Related[0].To != s {
		t.Error("the related statement is not found")
	}
	if body, err := Body(fsys, s.Versions[0]); err != nil || string(body) != "Text.\n" {
		t.Errorf("body %q, %v", body, err)
	}
}

// TestFormerNames puts former names into the order in which they ended.
func TestFormerNames(t *testing.T) {
	fsys := one("---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\n---\nText.\n")
	fsys["signatories/first.md"].Data = []byte("---\nname: Third\nformer_names: [{name: Second, until: 2015}, {name: First, until: 2015-06}]\n---\n")
	a, _ := mustLoad(t, fsys)
	for _, c := range []struct {
		on   archive.Date
		want string
	}{{archive.Date{Year: 2015, Month: 6, Day: 30}, "First"}, {archive.Date{Year: 2015, Month: 7, Day: 1}, "Second"}, {archive.Date{Year: 2016, Month: 1, Day: 1}, "Third"}} {
		if got := a.Signatories[0].NameOn(c.on, "en"); got != c.want {
			t.Errorf("on %s: %s, want %s", c.on, got, c.want)
		}
	}
}

func TestBodyChanged(t *testing.T) {
	fsys := one("---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\n---\nText.\n")
	a, _ := mustLoad(t, fsys)
	fsys["statements/2017/one.md"].Data = bytes.ToUpper(fsys["statements/2017/one.md"].Data)
	if _, err := Body(fsys, a.Statements[0].Versions.Original()); err == nil || !strings.Contains(err.Error(), "statements/2017/one.md changed") {
		t.Errorf("a changed file: %v", err)
	}
}

// TestSameForAnyWorkers loads with one and with many workers.
func TestSameForAnyWorkers(t *testing.T) {
	fsys := one("---\ntitle: T\n---\n")
	for i := range 300 {
		fsys[fmt.Sprintf("statements/2018/s%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: T%d\ndate: 2018-01-%02d\nnonsense: 1\n---\n[x](y.md) <b>", i, i%35)}
	}
	var first *archive.Archive
	var firstFaults diag.List
	for _, jobs := range []int{1, 2, 16} {
		a, faults, err := Load(fsys, Options{Dir: "content", Jobs: jobs})
		if err != nil {
			t.Fatal(err)
		}
		faults.Sort()
		if first == nil {
			first, firstFaults = a, faults
			continue
		}
		if !reflect.DeepEqual(faults, firstFaults) {
			t.Errorf("%d workers: other faults", jobs)
		}
		if !reflect.DeepEqual(a.Statements, first.Statements) {
			t.Errorf("%d workers: other statements", jobs)
		}
	}
}

// FuzzFrontMatter reads any bytes as a statement's file. Whatever they are:
// nothing panics; every fault has a place in the file; a file without faults
// gives a statement that has all it needs, and a body that is the file's end.
func FuzzFrontMatter(f *testing.F) {
	valid := "---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories:\n  - first\n  - {org: FW, as: X, signed: 2017-09-02}\n---\n\nText[^1] [a](b.md).\n\n[^1]: Note.\n"
	for _, s := range []string{
		valid, "", "---", "---\n---", "---\n---\n", "\ufeff---\n", "---\ntitle: \"x\n---\n", "---\n\ttitle: x\n---\n", "---\na: &x [*x]\n---\n",
		"---\nsummary: |\n  a\n  ---\n  b\n---\n", "---\n- a\n---\n", "---\n...\n---\n", "---\n%YAML 1.2\n---\n", "---\ntitle: !!binary x\n---\n",
		strings.ReplaceAll(valid, "\n", "\r\n"), strings.Replace(valid, "KH", "\x80", 1), strings.Replace(valid, "KH", "កម្ពុជា", 1),
		"---\nrelease: {embargo: 2017-09-01T09:00:00+07:00}\n---\n", "---\ncorrections: [{date: 2017, note: [x]}]\nretracted: 3\n---\n",
		"---\nid: ../../etc\nredirect_from: [//x]\noriginal: ../x\n---\n", "---\n? [a]\n: b\n---\n", "---\n<<: {title: x}\n---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		fsys := one("")
		fsys["statements/2017/one.md"].Data = src
		a, faults, err := Load(fsys, Options{Dir: "content", Jobs: 1})
		if err != nil {
			t.Fatal(err)
		}
		failed := false
		lines := bytes.Split(src, []byte("\n"))
		for _, d := range faults {
			failed = failed || d.Rule.Severity == diag.Error
			if d.File != "content/statements/2017/one.md" {
				t.Errorf("a fault in %s", d.File)
			}
			if d.Line < 1 || int(d.Line) > len(lines)+1 {
				t.Errorf("%s [%s] is outside of %d lines", d.Position, d.Rule.Name, len(lines))
			} else if int(d.Line) <= len(lines) && int(d.Column) > utf8.RuneCount(lines[d.Line-1])+2 {
				t.Errorf("%s [%s] is outside of its line", d.Position, d.Rule.Name)
			}
			if d.Message == "" || !utf8.ValidString(d.Message) {
				t.Errorf("%s [%s]: message %q", d.Position, d.Rule.Name, d.Message)
			}
		}
		if failed {
			return
		}
		s := a.Statements[0]
		if s.Versions[0].Title == "" || s.Date.IsZero() || len(s.Countries) == 0 || len(s.Signatures)+s.Withheld == 0 || s.Versions[0].Language == "" {
			t.Errorf("a statement without what it needs, and no fault: %+v", s)
		}
		if body, err := Body(fsys, s.Versions[0]); err != nil || !bytes.HasSuffix(src, body) {
			t.Errorf("body %q: %v", body, err)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	var s strings.Builder
	s.WriteString("---\ntitle: A statement on something\ndate: 2017-09-01\ncountries: [KH]\nsignatories:\n")
	fsys := one("")
	for i := range 16 {
		fsys[fmt.Sprintf("signatories/org%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: Organisation number %d\n---\n", i)}
		fmt.Fprintf(&s, "  - {org: org%d, signed: 2017-09-04}\n", i)
	}
	s.WriteString("topics: [media]\nsummary: One or two sentences on what it says.\n---\n\n")
	s.WriteString(strings.Repeat("A paragraph of a statement, with *emphasis* and a [link](https://example.org). ", 30))
	for i := range 200 {
		fsys[fmt.Sprintf("statements/2017/s%d.md", i)] = &fstest.MapFile{Data: []byte(s.String())}
	}
	delete(fsys, "statements/2017/one.md")
	b.ReportAllocs()
	for b.Loop() {
		if _, faults, err := Load(fsys, Options{Jobs: 2}); err != nil || len(faults) > 0 {
			b.Fatal(err, faults)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*200), "ns/statement")
}
