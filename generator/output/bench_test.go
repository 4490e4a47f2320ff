package output

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"
)

// The benchmarks build 10,000 files of 10 KB in 400 folders with two goroutines, and report how the time
// splits, in milliseconds a build.
const (
	benchFiles   = 10_000
	benchFolders = 400
)

func benchNames() []string {
	names := make([]string, benchFiles)
	for i := range names {
		names[i] = fmt.Sprintf("statements/%03d/a-statement-%05d.html", i*benchFolders/benchFiles, i)
	}
	return names
}

// benchBuild builds the site; the first changed files depend on the round.
func benchBuild(b *testing.B, dir string, names []string, round, changed int) (open, write, commit time.Duration) {
	start := time.Now()
	f, err := Open(dir, names)
	if err != nil {
		b.Fatal(err)
	}
	opened := time.Now()
	var wg sync.WaitGroup
	for worker := range 2 {
		wg.Go(func() {
			data := bytes.Repeat([]byte("0123456789abcdef"), 640)
			for i := worker; i < len(names); i += 2 {
				copy(data, fmt.Sprintf("%08d %08d", i, 0))
				if i < changed {
					copy(data[9:], strconv.Itoa(10_000_000+round))
				}
				if err := f.Write(names[i], data); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	written := time.Now()
	if _, err := f.Commit(); err != nil {
		b.Fatal(err)
	}
	return opened.Sub(start), written.Sub(opened), time.Since(written)
}

func benchmark(b *testing.B, changed int, fresh bool) {
	names := benchNames()
	dir := b.TempDir() + "/public"
	if !fresh {
		benchBuild(b, dir, names, 0, 0)
	}
	var open, write, commit time.Duration
	for round := 1; b.Loop(); round++ {
		o, w, c := benchBuild(b, dir, names, round, changed)
		open, write, commit = open+o, write+w, commit+c
		if fresh {
			b.StopTimer()
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	}
	for phase, d := range map[string]time.Duration{"open-ms": open, "write-ms": write, "commit-ms": commit} {
		b.ReportMetric(float64(d.Milliseconds())/float64(b.N), phase)
	}
}

func BenchmarkFresh(b *testing.B)     { benchmark(b, 0, true) }
func BenchmarkUnchanged(b *testing.B) { benchmark(b, 0, false) }
func BenchmarkTenChange(b *testing.B) { benchmark(b, 10, false) }
func BenchmarkAllChange(b *testing.B) { benchmark(b, benchFiles, false) }
