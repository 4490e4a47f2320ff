package site

import (
	"cmp"
	"slices"

	"communique/generator/archive"
	"communique/generator/network"
)

// The network of who signs with whom: how many signatories it shows, and how
// many of each one's ties.
const (
	networkNodes = 36
	networkTies  = 2
)

// Network is who signs statements together, among those who sign the most. A
// tie is drawn where it is one of the strongest of either of the two.
type Network struct {
	Nodes []Tally        // the most active first
	Ties  []network.Edge // between places in Nodes, by how many statements both stand under; the strongest first
}

// newNetwork counts them. Withdrawn signatures do not count.
func newNetwork(all []*archive.Statement) Network {
	counts := map[*archive.Signatory]int{}
	for _, s := range all {
		for g := range s.Standing {
			counts[g.To]++
		}
	}
	n := Network{Nodes: most(counts, func(s *archive.Signatory) (Subject, string) {
		return Subject{Kind: Signatory, Signatory: s}, s.ID
	}, networkNodes)}
	place := make(map[*archive.Signatory]int, len(n.Nodes))
	for i, t := range n.Nodes {
		place[t.Subject.Signatory] = i
	}
	together := make([]int, len(n.Nodes)*len(n.Nodes))
	var present []int
	for _, s := range all {
		present = present[:0]
		for g := range s.Standing {
			if i, ok := place[g.To]; ok {
				present = append(present, i)
			}
		}
		slices.Sort(present)
		for i, from := range present {
			for _, to := range present[i+1:] {
				together[from*len(n.Nodes)+to]++
			}
		}
	}
	var ties []network.Edge
	for i, count := range together {
		if count > 0 {
			ties = append(ties, network.Edge{From: i / len(n.Nodes), To: i % len(n.Nodes), Weight: count})
		}
	}
	n.Ties = network.Backbone(ties, networkTies)
	slices.SortStableFunc(n.Ties, func(x, y network.Edge) int { return cmp.Compare(y.Weight, x.Weight) })
	return n
}
