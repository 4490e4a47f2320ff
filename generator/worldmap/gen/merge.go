package main

import "errors"

// merge returns the rings around a country's land, however many polygons it is
// in: arcs that have land of the country on both sides are left out. As in any
// atlas the land lies on the same side of all arcs, so that a hole runs the
// other way round than an island.
func merge(arcs [][]cell, rings []ring) ([]ring, error) {
	// An arc and the same backwards cancel out. Natural Earth also has slips
	// where a border goes forth, back and forth again.
	times := map[int]int{}
	for _, r := range rings {
		for _, i := range r {
			if times[^i] > 0 {
				times[^i]--
			} else {
				times[i]++
			}
		}
	}
	onward := map[cell][]int{} // the arcs to take from a place
	var starts []cell
	for _, r := range rings {
		for _, i := range r {
			if times[i] > 0 {
				times[i]--
				start := along(arcs, i)[0]
				starts = append(starts, start)
				onward[start] = append(onward[start], i)
			}
		}
	}
	var merged []ring
	for _, start := range starts {
		if len(onward[start]) == 0 {
			continue // its arc is in a ring by now
		}
		var r ring
		for at := start; r == nil || at != start; {
			if len(onward[at]) == 0 {
				return nil, errors.New("a ring is open")
			}
			i := onward[at][0]
			onward[at] = onward[at][1:]
			r = append(r, i)
			line := along(arcs, i)
			at = line[len(line)-1]
		}
		merged = append(merged, r)
	}
	return merged, nil
}
