package site

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"communique/generator/archive"
)

// Path is an address on the site: it begins with a slash, is not escaped, and
// ends in a slash where it is a folder's index. A language other than the
// archive's own comes first: /fr/countries/kh/.
type Path string

// File returns the file that holds the page, relative to the output folder.
// Addresses that end in a slash are an index.html; those without an extension
// of their own get .html, for every host adds it when it looks for the file.
// Attachments keep their names: a README must not be served as a page.
func (p Path) File() string {
	name := strings.TrimPrefix(string(p), "/")
	switch {
	case name == "" || strings.HasSuffix(name, "/"):
		return name + "index.html"
	case p.hasExtension() || strings.HasPrefix(name, "files/") || p == "/_headers" || p == "/_redirects":
		return name
	}
	return name + ".html"
}

// hasExtension reports whether p names a file as it is. Only the files that
// this package itself puts at the root or in /files/, /assets/ and feeds have
// one: slugs have no dots.
func (p Path) hasExtension() bool {
	return strings.Contains(string(p[strings.LastIndexByte(string(p), '/')+1:]), ".")
}

// fold returns what two addresses have in common when some file system or
// host would take them for one: letter case, Unicode form, a slash, .html or
// index.html at the end.
func (p Path) fold() string {
	s := strings.TrimSuffix(strings.TrimSuffix(string(p), "/"), ".html")
	s = strings.TrimSuffix(s, "/index")
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))
		}
	}
	return s
}

// Base is where a site is served from.
type Base struct {
	Origin string // scheme and host, without a slash
	Host   string
	Prefix string // the path that the site lies under: empty, or /archive
}

// ParseBase splits a base URL that load has accepted.
func ParseBase(baseURL string) Base {
	u, err := url.Parse(baseURL)
	if err != nil {
		panic("site: " + err.Error()) // load refuses such a base_url
	}
	return Base{u.Scheme + "://" + u.Host, u.Host, strings.TrimSuffix(u.EscapedPath(), "/")}
}

// Href returns how a page of the site links to p. Every address in a page
// comes from here.
func (b Base) Href(p Path) string { return b.Prefix + escape(p) }

// URL returns p with scheme and host.
func (b Base) URL(p Path) string { return b.Origin + b.Prefix + escape(p) }

// escape percent-encodes what RFC 3986 does not allow in a path. Slugs are
// mostly plain ASCII, so the common case costs nothing.
func escape(p Path) string {
	for i := range len(p) {
		c := p[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '/' || c == '-' || c == '.' || c == '_') {
			return (&url.URL{Path: string(p)}).EscapedPath()
		}
	}
	return string(p)
}

// prefix returns what a language's addresses begin with.
func (s *Site) prefix(lang string) string {
	if lang == s.Languages[0] {
		return ""
	}
	return "/" + lang
}

// Home returns the first page in a language.
func (s *Site) Home(lang string) Path { return Path(s.prefix(lang) + "/") }

// Index returns the page that lists all of one kind: statements, countries,
// signatories or topics.
func (s *Site) Index(kind Kind, lang string) Path {
	return Path(s.prefix(lang) + "/" + string(kind) + "/")
}

func (s *Site) notFound(lang string) Path { return Path(s.prefix(lang) + "/404.html") }

// OpenSearch returns the file by which a browser searches in a language.
func (s *Site) OpenSearch(lang string) Path { return Path(s.prefix(lang) + "/opensearch.xml") }

// StatementIn returns where a reader of lang is sent for a statement: to its
// text in that language, else to the page that every statement has.
func (s *Site) StatementIn(st *archive.Statement, lang string) Path {
	return Path(s.prefixOf(st.Versions, lang) + "/statements/" + st.ID)
}

// PageIn returns the address of a page about the archive, likewise.
func (s *Site) PageIn(p *archive.Page, lang string) Path {
	return Path(s.prefixOf(p.Versions, lang) + "/" + p.ID)
}

// prefixOf returns what the address of a text begins with for a reader of
// lang: nothing, unless the text has a page of its own in that language.
func (s *Site) prefixOf(all archive.Versions, lang string) string {
	if lang == s.Languages[0] {
		return ""
	}
	for place := range s.places(all) {
		if place == lang {
			return s.prefix(lang)
		}
	}
	return ""
}

// ListIn returns the address of a list or, with a period, of a part of it.
func (s *Site) ListIn(of Subject, period Period, lang string) Path {
	base := s.prefix(lang) + of.path()
	switch {
	case period.Year == 0:
		return Path(base)
	case of.Kind == Statements && period.Month == 0:
		return Path(base + period.String() + "/")
	case of.Kind == Statements:
		return Path(base + strings.Replace(period.String(), "-", "/", 1))
	}
	// No folder beside a file of its name: hosts differ on which one answers.
	// So the months of a country's year are 2017-09, not 2017/09.
	return Path(base + period.String())
}

// Feed returns the address of a list's feed. The feed of all statements is
// the archive's, at the root.
func (s *Site) Feed(of Subject, kind Kind, lang string) Path {
	folder := of.path()
	if of.Kind == Statements {
		folder = "/"
	}
	return Path(s.prefix(lang) + folder + feedName(kind))
}

// PastFeed returns the address of a document of a feed's past; with 0, of the
// feed. Hosts are told of its type by the end of its name.
func (s *Site) PastFeed(of Subject, kind Kind, lang string, number int) Path {
	if number == 0 {
		return s.Feed(of, kind, lang)
	}
	folder := s.prefix(lang) + "/feeds" + of.path()
	if thousands := number - number%1000; thousands > 0 { // hosts limit the files of a folder
		folder += strconv.Itoa(thousands) + "/"
	}
	return Path(folder + strconv.Itoa(number) + "-" + feedName(kind))
}

func feedName(kind Kind) string {
	if kind == JSONFeed {
		return "feed.json"
	}
	return "feed.xml"
}

// OPML returns the address of a list of feeds: all, or those of an index.
func (s *Site) OPML(of Kind, lang string) Path {
	return s.Index(Feeds, lang) + Path(of) + ".opml"
}

// SubjectURI returns the identity of a signatory, country or topic, likewise a
// tag: URI.
func (s *Site) SubjectURI(of Subject) string {
	return "tag:" + s.Archive.IDAuthority + ":" + strings.Trim(escape(Path(of.path())), "/")
}

// TagURI returns the statement's id in feeds, a tag: URI (RFC 4151) that
// survives a new slug, title or host.
func (s *Site) TagURI(st *archive.Statement) string {
	return "tag:" + s.Archive.IDAuthority + ":statements/" + escape(Path(st.ID))
}
