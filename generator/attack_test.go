package main

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
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
	t.Logf("%d payloads; of them are refused: the text of %d, the addresses of %d, all of %d", len(all), count(refused, asText), count(refused, asAddress), count(refused, asRecord))
	if lost := count(refused, asRecord); len(all)-lost < 500 {
		t.Fatalf("%d payloads of %d are refused", lost, len(all))
	}
	dir := *attackedFolder
	if dir == "" {
		dir = t.TempDir()
	}
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
	judged := map[string]int{}
	for _, p := range planned.site.Files() {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		kind := filepath.Ext(p)
		judged[kind]++
		for _, found := range judge(kind, p, data) {
			t.Errorf("%s: %s", p, found)
		}
	}
	for _, kind := range []string{".html", ".xml", ".json", ".jsonl", ".csv", ".svg"} {
		if judged[kind] == 0 {
			t.Errorf("no %s is in the site", kind)
		}
	}
}

// part is what of a payload's record is refused; what stays is written as it is.
type part uint8

const (
	asText    part = 1 << iota // the body, which then stands in a code block
	asAddress                  // the addresses
	asRecord                   // everything
)

func count(refused map[int]part, p part) int {
	n := 0
	for _, parts := range refused {
		if parts&p != 0 {
			n++
		}
	}
	return n
}

// attacked returns an archive of the payloads, and what of them the program
// refuses, which is left out of it.
func attacked(t *testing.T, all []string) (fstest.MapFS, map[int]part) {
	t.Helper()
	refused := map[int]part{}
	number := regexp.MustCompile(`/a([0-9]{4})[./]`)
	for range 5 {
		content := archiveOf(all, refused)
		_, faults, err := prepare(source{content: "content", jobs: 2, now: "2026-01-01"}, content, newStopwatch())
		if err != nil {
			t.Fatal(err)
		}
		found := map[int]part{}
		for _, f := range faults {
			if f.Rule.Severity != diag.Error {
				continue
			}
			m := number.FindStringSubmatch(f.File)
			if m == nil {
				t.Fatalf("%s: %s", f.Position, f.Message)
			}
			i, _ := strconv.Atoi(m[1])
			switch {
			case f.Rule.Name == "bad-url":
				found[i] |= asAddress
			case strings.Contains(f.File, "/statements/") && f.Line >= bodyLine:
				found[i] |= asText
			default:
				found[i] |= asRecord
			}
		}
		if len(found) == 0 {
			return content, refused
		}
		for i, parts := range found {
			if refused[i]&parts != 0 {
				parts |= asRecord
			}
			refused[i] |= parts
		}
	}
	t.Fatal("after five rounds, something is still refused")
	return nil, nil
}

const bodyLine = 20 // of a statement's file

// archiveOf writes a payload into every field of a statement, a signatory and
// a topic, and the first ones into the archive's own and a page's.
func archiveOf(all []string, refused map[int]part) fstest.MapFS {
	files := fstest.MapFS{}
	write := func(name, format string, fields ...any) {
		files[name] = &fstest.MapFile{Data: []byte(fmt.Sprintf(format, fields...))}
	}
	few := quoted(strings.Join([]string{ours[0], ours[1], ours[8], ours[10], ours[11], "{{.}} ]]>"}, " "))
	write("archive.yaml", "title: %s\ndescription: %[1]s\ntitles: {fr: %[1]s}\ndescriptions: {fr: %[1]s}\nbase_url: https://archive.example\n"+
		"id_authority: archive.example,2026\npublisher: {name: %[1]s, url: \"https://p.example/?'\\\"><script>alert(1)</script>\", email: %[1]s}\n"+
		"license: {name: %[1]s, url: \"https://l.example/?'\\\"onclick=alert(1)\"}\n", few)
	write("pages/about.md", "---\ntitle: %s\nsummary: %[1]s\n---\n\n%s\n", few, ours[0])
	write("countries/kh.md", "---\nname: %s\n---\n\n%s\n", few, ours[0])
	files["signatories/first/logo.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><text>&lt;script&gt;</text></svg>`)}
	write("signatories/first.md", "---\nname: First\nlogo: logo.svg\n---\n")
	for i, payload := range all {
		if refused[i]&asRecord != 0 {
			continue
		}
		q, id := quoted(payload), fmt.Sprintf("a%04d", i)
		shown := "````````\n" + strings.ReplaceAll(payload, "````````", "") + "\n````````"
		body, query := payload+"\n\n"+asLink(payload), strings.Join(strings.Fields(payload), "")
		if refused[i]&asText != 0 {
			body = shown
		}
		if refused[i]&asAddress != 0 {
			query = ""
		}
		write("signatories/"+id+".md", "---\nname: %s\nnames: {fr: %[1]s}\nacronym: %[1]s\nalso_known_as: [%[1]s]\nformer_names: [{name: %[1]s, until: 2016}]\n"+
			"website: %s\n---\n\n%s\n", quoted(payload+" "+id), quoted("https://s.example/?"+query), shown)
		write("topics/"+id+".md", "---\nname: %s\n---\n", quoted(payload+" "+id))
		write("statements/2017/"+id+".md", "---\ntitle: %[1]s\ndate: 2017-%02[3]d-%02[4]d\ncountries: [KH]\nsignatories:\n  - {org: %[2]s, as: %[1]s}\n"+
			"  - {org: first, as: %[1]s, withdrawn: 2018-01-01, note: %[1]s}\ntopics: [%[2]s]\naddressees: [%[1]s]\nplace: %[1]s\nsummary: %[1]s\n"+
			"also_at: [%[5]s]\ncorrections: [{date: 2017-12-31, note: %[1]s}]\nretracted: {date: 2018-02-01, note: %[1]s}\n---%[6]s\n%[7]s\n",
			q, id, 1+i%12, 1+i%28, quoted("https://copy.example/?"+query), strings.Repeat("\n", bodyLine-16), body)
	}
	return files
}

// quoted returns a text as YAML has it between double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if r == '"' || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String() + `"`
}

// asLink puts a payload where Markdown has a text, an alternative, a title, an
// address of a link, a heading, a note and a language of a code block.
func asLink(s string) string {
	line := strings.Join(strings.Fields(s), " ")
	address := strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C").Replace(line)
	return fmt.Sprintf("[%[1]s](https://ok.example/)\n\n[x](<https://ok.example/?%[2]s> \"%[3]s\")\n\n# %[1]s\n\nNote[^n].\n\n[^n]: %[1]s\n\n``` %[4]s\n%[1]s\n```\n",
		line, address, strings.ReplaceAll(line, `"`, `\"`), strings.ReplaceAll(line, "`", ""))
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

// escapedName percent-encodes every byte of a name but its letters and digits.
func escapedName(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
