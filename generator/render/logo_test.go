package render_test

import (
	"bytes"
	"html"
	"image/png"
	"strings"
	"testing"

	"communique/generator/site"
	"communique/themes"
)

// TestPictures checks that pictures of a text carry their sizes, on its page
// and in feeds, and that a logo is what the plan says and nothing more.
func TestPictures(t *testing.T) {
	content := written(t, `
-- signatories/second.md --
---
name: Second
logo: second.png
---
-- signatories/second/second.png --
-- statements/2017/call.md --
---
title: Call
date: 2017-01-01
countries: [KH]
signatories: [second]
---

Text ![chart](chart.png).
-- statements/2017/call/chart.png --
`)
	s, r := build(t, content, themes.Default())
	made := map[site.Path]string{}
	var b bytes.Buffer
	for p := range s.All {
		b.Reset()
		if err := r.Render(&b, p); err != nil {
			t.Fatal(err)
		}
		made[p.Path] = b.String()
	}
	const chart = `chart.png" alt="chart" width="300" height="100" loading="lazy">`
	for _, page := range []site.Path{"/statements/2017/call", "/feed.xml"} {
		if !strings.Contains(html.UnescapeString(made[page]), chart) {
			t.Errorf("%s has no %s:\n%s", page, chart, made[page])
		}
	}
	if src := `src="/logos/second.png" width="192" height="64"`; !strings.Contains(made["/signatories/second/"], src) {
		t.Errorf("the signatory's page has no %s:\n%s", src, made["/signatories/second/"])
	}
	logo, err := png.Decode(strings.NewReader(made["/logos/second.png"]))
	if err != nil || logo.Bounds().Dx() != 300 || logo.Bounds().Dy() != 100 {
		t.Errorf("the logo: %v", err)
	}
}

// TestBrokenLogo names the file of a logo that turns out to be broken.
func TestBrokenLogo(t *testing.T) {
	content := written(t, "\n-- signatories/second.md --\n---\nname: Second\nlogo: second.png\n---\n-- signatories/second/second.png --\n")
	s, r := build(t, content, themes.Default())
	content["signatories/second/second.png"].Data = content["signatories/second/second.png"].Data[:40]
	for p := range s.All {
		if p.Kind != site.Logo {
			continue
		}
		err := r.Render(new(bytes.Buffer), p)
		const want = "cannot make /logos/second.png from signatories/second/second.png: "
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s…", err, want)
		}
	}
}
