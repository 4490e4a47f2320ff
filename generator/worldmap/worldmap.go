// Package worldmap has the outlines of the countries of the world, for a small
// map that is plain SVG: no script, no tiles, no other host.
//
// A country is a code of ISO 3166-1 alpha-2, or XK, as in package cldr. Each
// has a shape, save Antarctica (AQ), which would be a band along the whole map.
// Shapes are true to area, so that a shade means the same wherever it is, and
// neighbours fit together without a gap. They are made for a width of 360 to
// 1,100 pixels: bends and islands that could not be seen there are left out. A
// country that is too small to be seen or hit has a place for a marker, such as
// a dot that is as large on every screen:
//
//	<path d="M{{.X}} {{.Y}}h0" stroke-width="8" stroke-linecap="round" vector-effect="non-scaling-stroke"/>
//
// The sides of the map meet in the Bering Strait, so that it cuts neither
// Russia nor Fiji. What it shows of an island there may lie over its side.
//
// # Whose land
//
// Borders are those of Natural Earth, which draws who holds the land. Where the
// United Nations have found otherwise the map follows them: the Golan Heights
// are drawn with SY, Northern Cyprus with CY, Crimea with UA, Somaliland with
// SO, and Western Sahara (EH) is drawn whole. The Siachen Glacier is land
// without a code. Territories that have a code but are part of another country
// in Natural Earth, such as French Guiana (GF) or Svalbard (SJ), have shapes of
// their own.
//
// # Where it comes from
//
// The map is embedded from map.txt, which is made by
//
//	go generate ./generator/worldmap
//
// with npm, from the packages world-atlas, which has Natural Earth at 1:10m as
// a topology, and cldr-core, which has ISO's numbers of countries. To move to
// other releases, change the numbers in the go:generate line.
//
// Natural Earth is in the public domain (naturalearthdata.com). The package
// world-atlas is copyright Michael Bostock under the ISC licence, whose text is
// in LICENSE-WORLD-ATLAS and goes with every copy of the map.
package worldmap

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:generate go run ./gen 2.0.2 48.2.0

// A Shape is where a country is on the map. All coordinates are whole, from 0
// to Width and from 0 to Height.
type Shape struct {
	Code string // in upper case

	// Path is the country's outline as the data of an SVG path, to be filled
	// by the rule nonzero, which SVG has by default. It is "" if nothing could be seen of it. It begins with
	// an absolute place, so that several, one after another, are one path.
	Path string

	// X and Y are the centre of gravity of the country's largest part, where
	// to put a marker. In a country like a crescent it may lie outside.
	X, Y int

	// Small says that the country needs a marker to be seen and hit. It has
	// less than 30,000 km², which is a square of 6 pixels on a map of 1,100,
	// and of 2 on one of 360.
	Small bool
}

// Shapes returns the shapes of all countries, sorted by code. Callers must not
// change the slice.
func Shapes() []Shape {
	return load().shapes
}

// Land returns the path of the land of no country.
func Land() string {
	return load().land
}

// data has a line for each country: its code, the X and Y of its marker,
// "small" or nothing, and the path, separated by tabs. The first line, without
// a code, is the land of no country.
//
//go:embed map.txt
var data string

type world struct {
	shapes []Shape
	land   string
}

var load = sync.OnceValue(func() world {
	var w world
	for line := range strings.Lines(data) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		s := Shape{Code: fields[0], Small: fields[3] != "", Path: fields[4]}
		if _, err := fmt.Sscan(fields[1]+" "+fields[2], &s.X, &s.Y); err != nil {
			panic(err)
		}
		if s.Code == "" {
			w.land = s.Path
		} else {
			w.shapes = append(w.shapes, s)
		}
	}
	return w
})
