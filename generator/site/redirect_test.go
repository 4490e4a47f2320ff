package site_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/permalink"
	"communique/generator/site"
)

// house is a content folder whose published addresses are recorded.
type house struct {
	t     *testing.T
	files fstest.MapFS
	ever  map[string]bool // every address that a plan without faults had
}

func newHouse(t *testing.T, files string) *house {
	t.Helper()
	h := &house{t: t, files: fstest.MapFS{}, ever: map[string]bool{}}
	content := written(t, files)
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content, name)
		h.files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// plan plans the site and returns what is wrong with it, one a line.
func (h *house) plan() (*site.Site, []string) {
	s, faults := site.Plan(read(h.t, h.files), []site.Path{asset})
	faults.Sort()
	var said []string
	for _, f := range faults {
		if f.Rule.Severity == diag.Error {
			said = append(said, fmt.Sprintf("%s: %s (%s) [%s]", f.Position, f.Message, f.Hint, f.Rule.Name))
		}
	}
	return s, said
}

// publish plans the site, which must be without faults, and records its
// addresses. All that were ever published must have a page, or be one step
// from one.
func (h *house) publish() *site.Site {
	h.t.Helper()
	s, faults := h.plan()
	if len(faults) > 0 {
		h.t.Fatalf("%q", faults)
	}
	pages := map[string]*site.Page{}
	for p := range s.All {
		pages[string(p.Path)] = p
	}
	for address := range h.ever {
		switch p := pages[address]; {
		case p == nil:
			h.t.Errorf("%s is lost", address)
		case p.Kind == site.Redirect && (p.Target.Kind == site.Redirect || pages[string(p.Target.Path)] != p.Target):
			h.t.Errorf("%s leads to %s, which is no page", address, p.Target.Path)
		}
	}
	var recorded []archive.Permalink
	if f := h.files[permalink.Name]; f != nil {
		recorded, _ = permalink.Parse(f.Data)
	}
	missing := permalink.Missing(recorded, s.Permalinks())
	for i := range missing {
		missing[i].Day = archive.Date{Year: 2026, Month: 1, Day: 1}
		h.ever[missing[i].Address] = true
	}
	h.files[permalink.Name] = &fstest.MapFile{Data: permalink.Format(append(recorded, missing...))}
	return s
}

func (h *house) rename(from, to string) {
	h.files[to] = h.files[from]
	delete(h.files, from)
}

// put adds a line to the front matter of a file; redirect_from lines are put
// together.
func (h *house) put(line, file string) {
	data := string(h.files[file].Data)
	if rest, ok := strings.CutPrefix(line, "redirect_from: ["); ok && strings.Contains(data, "redirect_from: [") {
		data = strings.Replace(data, "redirect_from: [", "redirect_from: ["+strings.TrimSuffix(rest, "]")+", ", 1)
	} else {
		data = strings.Replace(data, "---\n", "---\n"+line+"\n", 1)
	}
	h.files[file] = &fstest.MapFile{Data: []byte(data)}
}

const renamed = `
-- signatories/watch.md --
---
name: Watch
---
-- signatories/other.md --
---
name: Other
---
-- topics/media.md --
---
name: Media
---
-- pages/about.md --
---
title: About
---

Text.
-- statements/2017/call.md --
---
title: Call
date: 2017-09-01
countries: [KH]
signatories: [Watch, Other]
topics: [media]
original: call.pdf
---

Text.
-- statements/2017/call.fr.md --
---
title: Appel
---

Texte.
-- statements/2017/call/call.pdf --
Text.
`

// TestHintsFollowed renames texts at random and does what the hints say, to
// the letter. After each round every address that was ever published has a
// page, or is one step from one.
func TestHintsFollowed(t *testing.T) {
	put := regexp.MustCompile(`put ((?:id|redirect_from): \S+) into content/(\S+?)\)`)
	for seed := range uint64(12) {
		chance := rand.New(rand.NewPCG(seed, 0))
		h := newHouse(t, renamed)
		h.publish()
		for round := range 6 {
			var texts []string
			for name := range h.files {
				if strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".fr.md") && !strings.HasPrefix(name, "topics/") {
					texts = append(texts, name)
				}
			}
			slices.Sort(texts)
			old := texts[chance.IntN(len(texts))]
			stem := strings.TrimSuffix(old, ".md")
			fresh := fmt.Sprintf("%s/n-%d-%d", stem[:strings.LastIndexByte(stem, '/')], seed, round)
			for name := range maps.Clone(h.files) {
				if rest, ok := strings.CutPrefix(name, stem); ok && (rest[0] == '.' || rest[0] == '/') {
					h.rename(name, fresh+rest)
				}
			}
			_, faults := h.plan()
			for _, f := range faults {
				m := put.FindStringSubmatch(f)
				if m == nil {
					t.Fatalf("seed %d: no line to put anywhere: %s", seed, f)
				}
				h.put(m[1], m[2])
			}
			h.publish()
		}
	}
}

