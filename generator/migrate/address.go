package migrate

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"communique/generator/load"
	"communique/generator/slug"
)

// former returns the addresses that a text had on the old site, for
// redirect_from: those that its front matter names, and the one that the
// generator gave it. own is the address that it has now. What an archive cannot
// redirect is said.
func (m *migration) former(t *text, own string) []string {
	var all []string
	for _, written := range m.addresses(t) {
		address, why := m.redirectable(written)
		switch {
		case bare("/"+strings.TrimLeft(m.local(written), "/")) == own:
		case why == "" && m.formers[bare(address)]:
			if !slices.ContainsFunc(all, func(a string) bool { return bare(a) == bare(address) }) {
				t.remark(fmt.Sprintf("its former address %s is that of another text too, which has it", address))
			}
		case why != "":
			t.remark(fmt.Sprintf("its former address %q cannot lead here: %s", written, why))
		default:
			m.formers[bare(address)] = true
			all = append(all, address)
		}
	}
	return all
}

// bare returns what two spellings of one address have in common.
func bare(address string) string {
	for _, end := range []string{"/", "/index", ".html", ".htm"} {
		address = strings.TrimSuffix(address, end)
	}
	return strings.ToLower(strings.TrimSuffix(address, "/index"))
}

// index makes texts known by their paths, their names, and the addresses that
// they had.
func (m *migration) index() {
	for _, t := range m.texts {
		name := strings.TrimSuffix(path.Base(t.path), path.Ext(t.path))
		m.byPath[t.path], m.byName[name] = t, append(m.byName[name], t)
		used := slices.Clone(t.fields)
		for _, a := range m.addresses(t) {
			if k := bare("/" + strings.TrimLeft(m.local(a), "/")); m.byAddress[k] == nil && t.kind != nothing {
				m.byAddress[k] = t
			}
		}
		copy(t.fields, used)
	}
}

// addresses returns what the old site called a text by, as written.
func (m *migration) addresses(t *text) []string {
	var all []string
	own := false
	keys := []string{"permalink", "url"}
	if t.kind == signatory {
		keys = keys[:1] // the other is its website
	}
	t.first(keys, func(written string) bool {
		if strings.Contains(written, "{") || strings.Contains(written, ":") && !strings.Contains(written, "://") {
			expanded, ok := m.expand(written, t)
			if !ok {
				return false
			}
			written = expanded
		}
		all, own = append(all, written), true
		return true
	})
	for _, k := range []string{"aliases", "alias", "redirect_from", "redirects"} {
		v, _ := t.fields.take(k)
		all = append(all, v.all()...)
	}
	if address := m.assigned(t); address != "" && !own {
		all = append(all, address)
	}
	return all
}

// assigned returns the address that the generator gives a text without a
// permalink; "" if it is not known.
func (m *migration) assigned(t *text) string {
	if t.draft || slices.Contains(dataEndings, strings.ToLower(path.Ext(t.path))) {
		return "" // it never had one
	}
	switch m.generator {
	case "Jekyll":
		pattern := m.settings.text("permalink")
		switch {
		case !strings.Contains("/"+t.path, "/_posts/"):
			if strings.HasPrefix(t.path, "_") {
				return "" // of a collection, which may have pages or not
			}
			pattern = "/:path.html"
		case pattern == "", pattern == "date":
			pattern = "/:categories/:year/:month/:day/:title.html"
		case pattern == "pretty":
			pattern = "/:categories/:year/:month/:day/:title/"
		case pattern == "none":
			pattern = "/:categories/:title.html"
		}
		address, _ := m.expand(pattern, t)
		return address
	case "Hugo":
		section, _, _ := strings.Cut(m.stem(t), "/")
		table, _ := m.settings.take("permalinks")
		pattern := fields(table.group).text(section)
		if pattern == "" {
			pattern = "/:path/"
		}
		address, _ := m.expand(pattern, t)
		if lang := m.languageOf(t); address != "" && m.language != "" && lang != m.language {
			address = "/" + strings.ToLower(lang) + address
		}
		return address
	case "Eleventy":
		return "/" + m.stem(t) + "/"
	}
	return ""
}

// stem returns a text's path as it stands in addresses: without the folder of
// the sources, the date, the ending, and the index of a folder of its own.
func (m *migration) stem(t *text) string {
	dir, name := path.Split(t.path)
	name = strings.TrimSuffix(name, path.Ext(name))
	if base, suffix, ok := strings.Cut(name, "."); ok {
		if _, known := languageOf(suffix); known {
			name = base
		}
	}
	if dated := dated.FindStringSubmatch(name); dated != nil && m.generator == "Eleventy" && dated[4] != "" {
		name = dated[4]
	}
	for _, root := range []string{"content/", "src/"} {
		dir = strings.TrimPrefix(dir, root)
	}
	if m.generator == "Hugo" && t.lang != "" {
		dir = strings.TrimPrefix(dir, strings.ToLower(t.lang)+"/") // assigned puts it before all
	}
	if name == "index" {
		return strings.Trim(dir, "/")
	}
	return dir + name
}

