package extract

import (
	"strings"
	"testing"
)

// sound checks what holds of every document: it reads, or has a fault in words;
// and what comes out is as the types promise.
func sound(t *testing.T, name string, data []byte) {
	d, err := Read(t.Context(), name, data)
	if err != nil {
		if !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("the fault does not begin with the name: %q", err)
		}
		return
	}
	for _, b := range d.Blocks {
		if b.Place == "" || b.Kind == Rule != (len(b.Lines) == 0) {
			t.Errorf("%+v", b)
		}
		if b.Kind == Row || b.Kind == Rule {
			continue
		}
		if written := strings.Split(b.Markdown, "\\\n"); len(written) != len(b.Lines) {
			t.Errorf("%d lines, but %d of Markdown: %+v", len(b.Lines), len(written), b)
		}
		for _, line := range b.Lines {
			if line == "" || line != plain(line) || strings.ContainsFunc(line, hidden) {
				t.Errorf("line %q", line)
			}
		}
	}
	for _, n := range d.Notes {
		if n.Label == "" {
			t.Errorf("%+v", n)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Title\n=====\n\n> quoted\n\n1. one\n   more\n\n• two-\nthree https://x.org/a-\nb\n\f2\n", "a\tb\nc\td\n", "[1]\n\n[1] x\n", "\xff\xfea\x00", "\xc4\xc5\xc6", "-\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.txt", data) })
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<main><h1>x<p>a <b>b<i>c</b>d<table><tr><td>x<td>y<tr><td>z<td>w</table><ol><li>a<blockquote>b<pre>c\nd", `<p><a href="#a">1</a><p id=a>1 note <a href="#b">^</a>`, "<li>x<li value=-3>y<ol start=99999999999><li>z"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.html", data) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# a\n\n> b\n\n- c\n  1. d\n\n| a | b |\n|---|---|\n| c |\n\n[^1]\n\n[^1]: x\n", "<div>\n<p>x\n", "a\\\n**b**_c_`d`\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.md", data) })
}

func FuzzWord(f *testing.F) {
	f.Add(docx(wp("", "text"), nil))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.docx", data) })
}

// FuzzWordXML fuzzes what is in the archive: of random bytes few are one.
func FuzzWordXML(f *testing.F) {
	f.Add(wp(`<w:pStyle w:val="T"/><w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr>`, "text") +
		`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:hyperlink r:id="l"/><w:r><w:fldChar w:fldCharType="end"/><w:footnoteReference w:id="1"/><w:sym w:char="F0B7"/></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) { sound(t, "x.docx", docx(body, nil)) })
}

// FuzzBoxes fuzzes what pdftotext may say.
func FuzzBoxes(f *testing.F) {
	f.Add(`<page width="595" height="842"><flow><block><line><word xMin="60" yMin="60" xMax="70" yMax="70">1.</word><word xMin="75" yMin="55" xMax="80" yMax="62">2</word></line></block></flow></page>`)
	f.Add(`<page width="NaN"><line><word xMin="-1e308" xMax="1e308" yMin="5">نحن</word></line><line><word>&#8226;</word></line></page><page><line><word>x</word></line>`)
	f.Fuzz(func(t *testing.T, said string) {
		if d, err := printedDocument([]byte(said)); err == nil {
			d.finish()
		}
	})
}
