package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSimplify(t *testing.T) {
	for _, test := range []struct {
		about string
		line  []point
		want  []point
	}{
		{"one point", []point{{1, 1}}, []point{{1, 1}}},
		{"nothing to leave out", []point{{0, 0}, {4, 4}}, []point{{0, 0}, {4, 4}}},
		{"a bend", []point{{0, 0}, {4, 0.1}, {8, 0}}, []point{{0, 0}, {8, 0}}},
		{"a bay", []point{{0, 0}, {4, 2}, {8, 0}}, []point{{0, 0}, {4, 2}, {8, 0}}},
		{"a thin spike", []point{{0, 0}, {4, 0}, {4.1, 9}, {4.2, 0}, {8, 0}}, []point{{0, 0}, {8, 0}}},
		{"an islet", []point{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}, []point{{0, 0}, {0, 0}}},
	} {
		if got := simplify(test.line, 3); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.about, got, test.want)
		}
	}
}

// TestSimplifyRandom holds that what is left of a line is part of it, with its
// ends, and that no more could be left out.
func TestSimplifyRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		line := make([]point, 2+random.IntN(50))
		for i := range line {
			line[i] = point{float64(i) + random.Float64(), 5 * random.Float64()}
		}
		const least = 2
		got := simplify(line, least)
		if got[0] != line[0] || got[len(got)-1] != line[len(line)-1] {
			t.Fatalf("the ends of %v became %v", line, got)
		}
		rest := line
		for i, p := range got {
			at := slices.Index(rest, p)
			if at < 0 {
				t.Fatalf("%v is not in order in %v", p, line)
			}
			rest = rest[at+1:]
			if i > 0 && i < len(got)-1 {
				if area, _ := measure([]point{got[i-1], p, got[i+1], got[i-1]}); math.Abs(area) < least {
					t.Fatalf("%v makes a triangle of %v in %v", p, area, got)
				}
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	island := []point{{1, 1}, {3, 1}, {3, 5}, {1, 5}, {1, 1}}
	if area, centre := measure(island); area != 8 || centre != (point{2, 3}) {
		t.Errorf("the island has %v around %v", area, centre)
	}
	hole := slices.Clone(island)
	slices.Reverse(hole)
	if area, centre := measure(hole); area != -8 || centre != (point{2, 3}) {
		t.Errorf("the hole has %v around %v", area, centre)
	}
	if area, centre := measure([]point{{1, 2}, {1, 2}}); area != 0 || centre != (point{1, 2}) {
		t.Errorf("a point has %v around %v", area, centre)
	}
}

func TestRound(t *testing.T) {
	got := round([]point{{0.2, -0.2}, {0.4, 0.3}, {2.1, 2}, {4, 3.9}, {6, 4}, {5, 4}, {5, math.Pi}})
	if want := []spot{{0, 0}, {4, 4}, {5, 4}, {5, 3}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestPath(t *testing.T) {
	got := path([][]spot{
		{{10, 20}, {10, 5}, {7, 5}, {9, 25}, {10, 20}},
		{{0, 0}, {3, 0}, {3, 3}, {0, 0}},
	})
	if want := "M10 20l0-15-3 0 2 20zM0 0l3 0 0 3z"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := path(nil); got != "" {
		t.Errorf("nothing is %q", got)
	}
}

func TestMerge(t *testing.T) {
	// Two squares beside each other, a third that meets them in a corner, and a
	// hole in the first.
	arcs := [][]cell{
		0: {{2, 0}, {2, 2}},                         // between the two
		1: {{2, 0}, {0, 0}, {0, 2}, {2, 2}},         // around the first
		2: {{2, 2}, {4, 2}, {4, 0}, {2, 0}},         // around the second
		3: {{2, 2}, {2, 4}, {4, 4}, {4, 3}, {2, 2}}, // the third
		4: {{1, 1}, {2, 1}, {1, 2}, {1, 1}},         // the hole
	}
	for _, test := range []struct {
		about       string
		rings, want []ring
	}{
		{"one", []ring{{1, ^0}, {4}}, []ring{{1, ^0}, {4}}},
		{"two", []ring{{1, ^0}, {4}, {0, 2}}, []ring{{1, 2}, {4}}},
		{"all", []ring{{1, ^0}, {4}, {0, 2}, {3}}, []ring{{1, 2}, {4}, {3}}},
		{"forth and back and forth", []ring{{1, ^0, 0, ^0}}, []ring{{1, ^0}}},
	} {
		got, err := merge(arcs, test.rings)
		if err != nil || !slices.EqualFunc(got, test.want, slices.Equal[ring]) {
			t.Errorf("%s: %v, want %v, error %v", test.about, got, test.want, err)
		}
	}
}

func TestSever(t *testing.T) {
	// A square, and its neighbour in the east, to whom the south belongs.
	a := &atlas{
		arcs: [][]cell{
			0: {{4, 4}, {4, 2}, {4, 0}},
			1: {{4, 0}, {0, 0}, {0, 2}, {0, 4}, {4, 4}},
			2: {{4, 4}, {8, 2}, {4, 0}},
		},
		features: []feature{
			{name: "square", polygons: [][]ring{{{0, 1}}}},
			{name: "neighbour", polygons: [][]ring{{{2, ^0}}}},
		},
		place: func(c cell) (lon, lat float64) { return float64(c[0]), float64(c[1]) },
	}
	part, err := a.sever(&a.features[0], cut{from: [2]float64{4, 2.01}, to: [2]float64{0, 2}})
	if err != nil {
		t.Fatal(err)
	}
	outline := func(rings ...ring) []cell {
		merged, err := merge(a.arcs, rings)
		if err != nil || len(merged) != 1 {
			t.Fatalf("%v become %v, error %v", rings, merged, err)
		}
		line, err := join(a.arcs, merged[0])
		if err != nil {
			t.Fatal(err)
		}
		return line
	}
	square, neighbour := a.features[0].polygons[0][0], a.features[1].polygons[0][0]
	for _, test := range []struct {
		about     string
		got, want []cell
	}{
		{"the rest", outline(square), []cell{{4, 2}, {0, 2}, {0, 4}, {4, 4}, {4, 2}}},
		{"the part", outline(part), []cell{{0, 2}, {4, 2}, {4, 0}, {0, 0}, {0, 2}}},
		{"the neighbour", outline(neighbour), []cell{{4, 4}, {8, 2}, {4, 0}, {4, 2}, {4, 4}}},
		{"both", outline(neighbour, part), []cell{{4, 4}, {8, 2}, {4, 0}, {0, 0}, {0, 2}, {4, 2}, {4, 4}}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %v, want %v", test.about, test.got, test.want)
		}
	}
}
