package render

import (
	"bytes"
	"fmt"

	"communique/generator/site"
)

// sitemap writes a sitemap, or the index of several.
func (r *Renderer) sitemap(b *bytes.Buffer, set *site.URLSet) {
	outer, inner, pages := "urlset", "url", set.Pages
	if len(set.Parts) > 0 {
		outer, inner, pages = "sitemapindex", "sitemap", set.Parts
	}
	fmt.Fprintf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", outer)
	var line []byte
	for _, p := range pages {
		line = append(append(append(line[:0], '<'), inner...), "><loc>"...)
		line = append(appendXML(line, r.site.Base.URL(p.Path)), "</loc>"...)
		if !p.Updated.IsZero() {
			line = append(p.Updated.AppendISO(append(line, "<lastmod>"...)), "</lastmod>"...)
		}
		line = append(append(append(line, "</"...), inner...), ">\n"...)
		b.Write(line)
	}
	fmt.Fprintf(b, "</%s>\n", outer)
}
