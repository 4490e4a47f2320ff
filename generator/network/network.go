// Package network lays out the picture of who signs statements with whom: a
// dot for each signatory, a line for each pair that signed together. It takes
// and returns whole numbers, from which a template draws SVG; it knows nothing
// of names, colours or files.
//
// # The method
//
// How far two signatories should stand apart follows from how often they
// signed together, directly or by way of others (distance.go). Gonum's Isomap
// finds the view of these distances in which most of them show, and stress
// majorisation, which moves each dot to where its distances to all others ask
// for it, evens the view out (stress.go). The result is fitted into the
// picture, and nodes that would overlap step aside (settle.go), as do dots that
// a line between two others runs through (untangle.go).
//
// The usual springs and repulsion were not taken: they need a random start, of
// which the picture shows as much as of the archive, and they magnify the last
// bit of a rounding until it is seen.
//
// # What is promised
//
// No dot or label overlaps another, and all lie inside the picture. The same
// input gives the same picture, and the order of the edges does not matter.
//
// It is the same on every machine too, although Isomap computes in floating
// point, whose last bits differ between processors: its distances are kept from
// being equal, so that the last bits stay the last ones, its result is rounded
// to thousandths at once, and all that follows is in whole numbers or in single
// operations that IEEE 754 fixes to the bit. This is no proof: a coordinate may
// lie on the very border between two thousandths. Processors were seen to
// differ by 1e-13 of a unit at most, and by far less as a rule, which makes that
// a matter of one picture in a thousand million.
//
// # What it costs
//
// A picture of 40 nodes takes some 5 milliseconds, one of 100 a fifth of a
// second, one of 200, which nobody could read, seconds.
package network

import "fmt"

// Node is a signatory. Its dot has the given radius, and its label is centred
// under the dot, LabelWidth wide and [LabelHeight] high, all in units of the
// picture.
type Node struct{ Radius, LabelWidth int }

// Edge says that two nodes, named by their indices, From before To, signed
// Weight statements together, at least one.
type Edge struct{ From, To, Weight int }

// Point is a place in the picture: X grows to the right, Y downwards.
type Point struct{ X, Y int }

// Picture holds the centre of each node's dot, in the order of the nodes.
type Picture struct {
	Width, Height int
	Points        []Point
}

// LabelHeight is the room for a label under its dot, the space between the two
// included.
const LabelHeight = 22

// Layout returns a picture of the given width, or of the width of its widest
// node if that is wider. It is as high as its nodes need: two thirds of the
// width at most, unless there is no room for all. Few nodes keep to the middle.
// Groups that no line joins stand side by side.
//
// Layout panics if an edge is not as [Edge] says or its pair is there twice.
func Layout(nodes []Node, edges []Edge, width int) Picture {
	verify(len(nodes), edges)
	d := distances(len(nodes), edges)
	return settle(nodes, edges, spread(start(d), d), width)
}

func verify(n int, edges []Edge) {
	seen := make(map[[2]int]bool, len(edges))
	for _, e := range edges {
		pair := [2]int{e.From, e.To}
		if e.From < 0 || e.From >= e.To || e.To >= n || e.Weight < 1 || seen[pair] {
			panic(fmt.Sprintf("network: %+v among %d nodes", e, n))
		}
		seen[pair] = true
	}
}
