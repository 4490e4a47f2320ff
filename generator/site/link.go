package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/near"
)

// Anchors are the ids that every theme gives the parts of a page, besides the
// headings of its text.
var Anchors = []string{"text", "signatories", "corrections", "statements", "about"}

// Target is where a link of a text leads.
type Target struct {
	Path     Path   // a page or file of the site; "" for the same page or another host
	External string // an address elsewhere, as written
	Query    string // with its question mark
	Fragment string // unescaped, without #
}

// Resolve returns where a link or picture leads that is written in the file
// from (its path in the content folder) in a language. Editors may write it
// relative to the file, with or without .md, as an address of the site, or
// with the archive's own host. A text that leads nowhere is an error that says
// so in the words of a diagnostic.
func (s *Site) Resolve(from, lang, dest string) (Target, error) {
	u, err := url.Parse(dest)
	if err != nil {
		return Target{}, fmt.Errorf("%q is no address", dest)
	}
	t := Target{Fragment: u.Fragment}
	if u.RawQuery != "" {
		t.Query = "?" + u.RawQuery
	}
	base, own := s.ownHost(u)
	switch {
	case own, u.Host == "" && u.Scheme == "" && strings.HasPrefix(u.Path, "/"):
		t.Path, err = s.address(base.own(u.Path))
	case u.Host != "" || u.Scheme != "":
		return Target{External: dest}, nil
	case u.Path != "":
		t.Path, err = s.content(from, lang, u.Path)
	}
	if err != nil {
		return Target{}, fmt.Errorf("%q leads nowhere: %w", dest, err)
	}
	return t, nil
}

// own returns the address that a path on the own host has on the site, which
// may lie under a path of its own.
func (b Base) own(path string) Path {
	prefix, _ := url.PathUnescape(b.Prefix)
	if rest, ok := strings.CutPrefix(path, prefix); ok && (rest == "" || rest[0] == '/') {
		path = rest
	}
	return Path("/" + strings.TrimPrefix(path, "/"))
}

// ownHost reports whether u lies under a base URL of the archive, and under
// which; without a host it is the site's. http and https are one.
func (s *Site) ownHost(u *url.URL) (Base, bool) {
	if u.Host == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return s.Base, false
	}
	bases := []Base{s.Base}
	if s.Archive.OtherURL != "" {
		bases = append(bases, ParseBase(s.Archive.OtherURL))
	}
	for _, b := range bases {
		if strings.EqualFold(u.Host, b.Host) && (b.Prefix == "" || u.EscapedPath() == b.Prefix || strings.HasPrefix(u.EscapedPath(), b.Prefix+"/")) {
			return b, true
		}
	}
	return s.Base, false
}

// address returns the page or attachment that has an address, in the form in
// which the site links to it.
func (s *Site) address(p Path) (Path, error) {
	if rest, ok := strings.CutPrefix(string(p), "/files/"); ok {
		if file := s.fileAt(rest); file != "" {
			return s.fileAddress(file), nil
		}
	}
	p = Path(nfc(string(p)))
	plain := func(p Path) string {
		return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(string(p), "index.html"), "/"), ".html")
	}
	owner := s.owners[Path(plain(p)).fold()]
	if owner == nil {
		return "", fmt.Errorf("the archive has no page %s", p)
	}
	if plain(owner.Path) != plain(p) {
		return "", fmt.Errorf("the archive has no page %s, but %s", p, owner.Path)
	}
	return owner.Path, nil
}

// content returns the address of what a path relative to a content file
// means: another text, or an attachment in the file's own folder.
func (s *Site) content(from, lang, rel string) (Path, error) {
	target := path.Join(path.Dir(from), nfc(rel))
	if target == ".." || strings.HasPrefix(target, "../") {
		return "", fmt.Errorf("it leaves the content folder")
	}
	beside := path.Join(folderOf(from), nfc(rel))
	for _, file := range []string{target, beside} {
		if _, ok := s.Archive.Files[file]; ok {
			return s.fileAddress(file), nil
		}
	}
	if p, ok := s.text(strings.TrimSuffix(target, ".md"), lang); ok {
		if s.owners[p.fold()] != nil {
			return p, nil
		}
	}
	name := strings.TrimSuffix(target, ".md") + ".md"
	for _, l := range s.Archive.LeftOut {
		if l.Source.Path == name || strings.HasPrefix(target, strings.TrimSuffix(l.Source.Path, ".md")+"/") {
			return "", fmt.Errorf("%s is left out (%s)", s.Archive.File(l.Source.Path), l.Reason)
		}
	}
	if path.Ext(target) != "" && path.Ext(target) != ".md" {
		if strings.HasPrefix(rel, "../") {
			beside = target
		}
		return "", fmt.Errorf("there is no file %s", s.Archive.File(beside))
	}
	return "", fmt.Errorf("there is no file %s", s.Archive.File(name))
}

