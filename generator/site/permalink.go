package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/near"
)

var lostAddress = diag.Rule{Name: "lost-address", Severity: diag.Error,
	Doc: "an address that was ever published must still lead somewhere"}

// Permalinks returns every address of the site that a reader or a program may
// have kept, with the record that it belongs to, sorted by address. What only
// pages refer to, and hosts and search engines look for, is not among them:
// the theme's files, logos, sitemaps and the like; nor is the past of a feed,
// whose documents are found from it.
func (s *Site) Permalinks() []archive.Permalink {
	var all []archive.Permalink
	for p := range s.All {
		switch {
		case p.Feed.Number > 0:
		case slices.Contains(forPrograms, p.Kind):
		default:
			all = append(all, archive.Permalink{Address: string(p.Path), ID: cmp.Or(s.recordOf(p), "-")})
		}
	}
	slices.SortFunc(all, func(p, q archive.Permalink) int { return strings.Compare(p.Address, q.Address) })
	return all
}

// forPrograms are the kinds of what nobody keeps the address of.
var forPrograms = []Kind{Asset, Logo, NotFound, Sitemap, Robots, Headers, Redirects}

// recordOf returns the id of the record that a page belongs to, with its
// folder; "" for what is the archive's.
func (s *Site) recordOf(p *Page) string {
	switch {
	case p.Kind == Redirect:
		return s.recordOf(p.Target)
	case p.Statement != nil:
		return "statements/" + p.Statement.ID
	case p.Text != nil:
		return "pages/" + p.Text.ID
	case p.Kind == File:
		return s.recordOfFile(strings.TrimPrefix(string(p.Path), "/files/"))
	case p.subject().record():
		return strings.Trim(p.subject().path(), "/")
	}
	return ""
}

// record reports whether a list is that of a record.
func (s Subject) record() bool {
	return s.Kind == Country || s.Kind == Signatory || s.Kind == Topic
}

// recordOfFile returns the record whose attachment is at an address below
// /files/.
func (s *Site) recordOfFile(rest string) string {
	for dir := path.Dir(rest); dir != "."; dir = path.Dir(dir) {
		if st := s.Archive.Statement(dir); st != nil && st.ID == dir {
			return "statements/" + dir
		}
		if folder, _, _ := strings.Cut(dir, "/"); folder != "statements" && s.sourceOfRecord(dir) != "" {
			return dir
		}
	}
	return ""
}

// sourceOfRecord returns the file of a record; "" where there is none.
func (s *Site) sourceOfRecord(id string) string {
	folder, rest, _ := strings.Cut(id, "/")
	switch folder {
	case "statements":
		if st := s.Archive.Statement(rest); st != nil && st.ID == rest {
			return st.Source.Path
		}
	case "pages":
		for _, p := range s.Archive.Pages {
			if p.ID == rest {
				return p.Original().Source.Path
			}
		}
	default:
		whole := Path("/" + id + "/")
		if p := s.owners[whole.fold()]; p != nil && p.Path == whole && p.List != nil {
			return id + ".md"
		}
	}
	return ""
}

// loss is what one record has lost.
type loss struct {
	archive.Permalink     // its page, or else the first of its addresses
	more              int // how many besides
}

// lost reports the recorded addresses that nothing answers, once for each
// record. Where a file could not be read, or the settings, which leaves the
// archive's language undetermined, it is not known what would answer, and that
// has been reported.
func (s *Site) lost(faults *diag.List) {
	if s.Archive.Language == archive.Undetermined {
		return
	}
	for v := range s.texts {
		if unread(v) {
			return
		}
	}
	losses := map[string]*loss{}
	var order []string
	for _, p := range s.Archive.Permalinks {
		if s.answers(p) {
			continue
		}
		key := s.cause(p)
		switch l := losses[key]; {
		case l == nil:
			losses[key] = &loss{Permalink: p}
			order = append(order, key)
		case strings.Trim(p.Address, "/") == p.ID:
			l.Permalink, l.more = p, l.more+1
		default:
			l.more++
		}
	}
	heirs := near.Guesses{}
	for _, key := range order {
		l := losses[key]
		message := fmt.Sprintf("address %q, published on %s, would be lost", l.Address, l.Day)
		if l.more > 0 {
			message += fmt.Sprintf(", and %d more", l.more)
		}
		faults.Add(&lostAddress, diag.Position{File: s.Archive.File("permalinks.tsv"), Pos: diag.Pos{Line: l.Line, Column: 1}}, message, s.bringBack(l, heirs))
	}
}

// cause returns what the losses have in common that one hint mends: a build
// that was ahead of its time, a language, or a record.
func (s *Site) cause(p archive.Permalink) string {
	if s.ahead(p) {
		return "ahead"
	}
	if lang := s.goneLanguage(p.Address); lang != "" {
		return "/" + lang
	}
	if p.ID == "-" {
		return p.Address
	}
	return p.ID
}

// ahead reports whether the day of an address is yet to come.
func (s *Site) ahead(p archive.Permalink) bool { return s.Archive.Today.Before(p.Day) }

// answers reports whether a recorded address has a page, or leads to one. The
// files of a removed statement are gone for good.
func (s *Site) answers(p archive.Permalink) bool {
	owner := s.owners[Path(p.Address).fold()]
	return owner != nil && owner.Path == Path(p.Address) || strings.HasPrefix(p.Address, "/files/") && s.removed(p.ID) != nil
}

