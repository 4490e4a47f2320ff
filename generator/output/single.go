package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrReadOnly is wrapped by the error of Replace for a file that must not, or cannot, be written.
var ErrReadOnly = errors.New("read-only")

// Replace gives one file outside of a site, which a person keeps, new bytes: whole or not at all, and with
// the mode that it had; a new file gets 0644. It reports whether the bytes were other ones before; a file
// that has them already is not touched. A file or folder that nobody may write to is not written to even by
// those whom the system would let.
//
// New bytes are put beside the file, under a name that begins with a dot, and renamed over it once they are
// on the disk. A build that is killed in between leaves that file behind and does no other harm.
func Replace(file string, data []byte) (changed bool, err error) {
	mode := fileMode
	old, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return false, fmt.Errorf("cannot read the file: %w", err)
	case bytes.Equal(old, data):
		return false, nil
	}
	for _, name := range []string{filepath.Dir(file), file} {
		info, err := os.Stat(name)
		if err != nil {
			continue // writing will tell
		}
		if info.Mode().Perm()&0o222 == 0 {
			return false, fmt.Errorf("%s: %w", name, ErrReadOnly)
		}
		if name == file {
			mode = info.Mode().Perm()
		}
	}
	if err := replace(file, data, mode); err != nil {
		if isReadOnly(err) {
			return false, fmt.Errorf("%s: %w", file, ErrReadOnly)
		}
		return false, fmt.Errorf("cannot write the file: %w", err)
	}
	return true, nil
}

func replace(file string, data []byte, mode fs.FileMode) error {
	dir, name := filepath.Split(file)
	tmp, err := os.CreateTemp(filepath.Clean(dir), "."+name+".*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(mode)
	}
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
