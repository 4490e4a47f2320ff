package network

import (
	"cmp"
	"math"
	"slices"
)

const (
	// gap is the least space between two nodes, and to the edge of the picture.
	gap = 8

	// longest is what a unit of distance measures at most in the picture. It
	// keeps a few nodes together in the middle.
	longest = 160.0

	// slant is how much more one axis may be stretched than the other.
	slant = 1.6
)

// box is the room that a node takes, its share of the gaps included: the
// distances from the centre of its dot to its sides.
type box struct{ side, above, below int }

func boxOf(n Node) box {
	return box{
		side:  max(n.Radius, (n.LabelWidth+1)/2) + gap/2,
		above: n.Radius + gap/2,
		below: n.Radius + LabelHeight + gap/2,
	}
}

// overlap says whether box a at p and box b at q share more than a side.
func overlap(a box, p Point, b box, q Point) bool {
	return max(p.X-q.X, q.X-p.X) < a.side+b.side && p.Y-q.Y < a.above+b.below && q.Y-p.Y < b.above+a.below
}

// scene is a picture on which nodes are moved.
type scene struct {
	Picture
	nodes []Node
	edges []Edge
	boxes []box
	order []int // the nodes from large to small
}

// settle fits the places into a picture of the given width, in which no two
// nodes overlap. Where a node has no room left, it begins again with a higher
// picture.
func settle(nodes []Node, edges []Edge, places canvas, width int) Picture {
	s := scene{nodes: nodes, edges: edges}
	for i, n := range nodes {
		s.boxes = append(s.boxes, boxOf(n))
		s.order = append(s.order, i)
		width = max(width, 2*s.boxes[i].side+gap)
	}
	slices.SortStableFunc(s.order, func(i, j int) int { return cmp.Compare(nodes[j].Radius, nodes[i].Radius) })
	s.Width, s.Height = width, width*2/3
	for s.fit(places); !s.place(); s.fit(places) {
		s.Height += s.Height/8 + 1
	}
	s.untangle()
	s.crop()
	return s.Picture
}

// fit puts the nodes where the places say, stretched to fill the picture, or to
// come near to that if they are few.
func (s *scene) fit(places canvas) {
	s.Points = make([]Point, len(places))
	if len(places) == 0 {
		return
	}
	low, high := places[0], places[0]
	for _, at := range places {
		low.X, low.Y = min(low.X, at.X), min(low.Y, at.Y)
		high.X, high.Y = max(high.X, at.X), max(high.Y, at.Y)
	}
	var wide, tall int
	for _, b := range s.boxes {
		wide += 2 * b.side
		tall += b.above + b.below
	}
	roomX := max(s.Width-gap-wide/len(places), s.Width/4)
	roomY := max(s.Height-gap-tall/len(places), s.Height/4)
	x := min(float64(roomX)/max(high.X-low.X, 1), longest/grain)
	y := min(float64(roomY)/max(high.Y-low.Y, 1), longest/grain)
	x, y = min(x, y*slant), min(y, x*slant)
	for i, at := range places {
		s.Points[i] = Point{
			X: s.Width/2 + int(math.Round((at.X-(low.X+high.X)/2)*x)),
			Y: s.Height/2 + int(math.Round((at.Y-(low.Y+high.Y)/2)*y)),
		}
	}
}

// place moves each node to the nearest point where it overlaps none before it.
// It returns false if there is none for one of them.
func (s *scene) place() bool {
	for n, i := range s.order {
		p, ok := s.nearest(i, s.order[:n])
		if !ok {
			return false
		}
		s.Points[i] = p
	}
	return true
}

// nearest returns the point nearest to that of node i where it has room among
// the others. There it is not moved at all along an axis, or touches a node or
// the edge of the picture, so that no other points need be tried.
func (s *scene) nearest(i int, others []int) (Point, bool) {
	at, b := s.Points[i], s.boxes[i]
	xs := []int{at.X, gap/2 + b.side, s.Width - gap/2 - b.side}
	ys := []int{at.Y, gap/2 + b.above, s.Height - gap/2 - b.below}
	for _, j := range others {
		q, c := s.Points[j], s.boxes[j]
		xs = append(xs, q.X-c.side-b.side, q.X+c.side+b.side)
		ys = append(ys, q.Y-c.above-b.below, q.Y+c.below+b.above)
	}
	best, least := at, math.MaxInt
	for _, x := range xs {
		for _, y := range ys {
			p := Point{x, y}
			if d := squared(p, at); d < least && s.room(i, p, others) {
				best, least = p, d
			}
		}
	}
	return best, least < math.MaxInt
}

func squared(p, q Point) int { return (p.X-q.X)*(p.X-q.X) + (p.Y-q.Y)*(p.Y-q.Y) }

// room says whether node i at p is inside the picture and overlaps none of the
// others.
func (s *scene) room(i int, p Point, others []int) bool {
	b := s.boxes[i]
	if p.X-b.side < gap/2 || p.X+b.side > s.Width-gap/2 || p.Y-b.above < gap/2 || p.Y+b.below > s.Height-gap/2 {
		return false
	}
	return !slices.ContainsFunc(others, func(j int) bool {
		return i != j && overlap(b, p, s.boxes[j], s.Points[j])
	})
}

// crop cuts off what is empty above and below the nodes, and moves them to the
// middle of the width.
func (s *scene) crop() {
	if len(s.Points) == 0 {
		s.Height = 0
		return
	}
	left, right, top, bottom := math.MaxInt, math.MinInt, math.MaxInt, math.MinInt
	for i, p := range s.Points {
		left, right = min(left, p.X-s.boxes[i].side), max(right, p.X+s.boxes[i].side)
		top, bottom = min(top, p.Y-s.boxes[i].above), max(bottom, p.Y+s.boxes[i].below)
	}
	for i := range s.Points {
		s.Points[i].X += (s.Width - left - right) / 2
		s.Points[i].Y += gap/2 - top
	}
	s.Height = bottom - top + gap
}