// expand fills in a pattern for addresses; false where it has a part that only
// the generator knows.
func (m *migration) expand(pattern string, t *text) (string, bool) {
	categories := ""
	for _, k := range []string{"categories", "category"} {
		for _, x := range t.fields { // without taking them
			if x.key == k {
				for _, c := range x.value.all() {
					categories += "/" + strings.ToLower(strings.ReplaceAll(c, " ", "-"))
				}
			}
		}
	}
	if before, _, ok := strings.Cut(t.path, "/_posts/"); ok {
		categories = "/" + before + categories
	}
	day := func(format string, n int) string {
		if t.date.IsZero() {
			return ":none"
		}
		return fmt.Sprintf(format, n)
	}
	stem := m.stem(t)
	name := path.Base(stem)
	if d := dated.FindStringSubmatch(name); d != nil && m.generator == "Jekyll" {
		name = d[4]
	}
	section, _, _ := strings.Cut(stem, "/")
	titled := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
	if s := t.fields.peek("slug"); s != "" {
		titled = s
	}
	filled := strings.NewReplacer(
		":categories", strings.Trim(categories, "/"), ":year", day("%04d", int(t.date.Year)), ":i_month", day("%d", int(t.date.Month)), ":month", day("%02d", int(t.date.Month)),
		":i_day", day("%d", int(t.date.Day)), ":day", day("%02d", int(t.date.Day)), ":title", titled, ":slug", titled, ":filename", name, ":contentbasename", name,
		":path", stem, ":sections", path.Dir(stem), ":section", section, ":output_ext", ".html", ":basename", name, ":name", name,
		"{{ page.fileSlug }}", name, "{{page.fileSlug}}", name, "{{ page.filePathStem }}", "/"+stem, "{{ slug }}", titled).Replace(pattern)
	if strings.ContainsAny(filled, ":{}") {
		return "", false
	}
	for strings.Contains(filled, "//") {
		filled = strings.ReplaceAll(filled, "//", "/")
	}
	return filled, true
}

// kept are the first parts of addresses that an archive keeps for itself.
var kept = []string{"assets", "corrections", "data", "feeds", "files", "logos", "search", "statements"}

// redirectable returns an address as redirect_from takes it, or says why it
// cannot.
func (m *migration) redirectable(written string) (address, why string) {
	if u, err := url.Parse(written); err == nil {
		written = u.Path // of another host or not: it is this site that answers for it
	}
	address = "/" + strings.TrimLeft(written, "/")
	inner := strings.Trim(address, "/")
	top, below, _ := strings.Cut(strings.ToLower(inner), "/")
	top = strings.TrimSuffix(strings.TrimSuffix(top, ".html"), ".htm")
	switch {
	case inner == "" || inner == "index.html":
		return "", "it is the first page"
	case top == "" || top[0] == '_', slices.Contains(kept, top) && (top != "statements" || !strings.Contains(below, "/")):
		return "", "the archive keeps it for itself"
	case slices.Contains([]string{"countries", "signatories", "topics"}, top) && below == "":
		return "", "the archive keeps it for itself"
	case path.Ext(inner) != "" && !slices.Contains([]string{".html", ".htm"}, path.Ext(inner)):
		return "", "it is no address of a page"
	}
	if !load.TakesFormer(address) {
		return "", "not every host and system can have such a name"
	}
	for part := bare(address); part != ""; part = part[:strings.LastIndexByte(part, '/')] {
		if p := m.taken["pages"+part+".md"]; p != nil && p.kind == page {
			return "", fmt.Sprintf("the page %s is there, or where its folder would be", part)
		}
	}
	return address, ""
}

// find returns the file of the old site that an address in a text means.
func (m *migration) find(t *text, dest string) (string, bool) {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	dest = m.local(dest)
	if unescaped, err := url.PathUnescape(dest); err == nil {
		dest = unescaped
	}
	if dest == "" || strings.Contains(dest, "://") {
		return "", false
	}
	var candidates []string
	if rooted, ok := strings.CutPrefix(dest, "/"); ok {
		for _, root := range []string{"", "static", "assets", "src", "content", "public", "src/assets"} {
			candidates = append(candidates, path.Join(root, rooted))
		}
	} else {
		candidates = []string{path.Join(path.Dir(t.path), dest), dest, path.Join("static", dest), path.Join("src", dest)}
	}
	for _, c := range candidates {
		for _, ending := range []string{"", ".md", "/index.md", ".markdown"} {
			if m.site.files[c+ending] {
				return c + ending, true
			}
		}
	}
	return "", false
}

// local takes the old site's own host off an address.
func (m *migration) local(dest string) string {
	for _, x := range m.settings {
		if x.key == "url" || x.key == "baseurl" {
			own := strings.TrimSuffix(x.value.one(), "/")
			if rest, ok := strings.CutPrefix(dest, own); ok && own != "" && (rest == "" || rest[0] == '/') {
				return rest
			}
		}
	}
	return dest
}

// attach has a file of the old site copied beside a text, and returns its name
// there.
func (m *migration) attach(t *text, from string) string {
	folder := strings.TrimSuffix(t.target, ".md")
	if t.original != nil {
		folder = strings.TrimSuffix(t.original.target, ".md")
	}
	ending := strings.ToLower(path.Ext(from))
	stem := strings.TrimSuffix(path.Base(from), path.Ext(from))
	for n := 1; ; n++ {
		name := slug.Of(stem) + ending
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", slug.Of(stem), n, ending)
		}
		to := folder + "/" + name
		if had, taken := m.files[to]; !taken || had.From == from {
			m.became(from, File{Path: to, From: from})
			return name
		}
	}
}
