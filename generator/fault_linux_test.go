package main

import (
	"bytes"
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

var faultsEvery = flag.Int("faults", 0, "have TestSystemCalls make every `N`th system call of a build fail; 0: none, for it takes minutes")

// systemCalls are those by which a build changes what is on the disk.
var systemCalls = []string{"write", "close", "renameat", "unlinkat", "mkdirat", "fsync", "syncfs", "openat", "pread64"}

// TestSystemCalls makes the first, second, … system call of each sort fail as
// a broken disk has it, and kills the build at it, by strace(1). It counts in
// each thread of the process, so a run may meet with more than one fault.
func TestSystemCalls(t *testing.T) {
	if *faultsEvery == 0 {
		t.Skip("takes minutes: -args -faults 1")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip(err)
	}
	c := newFaultCase(t)
	for _, call := range systemCalls {
		for _, fault := range []string{"error=EIO", "signal=SIGKILL"} {
			t.Run(call+"/"+fault, func(t *testing.T) {
				t.Parallel()
				every, n := *faultsEvery, 0
				if call == "close" || call == "openat" {
					every *= 7 // most are of files that are read, in a rhythm of fours
				}
				for at := 1; c.faultAt(t, call, fault, at) && !t.Failed(); at += every {
					n++
				}
				t.Logf("%d faults", n)
				if n == 0 && call != "pread64" {
					t.Error("nothing was met with")
				}
			})
		}
	}
}

// faultAt runs a build with a fault at a call, and reports whether the build
// got there. It looks at what the build leaves, and repairs it.
func (c *faultCase) faultAt(t *testing.T, call, fault string, at int) bool {
	t.Helper()
	dir := t.TempDir()
	defer os.RemoveAll(dir) // not at the end of a thousand
	out, log := filepath.Join(dir, "public"), filepath.Join(dir, "log")
	c.publish(t, out)
	inject := call + ":" + fault + ":when=" + strconv.Itoa(at)
	said, err := c.command(out, "strace", "-f", "-qq", "-y", "-o", log, "-e", "trace="+call, "-e", "inject="+inject).CombinedOutput()
	trace, readErr := os.ReadFile(log)
	if readErr != nil {
		t.Fatal(readErr)
	}
	killed := bytes.Contains(trace, []byte("killed by SIGKILL"))
	if !killed && !bytes.Contains(trace, []byte("(INJECTED)")) {
		return false
	}
	c.wantUnharmed(t, out)
	switch got := readAll(t, out); {
	case err == nil && !maps.EqualFunc(got, c.new, bytes.Equal):
		t.Errorf("%s: the build says that it is done, and is not", inject)
	case err == nil && mustFail(out, string(trace)):
		t.Errorf("%s: the build has not noticed", inject)
	case err != nil && !killed && len(said) == 0 && !strings.Contains(string(trace), "write(2<"):
		t.Errorf("%s: the build does not say why it failed", inject)
	}
	c.wantRepaired(t, out)
	if t.Failed() {
		t.Logf("%s: %v: %s\n%s", inject, err, said, regexp.MustCompile(`.*INJECTED.*`).Find(trace))
	}
	return true
}

// mustFail reports whether a fault in a trace is one of what is published. A
// file that was read can be closed with an error and no harm.
func mustFail(out, trace string) bool {
	for line := range strings.Lines(trace) {
		if strings.Contains(line, "(INJECTED)") && strings.Contains(line, out) && (!strings.Contains(line, " close(") || strings.Contains(line, "/.communique/tmp/")) {
			return true
		}
	}
	return false
}

// TestOrder follows a build by strace: what pages lead to is there before
// them, what goes does so last, and then the manifest comes.
func TestOrder(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip(err)
	}
	c := newFaultCase(t)
	log := filepath.Join(t.TempDir(), "log")
	if said, err := c.command(c.dir, "strace", "-f", "-qq", "-y", "-o", log, "-e", "trace=renameat,unlinkat").CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, said) // not everywhere may a process be traced
	}
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, m := range regexp.MustCompile(`(renameat|unlinkat)\(.*<([^>]+)>, "([^"]+)"(?:, 0)?\) += 0`).FindAllStringSubmatch(string(trace), -1) {
		name := strings.TrimPrefix(m[2]+"/"+m[3], c.dir+"/")
		switch _, was := c.old[name]; {
		case strings.HasPrefix(name, ".communique/"):
			name = strings.TrimPrefix(name, ".communique/")
			if strings.HasPrefix(name, "tmp") {
				continue
			}
		case m[1] == "unlinkat":
			name = "remove"
		case was:
			name = "replace"
		default:
			name = "add"
		}
		if len(steps) == 0 || steps[len(steps)-1] != name {
			steps = append(steps, name)
		}
	}
	got := strings.Join(steps, " ")
	if want := "pending add replace remove manifest"; !strings.HasPrefix(got, want) || strings.Count(got, "add")+strings.Count(got, "replace")+strings.Count(got, "remove") != 3 {
		t.Errorf("the order is %q, want %q", got, want)
	}
}

