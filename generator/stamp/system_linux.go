package stamp

import (
	"io/fs"
	"syscall"
)

// system returns a file's number, and when anything about it was changed.
func system(info fs.FileInfo) (number uint64, changed int64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ino, s.Ctim.Nano()
	}
	return 0, 0
}
