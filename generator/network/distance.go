package network

import (
	"math"
	"math/rand/v2"
	"slices"
)

// distances returns how far apart each two of n nodes should stand: 1 for the
// pair that signed together most often, up to 2 for one that did so seldom, and
// for all others the root of the sum of squares along the shortest way over
// such pairs.
//
// Nodes that no way joins are of different groups, each with its own pair that
// signed together most often. Groups should stand side by side: two nodes of
// different groups are 1 apart and the half width of either group.
//
// The root brings the far ones nearer, where space would be wasted, and has the
// picture of a chain bend. Sums, as on a straight line, would leave the second
// axis of the picture to errors of rounding. For the same reason each distance
// is made longer by a little of its own, up to 2 per cent, so that no two are
// equal.
func distances(n int, edges []Edge) [][]float64 {
	d := shortest(n, edges)
	reach := make([]float64, n) // the farthest that some way leads to
	for i, row := range d {
		for j, square := range row {
			row[j] = math.Sqrt(square)
			if !math.IsInf(square, 1) {
				reach[i] = max(reach[i], row[j])
			}
		}
	}
	own := rand.NewPCG(1, 2)
	for i := range d {
		for j := range i {
			longer := 1 + float64(own.Uint64()%1024)/51200
			d[i][j] = min(d[i][j], 1+(reach[i]+reach[j])/2) * longer
			d[j][i] = d[i][j]
		}
	}
	return d
}

// shortest returns the squares of the distances between each two of n nodes,
// summed along the shortest way (Floyd and Warshall); infinite where there is
// none.
func shortest(n int, edges []Edge) [][]float64 {
	d := make([][]float64, n)
	for i := range d {
		d[i] = slices.Repeat([]float64{math.Inf(1)}, n)
		d[i][i] = 0
	}
	group := groups(n, edges)
	most := make([]int, n) // of each group
	for _, e := range edges {
		g := group[e.From]
		most[g] = max(most[g], e.Weight)
	}
	for _, e := range edges {
		share := float64(e.Weight) / float64(most[group[e.From]])
		square := 4 - float64(3*math.Sqrt(share))
		d[e.From][e.To], d[e.To][e.From] = square, square
	}
	for k := range d {
		for i := range d {
			for j := range d {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	return d
}

// groups returns a number below n for each node, the same for two nodes if
// edges join them.
func groups(n int, edges []Edge) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for _, e := range edges {
		from, to := group[e.From], group[e.To]
		for i, g := range group {
			if g == to {
				group[i] = from
			}
		}
	}
	return group
}
