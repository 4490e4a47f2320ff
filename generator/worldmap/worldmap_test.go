package worldmap_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"
	"iter"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"communique/generator/cldr"
	"communique/generator/worldmap"
)

type spot struct{ x, y int }

// grammar is all of the syntax of SVG path data that a Path may use. It leaves
// no doubt where a number ends.
var (
	grammar = regexp.MustCompile(`^(M\d+ \d+l(-?\d+[ -]\d+[ -]?)+z)*$`)
	number  = regexp.MustCompile(`-?\d+`)
)

// lines reads path data as an SVG viewer does: the corners of each closed line.
func lines(t *testing.T, path string) [][]spot {
	t.Helper()
	if !grammar.MatchString(path) {
		t.Fatalf("path %.40q is not of the syntax", path)
	}
	var all [][]spot
	for closed := range strings.SplitSeq(strings.TrimSuffix(path, "z"), "z") {
		var line []spot
		var at spot
		numbers := number.FindAllString(closed, -1)
		if len(numbers)%2 != 0 {
			t.Fatalf("path %.40q has half a place", path)
		}
		for pair := range slices.Chunk(numbers, 2) {
			x, _ := strconv.Atoi(pair[0])
			y, _ := strconv.Atoi(pair[1])
			at = spot{at.x + x, at.y + y}
			line = append(line, at)
		}
		if path != "" {
			all = append(all, line)
		}
	}
	return all
}

// edges yields both ends of each edge of closed lines.
func edges(all [][]spot) iter.Seq2[spot, spot] {
	return func(yield func(a, b spot) bool) {
		for _, line := range all {
			for i, b := range line {
				if !yield(line[(i+len(line)-1)%len(line)], b) {
					return
				}
			}
		}
	}
}

// within reports whether a place is within closed lines: whether a line from it
// to the left crosses an odd number of edges.
func within(all [][]spot, x, y float64) bool {
	in := false
	for a, b := range edges(all) {
		ax, ay, bx, by := float64(a.x), float64(a.y), float64(b.x), float64(b.y)
		if (ay > y) != (by > y) && x > ax+(y-ay)/(by-ay)*(bx-ax) {
			in = !in
		}
	}
	return in
}

func shape(t *testing.T, code string) worldmap.Shape {
	t.Helper()
	i, ok := slices.BinarySearchFunc(worldmap.Shapes(), code, func(s worldmap.Shape, code string) int {
		return strings.Compare(s.Code, code)
	})
	if !ok {
		t.Fatalf("%s has no shape", code)
	}
	return worldmap.Shapes()[i]
}

// TestCodes says what a reader will not find on the map.
func TestCodes(t *testing.T) {
	const (
		absent = "AQ"
		// Only a marker shows where these are.
		unseen = "AD AG AI AS AW AX BB BH BL BM BQ BV CC CK CV CW CX DM FM FO GD GG GI GP GU HK HM IM IO JE KI KM " +
			"KN KY LC LI MC MF MH MO MP MQ MS MT MU MV NF NR NU PF PM PN PW SC SG SH SM ST SX TC TK TO TV UM VA VC " +
			"VG VI WF YT"
	)
	var codes, without []string
	for _, s := range worldmap.Shapes() {
		codes = append(codes, s.Code)
		if s.Path == "" {
			without = append(without, s.Code)
		}
	}
	want := slices.DeleteFunc(slices.Clone(cldr.Codes()), func(code string) bool { return code == absent })
	if !slices.Equal(codes, want) {
		t.Errorf("the codes are\n%v\nwant\n%v", codes, want)
	}
	if got := strings.Join(without, " "); got != unseen {
		t.Errorf("no outline have\n%s\nwant\n%s", got, unseen)
	}
}

func TestShapes(t *testing.T) {
	all := append([]worldmap.Shape{{Code: "land", Path: worldmap.Land()}}, worldmap.Shapes()...)
	for _, s := range all {
		if s.Path == "" && !s.Small {
			t.Errorf("%s is not small, but has no path", s.Code)
		}
		// A dot of 8 pixels on a map of 1,100 must not be cut.
		if s.Code != "land" && (s.X < 8 || s.X > worldmap.Width-8 || s.Y < 8 || s.Y > worldmap.Height-8) && s.Small {
			t.Errorf("%s: the marker is at %d, %d", s.Code, s.X, s.Y)
		}
		for a, b := range edges(lines(t, s.Path)) {
			if b.x < 0 || b.x > worldmap.Width || b.y < 0 || b.y > worldmap.Height {
				t.Errorf("%s: %v is outside of the map", s.Code, b)
			}
			if a == b {
				t.Errorf("%s: %v is there twice", s.Code, a)
			}
			// The longest straight line on earth is the border of Canada and
			// the United States on the 49th parallel. What is longer crosses
			// the map.
			if length := math.Hypot(float64(a.x-b.x), float64(a.y-b.y)); length > 130 {
				t.Errorf("%s: from %v to %v is %.0f", s.Code, a, b, length)
			}
		}
	}
}

// TestFrame holds that no side of the map is an empty band.
func TestFrame(t *testing.T) {
	west, east, north, south := worldmap.Width, 0, worldmap.Height, 0
	for _, s := range worldmap.Shapes() {
		places := []spot{{s.X, s.Y}}
		for _, b := range edges(lines(t, s.Path)) {
			places = append(places, b)
		}
		for _, p := range places {
			west, east, north, south = min(west, p.x), max(east, p.x), min(north, p.y), max(south, p.y)
		}
	}
	if west > 25 || east < worldmap.Width-25 || north > 25 || south < worldmap.Height-25 {
		t.Errorf("all land is from %d, %d to %d, %d", west, north, east, south)
	}
}

