package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// graph returns a likely archive in little: signatories in a few circles, a
// few of them in most statements and most in few, and those pairs drawn that
// Backbone leaves. It uses whole numbers only, to be the same everywhere.
func graph(n, circles, perNode int, seed uint64) ([]Node, []Edge) {
	r := rand.New(rand.NewPCG(seed, 0))
	weights := make([][]int, n)
	signed := make([]int, n)
	for i := range weights {
		weights[i] = make([]int, n)
	}
	for range 40 * n {
		circle := r.IntN(circles)
		var signers []int
		for range 3 + r.IntN(9) {
			i := min(r.IntN(n), r.IntN(n), r.IntN(n))
			if (i%circles == circle || r.IntN(30) == 0) && !slices.Contains(signers, i) {
				signers = append(signers, i)
			}
		}
		for _, i := range signers {
			signed[i]++
			for _, j := range signers {
				weights[i][j]++
			}
		}
	}
	nodes := make([]Node, n)
	var edges []Edge
	for i := range nodes {
		nodes[i] = Node{Radius: 5 + min(signed[i]/30, 18), LabelWidth: 30 + r.IntN(130)}
		for j := i + 1; j < n; j++ {
			if weights[i][j] > 0 {
				edges = append(edges, Edge{i, j, weights[i][j]})
			}
		}
	}
	return nodes, Backbone(edges, perNode)
}

// alike returns n equal nodes.
func alike(n int) []Node {
	return slices.Repeat([]Node{{Radius: 10, LabelWidth: 80}}, n)
}

func star(n int) (edges []Edge) {
	for i := 1; i < n; i++ {
		edges = append(edges, Edge{0, i, 5})
	}
	return edges
}

func chain(n int) (edges []Edge) {
	for i := 1; i < n; i++ {
		edges = append(edges, Edge{i - 1, i, 5})
	}
	return edges
}

func complete(n int) (edges []Edge) {
	for i := range n {
		for j := i + 1; j < n; j++ {
			edges = append(edges, Edge{i, j, 5})
		}
	}
	return edges
}

// room returns what a node's dot and label cover, without any gap.
func room(n Node, p Point) (left, top, right, bottom int) {
	side := max(n.Radius, (n.LabelWidth+1)/2)
	return p.X - side, p.Y - n.Radius, p.X + side, p.Y + n.Radius + LabelHeight
}

// verifyLegible fails t if nodes overlap or leave the picture.
func verifyLegible(t *testing.T, nodes []Node, picture Picture) {
	t.Helper()
	if len(picture.Points) != len(nodes) {
		t.Fatalf("%d points for %d nodes", len(picture.Points), len(nodes))
	}
	for i, p := range picture.Points {
		left, top, right, bottom := room(nodes[i], p)
		if left < 0 || top < 0 || right > picture.Width || bottom > picture.Height {
			t.Errorf("node %d at %v is not inside %d by %d", i, p, picture.Width, picture.Height)
		}
		for j, q := range picture.Points[:i] {
			l, u, r, d := room(nodes[j], q)
			if left < r && l < right && top < d && u < bottom {
				t.Errorf("nodes %d at %v and %d at %v overlap", j, q, i, p)
			}
		}
	}
}

func TestLegible(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		n := r.IntN(30)
		nodes := make([]Node, n)
		for i := range nodes {
			nodes[i] = Node{Radius: r.IntN(40), LabelWidth: r.IntN(300)}
		}
		var edges []Edge
		for i, often := 0, 1+r.IntN(12); i < n; i++ {
			for j := i + 1; j < n; j++ {
				if r.IntN(often) == 0 {
					edges = append(edges, Edge{i, j, 1 + r.IntN(1000)})
				}
			}
		}
		verifyLegible(t, nodes, Layout(nodes, edges, 1+r.IntN(1200)))
	}
}

func TestShape(t *testing.T) {
	misreadings := 0
	for seed := range uint64(12) {
		nodes, edges := graph(40, 1+int(seed%4), 2, seed)
		picture := Layout(nodes, edges, 1000)
		verifyLegible(t, nodes, picture)
		if picture.Width != 1000 || picture.Height < 500 || picture.Height > 800 {
			t.Errorf("seed %d: the picture is %d by %d", seed, picture.Width, picture.Height)
		}
		misreadings += misread(nodes, edges, picture.Points)
	}
	if misreadings > 60 { // without untangling there would be three times as many
		t.Errorf("%d times a line runs through the dot of a third", misreadings)
	}
}

// misread counts how often a line runs through the dot of a third node.
func misread(nodes []Node, edges []Edge, points []Point) (n int) {
	for _, e := range edges {
		a, b := points[e.From], points[e.To]
		length := distance(a, b)
		for i, p := range points {
			along := float64((p.X-a.X)*(b.X-a.X)+(p.Y-a.Y)*(b.Y-a.Y)) / length
			off := math.Abs(float64((p.X-a.X)*(b.Y-a.Y)-(p.Y-a.Y)*(b.X-a.X))) / length
			if i != e.From && i != e.To && along > 0 && along < length && off < float64(nodes[i].Radius) {
				n++
			}
		}
	}
	return n
}

