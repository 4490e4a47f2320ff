package main

import (
	"fmt"
	"math"
	"slices"
)

// A cut is a straight border that Natural Earth does not draw. Of the two ways
// around a country from one end of it to the other, what lies on the way with
// the land on the right belongs to another country.
type cut struct {
	of, code string
	from, to [2]float64 // longitude and latitude of places on the outline
}

var cuts = []cut{
	// The Golan Heights, Security Council resolution 497.
	{"IL", "SY", [2]float64{35.642, 33.276}, [2]float64{35.653, 32.686}},
	// Western Sahara up to the parallel of 27°40′, General Assembly resolution
	// 34/37. The border of Natural Earth is the wall through it.
	{"MA", "EH", [2]float64{-8.818, 27.661}, [2]float64{-13.178, 27.668}},
}

// cut gives the parts of countries that cuts separates to those that they
// belong to. Countries are named by their codes, which are by ISO number.
func (a *atlas) cut(codes map[string]string) error {
	find := func(code string) *feature {
		i := slices.IndexFunc(a.features, func(f feature) bool { return codes[f.number] == code })
		if i < 0 {
			return nil
		}
		return &a.features[i]
	}
	for _, c := range cuts {
		if of, other := find(c.of), find(c.code); of != nil && other != nil {
			part, err := a.sever(of, c)
			if err != nil {
				return fmt.Errorf("%s from %s: %w", c.code, c.of, err)
			}
			other.polygons = append(other.polygons, []ring{part})
		}
	}
	return nil
}

// sever takes a part off a feature and returns the ring around it.
func (a *atlas) sever(f *feature, c cut) (ring, error) {
	from, err := a.node(f, c.from)
	if err != nil {
		return nil, err
	}
	to, err := a.node(f, c.to)
	if err != nil {
		return nil, err
	}
	border := len(a.arcs)
	a.arcs = append(a.arcs, []cell{from, to})
	for _, polygon := range f.polygons {
		begins := func(at cell) int {
			return slices.IndexFunc(polygon[0], func(i int) bool { return along(a.arcs, i)[0] == at })
		}
		if i := begins(from); i >= 0 {
			around := slices.Concat(polygon[0][i:], polygon[0][:i])
			polygon[0] = around
			if j := begins(to); j > 0 {
				polygon[0] = append(ring{border}, around[j:]...)
				return append(ring{^border}, around[:j]...), nil
			}
		}
	}
	return nil, fmt.Errorf("%v and %v are not on one ring", c.from, c.to)
}

// node makes the point of a feature's outline next to a place a node, where one
// arc ends and another begins.
func (a *atlas) node(f *feature, place [2]float64) (cell, error) {
	const near = 0.05 // degrees
	least, arc, at := near, -1, 0
	for _, polygon := range f.polygons {
		for _, i := range polygon[0] {
			i = max(i, ^i)
			for j, c := range a.arcs[i] {
				lon, lat := a.place(c)
				if d := math.Hypot(lon-place[0], lat-place[1]); d < least {
					least, arc, at = d, i, j
				}
			}
		}
	}
	if arc < 0 {
		return cell{}, fmt.Errorf("%v is not on the outline of %s", place, f.name)
	}
	line := a.arcs[arc]
	if at > 0 && at < len(line)-1 {
		a.arcs[arc] = line[:at+1]
		a.replace(arc, len(a.arcs))
		a.arcs = append(a.arcs, line[at:])
	}
	return line[at], nil
}

// replace puts an arc and the rest of it, which has become an arc of its own,
// into all rings that have the arc.
func (a *atlas) replace(arc, rest int) {
	for _, f := range a.features {
		for _, polygon := range f.polygons {
			for k, r := range polygon {
				var out ring
				for _, i := range r {
					switch i {
					case arc:
						out = append(out, arc, rest)
					case ^arc:
						out = append(out, ^rest, ^arc)
					default:
						out = append(out, i)
					}
				}
				polygon[k] = out
			}
		}
	}
}
