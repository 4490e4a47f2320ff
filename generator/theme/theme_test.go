package theme_test

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/theme"
)

// words are the texts that every theme must have.
const words = `
statements: Statements
countries: Countries
signatories: Signatories
topics: Topics
not_found: Not found
removed: Removed
search: Search
data: Data
data_how: All of it
search_in: "Search {archive}"
comma: ","
footnotes: Footnotes
footnote_back: Back
feed_about: "{archive}: {subject}"
feeds: Feeds
feeds_what: What a feed is
feed_is: A feed
feed_how: How
all_statements: All
corrections: Corrections
corrections_how: What happened since
corrected: Corrected
retracted: Retracted
retracted_on: "Retracted on {date}."
event_signed: "Signed by {name}"
event_withdrawn: "Withdrawn by {name}"
day_1: "1"
things: {one: "{n} thing", other: "{n} things"}
`

// small returns a theme of one kind of page, changed: an empty text takes a
// file away.
func small(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"templates/base.html":          `<!doctype html><html lang="{{.Lang}}"><title>x</title>{{template "main" .}}</html>`,
		"templates/page.html":          `{{define "main"}}<h1>{{.Title}}</h1>{{end}}`,
		"templates/partials/line.html": `<li>{{.}}</li>`,
		"assets/style.css":             "a {\n  color: red;\n}\n",
		"i18n/en.yaml":                 words,
	}
	maps.Copy(files, changes)
	fsys := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

func options(languages ...string) theme.Options {
	return theme.Options{
		Kinds:     []string{"page"},
		Languages: append([]string{"en"}, languages...),
		Href:      func(path string) string { return "/under" + path },
	}
}

// view is what the page of a small theme sees.
type view struct{ Lang, Title string }

func TestExecute(t *testing.T) {
	th, err := theme.Load(small(nil), options("fr"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := th.Language("en", "en").Execute(&b, "page", view{"en", `<&"> "quoted"`}); err != nil {
		t.Fatal(err)
	}
	if want := `<!doctype html><html lang="en"><title>x</title><h1>&lt;&amp;&#34;&gt; &#34;quoted&#34;</h1></html>`; b.String() != want {
		t.Errorf("got %s\nwant %s", b.String(), want)
	}
	if l := th.Language("km", "fr"); l != th.Language("fr", "en") {
		t.Errorf("a language that the theme was not loaded for is %s", l.Tag)
	}
}

// TestUnusable holds what a designer is told of a theme that cannot be used:
// each error names the file and the word in it.
func TestUnusable(t *testing.T) {
	for name, c := range map[string]struct {
		changes map[string]string
		want    []string
	}{
		"no template of a kind": {map[string]string{"templates/page.html": ""}, []string{"lacks a template", "templates/page.html"}},
		"no base":               {map[string]string{"templates/base.html": ""}, []string{"lacks a template", "templates/base.html"}},
		"broken template":       {map[string]string{"templates/page.html": "{{define \"main\"}}\n{{end"}, []string{"page.html:2"}},
		"unknown function":      {map[string]string{"templates/partials/line.html": "{{nonsense}}"}, []string{"line", `"nonsense"`}},
		"no English":            {map[string]string{"i18n/en.yaml": "", "i18n/fr.yaml": words}, []string{"i18n/en.yaml"}},
		"a needed text":         {map[string]string{"i18n/en.yaml": strings.Replace(words, "feed_about", "feed_abuot", 1)}, []string{"i18n/en.yaml", `"feed_about"`}},
		"a needed text's form":  {map[string]string{"i18n/en.yaml": strings.Replace(words, "Topics", "{other: Topics}", 1)}, []string{"i18n/en.yaml", `"topics"`}},
		"unknown key":           {map[string]string{"i18n/fr.yaml": "statments: Déclarations"}, []string{"i18n/fr.yaml", `"statments"`}},
		"text for forms":        {map[string]string{"i18n/fr.yaml": "things: choses"}, []string{"i18n/fr.yaml", `"things"`}},
		"forms for text":        {map[string]string{"i18n/fr.yaml": "topics: {other: Thèmes}"}, []string{"i18n/fr.yaml", `"topics"`}},
		"no other":              {map[string]string{"i18n/fr.yaml": "things: {one: chose}"}, []string{"i18n/fr.yaml", `"things"`, `"other"`}},
		"no category":           {map[string]string{"i18n/fr.yaml": "things: {some: chose, other: choses}"}, []string{"i18n/fr.yaml", `"things"`, `"some"`, "one, many, other"}},
		"another's category":    {map[string]string{"i18n/fr.yaml": "things: {one: chose, few: choses, other: choses}"}, []string{"i18n/fr.yaml", `"things"`, `"few"`}},
		"no text":               {map[string]string{"i18n/fr.yaml": "things: {one: [chose], other: choses}"}, []string{"i18n/fr.yaml", `"things"`, `"one"`}},
		"neither":               {map[string]string{"i18n/fr.yaml": "topics: [Thèmes]"}, []string{"i18n/fr.yaml", `"topics"`}},
		"a key twice":           {map[string]string{"i18n/fr.yaml": "topics: a\ntopics: b"}, []string{"i18n/fr.yaml", `"topics"`}},
		"broken YAML":           {map[string]string{"i18n/fr.yaml": "topics: \"Thèmes"}, []string{"i18n/fr.yaml"}},
	} {
		_, err := theme.Load(small(c.changes), options("fr"))
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, part := range c.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %v: does not say %s", name, err, part)
			}
		}
	}
	if _, err := theme.Load(small(nil), options("no such language")); err == nil || !strings.Contains(err.Error(), `"no such language"`) {
		t.Errorf("a language that is none: %v", err)
	}
}