// TestLost holds what is said of addresses that would be lost, one fault for
// each record.
func TestLost(t *testing.T) {
	for name, c := range map[string]struct {
		change func(h *house)
		want   string
	}{
		"a signatory without an heir": {
			func(h *house) {
				delete(h.files, "signatories/other.md")
				h.files["statements/2017/call.md"].Data = []byte(strings.Replace(string(h.files["statements/2017/call.md"].Data), ", Other", "", 1))
			},
			`address "/signatories/other/", published on 2026-01-01, would be lost, and 5 more (bring content/signatories/other.md back, or put redirect_from: [/signatories/other/] into the file of what took its place) [lost-address]`,
		},
		"an attachment": {
			func(h *house) {
				h.files["statements/2017/call.md"].Data = []byte(strings.Replace(string(h.files["statements/2017/call.md"].Data), "original: call.pdf\n", "", 1))
			},
			`address "/files/2017/call/call.pdf", published on 2026-01-01, would be lost (bring content/statements/2017/call/call.pdf back, with a link to it; or, if the signed document took its place, put redirect_from: [/files/2017/call/call.pdf] into content/statements/2017/call.md) [lost-address]`,
		},
	} {
		h := newHouse(t, renamed)
		h.publish()
		c.change(h)
		_, faults := h.plan()
		if len(faults) != 1 || !strings.HasSuffix(faults[0], c.want) {
			t.Errorf("%s: %q\nwant %s", name, faults, c.want)
		}
	}
}

// TestPeriodsFollow makes a list so short that its years lose their pages:
// what led to them leads to the list.
func TestPeriodsFollow(t *testing.T) {
	long := synthetic(spread(2017, 230))
	s := plan(t, long)
	recorded := s.Permalinks()
	short := synthetic(append(spread(2017, 20), archive.Date{Year: 2018, Month: 1, Day: 1}))
	short.Permalinks = slices.DeleteFunc(recorded, func(p archive.Permalink) bool { return strings.HasPrefix(p.ID, "statements/") })
	s = plan(t, short)
	for from, to := range map[site.Path]site.Path{
		"/countries/kh/2017": "/countries/kh/", "/signatories/first/2017-03": "/signatories/first/", "/statements/2017/03": "/statements/2017/",
	} {
		if p := pageAt(t, s, from); p.Kind != site.Redirect || p.Target.Path != to {
			t.Errorf("%s is a %s to %v", from, p.Kind, p.Target)
		}
	}
}

// TestFewRedirects checks that a _redirects file is there as long as hosts read
// all of it.
func TestFewRedirects(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 1000: 1, 1001: 0} {
		a := synthetic(spread(2017, 1))
		for i := range n {
			v := &a.Statements[0].Versions[0]
			v.Former = append(v.Former, archive.Former{Address: fmt.Sprintf("/old/%d", i)})
		}
		s := plan(t, a)
		if files := paths(s, func(p *site.Page) bool { return p.Kind == site.Redirects }); len(files) != want || len(s.Redirects) != n {
			t.Errorf("%d former addresses: %v and %d pages", n, files, len(s.Redirects))
		}
	}
}

// FuzzRedirect gives a page any former address: it is refused, or has a file
// within the site and a line that hosts read as what it is.
func FuzzRedirect(f *testing.F) {
	for _, seed := range []string{"/old", "/old/path/", "/../x", "//host/x", "/a b", "/\u202e", "/x.pdf", "/fr/", "/a:b*", "/.well-known/x", "/é/", "/statements/2017/09", "/index.html", "https://host"} {
		f.Add(seed)
	}
	const about = "-- pages/about.md --\n---\ntitle: About\nredirect_from: [%q]\n---\n\nText.\n"
	f.Fuzz(func(t *testing.T, address string) {
		if strings.Contains(address, "\n-- ") || strings.ContainsAny(address, "\a\v\x7f") {
			return // Go and YAML write these in two ways
		}
		a, faults, err := load.Load(written(t, fmt.Sprintf(about, address)), load.Options{Jobs: 1})
		if errors, _ := faults.Count(); err != nil || errors > 0 {
			return
		}
		s, faults := site.Plan(a, nil)
		if errors, _ := faults.Count(); errors > 0 {
			return
		}
		files := s.Files()
		slices.Sort(files)
		if len(slices.Compact(files)) != len(s.Files()) {
			t.Errorf("%q takes the file of a page", address)
		}
		if len(s.Redirects) != 1 {
			t.Fatalf("%q gives %d pages", address, len(s.Redirects))
		}
		p := s.Redirects[0]
		href := s.Base.Href(p.Path)
		if u, err := url.Parse(href); err != nil || u.Path != string(p.Path) || u.Host != "" || len(strings.Fields(href)) != 1 || strings.ContainsAny(href, "*:\\#?") {
			t.Errorf("%q becomes %q", address, href)
		}
		if file := p.Path.File(); !fs.ValidPath(file) || strings.Contains(file, "/.") || file[0] == '.' || file[0] == '_' {
			t.Errorf("%q becomes the file %q", address, file)
		}
	})
}
