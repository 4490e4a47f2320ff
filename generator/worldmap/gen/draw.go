package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"communique/generator/worldmap"
)

// What is too small to be drawn.
const (
	detail = 3.0     // least area of a bend of a line, in square units
	islet  = 900.0   // least area of an island that is not a country's largest, in km²
	small  = 30000.0 // least land of a country that is found without a marker, in km²
)

// km2 is the area of a square unit in km².
const km2 = worldmap.Unit * worldmap.Unit

// A spot is a point with whole coordinates.
type spot struct{ x, y int }

// An outline is a country as it is drawn.
type outline struct {
	code   string // "" for the land of no country
	marker spot
	small  bool
	path   string
}

// draw returns the outlines of lands, sorted by code.
func draw(a *atlas, lands map[string][]ring) ([]outline, error) {
	// Each arc is simplified by itself, once for both of its sides. So
	// neighbours still fit together.
	fine, coarse := make([][]point, len(a.arcs)), make([][]spot, len(a.arcs))
	for i, arc := range a.arcs {
		fine[i] = a.project(arc)
		coarse[i] = round(simplify(fine[i], detail))
	}
	var outlines []outline
	for _, code := range slices.Sorted(maps.Keys(lands)) {
		rings, err := merge(a.arcs, lands[code])
		if err != nil {
			return nil, fmt.Errorf("%q: %w", code, err)
		}
		o, err := outlineOf(rings, fine, coarse, code != "")
		if err != nil {
			return nil, fmt.Errorf("%q: %w", code, err)
		}
		o.code = code
		outlines = append(outlines, o)
	}
	return outlines, nil
}

// outlineOf returns the outline of land within rings along arcs, which are
// given as they are and as they are drawn. If whole is true the largest part
// is drawn however small it is.
func outlineOf(rings []ring, fine [][]point, coarse [][]spot, whole bool) (outline, error) {
	var o outline
	areas := make([]float64, len(rings))
	var total float64
	var largest int
	for i, r := range rings {
		line, err := join(fine, r)
		if err != nil {
			return o, err
		}
		var centre point
		areas[i], centre = measure(line)
		total += areas[i]
		if i == 0 || areas[i] > areas[largest] {
			largest, o.marker = i, centre.round()
		}
	}
	o.small = total*km2 < small
	var drawn [][]spot
	for i, r := range rings {
		if math.Abs(areas[i])*km2 < islet && !(whole && i == largest) {
			continue
		}
		line, err := join(coarse, r)
		if err != nil {
			return o, err
		}
		if len(line) > 3 { // else nothing is left within it
			drawn = append(drawn, line)
		}
	}
	o.path = path(drawn)
	return o, nil
}

// join returns the closed line along a ring, whose last point is its first.
func join[P comparable](lines [][]P, r ring) ([]P, error) {
	joined := slices.Clone(along(lines, r[0]))
	for _, i := range r[1:] {
		line := along(lines, i)
		if line[0] != joined[len(joined)-1] {
			return nil, errors.New("a ring is torn at the side of the map")
		}
		joined = append(joined, line[1:]...)
	}
	if joined[0] != joined[len(joined)-1] {
		return nil, errors.New("a ring goes around the earth")
	}
	return joined, nil
}

// measure returns the area within a closed line, which is negative for a hole,
// and its centroid, or a point of the line if the area is zero.
func measure(line []point) (area float64, centre point) {
	// Distances from a point of the line, as coordinates are too large for
	// small differences.
	o := line[0]
	for i, q := range line[1:] {
		p := line[i]
		cross := (p.x-o.x)*(q.y-o.y) - (q.x-o.x)*(p.y-o.y)
		area += cross / 2
		centre.x += (p.x + q.x - 2*o.x) * cross / 6
		centre.y += (p.y + q.y - 2*o.y) * cross / 6
	}
	if area == 0 {
		return 0, o
	}
	return area, point{o.x + centre.x/area, o.y + centre.y/area}
}

// round puts the points of a line on whole coordinates and leaves out those
// that have come to lie on a straight line through their neighbours.
func round(line []point) []spot {
	var out []spot
	for _, p := range line {
		s := p.round()
		for len(out) > 1 && straight(out[len(out)-2], out[len(out)-1], s) {
			out = out[:len(out)-1]
		}
		if len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

func (p point) round() spot {
	return spot{int(math.Round(p.x)), int(math.Round(p.y))}
}

// straight reports whether b lies on the line through a and c, if only because
// the line turns back on itself there.
func straight(a, b, c spot) bool {
	return (b.x-a.x)*(c.y-a.y) == (c.x-a.x)*(b.y-a.y)
}

// path returns SVG path data of closed lines. After its absolute start each
// point is given by its distance from the one before, with no byte more than
// the syntax asks for.
func path(lines [][]spot) string {
	var b []byte
	number := func(n int, first bool) {
		if n >= 0 && !first {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	for _, line := range lines {
		b = append(b, 'M')
		number(line[0].x, true)
		number(line[0].y, false)
		b = append(b, 'l')
		for i, s := range line[1 : len(line)-1] {
			number(s.x-line[i].x, i == 0)
			number(s.y-line[i].y, false)
		}
		b = append(b, 'z')
	}
	return string(b)
}

// encode returns the outlines as package worldmap reads them.
func encode(outlines []outline) []byte {
	var b bytes.Buffer
	for _, o := range outlines {
		mark := ""
		if o.small {
			mark = "small"
		}
		fmt.Fprintf(&b, "%s\t%d\t%d\t%s\t%s\n", o.code, o.marker.x, o.marker.y, mark, o.path)
	}
	return b.Bytes()
}
