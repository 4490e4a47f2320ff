package draft

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// release is a press release, a paragraph an element and its lines divided by
// line breaks.
var release = []string{
	"FW\nFIRST WATCH",
	"Ballots\nObservation\nLot\nHONEST, CALM, FREE AND FAIR BALLOTS",
	"Statement condemning the closing of Radio Sample in Cambodia and the harassment of those who listen to it",
	"For Immediate Release\nSeptember 1, 2017",
	"On August 23, 2017, the government closed Radio Sample in Phnom Penh. We are disturbed by this, and we ask that it be opened again before the end of the year, as the law of Cambodia says.",
	"Most importantly, we express our solidarity with all who listen to the radio in Cambodia, every morning and every evening, and with those who speak on it.",
	"Signed by:",
	"Second Network for Fair Ballots (SNFB)\nCouncil of Samples (CS), Kenya",
}

// TestFormats drafts one text in every format, and compares what comes out.
func TestFormats(t *testing.T) {
	text := strings.Join(release, "\n\n")
	want := draftOf(t, known(), "x.txt", []byte(text))
	if len(want.Signatures) != 4 || len(want.New) != 1 || strings.Contains(want.Body, "BALLOTS") || want.Date.String() != "2017-09-01" {
		t.Fatalf("%s\n%s", want.Statement("x").Data, want.Report)
	}
	formats := map[string][]byte{
		"x.md":   []byte(strings.ReplaceAll(strings.ReplaceAll(text, "\n", "  \n"), "  \n  \n", "\n\n")),
		"x.html": []byte("<p>" + strings.ReplaceAll(strings.ReplaceAll(text, "\n\n", "</p>\n<p>"), "\n", "<br>\n") + "</p>"),
		"x.docx": docx(t, release),
	}
	if _, err := exec.LookPath("pdftotext"); err == nil {
		formats["x.pdf"] = pdf(release)
	} else {
		t.Log("without pdftotext, PDF is left out")
	}
	for name, data := range formats {
		t.Run(name, func(t *testing.T) {
			got := draftOf(t, known(), name, data)
			got.Original = want.Original
			if x, y := got.Statement("x").Data, want.Statement("x").Data; !bytes.Equal(x, y) {
				t.Errorf("got\n%s\nwant\n%s\n%s", x, y, got.Report)
			}
		})
	}
}

// docx makes a document of Word.
func docx(t *testing.T, paragraphs []string) []byte {
	t.Helper()
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var body strings.Builder
	for _, p := range paragraphs {
		body.WriteString("<w:p>")
		for i, line := range strings.Split(p, "\n") {
			if i > 0 {
				body.WriteString("<w:r><w:br/></w:r>")
			}
			body.WriteString("<w:r><w:t>" + line + "</w:t></w:r>")
		}
		body.WriteString("</w:p>")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", "<w:document " + space + "><w:body>" + body.String() + "</w:body></w:document>"},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?>` + f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdf makes a PDF of one page, with lines of at most 80 letters.
func pdf(paragraphs []string) []byte {
	var page strings.Builder
	y := 780
	for _, p := range paragraphs {
		for _, line := range strings.Split(p, "\n") {
			for _, part := range wrap(line, 80) {
				fmt.Fprintf(&page, "BT /F1 11 Tf 72 %d Td (%s) Tj ET\n", y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(part))
				y -= 14
			}
		}
		y -= 14
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len()+1, page.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// wrap breaks a line at spaces.
func wrap(line string, most int) []string {
	var all []string
	for len(line) > most {
		cut := strings.LastIndexByte(line[:most], ' ')
		all, line = append(all, line[:cut]), line[cut+1:]
	}
	return append(all, line)
}
