package network

import (
	"cmp"
	"slices"
)

// Backbone returns the edges that are among the strongest of at least one of
// their two nodes: as many as perNode of each, of equally strong ones those to
// the nodes with the lowest indices. For a reader: each signatory is joined to
// the few it has signed with most often. The result is in the order of From
// and To, that of the edges does not matter.
func Backbone(edges []Edge, perNode int) []Edge {
	strongest := slices.Clone(edges)
	slices.SortFunc(strongest, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), compare(a, b))
	})
	var kept []Edge
	ties := map[int]int{}
	for _, e := range strongest {
		if ties[e.From] < perNode || ties[e.To] < perNode {
			kept = append(kept, e)
		}
		ties[e.From]++
		ties[e.To]++
	}
	slices.SortFunc(kept, compare)
	return kept
}

func compare(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}
