package site

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/diag"
)

// A former address leads to a page in one step: what it leads to is always a
// page that the plan has already, never another former address. So there are
// no chains, and what would be a loop is an address that is in use.
var (
	redirectLoop = diag.Rule{Name: "redirect-loop", Severity: diag.Error,
		Doc: "a former address must not lead back to itself"}
	brokenRedirect = diag.Rule{Name: "broken-redirect", Severity: diag.Error,
		Doc: "the former address of a file, such as a PDF, must lead to a file of its kind"}
)

// fewRedirects is how many lines a _redirects file may have: GitLab Pages
// reads 1,000, Cloudflare Pages 2,000, and Netlify grows slow with them. A site
// with more has none of them, for half of them would be a riddle.
const fewRedirects = 1000

// redirects plans a page for every former address, and for every recorded one
// that follows by itself; it enters them among the owners of addresses.
func (s *Site) redirects(faults *diag.List) []*Page {
	r := redirects{Site: s, faults: faults}
	var all []former
	for f := range s.formers {
		if !s.recorded(f.Address) && s.recorded(f.Address+"/") {
			f.Address += "/"
		}
		all = append(all, f)
		r.add(f)
	}
	r.coverAll(all)
	for _, p := range s.Archive.Permalinks {
		if target := s.follow(p); target != nil {
			r.lead(Path(p.Address), target)
		}
	}
	slices.SortFunc(r.pages, func(p, q *Page) int { return comparePaths(p.Path, q.Path) })
	s.Redirects = r.pages
	pages := r.pages
	if n := len(pages); n > 0 && n <= fewRedirects {
		pages = append(slices.Clip(pages), &Page{Path: "/_redirects", Kind: Redirects})
	}
	return pages
}

// redirects is the work of planning them.
type redirects struct {
	*Site
	faults *diag.List
	pages  []*Page
}

// former is an address that a text says it had.
type former struct {
	archive.Former
	source archive.Source
	lang   string // of the page that it leads to; "" for the archive's own
	record *Page  // that page
}

// formers yields every former address that a text names.
func (s *Site) formers(yield func(former) bool) {
	each := func(all archive.Versions, page func(lang string) Path) bool {
		for i, v := range all {
			for _, f := range v.Former {
				lang, _ := s.split(f.Address)
				if lang == "" && i > 0 {
					lang = v.Language
				}
				if p := s.owners[page(lang).fold()]; p != nil && !yield(former{f, v.Source, lang, p}) {
					return false
				}
			}
		}
		return true
	}
	for _, st := range slices.Concat(s.Archive.Statements, s.Archive.Removed) {
		if !each(st.Versions, func(lang string) Path { return s.StatementIn(st, lang) }) {
			return
		}
	}
	for _, p := range s.Archive.Pages {
		if !each(p.Versions, func(lang string) Path { return s.PageIn(p, lang) }) {
			return
		}
	}
	for _, of := range s.subjects() {
		if !each(of.Versions(), func(lang string) Path { return s.ListIn(of, Period{}, s.offered(lang)) }) {
			return
		}
	}
}

// subjects returns what has a list of its own.
func (s *Site) subjects() []Subject {
	var all []Subject
	for _, c := range s.Archive.Countries {
		all = append(all, Subject{Kind: Country, Country: c})
	}
	for _, g := range s.Archive.Signatories {
		all = append(all, Subject{Kind: Signatory, Signatory: g})
	}
	for _, t := range s.Archive.Topics {
		all = append(all, Subject{Kind: Topic, Topic: t})
	}
	return all
}

// offered returns a language if the site is offered in it, else its own.
func (s *Site) offered(lang string) string {
	if slices.Contains(s.Languages, lang) {
		return lang
	}
	return s.Languages[0]
}

