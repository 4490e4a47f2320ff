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
	names   locales
	formats locales
	plurals map[string][]string
}

// table reduces the release to what each locale adds to its parent.
func (r *release) table() *table {
	t := &table{version: r.version, parents: r.parentage(), plurals: r.plurals}
	t.names = t.reduce(r.names, "", added)
	t.formats = t.reduce(r.formats, "en", func(fields, inherited []string) []string {
		if slices.Equal(fields, inherited) {
			return nil
		}
		return fields
	})
	return t
}

// reduce returns what of each locale's fields own leaves of them, given those
// that it inherits, nil if nothing. Last is the locale that all others inherit
// from in the end, "" if none.
func (t *table) reduce(all locales, last string, own func(fields, inherited []string) []string) locales {
	reduced := locales{}
	for locale, values := range all {
		kept := map[string][]string{}
		for key, fields := range values {
			if fields := own(fields, t.inherited(all, last, locale, key)); fields != nil {
				kept[key] = fields
			}
		}
		if len(kept) > 0 {
			reduced[locale] = kept
		}
	}
	return reduced
}

// inherited returns the fields that a locale would have for a key without any
// of its own.
func (t *table) inherited(all locales, last, locale, key string) []string {
	for tag := t.parent(locale); tag != ""; tag = t.parent(tag) {
		if fields := all[tag][key]; fields != nil {
			return fields
		}
	}
	if locale == last {
		return nil
	}
	return all[last][key]
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

// files returns the files that package cldr embeds, by name.
func (t *table) files() map[string][]byte {
	names, formats, plurals := t.head(), t.head(), t.head()
	fmt.Fprint(names, "\nparents\n")
	for _, tag := range slices.Sorted(maps.Keys(t.parents)) {
		fmt.Fprintf(names, "%s\t%s\n", tag, t.parents[tag])
	}
	t.names.encode(names)
	t.formats.encode(formats)
	for _, rules := range slices.SortedFunc(maps.Keys(t.plurals), func(a, b string) int {
		return slices.Compare(t.plurals[a], t.plurals[b])
	}) {
		fmt.Fprintf(plurals, "\n%s\n%s", strings.Join(t.plurals[rules], " "), rules)
	}
	return map[string][]byte{"names.txt": names.Bytes(), "formats.txt": formats.Bytes(), "plurals.txt": plurals.Bytes()}
}

// head returns the first block of a file.
func (t *table) head() *bytes.Buffer { return bytes.NewBufferString("CLDR " + t.version + "\n") }

// encode writes a block for each locale.
func (l locales) encode(b *bytes.Buffer) {
	for _, locale := range slices.Sorted(maps.Keys(l)) {
		fmt.Fprintf(b, "\n%s\n", locale)
		for _, key := range slices.Sorted(maps.Keys(l[locale])) {
			fmt.Fprintf(b, "%s\t%s\n", key, strings.Join(l[locale][key], "\t"))
		}
	}
}
