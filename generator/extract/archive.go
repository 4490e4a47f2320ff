package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// What a Word file may hold: a few kilobytes of it can stand for gigabytes. A
// book of 400 pages has 5 MB of XML in 200,000 elements.
const (
	maxPart     = 16 << 20 // bytes of a part, unpacked
	maxElements = 500_000  // of all parts together
	maxDepth    = 200      // of an element
	maxEntries  = 10_000   // files in the archive
)

// element is one of XML. Of names only the local part is kept: Word's files
// come in two sets of namespaces, and the names that are read here mean the
// same in both.
type element struct {
	name     string
	attr     []xml.Attr
	text     []byte // of one that holds the document's text
	children []*element
}

// child returns the first child of a name, or an empty element.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return &element{}
}

// has reports whether there is a child of a name.
func (e *element) has(name string) bool { return e.child(name).name != "" }

func (e *element) value(name string) string {
	for _, a := range e.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// val is the attribute in which Word has most of its values.
func (e *element) val() string { return e.value("val") }

// on reports the value of a switch: given a child's name, whether it is set,
// and to what.
func (e *element) on(name string) (is, set bool) {
	if !e.has(name) {
		return false, false
	}
	v := e.child(name).val()
	return v != "0" && v != "false" && v != "off", true
}

// pack is an archive in the form of ISO/IEC 29500-2, which names its parts by
// relations.
type pack struct {
	files    map[string]*zip.File
	elements int // read so far
}

var errTooMuch = errors.New("it unpacks to more than a document has")

func openPack(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxEntries {
		return nil, errTooMuch
	}
	p := &pack{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		p.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	return p, nil
}

// part reads a part. A missing one is empty.
func (p *pack) part(name string) (*element, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return &element{}, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: maxPart + 1}
	root, err := p.parse(limited)
	if limited.N <= 0 {
		err = errTooMuch
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return root, nil
}

// parse reads XML into a tree. Entities of its own are refused by the decoder,
// and nothing is ever fetched.
func (p *pack) parse(r io.Reader) (*element, error) {
	decoder := xml.NewDecoder(r)
	decoder.CharsetReader = charset.NewReaderLabel
	root := &element{}
	open := []*element{root}
	for {
		token, err := decoder.RawToken()
		if err == io.EOF && len(open) == 1 {
			return root, nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if p.elements++; p.elements > maxElements || len(open) > maxDepth {
				return nil, errTooMuch
			}
			e := &element{name: t.Name.Local, attr: t.Copy().Attr}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) == 1 || last.name != t.Name.Local {
				return nil, fmt.Errorf("</%s> closes nothing", t.Name.Local)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if last.name == "t" || last.name == "instrText" {
				last.text = append(last.text, t...)
			}
		}
	}
}

// relation is where a relation of a part leads.
type relation struct{ kind, target string }

// relations returns those of a part by their id; the kind is the last element
// of its type, and the target of a part its name in the archive.
func (p *pack) relations(name string) (map[string]relation, error) {
	dir, base := path.Split(name)
	root, err := p.part(dir + "_rels/" + base + ".rels")
	if err != nil {
		return nil, err
	}
	all := map[string]relation{}
	for _, e := range root.child("Relationships").children {
		r := relation{path.Base(e.value("Type")), e.value("Target")}
		switch {
		case e.value("TargetMode") == "External":
		case strings.HasPrefix(r.target, "/"):
			r.target = path.Clean(r.target)[1:]
		default:
			r.target = path.Join(dir, r.target)
		}
		all[e.value("Id")] = r
	}
	return all, nil
}