// add plans the page of a former address as it is written.
func (r *redirects) add(f former) {
	from := Path(f.Address)
	at := r.Archive.Position(f.source, f.At)
	target := r.counterpart(f, f.lang, "")
	if strings.HasPrefix(f.Address, "/files/") && !strings.HasSuffix(f.Address, "/") {
		target = r.fileFor(f, path.Base(f.Address))
	}
	switch owner := r.owners[from.fold()]; {
	case owner != nil && r.recordOf(owner) == r.recordOf(f.record) && owner.Kind != Redirect:
		r.faults.Add(&redirectLoop, at, fmt.Sprintf("%q is the text's own address", f.Address), "delete it; former addresses are those that it has no more")
	case owner != nil && r.leadsBack(f, owner):
		r.faults.Add(&redirectLoop, at, fmt.Sprintf("%q belongs to %s, which leads back here", f.Address, r.sourceOf(owner)), "delete one of the two redirect_from, and the file that is no more")
	case owner != nil && owner.Kind == Redirect:
		r.faults.Add(&addressCollision, at, fmt.Sprintf("address %q leads to %s already", f.Address, r.sourceOf(owner.Target)), "keep it in one of the two files")
	case owner != nil:
		hint := "delete it"
		if r.recordOf(owner) != "" {
			hint = "delete it here, or that file if this one takes its place"
		}
		r.faults.Add(&addressCollision, at, fmt.Sprintf("address %q is that of %s", f.Address, r.sourceOf(owner)), hint)
	case r.kept(from):
		r.faults.Add(&addressCollision, at, fmt.Sprintf("address %q is kept for the program", f.Address), "delete it")
	case r.below(from) != nil:
		r.faults.Add(&addressCollision, at, fmt.Sprintf("address %q lies below that of %s", f.Address, r.sourceOf(r.below(from))), "delete it; hosts differ on a file and a folder of one name")
	case target == nil || !fits(from, target):
		r.faults.Add(&brokenRedirect, at, fmt.Sprintf("%q cannot lead to %s, which is no file of its kind", f.Address, f.record.Path), "bring the file back, or name the one that took its place as original:")
	default:
		r.enter(from, target)
	}
}

// coverAll plans pages for what was published below former addresses that end
// in a slash, and for the same in each language.
func (r *redirects) coverAll(all []former) {
	if len(all) == 0 {
		return
	}
	type place struct{ address, lang, from string }
	places := make([]place, 0, len(r.Archive.Permalinks))
	for _, p := range r.Archive.Permalinks {
		lang, rest := r.split(p.Address)
		places = append(places, place{p.Address, lang, p.Address})
		if lang != "" {
			places = append(places, place{rest, lang, p.Address})
		}
	}
	compare := func(p, q place) int {
		return cmp.Or(strings.Compare(p.address, q.address), strings.Compare(p.from, q.from))
	}
	slices.SortFunc(places, compare)
	for _, f := range all {
		i, _ := slices.BinarySearchFunc(places, place{address: f.Address}, compare)
		for _, p := range places[i:] {
			below, ok := strings.CutPrefix(p.address, f.Address)
			if !ok {
				break
			}
			if below != "" && !strings.HasSuffix(f.Address, "/") {
				continue
			}
			if target := r.counterpart(f, cmp.Or(p.lang, f.lang), below); target != nil {
				r.lead(Path(p.from), target)
			}
		}
	}
}

// counterpart returns what has, among the pages of a record in a language, the
// place that a path below the record's former address had: its feed for the
// feed, its year for the year, else the record's own page.
func (r *redirects) counterpart(f former, lang, below string) *Page {
	if strings.HasPrefix(f.Address, "/files/") && below != "" {
		return r.fileFor(f, below)
	}
	base := f.record.Path
	switch p := f.record; {
	case p.Statement != nil:
		base = r.StatementIn(p.Statement, lang)
	case p.Text != nil:
		base = r.PageIn(p.Text, lang)
	case p.List != nil:
		base = r.ListIn(p.List.Subject, Period{}, r.offered(lang))
		if twin := r.owners[(base + Path(below)).fold()]; below != "" && twin != nil && twin.Path == base+Path(below) {
			return twin
		}
	}
	return r.owners[base.fold()]
}

// fileFor returns the attachment of a statement that took the place of one:
// that of the same name, or the signed document.
func (r *redirects) fileFor(f former, name string) *Page {
	st := f.record.Statement
	if st == nil {
		return nil
	}
	if p := r.owners[Path("/files/"+st.ID+"/"+name).fold()]; p != nil && p.Kind == File {
		return p
	}
	if address, ok := r.FileAddress(st.Original); ok {
		return r.owners[address.fold()]
	}
	return nil
}

