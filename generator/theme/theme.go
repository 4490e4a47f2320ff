// Package theme reads a theme: templates, the words of the pages in each
// language, style sheets and other assets. It takes an fs.FS and returns
// values, so that the embedded default and a designer's folder are the same.
//
//	templates/base.html        the frame of every page; it calls the template "main"
//	templates/KIND.html        one file for each kind of page, defining "main" (see package site for the kinds)
//	templates/partials/*.html  render asks for "item", "signature", "letterhead" and "link", which many pages share
//	assets/…                   published under /assets/ with a fingerprint in the name
//	i18n/LANG.yaml             the words, flat keys; plural forms by CLDR category
//
// Templates are html/template. They are minified once, when they are loaded,
// not once a page: the minifier knows the delimiters. Besides the fields of
// the views of package render, a template has these functions:
//
//	t "key" ["name" value …]   the words for key, {name} replaced
//	n "key" COUNT              the plural form for COUNT, {n} replaced
//	num NUMBER                 a number with the language's separators
//	date DATE                  a day, month or year in words
//	asset "style.css"          the address of an asset
//	partial "sections" VIEW    a partial that is made once for equal views, which must be comparable
//
// A theme that cannot be used is an error that names the file: a template
// that does not parse, a kind without one, a key that English does not have or
// has in another form, a plural form in a category that the language does not
// have, English words without a key that the program asks for.
package theme

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
)

// Theme is a loaded theme. It is safe for concurrent use.
type Theme struct {
	Assets []Asset

	languages map[string]*Language
	names     map[string]string // asset by its name in assets/
}

// Asset is a file that pages load.
type Asset struct {
	Path string // address on the site, with the fingerprint: /assets/style.1f3a….css
	Data []byte
}

// Options says what a theme is loaded for.
type Options struct {
	Kinds     []string                 // the kinds of page that must have a template
	Languages []string                 // the languages of the archive, its own first
	Href      func(path string) string // how a page links to an address of the site
}

// Load reads the theme in fsys.
func Load(fsys fs.FS, o Options) (*Theme, error) {
	t := &Theme{languages: map[string]*Language{}, names: map[string]string{}}
	if err := t.loadAssets(fsys); err != nil {
		return nil, err
	}
	sources, err := readTemplates(fsys, o.Kinds)
	if err != nil {
		return nil, err
	}
	words, err := loadWords(fsys)
	if err != nil {
		return nil, err
	}
	for _, lang := range o.Languages {
		l, err := newLanguage(lang, words)
		if err != nil {
			return nil, err
		}
		if err := l.parse(sources, o.Kinds, t.asset(o.Href)); err != nil {
			return nil, err
		}
		t.languages[lang] = l
	}
	return t, nil
}

// Language returns the templates and words for a language that the theme was
// loaded for. A statement may be in any other; then the pages around it speak
// the archive's own, which is what the second argument names.
func (t *Theme) Language(lang, own string) *Language {
	return cmp.Or(t.languages[lang], t.languages[own])
}

// loadAssets reads and minifies what pages load, and puts a fingerprint into
// each name, so that hosts can let browsers keep the files for ever.
func (t *Theme) loadAssets(fsys fs.FS) error {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	return fs.WalkDir(fsys, "assets", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == "assets" {
			return nil // a theme may do without
		}
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("cannot read the theme: %w", err)
		}
		ext := path.Ext(name)
		if ext == ".css" {
			if data, err = m.Bytes("text/css", data); err != nil {
				return fmt.Errorf("theme: %s: %w", name, err)
			}
		}
		sum := sha256.Sum256(data)
		p := "/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
		t.Assets = append(t.Assets, Asset{p, data})
		t.names[strings.TrimPrefix(name, "assets/")] = p
		return nil
	})
}

// Asset returns the address of an asset; "" if the theme has none of the name.
func (t *Theme) Asset(name string) string { return t.names[name] }

func (t *Theme) asset(href func(string) string) func(string) (string, error) {
	return func(name string) (string, error) {
		if p := t.names[name]; p != "" {
			return href(p), nil
		}
		return "", fmt.Errorf("the theme has no asset %q", name)
	}
}

