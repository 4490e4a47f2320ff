package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/diag"
	"communique/generator/output"
	"communique/generator/render"
)

var attackedFolder = flag.String("attacked", "", "the folder to write the attacked site into, for a browser to look at")

// TestAttack writes each of the payloads into every field that takes a text,
// a statement and a signatory a payload, builds the site as the program does,
// and finds nothing in any file of it that a browser, a feed reader, a parser
// of JSON or a spreadsheet would run, and nothing of another host's.
func TestAttack(t *testing.T) {
	all := payloads(t)
	content, refused := attacked(t, all)
	t.Logf("%d payloads; of them are refused: the text of %d, the addresses of %d, the file's name of %d, the picture of %d, all of %d", len(all),
		count(refused, asText), count(refused, asAddress), count(refused, asName), count(refused, asPicture), count(refused, asRecord))
	own := ownOf(all, refused)
	reach(t, all, content, own)
	dir := *attackedFolder
	if dir == "" {
		dir = t.TempDir()
	}
	judged := map[string]int{}
	buildAttacked(t, content, dir, judged)
	buildAttacked(t, own, filepath.Join(dir, "own"), judged)
	for _, kind := range []string{".html", ".xml", ".json", ".jsonl", ".csv", ".svg"} {
		if judged[kind] == 0 {
			t.Errorf("no %s is in the site", kind)
		}
	}
}

// buildAttacked builds a site into a folder, and judges and counts its files.
func buildAttacked(t *testing.T, content fstest.MapFS, dir string, judged map[string]int) {
	t.Helper()
	s := source{content: "content", jobs: 2, now: "2026-01-01"}
	planned, faults, err := prepare(s, content, newStopwatch())
	if errors, _ := faults.Count(); err != nil || errors > 0 {
		t.Fatal(err, faults)
	}
	folder, err := output.Open(dir, planned.site.Files())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if err := writePages(render.New(planned.site, planned.theme, content), planned.site, folder, s.jobs, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Commit(); err != nil {
		t.Fatal(err)
	}
	leads := map[string]string{} // what alone a former address may do
	for _, p := range planned.site.Redirects {
		leads[p.Path.File()] = fmt.Sprintf("<meta http-equiv=\"refresh\" content=\"0; url=%s\">", planned.site.Base.Href(p.Target.Path))
	}
	for _, p := range planned.site.Files() {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		if lead, ok := leads[p]; ok {
			if !bytes.Contains(data, []byte(lead)) {
				t.Errorf("%s does not lead on: %s", p, lead)
			}
			data = bytes.Replace(data, []byte(lead), nil, 1)
		}
		kind := filepath.Ext(p)
		judged[kind]++
		for _, found := range judge(kind, p, data) {
			t.Errorf("%s: %s", p, found)
		}
	}
}

// TestAttackedNames gives attachments names that are attacks; those that the
// program takes must be found under their addresses and no others.
func TestAttackedNames(t *testing.T) {
	names := []string{"' onclick='alert(1)'.pdf", "a'b.pdf", "javascript:alert(1)", "{{.}}.pdf", "..pdf", "%2e%2e%2fx.pdf", "a&b=c;d.pdf", "$(x)`y`.pdf", "é ü.pdf", "=1+1.csv"}
	files := fstest.MapFS{"archive.yaml": {Data: []byte("title: T\nbase_url: https://archive.example\nid_authority: archive.example,2026\n")}}
	var links strings.Builder
	for _, name := range names {
		files["statements/2017/call/"+name] = &fstest.MapFile{Data: []byte("x")}
		fmt.Fprintf(&links, "[x](<%s>)\n", escapedName(name))
	}
	files["signatories/first.md"] = &fstest.MapFile{Data: []byte("---\nname: First\n---\n")}
	files["statements/2017/call.md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\n---\n\n" + links.String())}
	planned, faults, err := prepare(source{content: "content", jobs: 1, now: "2026-01-01"}, files, newStopwatch())
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]bool{}
	for _, f := range faults {
		if f.Rule.Severity == diag.Error && strings.HasPrefix(f.File, "content/statements/2017/call/") {
			refused[filepath.Base(f.File)] = true
		}
	}
	if want := (map[string]bool{"javascript:alert(1)": true}); !maps.Equal(refused, want) {
		t.Errorf("refused are %v, want %v", refused, want)
	}
	for _, p := range planned.site.Files() {
		if !fs.ValidPath(p) || !filepath.IsLocal(p) {
			t.Errorf("%q leads out of the site", p)
		}
	}
}