// onMount mounts a file system in memory, for which one must be root.
func onMount(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("cannot mount a file system in memory: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestDiskFull builds on a disk with more and more room, until it is enough.
func TestDiskFull(t *testing.T) {
	c := newFaultCase(t)
	disk := onMount(t, "size=8m")
	out, filler := filepath.Join(disk, "public"), filepath.Join(disk, "filler")
	for room := 0; ; room += 64 << 10 {
		c.publish(t, out)
		fill(t, filler, room)
		said, err := c.command(out).CombinedOutput()
		c.wantUnharmed(t, out)
		if err == nil {
			if room < 256<<10 {
				t.Errorf("only %d bytes were missing", room)
			}
			break
		}
		wantFailed(t, said, err, "communique: "+out, "no space left on device")
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		c.wantRepaired(t, out)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("room for %d bytes", room)
		}
	}
	if got := readAll(t, out); !maps.EqualFunc(got, c.new, bytes.Equal) {
		t.Error("not the new site")
	}
}

// fill takes all but some bytes of a disk.
func fill(t *testing.T, filler string, room int) {
	t.Helper()
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	size, seekErr := f.Seek(0, 2)
	if !errors.Is(err, syscall.ENOSPC) || seekErr != nil {
		t.Fatal(err, seekErr)
	}
	if err := f.Truncate(max(0, size-int64(room))); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnly builds on a disk that is mounted read-only.
func TestReadOnly(t *testing.T) {
	c := newFaultCase(t)
	disk := onMount(t, "size=8m")
	out := filepath.Join(disk, "public")
	c.publish(t, out)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	said, err := c.command(out).CombinedOutput()
	wantFailed(t, said, err, "communique: "+out, "read-only file system")
	if got := readAll(t, out); !maps.EqualFunc(got, c.old, bytes.Equal) {
		t.Error("what is published has changed")
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	c.wantRepaired(t, out)
}

// TestPermissionDenied builds into folders that the builder may not change.
func TestPermissionDenied(t *testing.T) {
	c := newFaultCase(t)
	for _, closed := range []string{".", ".communique"} { // the mode of other folders is put right
		dir := t.TempDir()
		out := filepath.Join(dir, "public")
		c.publish(t, out)
		cmd := c.command(out)
		if os.Geteuid() == 0 { // who may do everything: let somebody else try
			nobody := 65534
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(nobody), Gid: uint32(nobody)}}
			openTo(t, nobody, out, cmd.Path, c.content)
		}
		if err := os.Chmod(filepath.Join(out, closed), 0o555); err != nil {
			t.Fatal(err)
		}
		said, err := cmd.CombinedOutput()
		wantFailed(t, said, err, "communique: "+out, "permission denied")
		c.wantUnharmed(t, out)
		if err := os.Chmod(filepath.Join(out, closed), 0o755); err != nil {
			t.Fatal(err)
		}
		c.wantRepaired(t, out)
	}
}

// openTo gives a folder to a user, and lets all read what else is named.
func openTo(t *testing.T, user int, own string, readable ...string) {
	t.Helper()
	err := filepath.WalkDir(own, func(name string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(name, user, user))
	})
	for _, name := range append(readable, own) {
		for dir := filepath.Dir(name); strings.HasPrefix(dir, os.TempDir()) && dir != os.TempDir(); dir = filepath.Dir(dir) {
			err = errors.Join(err, os.Chmod(dir, 0o755))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRecordFaults makes the calls by which a build writes permalinks.tsv
// fail, and kills it at them: the file stays the old one, and the next build
// writes the new one and clears away what is left. The pages are all there
// before, so each of these calls is one of that file.
func TestRecordFaults(t *testing.T) {
	c := newFaultCase(t)
	c.mustRecord(t)
	want := readAll(t, c.content)
	file, whole := filepath.Join(c.content, "permalinks.tsv"), want["permalinks.tsv"]
	old := whole[:bytes.LastIndexByte(whole[:len(whole)/2], '\n')+1]
	for _, fault := range []string{
		"full",
		"fchmod:error=EPERM", "fsync:error=EIO", "renameat:error=EIO", "renameat:error=EACCES",
		"fchmod:signal=SIGKILL", "fsync:signal=SIGKILL", "renameat:signal=SIGKILL",
	} {
		t.Run(fault, func(t *testing.T) {
			if err := os.WriteFile(file, old, 0o644); err != nil {
				t.Fatal(err)
			}
			before := []string{"strace", "-f", "-qq", "-o", os.DevNull, "-e", "inject=" + fault + ":when=1"}
			if fault == "full" { // for a file of more than a block
				before = []string{"sh", "-c", `ulimit -f 1; exec "$@"`, "sh"}
			}
			said, err := c.recording(before...).CombinedOutput()
			if errors.Is(err, exec.ErrNotFound) || bytes.HasPrefix(said, []byte("strace: ")) {
				t.Skipf("%v: %s", err, said) // not everywhere may a process be traced
			}
			files := len(want)
			if strings.HasSuffix(fault, "SIGKILL") {
				files++
			} else {
				wantFailed(t, said, err, "communique: cannot record the new addresses in "+file, "build again")
			}
			if got := readAll(t, c.content); err == nil || len(got) != files || !bytes.Equal(got["permalinks.tsv"], old) {
				t.Errorf("%v: %d files, want %d; %d bytes of addresses, want %d", err, len(got), files, len(got["permalinks.tsv"]), len(old))
			}
			c.mustRecord(t)
			if got := readAll(t, c.content); !maps.EqualFunc(got, want, bytes.Equal) {
				t.Errorf("the next build does not put it right: %d files, want %d", len(got), len(want))
			}
		})
	}
}

// recording prepares a build that records its addresses, by the program and
// arguments of before, if any.
func (c *faultCase) recording(before ...string) *exec.Cmd {
	cmd := c.command(c.dir, before...)
	cmd.Env = append(cmd.Env, "CI=")
	return cmd
}

// mustRecord wants a build to record its addresses and to find no fault.
func (c *faultCase) mustRecord(t *testing.T) {
	t.Helper()
	if said, err := c.recording().CombinedOutput(); err != nil || bytes.Contains(said, []byte(": warning: ")) {
		t.Fatalf("%v: %s", err, said)
	}
}
