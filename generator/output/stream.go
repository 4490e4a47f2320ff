package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

// stream takes the bytes of one name. It compares them with the published file for as long as they are the
// same, and puts nothing anywhere; at the first difference it copies what was the same into tmp, and the
// rest goes there. So a file that has not changed costs no write, and one that has is made only once.
type stream struct {
	folder *Folder
	number int
	name   string

	stage   uint32   // of the name, if the bytes are not those of old
	old     *os.File // what is published, read as far as it was the same; nil where nothing can be
	foreign bool     // no build wrote what is published, so other bytes must not replace it
	tmp     *os.File // nil before the first difference
	size    int64    // of the bytes so far
	err     error    // the first; nothing is taken after it
}

// Write takes the next bytes. It implements [io.Writer].
func (s *stream) Write(p []byte) (int, error) {
	if s.err == nil {
		s.err = s.next(p)
	}
	if s.err != nil {
		return 0, s.err
	}
	s.size += int64(len(p))
	return len(p), nil
}

func (s *stream) next(p []byte) error {
	if s.tmp == nil {
		if same, err := s.follows(p); err != nil || same {
			return err
		}
		if err := s.part(); err != nil {
			return err
		}
	}
	if _, err := s.tmp.Write(p); err != nil {
		return s.folder.fault("write the file", s.name, err)
	}
	return nil
}

// follows reports whether p comes next in what is published.
func (s *stream) follows(p []byte) (bool, error) {
	if s.old == nil {
		return false, nil
	}
	buffer := s.folder.buffers.Get().(*[bufferSize]byte)
	defer s.folder.buffers.Put(buffer)
	for len(p) > 0 {
		read := buffer[:min(len(p), bufferSize)]
		switch n, err := io.ReadFull(s.old, read); {
		case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
			return false, s.folder.fault("read the file", s.name, err)
		case n < len(read) || !bytes.Equal(read, p[:n]):
			return false, nil
		}
		p = p[len(read):]
	}
	return true, nil
}

// part leaves what is published, and begins a new file with the bytes that were the same.
func (s *stream) part() (err error) {
	f := s.folder
	if s.foreign {
		return fmt.Errorf("%s: no build wrote this file, so none replaces it; move it away or delete it yourself", f.place(s.name))
	}
	if s.tmp, err = open(f.tmp, strconv.Itoa(s.number)); err != nil {
		return f.fault("write the file", s.name, err)
	}
	if s.size > 0 {
		// To the byte: a file that somebody has cut short meanwhile is an error.
		if _, err := io.CopyN(s.tmp, io.NewSectionReader(s.old, 0, s.size), s.size); err != nil {
			return f.fault("write the file", s.name, err)
		}
	}
	return nil
}

// end returns the stage that all bytes have got the name to.
func (s *stream) end() (uint32, error) {
	if s.tmp == nil && s.old != nil {
		switch _, err := s.old.Read(make([]byte, 1)); {
		case err == io.EOF:
			return unchanged, nil
		case err != nil:
			return 0, s.folder.fault("read the file", s.name, err)
		}
	}
	if s.tmp == nil {
		if err := s.part(); err != nil {
			return 0, err
		}
	}
	err := ready(s.tmp, settle)
	err = errors.Join(err, s.tmp.Close())
	s.tmp = nil
	if err != nil {
		return 0, s.folder.fault("write the file", s.name, err)
	}
	return s.stage, nil
}

// close lets go of what an error, or a write that panics, has left open.
func (s *stream) close() {
	for _, file := range []*os.File{s.old, s.tmp} {
		if file != nil {
			_ = file.Close()
		}
	}
}
