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

// suggest returns a hint for a link in a text that leads nowhere.
func (s *Site) suggest(from archive.Version, dest string, guesses near.Guesses) string {
	u, err := url.Parse(dest)
	if err != nil {
		return "write a path such as ../2017/slug.md, or a whole address"
	}
	meant := guesses.For(from.Source.Path+" "+u.Path, func(string) string { return s.nearest(from, u.Path) })
	if meant != "" {
		return fmt.Sprintf("did you mean %s?", meant)
	}
	return "link to a file of the content folder, such as ../2017/slug.md, or to a whole address elsewhere"
}

// nearest returns the file beside a text, or else the address of the site,
// that looks most like where a link in it leads.
func (s *Site) nearest(from archive.Version, dest string) string {
	folder := folderOf(from.Source.Path) + "/"
	beside := func(yield func(string) bool) {
		for file := range s.Archive.Files {
			if rest, ok := strings.CutPrefix(file, folder); ok && !yield(rest) {
				return
			}
		}
	}
	if file := near.Best(dest, beside); file != "" {
		return file
	}
	slugs := map[string]*Page{}
	for _, p := range s.owners {
		slug := path.Base(string(p.Path))
		if old := slugs[slug]; old == nil || nearer(p, old, from.Language) {
			slugs[slug] = p
		}
	}
	if p := slugs[near.Best(strings.TrimSuffix(path.Base(dest), ".md"), maps.Keys(slugs))]; p != nil {
		return string(p.Path)
	}
	return ""
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
