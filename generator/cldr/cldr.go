// Package cldr says what Unicode CLDR knows of languages: what they call the
// countries of the world, which plural a number takes, and how dates and
// numbers are written.
//
// A country is an officially assigned code of ISO 3166-1 alpha-2, or XK for
// Kosovo. The names are those of the release of CLDR that Version says, as it
// has them: plain names and, for finding, the other forms too ("UK",
// "Swaziland").
//
// Plurals are the cardinal rules of UTS #35, CLDR's specification, Part 3, for
// whole numbers.
//
// Dates are of the Gregorian calendar, in the long form of a day and in that of
// a month with its year (the skeleton yMMMM); Thai names the era, as CLDR has
// it. All digits are 0 to 9, whatever the language, as are those of addresses
// and feeds. Spaces that do not break are kept. No pattern and no name of a
// month has marks of direction, so a date is what an HTML text needs, whose
// element says its direction.
//
// The data are embedded from names.txt, formats.txt and plurals.txt, which are
// made by
//
//	go generate ./generator/cldr
//
// from the npm packages of CLDR, with npm. To move to another release, change
// the number in the go:generate line.
//
// Locales inherit as UTS #35 says: from the parent that CLDR gives ("pt-AO"
// from "pt-PT", "ht" from "fr-HT"), else from the tag without its last part,
// but never from another script. A tag out of use stands for the one in use
// ("iw" for "he"), and a region for the script that is likely there ("zh-TW"
// for "zh-Hant-TW"). At the end of all is English. Only plurals are those of
// the tag without its last parts, whatever the script, and at the end "other".
//
// The data are copyright Unicode, Inc., under the Unicode License v3, whose
// text is in LICENSE-CLDR and goes with every copy of them.
package cldr

import "communique/generator/fold"

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
	for tag := range t.lineage(lang) {
		if l, ok := t.locales[tag]; ok {
			if name := l.names()[place]; name != "" {
				return name
			}
		}
	}
	panic("cldr: " + code + " has no English name")
}

// Find returns the codes of the countries that name is a name of, in whichever
// language, sorted. Names are compared by fold.Key; the English ones are also
// found with "and" for "&". There may be more than one country, in several
// languages or in one, and it is nil if there is none. Callers must not change
// the slice.
func Find(name string) []string {
	return index()[fold.Key(name)]
}
