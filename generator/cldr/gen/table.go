package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A table is a release without what locales inherit.
type table struct {
	version string
	parents map[string]string
	names   map[string]map[string][]string
}

// table reduces the release to what each locale adds to its parent.
func (r *release) table() *table {
	t := &table{version: r.version, parents: r.parentage(), names: map[string]map[string][]string{}}
	for locale, names := range r.names {
		own := map[string][]string{}
		for code, forms := range names {
			if forms := added(forms, r.inherited(t, locale, code)); forms != nil {
				own[code] = forms
			}
		}
		if len(own) > 0 {
			t.names[locale] = own
		}
	}
	return t
}

// inherited returns the forms of a country's name that a locale would have
// without any of its own.
func (r *release) inherited(t *table, locale, code string) []string {
	for tag := t.parent(locale); tag != ""; tag = t.parent(tag) {
		if forms := r.names[tag][code]; forms != nil {
			return forms
		}
	}
	return nil
}

// added returns what of the forms of a name is not among the inherited ones:
// first the plain name, "" if it is inherited, then others. It is nil if there
// is nothing.
func added(forms, inherited []string) []string {
	plain := forms[0]
	if len(inherited) > 0 && inherited[0] == plain {
		plain = ""
	}
	own := []string{plain}
	for _, form := range forms[1:] {
		if form != forms[0] && !slices.Contains(inherited, form) && !slices.Contains(own, form) {
			own = append(own, form)
		}
	}
	if plain == "" && len(own) == 1 {
		return nil
	}
	return own
}

// parentage returns the parent of each tag whose parent the rule of
// table.parent does not give. It is CLDR's own table of parents; the tag in
// use for each that is out of use; the language for itself in its likely
// script; and, for a language in a region where another script is likely, the
// same with that script.
func (r *release) parentage() map[string]string {
	parents := map[string]string{}
	for from, to := range r.aliases {
		language, _, _ := strings.Cut(to, "-")
		if r.names[language] != nil {
			parents[from] = to
		}
	}
	for tag, full := range r.likely {
		language, region, _ := strings.Cut(tag, "-")
		script := strings.Split(full, "-")[1]
		switch {
		case r.names[language] == nil || len(region) == 4:
		case region == "":
			parents[language+"-"+script] = language
		case script != strings.Split(r.likely[language], "-")[1]:
			parents[tag] = language + "-" + script + "-" + region
		}
	}
	for from, to := range r.parents {
		if to == "und" {
			to = ""
		}
		parents[from] = to
	}
	maps.DeleteFunc(parents, func(from, to string) bool { return to == (&table{}).parent(from) })
	return parents
}

// parent returns the tag that a tag inherits from, "" for none. Package cldr
// has the same rule.
func (t *table) parent(tag string) string {
	if parent, ok := t.parents[tag]; ok {
		return parent
	}
	cut := strings.LastIndexByte(tag, '-')
	if cut < 0 {
		return ""
	}
	rest, last := tag[:cut], tag[cut+1:]
	if isScript := len(last) == 4 && last[0] > '9'; isScript && !strings.Contains(rest, "-") {
		return "" // no likely one, which parents would have
	}
	return rest
}

// encode returns the table as package cldr reads it.
func (t *table) encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "CLDR %s\n\nparents\n", t.version)
	for _, tag := range slices.Sorted(maps.Keys(t.parents)) {
		fmt.Fprintf(&b, "%s\t%s\n", tag, t.parents[tag])
	}
	for _, locale := range slices.Sorted(maps.Keys(t.names)) {
		fmt.Fprintf(&b, "\n%s\n", locale)
		for _, code := range slices.Sorted(maps.Keys(t.names[locale])) {
			fmt.Fprintf(&b, "%s\t%s\n", code, strings.Join(t.names[locale][code], "\t"))
		}
	}
	return b.Bytes()
}
