package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// zipped makes an archive of its parts.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		method := zip.Store // to compress takes most of the time of a test
		if len(parts[name]) > 1<<20 {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// docx makes a Word file of the XML in its body, as Word does; more holds other
// parts or ones in place of these.
func docx(body string, more map[string]string) []byte {
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8"?><w:document ` + w + `><w:body>` + body + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships>
			<Relationship Id="s" Type="http://x/styles" Target="styles.xml"/><Relationship Id="n" Type="http://x/numbering" Target="/word/numbering.xml"/>
			<Relationship Id="f" Type="http://x/footnotes" Target="footnotes.xml"/><Relationship Id="h" Type="http://x/header" Target="header1.xml"/>
			<Relationship Id="t" Type="http://x/footer" Target="footer1.xml"/>
			<Relationship Id="l" Type="http://x/hyperlink" Target="https://example.org/law" TargetMode="External"/>
			<Relationship Id="j" Type="http://x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`,
		"word/styles.xml": `<w:styles ` + w + `>
			<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
			<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>
			<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Ours"/><w:basedOn w:val="H"/></w:style>
			<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
			<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
			<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
			<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering ` + w + `>
			<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
			<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
			<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
			<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>`,
	}
	maps.Copy(parts, more)
	return zipped(parts)
}

// wp is a paragraph of Word's.
func wp(properties, text string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr>` + wr("", text) + `</w:p>`
}

// wr is a run of Word's.
func wr(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r>`
}

// page is one of a PDF: pieces of text and where they stand.
type page []piece

type piece struct {
	x, y, size float64 // in points from the upper left
	text       string
}

// pdf makes a PDF in Courier, of which every letter is six tenths of its size
// wide, by the rules of ISO 32000-1.
func pdf(pages ...page) []byte {
	var b bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
	for i, p := range pages {
		content := ""
		for _, t := range p {
			text, err := charmap.Windows1252.NewEncoder().String(t.text)
			if err != nil {
				panic(err)
			}
			text = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
			content += fmt.Sprintf("BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n", t.size, t.x, 842-t.y, text)
		}
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// must reads a document that has no fault.
func must(t *testing.T, name string, data []byte) *Document {
	t.Helper()
	d, err := Read(t.Context(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var kinds = map[Kind]string{Paragraph: "p", Heading: "h", Item: "-", Quote: ">", Row: "|", Rule: "___"}

// told writes a document as the tests compare it: a block a line, with its kind
// and what else there is to say, and its Markdown.
func told(d *Document) string {
	text := ""
	for _, b := range d.Blocks {
		text += kinds[b.Kind]
		if b.Level > 0 {
			text += fmt.Sprint(b.Level)
		}
		if b.Ordered {
			text += fmt.Sprintf("#%d", b.Number)
		}
		if b.Centred {
			text += "c"
		}
		text += " " + strings.ReplaceAll(b.Markdown, "\\\n", " / ") + "\n"
	}
	for _, n := range d.Notes {
		text += "^" + n.Label + " " + n.Markdown + "\n"
	}
	for _, r := range d.Remarks {
		text += "! " + r + "\n"
	}
	return text
}

// compare reports a document that is not told as it should be.
func compare(t *testing.T, d *Document, want string) {
	t.Helper()
	if got := told(d); strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