// goneLanguage returns the language of an address that the site had once, and
// is not offered in any more; "" for any other address.
func (s *Site) goneLanguage(address string) string {
	lang, _ := s.split(address)
	if lang == "" || slices.Contains(s.Languages, lang) {
		return ""
	}
	if !s.recorded("/" + lang + "/") {
		return ""
	}
	return lang
}

// recorded reports whether an address was published before.
func (s *Site) recorded(address string) bool {
	_, found := slices.BinarySearchFunc(s.Archive.Permalinks, address, func(p archive.Permalink, address string) int {
		return strings.Compare(p.Address, address)
	})
	return found
}

// bringBack returns the hint for a loss: the file, and the line of its front
// matter that mends it.
func (s *Site) bringBack(l *loss, heirs near.Guesses) string {
	if s.ahead(l.Permalink) {
		return fmt.Sprintf("today is %s; if a build with a future --now recorded this, delete the lines of %s whose day is yet to come", s.Archive.Today, s.Archive.File("permalinks.tsv"))
	}
	if lang := s.goneLanguage(l.Address); lang != "" {
		return fmt.Sprintf("put languages: [%s] into %s", strings.Join(append(slices.Clip(s.Languages), lang), ", "), s.Archive.File("archive.yaml"))
	}
	if l.ID == "-" {
		return "no text makes this address; build with the version of the program that did"
	}
	folder, id, _ := strings.Cut(l.ID, "/")
	for _, o := range s.Archive.LeftOut {
		if o.Source.Path == l.ID+".md" || folder == "statements" && o.ID == id {
			return s.publishAgain(o)
		}
	}
	file := s.sourceOfRecord(l.ID)
	if file == "" {
		return s.replace(l, heirs)
	}
	lang, rest := s.split(l.Address)
	again := fmt.Sprintf("put redirect_from: [%s] into %s", l.Address, s.Archive.File(file))
	if lang != "" && strings.Trim(rest, "/") == l.ID || lang != "" && folder == "pages" && rest == "/"+id {
		return fmt.Sprintf("bring %s back, or %s", s.Archive.File(strings.TrimSuffix(file, ".md")+"."+lang+".md"), again)
	}
	if name, ok := strings.CutPrefix(l.Address, "/files/"+strings.TrimPrefix(l.ID, "statements/")+"/"); ok {
		return fmt.Sprintf("bring %s back, with a link to it; or, if the signed document took its place, %s",
			s.Archive.File(strings.TrimSuffix(file, ".md")+"/"+name), again)
	}
	return again
}

// publishAgain returns the hint for a record that was published, and is left
// out now.
func (s *Site) publishAgain(o archive.LeftOut) string {
	file := s.Archive.File(o.Source.Path)
	switch {
	case o.Reason == "draft":
		return fmt.Sprintf("delete draft: true from %s, which was published", file)
	case strings.HasPrefix(o.Reason, "embargo"):
		return fmt.Sprintf("delete the embargo from %s, which was published", file)
	}
	return fmt.Sprintf("%s was published, but is %s; publish that", file, o.Reason)
}

// replace returns the hint for a record that is no more: the one that may have
// taken its place, else the file to bring back.
func (s *Site) replace(l *loss, heirs near.Guesses) string {
	folder, id, _ := strings.Cut(l.ID, "/")
	file, heir := s.Archive.File(l.ID+".md"), heirs.For(l.ID, s.heir)
	from := "/" + l.ID + "/"
	if folder == "pages" {
		from = "/" + id
	}
	switch {
	case folder == "statements" && heir != "":
		return fmt.Sprintf("put id: %s into %s", id, s.Archive.File(heir))
	case folder == "statements":
		return fmt.Sprintf("bring %s back, with retracted: {date: …, note: …} if it was taken back, or removed: {date: …, note: …} if it had to go", file)
	case folder == "countries":
		return fmt.Sprintf(`add %s with two lines "---" in it; with a file, a country has a page whether or not a statement is about it`, file)
	case heir != "":
		return fmt.Sprintf("put redirect_from: [%s] into %s", from, s.Archive.File(heir))
	}
	return fmt.Sprintf("bring %s back, or put redirect_from: [%s] into the file of what took its place", file, from)
}

// heir returns the file of the record that has most likely taken the place of
// one: among those that were never published, the one with the nearest id,
// else the only one in the same folder.
func (s *Site) heir(lost string) string {
	published := map[string]bool{}
	for _, p := range s.Archive.Permalinks {
		published[p.ID] = true
	}
	fresh := map[string]string{} // files by id
	folder, _, _ := strings.Cut(lost, "/")
	for _, p := range s.owners {
		if id := s.recordOf(p); !published[id] && strings.HasPrefix(id, folder+"/") && fresh[id] == "" {
			fresh[id] = s.sourceOfRecord(id)
		}
	}
	if best := near.Best(lost, maps.Keys(fresh)); best != "" {
		return fresh[best]
	}
	var only string
	for id, file := range fresh {
		if path.Dir(id) == path.Dir(lost) {
			if only != "" {
				return ""
			}
			only = file
		}
	}
	return only
}
