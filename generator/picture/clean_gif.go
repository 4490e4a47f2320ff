package picture

import (
	"bytes"
	"slices"
)

// cleanGIF keeps a GIF's pictures, how long each is shown, how often all are,
// and the colour profile.
func cleanGIF(data []byte) ([]byte, error) {
	const head, flags = 13, 10
	if len(data) < head {
		return nil, errShort
	}
	end := head + colours(data[flags])
	if end > len(data) {
		return nil, errShort
	}
	clean, rest := slices.Clone(data[:end]), data[end:]
	var control []byte // belongs to the next picture
	for len(rest) > 0 {
		n, err := blockLength(rest)
		if err != nil {
			return nil, err
		}
		block := rest[:n]
		rest = rest[n:]
		switch {
		case block[0] == gifEnd:
			return append(clean, gifEnd), nil
		case block[0] == gifPicture:
			clean = append(append(clean, control...), block...)
			control = nil
		case block[1] == gifControl:
			control = block
		case block[1] == gifText:
			control = nil // which was its own
		case isKept(block):
			clean = append(clean, block...)
		}
	}
	return nil, errShort
}

// What a block of a GIF begins with; an extension has its kind next.
const (
	gifPicture   = 0x2c
	gifExtension = 0x21
	gifEnd       = 0x3b

	gifText        = 0x01
	gifControl     = 0xf9
	gifApplication = 0xff
)

// isKept reports whether an extension is one that says how the pictures look.
func isKept(block []byte) bool {
	if block[1] != gifApplication || len(block) < 14 || block[2] != 11 {
		return false
	}
	name := block[3:14]
	return bytes.Equal(name, []byte("NETSCAPE2.0")) || bytes.Equal(name, []byte("ANIMEXTS1.0")) || bytes.Equal(name, []byte("ICCRGBG1012"))
}

// blockLength returns how long the block is with which s begins.
func blockLength(s []byte) (int, error) {
	at := 0
	switch {
	case s[0] == gifEnd:
		return 1, nil
	case s[0] == gifExtension:
		at = 2
	case s[0] == gifPicture && len(s) > 9:
		at = 10 + colours(s[9]) + 1 // the size of the codes
	case s[0] == gifPicture:
		return 0, errShort
	default:
		return 0, muddled(GIF)
	}
	// Then pieces of at most 255 bytes, up to an empty one.
	for at < len(s) {
		n := int(s[at])
		at += 1 + n
		if n == 0 {
			return at, nil
		}
	}
	return 0, errShort
}

// colours returns how long the table of colours is that a byte announces.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}
