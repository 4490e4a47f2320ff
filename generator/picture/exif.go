package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// turn is how a picture must be turned to stand upright, by the number that
// Exif has for it (CIPA DC-008, tag 0x0112): 1 is upright, the others are
// mirrored, turned, or both.
type turn uint16

// sideways reports whether width and height change places.
func (t turn) sideways() bool { return t >= 5 }

// orientation returns how the JPEG that begins with these bytes is to be
// turned: 1 where it does not say or says so in a way that nobody reads.
func orientation(jpeg []byte) turn {
	const app1, startOfScan = 0xe1, 0xda
	for rest := jpeg; len(rest) > 2; {
		if rest[0] != 0xff {
			break // the picture itself
		}
		marker := rest[1]
		if marker == 0xff || marker == 0x01 || marker >= 0xd0 && marker <= 0xd8 {
			rest = rest[1:] // fill bytes, and markers that have no length
			if marker != 0xff {
				rest = rest[1:]
			}
			continue
		}
		if marker == startOfScan || len(rest) < 4 {
			break
		}
		end := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if end < 4 || end > len(rest) {
			break
		}
		if tiff, ok := bytes.CutPrefix(rest[4:end], []byte("Exif\x00\x00")); ok && marker == app1 {
			return tiffOrientation(tiff)
		}
		rest = rest[end:]
	}
	return 1
}

// tiffOrientation reads the tag from the first directory of a TIFF file
// (TIFF 6.0 section 2), which is what Exif is.
func tiffOrientation(tiff []byte) turn {
	const header, entry, tag, short = 8, 12, 0x0112, 3
	var order binary.ByteOrder = binary.BigEndian
	switch {
	case len(tiff) < header:
		return 1
	case string(tiff[:4]) == "II*\x00":
		order = binary.LittleEndian
	case string(tiff[:4]) != "MM\x00*":
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entry {
			break
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == short {
			if t := turn(order.Uint16(entries[8:])); t >= 1 && t <= 8 {
				return t
			}
			break
		}
		entries = entries[entry:]
	}
	return 1
}

// upright returns m as it is to be shown.
func (t turn) upright(m *image.NRGBA) *image.NRGBA {
	if t == 1 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	shown := image.NewNRGBA(image.Rect(0, 0, w, h))
	if t.sideways() {
		shown = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range shown.Rect.Dy() {
		for x := range shown.Rect.Dx() {
			// Where the pixel lies in m.
			u, v := x, y
			if t.sideways() {
				u, v = y, x
			}
			if t == 2 || t == 3 || t == 7 || t == 8 {
				u = w - 1 - u
			}
			if t == 3 || t == 4 || t == 6 || t == 7 {
				v = h - 1 - v
			}
			copy(shown.Pix[shown.PixOffset(x, y):][:4], m.Pix[m.PixOffset(u, v):])
		}
	}
	return shown
}
