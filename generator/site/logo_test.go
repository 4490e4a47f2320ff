package site_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/site"
)

// TestLogos plans one file for each logo, as large as its box allows, and
// publishes the picture that it is made from only where a text links to it.
func TestLogos(t *testing.T) {
	signatory := func(logo string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nname: " + logo + "\nlogo: " + logo + "\n---\n")}
	}
	drawing := func(size string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + size + `"/>`)}
	}
	content := fstest.MapFS{
		"archive.yaml":                {Data: []byte("title: T\nbase_url: https://archive.example\nid_authority: archive.example,2026\nlanguages: [en, fr]\n")},
		"pages/about.md":              {Data: []byte("---\ntitle: About\n---\n[the original](../signatories/wide/Wide.PNG)\n")},
		"signatories/wide.md":         signatory("Wide.PNG"),
		"signatories/wide/Wide.PNG":   {Data: pixels(t, 1000, 100)},
		"signatories/high.md":         signatory("high.png"),
		"signatories/high/high.png":   {Data: pixels(t, 300, 320)},
		"signatories/small.md":        signatory("small.png"),
		"signatories/small/small.png": {Data: pixels(t, 20, 10)},
		"signatories/drawn.md":        signatory("drawn.svg"),
		"signatories/drawn/drawn.svg": drawing("24 24"),
		"signatories/long.md":         signatory("long.svg"),
		"signatories/long/long.svg":   drawing("3000 1000"),
		"signatories/none.md":         {Data: []byte("---\nname: None\n---\n")},
	}
	a := read(t, content)
	s := plan(t, a)
	if got, want := strings.Join(paths(s, func(p *site.Page) bool { return p.Kind == site.Logo || p.Kind == site.File }), " "),
		"/files/signatories/wide/Wide.PNG /logos/drawn.svg /logos/high.png /logos/long.svg /logos/small.png /logos/wide.png"; got != want {
		t.Errorf("files: %s\nwant %s", got, want)
	}
	want := map[string]site.ShownLogo{
		"wide":  {Path: "/logos/wide.png", Width: 192, Height: 19, PixelWidth: 384, PixelHeight: 38},
		"high":  {Path: "/logos/high.png", Width: 75, Height: 80, PixelWidth: 150, PixelHeight: 160},
		"small": {Path: "/logos/small.png", Width: 20, Height: 10, PixelWidth: 20, PixelHeight: 10},
		"drawn": {Path: "/logos/drawn.svg", Width: 80, Height: 80, PixelWidth: 24, PixelHeight: 24},
		"long":  {Path: "/logos/long.svg", Width: 192, Height: 64, PixelWidth: 384, PixelHeight: 128},
	}
	for _, g := range a.Signatories {
		got, ok := s.LogoOf(g)
		if got != want[g.ID] || ok != (g.ID != "none") {
			t.Errorf("%s: %+v, %v; want %+v", g.ID, got, ok, want[g.ID])
		}
		if p := got.Path; ok {
			if page := pageAt(t, s, p); page.Signatory != g || page.Content != a.Files[g.Logo].Name {
				t.Errorf("%s: %+v", g.ID, page)
			}
		}
	}
	if file := s.FileAt("/files/signatories/wide/Wide.PNG"); file.Width != 1000 {
		t.Errorf("the linked original: %+v", file)
	}
}
