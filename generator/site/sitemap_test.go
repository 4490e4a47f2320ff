package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

// TestSitemap checks that one sitemap has every page that search engines
// should keep, and nothing else.
func TestSitemap(t *testing.T) {
	s := plan(t, read(t, valid))
	var got []string
	for _, p := range pageAt(t, s, "/sitemap.xml").Sitemap.Pages {
		got = append(got, string(p.Path))
	}
	slices.Sort(got)
	want := paths(s, func(p *site.Page) bool {
		return slices.Contains(site.PageKinds, p.Kind) && p.Kind != site.NotFound
	})
	if !slices.Equal(got, want) {
		t.Errorf("sitemap: %q\nwant: %q", got, want)
	}
}

// TestSitemapParts checks that a large site's pages are divided into parts of
// 50,000 addresses at most, by years, each page in one part.
func TestSitemapParts(t *testing.T) {
	days := slices.Concat(
		[]archive.Date{{Year: 2016, Month: 1, Day: 1}, {Year: 2018, Month: 4, Day: 5}},
		slices.Repeat([]archive.Date{{Year: 2017, Month: 2, Day: 3}}, 50_001))
	s := plan(t, synthetic(days))
	checkFiles(t, "large", s.Files())
	top := pageAt(t, s, "/sitemap.xml").Sitemap
	if len(top.Pages) > 0 {
		t.Errorf("the index has %d pages of its own", len(top.Pages))
	}
	var parts []string
	seen := map[site.Path]bool{}
	for _, part := range top.Parts {
		if pageAt(t, s, part.Path) != part || len(part.Sitemap.Pages) > 50_000 {
			t.Errorf("%s has %d addresses", part.Path, len(part.Sitemap.Pages))
		}
		for _, p := range part.Sitemap.Pages {
			if seen[p.Path] {
				t.Errorf("%s is listed twice", p.Path)
			}
			seen[p.Path] = true
		}
		parts = append(parts, fmt.Sprintf("%s %s", part.Path, part.Updated))
	}
	want := []string{"/sitemap-lists.xml 2018-04-05", "/sitemap-2018.xml 2018-04-05", "/sitemap-2017.xml 2017-02-03", "/sitemap-2017-2.xml 2017-02-03", "/sitemap-2016.xml 2016-01-01"}
	if !slices.Equal(parts, want) {
		t.Errorf("parts %q, want %q", parts, want)
	}
	all := paths(s, func(p *site.Page) bool {
		return slices.Contains(site.PageKinds, p.Kind) && p.Kind != site.NotFound
	})
	if len(seen) != len(all) {
		t.Errorf("%d pages are listed, of %d", len(seen), len(all))
	}
	// The index is written after its parts.
	last := s.Stages[len(s.Stages)-1].Pages
	if i := slices.IndexFunc(last, func(p *site.Page) bool { return p.Path == "/sitemap.xml" }); i < len(top.Parts) {
		t.Errorf("the index is number %d", i)
	}
}

// TestSitemapBytes checks that long addresses make parts smaller: no file is
// over 50 MB.
func TestSitemapBytes(t *testing.T) {
	a := synthetic(spread(2017, 13_000))
	a.BaseURL += "/" + strings.Repeat("x", 4000)
	s := plan(t, a)
	for p := range s.All {
		if p.Kind != site.Sitemap {
			continue
		}
		bytes := 0
		for _, listed := range p.Sitemap.Pages {
			bytes += len(s.Base.URL(listed.Path)) + len("<url><loc></loc><lastmod>2006-01-02</lastmod></url>\n")
		}
		if bytes > 50_000_000 {
			t.Errorf("%s has over %d bytes", p.Path, bytes)
		}
	}
}
