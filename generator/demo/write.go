package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Write writes a sample into the folder dir, which it makes if need be, and
// which must be empty. It returns an error if o is out of range, before it
// touches anything, or if the folder cannot be written; what it has written
// by then stays.
func Write(dir string, o Options) error {
	s, err := newSample(o)
	if err != nil {
		return err
	}
	if err := requireEmpty(dir); err != nil {
		return err
	}
	writers, ctx := errgroup.WithContext(context.Background())
	writers.SetLimit(2 * runtime.GOMAXPROCS(0))
	for part := range s.parts {
		if ctx.Err() != nil {
			break
		}
		writers.Go(func() error {
			for path, b := range part {
				if err := save(filepath.Join(dir, filepath.FromSlash(path)), b); err != nil {
					return fmt.Errorf("write the sample: %w", err)
				}
			}
			return nil
		})
	}
	return writers.Wait()
}

// save writes a file, and makes its folder when it turns out to be the first
// one there.
func save(file string, b []byte) error {
	err := os.WriteFile(file, b, 0o666)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o666)
}

func requireEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look into the sample's folder: %w", err)
	case len(entries) > 0:
		return fmt.Errorf("%s: the folder is not empty; name a new one", dir)
	}
	return nil
}
