// Package picture knows how large editors' pictures are, and makes of a logo
// the file that the site publishes. Bytes go in, values come out.
//
// # What goes in
//
// PNG, JPEG, GIF and WebP as the decoders of Go and golang.org/x/image read
// them, and SVG 1.1 or 2 in UTF-8. What a picture is, its bytes say; a name
// with the ending of another format is refused, for hosts tell browsers the
// type by the name.
//
// # Sizes
//
// A size is in CSS pixels, as a browser shows the picture: a JPEG turned as its
// Exif orientation says (in other formats it is not looked for), a GIF with the
// whole of its screen, an SVG by width and height in absolute units (CSS Values
// 4 section 6.2: px or none, in, cm, mm, Q, pt, pc), else by its viewBox.
//
// # Logos
//
// [Logo] makes a logo anew from its pixels, so nothing that was not drawn goes
// with it: no Exif (with the place, the camera and a thumbnail of what was cut
// off), no XMP, no comments, no colour profile, no colours under transparent
// pixels. An animation becomes its first picture.
//
// An SVG is written anew from its parsed elements: without comments,
// processing instructions, document type, titles, metadata, data-* attributes,
// and whatever is of another namespace, as drawing programs leave it. White
// space between elements goes; paths and numbers stay as they are. A minifier
// of SVG was tried, and loses the space between the words of a <text> and its
// <tspan>.
//
// # Other pictures
//
// [Clean] leaves every other picture as it is to the last pixel, and takes out
// what is not shown.
//
// # What is refused
//
// Pictures of more than [MaxPixels], before they are decoded: 100 bytes can
// ask for 10 GB. Of SVG, what could run, change or load something: see [Logo].
// Everything that is refused is an [*Error], which says what an editor can do.
package picture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/image/webp"
)

// MaxPixels is how many pixels a picture may have: a page of A4 scanned with
// 600 dots an inch has 35 million. A decoder takes up to 8 bytes for each.
const MaxPixels = 40_000_000

// Format is what a picture is encoded in, as people call it.
type Format string

// The formats that browsers show and this package reads.
const (
	PNG  Format = "PNG"
	JPEG Format = "JPEG"
	GIF  Format = "GIF"
	WebP Format = "WebP"
	SVG  Format = "SVG"
)

// Named returns the format that a file's name promises, "" if it is no
// picture's.
func Named(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".png":
		return PNG
	case ".jpg", ".jpeg":
		return JPEG
	case ".gif":
		return GIF
	case ".webp":
		return WebP
	case ".svg":
		return SVG
	}
	return ""
}

// Ext returns the usual ending of a file's name, with its dot.
func (f Format) Ext() string {
	if f == JPEG {
		return ".jpg"
	}
	return "." + strings.ToLower(string(f))
}

// Logo returns the format in which [Logo] writes a logo of format f.
func (f Format) Logo() Format {
	if f == JPEG || f == SVG {
		return f
	}
	return PNG
}

// Error says what is wrong with a picture.
type Error struct {
	Fault string // goes on after the picture's name: "is a JPEG, not a PNG"
	Hint  string // what an editor can do
}

func (e *Error) Error() string { return "the picture " + e.Fault }

const saveAnew = "save it anew as PNG, JPEG, GIF, WebP or SVG, or delete it"

// unreadable is the error of a decoder. One of the file system stays what it
// is.
func unreadable(f Format, err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{"ends too soon: part of it is missing", saveAnew}
	}
	return &Error{fmt.Sprintf("cannot be read as %s: %v", f, err), saveAnew}
}

// formatOf returns the format that the first bytes of a file show, "" if they
// are those of none.
func formatOf(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(head, []byte("GIF87a")), bytes.HasPrefix(head, []byte("GIF89a")):
		return GIF
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return WebP
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("<")):
		return SVG
	}
	return ""
}

// Size returns the size of a picture in CSS pixels, as it is shown. It reads
// as far as the header goes. name is what the file is called; its ending must
// be that of the format. The error is an [*Error], or what reading from r gave.
func Size(r io.Reader, name string) (width, height int, err error) {
	const head = 512
	buffered := bufio.NewReaderSize(r, 4096)
	first, err := buffered.Peek(head)
	if err != nil && err != io.EOF {
		return 0, 0, err
	}
	format, promised := formatOf(first), Named(name)
	switch {
	case len(first) == 0:
		return 0, 0, &Error{"is empty", "save it anew, or delete it"}
	case format == "":
		return 0, 0, &Error{"is no picture that browsers show", saveAnew}
	case promised == "":
		return 0, 0, &Error{fmt.Sprintf("is a %s by another name", format), fmt.Sprintf("rename it so that it ends in %s", format.Ext())}
	case format != promised && format == SVG: // at least it begins with <
		return 0, 0, &Error{fmt.Sprintf("is no %s, but an SVG or a web page", promised), saveAnew}
	case format != promised:
		return 0, 0, &Error{fmt.Sprintf("is a %s, not a %s", format, promised), fmt.Sprintf("rename it so that it ends in %s", format.Ext())}
	case format == SVG:
		return vectorSize(buffered)
	}
	return pixelSize(buffered, format)
}

// pixelSize reads the header of a picture made of pixels.
func pixelSize(r io.Reader, format Format) (width, height int, err error) {
	var head bytes.Buffer
	var c image.Config
	switch format {
	case PNG:
		c, err = png.DecodeConfig(r)
	case JPEG:
		// What the decoder passes over on its way to the size has the Exif.
		c, err = jpeg.DecodeConfig(io.TeeReader(r, &head))
	case GIF:
		c, err = gif.DecodeConfig(r)
	case WebP:
		c, err = webp.DecodeConfig(r)
	}
	switch {
	case err != nil:
		return 0, 0, unreadable(format, err)
	case c.Width < 1 || c.Height < 1:
		return 0, 0, &Error{"has no size", saveAnew}
	case c.Width > MaxPixels/c.Height:
		return 0, 0, &Error{fmt.Sprintf("has %d × %d pixels, which is too many", c.Width, c.Height),
			fmt.Sprintf("scale it down to less than %d megapixels; 2000 pixels are wide enough for any page", MaxPixels/1_000_000)}
	}
	if orientation(head.Bytes()).sideways() {
		c.Width, c.Height = c.Height, c.Width
	}
	return c.Width, c.Height, nil
}

// Fit returns the size of a picture that is to lie within a box: its own if
// that does, else the largest of the same shape, rounded, at least 1.
func Fit(width, height, maxWidth, maxHeight int) (w, h int) {
	w64, h64, mw, mh := int64(width), int64(height), int64(maxWidth), int64(maxHeight)
	switch {
	case w64 <= mw && h64 <= mh:
		return width, height
	case w64*mh > h64*mw:
		return maxWidth, int(max(1, (2*h64*mw+w64)/(2*w64)))
	}
	return int(max(1, (2*w64*mh+h64)/(2*h64))), maxHeight
}
