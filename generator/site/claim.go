package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"communique/generator/diag"
)

// Rules are what plan refuses.
var Rules = []*diag.Rule{&addressCollision, &brokenLink, &brokenAnchor, &unusedAttachment,
	&lostAddress, &redirectLoop, &brokenRedirect}

var (
	addressCollision = diag.Rule{Name: "address-collision", Severity: diag.Error,
		Doc: "two files must not have one address, not even when they differ in letter case or Unicode form only"}
	brokenLink = diag.Rule{Name: "broken-link", Severity: diag.Error,
		Doc: "a link inside the archive must lead to a page or a file of it"}
	brokenAnchor = diag.Rule{Name: "broken-anchor", Severity: diag.Error,
		Doc: "the part of a link after # must be a heading of the page"}
	unusedAttachment = diag.Rule{Name: "unused-attachment", Severity: diag.Warning,
		Doc: "a file beside a text is published only when the text uses it"}
)

// reserved are the addresses that the program keeps for itself with all that
// lies below them, for now or for later.
var reserved = []string{"assets", "corrections", "countries", "data", "feeds", "files", "logos", "search", "signatories", "statements", "topics"}

// month is a statement's id that would be the address of a month.
var month = regexp.MustCompile(`^[0-9]{4}/[0-9]{2}$`)

// claim enters the pages' addresses, and reports each that is taken.
func (s *Site) claim(faults *diag.List, groups ...[]*Page) {
	c := claims{Site: s, faults: faults, reported: map[string]bool{}}
	for _, pages := range groups {
		for _, p := range pages {
			if p.Feed.Number > 0 {
				continue // below an address that is kept, in a folder of its own
			}
			key := p.Path.fold()
			if owner := s.owners[key]; owner != nil {
				c.collide(p, owner)
				continue
			}
			s.owners[key] = p
		}
	}
	for _, pages := range groups {
		for _, p := range pages {
			if p.Kind == Statement || p.Kind == Text {
				c.keepFree(p)
				c.claimFolders(p)
			}
		}
	}
}

// claims reports the addresses that are taken, once for each file: two that
// collide do so in each language and feed.
type claims struct {
	*Site
	faults   *diag.List
	reported map[string]bool // files, and pairs of them
}

func (c *claims) fault(p *Page, message, hint string) {
	c.faults.Add(&addressCollision, c.position(p), message, hint)
	c.reported[c.sourceOf(p)] = true
}

// keepFree reports a page at an address that is kept for the program.
func (c *claims) keepFree(p *Page) {
	if c.reported[c.sourceOf(p)] {
		return
	}
	// A year's months get pages when it has many statements; an address that
	// works until then would be one that dies.
	if p.Kind == Statement && month.MatchString(p.Statement.ID) {
		c.fault(p, fmt.Sprintf("address %q is kept for the statements of a month", p.Path), "add a word to the file's name")
	}
	if p.Kind != Text {
		return
	}
	if top, _, _ := strings.Cut(p.Text.ID, "/"); slices.Contains(reserved, Path(top).fold()) {
		c.fault(p, fmt.Sprintf("address %q is kept for the program", p.Path), "rename the file")
	}
}

// claimFolders reports a page that lies in a folder named like a page's file:
// hosts differ on which of a file and a folder of one name they serve.
func (c *claims) claimFolders(p *Page) {
	key := p.Path.fold()
	for i := strings.LastIndexByte(key, '/'); i > 0; i = strings.LastIndexByte(key[:i], '/') {
		owner := c.owners[key[:i]]
		if owner == nil || owner.Kind != Statement && owner.Kind != Text || c.reported[c.sourceOf(owner)] || c.reported[c.sourceOf(p)] {
			continue
		}
		c.fault(p, fmt.Sprintf("address %q lies below that of %s", p.Path, c.sourceOf(owner)), "move or rename one of the two files")
	}
}

func (c *claims) collide(p, owner *Page) {
	s := c.Site
	pair := s.sourceOf(p) + "\x00" + s.sourceOf(owner)
	if c.reported[pair] || sameID(p, owner) {
		return
	}
	c.reported[pair] = true
	// The file of an editor is the one to rename, so the position is in it.
	if s.position(p).File == "" || s.sourceOf(p) < s.sourceOf(owner) && s.position(owner).File != "" {
		p, owner = owner, p
	}
	hint := "rename one of the two files"
	if s.sourceOf(p) == s.sourceOf(owner) {
		hint = "give one of the two records another id"
	} else if s.position(owner).File == "" {
		hint = "rename the file"
	}
	c.fault(p, fmt.Sprintf("address %q is also that of %s", p.Path, s.sourceOf(owner)), hint)
}

// sameID reports whether the pages are those of two statements of which one
// claims the other's id; package check reports them.
func sameID(p, q *Page) bool {
	return p.Kind == q.Kind && p.Statement != nil && q.Statement != nil && p.Statement != q.Statement && p.Statement.ID == q.Statement.ID &&
		(p.Statement.At.ID != diag.Pos{} || q.Statement.At.ID != diag.Pos{})
}

// sourceOf names what a page is made from.
func (s *Site) sourceOf(p *Page) string {
	if at := s.position(p); at.File != "" {
		return at.File
	}
	switch {
	case p.Feed.Feed != nil:
		return p.Feed.Subject.source()
	case p.List != nil && p.Kind != Search:
		return p.List.describe()
	}
	return "the program's own " + p.Path.File()
}

func (l *List) describe() string {
	if l.Period != (Period{}) {
		return l.Subject.source() + ", " + l.Period.String()
	}
	return l.Subject.source()
}

// position returns the file that a page is made from; the zero Position
// where no single file is.
func (s *Site) position(p *Page) diag.Position {
	path := ""
	switch {
	case p.Kind == Statement, p.Kind == Removed:
		path = p.Statement.Versions[p.Version].Source.Name()
	case p.Kind == Text:
		path = p.Text.Versions[p.Version].Source.Name()
	case p.Kind == File || p.Kind == Logo:
		path = p.Content
	case p.Kind == Redirect:
		return s.position(p.Target)
	default:
		if v := p.subject().Versions(); len(v) > 0 {
			path = v[0].Source.Name()
		}
	}
	if path == "" {
		return diag.Position{}
	}
	return diag.Position{File: s.Archive.File(path), Pos: diag.Pos{Line: 1, Column: 1}}
}

// Page returns the page at an address, which must be written as the plan has
// it; nil if there is none.
func (s *Site) Page(p Path) *Page {
	if owner := s.owners[p.fold()]; owner != nil && owner.Path == p {
		return owner
	}
	for page := range s.All { // the past of feeds claims no addresses
		if page.Path == p {
			return page
		}
	}
	return nil
}

// comparePaths orders addresses by their bytes.
func comparePaths(p, q Path) int { return strings.Compare(string(p), string(q)) }

// nfc puts a name that came from a file system into the Unicode form that the
// site uses: macOS hands out decomposed names.
func nfc(s string) string { return norm.NFC.String(s) }
