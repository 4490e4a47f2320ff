package main

import (
	"bytes"
	"flag"
	"html"
	"io"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"communique/generator/output"
	"communique/generator/render"
)

// faultCase is an archive in its second state, and the sites of both.
type faultCase struct {
	content  string // in the second state
	dir      string // with the first site
	old, new map[string][]byte
}

// newFaultCase builds both sites. Between them a statement about a further
// country by a further organisation comes, to which older pages link; a
// translation goes; a title changes.
func newFaultCase(t *testing.T) *faultCase {
	t.Helper()
	dir := t.TempDir()
	c := &faultCase{content: filepath.Join(dir, "content"), dir: filepath.Join(dir, "old")}
	if err := os.CopyFS(c.content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	c.mustBuild(t, c.dir)
	edit(t, filepath.Join(c.content, "signatories/fresh-watch.md"), "", "---\nname: Fresh Watch\nkind: organisation\ncountry: LA\n---\n")
	edit(t, filepath.Join(c.content, "statements/2017/later-call.md"), "", `---
title: Later call
date: 2017-10-01
countries: [LA]
signatories: [fresh-watch]
related: [2017/joint-call]
---
A text of one sentence.
`)
	earlier := filepath.Join(c.content, "statements/2016/earlier-call.md")
	edit(t, earlier, "title: Earlier call", "title: Former call")
	edit(t, earlier, "signatories:", "related: [2017/later-call]\nsignatories:")
	if err := os.Remove(filepath.Join(c.content, "statements/2017/joint-call.fr.md")); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(dir, "new")
	c.mustBuild(t, fresh)
	c.old, c.new = readAll(t, c.dir), readAll(t, fresh)
	wantLinks(t, c.dir)
	wantLinks(t, fresh)
	return c
}

// edit replaces a text in a file, or writes a new one.
func edit(t *testing.T, file, old, with string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if old != "" && (err != nil || bytes.Count(data, []byte(old)) != 1) {
		t.Fatalf("%q does not stand once in %s: %v", old, file, err)
	}
	if old != "" {
		with = strings.Replace(string(data), old, with, 1)
	}
	if err := os.WriteFile(file, []byte(with), 0o644); err != nil {
		t.Fatal(err)
	}
}

// command prepares a build of the second state in a process of its own, by
// the program and arguments of before, if any. It leaves the content alone.
func (c *faultCase) command(out string, before ...string) *exec.Cmd {
	args := append(before, "communique", "build", "--content", c.content, "--out", out, "--jobs", "1", "--now", "2026-01-01")
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "CI=true", "GOMAXPROCS=1")
	return cmd
}

