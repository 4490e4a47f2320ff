package load

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"communique/generator/diag"
)

// What is too large to be a statement is refused before it is parsed, so that
// no text that somebody sends in can hold a build up or fill the machine. The
// limits of Markdown itself are in package markdown, those of pictures in
// package picture. A book of 400 pages has less than a megabyte, and a list of
// 3,000 signatories with their names as printed about 150 KB.
const (
	maxText        = 1 << 20   // bytes of a file with front matter
	maxFrontMatter = 512 << 10 // bytes of front matter, and of archive.yaml
	maxDepth       = 20        // levels of YAML; front matter needs three
	maxName        = 255       // bytes of a name on the file systems in use
	maxPath        = 800       // bytes of a path in the content folder; stores take 1,024 with all that comes around it
)

// limits guard the YAML parser; the plug-in is stateless and shared.
var limits = yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth)))

// readText reads a file of at most a number of bytes. Of a larger one it
// returns the size only.
func readText(fsys fs.FS, name string, most int64) (src []byte, size int64, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if size = info.Size(); size > most {
		return nil, size, nil
	}
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	// It may have grown since.
	if size, err = b.ReadFrom(io.LimitReader(f, most+1)); err != nil || size > most {
		return nil, size, err
	}
	return b.Bytes(), size, nil
}

// excess reports a file, or a part of one, of more bytes than it may have.
func (f *file) excess(p diag.Pos, what string, size, most int64, hint string) {
	f.fault(&tooLarge, p, fmt.Sprintf("%s has %d bytes, more than %d", what, size, most), hint)
}

const frontMatterHint = "it may have 3,000 signatories with their names as printed; longer lists belong into a document: original: file.pdf"
