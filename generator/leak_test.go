package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"communique/generator/erase"
	"communique/generator/render"
)

// hidden are files that nobody may see yet. Each value of theirs, and each
// name that is free, has a marker: zq and three letters. Of the statements one
// is a draft and one is under embargo.
var hidden = map[string]string{
	"statements/2017/zqaaa-draft.md": "---\ntitle: Zqaab title\ndate: 2017-03-01\ncountries: [FJ]\nsignatories:\n  - {org: zqabc-party, as: Zqaac printed}\n" +
		"withheld: 987\ntopics: [zqacd-topic]\naddressees: [Zqaad addressee]\nplace: Zqaae place\nsummary: Zqaaf summary.\noriginal: zqaag.pdf\n" +
		"also_at: [https://zqaah.example/copy]\nrelated: [2017/joint-call]\ncorrections: [{date: 2017-03-02, note: Zqaai correction}]\n" +
		"redirect_from: [/zqaaj]\ndraft: true\n---\n\nZqaak text with [a file](zqaal.txt) and ![Zqaam](zqaan.svg).\n\n## Zqaao heading\n",
	"statements/2017/zqaaa-draft.fr.md":     "---\ntitle: Zqbaa titre\nsummary: Zqbab résumé.\n---\n\nZqbac texte.\n",
	"statements/2017/zqaaa-draft/zqaag.pdf": "%PDF-1.4 zqbad",
	"statements/2017/zqaaa-draft/zqaal.txt": "Zqbae",
	"statements/2017/zqaaa-draft/zqaan.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>Zqbaf</text></svg>`,
	"statements/2017/zqcaa-embargo.md": "---\ntitle: Zqcab \"title\" & more\ndate: 2017-03-02\ncountries: [FJ, KH]\nsignatories: [first-watch, zqabc-party]\n" +
		"withheld: 987\ntopics: [zqacd-topic, media-freedom]\naddressees: [Zqcac addressee]\nplace: Zqcad place\nsummary: Zqcae summary.\noriginal: zqcaf.pdf\n" +
		"also_at: [https://zqcag.example/copy]\nrelated: [2017/joint-call]\nretracted: {date: 2017-03-03, note: Zqcah note}\nid: 2017/zqcai-first\n" +
		"redirect_from: [/zqcaj]\nembargo: 2026-02-01T09:00:00+07:00\n---\n\nZqcak text, see [a file](zqcal.txt).\n",
	"statements/2017/zqcaa-embargo/zqcaf.pdf": "%PDF-1.4 zqcam",
	"statements/2017/zqcaa-embargo/zqcal.txt": "Zqcan",
	"statements/2016/earlier-call.fr.md":      "---\ntitle: Zqdaa titre\nsummary: Zqdab résumé.\ndraft: true\n---\n\nZqdac texte.\n",
	"signatories/zqabc-party.md": "---\nname: Zqeaa Party\nacronym: ZQEAB\nnames: {fr: Zqeac Parti}\nalso_known_as: [Zqead]\ncountry: FJ\nwebsite: https://zqeae.example\n" +
		"logo: zqeaf.svg\n---\n\nZqeag about it.\n",
	"signatories/zqabc-party/zqeaf.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>Zqeah</text></svg>`,
	"topics/zqacd-topic.md":             "---\nname: Zqfaa topic\nnames: {fr: Zqfab sujet}\n---\n\nZqfac about it.\n",
	"countries/fj.md":                   "---\nname: Zqgaa Fiji\n---\n\nZqgab about it.\n",
	"pages/zqhaa.md":                    "---\ntitle: Zqhab title\ndraft: true\n---\n\nZqhac text.\n",
}

