// Package cldr names the countries of the world in every language that Unicode
// CLDR names them in, and finds a country by any of those names.
//
// A country is an officially assigned code of ISO 3166-1 alpha-2, or XK for
// Kosovo. The names are those of the release of CLDR that Version says, as it
// has them: plain names and, for finding, the other forms too ("UK",
// "Swaziland"). They are embedded from names.txt, which is made by
//
//	go generate ./generator/cldr
//
// from the npm packages of CLDR, with npm. To move to another release, change
// the number in the go:generate line.
//
// Locales inherit as CLDR's specification, UTS #35, says: from the parent that
// CLDR gives ("pt-AO" from "pt-PT", "ht" from "fr-HT"), else from the tag
// without its last part, but never from another script. A tag out of use
// stands for the one in use ("iw" for "he"), and a region for the script that
// is likely there ("zh-TW" for "zh-Hant-TW"). At the end of all is English.
//
// The data are copyright Unicode, Inc., under the Unicode License v3, whose
// text is in LICENSE-CLDR and goes with every copy of them.
package cldr

import (
	"strings"

	"communique/generator/fold"
)

//go:generate go run ./gen 48.2.0

// Codes returns the codes of all countries, sorted. Callers must not change
// the slice.
func Codes() []string {
	return load().codes
}

// Valid reports whether code, in upper case, is that of a country.
func Valid(code string) bool {
	_, ok := load().places[code]
	return ok
}

// Name returns the name of a country in a language, which is a BCP 47 tag in
// any case ("fr", "pt-BR", "zh-Hant"). Where CLDR has no name in it, not even
// inherited, the name is the English one. It is "" only if code is not Valid.
func Name(lang, code string) string {
	t := load()
	place, ok := t.places[code]
	if !ok {
		return ""
	}
	for tag := strings.ToLower(lang); tag != ""; tag = t.parent(tag) {
		if l, ok := t.locales[tag]; ok {
			if name := l.names()[place]; name != "" {
				return name
			}
		}
	}
	return t.locales[english].names()[place]
}

// Find returns the codes of the countries that name is a name of, in whichever
// language, sorted. Names are compared by fold.Key; the English ones are also
// found with "and" for "&". There may be more than one country, in several
// languages or in one, and it is nil if there is none. Callers must not change
// the slice.
func Find(name string) []string {
	return index()[fold.Key(name)]
}
