package extract

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	list := func(id, level string) string {
		return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"styles", wp(`<w:pStyle w:val="T"/><w:jc w:val="center"/>`, "The Title") + wp(`<w:pStyle w:val="H2"/>`, "Ours") +
			wp(`<w:pStyle w:val="Loop"/>`, "loop") + wp(`<w:pStyle w:val="Q"/>`, "quoted") + wp(`<w:outlineLvl w:val="2"/>`, "Outlined"),
			"h1c The Title\nh2 Ours\np loop\n>1 quoted\nh3 Outlined"},
		{"looks", `<w:p>` + wr("", "a ") + wr("<w:b/>", "bo") + wr("<w:b/><w:lang/>", "ld ") + wr(`<w:b w:val="0"/><w:i/>`, "slanted") +
			wr(`<w:rStyle w:val="S"/>`, " strong") + wr("<w:strike/>", " struck") + `</w:p>`,
			"p a **bold** _slanted_ **strong** ~~struck~~"},
		{"lists", wp(list("2", "0"), "one") + wp(list("2", "1"), "one a") + wp(list("2", "0"), "two") + wp(list("3", "0"), "four") +
			wp(`<w:pStyle w:val="LB"/>`, "bullet") + wp(list("1", "1"), "deeper") + wp(list("0", "0"), "none") + wp(list("99", "0"), "unknown"),
			"-1#1 one\n-2#1 one a\n-1#2 two\n-1#4 four\n-1 bullet\n-2 deeper\np none\np unknown"},
		{"typed lists", wp("", "• one") + wp("", "2. two") + wp("", "(3) three") + wp("", "- four") + wp("", "2017. A year") + wp("", "— said he") + wp("", "J. Doe"),
			"-1 one\n-1#2 two\n-1#3 three\n-1 four\np 2017\\. A year\np — said he\np J. Doe"},
		{"links", `<w:p><w:hyperlink r:id="l">` + wr("", "the law") + `</w:hyperlink>` + wr("", ", ") + `<w:hyperlink r:id="j">` + wr("", "a script") + `</w:hyperlink>` +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			wr("", "field") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + wr("", " after") + `</w:p>`,
			"p [the law](https://example.org/law), a script[field](https://example.org/b) after"},
		{"tracked changes", `<w:p>` + wr("", "We ") + `<w:del w:id="1"><w:r><w:delText>deplore</w:delText></w:r></w:del><w:ins w:id="2">` + wr("", "condemn") + `</w:ins>` +
			`<w:moveFrom>` + wr("", " gone") + `</w:moveFrom><w:moveTo>` + wr("", " it") + `</w:moveTo></w:p>` +
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + wr("", "one ") + `</w:p>` + wp("", "paragraph"),
			"p We condemn it\np one paragraph"},
		{"breaks", `<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r></w:p><w:p/>`,
			"p one / two three-four"},
		{"hidden", `<w:p>` + wr("", "seen") + wr("<w:vanish/>", "unseen") + `</w:p>`,
			"p seen\n! left out text that is marked as hidden (1)"},
		{"text boxes", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + wp("", "In the box") + `</w:txbxContent></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><w:txbxContent>` + wp("", "In the box") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + wr("", "Beside it") + `</w:p>`,
			"p In the box\np Beside it"},
		{"pictures", `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="Logo of Harbour Watch"/></wp:inline></w:drawing></w:r>` + wr("", "x") + `</w:p>`,
			"p x\n! left out the picture \"Logo of Harbour Watch\""},
		{"table", `<w:tbl><w:tr><w:tc>` + wp("", "Name") + `</w:tc><w:tc>` + wp("", "Country") + `</w:tc></w:tr><w:tr><w:tc>` + wp("", "Harbour Watch") + `</w:tc><w:tc>` + wp("", "Togo") + `</w:tc></w:tr>` +
			`<w:tr><w:trPr><w:del/></w:trPr><w:tc>` + wp("", "struck") + `</w:tc></w:tr></w:tbl>`,
			"|1 Name | Country\n|2 Harbour Watch | Togo"},
		{"table for layout", `<w:tbl><w:tr><w:tc>` + wp("", "Harbour Watch") + wp("", "Guardian of the quay") + `</w:tc><w:tc>` + wp("", "River Forum") + `</w:tc></w:tr></w:tbl>`,
			"p Harbour Watch\np Guardian of the quay\np River Forum"},
		{"content controls", `<w:sdt><w:sdtContent>` + wp("", "in a control") + `</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>` + wr("", "and a run") + `</w:sdtContent></w:sdt></w:p>`,
			"p in a control\np and a run"},
		{"comments", `<w:p>` + wr("", "text") + `<w:r><w:commentReference w:id="1"/></w:r></w:p>`,
			"p text\n! left out the comments in the margin (1)"},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.docx", docx(c.body, nil)), c.want) })
	}
}

