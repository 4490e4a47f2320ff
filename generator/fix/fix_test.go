package fix_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/archive"
	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/fix"
	"communique/generator/load"
)

func look(fsys fs.FS) (*archive.Archive, diag.List, error) {
	a, faults, err := load.Load(fsys, load.Options{Dir: "content", Jobs: 1})
	if err != nil {
		return nil, nil, err
	}
	faults = append(faults, check.Check(a, archive.Date{Year: 2026, Month: 1, Day: 1})...)
	faults.Sort()
	return a, faults, nil
}

// repaired makes the changes that Run returns, and checks what holds of all.
func repaired(t *testing.T, fsys fstest.MapFS) fstest.MapFS {
	t.Helper()
	before := maps.Clone(fsys)
	changes, err := fix.Run(fsys, look)
	if err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(fsys)
	for _, c := range changes {
		switch old := before[c.Path]; {
		case old == nil && c.Old != nil, old != nil && (c.Old == nil || !bytes.Equal(old.Data, c.Old)), bytes.Equal(c.Old, c.New):
			t.Errorf("%s: changes from what is not there", c.Path)
		}
		after[c.Path] = &fstest.MapFile{Data: c.New, Mode: 0o644}
	}
	again, err := fix.Run(after, look)
	if err != nil || len(again) > 0 {
		t.Errorf("repaired twice: %q, %v", again, err)
	}
	return after
}

// valid is the archive of testdata/valid with references as ids, comments and
// uncommon spacing.
func valid(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	root := os.DirFS("../testdata/valid")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		fsys[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fsys["statements/2017/other.md"] = &fstest.MapFile{Data: []byte(other), Mode: 0o644}
	return repaired(t, fsys)
}

const other = `---
# A comment of its own line.
title: "Another: call"   # behind a title
date:   2017-09-01 # the day
signatories:   # in the order printed
  - first-watch   # the first
  # between
  - {org:  second-network, as: 'Second  Network, the'}   # the second
  -   third-person
withheld: 3
countries: [ KH,  TG ]  # two
topics:
- media-freedom
embargo: 2017-09-01T09:00:00+07:00
release: immediate
original: letter.pdf
related: [2016/earlier-call]
---

A text with "quotes": and [brackets].
`

// slip is a slip of an editor in a file, of which only one thing can have been
// meant.
type slip struct{ file, was, is string }

var slips = []slip{
	{"other", `"Another: call"   #`, "Another: call\n#"},
	{"other", `title: "`, `Title: "`},
	{"other", "2017-09-01 #", "2017/9/1 #"},
	{"other", "2017-09-01 #", "'2017.9.01' #"},
	{"other", "- first-watch ", "- FW "},
	{"other", "- first-watch ", `- "Première  veille" `},
	{"other", "org:  second-network", "org:  Second NETWORK"},
	{"other", "   third-person", "   'Third  Person'"},
	{"other", "withheld: 3", `withheld: "3"`},
	{"other", "[ KH,  TG ]", "[ Cambodia,  togo ]"},
	{"other", "[ KH,  TG ]", "[ kh,  TG, TG ]"},
	{"other", "[ KH,  TG ]", "[ KH,  TG,KH ]"},
	{"other", "- media-freedom", "- Liberté des médias"},
	{"other", "- media-freedom\n", "- media-freedom\n- media-freedom\n"},
	{"other", "2017-09-01T09:00:00+07:00", "2017-09-01 09:00 +07:00"},
	{"other", "release: immediate", "release: IMMEDIATE"},
	{"other", "letter.pdf", "Letter.PDF"},
	{"other", "2016/earlier-call", "https://archive.example/statements/2016/earlier-call"},
	{"other", "2016/earlier-call", "2016/earlier-call.md"},
	{"joint-call", "topics: [media-freedom]", "topics: media-freedom"},
	{"joint-call", "countries: [KH]", "countries: Kambodscha"},
	{"joint-call", "also_at:", "Also-At:"},
	{"joint-call", "redirect_from:", "redirect from:"},
}

// TestSlips makes one slip, or some at once, and perhaps saves the file as
// other programs do: what is repaired is what was there before, to the byte.
func TestSlips(t *testing.T) {
	want := valid(t)
	want["statements/2017/other/letter.pdf"] = &fstest.MapFile{Data: []byte("%PDF-1.4\n"), Mode: 0o644}
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 150 {
		fsys, made := maps.Clone(want), []slip{}
		for i, s := range slips {
			if i != n && (n < len(slips) || random.IntN(4) > 0) {
				continue
			}
			name := "statements/2017/" + s.file + ".md"
			// What another slip has changed already is let be.
			if data := string(fsys[name].Data); strings.Count(data, s.was) == 1 {
				fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, s.was, s.is, 1))}
				made = append(made, s)
			} else if n < len(slips) {
				t.Fatalf("%q does not stand in %s once", s.was, name)
			}
		}
		for name, f := range fsys {
			if strings.HasSuffix(name, ".md") && n >= len(slips) {
				fsys[name] = &fstest.MapFile{Data: saved(random, f.Data)}
			}
		}
		for name, f := range repaired(t, fsys) {
			// A comment that was moved stays where it is.
			if got := strings.Replace(string(f.Data), "call\"\n#", "call\"   #", 1); got != string(want[name].Data) {
				t.Fatalf("%q: %s is\n%s", made, name, got)
			}
		}
	}
}

