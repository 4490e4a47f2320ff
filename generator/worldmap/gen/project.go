package main

import (
	"math"

	"communique/generator/worldmap"
)

// A point is a place on the map.
type point struct{ x, y float64 }

// project returns an arc's line on the map. It starts within half a turn of
// the middle and goes on without a jump, even over the side of the map.
func (a *atlas) project(arc []cell) []point {
	line := make([]point, len(arc))
	at := float64(worldmap.Middle)
	for i, c := range arc {
		lon, lat := a.place(c)
		at = lon + 360*math.Round((at-lon)/360)
		line[i].x, line[i].y = worldmap.Project(at, lat)
	}
	return line
}
