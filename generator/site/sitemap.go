package site

import (
	"fmt"
	"slices"

	"communique/generator/archive"
)

// The limits of sitemaps.org: addresses in one file, and its bytes.
const (
	sitemapURLs  = 50_000
	sitemapBytes = 50_000_000
)

// URLSet is what one sitemap file holds: pages, or the addresses of further
// sitemaps.
type URLSet struct {
	Pages []*Page
	Parts []*Page
}

// sitemaps plans one sitemap while it can hold every page. A larger site gets
// an index of parts: one of the lists, and those of each year's statements,
// so that a new statement changes the part of its own year only.
func (s *Site) sitemaps(index, statements []*Page) []*Page {
	var listed []*Page
	for _, p := range index {
		if p.Kind != NotFound {
			listed = append(listed, p)
		}
	}
	listed, statements = s.canonical(listed), s.canonical(statements)
	all := append(listed[:len(listed):len(listed)], statements...)
	if parts := s.cut(all); len(parts) <= 1 {
		return []*Page{{Path: "/sitemap.xml", Kind: Sitemap, Sitemap: &URLSet{Pages: all}}}
	}
	top := &Page{Path: "/sitemap.xml", Kind: Sitemap, Sitemap: &URLSet{}}
	add := func(name string, pages []*Page) {
		for i, part := range s.cut(pages) {
			path := Path("/sitemap-" + name + ".xml")
			if i > 0 {
				path = Path(fmt.Sprintf("/sitemap-%s-%d.xml", name, i+1))
			}
			top.Sitemap.Parts = append(top.Sitemap.Parts, &Page{Path: path, Kind: Sitemap, Sitemap: &URLSet{Pages: part}, Updated: lastOf(part)})
		}
	}
	add("lists", listed)
	for start := 0; start < len(statements); {
		year, end := statements[start].Statement.Date.Year, start+1
		for end < len(statements) && statements[end].Statement.Date.Year == year {
			end++
		}
		add(fmt.Sprint(year), statements[start:end])
		start = end
	}
	return append(top.Sitemap.Parts, top)
}

// canonical returns the pages that are not known by the address of another.
func (s *Site) canonical(pages []*Page) []*Page {
	return slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return s.Canonical(p) != p.Path })
}

// cut divides pages into stretches that each fit one sitemap.
func (s *Site) cut(pages []*Page) [][]*Page {
	var parts [][]*Page
	// What an entry has besides its address, and room for & as &amp;.
	const around = len("<url><loc></loc><lastmod>2006-01-02</lastmod></url>\n")
	start, bytes := 0, 0
	for i, p := range pages {
		size := around + 2*len(s.Base.URL(p.Path))
		if i-start == sitemapURLs || bytes+size > sitemapBytes {
			parts = append(parts, pages[start:i])
			start, bytes = i, 0
		}
		bytes += size
	}
	if start < len(pages) {
		parts = append(parts, pages[start:])
	}
	return parts
}

func lastOf(pages []*Page) archive.Date {
	var last archive.Date
	for _, p := range pages {
		if last.Before(p.Updated) {
			last = p.Updated
		}
	}
	return last
}
