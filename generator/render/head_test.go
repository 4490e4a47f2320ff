package render

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"communique/generator/load"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

// headers makes a renderer of a content folder, and the frames that head is
// given.
func headers(t testing.TB, content fs.FS) (*Renderer, []*site.Page) {
	t.Helper()
	a, faults, err := load.Load(content, load.Options{Jobs: 2})
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	th, err := theme.Load(themes.Default(), theme.Options{Languages: a.Languages, Href: func(p string) string { return p }})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.Plan(a, nil)
	var pages []*site.Page
	for p := range s.All {
		if slices.Contains(site.PageKinds, p.Kind) {
			pages = append(pages, p)
		}
	}
	return New(s, th, content), pages
}

// headOf makes the head of a page with the title and description that its
// view has.
func headOf(r *Renderer, p *site.Page) string {
	f := r.frame(p)
	f.Canonical = r.site.Base.URL(r.site.Canonical(p))
	switch {
	case p.Statement != nil:
		v := p.Statement.Versions[p.Version]
		f.Title, f.Description = v.Title, v.Summary
	case p.Text != nil:
		f.Title = p.Text.Versions[p.Version].Title
	case p.List != nil && p.Kind != site.Home:
		f.Title = cmp.Or(p.List.Subject.Name(p.Lang), string(p.Kind))
	}
	return string(r.head(p, &f))
}

// element is what html.Parse finds in a head.
type element struct {
	name, text string
	attributes map[string]string
}

// elements parses a head as a browser does, and checks that all of it stayed
// in the head.
func elements(t testing.TB, head string) []element {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><title>x</title>" + head + "<body><p>end"))
	if err != nil {
		t.Fatal(err)
	}
	var all []element
	var walk func(n *html.Node, inHead bool)
	walk = func(n *html.Node, inHead bool) {
		if n.Type == html.ElementNode {
			inHead = inHead || n.Data == "head"
			e := element{name: n.Data, attributes: map[string]string{}}
			for _, a := range n.Attr {
				e.attributes[a.Key] = a.Val
			}
			if n.FirstChild != nil {
				e.text = n.FirstChild.Data
			}
			switch {
			case slices.Contains([]string{"html", "head", "body", "title", "p"}, n.Data):
			case inHead && slices.Contains([]string{"meta", "link", "script"}, n.Data):
				all = append(all, e)
			default:
				t.Errorf("<%s> has come out of the head", n.Data)
			}
		}
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %.50q", n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inHead)
		}
	}
	walk(root, false)
	return all
}

// tags returns what the meta elements of a head say, by name or property.
func tags(all []element) map[string][]string {
	m := map[string][]string{}
	for _, e := range all {
		if name := cmp.Or(e.attributes["name"], e.attributes["property"]); e.name == "meta" {
			m[name] = append(m[name], e.attributes["content"])
		}
	}
	return m
}

func linkedDataOf(t testing.TB, all []element) map[string]any {
	t.Helper()
	var data map[string]any
	for _, e := range all {
		if e.name != "script" {
			continue
		}
		if data != nil || e.attributes["type"] != "application/ld+json" {
			t.Errorf("script %v", e.attributes)
		}
		if err := json.Unmarshal([]byte(e.text), &data); err != nil {
			t.Fatalf("%v in %.500s", err, e.text)
		}
	}
	return data
}

func at(pages []*site.Page, path site.Path) *site.Page {
	return pages[slices.IndexFunc(pages, func(p *site.Page) bool { return p.Path == path })]
}

