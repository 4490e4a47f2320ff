package render_test

import (
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
	"communique/themes"
)

// document is a page as a browser reads it.
type document struct {
	elements map[string][]*html.Node // by name
	ids      map[string]int
}

func parse(t *testing.T, text string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	d := document{map[string][]*html.Node{}, map[string]int{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace == "svg" && n.Data == "title" {
			continue // of a part of a picture
		}
		d.elements[n.Data] = append(d.elements[n.Data], n)
		if id := attribute(n, "id"); id != "" {
			d.ids[id]++
		}
	}
	return d
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text returns what an element says.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// handler is an attribute that runs something.
var handler = regexp.MustCompile(`<[^>]*\s(on[a-z]+|style)=`)

func isHTML(p *site.Page) bool { return slices.Contains(site.PageKinds, p.Kind) }

// TestPages checks what every page must have, and that no link of the whole
// site leads nowhere.
func TestPages(t *testing.T) {
	under := changed(t, valid, nil)
	replace(t, under, "archive.yaml", "https://archive.example", "https://archive.example/under/here")
	for name, content := range map[string]fs.FS{"valid": valid, "sample": sample(t, 25), "under a path": under} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := build(t, content, themes.Default())
			documents := map[string]document{} // by address as pages write it
			for p := range s.All {
				var d document
				if isHTML(p) {
					made := page(t, r, p)
					d = parse(t, made)
					checkPage(t, s, p, made, d)
				}
				documents[s.Base.Href(p.Path)] = d
			}
			for from, d := range documents {
				checkLinks(t, from, d, documents)
			}
		})
	}
}

func checkPage(t *testing.T, s *site.Site, p *site.Page, source string, d document) {
	t.Helper()
	if !strings.HasPrefix(source, "<!doctype html>") {
		t.Errorf("%s: begins with %.20q", p.Path, source)
	}
	for _, name := range []string{"html", "title", "h1", "main"} {
		if n := len(d.elements[name]); n != 1 {
			t.Errorf("%s: %d elements %s", p.Path, n, name)
		}
	}
	root := d.elements["html"][0]
	if lang, dir := attribute(root, "lang"), attribute(root, "dir"); lang == "" || dir != "ltr" && dir != "rtl" {
		t.Errorf("%s: lang %q, dir %q", p.Path, lang, dir)
	}
	for _, name := range []string{"title", "h1"} {
		if strings.TrimSpace(text(d.elements[name][0])) == "" {
			t.Errorf("%s: nothing in %s", p.Path, name)
		}
	}
	for id, n := range d.ids {
		if n > 1 {
			t.Errorf("%s: id %q stands %d times", p.Path, id, n)
		}
	}
	for _, n := range d.elements["script"] {
		if attribute(n, "type") != "application/ld+json" { // which is data
			t.Errorf("%s: a script", p.Path)
		}
	}
	if len(d.elements["style"])+len(d.elements["iframe"]) > 0 || handler.MatchString(source) {
		t.Errorf("%s: something that runs", p.Path)
	}
	for _, n := range d.elements["img"] {
		if attribute(n, "width") == "" || attribute(n, "height") == "" {
			t.Errorf("%s: a picture without a size", p.Path)
		}
	}
	canonical, robots := "", ""
	for _, n := range d.elements["link"] {
		if attribute(n, "rel") == "canonical" {
			canonical = attribute(n, "href")
		}
	}
	for _, n := range d.elements["meta"] {
		if attribute(n, "name") == "robots" {
			robots = attribute(n, "content")
		}
	}
	if p.Kind == site.NotFound && (canonical != "" || robots != "noindex") || p.Kind != site.NotFound && (canonical != s.Base.URL(s.Canonical(p)) || robots != "") {
		t.Errorf("%s: canonical %q, robots %q", p.Path, canonical, robots)
	}
	for _, list := range d.elements {
		for _, n := range list {
			if id := attribute(n, "aria-labelledby"); id != "" && d.ids[id] == 0 {
				t.Errorf("%s: %s is labelled by #%s, which is not there", p.Path, n.Data, id)
			}
		}
	}
}

// checkLinks follows every address that a page has.
func checkLinks(t *testing.T, from string, d document, documents map[string]document) {
	t.Helper()
	for _, list := range d.elements {
		for _, n := range list {
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" {
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil {
					t.Errorf("%s: %q: %v", from, a.Val, err)
					continue
				}
				loaded := a.Key == "src" || n.Data == "link" && attribute(n, "rel") == "stylesheet"
				if u.Host != "" || u.Scheme != "" {
					if loaded {
						t.Errorf("%s: loads %q from another host", from, a.Val)
					}
					continue
				}
				target, ok := d, true
				if u.Path != "" {
					target, ok = documents[u.EscapedPath()]
				}
				if !ok || u.Fragment != "" && target.ids[u.Fragment] == 0 {
					t.Errorf("%s: %q leads nowhere", from, a.Val)
				}
			}
		}
	}
}

// TestAnchors checks that the anchors that package site knows of every theme
// are there.
func TestAnchors(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	found := map[string]bool{}
	for p := range s.All {
		if isHTML(p) {
			for id := range parse(t, page(t, r, p)).ids {
				found[id] = true
			}
		}
	}
	for _, anchor := range site.Anchors {
		if !found[anchor] {
			t.Errorf("no page has #%s", anchor)
		}
	}
}
