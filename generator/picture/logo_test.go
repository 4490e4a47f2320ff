package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"
)

func crc(chunk []byte) uint32 { return crc32.ChecksumIEEE(chunk) }

func mustLogo(t *testing.T, data []byte, width, height int) image.Image {
	t.Helper()
	logo, err := Logo(data, width, height)
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := image.Decode(bytes.NewReader(logo))
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != image.Rect(0, 0, width, height) {
		t.Fatalf("a logo of %v, not of %d × %d", m.Bounds(), width, height)
	}
	return m
}

// corners spells the colours of a picture's quarters.
func corners(m image.Image) string {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	s := ""
	for _, p := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		r, g, b, _ := m.At(p.X, p.Y).RGBA()
		s += map[[3]bool]string{{true, false, false}: "R", {false, true, false}: "G", {false, false, true}: "B", {true, true, true}: "W"}[[3]bool{r > 0x8000, g > 0x8000, b > 0x8000}]
	}
	return s
}

// TestUpright turns a photograph as each of the eight orientations says, and
// leaves nothing of what says it.
func TestUpright(t *testing.T) {
	photo := encoded(t, JPEG, scene(80, 40))
	for i, want := range []string{"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"} {
		data := withExif(photo, binary.BigEndian, uint16(i+1))
		w, h, err := Size(bytes.NewReader(data), "a.jpg")
		if err != nil {
			t.Fatal(err)
		}
		if got := corners(mustLogo(t, data, w/2, h/2)); got != want {
			t.Errorf("orientation %d: %s, want %s", i+1, got, want)
		}
		logo, _ := Logo(data, w, h)
		for _, secret := range []string{"Exif", "secret", "\xff\xe1", "\xff\xe2", "\xff\xfe"} {
			if bytes.Contains(logo[:bytes.Index(logo, []byte("\xff\xda"))], []byte(secret)) {
				t.Errorf("orientation %d: %q is still there", i+1, secret)
			}
		}
	}
}

// chunks lists the types of a PNG's chunks.
func chunks(data []byte) string {
	var types []string
	for data = data[8:]; len(data) > 0; data = data[12+binary.BigEndian.Uint32(data):] {
		types = append(types, string(data[4:8]))
	}
	return strings.Join(types, " ")
}

// withText puts a text chunk into a PNG.
func withText(data []byte) []byte {
	chunk := []byte("tEXtAuthor\x00secret name")
	text := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	text = binary.BigEndian.AppendUint32(append(text, chunk...), crc(chunk))
	return bytes.Join([][]byte{data[:33], text, data[33:]}, nil)
}

func TestPNG(t *testing.T) {
	few := scene(20, 10)
	few.SetNRGBA(0, 0, color.NRGBA{10, 20, 30, 40})
	few.SetNRGBA(1, 0, color.NRGBA{200, 1, 2, 0}) // a colour that nobody sees
	many := scene(64, 64)
	for i := range 64 * 64 {
		many.SetNRGBA(i%64, i/64, color.NRGBA{uint8(i), uint8(i / 64), 7, 255})
	}
	for _, c := range []struct {
		name, chunks string
		m            *image.NRGBA
	}{
		{"few colours", "IHDR PLTE tRNS IDAT IEND", few},
		{"opaque", "IHDR PLTE IDAT IEND", scene(20, 10)},
		{"many colours", "IHDR IDAT IEND", many},
	} {
		data := withText(encoded(t, PNG, c.m))
		w, h := c.m.Rect.Dx(), c.m.Rect.Dy()
		logo, err := Logo(data, w, h)
		if err != nil {
			t.Fatal(err)
		}
		if got := chunks(logo); got != c.chunks {
			t.Errorf("%s: chunks %s, want %s", c.name, got, c.chunks)
		}
		m := mustLogo(t, data, w, h)
		for i := range w * h {
			got := color.NRGBAModel.Convert(m.At(i%w, i/w)).(color.NRGBA)
			want := c.m.NRGBAAt(i%w, i/w)
			if want.A == 0 {
				want = color.NRGBA{}
			}
			if got != want {
				t.Fatalf("%s: pixel %d is %v, was %v", c.name, i, got, want)
			}
		}
		if again, _ := Logo(data, w, h); !bytes.Equal(logo, again) {
			t.Errorf("%s: other bytes the second time", c.name)
		}
	}
}

// TestResized keeps the parts of a picture where they were, and what is
// transparent transparent without a dark edge.
func TestResized(t *testing.T) {
	if got := corners(mustLogo(t, encoded(t, PNG, scene(400, 200)), 100, 50)); got != "RGBW" {
		t.Errorf("resized: %s", got)
	}
	half := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for i := range 100 * 50 {
		half.SetNRGBA(i%50, i/50, color.NRGBA{255, 255, 255, 255})
	}
	m := mustLogo(t, encoded(t, PNG, half), 33, 33)
	for x := range 33 {
		c := color.NRGBAModel.Convert(m.At(x, 16)).(color.NRGBA)
		if c.A > 0 && c.R < 250 || x < 15 && c.A != 255 || x > 18 && c.A != 0 {
			t.Errorf("pixel %d of a white edge is %v", x, c)
		}
	}
	if got := corners(mustLogo(t, lossless, 3, 2)); got != "RRRR" {
		t.Errorf("WebP: %s", got)
	}
}