// TestTags checks all that the head of a statement says besides JSON-LD.
func TestTags(t *testing.T) {
	r, pages := headers(t, os.DirFS("../testdata/valid"))
	got := tags(elements(t, headOf(r, at(pages, "/statements/2017/joint-call"))))
	const url = "https://archive.example/statements/2017/joint-call"
	want := map[string][]string{
		"og:type": {"article"}, "og:title": {"Joint call on a test"}, "og:url": {url}, "og:site_name": {"Test archive"},
		"og:description": {"A call that nobody made."}, "og:locale": {"en_US"}, "og:locale:alternate": {"fr_FR"},
		"article:published_time": {"2017-09-01"}, "article:modified_time": {"2018-01-10"},
		"z:itemType":                {"report"},
		"citation_title":            {"Joint call on a test"},
		"citation_author":           {"First Watch,", "SECOND NETWORK,"},
		"citation_publication_date": {"2017/09/01"}, "citation_language": {"en"},
		"citation_technical_report_institution": {"Test publisher"},
		"citation_public_url":                   {url},
		"citation_pdf_url":                      {"https://archive.example/files/2017/joint-call/original.pdf"},
		"DC.title":                              {"Joint call on a test"}, "DC.creator": {"First Watch", "SECOND NETWORK"},
		"DC.date": {"2017-09-01"}, "DC.language": {"en"}, "DC.identifier": {url}, "DC.type": {"Joint statement", "Text"},
		"DC.publisher":        {"Test publisher"},
		"DC.coverage.spatial": {"Cambodia"}, "DC.subject": {"Media freedom"},
	}
	for name := range want {
		if !slices.Equal(got[name], want[name]) {
			t.Errorf("%s is %q, want %q", name, got[name], want[name])
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("and %q", got)
	}
	got = tags(elements(t, headOf(r, at(pages, "/fr/statements/2017/joint-call"))))
	for name, want := range map[string][]string{
		"og:url": {"https://archive.example/fr/statements/2017/joint-call"}, "og:locale": {"fr_FR"}, "og:locale:alternate": {"en_US"},
		"citation_title": {"Appel commun sur un essai"}, "citation_author": {"Première veille,", "SECOND NETWORK,"},
		"citation_publication_date": {"2017/09/01"}, "citation_language": {"fr"}, "citation_pdf_url": nil,
		"DC.coverage.spatial": {"Le Cambodge"}, "DC.subject": {"Liberté des médias"},
	} {
		if !slices.Equal(got[name], want) {
			t.Errorf("in French %s is %q, want %q", name, got[name], want)
		}
	}
}

// TestEveryHead checks what holds on every page: the basic tags, no empty
// value, one date.
func TestEveryHead(t *testing.T) {
	r, pages := headers(t, os.DirFS("../testdata/valid"))
	for _, p := range pages {
		all := elements(t, headOf(r, p))
		if p.Kind == site.NotFound {
			if len(all) > 0 {
				t.Errorf("%s: %v", p.Path, all)
			}
			continue
		}
		got, data := tags(all), linkedDataOf(t, all)
		for _, name := range []string{"og:type", "og:title", "og:url", "og:site_name", "og:locale"} {
			if len(got[name]) != 1 {
				t.Errorf("%s: %s is %q", p.Path, name, got[name])
			}
		}
		for name, values := range got {
			if slices.Contains(values, "") {
				t.Errorf("%s: %s is empty", p.Path, name)
			}
		}
		if data["url"] == "" || data["@context"] != "https://schema.org" {
			t.Errorf("%s: %v", p.Path, data)
		}
		if p.Kind != site.Statement {
			continue
		}
		date := p.Statement.Date.String()
		for _, said := range []any{got["article:published_time"][0], strings.ReplaceAll(got["citation_publication_date"][0], "/", "-"), got["DC.date"][0], data["datePublished"]} {
			if said != date {
				t.Errorf("%s: the date %v is not %s", p.Path, said, date)
			}
		}
		if modified := data["dateModified"]; modified != nil && modified != got["article:modified_time"][0] {
			t.Errorf("%s: modified %v, %q", p.Path, modified, got["article:modified_time"])
		}
	}
}

// TestHostileHead checks that no text comes out of its attribute or script,
// and that all are there to the letter.
func TestHostileHead(t *testing.T) {
	for _, hostile := range []string{
		`</script><script>alert(1)</script><!-- --><![CDATA[`, `"><b onclick='x'>&amp;&quot;\u003c`,
		`\"]}</SCRIPT >`, "العربية ، x; y, z", `{{.}} {}\`,
	} {
		content := fstest.MapFS{}
		for name, text := range map[string]string{
			"archive.yaml":              "title: TEXT\nbase_url: https://a.example\nid_authority: a.example,2026\npublisher: {name: TEXT}\nlicense: {name: x, url: https://l.example/?a&b}\n",
			"signatories/one.md":        "---\nname: TEXT\nacronym: TEXT\nkind: organisation\n---\n",
			"topics/t.md":               "---\nname: TEXT\n---\n",
			"statements/2017/a-call.md": "---\ntitle: TEXT\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [{org: one, as: TEXT}]\ntopics: [t]\nplace: TEXT\nsummary: TEXT\ncorrections: [{date: 2018-01-01, note: TEXT}]\nretracted: {date: 2018-01-02, note: TEXT}\n---\n\nText.\n",
		} {
			content[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "TEXT", "'"+strings.ReplaceAll(hostile, "'", "''")+"'"))}
		}
		r, pages := headers(t, content)
		for _, p := range pages {
			if p.Kind == site.NotFound {
				continue
			}
			all := elements(t, headOf(r, p))
			data := linkedDataOf(t, all)
			if p.Kind != site.Statement {
				continue
			}
			v := p.Statement.Versions[0]
			if got := tags(all); got["og:title"][0] != v.Title || got["DC.creator"][0] != p.Statement.Signatures[0].As {
				t.Errorf("%q became %q and %q", v.Title, got["og:title"], got["DC.creator"])
			}
			if data["name"] != v.Title {
				t.Errorf("%q became %q", v.Title, data["name"])
			}
		}
	}
}

// TestHeadWeight checks that the head of a statement of many signatories is
// light for who reads it over a slow line.
func TestHeadWeight(t *testing.T) {
	r, page := manySigned(t)
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	head := headOf(r, page)
	if _, err := z.Write([]byte(head)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 2500 {
		t.Errorf("%d bytes, compressed %d", len(head), b.Len())
	}
	t.Logf("%d bytes, compressed %d", len(head), b.Len())
}

func BenchmarkHead(b *testing.B) {
	r, page := manySigned(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = headOf(r, page)
	}
}

// manySigned returns the page of a statement with twelve signatories whose
// names have nothing in common.
func manySigned(t testing.TB) (*Renderer, *site.Page) {
	content := fstest.MapFS{}
	add := func(name, text string) { content[name] = &fstest.MapFile{Data: []byte(text)} }
	add("archive.yaml", "title: Joint Statements of Election Monitors\nbase_url: https://archive.example\nid_authority: archive.example,2026\npublisher: {name: The Global Network, url: https://network.example}\nlicense: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}\n")
	var ids []string
	for i, name := range []string{
		"Asian Network for Free Elections", "Zimbabwe Election Support Network", "Réseau national de la Société Civile togolaise", "Elections Observation Group",
		"Acuerdo de Lima", "Coalition of Domestic Election Observers", "Mouvement citoyen pour la transparence", "West Africa Civil Society Institute",
		"Committee for Free and Fair Votes", "People's Alliance of Monitors", "Instituto de Estudios Públicos", "Southern Observers' Forum",
	} {
		id := fmt.Sprintf("%c%c-monitor", name[0]|0x20, 'a'+i)
		ids = append(ids, id)
		add("signatories/"+id+".md", fmt.Sprintf("---\nname: %q\nwebsite: https://www.%c%x.example/\nwikidata: Q%d\nkind: organisation\n---\n", name, name[0]|0x20, i*7919+1234, 4711*(i+3)))
	}
	add("topics/media-freedom.md", "---\nname: Media freedom\n---\n")
	add("statements/2017/harassment-of-ngos-and-media-in-cambodia.md", "---\ntitle: Statement on the Harassment of NGOs and Media in Cambodia\ndate: 2017-09-01\ncountries: [KH]\nplace: Bangkok\ntopics: [media-freedom]\nsummary: Election monitoring networks express their deep concern about the closure of media outlets and the expulsion of an organisation from Cambodia.\nsignatories: ["+strings.Join(ids, ", ")+"]\n---\n\nText.\n")
	r, pages := headers(t, content)
	return r, pages[slices.IndexFunc(pages, func(p *site.Page) bool { return p.Kind == site.Statement })]
}