// lead plans a page for an address if nothing has it and it can lead there.
func (r *redirects) lead(from Path, target *Page) {
	if r.owners[from.fold()] == nil && fits(from, target) {
		r.enter(from, target)
	}
}

func (r *redirects) enter(from Path, target *Page) {
	p := &Page{Path: from, Kind: Redirect, Lang: target.Lang, Target: target}
	r.owners[from.fold()] = p
	r.pages = append(r.pages, p)
}

// leadsBack reports whether the record of a page names, as its former address,
// the page of the record that names it.
func (r *redirects) leadsBack(f former, owner *Page) bool {
	for back := range r.formers {
		if back.record != f.record && r.recordOf(back.record) == r.recordOf(owner) && Path(back.Address).fold() == f.record.Path.fold() {
			return true
		}
	}
	return false
}

// kept reports whether an address is one that the program may need. What it
// made itself in earlier versions may lead elsewhere.
func (r *redirects) kept(from Path) bool {
	_, rest := r.split(string(from))
	top, below, _ := strings.Cut(strings.Trim(rest, "/"), "/")
	switch top = Path(top).fold(); {
	case r.recorded(string(from)):
		return false
	case top == "" || top[0] == '_' || below == "" && slices.Contains(reserved, top):
		return true
	case top == "statements":
		return periodOf.MatchString("/" + below)
	case top == "files", top == "countries", top == "signatories", top == "topics":
		return false
	}
	return slices.Contains(reserved, top)
}

// below returns the page in whose folder an address would lie: hosts differ on
// which of a file and a folder of one name they serve.
func (r *redirects) below(from Path) *Page {
	key := from.fold()
	for i := strings.LastIndexByte(key, '/'); i > 0; i = strings.LastIndexByte(key[:i], '/') {
		if owner := r.owners[key[:i]]; owner != nil && (owner.Kind == Statement || owner.Kind == Text || owner.Kind == Removed) {
			return owner
		}
	}
	return nil
}

// fits reports whether a page can stand at an address for another: as HTML
// that leads there, or as a copy. A program that asks for a feed, or a reader
// who opens a PDF, can do nothing with HTML.
func fits(from Path, target *Page) bool {
	ext := from.extension()
	return ext == "" || ext == target.Path.extension()
}

// extension returns the ending of an address that names a file other than
// HTML.
func (p Path) extension() string {
	switch ext := path.Ext(p.File()); ext {
	case ".html", ".htm":
		return ""
	default:
		return ext
	}
}

// split divides an address into its language, "" for the archive's own, and
// the address that it has there.
func (s *Site) split(address string) (lang, rest string) {
	tag, rest, ok := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if parsed, known := archive.ParseLanguage(tag); ok && known && parsed == tag && tag != s.Languages[0] {
		return tag, "/" + rest
	}
	return "", address
}

// periodOf recognises a year or a month below the address of a list.
var periodOf = regexp.MustCompile(`^/([0-9]{4})(/|[/-][0-9]{2})?$`)

// follow returns what a recorded address leads to by itself: a year or a month
// that has no page any more to its list, and what a removed statement had to
// where that is said; nil for any other.
func (s *Site) follow(p archive.Permalink) *Page {
	lang, rest := s.split(p.Address)
	if st := s.removed(p.ID); st != nil {
		return s.owners[s.StatementIn(st, lang).fold()]
	}
	list := "/" + p.ID + "/"
	if p.ID == "-" {
		list = "/statements/"
	}
	below, ok := strings.CutPrefix(rest, strings.TrimSuffix(list, "/"))
	if m := periodOf.FindStringSubmatch(below); ok && m != nil {
		whole := strings.TrimSuffix(p.Address, below) + "/"
		for _, to := range []string{whole + m[1], whole} {
			if owner := s.owners[Path(to).fold()]; owner != nil && owner.List != nil {
				return owner
			}
		}
	}
	return nil
}
