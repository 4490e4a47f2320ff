package site_test

import (
	"fmt"
	"strings"
	"testing"

	"communique/generator/archive"
	"communique/generator/site"
)

// TestNetwork holds who is joined to whom, and how strongly: by the statements
// under which both names stand.
func TestNetwork(t *testing.T) {
	var files strings.Builder
	for _, id := range []string{"a", "b", "c", "d"} {
		fmt.Fprintf(&files, "-- signatories/%s.md --\n---\nname: %s\n---\n", id, strings.ToUpper(id))
	}
	for i, signed := range []string{"a, b", "a, b, c", "b, {org: c, withdrawn: 2018-01-01}, a", "d"} {
		fmt.Fprintf(&files, "-- statements/2017/s%d.md --\n---\ntitle: S\ndate: 2017-0%d-01\ncountries: [KH]\nsignatories: [%s]\n---\n\nText.\n", i, i+1, signed)
	}
	n := plan(t, read(t, written(t, files.String()))).Network
	var nodes, ties []string
	for _, node := range n.Nodes {
		nodes = append(nodes, fmt.Sprintf("%s %d", node.Subject.Signatory.ID, node.Count))
	}
	for _, tie := range n.Ties {
		ties = append(ties, fmt.Sprintf("%s-%s %d", n.Nodes[tie.From].Subject.Signatory.ID, n.Nodes[tie.To].Subject.Signatory.ID, tie.Weight))
	}
	if got, want := strings.Join(nodes, ", "), "a 3, b 3, c 1, d 1"; got != want {
		t.Errorf("nodes %s, want %s", got, want)
	}
	if got, want := strings.Join(ties, ", "), "a-b 3, a-c 1, b-c 1"; got != want {
		t.Errorf("ties %s, want %s", got, want)
	}
	if empty := plan(t, synthetic(nil)).Network; len(empty.Nodes) > 0 || len(empty.Ties) > 0 {
		t.Errorf("an empty archive has the network %v", empty)
	}
}

// TestYears checks that a picture of the years leaves none out.
func TestYears(t *testing.T) {
	days := []archive.Date{{Year: 2013, Month: 2, Day: 1}, {Year: 2016, Month: 1, Day: 1}, {Year: 2016, Month: 5, Day: 1}}
	s := plan(t, synthetic(days))
	for p := range s.All {
		if p.List == nil {
			continue
		}
		var got []string
		for _, y := range p.List.Years {
			got = append(got, fmt.Sprintf("%s:%d", y.Period, y.Count))
		}
		want := "2013:1 2014:0 2015:0 2016:2"
		switch p.Kind {
		case site.Periods, site.Corrections, site.RSS, site.JSONFeed:
			want = ""
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", p.Path, got, want)
		}
	}
}

// TestLeading checks that the home page names those with the most statements,
// and none without.
func TestLeading(t *testing.T) {
	s := plan(t, read(t, valid))
	var got []string
	for _, kind := range []site.Kind{site.Country, site.Signatory, site.Topic} {
		for _, l := range s.Leading[kind] {
			got = append(got, fmt.Sprintf("%s %d", l.Subject.Name("en"), l.Count))
		}
	}
	if got, want := strings.Join(got, ", "), "Cambodia 2, Togo 1, First Watch 2, Second Network 1, Third Person 1, Media freedom 1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if empty := plan(t, synthetic(nil)).Leading; len(empty[site.Signatory]) > 0 {
		t.Errorf("an empty archive is led by %v", empty)
	}
}
