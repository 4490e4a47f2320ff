package main

import (
	"container/heap"
	"math"
)

// simplify leaves out points of a line, but never its ends, until each that is
// left makes a triangle of at least the given area with its neighbours: the
// method of M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated
// elimination of points", The Cartographic Journal 30 (1993), pages 46 to 51.
// Unlike that of Douglas and Peucker it makes no spikes of narrow inlets.
func simplify(line []point, area float64) []point {
	vertices := make([]vertex, len(line))
	for i, p := range line {
		vertices[i] = vertex{point: p, place: -1}
		if i > 0 {
			vertices[i].before, vertices[i-1].after = &vertices[i-1], &vertices[i]
		}
	}
	var q queue
	for i := 1; i < len(line)-1; i++ {
		v := &vertices[i]
		v.area = v.triangle()
		heap.Push(&q, v)
	}
	for len(q) > 0 && q[0].area < area {
		v := heap.Pop(&q).(*vertex)
		v.before.after, v.after.before = v.after, v.before
		for _, beside := range []*vertex{v.before, v.after} {
			if beside.place >= 0 {
				beside.area = beside.triangle()
				heap.Fix(&q, beside.place)
			}
		}
	}
	var out []point
	for v := &vertices[0]; v != nil; v = v.after {
		out = append(out, v.point)
	}
	return out
}

// A vertex is a point that is still in the line.
type vertex struct {
	point
	before, after *vertex
	area          float64
	place         int // in the queue; -1 for an end of the line
}

// triangle returns the area of the triangle of a vertex and its neighbours.
func (v *vertex) triangle() float64 {
	a, b := v.before, v.after
	return math.Abs((v.x-a.x)*(b.y-a.y)-(b.x-a.x)*(v.y-a.y)) / 2
}

// A queue is a heap of vertices, the one of the smallest area first.
type queue []*vertex

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].area < q[j].area }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

func (q *queue) Push(v any) {
	v.(*vertex).place = len(*q)
	*q = append(*q, v.(*vertex))
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	v := (*q)[last]
	*q = (*q)[:last]
	v.place = -1
	return v
}
