package markdown

import (
	"os"
	"testing"
)

func body(b *testing.B) []byte {
	src, err := os.ReadFile("testdata/body.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	return src
}

func BenchmarkHTML(b *testing.B) {
	src := body(b)
	var dst []byte
	for b.Loop() {
		dst = HTML(dst[:0], src, Options{Headings: 2})
	}
}

func BenchmarkText(b *testing.B) {
	src := body(b)
	var dst []byte
	for b.Loop() {
		dst = Text(dst[:0], src)
	}
}

func BenchmarkInspect(b *testing.B) {
	src := body(b)
	for b.Loop() {
		Inspect(src)
	}
}

func BenchmarkParse(b *testing.B) {
	src := body(b)
	for b.Loop() {
		parse(src)
	}
}
