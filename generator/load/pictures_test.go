package load

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// TestPictures reads the size of what belongs to a text, and of nothing else.
func TestPictures(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><script/></svg>`
	fsys := one("---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\n---\nText.\n")
	fsys["signatories/first.md"].Data = []byte("---\nname: First Watch\nacronym: FW\nlogo: logo.svg\n---\n")
	for name, data := range map[string]string{
		"statements/2017/one/cafe\u0301.PNG": b.String(),
		"statements/2017/one/chart.svg":      svg, // whoever opens it by itself would run it
		"statements/2017/one/data.csv":       "a,b",
		"statements/2017/one/deep/wrong.jpg": b.String(),
		"statements/2017/other/stray.png":    "text",
		"signatories/first/logo.svg":         svg,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	a, faults := mustLoad(t, fsys)
	var got strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&got, "%s: %s [%s]\n", f.Position, f.Message, f.Rule.Name)
	}
	want := `content/signatories/first/logo.svg: "logo.svg" has a <script> [unreadable-picture]
content/statements/2017/one/chart.svg: "chart.svg" has a <script> [unreadable-picture]
content/statements/2017/one/deep/wrong.jpg: "wrong.jpg" is a PNG, not a JPEG [unreadable-picture]
content/statements/2017/other/stray.png: "stray.png" belongs to nothing [stray-file]
`
	if got.String() != want {
		t.Errorf("got:\n%swant:\n%s", got.String(), want)
	}
	for name, want := range map[string][2]int{
		"statements/2017/one/caf\u00e9.PNG":  {30, 20},
		"statements/2017/one/chart.svg":      {},
		"statements/2017/one/data.csv":       {},
		"statements/2017/one/deep/wrong.jpg": {},
		"signatories/first/logo.svg":         {},
	} {
		if f, ok := a.Files[name]; !ok || f.Width != want[0] || f.Height != want[1] {
			t.Errorf("%s: %+v, want %v", name, f, want)
		}
	}
}
