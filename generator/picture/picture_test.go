package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"
)

// scene is a picture whose corners differ: red, green / blue, white.
func scene(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{A: 255}
			switch {
			case y < height/2 && x < width/2:
				c.R = 255
			case y < height/2:
				c.G = 255
			case x < width/2:
				c.B = 255
			default:
				c.R, c.G, c.B = 255, 255, 255
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func encoded(t testing.TB, f Format, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch f {
	case PNG:
		err = png.Encode(&b, m)
	case JPEG:
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: 95})
	case GIF:
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lossless is a WebP of 3 × 2 pixels, all of them red.
var lossless = func() []byte {
	data, err := base64.StdEncoding.DecodeString("UklGRhYAAABXRUJQVlA4TAoAAAAvAkAAAIj+R/8D")
	if err != nil {
		panic(err)
	}
	return data
}()

// withExif puts an Exif segment with an orientation, and a secret, into a JPEG.
func withExif(jpeg []byte, order binary.AppendByteOrder, orientation uint16) []byte {
	tiff := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, entry := range [][2]uint16{{0x0100, 7}, {0x0112, orientation}} {
		tiff = order.AppendUint16(tiff, entry[0])
		tiff = order.AppendUint16(tiff, 3) // SHORT
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, entry[1])
		tiff = order.AppendUint16(tiff, 0)
	}
	tiff = append(tiff, "\x00\x00\x00\x00secret place"...)
	app := append([]byte("Exif\x00\x00"), tiff...)
	return withSegment(withSegment(jpeg, 0xe1, app), 0xfe, []byte("secret comment"))
}

// withSegment puts a segment at the beginning of a JPEG.
func withSegment(jpeg []byte, marker byte, data []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(data)+2))
	return bytes.Join([][]byte{jpeg[:2], segment, data, jpeg[2:]}, nil)
}