func TestPlaces(t *testing.T) {
	outlines := map[string][][]spot{}
	for _, s := range worldmap.Shapes() {
		outlines[s.Code] = lines(t, s.Path)
	}
	for _, place := range []struct {
		name     string
		lon, lat float64
		code     string
	}{
		{"Phnom Penh", 104.92, 11.56, "KH"},
		{"Nairobi", 36.82, -1.29, "KE"},
		{"Harare", 31.05, -17.83, "ZW"},
		{"Maseru's mountains", 28.3, -29.5, "LS"}, // a hole in South Africa
		{"La Paz", -68.15, -16.5, "BO"},
		{"Moscow", 37.62, 55.75, "RU"},
		{"Egvekinot", 182, 66.8, "RU"}, // beyond 180°
		{"Fairbanks", -147.72, 64.84, "US"},
		{"Nuuk's ice", -45, 70, "GL"},
		{"Simferopol", 34.1, 45, "UA"},
		{"Hargeisa", 44.06, 9.56, "SO"},
		{"Pristina", 21.1, 42.6, "XK"},
		{"Cayenne's forest", -53, 4, "GF"},
		{"Longyearbyen", 16.5, 78.3, "SJ"},
		{"Paris", 2.35, 48.85, "FR"},
		{"Laayoune's desert", -13, 25, "EH"},
		{"Quneitra", 35.78, 33.05, "SY"},
		{"Taichung", 120.9, 24, "TW"},
		{"Canberra", 149.13, -35.28, "AU"},
	} {
		x, y := worldmap.Project(place.lon, place.lat)
		for code, outline := range outlines {
			if got := within(outline, x, y); got != (code == place.code) {
				t.Errorf("%s is within %s: %v", place.name, code, got)
			}
		}
	}
}

func TestMarkers(t *testing.T) {
	for _, place := range []struct {
		name     string
		lon, lat float64
		code     string
	}{
		{"Suva", 178.44, -18.12, "FJ"},
		{"Singapore", 103.82, 1.35, "SG"},
		{"Valletta", 14.5, 35.9, "MT"},
		{"Manama", 50.58, 26.23, "BH"},
		{"Banjul", -16, 13.45, "GM"},
		{"Vatican", 12.45, 41.9, "VA"},
		{"Nukuʻalofa", 184.8, -21.14, "TO"},
		{"Apia", 188.23, -13.83, "WS"},
		{"Kiritimati", -157.4, 1.87, "KI"},
		{"Pointe-à-Pitre", -61.53, 16.24, "GP"},
		{"Kigali", 30.06, -1.94, "RW"},
	} {
		s := shape(t, place.code)
		x, y := worldmap.Project(place.lon, place.lat)
		if d := math.Hypot(x-float64(s.X), y-float64(s.Y)); d > 6 || !s.Small {
			t.Errorf("%s is %.1f from the marker of %+v", place.name, d, s)
		}
	}
	for _, code := range []string{"KH", "BE", "TG", "GR", "DK", "NP"} {
		if shape(t, code).Small {
			t.Errorf("%s is small", code)
		}
	}
}

// TestBorders holds that neighbours fit together: each edge that the border is
// drawn with is one of both, in opposite directions.
func TestBorders(t *testing.T) {
	shared := func(a, b string) int {
		of := map[[2]spot]bool{}
		for p, q := range edges(lines(t, shape(t, a).Path)) {
			of[[2]spot{p, q}] = true
		}
		n := 0
		for p, q := range edges(lines(t, shape(t, b).Path)) {
			if of[[2]spot{q, p}] {
				n++
			}
		}
		return n
	}
	for _, pair := range []struct {
		a, b  string
		least int
	}{
		{"KH", "VN", 8}, {"KE", "TZ", 3}, {"ES", "PT", 5}, {"LS", "ZA", 5}, {"CA", "US", 30}, {"RU", "UA", 10},
		{"UG", "RW", 1}, {"XK", "RS", 3},
	} {
		if n := shared(pair.a, pair.b); n < pair.least {
			t.Errorf("%s and %s share %d edges, want at least %d", pair.a, pair.b, n, pair.least)
		}
	}
	if n := shared("KH", "CN"); n != 0 {
		t.Errorf("KH and CN share %d edges", n)
	}
}

// TestSize makes a map in which each country is a link. Its budget leaves a
// page room for words.
func TestSize(t *testing.T) {
	var svg bytes.Buffer
	fmt.Fprintf(&svg, `<svg viewBox="0 0 %d %d"><path d="%s"/>`, worldmap.Width, worldmap.Height, worldmap.Land())
	paths := len(worldmap.Land())
	for _, s := range worldmap.Shapes() {
		paths += len(s.Path)
		if s.Path != "" {
			fmt.Fprintf(&svg, `<path d="%s"/>`, s.Path)
		}
		if s.Small {
			fmt.Fprintf(&svg, `<path d="M%d %dh0"/>`, s.X, s.Y)
		}
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write(svg.Bytes())
	w.Close()
	t.Logf("paths %d bytes, a map %d, with gzip %d", paths, svg.Len(), zipped.Len())
	if paths > 37_000 || svg.Len() > 45_000 || zipped.Len() > 20_000 {
		t.Errorf("paths have %d bytes, a map %d, with gzip %d", paths, svg.Len(), zipped.Len())
	}
}

// TestTemplate holds that html/template leaves a path as it is.
func TestTemplate(t *testing.T) {
	var b strings.Builder
	s := shape(t, "KH")
	err := template.Must(template.New("").Parse(`<svg><path d="{{.Path}}"/></svg>`)).Execute(&b, s)
	if want := `<svg><path d="` + s.Path + `"/></svg>`; err != nil || b.String() != want {
		t.Errorf("the template makes %s, error %v", b.String(), err)
	}
}
