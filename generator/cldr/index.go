package cldr

import (
	"slices"
	"strings"
	"sync"

	"communique/generator/fold"
)

// index has the codes, sorted, for the key of every name.
var index = sync.OnceValue(func() map[string][]string { return newIndex(load()) })

// newIndex reads all names of all locales.
func newIndex(t *table) map[string][]string {
	index := make(map[string][]string, 1<<15)
	for tag, l := range t.locales {
		for code, forms := range l.entries() {
			place := t.places[code]
			only := t.codes[place : place+1 : place+1] // shared by all names of one country
			for form := range strings.SplitSeq(forms, "\t") {
				add(index, form, only)
				if tag == english && strings.Contains(form, "&") {
					add(index, strings.ReplaceAll(form, "&", "and"), only)
				}
			}
		}
	}
	delete(index, "") // of forms that are inherited
	for _, codes := range index {
		slices.Sort(codes)
	}
	return index
}

// add adds the one code in only to those of a name.
func add(index map[string][]string, name string, only []string) {
	key := fold.Key(name)
	if codes := index[key]; codes == nil {
		index[key] = only
	} else if !slices.Contains(codes, only[0]) {
		index[key] = append(codes, only[0])
	}
}
