package render_test

import (
	"encoding/xml"
	"slices"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
	"communique/themes"
)

// sitemap is what is read of a sitemap, or of an index of several.
type sitemap struct {
	XMLName xml.Name
	Entries []struct {
		XMLName xml.Name
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:",any"`
}

const namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// TestSitemap checks that the sitemap is valid and has the pages with their
// days, under whatever address the site lies.
func TestSitemap(t *testing.T) {
	for _, base := range []string{"https://archive.example", "https://archive.example/a&b'c"} {
		content := changed(t, valid, nil)
		replace(t, content, "archive.yaml", "https://archive.example", base)
		s, r := build(t, content, themes.Default())
		var got sitemap
		if err := xml.Unmarshal([]byte(pageAt(t, s, r, "/sitemap.xml")), &got); err != nil {
			t.Fatal(err)
		}
		if got.XMLName != (xml.Name{Space: namespace, Local: "urlset"}) {
			t.Errorf("it is a %v", got.XMLName)
		}
		var pages, want []string
		for _, e := range got.Entries {
			pages = append(pages, e.XMLName.Local+" "+e.Loc+" "+e.LastMod)
		}
		for p := range s.All {
			if isHTML(p) && p.Kind != site.NotFound {
				want = append(want, "url "+s.Base.URL(p.Path)+" "+p.Updated.String())
			}
		}
		slices.Sort(pages)
		slices.Sort(want)
		if !slices.Equal(pages, want) {
			t.Errorf("%q\nwant %q", pages, want)
		}
	}
}

// TestSitemapIndex checks the form of an index of several sitemaps.
func TestSitemapIndex(t *testing.T) {
	_, r := build(t, valid, themes.Default())
	text := page(t, r, &site.Page{Path: "/sitemap.xml", Kind: site.Sitemap, Sitemap: &site.URLSet{Parts: []*site.Page{
		{Path: "/sitemap-lists.xml", Updated: archive.Date{Year: 2017, Month: 9, Day: 1}},
		{Path: "/sitemap-2016.xml"},
	}}})
	var got sitemap
	if err := xml.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.XMLName != (xml.Name{Space: namespace, Local: "sitemapindex"}) || len(got.Entries) != 2 ||
		got.Entries[0].XMLName.Local != "sitemap" || got.Entries[0].Loc != "https://archive.example/sitemap-lists.xml" || got.Entries[0].LastMod != "2017-09-01" || got.Entries[1].LastMod != "" {
		t.Errorf("%+v", got)
	}
}