// bomb is a PNG that asks for more than any machine has.
func bomb(t testing.TB) []byte {
	data := encoded(t, PNG, image.NewGray(image.Rect(0, 0, 1, 1)))
	chunk := data[12:29]
	binary.BigEndian.PutUint32(chunk[4:], 1<<20)
	binary.BigEndian.PutUint32(chunk[8:], 1<<20)
	binary.BigEndian.PutUint32(data[29:], crc(chunk))
	return data
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" `

func TestSize(t *testing.T) {
	photo := encoded(t, JPEG, scene(40, 20))
	for _, c := range []struct {
		name, data    string
		width, height int
	}{
		{"a.png", string(encoded(t, PNG, scene(30, 10))), 30, 10},
		{"a.PNG", string(encoded(t, PNG, image.NewPaletted(image.Rect(0, 0, 5, 6), color.Palette{color.Black}))), 5, 6},
		{"a.gif", string(encoded(t, GIF, scene(7, 8))), 7, 8},
		{"a.webp", string(lossless), 3, 2},
		{"a.jpg", string(photo), 40, 20},
		{"a.jpeg", string(withExif(photo, binary.BigEndian, 3)), 40, 20},
		{"a.JPG", string(withExif(photo, binary.BigEndian, 6)), 20, 40},
		{"a.jpg", string(withExif(photo, binary.LittleEndian, 8)), 20, 40},
		{"a.jpg", string(withExif(photo, binary.LittleEndian, 9)), 40, 20},
		{"a.jpg", string(withSegment(withExif(photo, binary.BigEndian, 5), 0xe2, make([]byte, 60000))), 20, 40},
		{"a.svg", drawing + `width="30" height="10.4px"/>`, 30, 10},
		{"a.svg", drawing + `width="1in" height="72pt"/>`, 96, 96},
		{"a.svg", drawing + `width="210MM" height="297mm" viewBox="0 0 1 1"/>`, 794, 1123},
		{"a.svg", drawing + `viewBox="-5,-5 300 150.6">`, 300, 151},
		{"a.svg", drawing + `width="100%" height="100%" viewBox="0 0 24 12"/>`, 24, 12},
		{"a.svg", drawing + `width="60" viewBox="0 0 24 12"/>`, 60, 30},
		{"a.svg", drawing + `height="3em" viewBox="0 0 0.2 0.1"/>`, 1, 1},
		{"a.svg", drawing + `height="60" viewBox="0 0 24 12"/>`, 120, 60},
		{"a.svg", "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- by a program -->\n" + drawing + `width="3" height="4"/>`, 3, 4},
		{"a.svg", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>
<s:svg xmlns:s="&ns_svg;" width="3" height="4"/>`, 3, 4},
	} {
		w, h, err := Size(strings.NewReader(c.data), c.name)
		if err != nil || w != c.width || h != c.height {
			t.Errorf("%s %.60q: %d × %d, %v; want %d × %d", c.name, c.data, w, h, err, c.width, c.height)
		}
		if w, h, err := Size(iotest.OneByteReader(strings.NewReader(c.data)), c.name); err != nil || w != c.width || h != c.height {
			t.Errorf("%s, byte by byte: %d × %d, %v", c.name, w, h, err)
		}
	}
}

func TestSizeRefused(t *testing.T) {
	photo := string(encoded(t, JPEG, scene(4, 2)))
	for _, c := range []struct{ name, data, want string }{
		{"a.png", "", "is empty"},
		{"a.png", "text", "is no picture that browsers show"},
		{"a.jpg", "\x00\x00\x00\x18ftypheic", "is no picture that browsers show"},
		{"a.png", photo, "is a JPEG, not a PNG"},
		{"a.heic", photo, "is a JPEG by another name"},
		{"a.png", "<!DOCTYPE html><p>Not found", "is no PNG, but an SVG or a web page"},
		{"a.jpg", photo[:20], "ends too soon: part of it is missing"},
		{"a.png", string(bomb(t)), "has 1048576 × 1048576 pixels, which is too many"},
		{"a.svg", "<html></html>", `is no SVG: it begins with <html xmlns="">`},
		{"a.svg", `<svg viewBox="0 0 1 1"/>`, `is no SVG: it begins with <svg xmlns="">`},
		{"a.svg", "<!-- no end", "cannot be read as SVG: XML syntax error on line 1: unexpected EOF"},
		{"a.svg", drawing + "/>", "has no size"},
		{"a.svg", drawing + `width="100%" height="NaN"/>`, "has no size"},
		{"a.svg", drawing + `width="10" height="0x10"/>`, "has no size"},
		{"a.svg", drawing + `viewBox="0 0 1e300 1"/>`, "is wider or higher than a million pixels"},
	} {
		_, _, err := Size(strings.NewReader(c.data), c.name)
		fault, ok := errors.AsType[*Error](err)
		if !ok || fault.Fault != c.want || fault.Hint == "" {
			t.Errorf("%s %.60q: %v, want %q", c.name, c.data, err, c.want)
		}
	}
}

// TestUnreadableFile keeps an error of the disk apart from one of the picture.
func TestUnreadableFile(t *testing.T) {
	broken := &fs.PathError{Op: "read", Path: "a", Err: io.ErrNoProgress}
	for _, begin := range []string{"", string(encoded(t, PNG, scene(3, 3)))[:30], drawing} {
		name := "a.png"
		if begin == drawing {
			name = "a.svg"
		}
		_, _, err := Size(io.MultiReader(strings.NewReader(begin), iotest.ErrReader(broken)), name)
		if !errors.Is(err, broken) {
			t.Errorf("after %q: %v", begin, err)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range [][6]int{
		{100, 40, 192, 80, 100, 40}, // never larger
		{384, 160, 192, 80, 192, 80},
		{400, 100, 192, 80, 192, 48},
		{100, 400, 192, 80, 20, 80},
		{1000, 333, 192, 80, 192, 64},
		{1, 1_000_000, 192, 80, 1, 80},
		{1_000_000, 1, 192, 80, 192, 1},
		{MaxPixels, 1, MaxPixels - 1, 1, MaxPixels - 1, 1},
	} {
		if w, h := Fit(c[0], c[1], c[2], c[3]); w != c[4] || h != c[5] {
			t.Errorf("%d × %d in %d × %d: %d × %d, want %d × %d", c[0], c[1], c[2], c[3], w, h, c[4], c[5])
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{"a.PNG": ".png", "b/a.jpeg": ".jpg", "a.gif": ".png", "a.webp": ".png", "a.svg": ".svg"} {
		if got := Named(name).Logo().Ext(); got != want {
			t.Errorf("the logo of %s ends in %s, want %s", name, got, want)
		}
	}
	for _, name := range []string{"a.pdf", "png", "a.svgz", ""} {
		if f := Named(name); f != "" {
			t.Errorf("%s is a %s", name, f)
		}
	}
}
