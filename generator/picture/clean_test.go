package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/webp"
)

// secret stands in all that must go.
const secret = "secret"

// chunk is one of PNG.
func chunk(name, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, name+data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// riff is a chunk of WebP.
func riff(name string, data []byte) []byte {
	b := append([]byte(name), binary.LittleEndian.AppendUint32(nil, uint32(len(data)))...)
	return append(append(b, data...), make([]byte, len(data)%2)...)
}

// insert puts more into data at a place.
func insert(data []byte, at int, more ...[]byte) []byte {
	return slices.Concat(data[:at], slices.Concat(more...), data[at:])
}

// dirtyGIF is an animation of two pictures, with all that a GIF may say.
func dirtyGIF(t testing.TB) []byte {
	palette := color.Palette{color.Black, color.White}
	a := gif.GIF{LoopCount: 3}
	for i := range 2 {
		m := image.NewPaletted(image.Rect(0, 0, 3, 2), palette)
		m.Pix[i] = 1
		a.Image, a.Delay = append(a.Image, m), append(a.Delay, 10*(i+1))
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &a); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	comment := append([]byte{0x21, 0xfe, 6}, secret+"\x00"...)
	xmp := append([]byte{0x21, 0xff, 11}, "XMP DataXMP\x06"+secret+"\x00"...)
	text := append(append([]byte{0x21, 0xf9, 4, 0, 99, 0, 0, 0, 0x21, 0x01, 12}, make([]byte, 12)...), "\x06"+secret+"\x00"...)
	at := 13 + colours(data[10])
	return append(insert(data, at, comment, xmp, text), secret...)
}

func dirtyPNG(t testing.TB) []byte {
	data := encoded(t, PNG, scene(4, 3))
	data = insert(data, 33, chunk("tEXt", "Author\x00secret"), chunk("eXIf", "MM\x00*secret"), chunk("iTXt", secret), chunk("zTXt", secret),
		chunk("tIME", "secret."), chunk("caBX", secret), chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"), chunk("iCCP", "profile\x00\x00x"))
	return append(data, secret...)
}

func dirtyJPEG(t testing.TB, orientation uint16) []byte {
	data := encoded(t, JPEG, scene(16, 8))
	adobe := append([]byte("Adobe\x00\x64\x00\x00\x00\x00\x01"), secret...)
	jfif := append([]byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x02"), secret...)
	data = withSegment(data, 0xee, adobe)
	data = withSegment(data, 0xe2, []byte("ICC_PROFILE\x00\x01\x01profile"))
	data = withSegment(data, 0xe2, []byte("MPF\x00secret"))
	data = withSegment(data, 0xed, []byte("Photoshop 3.0\x00secret"))
	data = withSegment(data, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00secret"))
	data = withExif(data, binary.LittleEndian, orientation)
	return append(withSegment(data, 0xe0, jfif), secret...)
}

func dirtyWebP() []byte {
	pixels := lossless[12:]
	canvas := []byte{1<<5 | 1<<3 | 1<<2, 0, 0, 0, 2, 0, 0, 1, 0, 0}
	body := slices.Concat([]byte("WEBP"), riff("VP8X", canvas), riff("ICCP", []byte("profile")), pixels, riff("EXIF", []byte(secret+".")), riff("XMP ", []byte(secret)), riff("abcd", []byte(secret)))
	return append(riff("RIFF", body), secret...)
}

// TestClean takes out all that is not shown, and leaves every pixel.
func TestClean(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.png": dirtyPNG(t), "a.jpg": dirtyJPEG(t, 6), "b.jpg": dirtyJPEG(t, 1), "a.gif": dirtyGIF(t), "a.webp": dirtyWebP(), "b.webp": lossless,
		"a.svg": []byte(inkscape),
	} {
		clean, err := Clean(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(clean, []byte(secret)) {
			t.Errorf("%s: a secret is left:\n%q", name, clean)
		}
		if bytes.Contains(data, []byte("profile")) && !bytes.Contains(clean, []byte("profile")) {
			t.Errorf("%s: the colour profile is lost", name)
		}
		again, err := Clean(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s: cleaned again it is another: %v", name, err)
		}
		w, h, err1 := Size(bytes.NewReader(data), name)
		w2, h2, err2 := Size(bytes.NewReader(clean), name)
		if w != w2 || h != h2 || err1 != nil || err2 != nil {
			t.Errorf("%s: %d × %d, %v; clean %d × %d, %v", name, w, h, err1, w2, h2, err2)
		}
		if Named(name) != SVG && !samePixels(t, data, clean) {
			t.Errorf("%s: other pixels", name)
		}
	}
}

// samePixels decodes two pictures of one format.
func samePixels(t testing.TB, a, b []byte) bool {
	t.Helper()
	pixels := func(data []byte) (all []image.Image) {
		var m image.Image
		var err error
		switch formatOf(data) {
		case PNG:
			m, err = png.Decode(bytes.NewReader(data))
		case JPEG:
			m, err = jpeg.Decode(bytes.NewReader(data))
		case WebP:
			m, err = webp.Decode(bytes.NewReader(data))
		case GIF:
			var g *gif.GIF
			if g, err = gif.DecodeAll(bytes.NewReader(data)); err == nil {
				for _, p := range g.Image {
					all = append(all, p)
				}
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		if m != nil {
			all = append(all, m)
		}
		return all
	}
	x, y := pixels(a), pixels(b)
	return len(x) > 0 && slices.EqualFunc(x, y, func(m, n image.Image) bool {
		if m.Bounds() != n.Bounds() {
			return false
		}
		for i := range m.Bounds().Dx() * m.Bounds().Dy() {
			at := m.Bounds().Min.Add(image.Pt(i%m.Bounds().Dx(), i/m.Bounds().Dx()))
			if m.At(at.X, at.Y) != n.At(at.X, at.Y) {
				return false
			}
		}
		return true
	})
}

// TestCleanKeeps holds what is not lost besides the pixels.
func TestCleanKeeps(t *testing.T) {
	clean, err := Clean(dirtyGIF(t))
	if err != nil {
		t.Fatal(err)
	}
	g, err := gif.DecodeAll(bytes.NewReader(clean))
	if err != nil || g.LoopCount != 3 || len(g.Delay) != 2 || g.Delay[0] != 10 || g.Delay[1] != 20 {
		t.Errorf("the animation has become %+v, %v", g, err)
	}
	clean, err = Clean(dirtyPNG(t))
	if err != nil || !bytes.Contains(clean, []byte("pHYs")) {
		t.Errorf("the density is lost: %v", err)
	}
	for o := uint16(1); o <= 8; o++ {
		clean, err := Clean(dirtyJPEG(t, o))
		if err != nil || orientation(clean) != turn(o) {
			t.Errorf("orientation %d has become %d, %v", o, orientation(clean), err)
		}
		if exif := bytes.Contains(clean, []byte("Exif")); exif != (o != 1) {
			t.Errorf("orientation %d: has Exif: %v", o, exif)
		}
		if !bytes.Contains(clean, []byte("Adobe")) || !bytes.Contains(clean, []byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00\xff")) {
			t.Errorf("how the colours are encoded, or the density, is lost")
		}
	}
	// A progressive JPEG has several scans, with tables between.
	progressive, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(progressiveJPEG), ""))
	if err != nil {
		t.Fatal(err)
	}
	clean, err = Clean(withSegment(progressive, 0xfe, []byte(secret)))
	if err != nil || bytes.Contains(clean, []byte(secret)) || !samePixels(t, progressive, clean) {
		t.Errorf("progressive: %v", err)
	}
}

func TestCleanRefused(t *testing.T) {
	for name, data := range map[string][]byte{"png": dirtyPNG(t), "jpg": encoded(t, JPEG, scene(16, 8)), "gif": dirtyGIF(t), "webp": dirtyWebP()} {
		whole, err := Clean(data)
		if err != nil {
			t.Fatal(err)
		}
		for n := 12; n < len(whole); n++ {
			if _, err := Clean(whole[:n]); err == nil {
				t.Errorf("%s cut after %d of %d bytes is clean", name, n, len(whole))
				break
			}
		}
	}
	for _, bad := range []string{"", "text", "\xff\xd8\xffx", "GIF89a\x01\x00\x01\x00\x00\x00\x00xxx", drawing + `viewBox="0 0 1 1"><script/></svg>`} {
		_, err := Clean([]byte(bad))
		if fault, ok := errors.AsType[*Error](err); !ok || fault.Hint == "" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// FuzzClean finds that what a decoder reads, it reads the same when it is clean.
func FuzzClean(f *testing.F) {
	for _, seed := range [][]byte{dirtyPNG(f), dirtyJPEG(f, 3), dirtyGIF(f), dirtyWebP(), lossless, []byte(inkscape)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := Clean(data)
		if err != nil {
			if fault, ok := errors.AsType[*Error](err); !ok || fault.Hint == "" {
				t.Fatalf("%v is no fault of a picture", err)
			}
			return
		}
		if again, err := Clean(clean); err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("cleaned again: %v\n%q\n%q", err, clean, again)
		}
		format := formatOf(data)
		w, h, err := Size(bytes.NewReader(data), "a"+format.Ext())
		if err != nil || format == SVG || w*h > 1<<16 {
			return
		}
		if _, err := decode(data, format); err != nil {
			return
		}
		if _, err := decode(clean, format); err != nil {
			t.Fatalf("what was a picture is none when it is clean: %v", err)
		}
	})
}

// progressiveJPEG was made with libjpeg's cjpeg -progressive.
const progressiveJPEG = `
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/
2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABADASIAAhEBAxEB/8QA
FgABAQEAAAAAAAAAAAAAAAAAAAEC/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEAMQAAABxQ//xAAVEAEBAAAAAAAAAAAAAAAAAAABEP/aAAgBAQAB
BQIn/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwF//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAA
EP/aAAgBAQAGPwI//8QAGRAAAwADAAAAAAAAAAAAAAAAAAERITFx/9oACAEBAAE/IU1OmVD/2gAMAwEAAgADAAAAEHP/xAAVEQEBAAAAAAAAAAAAAAAAAAAA
Qf/aAAgBAwEBPxCv/8QAFREBAQAAAAAAAAAAAAAAAAAAAAH/2gAIAQIBAT8Qr//EABoQAQACAwEAAAAAAAAAAAAAAAEAESFBgXH/2gAIAQEAAT8QFHplrtdg
Vl9n/9k=`
