package network

import (
	"math"

	"gonum.org/v1/gonum/graph/layout"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/spatial/r2"
)

// canvas is where Isomap writes. Each coordinate is rounded as it comes in.
type canvas []r2.Vec

// grain is the number of steps in a unit of distance to which Isomap's
// coordinates are rounded.
const grain = 1000

func (c canvas) IsInitialized() bool    { return true }
func (c canvas) Coord2(id int64) r2.Vec { return c[id] }
func (c canvas) SetCoord2(id int64, at r2.Vec) {
	c[id] = r2.Vec{X: math.Round(at.X * grain), Y: math.Round(at.Y * grain)}
}

// start returns the plane view of the distances d that Isomap finds, in
// thousandths. The longest extent is along X. Isomap leaves open which way
// round an axis runs: here the first node that is off the middle is to the
// left of it, or above.
func start(d [][]float64) canvas {
	c := make(canvas, len(d))
	if len(d) < 3 { // too few for two axes
		for i := range c {
			c[i].X = float64(i * grain)
		}
		return c
	}
	g := simple.NewUndirectedMatrix(len(d), 0, 0, math.Inf(1))
	for i := range d {
		for j := range i {
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: d[i][j]})
		}
	}
	layout.IsomapR2{}.Update(g, c)
	turn := r2.Vec{}
	for _, at := range c {
		if turn.X == 0 && at.X != 0 {
			turn.X = math.Copysign(1, -at.X)
		}
		if turn.Y == 0 && at.Y != 0 {
			turn.Y = math.Copysign(1, -at.Y)
		}
	}
	for i := range c {
		c[i].X *= turn.X
		c[i].Y *= turn.Y
	}
	return c
}

// sweeps is how often spread moves each node. A hundred more would lessen the
// error by a thousandth.
const sweeps = 100

// spread moves the nodes of c, one after the other, to the mean of the places
// where their distances d to the others would have them, the near counting
// more. No move makes the weighted sum of the squared errors larger
// (majorisation), so that the picture only gets better.
//
// Products are converted before they are added: without that the compiler may
// fuse the two on processors that can, and leave out a rounding.
func spread(c canvas, d [][]float64) canvas {
	for range sweeps {
		for i, at := range c {
			var x, y, sum float64
			for j, other := range c {
				if i == j {
					continue
				}
				dx, dy := at.X-other.X, at.Y-other.Y
				now := math.Sqrt(float64(dx*dx) + float64(dy*dy))
				if now == 0 { // any direction will do
					dx, now = 1, 1
				}
				want := d[i][j] * grain
				weight := 1 / (want * want)
				x += float64(weight * (other.X + float64(dx*want)/now))
				y += float64(weight * (other.Y + float64(dy*want)/now))
				sum += weight
			}
			if sum > 0 {
				c[i] = r2.Vec{X: x / sum, Y: y / sum}
			}
		}
	}
	return c
}
