package site_test

import (
	"fmt"
	"slices"
	"testing"

	"communique/generator/site"
)

// TestDatasets checks what is planned as data, that it is written after what
// it leads to, and that the package stands after what it describes.
func TestDatasets(t *testing.T) {
	s := plan(t, read(t, valid))
	var got []string
	for _, d := range s.Datasets {
		for _, p := range d.Files {
			if p.Data != d || p.Lang != "" || pageAt(t, s, p.Path) != p {
				t.Errorf("%s is not as its dataset has it", p.Path)
			}
			got = append(got, fmt.Sprint(p.Path, " ", d.Rows))
		}
	}
	want := []string{
		"/data/statements.csv 2", "/data/statements.jsonl 2", "/data/signatories.csv 3", "/data/signatories.jsonl 3",
		"/data/signatures.csv 5", "/data/signatures.jsonl 5", "/data/citations.bib 2", "/data/citations.ris 2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	all := slices.Collect(s.All)
	at := func(path site.Path) int {
		return slices.IndexFunc(all, func(p *site.Page) bool { return p.Path == path })
	}
	order := []int{at("/statements/2016/earlier-call"), at("/data/statements.csv"), at("/data/datapackage.json"), at("/statements/")}
	if !slices.IsSorted(order) {
		t.Errorf("the pages come at %d", order)
	}
}