func distance(a, b Point) float64 { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) }

func TestSame(t *testing.T) {
	nodes, edges := graph(40, 3, 3, 1)
	want := Layout(nodes, edges, 1000)
	r := rand.New(rand.NewPCG(5, 6))
	for range 5 {
		r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
		if got := Layout(nodes, edges, 1000); !reflect.DeepEqual(got, want) {
			t.Fatalf("with the edges in another order\n%v, not\n%v", got, want)
		}
	}
}

func TestHeavierIsNearer(t *testing.T) {
	p := Layout(alike(3), []Edge{{0, 1, 50}, {1, 2, 1}}, 1000).Points
	if near, far := distance(p[0], p[1]), distance(p[1], p[2]); near*1.3 > far {
		t.Errorf("50 statements together are %.0f apart, one is %.0f", near, far)
	}
	nodes, edges := graph(40, 3, 2, 1)
	points := Layout(nodes, edges, 1000).Points
	slices.SortStableFunc(edges, func(a, b Edge) int { return b.Weight - a.Weight })
	length := func(edges []Edge) (sum float64) {
		for _, e := range edges {
			sum += distance(points[e.From], points[e.To])
		}
		return sum / float64(len(edges))
	}
	quarter := len(edges) / 4
	if near, far := length(edges[:quarter]), length(edges[3*quarter:]); near*1.3 > far {
		t.Errorf("the heaviest quarter of the edges is %.0f long, the lightest %.0f", near, far)
	}
}

func TestGroupsKeepTogether(t *testing.T) {
	group := func(i int) int { // of 8, 6 and 3; the last are three that are alone
		n, _ := slices.BinarySearch([]int{8, 14, 17}, i+1)
		return n
	}
	edges := slices.DeleteFunc(complete(17), func(e Edge) bool { return group(e.From) != group(e.To) })
	points := Layout(alike(20), edges, 1000).Points
	for i, p := range points {
		var sum, count [2]float64
		for j, q := range points {
			if i != j {
				k := 0
				if group(i) == group(j) {
					k = 1
				}
				sum[k] += distance(p, q)
				count[k]++
			}
		}
		if other, own := sum[0]/count[0], sum[1]/count[1]; own*1.2 > other {
			t.Errorf("node %d of group %d is %.0f from its own, %.0f from the others", i, group(i), own, other)
		}
	}
}

func TestFew(t *testing.T) {
	for _, test := range []struct {
		name  string
		nodes []Node
		edges []Edge
		want  string
	}{
		{"none", nil, nil, "1000x0"},
		{"one", alike(1), nil, "1000x58 500,18"},
		{"two", alike(2), nil, "1000x58 420,18 580,18"},
		{"a pair", alike(2), chain(2), "1000x58 420,18 580,18"},
		{"wider than the picture", []Node{{5, 2000}}, nil, "2016x48 1008,13"},
	} {
		if got := text(Layout(test.nodes, test.edges, 1000)); got != test.want {
			t.Errorf("%s: %s, not %s", test.name, got, test.want)
		}
	}
}

func text(p Picture) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%dx%d", p.Width, p.Height)
	for _, at := range p.Points {
		fmt.Fprintf(&b, " %d,%d", at.X, at.Y)
	}
	return b.String()
}

func TestRefused(t *testing.T) {
	for _, edges := range [][]Edge{
		{{1, 0, 1}}, {{1, 1, 1}}, {{-1, 1, 1}}, {{0, 3, 1}}, {{0, 1, 0}}, {{0, 1, 1}, {0, 1, 2}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v was taken", edges)
				}
			}()
			Layout(alike(3), edges, 1000)
		}()
	}
}

func TestBackbone(t *testing.T) {
	edges := []Edge{{2, 3, 1}, {0, 1, 9}, {0, 2, 5}, {1, 2, 5}, {0, 3, 1}, {1, 3, 1}}
	for _, test := range []struct {
		perNode int
		want    []Edge
	}{
		{0, nil},
		{1, []Edge{{0, 1, 9}, {0, 2, 5}, {0, 3, 1}}}, // of equals, the one to the lowest index
		{2, []Edge{{0, 1, 9}, {0, 2, 5}, {0, 3, 1}, {1, 2, 5}, {1, 3, 1}}},
		{3, []Edge{{0, 1, 9}, {0, 2, 5}, {0, 3, 1}, {1, 2, 5}, {1, 3, 1}, {2, 3, 1}}},
	} {
		before := slices.Clone(edges)
		if got := Backbone(edges, test.perNode); !slices.Equal(got, test.want) {
			t.Errorf("%d a node: %v, not %v", test.perNode, got, test.want)
		}
		if !slices.Equal(edges, before) {
			t.Fatal("the argument was changed")
		}
		slices.Reverse(edges)
	}
}

func BenchmarkLayout(b *testing.B) {
	for _, perNode := range []int{2, 3} {
		nodes, edges := graph(40, 3, perNode, 1)
		b.Run(fmt.Sprintf("nodes=40/edges=%d", len(edges)), func(b *testing.B) {
			for b.Loop() {
				Layout(nodes, edges, 1000)
			}
		})
	}
}
