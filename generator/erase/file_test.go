package erase

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// TestFindFile finds names in the encodings in which texts are saved, and not
// where letters stand by chance.
func TestFindFile(t *testing.T) {
	m := matcher(t, "Jane Doe", "Zoë", "刘晓波", "Eva")
	in := func(order unicode.Endianness, text string) string {
		coded, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return coded
	}
	latin, err := charmap.Windows1252.NewEncoder().String("“Café”, said Zoë.")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{
		"Jane Doe", "\ufeffJane Doe", "Zo\xc3\xab",
		"caf\xe9: Jane Doe", "Jane\xa0Doe, caf\xe9", "caf\xe9 Zo\xc3\xab", latin, "\x00 caf\xe9, " + strings.Repeat("a text ", 10) + "Jane Doe",
		in(unicode.LittleEndian, "Signed: Jane Doe"), in(unicode.BigEndian, "Signed: ZOË"), in(unicode.LittleEndian, "刘晓波") + "x", in(unicode.BigEndian, "<b>Jane</b> &#68;oe"),
	} {
		if !m.FindFile([]byte(file)) {
			t.Errorf("not found in %q", file)
		}
	}
	for _, file := range []string{"", "\xff", "\xff\xfe", "\xfe\xff\x00", "caf\xe9", "\xff\xd8\xff\xe0\x00\x10JFIF\x00 Eva \xfe", in(unicode.LittleEndian, "Jane Do")} {
		if m.FindFile([]byte(file)) {
			t.Errorf("found in %q", file)
		}
	}
	if (*Matcher)(nil).FindFile([]byte("caf\xe9")) {
		t.Error("an empty list finds something")
	}
}

// TestNoise holds that what is compressed, of any size, is told from text in
// any encoding of bytes.
func TestNoise(t *testing.T) {
	noise := make([]byte, 1<<20)
	source := rand.NewChaCha8([32]byte{1})
	_, _ = source.Read(noise) // never fails
	for size := 1 << 10; size <= len(noise); size *= 2 {
		if !isNoise(noise[:size]) {
			t.Errorf("%d bytes of noise are text", size)
		}
	}
	text := bytes.Repeat([]byte("\tD\xe9j\xe0 vu.\r\n\f"), 1000)
	if isNoise(text) || isNoise(append(text, "\x00\x1b[1m\x7f"...)) {
		t.Error("a text is noise")
	}
}
