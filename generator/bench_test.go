package main

import (
	"bytes"
	"flag"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"communique/generator/demo"
	"communique/generator/render"
	"communique/generator/site"
)

var statements = flag.Int("statements", 300, "size of the sample archive that benchmarks and TestHistory build")

// BenchmarkBuild builds a sample archive into a new folder, and again into
// the same. Give its size behind -args: -statements 10000.
func BenchmarkBuild(b *testing.B) {
	dir := b.TempDir()
	content := filepath.Join(dir, "content")
	if err := demo.Write(content, demo.Options{Statements: *statements, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	s := source{content: content, theme: "default", jobs: 2, now: "2026-01-01"}
	n := 0
	run := func(b *testing.B, out func() string) {
		b.ReportAllocs()
		for b.Loop() {
			if err := build(s, out(), io.Discard, io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("cold", func(b *testing.B) {
		run(b, func() string { n++; return filepath.Join(dir, "out"+strconv.Itoa(n)) })
	})
	b.Run("unchanged", func(b *testing.B) {
		run(b, func() string { return filepath.Join(dir, "out1") })
	})
}

// BenchmarkRender renders the pages of each kind of a sample archive.
func BenchmarkRender(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "content")
	if err := demo.Write(dir, demo.Options{Statements: *statements, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	s := source{content: dir, theme: "default", jobs: 2, now: "2026-01-01"}
	content, err := s.open()
	if err != nil {
		b.Fatal(err)
	}
	planned, _, err := prepare(s, content, newStopwatch())
	if err != nil {
		b.Fatal(err)
	}
	kinds := map[site.Kind][]*site.Page{}
	for p := range planned.site.All {
		kinds[p.Kind] = append(kinds[p.Kind], p)
	}
	r := render.New(planned.site, planned.theme, content)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		b.Run(string(kind), func(b *testing.B) {
			var buf bytes.Buffer
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				buf.Reset()
				if err := r.Render(&buf, kinds[kind][i%len(kinds[kind])]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