// readTemplates returns the minified sources by file name: base.html, the
// partials, and one for each kind.
func readTemplates(fsys fs.FS, kinds []string) (map[string]string, error) {
	partials, err := fs.Glob(fsys, "templates/partials/*.html")
	if err != nil {
		return nil, err // only a malformed pattern
	}
	names := append(partials, "templates/base.html")
	for _, k := range kinds {
		names = append(names, "templates/"+k+".html")
	}
	sources := make(map[string]string, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("the theme lacks a template: %w", err)
		}
		small, err := minifyTemplate(data)
		if err != nil {
			return nil, fmt.Errorf("theme: %s: %w", name, err)
		}
		sources[strings.TrimPrefix(name, "templates/")] = small
	}
	return sources, nil
}

// minifyTemplate drops comments and white space that no reader sees. End
// tags, quotes and the document's own tags stay: what they save is little, and
// validators and people who read the source would miss them.
func minifyTemplate(source []byte) (string, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
		KeepDefaultAttrVals: true,
		TemplateDelims:      html.GoTemplateDelims,
	})
	var b bytes.Buffer
	if err := m.Minify("text/html", &b, bytes.NewReader(source)); err != nil {
		return "", err
	}
	return b.String(), nil
}

// constant is a call that has one result in a language.
var constant = regexp.MustCompile(`\{\{(t|asset) "([^"]*)"\}\}`)

// fill replaces the calls of t and asset with constants by their results, as
// text that may stand between tags and in attributes. A template would find
// them by reflection on every page; and so a theme that names what is not
// there fails when it is loaded.
func (l *Language) fill(source string, asset func(string) (string, error)) (string, error) {
	var failed error
	filled := constant.ReplaceAllStringFunc(source, func(call string) string {
		parts := constant.FindStringSubmatch(call)
		look := asset
		if parts[1] == "t" {
			look = func(key string) (string, error) { return l.T(key) }
		}
		text, err := look(parts[2])
		failed = errors.Join(failed, err)
		return template.HTMLEscapeString(text)
	})
	return filled, failed
}

// parse makes a template for each kind of page in this language.
func (l *Language) parse(sources map[string]string, kinds []string, asset func(string) (string, error)) error {
	filled := make(map[string]string, len(sources))
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		var err error
		if filled[name], err = l.fill(sources[name], asset); err != nil {
			return fmt.Errorf("theme: templates/%s: %w", name, err)
		}
	}
	sources = filled
	base := template.New("base.html").Option("missingkey=error").Funcs(template.FuncMap{
		"t": l.T, "n": l.N, "num": l.Number, "date": l.Date, "asset": asset,
		"partial": l.partial,
	})
	shared := []string{"base.html"}
	for name := range sources {
		if strings.HasPrefix(name, "partials/") {
			shared = append(shared, name)
		}
	}
	slices.Sort(shared)
	for _, name := range shared {
		into := base
		if name != "base.html" {
			into = base.New(strings.TrimSuffix(path.Base(name), ".html"))
		}
		if _, err := into.Parse(sources[name]); err != nil {
			return fmt.Errorf("theme: %w", err)
		}
	}
	l.partials = template.Must(base.Clone())
	l.pages = make(map[string]*template.Template, len(kinds))
	for _, k := range kinds {
		page := template.Must(base.Clone())
		if _, err := page.New(k + ".html").Parse(sources[k+".html"]); err != nil {
			return fmt.Errorf("theme: %w", err)
		}
		l.pages[k] = page
	}
	return nil
}

// Execute writes a page of a kind into b.
func (l *Language) Execute(b *bytes.Buffer, kind string, view any) error {
	t := l.pages[kind]
	if t == nil {
		panic("theme: no kind " + kind)
	}
	if err := t.Execute(b, view); err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	return nil
}

// Partial returns what a partial makes of a view.
func (l *Language) Partial(name string, view any) (template.HTML, error) {
	var b bytes.Buffer
	if err := l.partials.ExecuteTemplate(&b, name, view); err != nil {
		return "", fmt.Errorf("theme: %w", err)
	}
	return template.HTML(b.String()), nil // #nosec G203: html/template has just escaped it
}

// partial is Partial for templates, made once for equal views, which must be
// comparable.
func (l *Language) partial(name string, view any) (template.HTML, error) {
	key := partialKey{name, view}
	if made, ok := l.made.Load(key); ok {
		return made.(template.HTML), nil
	}
	made, err := l.Partial(name, view)
	if err == nil {
		l.made.Store(key, made)
	}
	return made, err
}

type partialKey struct {
	name string
	view any
}