// TestFirstPicture takes the first picture of an animation, where it lies.
func TestFirstPicture(t *testing.T) {
	palette := color.Palette{color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}}
	first := image.NewPaletted(image.Rect(4, 0, 8, 4), palette)
	second := image.NewPaletted(image.Rect(0, 0, 8, 8), palette)
	second.Pix[0] = 1
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{first, second}, Delay: []int{1, 1}, Config: image.Config{Width: 8, Height: 8}}); err != nil {
		t.Fatal(err)
	}
	m := mustLogo(t, b.Bytes(), 8, 8)
	for _, c := range []struct {
		x, y int
		want color.NRGBA
	}{{5, 1, color.NRGBA{255, 0, 0, 255}}, {1, 1, color.NRGBA{}}, {5, 6, color.NRGBA{}}} {
		if got := color.NRGBAModel.Convert(m.At(c.x, c.y)); got != c.want {
			t.Errorf("at %d, %d: %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestLogoRefused(t *testing.T) {
	animated := append([]byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00"), make([]byte, 6)...)
	whole, photo := encoded(t, PNG, scene(50, 50)), encoded(t, JPEG, scene(50, 50))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"bomb":     {bomb(t), "the picture has 1048576 × 1048576 pixels, which is too many"},
		"animated": {animated, "the picture is an animation"},
		"cut JPEG": {photo[:len(photo)-20], "the picture cannot be read as JPEG: invalid JPEG format: short Huffman data"},
		"cut PNG":  {whole[:len(whole)-20], "the picture cannot be read as PNG: png: invalid format: unexpected EOF"},
		"text":     {[]byte("text"), "the picture is no picture that browsers show"},
	} {
		if _, err := Logo(c.data, 1, 1); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// FuzzLogo gives any bytes to Size and to Logo: nothing panics, what is
// refused has a hint, and what comes out is a picture again, of the size that
// was asked for and the same the second time.
func FuzzLogo(f *testing.F) {
	photo := encoded(f, JPEG, scene(8, 6))
	var animation bytes.Buffer
	frame := image.NewPaletted(image.Rect(2, 1, 5, 4), color.Palette{color.Black, color.Transparent})
	if err := gif.EncodeAll(&animation, &gif.GIF{Image: []*image.Paletted{frame}, Delay: []int{0}, Config: image.Config{Width: 8, Height: 8}}); err != nil {
		f.Fatal(err)
	}
	for _, data := range [][]byte{
		photo, withExif(photo, binary.BigEndian, 6), withExif(photo, binary.LittleEndian, 7), encoded(f, PNG, scene(8, 6)), bomb(f),
		encoded(f, PNG, image.NewNRGBA64(image.Rect(0, 0, 3, 3))), animation.Bytes(), lossless,
		[]byte(inkscape), []byte(drawing + `width="1" height="1"><style><![CDATA[a>b{fill:url(#c)}]]></style><text>a <tspan>b</tspan></text></svg>`),
		[]byte("\xff\xd8\xff\xe1\x00\x02\xff\xe1\xff\xff"),
	} {
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format := formatOf(data)
		width, height, err := Size(bytes.NewReader(data), "a"+format.Ext())
		if err != nil {
			if fault, ok := errors.AsType[*Error](err); !ok || fault.Hint == "" {
				t.Fatalf("%v is no fault of a picture", err)
			}
			return
		}
		if width < 1 || height < 1 {
			t.Fatalf("a size of %d × %d", width, height)
		}
		if format != SVG && width*height > 1<<16 {
			return // allowed, but slow to decode
		}
		w, h := Fit(width, height, 5, 4)
		logo, err := Logo(data, w, h)
		if err != nil {
			if fault, ok := errors.AsType[*Error](err); !ok || fault.Hint == "" {
				t.Fatalf("%v is no fault of a picture", err)
			}
			return
		}
		gotWidth, gotHeight, err := Size(bytes.NewReader(logo), "a"+format.Logo().Ext())
		if format == SVG {
			w, h = width, height
		}
		if err != nil || gotWidth != w || gotHeight != h {
			t.Fatalf("the logo is %d × %d, %v; want %d × %d", gotWidth, gotHeight, err, w, h)
		}
		again, err := Logo(logo, w, h)
		if format == SVG && (err != nil || !bytes.Equal(again, logo)) {
			t.Fatalf("cleaned again: %v\n%s\n%s", err, logo, again)
		}
	})
}

func BenchmarkLogo(b *testing.B) {
	for _, side := range []int{500, 2000} {
		for _, format := range []Format{PNG, JPEG} {
			data := encoded(b, format, scene(side, side))
			b.Run(fmt.Sprint(format, side), func(b *testing.B) {
				for b.Loop() {
					if _, err := Logo(data, 160, 160); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
