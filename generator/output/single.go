package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrReadOnly is wrapped by the error of Replace for a file that must not, or cannot, be written.
var ErrReadOnly = errors.New("read-only")

// Replace gives one file outside of a site, which a person keeps, new bytes: whole or not at all, and with
// the mode that it had; a new file gets 0644. It reports whether the bytes were other ones before; a file
// that has them already is not touched. A file or folder that nobody may write to is not written to even by
// those whom the system would let.
//
// New bytes are put beside the file, under its name between a dot and a number (.permalinks.tsv.123), and
// renamed over it once they are on the disk. A build that is killed in between leaves that file behind and
// does no other harm; the next call removes it. Of two calls at one time, one may fail for it.
func Replace(file string, data []byte) (changed bool, err error) {
	mode, modeErr := writable(file)
	if modeErr == nil {
		if err := sweep(file); err != nil {
			return false, fmt.Errorf("cannot remove what an earlier build left: %w", err)
		}
	}
	old, err := os.ReadFile(file)
	switch {
	case err == nil && bytes.Equal(old, data):
		return false, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return false, fmt.Errorf("cannot read the file: %w", err)
	case modeErr != nil:
		return false, modeErr
	}
	if err := replace(file, data, mode); err != nil {
		return false, fmt.Errorf("cannot write the file: %w", err)
	}
	return true, nil
}

// writable returns the mode that a file is to have, and an error where its mode or that of its folder lets
// nobody write to it.
func writable(file string) (fs.FileMode, error) {
	mode := fileMode
	for _, name := range []string{filepath.Dir(file), file} {
		info, err := os.Stat(name)
		if err != nil {
			continue // writing will tell
		}
		if info.Mode().Perm()&0o222 == 0 {
			return 0, fmt.Errorf("%s: %w", name, ErrReadOnly)
		}
		if name == file {
			mode = info.Mode().Perm()
		}
	}
	return mode, nil
}

// sweep removes the files that calls of replace which did not end have left, as far as one may.
func sweep(file string) error {
	dir, name := filepath.Split(file)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // writing will tell
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), "."+name+".")
		if !ours || number == "" || strings.Trim(number, "0123456789") != "" || !e.Type().IsRegular() {
			continue
		}
		if e := os.Remove(filepath.Join(dir, e.Name())); !isReadOnly(e) && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// replace is Replace without its questions. Only where no new file can be made at all, the folder is taken
// for one that is read-only: whoever is stopped later has a broken disk, not a checkout that is not theirs.
func replace(file string, data []byte, mode fs.FileMode) error {
	dir, name := filepath.Split(file)
	tmp, err := os.CreateTemp(filepath.Clean(dir), "."+name+".*")
	if isReadOnly(err) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
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
