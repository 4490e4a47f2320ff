package render

import (
	"os"
	"testing"

	"communique/generator/archive"
	"communique/generator/load"
	"communique/generator/site"
)

// TestForeignAddress keeps other hosts' addresses as they are written; only
// one that is the mark itself gets its host in capitals, which is the same.
func TestForeignAddress(t *testing.T) {
	a, _, err := load.Load(os.DirFS("../testdata/valid"), load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.Plan(a, nil)
	r := &Renderer{site: s}
	for dest, want := range map[string]string{
		"https://other.example/own.invalid/a": "https://other.example/own.invalid/a",
		"https://own.invalid/a":               "HTTPS://OWN.INVALID/a",
		"mailto:a@own.invalid":                "mailto:a@own.invalid",
	} {
		if got := r.resolve(archive.Version{Language: "en"}, dest); got != want {
			t.Errorf("%s becomes %s, want %s", dest, got, want)
		}
	}
}
