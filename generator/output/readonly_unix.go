//go:build unix

package output

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, unix.EROFS)
}
