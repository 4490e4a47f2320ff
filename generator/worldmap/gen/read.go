package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"communique/generator/cldr"
)

// An atlas is the topology of the countries' borders: lines, called arcs, that
// run from one place where borders meet to the next, or around an island. A
// border of two countries is one arc for both.
type atlas struct {
	arcs     [][]cell
	features []feature
	// place returns where on earth a cell is, in degrees.
	place func(cell) (lon, lat float64)
}

// A cell is a place on the grid of a TopoJSON file.
type cell [2]int

// A feature is a country or another territory.
type feature struct {
	number   string // of ISO 3166-1; "" if it has none
	name     string
	polygons [][]ring
}

// A ring is a closed line along arcs, each by its index; ^i is arc i backwards.
type ring []int

// readAtlas reads a version of the npm package world-atlas.
func readAtlas(dir, version string) (*atlas, error) {
	if err := checkVersion(dir, version); err != nil {
		return nil, err
	}
	var file struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][]cell
		Objects   struct {
			Countries struct {
				Geometries []struct {
					ID         string
					Type       string
					Properties struct{ Name string }
					Arcs       json.RawMessage
				}
			}
		}
	}
	if err := decode(filepath.Join(dir, "countries-10m.json"), &file); err != nil {
		return nil, err
	}
	a := &atlas{arcs: file.Arcs, place: func(c cell) (lon, lat float64) {
		scale, origin := file.Transform.Scale, file.Transform.Translate
		return float64(c[0])*scale[0] + origin[0], float64(c[1])*scale[1] + origin[1]
	}}
	for _, arc := range a.arcs {
		// A point is given by its distance from the one before.
		for i := range arc[1:] {
			arc[i+1][0] += arc[i][0]
			arc[i+1][1] += arc[i][1]
		}
	}
	for _, g := range file.Objects.Countries.Geometries {
		f := feature{number: g.ID, name: g.Properties.Name}
		var err error
		switch g.Type {
		case "Polygon":
			f.polygons = make([][]ring, 1)
			err = json.Unmarshal(g.Arcs, &f.polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &f.polygons)
		default:
			err = fmt.Errorf("type %q is no area", g.Type)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		a.features = append(a.features, f)
	}
	return a, nil
}

// along returns line i, or line ^i backwards if i is negative.
func along[P any](lines [][]P, i int) []P {
	if i >= 0 {
		return lines[i]
	}
	line := lines[^i]
	back := make([]P, len(line))
	for j, p := range line {
		back[len(line)-1-j] = p
	}
	return back
}

// readCodes reads the alpha-2 codes of countries by their ISO number from a
// version of the npm package cldr-core. A number outlives codes: CLDR has
// former ones too.
func readCodes(dir, version string) (map[string]string, error) {
	if err := checkVersion(dir, version); err != nil {
		return nil, err
	}
	var file struct {
		Supplemental struct {
			CodeMappings map[string]struct {
				Numeric string `json:"_numeric"`
			}
		}
	}
	if err := decode(filepath.Join(dir, "supplemental", "codeMappings.json"), &file); err != nil {
		return nil, err
	}
	codes := map[string]string{}
	for code, mapping := range file.Supplemental.CodeMappings {
		if mapping.Numeric != "" && cldr.Valid(code) {
			codes[mapping.Numeric] = code
		}
	}
	return codes, nil
}

// checkVersion refuses an npm package of another version.
func checkVersion(dir, version string) error {
	var manifest struct{ Version string }
	if err := decode(filepath.Join(dir, "package.json"), &manifest); err != nil {
		return err
	}
	if manifest.Version != version {
		return fmt.Errorf("%s is of version %q, not %q", filepath.Base(dir), manifest.Version, version)
	}
	return nil
}

// decode reads a JSON file into v.
func decode(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
