package network

import (
	"cmp"
	"math"
	"slices"
)

const (
	// aside is how far a node may be moved at once to keep dots and lines apart,
	// step how finely the places are looked for.
	aside, step = 60, 6

	// clearance is the least space between a dot and a line that passes it.
	clearance = 4

	// rounds is how often untangle looks at every node: one that moves may free
	// or block another.
	rounds = 3
)

// asides are the ways aside, the short before the long.
var asides = func() (all []Point) {
	for x := -aside; x <= aside; x += step {
		for y := -aside; y <= aside; y += step {
			if squared(Point{x, y}, Point{}) <= aside*aside {
				all = append(all, Point{x, y})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q Point) int {
		return cmp.Compare(squared(p, Point{}), squared(q, Point{}))
	})
	return all
}()

// untangle moves nodes so that lines do not run through the dot of a third,
// which looks like two lines that end there. Where that cannot be had nearby,
// it takes the place with the fewest such lines.
func (s *scene) untangle() {
	for range rounds {
		for _, i := range slices.Backward(s.order) { // the small move more easily
			at := s.Points[i]
			fewest := s.tangles(i, at, math.MaxInt)
			for _, by := range asides {
				if fewest == 0 {
					break
				}
				p := Point{at.X + by.X, at.Y + by.Y}
				if s.room(i, p, s.order) {
					if n := s.tangles(i, p, fewest); n < fewest {
						s.Points[i], fewest = p, n
					}
				}
			}
		}
	}
}

// tangles counts the lines of others through the dot of node i at p, and the
// dots of others on its own lines. It does not count further than to enough.
func (s *scene) tangles(i int, p Point, enough int) (n int) {
	for _, e := range s.edges {
		if n >= enough {
			break
		}
		if e.From != i && e.To != i {
			if touches(p, s.nodes[i].Radius, s.Points[e.From], s.Points[e.To]) {
				n++
			}
			continue
		}
		end := e.From + e.To - i
		for j, q := range s.Points {
			if j != i && j != end && touches(q, s.nodes[j].Radius, p, s.Points[end]) {
				n++
			}
		}
	}
	return n
}

// touches says whether the line from a to b comes nearer than the clearance to
// the dot at p, elsewhere than at its ends.
func touches(p Point, radius int, a, b Point) bool {
	x, y := int64(b.X-a.X), int64(b.Y-a.Y)
	px, py := int64(p.X-a.X), int64(p.Y-a.Y)
	square := x*x + y*y
	if along := px*x + py*y; along <= 0 || along >= square {
		return false
	}
	off, near := px*y-py*x, int64(radius+clearance)
	return off*off < near*near*square
}
