package main

import (
	"errors"
	"fmt"
)

// unnumbered are the features of Natural Earth without a number of ISO 3166-1
// and the country that each is drawn with, "" for none: the view of the United
// Nations, as package worldmap says.
var unnumbered = map[string]string{
	"Akrotiri":                "",
	"Baikonur":                "KZ", // leased to Russia
	"Bajo Nuevo Bank":         "",
	"Clipperton I.":           "",
	"Coral Sea Is.":           "AU",
	"Cyprus U.N. Buffer Zone": "CY",
	"Dhekelia":                "",
	"Indian Ocean Ter.":       "AU", // but for parts that have codes
	"Kosovo":                  "XK",
	"N. Cyprus":               "CY",
	"Scarborough Reef":        "",
	"Serranilla Bank":         "",
	"Siachen Glacier":         "",
	"Somaliland":              "SO",
	"Spratly Is.":             "",
	"USNB Guantanamo Bay":     "CU", // leased to the United States
}

// parts are polygons that Natural Earth draws with one country, but that have
// a code of their own, or belong to another country: all those of the country
// that lie within the box.
var parts = []struct {
	of, code                 string
	west, south, east, north float64
}{
	{"AU", "CC", 96, -13, 98, -11},
	{"AU", "CX", 105, -11, 106, -10},
	{"FR", "GF", -55, 2, -51, 6},
	{"FR", "GP", -62, 15.5, -60.5, 17},
	{"FR", "MQ", -61.5, 14, -60.5, 15},
	{"FR", "RE", 55, -22, 56, -20},
	{"FR", "YT", 45, -13.5, 45.5, -12.5},
	{"NL", "BQ", -69, 12, -68, 12.5}, // Bonaire
	{"NL", "BQ", -64, 17, -62, 18},   // Saba, Sint Eustatius
	{"NO", "BV", 3, -55, 4, -54},
	{"NO", "SJ", -10, 70, -7, 72}, // Jan Mayen
	{"NO", "SJ", 10, 74, 34, 81},
	{"NZ", "TK", -173, -10, -171, -8},
	// Crimea: Natural Earth draws who holds it, General Assembly resolution
	// 68/262 says whose it is.
	{"RU", "UA", 32, 44, 37, 46.5},
}

// antarctica would be a band along the whole map, and no address for a
// statement.
const antarctica = "AQ"

// lands returns the rings of each country, by its code in codes, and those of
// the land of no country by "". Antarctica is left out.
func (a *atlas) lands(codes map[string]string) (map[string][]ring, error) {
	lands := map[string][]ring{}
	var errs []error
	for _, f := range a.features {
		code, known := codes[f.number]
		if f.number == "" {
			code, known = unnumbered[f.name]
		}
		if !known {
			errs = append(errs, fmt.Errorf("no country is known for %s (number %q)", f.name, f.number))
		}
		if code == antarctica {
			continue
		}
		for _, polygon := range f.polygons {
			code := a.owner(polygon, code)
			lands[code] = append(lands[code], polygon...)
		}
	}
	return lands, errors.Join(errs...)
}

// owner returns the code that a polygon of a country is drawn with.
func (a *atlas) owner(polygon []ring, code string) string {
next:
	for _, p := range parts {
		if p.of != code {
			continue
		}
		for _, i := range polygon[0] {
			for _, c := range along(a.arcs, i) {
				lon, lat := a.place(c)
				if lon < p.west || lon > p.east || lat < p.south || lat > p.north {
					continue next
				}
			}
		}
		return p.code
	}
	return code
}
