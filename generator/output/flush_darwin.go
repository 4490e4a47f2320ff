package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// settle hands the bytes of a new file to the drive, which may keep them in its cache until flush.
func settle(file *os.File) error { return unix.Fsync(int(file.Fd())) }

// flush has the drive empty its cache: Sync does so on this system only.
func flush(file *os.File) error { return file.Sync() }
