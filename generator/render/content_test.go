package render_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"communique/generator/demo"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
)

// valid is the small archive that breaks no rule.
var valid = os.DirFS("../testdata/valid")

// pixels returns a PNG.
func pixels(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// written returns a content folder that is written as a txtar archive, besides
// archive.yaml and one signatory. Every .png in it is 300 × 100 pixels.
func written(t *testing.T, files string) fstest.MapFS {
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
`
	content := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(base + files)).Files {
		if strings.HasSuffix(f.Name, ".png") {
			f.Data = pixels(t, 300, 100)
		}
		content[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return content
}

// sample returns a sample archive in three languages.
func sample(t *testing.T, statements int) fstest.MapFS {
	t.Helper()
	files, err := demo.Files(demo.Options{Statements: statements, Signatories: 50, Languages: []string{"en", "fr", "ar"}, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	content := fstest.MapFS{}
	for name, data := range files {
		content[name] = &fstest.MapFile{Data: bytes.Clone(data)}
	}
	return content
}

// replace changes what stands once in a file.
func replace(t *testing.T, content fstest.MapFS, file, old, with string) {
	t.Helper()
	was := string(content[file].Data)
	if strings.Count(was, old) != 1 {
		t.Fatalf("%q does not stand once in %s", old, file)
	}
	content[file] = &fstest.MapFile{Data: []byte(strings.Replace(was, old, with, 1))}
}

// build loads and plans content, which must be without errors, for a theme.
func build(t *testing.T, content, design fs.FS) (*site.Site, *render.Renderer) {
	t.Helper()
	a, faults, err := load.Load(content, load.Options{Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	a.Withhold(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false)
	base := site.ParseBase(a.BaseURL)
	o := theme.Options{Languages: a.Languages, Href: func(path string) string { return base.Href(site.Path(path)) }}
	for _, k := range site.PageKinds {
		o.Kinds = append(o.Kinds, string(k))
	}
	th, err := theme.Load(design, o)
	if err != nil {
		t.Fatal(err)
	}
	var assets []site.Path
	for _, asset := range th.Assets {
		assets = append(assets, site.Path(asset.Path))
	}
	s, more := site.Plan(a, assets)
	for _, f := range append(faults, more...) {
		if f.Rule.Severity == diag.Error {
			t.Errorf("%s: %s", f.Position, f.Message)
		}
	}
	return s, render.New(s, th, content)
}

// page renders one page.
func page(t *testing.T, r *render.Renderer, p *site.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// everything renders all pages, by address.
func everything(t *testing.T, s *site.Site, r *render.Renderer) map[site.Path]string {
	t.Helper()
	all := map[site.Path]string{}
	for p := range s.All {
		all[p.Path] = page(t, r, p)
	}
	return all
}

// pageAt renders the page of an address.
func pageAt(t *testing.T, s *site.Site, r *render.Renderer, path site.Path) string {
	t.Helper()
	for p := range s.All {
		if p.Path == path {
			return page(t, r, p)
		}
	}
	t.Fatalf("no page %s", path)
	return ""
}

// changed returns files with others in places.
func changed(t *testing.T, files fs.FS, changes map[string]string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range changes {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// quote writes a text as a value of YAML.
func quote(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