// text returns the address of the text in a content file, given without .md.
func (s *Site) text(name, lang string) (Path, bool) {
	folder, id, _ := strings.Cut(name, "/")
	id, tag, translated := strings.Cut(id, ".")
	if translated {
		lang = tag
	}
	switch folder {
	case "statements":
		if st := s.Archive.Statement(id); st != nil && (!translated || has(st.Versions, tag)) {
			return s.StatementIn(st, lang), true
		}
	case "pages":
		for _, p := range s.Archive.Pages {
			if p.ID == id && (!translated || has(p.Versions, tag)) {
				return s.PageIn(p, lang), true
			}
		}
	case "countries", "signatories", "topics":
		whole := Path(nfc("/" + folder + "/" + id + "/"))
		p := s.owners[whole.fold()]
		if p == nil || p.Path != whole || translated && !has(p.List.Subject.Versions(), tag) {
			return "", false
		}
		if !slices.Contains(s.Languages, lang) {
			lang = s.Languages[0]
		}
		return s.ListIn(p.List.Subject, Period{}, lang), true
	}
	return "", false
}

func has(all archive.Versions, lang string) bool {
	_, ok := all.In(lang)
	return ok
}

// folderOf returns where a text's attachments lie: the folder that has the
// name of its original file without .md and language.
func folderOf(file string) string {
	dir, name := path.Split(file)
	name, _, _ = strings.Cut(name, ".")
	return dir + name
}

// fileAddress returns the address of an attachment: /files/, the id of the
// statement that it belongs to, and its name.
func (s *Site) fileAddress(file string) Path {
	if rest, ok := strings.CutPrefix(file, "statements/"); ok {
		for dir := path.Dir(rest); dir != "."; dir = path.Dir(dir) {
			if st := s.Archive.Statement(dir); st != nil && st.Folder() == "statements/"+dir {
				return Path("/files/" + st.ID + rest[len(dir):])
			}
		}
		return Path("/files/" + rest)
	}
	return Path("/files/" + file)
}

// fileAt returns the attachment at an address below /files/, "" if there is
// none.
func (s *Site) fileAt(rest string) string {
	rest = nfc(rest)
	want := Path("/files/" + rest)
	candidates := []string{rest, "statements/" + rest}
	for dir := path.Dir(rest); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if st := s.Archive.Statement(dir); st != nil {
			candidates = append(candidates, st.Folder()+rest[len(dir):])
		}
	}
	for _, file := range candidates {
		if _, ok := s.Archive.Files[file]; ok && s.fileAddress(file) == want {
			return file
		}
	}
	return ""
}

// FileAt returns the attachment at an address; the zero File if there is none.
func (s *Site) FileAt(p Path) archive.File {
	rest, below := strings.CutPrefix(string(p), "/files/")
	if !below {
		return archive.File{}
	}
	return s.Archive.Files[s.fileAt(rest)]
}

// FileAddress returns the address of an attachment that the site publishes.
func (s *Site) FileAddress(file string) (Path, bool) {
	p, ok := s.files[file]
	return p, ok
}

// OriginalURL returns the whole address of a statement's signed document, here
// or elsewhere; "" where there is none.
func (s *Site) OriginalURL(st *archive.Statement) string {
	if p, ok := s.FileAddress(st.Original); ok {
		return s.Base.URL(p)
	}
	return st.Original
}

// useFiles follows every link of every text: it reports those that lead
// nowhere, and notes which attachments are in use, for only these are
// published. A logo is not in use for being one: it has a file of its own.
func (s *Site) useFiles(faults *diag.List) {
	byAddress := make(map[Path]string, len(s.Archive.Files))
	for file := range s.Archive.Files {
		byAddress[s.fileAddress(file)] = file
	}
	use := func(file string) {
		if _, ok := s.Archive.Files[file]; ok {
			s.files[file] = s.fileAddress(file)
		}
	}
	guesses := near.Guesses{}
	for v := range s.texts {
		for _, l := range v.Body.Links {
			at := s.Archive.Position(v.Source, l.At)
			t, err := s.Resolve(v.Source.Path, v.Language, l.Dest)
			switch {
			case err != nil:
				faults.Add(&brokenLink, at, "link "+err.Error(), s.suggest(v, l.Dest, guesses))
			case byAddress[t.Path] != "":
				use(byAddress[t.Path])
			case t.Fragment != "" && t.External == "":
				s.checkAnchor(faults, at, t, v)
			}
		}
	}
	for _, st := range s.Archive.Statements {
		use(st.Original)
	}
	s.unused(faults)
}