// TestFailing holds what a designer is told of a template that asks for what
// is not there: when the theme is loaded, or else when the page is made.
func TestFailing(t *testing.T) {
	for main, want := range map[string][]string{
		`{{asset "none.css"}}`:              {"page.html", `no asset "none.css"`},
		`{{asset .Title}}`:                  {"page.html:1", `no asset ""`},
		`{{t "nothing"}}`:                   {"page.html", "i18n/en.yaml", `no text "nothing"`},
		`{{t .Title}}`:                      {"page.html:1", "i18n/en.yaml", `no text ""`},
		`{{t "things"}}`:                    {"page.html", `no text "things"`},
		`{{n "nothing" 1}}`:                 {"page.html:1", `no plural forms "nothing"`},
		`{{n "topics" 1}}`:                  {"page.html:1", `no plural forms "topics"`},
		`{{t "feed_about" "day"}}`:          {"page.html:1", "without a value"},
		`{{.Titel}}`:                        {"page.html:1", "Titel"},
		`{{template "none" .}}`:             {`"none"`},
		`{{partial "none" .Title}}`:         {"page.html:1", `"none"`},
		`{{partial "line"}}`:                {"page.html:1"},
		`<a href="{{.Title}}"{{if}}`:        {"page.html"},
		`<a href={{if .Title}}"{{end}}>`:    {"page.html:1"}, // html/template does not know where it is
		`{{t "nothing"}} {{asset "b.css"}}`: {`"nothing"`, `"b.css"`},
	} {
		th, err := theme.Load(small(map[string]string{"templates/page.html": `{{define "main"}}` + main + `{{end}}`}), options())
		if err == nil {
			err = th.Language("en", "en").Execute(new(bytes.Buffer), "page", view{})
		}
		if err == nil {
			t.Errorf("%s: no error", main)
			continue
		}
		for _, part := range want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %v: does not say %s", main, err, part)
			}
		}
	}
}

// TestConstants checks that words and addresses that a template names stand
// where they are named, as text, in each language.
func TestConstants(t *testing.T) {
	th, err := theme.Load(small(map[string]string{
		"templates/page.html": `{{define "main"}}<p title="{{t "topics"}}">{{t "topics"}}</p><img src="{{asset "style.css"}}">{{end}}`,
		"i18n/fr.yaml":        `topics: "<Thèmes> & \"plus\" {n}"`,
	}), options("fr"))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "Topics", "fr": "&lt;Thèmes&gt; &amp; &#34;plus&#34; {n}"} {
		var b bytes.Buffer
		if err := th.Language(lang, "en").Execute(&b, "page", view{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		if want := `<p title="` + want + `">` + want + `</p><img src="/under` + th.Assets[0].Path + `">`; !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %s", want, b.String())
		}
	}
}

// TestAssets checks that a fingerprint follows the content and nothing else,
// and that style sheets are minified.
func TestAssets(t *testing.T) {
	load := func(changes map[string]string) map[string]string {
		t.Helper()
		th, err := theme.Load(small(changes), options())
		if err != nil {
			t.Fatal(err)
		}
		assets := map[string]string{}
		for _, a := range th.Assets {
			name := strings.Split(a.Path, ".")
			if len(name) != 3 || len(name[1]) != 10 || !strings.HasPrefix(a.Path, "/assets/") {
				t.Errorf("an asset is at %q", a.Path)
			}
			assets[name[0]+"."+name[2]] = name[1] + " " + string(a.Data)
		}
		return assets
	}
	first := load(map[string]string{"assets/fonts/a.woff2": " a {} ", "assets/.DS_Store": "x"})
	if len(first) != 2 || !strings.HasSuffix(first["/assets/style.css"], " a{color:red}") || !strings.HasSuffix(first["/assets/fonts/a.woff2"], "  a {} ") {
		t.Errorf("assets: %q", first)
	}
	if same := load(map[string]string{"assets/style.css": "a{ color : red }"}); same["/assets/style.css"] != first["/assets/style.css"] {
		t.Errorf("white space in the source changes the name: %q", same)
	}
	if other := load(map[string]string{"assets/style.css": "a{color:blue}"}); other["/assets/style.css"][:10] == first["/assets/style.css"][:10] {
		t.Errorf("another content has the same name: %q", other)
	}
	if none := load(map[string]string{"assets/style.css": ""}); len(none) != 0 {
		t.Errorf("a theme without assets has %q", none)
	}
}

func TestPartial(t *testing.T) {
	th, err := theme.Load(small(nil), options())
	if err != nil {
		t.Fatal(err)
	}
	l := th.Language("en", "en")
	if got, err := l.Partial("line", "<one>"); got != "<li>&lt;one&gt;</li>" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := l.Partial("none", nil); err == nil || !strings.Contains(err.Error(), `"none"`) {
		t.Errorf("a partial that is not there: %v", err)
	}
}

// TestPartialInTemplate checks that a template's partial is made once for
// equal views: a view that counts would show 1 for both.
func TestPartialInTemplate(t *testing.T) {
	th, err := theme.Load(small(map[string]string{
		"templates/page.html":          `{{define "main"}}{{partial "line" .}}{{partial "line" .}}{{end}}`,
		"templates/partials/line.html": `<b>{{.Count}}</b>`,
	}), options())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var b bytes.Buffer
	if err := th.Language("en", "en").Execute(&b, "page", counting{"en", &n}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "<b>1</b><b>1</b>") || n != 1 {
		t.Errorf("counted to %d: %s", n, b.String())
	}
}

type counting struct {
	Lang string
	n    *int
}

func (c counting) Count() string { *c.n++; return fmt.Sprint(*c.n) }
