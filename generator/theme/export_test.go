package theme

import (
	"io/fs"
	"strings"
	"sync"
)

// Unminified returns t with its templates as they are written.
func Unminified(t *Theme, fsys fs.FS, o Options) (*Theme, error) {
	names, err := fs.Glob(fsys, "templates/partials/*.html")
	if err != nil {
		return nil, err
	}
	pages, err := fs.Glob(fsys, "templates/*.html")
	if err != nil {
		return nil, err
	}
	sources := map[string]string{}
	for _, name := range append(names, pages...) {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		sources[strings.TrimPrefix(name, "templates/")] = string(data)
	}
	plain := &Theme{Assets: t.Assets, languages: map[string]*Language{}, names: t.names}
	for lang, l := range t.languages {
		c := &Language{Tag: l.Tag, Dir: l.Dir, locale: l.locale, words: l.words, made: sync.Map{}}
		if err := c.parse(sources, o.Kinds, plain.asset(o.Href)); err != nil {
			return nil, err
		}
		plain.languages[lang] = c
	}
	return plain, nil
}

// Needed are the texts that the program asks for.
var Needed = needed