// texts yields every version of every record that has a text.
func (s *Site) texts(yield func(archive.Version) bool) {
	a := s.Archive
	each := func(all archive.Versions) bool {
		for _, v := range all {
			if !yield(v) {
				return false
			}
		}
		return true
	}
	for _, st := range a.Statements {
		if !each(st.Versions) {
			return
		}
	}
	for _, p := range a.Pages {
		if !each(p.Versions) {
			return
		}
	}
	for _, g := range a.Signatories {
		if !each(g.Versions) {
			return
		}
	}
	for _, t := range a.Topics {
		if !each(t.Versions) {
			return
		}
	}
	for _, c := range a.Countries {
		if !each(c.Versions) {
			return
		}
	}
}

// checkAnchor reports a fragment that no heading of the page has.
func (s *Site) checkAnchor(faults *diag.List, at diag.Position, t Target, from archive.Version) {
	if t.Path != "" {
		from = s.owners[t.Path.fold()].shows()
	}
	known := from.Body.Anchors
	if unread(from) || slices.Contains(known, t.Fragment) || slices.Contains(Anchors, t.Fragment) {
		return
	}
	hint := "the page has no headings"
	if len(known) > 0 {
		hint = "the page's headings are #" + strings.Join(known, ", #")
	}
	faults.Add(&brokenAnchor, at, fmt.Sprintf("anchor %q leads nowhere", "#"+t.Fragment), hint)
}

// shows returns the text that a page shows; the zero Version where it shows
// none.
func (p *Page) shows() archive.Version {
	switch {
	case p.Statement != nil:
		return p.Statement.Versions[p.Version]
	case p.Text != nil:
		return p.Text.Versions[p.Version]
	case p.List != nil:
		v, ok := p.List.Subject.Versions().In(p.Lang)
		if !ok {
			v = p.List.Subject.Versions().Original()
		}
		return v
	}
	return archive.Version{}
}

// unread reports whether nothing is known of a text because its front matter
// is broken: all others begin behind theirs. That has been reported, so
// nothing is said of the headings and links that it may have.
func unread(v archive.Version) bool { return v.Source.Path != "" && v.Body.Offset == 0 }

// unused warns of attachments that no text uses. What belongs to a text that
// is left out, or that could not be read, is not spoken of.
func (s *Site) unused(faults *diag.List) {
	hidden := map[string]bool{}
	for _, l := range s.Archive.LeftOut {
		hidden[folderOf(l.Source.Path)] = true
	}
	for v := range s.texts {
		if unread(v) {
			hidden[folderOf(v.Source.Path)] = true
		}
	}
	logos := map[string]bool{}
	for _, g := range s.Archive.Signatories {
		logos[g.Logo] = true
	}
	for file := range s.Archive.Files {
		if _, used := s.files[file]; used || logos[file] || below(file, hidden) {
			continue
		}
		faults.Add(&unusedAttachment, diag.Position{File: s.Archive.File(file)},
			fmt.Sprintf("no text uses %q, so it is not published", path.Base(file)),
			"link to it, name it as original: or logo:, or delete it")
	}
}

// below reports whether a file lies in one of some folders, however deep.
func below(file string, folders map[string]bool) bool {
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if folders[dir] {
			return true
		}
	}
	return false
}

// filePages plans the attachments in use, the logos and the theme's files.
func (s *Site) filePages(assets []Path) []*Page {
	var pages []*Page
	for file, p := range s.files {
		pages = append(pages, &Page{Path: p, Kind: File, Content: s.Archive.Files[file].Name})
	}
	slices.SortFunc(pages, func(p, q *Page) int { return comparePaths(p.Path, q.Path) })
	pages = append(pages, s.logos()...)
	for i, p := range assets {
		pages = append(pages, &Page{Path: p, Kind: Asset, Asset: i})
	}
	return pages
}
