package stamp

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// TestStamps changes a file in ways that some of its properties do not tell.
func TestStamps(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.md")
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	write := func(text string) Stamp {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
		return of(t, name)
	}
	first := write("one")
	if again := of(t, name); again != first {
		t.Errorf("%v became %v, and nothing happened", first, again)
	}
	if longer := write("one and a half"); longer == first {
		t.Error("a longer file has the same stamp")
	}
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		return
	}
	time.Sleep(20 * time.Millisecond) // more than a tick
	if two := write("two"); two == first {
		t.Error("a file of the same size, whose time was put back, has the same stamp")
	}
	if err := os.Rename(name, name+"~"); err != nil {
		t.Fatal(err)
	}
	if moved := of(t, name+"~"); moved.number != first.number {
		t.Error("a file has another number after it was renamed")
	}
}

func TestSettled(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for ago, want := range map[time.Duration]bool{0: false, time.Second: false, -time.Hour: false, 3 * time.Second: true} {
		if got := (Stamp{modified: now.Add(-ago).UnixNano()}).Settled(now); got != want {
			t.Errorf("written %v before it was looked at: settled %v, want %v", ago, got, want)
		}
		if got := (Stamp{changed: now.Add(-ago).UnixNano()}).Settled(now); got != want {
			t.Errorf("changed %v before it was looked at: settled %v, want %v", ago, got, want)
		}
	}
}

func of(t *testing.T, name string) Stamp {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return Of(info)
}
