package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"communique/generator/demo"
	"communique/generator/load"
	"communique/generator/serve"
)

// written returns a copy of the valid archive, and a source of it as serve has
// one.
func written(t testing.TB) source {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	return source{content: dir, theme: "default", jobs: 2, now: "2026-01-01", drafts: true, preview: true, cache: &load.Cache{}}
}

// started runs serve on a free port. It returns its address, and what ends it.
func started(t testing.TB, s source) (address string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	read, write := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- show(ctx, s, "localhost:0", false, write)
		write.Close()
	}()
	lines := bufio.NewScanner(read)
	for lines.Scan() {
		if first, _, ok := strings.Cut(lines.Text(), "/ shows "); ok {
			told := make(chan struct{})
			go func() {
				defer close(told)
				for lines.Scan() {
					t.Log(lines.Text())
				}
			}()
			return first, func() error {
				cancel()
				<-told
				return <-ended
			}
		}
	}
	t.Fatal(<-ended)
	return "", nil
}

// withoutDesk takes out of a page what is put in while answering.
func withoutDesk(page []byte) []byte {
	from, to := bytes.Index(page, []byte("<style>#communique-desk")), bytes.LastIndex(page, []byte("</script>"))
	if from < 0 || to < from {
		return page
	}
	return append(page[:from:from], page[to+len("</script>"):]...)
}

func save(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestServeBytes asks for every file of a site, and compares it with what build
// writes.
func TestServeBytes(t *testing.T) {
	s := written(t)
	joint := filepath.Join(s.content, "statements/2017/joint-call.md")
	save(t, joint, strings.Replace(read(t, joint), "---\n", "---\nembargo: 2030-01-01T00:00:00Z\n", 1))
	out := filepath.Join(t.TempDir(), "public")
	if err := build(s, out, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	p := &preview{source: s, server: serve.New("", nil), changing: func() bool { return false }}
	p.look(true)
	n := 0
	for page := range p.shown.All {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "http://localhost"+p.shown.Base.Href(page.Path), nil)
		p.server.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", page.Path, w.Code)
		}
		if want := read(t, filepath.Join(out, filepath.FromSlash(page.Path.File()))); string(withoutDesk(w.Body.Bytes())) != want {
			t.Errorf("%s: other bytes than build writes", page.Path)
		}
		n++
	}
	if n < 50 {
		t.Errorf("only %d pages were compared", n)
	}
}

// TestServeNeverStale edits a folder time and again, and compares every page
// with that of a plan that is made anew. Where only words change, the plan must
// have stayed, or nothing is tested.
func TestServeNeverStale(t *testing.T) {
	s := written(t)
	joint, about := filepath.Join(s.content, "statements/2017/joint-call.md"), filepath.Join(s.content, "pages/about.md")
	time.Sleep(2100 * time.Millisecond) // until the stamps are settled
	p := &preview{source: s, server: serve.New("", nil), changing: func() bool { return false }}
	p.look(true)
	for _, e := range []struct {
		name, file, text string
		words            bool
	}{
		{"a paragraph more", joint, read(t, joint) + "\n\nOne more paragraph.\n", true},
		{"another title", joint, strings.Replace(read(t, joint), "title: ", "title: Reworded ", 1), true},
		{"another text about the archive", about, read(t, about) + "\n\nWe are new.\n", true},
		{"another country", joint, strings.Replace(read(t, joint), "countries: [", "countries: [TH, ", 1), false},
		{"back again", joint, read(t, joint), false},
	} {
		save(t, e.file, e.text)
		plan := p.shown
		if line := p.look(false); (p.shown == plan) != e.words {
			t.Errorf("%s: %s", e.name, line)
		}
		fresh := s
		fresh.cache = &load.Cache{}
		q := &preview{source: fresh, server: serve.New("", nil), changing: func() bool { return false }}
		if line := q.look(true); q.shown == nil {
			t.Fatalf("%s: %s", e.name, line)
		}
		for page := range q.shown.All {
			var got [2]*httptest.ResponseRecorder
			for i, server := range []*serve.Server{p.server, q.server} {
				got[i] = httptest.NewRecorder()
				server.ServeHTTP(got[i], httptest.NewRequest("GET", "http://localhost"+q.shown.Base.Href(page.Path), nil))
			}
			if !bytes.Equal(withoutDesk(got[0].Body.Bytes()), withoutDesk(got[1].Body.Bytes())) {
				t.Errorf("%s: %s is stale", e.name, page.Path)
			}
		}
	}
}

// TestServeEnds asks that the port is free when it has ended, though a browser
// still listens for changes, and that it can be had again.
func TestServeEnds(t *testing.T) {
	address, stop := started(t, written(t))
	listening, err := http.Get(address + "/.communique/events?page=/&version=")
	if err != nil {
		t.Fatal(err)
	}
	defer listening.Body.Close()
	if _, err := listening.Body.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("took %v to end", took)
	}
	l, err := net.Listen("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatalf("the port is not free: %v", err)
	}
	l.Close()
}

