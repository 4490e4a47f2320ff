package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"communique/generator/archive"
	"communique/generator/output"
	"communique/generator/site"
)

// isTerminal reports whether a person is looking at w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// hasColour reports whether w shows colours and its user wants them; see
// https://no-color.org.
func hasColour(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// progress is a bar on a terminal, which appears when a build takes over a
// second, reading included.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	start time.Time
	total int
	made  int
	bar   *progressbar.ProgressBar
}

// newProgress returns the bar for the pages of a site; nil, which is a bar
// that nobody sees, where w is no terminal.
func newProgress(w io.Writer, s *site.Site, start time.Time) *progress {
	if !isTerminal(w) {
		return nil
	}
	total := 0
	for _, stage := range s.Stages {
		total += len(stage.Pages)
	}
	return &progress{w: w, start: start, total: total}
}

func (p *progress) add(n int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made += n
	if p.bar == nil && time.Since(p.start) > time.Second {
		p.bar = progressbar.NewOptions(p.total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription("pages"),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	if p.bar != nil {
		_ = p.bar.Set(p.made) // a bar that cannot be drawn is no reason to stop
	}
}

func (p *progress) done() {
	if p != nil && p.bar != nil {
		_ = p.bar.Clear()
	}
}

// summarise says what a build did.
func summarise(w io.Writer, s *site.Site, r output.Result, out string, watch *stopwatch) error {
	pages, feeds := 0, 0
	for p := range s.All {
		switch p.Kind {
		case site.RSS, site.JSONFeed:
			if p.Feed.Number == 0 { // its past is the same feed
				feeds++
			}
		case site.OPML, site.Sitemap, site.Robots, site.File, site.Asset, site.Redirect, site.Redirects:
		default:
			pages++
		}
	}
	var b strings.Builder
	for _, l := range s.Archive.LeftOut {
		fmt.Fprintf(&b, "left out: %s: %s\n", s.Archive.File(l.Source.Path), l.Reason)
	}
	fmt.Fprintf(&b, "%s: %s and %s of %s; %s written, %d unchanged, %d removed; %s\n",
		filepath.ToSlash(out), number(pages, "page"), number(feeds, "feed"), number(s.Figures.Statements, "statement"), number(r.Written, "file"), r.Unchanged, r.Removed, size(r.Bytes))
	if next := nextEmbargo(s.Archive.LeftOut); !next.IsZero() {
		fmt.Fprintf(&b, "next embargo ends %s; build again then\n", next.Format(time.RFC3339))
	}
	var total time.Duration
	for _, l := range watch.laps {
		total += l.took
		fmt.Fprintf(&b, "%s %s, ", l.stage, seconds(l.took))
	}
	fmt.Fprintf(&b, "in all %s\n", seconds(total))
	_, err := io.WriteString(w, b.String())
	return err
}

// nextEmbargo returns when the first embargo ends of what is left out; the
// zero Time if there is none.
func nextEmbargo(left []archive.LeftOut) time.Time {
	var next time.Time
	for _, l := range left {
		if !l.Until.IsZero() && (next.IsZero() || l.Until.Before(next)) {
			next = l.Until
		}
	}
	return next
}

// number writes a count with its noun.
func number(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

// size writes a number of bytes as people read it, in powers of ten.
func size(n int64) string {
	for _, u := range []struct {
		bytes int64
		name  string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if n >= u.bytes {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(u.bytes), u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
