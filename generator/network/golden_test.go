package network

import "testing"

// TestGolden holds pictures as they were computed on amd64. Run on another
// processor it shows that they are the same there; the even graphs, in which
// nothing but the small differences of the distances tells one axis from
// another, are the hardest.
func TestGolden(t *testing.T) {
	nodes, edges := graph(40, 3, 3, 2)
	for _, test := range []struct {
		name  string
		nodes []Node
		edges []Edge
		want  string
	}{
		{"star", alike(9), star(9), "1000x350 500,163 353,145 517,18 410,47 647,180 481,310 385,253 615,72 591,278"},
		{"chain", alike(7), chain(7), "1000x338 361,18 318,149 377,262 494,298 614,275 682,165 651,32"},
		{"ring", alike(8), append(chain(8), Edge{0, 7, 5}), "1000x390 333,173 374,293 487,350 608,307 667,194 624,72 509,18 387,57"},
		{"complete", alike(8), complete(8), "1000x266 502,128 394,145 504,18 606,153 545,226 448,223 416,55 592,60"},
		{"alone", alike(9), nil, "1000x264 529,224 402,72 499,120 467,18 603,91 441,218 397,154 555,27 594,174"},
		{"archive", nodes, edges, "1000x653 305,240 197,497 736,367 226,249 271,514 806,305 165,193 147,434 849,367" +
			" 241,143 340,442 715,286 341,143 254,393 833,430 138,294 423,498 747,211 413,267" +
			" 85,546 726,458 456,172 116,590 866,207 342,87 365,577 797,152 171,97 235,600 945,398" +
			" 52,178 346,618 822,510 516,52 359,345 948,261 313,13 504,596 560,372 559,306"},
	} {
		if got := text(Layout(test.nodes, test.edges, 1000)); got != test.want {
			t.Errorf("%s:\n%s, not\n%s", test.name, got, test.want)
		}
	}
}
