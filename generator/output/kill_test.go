package output

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 30, "how many builds TestKilled kills")

// childEnv has the test binary build a site and do nothing else.
const childEnv = "OUTPUT_TEST_CHILD"

// roles are what a child can do; arg says more.
var roles = map[string]func(dir, arg string) error{"generation": buildGeneration}

func TestMain(m *testing.M) {
	role, rest, _ := strings.Cut(os.Getenv(childEnv), " ")
	run, found := roles[role]
	if !found {
		os.Exit(m.Run())
	}
	arg, dir, _ := strings.Cut(rest, " ")
	if err := run(dir, arg); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child prepares the test binary as another process.
func child(role, arg, dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+role+" "+arg+" "+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// versions is how many texts a file of the generations has. Each tells its own name and is long enough to
// be caught half written.
const versions = 3

func version(name string, v int) string {
	line := fmt.Sprintf("%s %d\n", name, v)
	return strings.Repeat(line, 1+(len(name)*7919+v*104729)%1500)
}

// generation is one state of a site whose files change, come, go, and turn into folders and back.
func generation(n int) site {
	rng := rand.New(rand.NewPCG(uint64(n), 7))
	s := site{}
	add := func(name string) { s[name] = version(name, rng.IntN(versions)) }
	for i := range 60 {
		if rng.IntN(4) > 0 {
			add(fmt.Sprintf("statements/%d/s-%d.html", 2010+i%7, i))
		}
	}
	for i := range 12 {
		name := fmt.Sprintf("turn-%d", i)
		switch rng.IntN(4) {
		case 0:
			add(name)
		case 1:
			add(name + "/index.html")
			add(name + "/deep/er.html")
		case 2:
			add(name + "/deep")
		}
	}
	return s
}

func buildGeneration(dir, arg string) error {
	n, err := strconv.Atoi(arg)
	if err != nil {
		return err
	}
	s := generation(n)
	f, err := Open(dir, s.names())
	if err != nil {
		return err
	}
	if err := write(f, s); err != nil {
		return err
	}
	fmt.Println("commit")
	_, err = f.Commit()
	return err
}

// foreign lies in the folder all the while.
var foreign = site{".gitignore": "*\n", "statements/2010/.mine": "1", "statements/mine.txt": "2", "mine/3.txt": "3"}

// TestKilled kills builds at random moments and looks at what is left each time.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, generation(0))
	lay(t, dir, foreign)
	last := generation(0) // the last site that was finished
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	survived := 0
	for n := 1; n <= *kills; n++ {
		if killBuild(t, rng, dir, n) {
			survived++
		}
		if t.Failed() {
			t.Fatalf("round %d", n)
		}
		if _, err := os.Stat(filepath.Join(dir, pendingFile)); err != nil { // it changed nothing, or all
			if !holds(published(t, dir), last) {
				last = generation(n)
			}
			wantSite(t, dir, last)
		}
		wantWhole(t, dir)
		if n%3 == 0 { // the others find what several killed builds left
			last = generation(n - 1)
			mustBuild(t, dir, last)
			wantSite(t, dir, last)
		}
	}
	if survived == *kills {
		t.Errorf("all %d builds ended before they were killed", survived)
	}
	last = generation(-1)
	mustBuild(t, dir, last)
	wantSite(t, dir, last)
	fresh := t.TempDir()
	mustBuild(t, fresh, last)
	wantSame(t, tree(t, filepath.Join(dir, stateFolder)), tree(t, filepath.Join(fresh, stateFolder)))
}

// killBuild starts a build in another process and kills it, half the time while it commits. It reports
// whether the build was faster.
func killBuild(t *testing.T, rng *rand.Rand, dir string, n int) (survived bool) {
	cmd := child("generation", strconv.Itoa(n), dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if n%2 == 0 && lines.Scan() && lines.Text() != "commit" {
		t.Errorf("the build says %q", lines.Text())
	}
	time.Sleep(time.Duration(rng.IntN(20_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Log(err) // it has ended
	}
	for lines.Scan() {
		if lines.Text() != "commit" {
			t.Errorf("the build says %q", lines.Text())
		}
	}
	return cmd.Wait() == nil
}

// wantSite wants the site and the foreign files, and nothing else.
func wantSite(t *testing.T, dir string, s site) {
	t.Helper()
	all := site{}
	maps.Copy(all, s)
	maps.Copy(all, foreign)
	wantPublished(t, dir, all)
}

func holds(found map[string]string, s site) bool {
	for name, data := range s {
		if found[name] != data {
			return false
		}
	}
	return true
}

// wantWhole wants every file to be one of its versions, whole, and the foreign ones in place.
func wantWhole(t *testing.T, dir string) {
	t.Helper()
	found := published(t, dir)
	for name, want := range foreign {
		if found[name] != want {
			t.Errorf("%q, which no build wrote, holds %q", name, found[name])
		}
		delete(found, name)
	}
	for name, data := range found {
		whole := strings.HasSuffix(name, "/")
		for v := range versions {
			whole = whole || data == version(name, v)
		}
		if !whole {
			t.Errorf("%q is not whole: %d bytes, %.60q", name, len(data), data)
		}
	}
}
