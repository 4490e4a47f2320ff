package draft

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"communique/generator/archive"
	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/extract"
	"communique/generator/fold"
	"communique/generator/load"
)

var update = flag.Bool("update", false, "write the expected results anew")

var today = archive.Date{Year: 2026, Month: 1, Day: 1}

// known is an archive with two invented organisations.
func known() fstest.MapFS {
	return fstest.MapFS{
		"archive.yaml":                   {Data: []byte("title: Test\nbase_url: https://archive.example\nid_authority: archive.example,2026\n")},
		"signatories/first-watch.md":     {Data: []byte("---\nname: First Watch\nacronym: FW\nnames: {fr: Première veille, ar: المراقبة الأولى}\ncountry: KE\n---\n")},
		"signatories/second-network.md":  {Data: []byte("---\nname: Second Network for Fair Ballots\nacronym: SNFB\nalso_known_as: [Red Segunda por el Voto Justo]\nkind: network\n---\n")},
		"signatories/observation-lot.md": {Data: []byte("---\nname: Ballots Observation Lot\n---\n")},
	}
}

func mustLoad(t *testing.T, fsys fstest.MapFS) (*archive.Archive, diag.List) {
	t.Helper()
	a, faults, err := load.Load(fsys, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a, append(faults, check.Check(a, today)...)
}

// draftOf drafts a statement from a document, and holds what every draft must
// keep to.
func draftOf(t *testing.T, fsys fstest.MapFS, name string, data []byte) *Draft {
	t.Helper()
	a, _ := mustLoad(t, fsys)
	doc, err := extract.Read(context.Background(), name, data)
	if err != nil {
		t.Skip(err)
	}
	d := New(a, today).Draft(doc, name)
	if again := New(a, today).Draft(doc, name); again.Report.String() != d.Report.String() || !bytes.Equal(again.Statement("x").Data, d.Statement("x").Data) {
		t.Error("the same document gave another draft")
	}
	nothingLost(t, doc, d)
	passes(t, fsys, d)
	return d
}

// unmarked takes off what may stand inside of a word as emphasis or to escape
// a sign.
var unmarked = strings.NewReplacer("*", "", "_", "", "~", "", `\`, "").Replace

// nothingLost holds that each line is in the body, or in the report as taken
// for something.
func nothingLost(t *testing.T, doc *extract.Document, d *Draft) {
	t.Helper()
	said := " " + fold.Key(unmarked(d.Body)) + " "
	for _, f := range d.Report {
		said += "| " + fold.Key(unmarked(f.Text)) + " "
	}
	for _, b := range doc.Blocks {
		for _, l := range b.Lines {
			for word := range strings.FieldsSeq(fold.Key(unmarked(markForm.ReplaceAllString(l, "")))) {
				if !strings.Contains(said, word) {
					t.Errorf("%s: %q is lost with %q\n%s%s", b.Place, word, l, d.Report, d.Body)
					return
				}
			}
		}
	}
}

// passes holds that what is written loads and checks without an error, or the
// report says what is missing.
func passes(t *testing.T, fsys fstest.MapFS, d *Draft) {
	t.Helper()
	id := d.ID("")
	all := fstest.MapFS{d.OriginalPath(id): {Data: []byte("x")}}
	for name, f := range fsys {
		all[name] = f
	}
	for _, f := range append(d.Signatories(), d.Statement(id)) {
		if all[f.Path] != nil {
			t.Errorf("%s is written twice", f.Path)
		}
		all[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	a, faults := mustLoad(t, all)
	missing := slices.ContainsFunc(d.Report, func(f Finding) bool { return f.State == Missing })
	if errors, _ := faults.Count(); errors > 0 && !missing {
		t.Errorf("the draft does not pass: %v\n%s", faults, all["statements/"+id+".md"].Data)
	}
	if s := a.Statement(id); s == nil || len(s.Signatures) != len(d.Signatures) {
		t.Errorf("the statement is not read back: %v\n%s", s, all["statements/"+id+".md"].Data)
	}
}

// TestGolden drafts the document of each case in testdata and compares every
// file and the report.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal(cases, err)
	}
	for _, file := range cases {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := draftOf(t, known(), ar.Files[0].Name, ar.Files[0].Data)
			got := txtar.Archive{Comment: ar.Comment, Files: ar.Files[:1:1]}
			for _, f := range append([]File{d.Statement(d.ID(""))}, d.Signatories()...) {
				got.Files = append(got.Files, txtar.File{Name: f.Path, Data: f.Data})
			}
			got.Files = append(got.Files, txtar.File{Name: "report", Data: []byte(d.Report.String())})
			if *update {
				if err := os.WriteFile(file, txtar.Format(&got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i := range max(len(got.Files), len(ar.Files)) {
				x, y := fileAt(got.Files, i), fileAt(ar.Files, i)
				if x.Name != y.Name || !bytes.Equal(x.Data, y.Data) {
					t.Fatalf("got %s\n%s\nwant %s\n%s", x.Name, x.Data, y.Name, y.Data)
				}
			}
		})
	}
}

func fileAt(files []txtar.File, i int) txtar.File {
	if i < len(files) {
		return files[i]
	}
	return txtar.File{Name: "no file"}
}

// TestContent drafts the statement of the archive itself from its letterheads
// and its text, and compares it with what an editor made of it.
func TestContent(t *testing.T) {
	a, _, err := load.Load(os.DirFS("../../content"), load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	s := a.Statements[slices.IndexFunc(a.Statements, func(s *archive.Statement) bool { return s.ID == "2017/harassment-of-ngos-and-media-in-cambodia" })]
	body, err := load.Body(os.DirFS("../../content"), s.Versions.Original())
	if err != nil {
		t.Fatal(err)
	}
	letterheads := "ADN\nASIA DEMOCRACY NETWORK\n\nARAB\nNETWORK FOR\nDEMOCRATIC\nELECTIONS\n\nAsian Network for Free Elections\n\n" +
		"Réseau national de la Société Civile togolaise\n\nElections\nObservation\nGroup\nCREDIBLE, PEACEFUL, FREE AND FAIR ELECTIONS\n\nZimbabwe Election\nSupport Network\n\n"
	text := letterheads + s.Versions.Original().Title + "\n\nFor Immediate Release\nSeptember 1, 2017\n" + string(body)
	doc, err := extract.Read(context.Background(), "statement.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d := New(a, today).Draft(doc, "statement.txt")
	nothingLost(t, doc, d)
	var ids []string
	for i, g := range d.Signatures {
		ids = append(ids, g.ID)
		if want := s.NameOf(s.Signatures[i], "en"); g.Printed != "" && g.Printed != want {
			t.Errorf("%s signed as %q, not %q", g.ID, g.Printed, want)
		}
	}
	got := fmt.Sprintln(d.Title, d.Date, d.Countries, ids, d.Immediate, len(d.New), d.Language)
	if want := fmt.Sprintln(s.Versions.Original().Title, s.Date, "[KH] [adn ande anfrel resocit elog zesn]", s.Immediate, 0, "en"); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	if words := strings.Fields(d.Body); !slices.Equal(words, strings.Fields(string(body))) {
		t.Errorf("the body is\n%s", d.Body)
	}
	if strings.Contains(string(d.Statement(d.ID("")).Data), "review") {
		t.Errorf("something asks for review:\n%s", d.Report)
	}
}

// TestTwo drafts two statements: what the first made known is known to the
// second.
func TestTwo(t *testing.T) {
	a, _ := mustLoad(t, known())
	drafter := New(a, today)
	for i, want := range []int{1, 0} {
		text := fmt.Sprintf("Statement %d on the closing of Radio Sample in Kenya\n\n1 May 2018\n\nSigned by:\nFirst Watch\nGroup of Figments (GF)\n", i)
		doc, err := extract.Read(context.Background(), "x.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d := drafter.Draft(doc, "x.txt")
		if len(d.New) != want || len(d.Signatures) != 2 || d.Signatures[1].ID != "gf" {
			t.Errorf("statement %d: %d new, %v\n%s", i, len(d.New), d.Signatures, d.Report)
		}
	}
}