func TestWordNotesAndHeads(t *testing.T) {
	body := `<w:p>` + wr("", "Law") + `<w:r><w:footnoteReference w:id="5"/></w:r>` + wr("", " and order") + `<w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
		`<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="t"/></w:sectPr>`
	d := must(t, "x.docx", docx(body, map[string]string{
		"word/header1.xml": `<w:hdr ` + w + `>` + wp(`<w:jc w:val="center"/>`, "HARBOUR WATCH") + `</w:hdr>`,
		"word/footer1.xml": `<w:ftr ` + w + `><w:p>` + wr("", "Quay 1") + `<w:fldSimple w:instr=" PAGE ">` + wr("", "1") + `</w:fldSimple></w:p></w:ftr>`,
		"word/footnotes.xml": `<w:footnotes ` + w + `><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2">` + wp("", "Second.") +
			`</w:footnote><w:footnote w:id="5">` + wp("", "First.") + wp("", "More of it.") + `</w:footnote></w:footnotes>`,
	}))
	compare(t, d, "pc HARBOUR WATCH\np Law[^1] and order[^2]\n^1 First.\n\nMore of it.\n^2 Second.\n! left out the foot of the page: \"Quay 1\"")
	if got := d.Blocks[0].Place + ", " + d.Blocks[1].Place; got != "the head of the page, paragraph 1" {
		t.Errorf("places are %s", got)
	}
	if !d.Blocks[0].Capitals || d.Blocks[1].Capitals {
		t.Error("capitals are not told")
	}
}

// TestWordRefused checks that a hostile or broken file is refused with a hint,
// before it fills the machine.
func TestWordRefused(t *testing.T) {
	part := func(text string) []byte { return docx("", map[string]string{"word/document.xml": text}) }
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"bomb":           {part("<w:document><w:body><w:p><w:r><w:t>" + strings.Repeat(" ", 17<<20)), "unpacks to more"},
		"elements":       {part("<w:document><w:body>" + strings.Repeat("<w:p/>", maxElements+1)), "unpacks to more"},
		"depth":          {part(strings.Repeat("<w:p>", maxDepth+1)), "unpacks to more"},
		"entity":         {part(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>`), "invalid character entity"},
		"broken off":     {part("<w:document><w:body>"), "EOF"},
		"no zip":         {[]byte("PK\x03\x04 and no more"), "zip"},
		"another format": {zipped(map[string]string{"content.xml": "<x/>"}), "no text in word/document.xml"},
		"empty":          {docx(wp("", " "), nil), "no text in it"},
		"old Word":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "old Word"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, "x.docx", c.data, c.want) })
	}
}

// refused checks that reading fails with words of a fault and with a hint.
func refused(t *testing.T, name string, data []byte, want string) {
	t.Helper()
	d, err := Read(t.Context(), name, data)
	if err == nil {
		t.Fatalf("read it as\n%s", told(d))
	}
	if !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "\n  hint: ") {
		t.Errorf("the fault is %q, want %q", err, want)
	}
}
