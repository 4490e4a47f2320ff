package site_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"communique/generator/archive"
	"communique/generator/demo"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/site"
)

// valid is the small archive that breaks no rule.
var valid = os.DirFS("../testdata/valid")

// asset stands for the theme's files.
const asset = site.Path("/assets/style.0123456789.css")

// read loads a content folder, which must be without errors.
func read(t testing.TB, content fs.FS) *archive.Archive {
	t.Helper()
	a, faults, err := load.Load(content, load.Options{Dir: "content", Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Rule.Severity == diag.Error {
			t.Errorf("%s: %s", f.Position, f.Message)
		}
	}
	a.Withhold(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false)
	return a
}

// pixels returns a PNG.
func pixels(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// written returns the content folder that is written as a txtar archive,
// besides archive.yaml and one signatory. Every .png in it is 300 × 100 pixels.
func written(t testing.TB, files string) fs.FS {
	t.Helper()
	const base = `
-- archive.yaml --
title: Test
base_url: https://archive.example
id_authority: archive.example,2026
languages: [en, fr]
-- signatories/first.md --
---
name: First
---

# About the first

Text.
`
	parsed := txtar.Parse([]byte(base + files))
	for i, f := range parsed.Files {
		if strings.HasSuffix(f.Name, ".png") {
			parsed.Files[i].Data = pixels(t, 300, 100)
		}
	}
	content, err := txtar.FS(parsed)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// sample returns a sample archive in three languages.
func sample(t *testing.T, statements int) fs.FS {
	t.Helper()
	files, err := demo.Files(demo.Options{Statements: statements, Languages: []string{"en", "fr", "ar"}, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	content := fstest.MapFS{}
	for name, data := range files {
		content[name] = &fstest.MapFile{Data: bytes.Clone(data)}
	}
	return content
}

// plan plans a site that must be without faults.
func plan(t testing.TB, a *archive.Archive) *site.Site {
	t.Helper()
	s, faults := site.Plan(a, []site.Path{asset})
	for _, f := range faults {
		t.Errorf("%s: %s", f.Position, f.Message)
	}
	return s
}

// refused returns what plan says of content, sorted, one finding a line.
func refused(t *testing.T, content fs.FS) string {
	t.Helper()
	_, faults := site.Plan(read(t, content), []site.Path{asset})
	faults.Sort()
	var b strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&b, "%s: %s (%s) [%s]\n", f.Position, f.Message, f.Hint, f.Rule.Name)
	}
	return b.String()
}

// synthetic makes an archive of statements on given days, all of them about
// one country, by one signatory, on one topic, without a text.
func synthetic(days []archive.Date) *archive.Archive {
	a := &archive.Archive{
		Title: "Synthetic", BaseURL: "https://archive.example", IDAuthority: "archive.example,2026",
		Language: "en", Languages: []string{"en"},
		Signatories: []*archive.Signatory{{ID: "first", Name: "First"}},
		Topics:      []*archive.Topic{{ID: "media", Name: "Media"}},
	}
	for i, day := range days {
		id := fmt.Sprintf("%d/s-%06d", day.Year, i)
		source := archive.Source{Path: "statements/" + id + ".md"}
		a.Statements = append(a.Statements, &archive.Statement{
			Source: source, ID: id, Date: day,
			Countries:  []archive.Ref[archive.Country]{{Written: "KH"}},
			Signatures: []archive.Signature{{Ref: archive.Ref[archive.Signatory]{Written: "first"}}},
			Topics:     []archive.Ref[archive.Topic]{{Written: "media"}},
			Versions:   archive.Versions{{Source: source, Language: "en", Title: id, Body: archive.Body{Empty: true}}},
		})
	}
	a.Resolve()
	return a
}

// spread returns n days in a year, evenly over its months.
func spread(year, n int) []archive.Date {
	days := make([]archive.Date, n)
	for i := range days {
		days[i] = archive.DateOf(time.Date(year, time.Month(1+i*12/n), 1+i%28, 0, 0, 0, 0, time.UTC))
	}
	return days
}

// pageAt returns the page of an address.
func pageAt(t *testing.T, s *site.Site, path site.Path) *site.Page {
	t.Helper()
	for p := range s.All {
		if p.Path == path {
			return p
		}
	}
	t.Fatalf("no page %s", path)
	return nil
}

// paths returns the addresses of the pages that keep holds for, sorted.
func paths(s *site.Site, keep func(*site.Page) bool) []string {
	var all []string
	for p := range s.All {
		if keep(p) {
			all = append(all, string(p.Path))
		}
	}
	slices.Sort(all)
	return all
}
