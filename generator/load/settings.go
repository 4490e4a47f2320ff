package load

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/erase"
)

var archiveKeys = []key[archive.Archive]{
	{"title", true, "the archive's title", func(f *file, n *yaml.Node, a *archive.Archive) { f.text(n, &a.Title) }},
	{"description", false, "one or two sentences on what it holds", func(f *file, n *yaml.Node, a *archive.Archive) { f.text(n, &a.Description) }},
	{"titles", false, "its titles in other languages: {fr: …, km: …}", func(f *file, n *yaml.Node, a *archive.Archive) { f.names(n, &a.Titles) }},
	{"descriptions", false, "its descriptions in other languages", func(f *file, n *yaml.Node, a *archive.Archive) { f.names(n, &a.Descriptions) }},
	{"base_url", true, "the address that the site is published under: https://archive.example.org", readBaseURL},
	{"id_authority", true, "the name in the feeds' ids, a host of yours and a year or day on which it was: archive.example.org,2026; never changes", readIDAuthority},
	{"language", false, "the archive's own language; en if left out", func(f *file, n *yaml.Node, a *archive.Archive) {
		var ok bool
		if a.Language, ok = f.language(n); ok {
			a.LanguagesAt[a.Language] = f.pos(n)
		}
	}},
	{"languages", false, "the languages that the site is offered in: [en, fr]", func(f *file, n *yaml.Node, a *archive.Archive) {
		f.list(n, "[en, fr]", func(n *yaml.Node) {
			if lang, ok := f.language(n); ok {
				a.Languages = append(a.Languages, lang)
				a.LanguagesAt[lang] = f.pos(n)
			}
		})
	}},
	{"publisher", false, "who keeps the archive: {name: …, url: …, email: …}", func(f *file, n *yaml.Node, a *archive.Archive) {
		if f.mapping(n, "{name: …, url: …}") {
			read(f, n, publisherKeys, &a.Publisher, "a publisher")
		}
	}},
	{"license", false, "what may be done with the archive's own texts and data: {name: …, url: …}", func(f *file, n *yaml.Node, a *archive.Archive) {
		if f.mapping(n, "{name: CC BY 4.0, url: …}") {
			read(f, n, licenseKeys, &a.License, "a license")
		}
	}},
	{"hub", false, "the WebSub hub that the feeds name, which then learns who subscribes: https://hub.example/; none if left out", readHub},
	{"erased", false, "hashes of names that must never appear, as communique erase prints them", readErased},
}

var publisherKeys = []key[archive.Publisher]{
	{"name", true, "its name", func(f *file, n *yaml.Node, p *archive.Publisher) { f.text(n, &p.Name) }},
	{"url", false, "its site", func(f *file, n *yaml.Node, p *archive.Publisher) { f.url(n, &p.URL) }},
	{"email", false, "its address for readers", func(f *file, n *yaml.Node, p *archive.Publisher) { f.text(n, &p.Email) }},
}

var licenseKeys = []key[archive.License]{
	{"name", true, "its name", func(f *file, n *yaml.Node, l *archive.License) { f.text(n, &l.Name) }},
	{"url", false, "where it can be read", func(f *file, n *yaml.Node, l *archive.License) { f.url(n, &l.URL) }},
}

// readSettings reads archive.yaml.
func readSettings(f *file, src []byte, a *archive.Archive) {
	a.Language, a.LanguagesAt = archive.Undetermined, map[string]diag.Pos{}
	if f.checkText(src) {
		if root := f.parse(src); root != nil {
			a.Language = "en"
			read(f, root, archiveKeys, a, "archive.yaml")
		}
	}
	// The archive's own language comes first, and each once.
	rest := slices.DeleteFunc(a.Languages, func(l string) bool { return l == a.Language })
	slices.Sort(rest)
	a.Languages = append([]string{a.Language}, slices.Compact(rest)...)
}

// readErased reads the hashes of names.
func readErased(f *file, n *yaml.Node, a *archive.Archive) {
	const hint = "put what communique erase prints below erased:, a line for each name"
	var lines []string
	f.list(n, "[v1:…]", func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || erase.Check(n.Value) != nil {
			f.wrong(n, "the hash of a name", hint)
			return
		}
		lines = append(lines, n.Value)
	})
	a.Erased, _ = erase.New(lines) // each is checked
}

func readBaseURL(f *file, n *yaml.Node, a *archive.Archive) {
	var s string
	if f.url(n, &s); s == "" {
		return
	}
	base, err := ParseBaseURL(s)
	if err != nil {
		f.fault(&badURL, f.pos(n), err.Error(), "write scheme, host and perhaps a path: https://archive.example.org")
		return
	}
	a.BaseURL = base
}

// readHub reads an address that feeds have as it is.
func readHub(f *file, n *yaml.Node, a *archive.Archive) {
	if f.url(n, &a.Hub); strings.ContainsAny(a.Hub, outsideURIs) {
		f.fault(&badURL, f.pos(n), fmt.Sprintf("%q is no web address", a.Hub), "write it as a browser shows it: https://hub.example/")
		a.Hub = ""
	}
}

// ParseBaseURL checks the address that a site is published under, and returns
// it without a slash at the end.
func ParseBaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || !isURL(s) || u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.ContainsAny(s, "#?"+outsideURIs) {
		return "", fmt.Errorf("%q cannot be the address of a site", s)
	}
	return strings.TrimRight(s, "/"), nil
}

// outsideURIs are the signs that RFC 3986 has in no URI. All that a site writes
// has its address in it, the rules of hosts among that.
const outsideURIs = "\"<>\\^`{|}"

// idAuthority is the authorityName and date of RFC 4151 section 2.1.
var idAuthority = regexp.MustCompile(`^([A-Za-z0-9._-]+@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`)

func readIDAuthority(f *file, n *yaml.Node, a *archive.Archive) {
	var s string
	if f.text(n, &s); s == "" {
		return
	}
	if !idAuthority.MatchString(s) {
		f.fault(&badIDAuthority, f.pos(n), fmt.Sprintf("%q is no authority for ids", s), "write a host name of yours, a comma and a year in which it was: archive.example.org,2026")
		return
	}
	a.IDAuthority = s
}
