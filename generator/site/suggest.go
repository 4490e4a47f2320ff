package site

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"strings"

	"communique/generator/archive"
	"communique/generator/near"
)

// suggest returns a hint for a link in a text that leads nowhere: the file
// beside it, or else the address of the site, that looks most like it.
func (s *Site) suggest(from archive.Version, dest string) string {
	u, err := url.Parse(dest)
	if err != nil {
		return "write a path such as ../2017/slug.md, or a whole address"
	}
	folder := folderOf(from.Source.Path) + "/"
	beside := func(yield func(string) bool) {
		for file := range s.Archive.Files {
			if rest, ok := strings.CutPrefix(file, folder); ok && !yield(rest) {
				return
			}
		}
	}
	if file, ok := near.Best(u.Path, beside); ok {
		return fmt.Sprintf("did you mean %s?", file)
	}
	name := strings.TrimSuffix(path.Base(u.Path), ".md")
	slugs := map[string]*Page{}
	for _, p := range s.owners {
		slug := path.Base(string(p.Path))
		if old := slugs[slug]; old == nil || nearer(p, old, from.Language) {
			slugs[slug] = p
		}
	}
	if slug, ok := near.Best(name, maps.Keys(slugs)); ok {
		return fmt.Sprintf("did you mean %s?", slugs[slug].Path)
	}
	return "link to a file of the content folder, such as ../2017/slug.md, or to a whole address elsewhere"
}

// nearer reports whether p rather than q is what a text in a language links
// to: the page in it, else that in the archive's own, which has the shorter
// address.
func nearer(p, q *Page, lang string) bool {
	if (p.Lang == lang) != (q.Lang == lang) {
		return p.Lang == lang
	}
	return cmp.Or(cmp.Compare(len(p.Path), len(q.Path)), comparePaths(p.Path, q.Path)) < 0
}
