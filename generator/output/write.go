package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync/atomic"
)

const bufferSize = 64 << 10

// entry is what happened to a name.
type entry struct {
	size  int64
	stage atomic.Uint32
}

// The stages of an entry. The last three are final.
const (
	announced uint32 = iota
	underWay
	unchanged // the published file has the bytes
	staged    // the bytes are in tmp, under the number of the name
	stagedOverFolder
)

// Write gives the bytes of one file; it keeps no hold of data. What is published does not change before
// Commit. Any number of goroutines may write at once. To write a name twice, even after an error, or one
// that was not announced is a bug, and panics.
func (f *Folder) Write(name string, data []byte) error {
	i, found := f.index[name]
	switch {
	case !found:
		panic(fmt.Sprintf("output: %q was not announced", name))
	case f.closed:
		panic(fmt.Sprintf("output: %q is written after the end of the build", name))
	case !f.entries[i].stage.CompareAndSwap(announced, underWay):
		panic(fmt.Sprintf("output: %q is written twice", name))
	}
	next, err := f.compare(name, data)
	if err != nil {
		return err
	}
	if next != unchanged {
		if err := create(f.tmp, strconv.Itoa(i), data, settle); err != nil {
			return f.fault("write the file", name, err)
		}
	}
	f.entries[i].size = int64(len(data))
	f.entries[i].stage.Store(next)
	return nil
}

// compare looks at what is published under the name and returns the stage that the bytes must get to.
func (f *Folder) compare(name string, data []byte) (uint32, error) {
	if !f.folders[path.Dir(name)].stands {
		return staged, nil
	}
	root, base := f.at(name)
	info, err := root.Lstat(base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return staged, nil
	case err != nil:
		return 0, f.fault("look at the file", name, err)
	case info.IsDir():
		_, err := f.filesBelow(name)
		return stagedOverFolder, err
	case info.Mode().IsRegular() && !contains(f.ours, name):
		if same, err := f.holds(root, base, data); err != nil || !same {
			return 0, errors.Join(fmt.Errorf("%s: no build wrote this file, so none replaces it; move it away or delete it yourself", f.place(name)), err)
		}
		return unchanged, nil
	case !info.Mode().IsRegular(), info.Size() != int64(len(data)), info.Mode().Perm()&fileMode != fileMode:
		return staged, nil
	}
	same, err := f.holds(root, base, data)
	switch {
	case err != nil:
		return 0, f.fault("read the file", name, err)
	case same:
		return unchanged, nil
	}
	return staged, nil
}

// holds reports whether a file has the bytes.
func (f *Folder) holds(root *os.Root, name string, data []byte) (bool, error) {
	file, err := root.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	buffer := f.buffers.Get().(*[bufferSize]byte)
	defer f.buffers.Put(buffer)
	for {
		n, err := file.Read(buffer[:])
		if n > len(data) || !bytes.Equal(buffer[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		switch {
		case err == io.EOF:
			return len(data) == 0, nil
		case err != nil:
			return false, err
		}
	}
}

// create makes a new file with the bytes and the mode of published ones.
func create(root *os.Root, name string, data []byte, sync func(*os.File) error) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	return errors.Join(fill(file, data, sync), file.Close())
}

func fill(file *os.File, data []byte, sync func(*os.File) error) error {
	if _, err := file.Write(data); err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil && info.Mode().Perm()&fileMode != fileMode { // the umask withheld some of it
		err = file.Chmod(fileMode)
	}
	if err != nil {
		return err
	}
	return sync(file)
}