// saved returns a file as some program would save it.
func saved(random *rand.Rand, data []byte) []byte {
	switch random.IntN(6) {
	case 0:
		return append([]byte("\ufeff"), data...)
	case 1:
		return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	case 2:
		return append([]byte("\ufeff \r\n"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...)
	case 3:
		return append([]byte("\n\t\n"), data...)
	}
	return data
}

// TestLeft holds what is left to a person.
func TestLeft(t *testing.T) {
	for _, s := range []slip{
		{"other", "title:", "titel:"},                                                          // a slip of the pen is a guess
		{"other", "2017-09-01 #", "01/09/2017 #"},                                              // January?
		{"other", "2017-09-01 #", "2017-02-30 #"},                                              // which day?
		{"other", "- first-watch ", "- first-wach "},                                           // or another organisation
		{"other", "  - first-watch   # the first", "  - first-watch\n  - FW"},                  // one may be a slip for another
		{"other", "  - first-watch   # the first", "  - first-watch # a\n  - first-watch # b"}, // its comment would go
		{"joint-call", "countries: [KH]", "countries: Korea, Republic of"},                     // one, or two?
		{"joint-call", "countries: [KH]", "countries: [Korea]"},
		{"joint-call", "also_at:", "Also_at: [https://a.example]\nalso_at:"},
		{"joint-call", "place: Testville", "place: 'One' and 'two'"},
		{"joint-call", "place: Testville", "place: One: two\n  three"},
		{"joint-call", "text: full", "text: whole"},
		{"joint-call", "release: immediate", "release: 2017-09-01T09:00:00"}, // in which time zone?
	} {
		fsys := valid(t)
		delete(fsys, "statements/2017/other/letter.pdf")
		name := "statements/2017/" + s.file + ".md"
		data := string(fsys[name].Data)
		if strings.Count(data, s.was) != 1 {
			t.Fatalf("%q does not stand in %s once", s.was, name)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, s.was, s.is, 1))}
		changes, err := fix.Run(fsys, look)
		if err != nil || len(changes) > 0 {
			t.Errorf("%q: %q, %v", s.is, changes, err)
		}
	}
}

// TestBroken checks that a name is not replaced, and no file made, while a
// signatory's file that cannot be read may hold it.
func TestBroken(t *testing.T) {
	fsys := valid(t)
	fsys["statements/2017/other.md"] = &fstest.MapFile{Data: []byte(strings.NewReplacer("- first-watch", "- First Watch", "  third-person", "Fourth Institute").Replace(other))}
	fsys["signatories/fourth.md"] = &fstest.MapFile{Data: []byte("---\nname: [\n---\n")}
	if changes, err := fix.Run(fsys, look); err != nil || len(changes) > 0 {
		t.Errorf("%q, %v", changes, err)
	}
	fsys["signatories/fourth.md"] = &fstest.MapFile{Data: []byte("---\nname: Fourth Institute\n---\n")}
	if after := repaired(t, fsys); !bytes.Contains(after["statements/2017/other.md"].Data, []byte("- first-watch   #")) || !bytes.Contains(after["statements/2017/other.md"].Data, []byte("- fourth\n")) || len(after) != len(fsys) {
		t.Errorf("%s", after["statements/2017/other.md"].Data)
	}
}