// withHidden writes the valid archive with the hidden files in it.
func withHidden(t *testing.T) string {
	t.Helper()
	content := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	for name, text := range hidden {
		file := filepath.Join(content, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// A statement that everybody may see refers to both.
	call := filepath.Join(content, "statements/2017/joint-call.md")
	text, err := os.ReadFile(call)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("related: [2016/earlier-call]"), []byte("related: [2016/earlier-call, 2017/zqaaa-draft, 2017/zqcai-first]"), 1)
	if err := os.WriteFile(call, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return content
}

// built builds an archive as of a time, and returns the files.
func built(t *testing.T, content, now string, drafts bool) map[string][]byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	var said bytes.Buffer
	if err := build(source{content: content, theme: "default", jobs: 2, now: now, drafts: drafts}, out, io.Discard, &said); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	return readAll(t, out)
}

// TestNothingLeaks finds no byte of what is hidden in any file of the site,
// however it may be encoded, and no byte that is there because of it.
func TestNothingLeaks(t *testing.T) {
	content := withHidden(t)
	site := built(t, content, "2026-01-01", false)
	for _, name := range slices.Sorted(maps.Keys(site)) {
		for _, found := range leaks(name, site[name]) {
			t.Errorf("%s: %s", name, found)
		}
	}
	// Without the hidden files it is the same site to the last byte.
	plain := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(plain, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	without := built(t, plain, "2026-01-01", false)
	for name, data := range site {
		if !bytes.Equal(without[name], data) {
			t.Errorf("%s differs from what it is without the hidden files", name)
		}
	}
	if len(site) != len(without) {
		t.Errorf("%d files, and %d without the hidden ones", len(site), len(without))
	}
}

// TestNothingIsLost finds what was hidden once it is not: the test above is
// good for something.
func TestNothingIsLost(t *testing.T) {
	content := withHidden(t)
	// The names of a file whose id is another and of a logo, and a name for matching only.
	inVain := map[string]bool{"zqcaa": true, "zqeaf": true, "zqead": true}
	site := built(t, content, "2026-02-01T09:00:00+07:00", true)
	var all bytes.Buffer
	for name, data := range site {
		all.WriteString(name + "\n")
		all.Write(bytes.ToLower(data))
	}
	for _, m := range markers() {
		if !bytes.Contains(all.Bytes(), []byte(m)) && !inVain[m] {
			t.Errorf("%s is nowhere, though nothing is hidden", m)
		}
	}
	// The embargo has ended, the drafts are drafts still.
	all.Reset()
	for name, data := range built(t, content, "2026-02-01T09:00:00+07:00", false) {
		all.WriteString(name + "\n")
		all.Write(bytes.ToLower(data))
	}
	for marker, want := range map[string]bool{"zqcab": true, "zqcam": true, "zqeaa": true, "zqeah": true, "zqfaa": true, "zqgaa": true, "zqaab": false, "zqbad": false, "zqdaa": false, "zqhab": false} {
		if bytes.Contains(all.Bytes(), []byte(marker)) != want {
			t.Errorf("after the embargo %s is there: %v", marker, !want)
		}
	}
}

// marker is what a marker looks like.
var marker = regexp.MustCompile(`(?i)zq[a-h][a-h][a-o]`)

// markers returns those of the hidden files, in lower case.
func markers() []string {
	var all []string
	for name, text := range hidden {
		for _, m := range marker.FindAllString(name+" "+text, -1) {
			all = append(all, strings.ToLower(m))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// leaks returns what a file tells of what is hidden.
func leaks(name string, data []byte) []string {
	var found []string
	texts := map[string]string{"name": name, "bytes": string(data), "entities": html.UnescapeString(string(data)),
		"escapes": escapes.ReplaceAllStringFunc(string(data), func(s string) string {
			c, _ := strconv.ParseUint(s[2:], 16, 32)
			return string(rune(c))
		})}
	if s, err := url.PathUnescape(name); err == nil {
		texts["name, decoded"] = s
	}
	texts["percent"] = percent.ReplaceAllStringFunc(string(data), func(s string) string {
		b, _ := hex.DecodeString(s[1:])
		return string(b)
	})
	for how, text := range texts {
		for _, m := range markers() {
			if i := strings.Index(strings.ToLower(text), m); i >= 0 {
				found = append(found, fmt.Sprintf("%s: …%q…", how, text[max(0, i-20):min(len(text), i+20)]))
			}
		}
		for _, word := range []string{"Fiji", "Fidji", "987", `"FJ"`, "/fj/"} {
			if strings.Contains(text, word) {
				found = append(found, how+": "+word)
			}
		}
	}
	for _, m := range markers() {
		for _, form := range []string{m, strings.ToUpper(m[:1]) + m[1:], strings.ToUpper(m)} {
			for _, coded := range codings(form) {
				if bytes.Contains(data, []byte(coded)) {
					found = append(found, fmt.Sprintf("%s as %s", form, coded))
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

var (
	escapes = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	percent = regexp.MustCompile(`%[0-9a-fA-F]{2}`)
)

// codings returns a word in hexadecimal digits, and in base64 as it is
// wherever in a text it begins.
func codings(word string) []string {
	all := []string{hex.EncodeToString([]byte(word))}
	for before := range 3 {
		coded := base64.StdEncoding.EncodeToString([]byte("xyz"[:before] + word))
		// Without the digits that what is around the word changes.
		whole := (before + len(word)) / 3 * 4
		all = append(all, coded[(before*8+5)/6:whole])
	}
	return all
}

// TestPicturesLoseMetadata publishes pictures without what is not shown.
func TestPicturesLoseMetadata(t *testing.T) {
	content := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	place := "\xff\xe1\x00\x14Exif\x00\x00MM\x00*secret.."
	folder := filepath.Join(content, "statements/2017/joint-call")
	for name, data := range map[string]string{
		"photo.jpg": photo.String()[:2] + place + photo.String()[2:],
		"chart.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!-- secret --><metadata>secret</metadata><rect data-by="secret" width="1"/></svg>`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	call, err := os.ReadFile(folder + ".md")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder+".md", append(call, "\n![A photo](photo.jpg) ![A chart](chart.svg)\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	site := built(t, content, "2026-01-01", false)
	if !bytes.Equal(site["files/2017/joint-call/photo.jpg"], photo.Bytes()) {
		t.Error("the photograph is not what it was without the place")
	}
	if got, want := string(site["files/2017/joint-call/chart.svg"]), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1"/></svg>`; got != want {
		t.Errorf("the chart is %s", got)
	}
}

// TestGuard erases the name of a signatory that is all over the site: each file
// that has it, of whatever kind, is refused, and every other passes as it is.
func TestGuard(t *testing.T) {
	content := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	edit(t, filepath.Join(content, "statements/2017/joint-call/chart.svg"), "",
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>FIRST <tspan>Wàtch</tspan></text></svg>`)
	edit(t, filepath.Join(content, "statements/2017/joint-call/first_watch.bin"), "", "\xff\xfe")
	edit(t, filepath.Join(content, "statements/2017/joint-call.md"), "More text", "![A chart](chart.svg) [A file](first_watch.bin) More text")
	s := source{content: content, jobs: 2, now: "2026-01-01"}
	dir, err := s.open()
	if err != nil {
		t.Fatal(err)
	}
	planned, faults, err := prepare(s, dir, newStopwatch())
	if errors, _ := faults.Count(); err != nil || errors > 0 {
		t.Fatal(err, faults)
	}
	lines, err := erase.Lines([]string{"First Watch"}, erase.Salt{1})
	if err != nil {
		t.Fatal(err)
	}
	matcher, err := erase.New(lines)
	if err != nil {
		t.Fatal(err)
	}
	write := func(to fileWriter) {
		t.Helper()
		if err := writePages(render.New(planned.site, planned.theme, dir), planned.site, to, s.jobs, nil); err != nil {
			t.Fatal(err)
		}
	}
	all, passed := &shelf{files: map[string][]byte{}}, &shelf{files: map[string][]byte{}}
	g := &guard{fileWriter: passed, erased: matcher}
	write(all)
	write(g)
	refused := map[string]bool{}
	for _, f := range g.found {
		refused[f.File] = true
	}
	named, kinds := regexp.MustCompile(`(?i)first(<[^>]*>|[-_ ])+w[aà]tch`), map[string]bool{}
	for name, data := range all.files {
		want := named.MatchString(name + "\n" + string(data))
		if refused[name] != want {
			t.Errorf("%s is refused: %v, want %v", name, refused[name], want)
		}
		if want {
			kinds[path.Ext(name)] = true
		} else if !bytes.Equal(passed.files[name], data) {
			t.Errorf("%s has %d bytes, want %d", name, len(passed.files[name]), len(data))
		}
	}
	if got, want := slices.Sorted(maps.Keys(kinds)), []string{".bib", ".bin", ".csv", ".html", ".json", ".jsonl", ".opml", ".ris", ".svg", ".xml"}; !slices.Equal(got, want) {
		t.Errorf("the name is in %q, want %q", got, want)
	}
}

// TestGuardFiles refuses a file that was handed in, in whatever encoding.
func TestGuardFiles(t *testing.T) {
	lines, err := erase.Lines([]string{"Zoë One"}, erase.Salt{1})
	if err != nil {
		t.Fatal(err)
	}
	matcher, err := erase.New(lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, data string
		passes     bool
	}{
		{"files/latin.txt", "caf\xe9, by Zoe One", false},
		{"files/accents.txt", "by Zo\xeb One", false},
		{"files/wide.csv", "\xff\xfeZ\x00o\x00\xeb\x00 \x00O\x00n\x00e\x00", false},
		{"files/ZoeOne.bin", "\xff", false},
		{"files/other.txt", "caf\xe9, by Zoe Two", true},
		{"files/photo.jpg", "\xff\xd8\x00\x10\x01\x02 Zoe One", true},
	} {
		passed := &shelf{files: map[string][]byte{}}
		g := &guard{fileWriter: passed, erased: matcher}
		if err := g.Write(test.name, []byte(test.data)); err != nil {
			t.Fatal(err)
		}
		if got := string(passed.files[test.name]) == test.data && len(g.found) == 0; got != test.passes {
			t.Errorf("%s passes: %v, want %v", test.name, got, test.passes)
		}
	}
}

// shelf keeps the files of a site.
type shelf struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (s *shelf) Write(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = bytes.Clone(data)
	return nil
}

func (s *shelf) Stream(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	return errors.Join(write(&b), s.Write(name, b.Bytes()))
}
