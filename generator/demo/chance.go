package demo

import (
	"math/rand/v2"
	"slices"
	"time"
)

// day counts from 1 January 2006.
type day int

// lastDay is 31 December 2025.
const lastDay day = 20*365 + 5 - 1

func (d day) time() time.Time {
	return time.Date(2006, time.January, 1+int(d), 0, 0, 0, 0, time.UTC)
}

// String returns d as ISO 8601.
func (d day) String() string { return d.time().Format(time.DateOnly) }

// later returns a day after d, at most within days after it; false on the last
// day of the sample, which nothing follows.
func (d day) later(r *rand.Rand, within int) (day, bool) {
	room := min(within, int(lastDay-d))
	if room < 1 {
		return d, false
	}
	return d + 1 + day(r.IntN(room)), true
}

// ladder draws numbers by weight: step i ends where the weights of 0 to i sum
// to. Weights are whole, for floating-point results differ between machines.
type ladder []uint64

func newLadder(n int, weight func(int) uint64) ladder {
	l, sum := make(ladder, n), uint64(0)
	for i := range l {
		sum += weight(i)
		l[i] = sum
	}
	return l
}

// zipf weighs the i-th of n by 1/(i+head), the law of Zipf and Mandelbrot; a
// larger head gives the first ones less.
func zipf(n, head int) ladder {
	return newLadder(n, func(i int) uint64 { return 1e9 / uint64(i+head) })
}

func (l ladder) total() uint64 { return l[len(l)-1] }

// at returns the step on which x, below the total, falls.
func (l ladder) at(x uint64) int {
	i, _ := slices.BinarySearch(l, x+1)
	return i
}

func (l ladder) pick(r *rand.Rand) int { return l.at(r.Uint64N(l.total())) }

// perMille is true n times in a thousand.
func perMille(r *rand.Rand, n int) bool { return r.IntN(1000) < n }
