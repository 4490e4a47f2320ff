package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Clean returns a picture as the site publishes it: the same to the last
// pixel, without what is not shown. The same bytes give the same on every
// machine, and what is clean stays as it is.
//
// Nothing is encoded anew. Of JPEG (ITU-T T.81), PNG, GIF89a and WebP (RFC
// 9649) the parts are kept that a decoder needs, animations among them, and
// the colour profile (ICC), which says how the colours look. All others go:
// Exif with the place and the thumbnail, XMP, IPTC, comments, texts, times,
// what makers of cameras and programs add, and what stands behind the
// picture's end. Of a JPEG's Exif the orientation is left, without which it
// would lie on its side. An SVG is written anew, as a logo is; see [Logo].
//
// The error is an [*Error]: for a picture that ends too soon or whose parts
// cannot be told apart, and for an SVG that [Logo] refuses.
func Clean(data []byte) ([]byte, error) {
	switch format := formatOf(data); format {
	case PNG:
		return cleanPNG(data)
	case JPEG:
		return cleanJPEG(data)
	case GIF:
		return cleanGIF(data)
	case WebP:
		return cleanWebP(data)
	case SVG:
		return cleanSVG(data)
	}
	return nil, &Error{"is no picture that browsers show", saveAnew}
}

var errShort = &Error{"ends too soon: part of it is missing", saveAnew}

func muddled(f Format) error {
	return &Error{"cannot be read as " + string(f) + ": its parts cannot be told apart", saveAnew}
}

// pngChunks are the chunks that are kept: those of the picture and of its
// colours, size and animation (PNG, third edition, section 11).
var pngChunks = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"}

func cleanPNG(data []byte) ([]byte, error) {
	const signature, around = 8, 12 // a length, a type and a sum
	clean := slices.Clone(data[:signature])
	for rest := data[signature:]; len(rest) >= around; {
		length := uint64(binary.BigEndian.Uint32(rest))
		if length > uint64(len(rest)-around) {
			break
		}
		chunk, name := rest[:around+length], string(rest[4:8])
		rest = rest[len(chunk):]
		if slices.Contains(pngChunks, name) {
			clean = append(clean, chunk...)
		}
		if name == "IEND" {
			return clean, nil
		}
	}
	return nil, errShort
}

// Markers of JPEG.
const (
	startOfImage, endOfImage, startOfScan = 0xd8, 0xd9, 0xda
	restart0, restart7, temporary         = 0xd0, 0xd7, 0x01
	app0, app1, app2, app14, app15        = 0xe0, 0xe1, 0xe2, 0xee, 0xef
	comments                              = 0xfe
	extension0, extension13               = 0xf0, 0xfd
)

func cleanJPEG(data []byte) ([]byte, error) {
	clean := []byte{0xff, startOfImage}
	if t := orientation(data); t != 1 {
		clean = append(clean, exifOf(t)...)
	}
	for rest := data[2:]; ; {
		// Any number of fill bytes may stand before a marker.
		for len(rest) > 1 && rest[0] == 0xff && rest[1] == 0xff {
			rest = rest[1:]
		}
		if len(rest) < 2 {
			return nil, errShort
		}
		marker := rest[1]
		switch {
		case rest[0] != 0xff || marker == 0 || marker == startOfImage:
			return nil, muddled(JPEG)
		case marker == endOfImage:
			return append(clean, rest[:2]...), nil
		case marker == temporary || restart0 <= marker && marker <= restart7:
			rest = rest[2:]
			continue
		}
		if len(rest) < 4 {
			return nil, errShort
		}
		end := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if end < 4 {
			return nil, muddled(JPEG)
		}
		if end > len(rest) {
			return nil, errShort
		}
		clean = append(clean, cleanSegment(rest[:end])...)
		if marker == startOfScan {
			scan := scanLength(rest[end:])
			clean = append(clean, rest[end:end+scan]...)
			end += scan
		}
		rest = rest[end:]
	}
}

// cleanSegment returns what is kept of a segment of JPEG.
func cleanSegment(s []byte) []byte {
	marker, body := s[1], s[4:]
	switch {
	case marker == app0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14:
		// The density of the pixels; a thumbnail may follow.
		return append([]byte{0xff, app0, 0, 16}, append(slices.Clone(body[:12]), 0, 0)...)
	case marker == app2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
		return s
	case marker == app14 && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
		// How the colours are encoded.
		return append([]byte{0xff, app14, 0, 14}, body[:12]...)
	case app0 <= marker && marker <= app15, extension0 <= marker && marker <= extension13, marker == comments:
		return nil
	}
	return s
}

// scanLength returns how many bytes the coded pixels have that s begins with:
// up to a marker that is none of theirs.
func scanLength(s []byte) int {
	for i := 0; ; {
		next := bytes.IndexByte(s[i:], 0xff)
		if i += next; next < 0 || i+1 >= len(s) {
			return len(s)
		}
		if m := s[i+1]; m != 0 && m != 0xff && (m < restart0 || m > restart7) {
			return i
		}
		i++
	}
}

// exifOf returns a segment of Exif that has an orientation and nothing else.
func exifOf(t turn) []byte {
	s := []byte{0xff, app1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8}
	s = append(s, 0, 1)                         // one entry
	s = append(s, 0x01, 0x12, 0, 3, 0, 0, 0, 1) // its tag, its type and that it has one value
	s = append(s, 0, byte(t), 0, 0)
	return append(s, 0, 0, 0, 0) // no further directory
}

// webpChunks are those that are kept (RFC 9649 section 2.7).
var webpChunks = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

func cleanWebP(data []byte) ([]byte, error) {
	const head = 12 // RIFF, a length, WEBP
	length := uint64(binary.LittleEndian.Uint32(data[4:]))
	if length < 4 || length > uint64(len(data)-8) {
		return nil, errShort
	}
	clean := slices.Clone(data[:head])
	clean, err := appendChunks(clean, data[head:8+length])
	if err != nil {
		return nil, err
	}
	binary.LittleEndian.PutUint32(clean[4:], uint32(len(clean)-8))
	return clean, nil
}

// appendChunks appends the chunks of a WebP, or of a picture of an animation,
// that are kept.
func appendChunks(clean, rest []byte) ([]byte, error) {
	const head = 8 // a name and a length
	for len(rest) > 0 {
		if len(rest) < head {
			return nil, errShort
		}
		length := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if length > uint64(len(rest)-head) {
			return nil, errShort
		}
		name, body := string(rest[:4]), rest[head:head+length]
		rest = rest[min(head+length+length%2, uint64(len(rest))):]
		if !slices.Contains(webpChunks, name) {
			continue
		}
		at := len(clean)
		clean = append(clean, name+"\x00\x00\x00\x00"...)
		switch {
		case name == "VP8X" && len(body) > 0:
			const exif, xmp = 1 << 3, 1 << 2
			clean = append(append(clean, body[0]&^(exif|xmp)), body[1:]...)
		case name == "ANMF" && len(body) >= 16:
			var err error
			if clean, err = appendChunks(append(clean, body[:16]...), body[16:]); err != nil {
				return nil, err
			}
		default:
			clean = append(clean, body...)
		}
		size := len(clean) - at - head
		binary.LittleEndian.PutUint32(clean[at+4:], uint32(size))
		if size%2 == 1 {
			clean = append(clean, 0)
		}
	}
	return clean, nil
}
