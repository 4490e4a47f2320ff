package theme_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"communique/generator/load"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

// TestMinify checks that a reader, and a program, sees the same in every page
// of the valid archive with and without the minifier: elements, attributes and
// words, in this order.
func TestMinify(t *testing.T) {
	content := os.DirFS("../testdata/valid")
	a, _, err := load.Load(content, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	o := theme.Options{Languages: a.Languages, Href: func(path string) string { return path }}
	for _, k := range site.PageKinds {
		o.Kinds = append(o.Kinds, string(k))
	}
	small, err := theme.Load(themes.Default(), o)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := theme.Unminified(small, themes.Default(), o)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.Plan(a, nil)
	smallPages, plainPages := render.New(s, small, content), render.New(s, plain, content)
	var before, after int
	for p := range s.All {
		if !strings.HasSuffix(p.Path.File(), ".html") {
			continue
		}
		var x, y bytes.Buffer
		if err := smallPages.Render(&x, p); err != nil {
			t.Fatal(err)
		}
		if err := plainPages.Render(&y, p); err != nil {
			t.Fatal(err)
		}
		got, want := outline(t, x.String()), outline(t, y.String())
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: %q instead of %q, after %q", p.Path, got[i], want[i], want[max(0, i-5):i])
				break
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d pieces instead of %d", p.Path, len(got), len(want))
		}
		before, after = before+y.Len(), after+x.Len()
	}
	if after >= before {
		t.Errorf("%d bytes became %d", before, after)
	}
}

// outline returns a page's elements with their attributes and, between them,
// its words. White space counts where it divides words within a line.
func outline(t *testing.T, page string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			data := n.Data
			if n.Parent.DataAtom == atom.Pre { // every space counts
				data = strings.NewReplacer(" ", "␠", "\n", "␤").Replace(data)
			}
			b.WriteString(data)
		case html.ElementNode:
			tag := "<" + n.Data
			for _, a := range n.Attr {
				tag += "," + a.Key + "=" + strings.ReplaceAll(strings.Join(strings.Fields(a.Val), "␠"), ",␠", ",")
			}
			if tag += ">"; !inline[n.DataAtom] {
				tag = " " + tag + " "
			}
			b.WriteString(tag)
		}
	}
	return strings.Fields(b.String())
}

// inline are the elements that do not end a line of text.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Bdi: true, atom.Span: true, atom.Strong: true, atom.S: true, atom.Time: true, atom.Em: true, atom.Sup: true,
	atom.Cite: true, atom.Code: true,
}
