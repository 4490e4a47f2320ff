// Package stamp tells whether a file may have changed without reading it.
//
// A stamp is what the file system says of a file: its size, when it was
// written, and, where the system tells, its number and when anything about it
// was changed, which no program can set. Two files of one name with different
// stamps are different; with equal ones they are the same only if the stamp was
// settled when the first was looked at: a file that is written twice within
// one tick of the file system's clock has one stamp for two contents. Git's
// index has the same trap, and the same way out ("racy git").
package stamp

import (
	"io/fs"
	"time"
)

// Stamp is comparable. The zero Stamp is that of no file.
type Stamp struct {
	size     int64
	modified int64 // nanoseconds since 1970
	changed  int64 // the same; 0 where it is not known
	number   uint64
}

// Of returns the stamp of a file as info describes it.
func Of(info fs.FileInfo) Stamp {
	s := Stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.number, s.changed = system(info)
	return s
}

// coarsest is the longest tick of a file system in use: FAT counts in twos.
const coarsest = 2 * time.Second

// Settled reports whether a file that has this stamp now, and had it when it
// was looked at, cannot have been written in between.
func (s Stamp) Settled(looked time.Time) bool {
	return max(s.modified, s.changed) < looked.Add(-coarsest).UnixNano()
}