// TestServeTaken asks for a port that is taken.
func TestServeTaken(t *testing.T) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = show(t.Context(), written(t), l.Addr().String(), false, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
}

var browserRequired = flag.Bool("browser", false, "fail where there is no Chromium")

// browser opens a tab of Chromium.
func browser(t *testing.T) context.Context {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		if *browserRequired {
			t.Fatal("there is no Chromium")
		}
		t.Skip("there is no Chromium, so no page is looked at in a browser; -args -browser makes this a failure")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(800, 400))
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// TestServeInBrowser edits a statement, breaks it and mends it while a browser
// shows its page, which nobody touches.
func TestServeInBrowser(t *testing.T) {
	ctx := browser(t)
	s := written(t)
	file := filepath.Join(s.content, "statements/2017/joint-call.md")
	good := read(t, file) + strings.Repeat("\n\nA paragraph that makes the page long.", 60)
	save(t, file, good)
	address, stop := started(t, s)
	defer func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	}()
	do := func(a chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	// see waits until something is true of the page. While that is loaded anew,
	// nothing can be asked of it.
	see := func(what, expression string) {
		t.Helper()
		var err error
		for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			var met bool
			if met, err = chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); met {
				return
			}
		}
		t.Fatalf("not seen: %s (%v)", what, err)
	}
	const faults = `document.querySelector("#communique-desk [data-faults]").innerText`
	do(chromedp.Navigate(address + "/statements/2017/joint-call"))
	see("the page, without faults", faults+` === "" && document.body.innerText.includes("makes the page long")`)
	do(chromedp.Evaluate[chromedp.Void]("scrollTo(0, 700)"))

	save(t, file, good+"\n\nNews of today.\n")
	see("the change", `document.body.innerText.includes("News of today.")`)
	see("where it was scrolled to", `Math.abs(scrollY - 700) < 2`)

	save(t, file, strings.Replace(good, "countries:", "cuontries:", 1))
	see("the fault over the last good version", faults+`.includes("unknown key") && `+faults+`.includes("cuontries: [") && `+
		faults+`.includes("did you mean") && document.body.innerText.includes("News of today.")`)
	do(chromedp.Reload())
	see("the same when it is loaded anew", faults+`.includes("joint-call.md:") && document.body.innerText.includes("News of today.")`)

	save(t, file, good+"\n\nMended.\n")
	see("the page without the fault", faults+` === "" && document.body.innerText.includes("Mended.")`)

	save(t, file, strings.Replace(good, "---\n", "---\ndraft: true\n", 1))
	see("the mark of a draft", `document.querySelector("#communique-desk .mark")?.innerText.includes("Draft")`)
	do(chromedp.Navigate(address + "/statements/"))
	see("the mark of a draft in a list", fmt.Sprintf(`getComputedStyle(document.querySelector('main a[href=%q]'), "::after").content.includes("draft")`, "/statements/2017/joint-call"))
}

// BenchmarkSave measures the time from the save of a statement to its new page,
// as a browser has it, in a sample archive: of words, and of a line that the
// plan is made of. Give its size behind -args: -statements 10000.
func BenchmarkSave(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "content")
	if err := demo.Write(dir, demo.Options{Statements: *statements, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "statements/*/*.md"))
	if err != nil || len(files) == 0 {
		b.Fatal("no statements", err)
	}
	file := files[len(files)/2]
	address, stop := started(b, source{content: dir, theme: "default", jobs: 2, drafts: true, preview: true, cache: &load.Cache{}})
	page := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(dir)), ".md")
	text := read(b, file)
	n := 0
	save := func(change func() string) func(b *testing.B) {
		return func(b *testing.B) {
			time.Sleep(2500 * time.Millisecond) // until the stamps are settled
			for b.Loop() {
				b.StopTimer()
				_, rest, _ := strings.Cut(fetched(b, address+page), `data-version="`)
				version, _, _ := strings.Cut(rest, `"`)
				events, err := http.Get(address + "/.communique/events?page=" + page + "&version=" + version)
				if err != nil {
					b.Fatal(err)
				}
				n++
				changed := change()
				b.StartTimer()
				save(b, file, changed)
				for lines := bufio.NewScanner(events.Body); lines.Scan() && lines.Text() != "event: reload"; {
				}
				if !strings.Contains(fetched(b, address+page), fmt.Sprintf("edit number %d", n)) {
					b.Fatal("a stale page")
				}
				events.Body.Close()
			}
		}
	}
	b.Run("words", save(func() string { return text + fmt.Sprintf("\n\nThis is edit number %d.\n", n) }))
	b.Run("plan", save(func() string {
		lines := "---\n" + strings.Repeat("# a line more\n", n%2) // moves the places of all that follows
		return strings.Replace(text, "---\n", lines, 1) + fmt.Sprintf("\n\nThis is edit number %d.\n", n)
	}))
	if err := stop(); err != nil {
		b.Fatal(err)
	}
}

func fetched(t testing.TB, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
