package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync/atomic"
)

const bufferSize = 64 << 10

// entry is what happened to a name.
type entry struct {
	size  int64
	stage atomic.Uint32
}

// The stages of an entry. The last four are final.
const (
	announced uint32 = iota
	underWay
	unchanged // the published file has the bytes
	added     // the bytes are in tmp, under the number of the name, where nothing stands
	staged    // the same, and something stands there
	stagedOverFolder
)

// Write gives the bytes of one file; it keeps no hold of data. What is published does not change before
// Commit. Any number of goroutines may write at once. To write a name twice, even after an error, or one
// that was not announced is a bug, and panics.
func (f *Folder) Write(name string, data []byte) error {
	return f.take(name, int64(len(data)), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Stream gives the bytes of one file that need not be in memory as a whole: write makes them, in pieces of
// any size. It is otherwise as Write. It returns the error of write, unless there was one of the folder
// before, which write has then got from its writer.
func (f *Folder) Stream(name string, write func(io.Writer) error) error {
	return f.take(name, unknown, func(w io.Writer) error {
		b := bufio.NewWriterSize(w, bufferSize)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	})
}

// unknown is the size of a file whose bytes are still to come.
const unknown = -1

// take lets write give the bytes of a name.
func (f *Folder) take(name string, size int64, write func(io.Writer) error) error {
	i, found := f.index[name]
	switch {
	case !found:
		panic(fmt.Sprintf("output: %q was not announced", name))
	case f.closed:
		panic(fmt.Sprintf("output: %q is written after the end of the build", name))
	case !f.entries[i].stage.CompareAndSwap(announced, underWay):
		panic(fmt.Sprintf("output: %q is written twice", name))
	}
	s := stream{folder: f, number: i, name: name}
	defer s.close()
	if err := s.find(size); err != nil {
		return err
	}
	err := write(&s)
	if s.err != nil {
		return s.err // as it is, whatever write has made of it
	}
	if err != nil {
		return err
	}
	stage, err := s.end()
	if err != nil {
		return err
	}
	f.entries[i].size = s.size
	f.entries[i].stage.Store(stage)
	return nil
}

// find looks at what is published under the name.
func (s *stream) find(size int64) error {
	f := s.folder
	s.stage = staged
	if !f.folders[path.Dir(s.name)].stands {
		if !f.replaced(path.Dir(s.name)) {
			s.stage = added
		}
		return nil
	}
	root, base := f.at(s.name)
	info, err := root.Lstat(base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.stage = added
		return nil
	case err != nil:
		return f.fault("look at the file", s.name, err)
	case info.IsDir():
		s.stage = stagedOverFolder
		_, err := f.filesBelow(s.name)
		return err
	case !info.Mode().IsRegular():
		return nil
	}
	s.foreign = !contains(f.ours, s.name)
	if !s.foreign && (info.Mode().Perm()&fileMode != fileMode || size != unknown && size != info.Size()) {
		return nil
	}
	if s.old, err = root.Open(base); err != nil {
		return f.fault("read the file", s.name, err)
	}
	return nil
}

// create makes a new file with the bytes and the mode of published ones.
func create(root *os.Root, name string, data []byte, sync func(*os.File) error) error {
	file, err := open(root, name)
	if err != nil {
		return err
	}
	if _, err = file.Write(data); err == nil {
		err = ready(file, sync)
	}
	return errors.Join(err, file.Close())
}

func open(root *os.Root, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
}

// ready gives a new file that has its bytes the mode of published ones.
func ready(file *os.File, sync func(*os.File) error) error {
	info, err := file.Stat()
	if err == nil && info.Mode().Perm()&fileMode != fileMode { // the umask withheld some of it
		err = file.Chmod(fileMode)
	}
	if err != nil {
		return err
	}
	return sync(file)
}
