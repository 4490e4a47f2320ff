package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"testing"
)

func deflated(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAuthors(t *testing.T) {
	xmp := "<rdf:Description><dc:creator><rdf:Seq>\n<rdf:li>Zo&#xEB; One</rdf:li></rdf:Seq></dc:creator><xmp:CreatorTool>A program</xmp:CreatorTool>"
	for data, want := range map[string]string{
		"":               `[]`,
		"/Author (Anna)": `[]`, // no PDF
		"%PDF-1.4\n1 0 obj <</Author (Anna (One) \\(Two\\)) /Creator (Writer)>>": `["Anna (One) (Two)"]`,
		"%PDF-1.4\n/Author(Zo\\353)/Author () /Author ( ) /Author (Zo\xeb)":      `["Zoë"]`,
		"%PDF-1.4\n/Author\r\n<FEFF005A006F00EB>":                                `["Zoë"]`,
		"%PDF-1.4\n/Author (\xfe\xff\x00Z\x00o\x00\\353)":                        `["Zoë"]`,
		"%PDF-2.0\n/Author (\xef\xbb\xbfZoë)":                                    `["Zoë"]`,
		"%PDF-1.4\n/Author <5A 6F 7>":                                            `["Zop"]`,
		"%PDF-1.4\n/Author (An\\\nna":                                            `[]`,
		"%PDF-1.4\n/Author (An\\\nna)":                                           `["Anna"]`,
		"%PDF-1.4\n/Author 5 0 R /Creator (Writer) /Producer (Writer)":           `[]`,
		"%PDF-1.4\n/Encrypt 5 0 R /Author (Anna)":                                `[]`,
		"%PDF-1.4\n/Author (Anna) /Author (Bert)":                                `["Anna" "Bert"]`,
		"%PDF-1.4\n<</Type/Metadata>>\nstream\n" + xmp:                           `["Zoë One"]`,
		"%PDF-1.5\n<</Type /ObjStm /N 1 /Filter /FlateDecode>>\nstream\r\n" + deflated(t, "<</Author (Anna)>>") + "\nendstream": `["Anna"]`,
		"%PDF-1.5\n<</Type/Metadata/Filter/FlateDecode>>stream\n" + deflated(t, xmp):                                            `["Zoë One"]`,
		"%PDF-1.5\n<</Type/Metadata/Filter/LZWDecode>>stream\nabc":                                                              `[]`,
		"%PDF-1.4\n/Author (": `[]`,
		"%PDF-1.4\n/Author <": `[]`,
	} {
		if got := fmt.Sprintf("%q", Authors([]byte(data))); got != want {
			t.Errorf("%q: %s, want %s", data, got, want)
		}
	}
}

func FuzzAuthors(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n/Author (Anna\\051 \\1) /Author <FEFF0>"))
	f.Add([]byte("%PDF-1.4\n<</ObjStm>>stream\nx <dc:creator><a>&b;</dc:creator>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range Authors(data) {
			if name == "" {
				t.Error("an author without a name")
			}
		}
	})
}