// TestMissing checks that each signatory without a file gets one, however many
// they are and however often and in whatever letter case it is named.
func TestMissing(t *testing.T) {
	fsys := valid(t)
	delete(fsys, "statements/2017/other.md")
	for i := range 130 {
		name := fmt.Sprintf("i%x", sha256.Sum256([]byte{byte(i)}))[:30] // like no other
		fsys[fmt.Sprintf("statements/2018/call-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Call\ndate: 2018-01-01\ncountries: [KH]\nsignatories: [%s, Ämter für Prüfungen]\n---\n\nText.\n", strings.ToUpper(name))}
		fsys[fmt.Sprintf("statements/2018/cull-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Call\ndate: 2018-01-01\ncountries: [KH]\nsignatories: [%s]\n---\n\nText.\n", name)}
	}
	after := repaired(t, fsys)
	made := 0
	for name := range after {
		if fsys[name] == nil {
			made++
		}
	}
	_, faults, err := look(after)
	if made != 131 || err != nil || len(faults) > 0 {
		t.Errorf("%d files made, left: %v, %v", made, faults, err)
	}
}

func TestPermalinks(t *testing.T) {
	const day = "\tstatements/2017/a\t2017-01-0"
	for _, test := range []struct{ name, in, want string }{
		{"a mark and line ends", "\ufeff/a" + day + "1\r\n", "/a" + day + "1\n"},
		{"both sides of a conflict", "/a" + day + "1\n<<<<<<< HEAD\n/b" + day + "3\n=======\n/b" + day + "2\n/c" + day + "2\n>>>>>>> other\n", "/a" + day + "1\n/b" + day + "2\n/c" + day + "2\n"},
		{"two days", "/a" + day + "1\n/a" + day + "2\n", "/a" + day + "1\n"},
		{"two records", "/a" + day + "1\n/a\ttopics/a\t2017-01-02\n", "/a" + day + "1\n/a\ttopics/a\t2017-01-02\n"},
		{"what is no line", "# a\n\n/a " + day + "\n", "# a\n\n/a " + day + "\n"},
	} {
		fsys := valid(t)
		fsys["permalinks.tsv"] = &fstest.MapFile{Data: []byte(test.in)}
		if got := string(repaired(t, fsys)["permalinks.tsv"].Data); got != test.want {
			t.Errorf("%s:\n%q, want\n%q", test.name, got, test.want)
		}
	}
}

// TestHurt repairs texts of which some bytes are others: no repair may undo
// another, or make a file where none can be missing.
func TestHurt(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		text := []byte(other)
		for range 1 + random.IntN(6) {
			i := random.IntN(len(text))
			switch random.IntN(3) {
			case 0:
				text[i] = "\n :-[]{},'\"#|>&*!yK1"[random.IntN(20)]
			case 1:
				text = slices.Delete(text, i, i+1)
			case 2:
				text = slices.Insert(text, i, text[i:min(len(text), i+random.IntN(20))]...)
			}
		}
		repairText(t, text)
	}
}

func repairText(t *testing.T, text []byte) {
	fsys := fstest.MapFS{
		"archive.yaml":             {Data: []byte("title: T\nbase_url: https://t.example\nid_authority: t.example,2026\n")},
		"signatories/fw.md":        {Data: []byte("---\nname: First Watch\n---\n")},
		"statements/2017/other.md": {Data: text},
	}
	for name := range repaired(t, fsys) {
		if fsys[name] == nil && !strings.HasPrefix(name, "signatories/") {
			t.Errorf("%s was made", name)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range slips {
		f.Add([]byte(strings.Replace(other, s.was, s.is, 1)))
	}
	f.Add([]byte("\xff\xfe-\x00-\x00-\x00\n\x00"))
	f.Add([]byte("---\rtitle: x\r---\r"))
	f.Add([]byte("---\ncountries: [\"KH\",'kh' , Cambodia]\nsignatories: FW\n---\n"))
	f.Fuzz(repairText)
}