func (c *faultCase) mustBuild(t *testing.T, out string) {
	t.Helper()
	if said, err := c.command(out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// publish copies the folder of the first site into one that is made.
func (c *faultCase) publish(t *testing.T, out string) {
	t.Helper()
	if err := os.CopyFS(out, os.DirFS(c.dir)); err != nil {
		t.Fatal(err)
	}
}

// wantUnharmed wants what a build that failed may leave: each published file
// whole, the old one or the new one, and links that lead somewhere.
func (c *faultCase) wantUnharmed(t *testing.T, out string) {
	t.Helper()
	found := readAll(t, out)
	for name, data := range found {
		old, wasThere := c.old[name]
		next, willBe := c.new[name]
		whole := wasThere && bytes.Equal(data, old) || willBe && bytes.Equal(data, next)
		if !whole && !strings.HasPrefix(name, ".communique/") {
			t.Errorf("%s is not whole: %d bytes", name, len(data))
		}
	}
	for name := range c.old {
		if _, stays := c.new[name]; stays && found[name] == nil {
			t.Errorf("%s has gone", name)
		}
	}
	wantLinks(t, out)
}

// wantRepaired wants the next build to leave nothing of what happened.
func (c *faultCase) wantRepaired(t *testing.T, out string) {
	t.Helper()
	c.mustBuild(t, out)
	if got := readAll(t, out); !maps.EqualFunc(got, c.new, bytes.Equal) {
		t.Errorf("the next build repairs not all: %d files, want %d", len(got), len(c.new))
	}
}

// wantFailed wants a build to fail and to say why.
func wantFailed(t *testing.T, said []byte, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no failure: %s", said)
	}
	for _, w := range words {
		if !strings.Contains(string(said), w) {
			t.Errorf("the message is %q, without %q", said, w)
		}
	}
}

var (
	inPage = regexp.MustCompile(`(?:href|src)="(?:https://archive\.example)?(/[^"#?]*)`)
	inText = regexp.MustCompile(`https://archive\.example(/[^"#?<>\\,}&\s]*)`)
)

// wantLinks follows the links of a folder, from the first pages, the feeds and
// the sitemap on: each leads to a file.
func wantLinks(t *testing.T, dir string) {
	t.Helper()
	queue := []string{"/", "/sitemap.xml", "/feed.xml", "/feed.json", "/fr/", "/fr/feed.xml", "/404.html"}
	seen := map[string]bool{}
	for len(queue) > 0 {
		address := queue[0]
		if queue = queue[1:]; seen[address] {
			continue
		}
		seen[address] = true
		name := filepath.Join(dir, filepath.FromSlash(address))
		if strings.HasSuffix(address, "/") {
			name = filepath.Join(name, "index.html")
		} else if info, err := os.Stat(name); err != nil || info.IsDir() {
			name += ".html"
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("a link leads nowhere: %s", address)
			continue
		}
		links := inText
		if strings.HasSuffix(name, ".html") {
			links = inPage
		}
		for _, m := range links.FindAllSubmatch(data, -1) {
			link, err := url.PathUnescape(html.UnescapeString(string(m[1])))
			if err != nil {
				t.Errorf("%s: %v", address, err)
			}
			queue = append(queue, link)
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d links", len(seen))
	}
}

var kills = flag.Int("kills", 4, "how many builds TestKilledAtAnyMoment kills")

// TestKilledAtAnyMoment kills builds at random moments, looks at what is left
// each time, follows its links, and has the next build repair it.
func TestKilledAtAnyMoment(t *testing.T) {
	c := newFaultCase(t)
	out := filepath.Join(t.TempDir(), "public")
	c.publish(t, out)
	start := time.Now()
	c.mustBuild(t, out)
	whole := time.Since(start)
	rng := rand.New(rand.NewPCG(uint64(start.UnixNano()), 0))
	left := map[bool]int{} // whether something had changed
	for n := range *kills {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		c.publish(t, out)
		cmd := c.command(out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(rng.Int64N(int64(whole)))
		time.Sleep(after)
		if err := cmd.Process.Kill(); err != nil {
			t.Log(err) // it has ended
		}
		if err := cmd.Wait(); err == nil {
			t.Logf("a build was over in less than %s", after)
		}
		found := readAll(t, out)
		left[!maps.EqualFunc(found, c.old, bytes.Equal)]++
		c.wantUnharmed(t, out)
		c.wantRepaired(t, out)
		if t.Failed() {
			t.Fatalf("killed after %s, as build %d", after, n+1)
		}
	}
	t.Logf("of %d builds that were killed, %d had changed something", *kills, left[true])
	if *kills >= 40 && (left[true] == 0 || left[false] == 0) {
		t.Error("the moments are all of one sort")
	}
}

// TestSecondBuild has a build under way in the folder that another is for.
func TestSecondBuild(t *testing.T) {
	c := newFaultCase(t)
	first, err := output.Open(c.dir, []string{"index.html"})
	if err != nil {
		t.Fatal(err)
	}
	said, err := c.command(c.dir).CombinedOutput()
	wantFailed(t, said, err, c.dir, "another build is writing into this folder", "wait until it ends")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	c.wantUnharmed(t, c.dir)
	c.wantRepaired(t, c.dir)
}

// TestContentChangesMeanwhile changes a text between the two times that it is
// read, and takes an attachment away.
func TestContentChangesMeanwhile(t *testing.T) {
	c := newFaultCase(t)
	for what, test := range map[string]struct {
		file   string
		change func(file string) error
		says   string
	}{
		"text": {"statements/2016/earlier-call.md", func(file string) error {
			return os.WriteFile(file, []byte("---\ntitle: Other\n---\nOther.\n"), 0o644)
		}, "statements/2016/earlier-call.md changed while the site was being built; build again"},
		"text that goes":       {"statements/2016/earlier-call.md", os.Remove, "statements/2016/earlier-call.md"},
		"attachment that goes": {"statements/2017/joint-call/original.pdf", os.Remove, "statements/2017/joint-call/original.pdf"},
	} {
		t.Run(what, func(t *testing.T) {
			s := source{content: filepath.Join(t.TempDir(), "content"), jobs: 1, now: "2026-01-01"}
			if err := os.CopyFS(s.content, os.DirFS(c.content)); err != nil {
				t.Fatal(err)
			}
			content, err := s.open()
			if err != nil {
				t.Fatal(err)
			}
			planned, _, err := prepare(s, content, newStopwatch())
			if err != nil {
				t.Fatal(err)
			}
			folder, err := output.Open(c.dir, planned.site.Files())
			if err != nil {
				t.Fatal(err)
			}
			if err := test.change(filepath.Join(s.content, test.file)); err != nil {
				t.Fatal(err)
			}
			err = writePages(render.New(planned.site, planned.theme, content), planned.site, folder, 2, nil)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%v, want %s", err, test.says)
			}
			if err := folder.Close(); err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, c.dir); !maps.EqualFunc(got, c.old, bytes.Equal) {
				t.Error("what is published has changed")
			}
		})
	}
}

// TestSummaryCannotBeWritten has a standard output that takes nothing: the
// site is published, and the build fails all the same.
func TestSummaryCannotBeWritten(t *testing.T) {
	c := newFaultCase(t)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Close(); err != nil {
		t.Fatal(err)
	}
	defer write.Close()
	cmd := c.command(c.dir)
	cmd.Stdout, cmd.Stderr = write, io.Discard
	if err := cmd.Run(); err == nil {
		t.Error("no failure")
	}
	c.wantRepaired(t, c.dir)
}
