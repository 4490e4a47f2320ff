package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type object = map[string]any

// earth is a small topology on a grid of tenths of a degree. The numbers are
// those of Kenya, Somalia, the United States, France, the Vatican and
// Antarctica.
func earth() (arcs [][]cell, countries []object) {
	square := func(west, south, east, north int) []cell {
		return []cell{{west, south}, {west, north}, {east, north}, {east, south}, {west, south}}
	}
	arcs = [][]cell{
		0:  {{300, 0}, {301, 20}, {330, 50}, {300, 100}}, // Kenya from Somalia, with a bend and a bay
		1:  {{300, 0}, {200, 0}, {200, 100}, {300, 100}}, // the rest of Kenya
		2:  {{300, 100}, {400, 100}},                     // Somalia from Somaliland
		3:  {{400, 100}, {400, 0}, {300, 0}},             // the rest of Somalia
		4:  {{300, 100}, {300, 200}, {400, 200}, {400, 100}},
		5:  square(-1720, 0, -1660, 60), // an island over the side of the map
		6:  square(0, 400, 60, 460),
		7:  square(-540, 30, -520, 50), // French Guiana
		8:  square(-10, 450, -8, 452),  // an islet
		9:  square(125, 419, 127, 421),
		10: square(-1800, -800, 1800, -700),
		11: square(700, 300, 710, 310),
		12: square(1790, 600, 1850, 660), // over 180°
	}
	polygon := func(number, name string, ring ...int) object {
		f := object{"type": "Polygon", "arcs": [][]int{ring}, "properties": object{"name": name}}
		if number != "" {
			f["id"] = number
		}
		return f
	}
	return arcs, []object{
		polygon("404", "Kenya", 1, ^0),
		polygon("706", "Somalia", 0, 2, 3),
		polygon("", "Somaliland", 4, ^2),
		polygon("840", "United States of America", 5),
		{"type": "MultiPolygon", "arcs": [][][]int{{{8}}, {{6}}, {{7}}}, "id": "250", "properties": object{"name": "France"}},
		polygon("336", "Vatican", 9),
		polygon("010", "Antarctica", 10),
		polygon("", "Siachen Glacier", 11),
		polygon("643", "Russia", 12),
	}
}

// lay lays out npm packages with a topology and returns their folder.
func lay(t *testing.T, arcs [][]cell, countries []object) string {
	t.Helper()
	dir := t.TempDir()
	put := func(path string, v any) {
		path = filepath.Join(dir, path)
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var deltas [][]cell
	for _, arc := range arcs {
		var line []cell
		var at cell
		for _, c := range arc {
			line = append(line, cell{c[0] - at[0], c[1] - at[1]})
			at = c
		}
		deltas = append(deltas, line)
	}
	put("world-atlas/package.json", object{"version": "1.2.3"})
	put("world-atlas/LICENSE", "a licence")
	put("world-atlas/countries-10m.json", object{"type": "Topology", "arcs": deltas,
		"transform": object{"scale": []float64{0.1, 0.1}, "translate": []float64{0, 0}},
		"objects":   object{"countries": object{"geometries": countries}}})
	codes := object{}
	for code, number := range map[string]string{"KE": "404", "SO": "706", "US": "840", "FR": "250", "VA": "336",
		"AQ": "010", "RU": "643", "SU": "643", "MA": "504", "EH": "732"} {
		codes[code] = object{"_numeric": number}
	}
	codes["AA"] = object{"_alpha3": "AAA"}
	put("cldr-core/package.json", object{"version": "4.5.6"})
	put("cldr-core/supplemental/codeMappings.json", object{"supplemental": object{"codeMappings": codes}})
	return dir
}

func TestRun(t *testing.T) {
	arcs, countries := earth()
	from := lay(t, arcs, countries)
	t.Chdir(t.TempDir())
	if err := run(from, "1.2.3", "4.5.6"); err != nil {
		t.Fatal(err)
	}
	// Kenya and Somalia have one border, without the bend. There is none of
	// Somaliland. The islands at the side of the map and over 180° are whole.
	// Of the islet nothing is left, of the Vatican and the land of nobody what
	// they need to be found.
	want := strings.Join([]string{
		"\t1309\t268\tsmall\tM1307 272l-1-7 5 0 1 7z",
		"FR\t957\t185\t\tM941 204l2-39 29 0-1 39z",
		"GF\t636\t464\t\tM630 471l0-15 12 0-1 15z",
		"KE\t1078\t456\t\tM1103 494l-56 0-1-76 56 0 18 38-16 23z",
		"RU\t1700\t72\t\tM1709 86l-43-28 24 0 45 28z",
		"SO\t1131\t417\t\tM1103 494l1-15 16-23-18-38-2-74 55 0 3 74 1 76z",
		"US\t2009\t471\t\tM1993 494l-2-46 34 0 2 46z",
		"VA\t1004\t191\tsmall\t",
		"",
	}, "\n")
	if got := content(t, "map.txt"); got != want {
		t.Errorf("the map is\n%s\nwant\n%s", got, want)
	}
	if got := content(t, "version.go"); !strings.Contains(got, "\nconst Version = \"1.2.3\"\n") {
		t.Errorf("version.go is\n%s", got)
	}
	if got := content(t, "LICENSE-WORLD-ATLAS"); got != `"a licence"` {
		t.Errorf("LICENSE-WORLD-ATLAS is %s", got)
	}
}

func TestRefused(t *testing.T) {
	for _, test := range []struct {
		about, atlas, cldr string
		change             func(arcs [][]cell, countries []object)
		message            string
	}{
		{"another atlas", "1.2.4", "4.5.6", nil, `world-atlas is of version "1.2.3", not "1.2.4"`},
		{"another CLDR", "1.2.3", "4.5.7", nil, `cldr-core is of version "4.5.6", not "4.5.7"`},
		{"a new territory", "1.2.3", "4.5.6", func(_ [][]cell, countries []object) {
			countries[2]["properties"] = object{"name": "Atlantis"}
		}, `no country is known for Atlantis (number "")`},
		{"a new number", "1.2.3", "4.5.6", func(_ [][]cell, countries []object) {
			countries[0]["id"] = "999"
		}, `no country is known for Kenya (number "999")`},
		{"a line", "1.2.3", "4.5.6", func(_ [][]cell, countries []object) {
			countries[0]["type"] = "LineString"
		}, `Kenya: type "LineString" is no area`},
		{"an open ring", "1.2.3", "4.5.6", func(_ [][]cell, countries []object) {
			countries[0]["arcs"] = [][]int{{1}}
		}, `"KE": a ring is open`},
		{"a ring around the pole", "1.2.3", "4.5.6", func(arcs [][]cell, _ []object) {
			arcs[12] = []cell{{1800, 800}, {-600, 800}, {600, 800}, {1800, 800}}
		}, `"RU": a ring goes around the earth`},
		{"a border away from its country", "1.2.3", "4.5.6", func(_ [][]cell, countries []object) {
			countries[0]["id"], countries[1]["id"] = "504", "732"
		}, "EH from MA: [-8.818 27.661] is not on the outline of Kenya"},
	} {
		arcs, countries := earth()
		if test.change != nil {
			test.change(arcs, countries)
		}
		from := lay(t, arcs, countries)
		t.Chdir(t.TempDir())
		err := run(from, test.atlas, test.cldr)
		if err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: error %v, want %q", test.about, err, test.message)
		}
		if _, err := os.Stat("map.txt"); err == nil {
			t.Errorf("%s: a map was written", test.about)
		}
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
