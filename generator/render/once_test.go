package render

import (
	"errors"
	"sync"
	"testing"
)

// TestOnce checks that what has been made for a key is not made again, and
// that what could not be made is tried again.
func TestOnce(t *testing.T) {
	var o once[string, int]
	made := 0
	next := func() (int, error) { made++; return made, nil }
	for _, c := range []struct {
		key  string
		want int
	}{{"a", 1}, {"a", 1}, {"b", 2}, {"a", 1}, {"b", 2}} {
		if got, err := o.get(c.key, next); got != c.want || err != nil {
			t.Errorf("%s is %d, %v, want %d", c.key, got, err, c.want)
		}
	}
	failed := errors.New("failed")
	if _, err := o.get("c", func() (int, error) { return 0, failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	if got, err := o.get("c", next); got != 3 || err != nil {
		t.Errorf("after a failure: %d, %v", got, err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, err := o.get("d", func() (int, error) { return 4, nil }); got != 4 || err != nil {
				t.Errorf("at a time: %d, %v", got, err)
			}
		})
	}
	group.Wait()
}
