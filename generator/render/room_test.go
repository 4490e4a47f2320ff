package render

import (
	"bytes"
	"os"
	"testing"

	"communique/generator/load"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

// TestRoom renders a site with no room to keep texts for the feeds: they are
// rendered again, and are the same.
func TestRoom(t *testing.T) {
	content := os.DirFS("../testdata/valid")
	a, faults, err := load.Load(content, load.Options{Jobs: 2})
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	kinds := make([]string, len(site.PageKinds))
	for i, k := range site.PageKinds {
		kinds[i] = string(k)
	}
	th, err := theme.Load(themes.Default(), theme.Options{Kinds: kinds, Languages: a.Languages, Href: func(p string) string { return p }})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.Plan(a, nil)
	roomy, narrow := New(s, th, content), New(s, th, content)
	narrow.room = 0
	most := int64(0)
	for p := range s.All {
		var want, got bytes.Buffer
		if err := roomy.Render(&want, p); err != nil {
			t.Fatal(err)
		}
		if err := narrow.Render(&got, p); err != nil {
			t.Fatal(err)
		}
		most = max(most, roomy.kept.Load())
		if narrow.kept.Load() != 0 {
			t.Errorf("%s leaves %d bytes where there is no room", p.Path, narrow.kept.Load())
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%s is not the same", p.Path)
		}
	}
	if most == 0 {
		t.Error("no text was kept")
	}
	if roomy.kept.Load() != 0 || narrow.kept.Load() != 0 {
		t.Errorf("after all pages %d and %d bytes are kept", roomy.kept.Load(), narrow.kept.Load())
	}
}
