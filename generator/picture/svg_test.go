package picture

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

const inkscape = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with a program (secret) -->
<svg
   xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:s="http://www.w3.org/2000/svg"
   xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   width="40mm" height="20mm"
   sodipodi:docname="/home/secret/logo.svg"
   inkscape:export-filename="/home/secret/logo.png">
  <title>secret</title>
  <metadata><rdf:RDF><dc:creator>secret</dc:creator></rdf:RDF></metadata>
  <sodipodi:namedview inkscape:zoom="1"><inkscape:grid/></sodipodi:namedview>
  <style type="text/css"><!-- secret --><![CDATA[
    /* secret */
    .a > .b { fill: url("#grad") }
  ]]></style>
  <defs><linearGradient id="grad"><stop offset="0"/></linearGradient></defs>
  <g inkscape:groupmode="layer" inkscape:label="secret" data-name="secret">
    <path
       d="M 0,0
          L 10,10" class="a b" style="fill:url(#grad);stroke:none" />
    <use xlink:href="#grad"/><use href="#grad" xlink:href="#other"/>
    <s:text xml:space="preserve">Two  <tspan>&lt;words&gt;</tspan> &amp; "more"</s:text>
  </g>
</svg>
<!-- secret -->
`

const cleaned = `<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 151 76">` +
	`<style type="text/css">.a &gt; .b { fill: url(&#34;#grad&#34;) }</style>` +
	`<defs><linearGradient id="grad"><stop offset="0"/></linearGradient></defs>` +
	`<g><path d="M 0,0 L 10,10" class="a b" style="fill:url(#grad);stroke:none"/><use href="#grad"/><use href="#grad"/>` +
	`<text xml:space="preserve">Two  <tspan>&lt;words&gt;</tspan> &amp; &#34;more&#34;</text></g></svg>`

func TestSVG(t *testing.T) {
	got, err := Logo([]byte(inkscape), 0, 0)
	if err != nil || string(got) != cleaned {
		t.Errorf("%v\n%s\nwant\n%s", err, got, cleaned)
	}
	if strings.Contains(string(got), "secret") {
		t.Error("a secret is left")
	}
	for d := xml.NewDecoder(strings.NewReader(string(got))); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if again, err := Logo(got, 0, 0); err != nil || string(again) != cleaned {
		t.Errorf("cleaned again: %v\n%s", err, again)
	}
}

// TestSVGRefused holds what no logo may have, however it is written.
func TestSVGRefused(t *testing.T) {
	for body, want := range map[string]string{
		`<script>alert(1)</script>`: "has a <script>",
		`<SCRIPT/>`:                 "has a <SCRIPT>",
		`<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>`:                    "has a <script>",
		`<g><foreignObject><p>x</p></foreignObject></g>`:                        "has a <foreignObject>",
		`<rect><animate attributeName="x"/></rect>`:                             "has a <animate>",
		`<a><set attributeName="href" to="javascript:x"/></a>`:                  "has a <set>",
		`<rect onclick="x"/>`:                                                   "has a <rect> with the script onclick",
		`<rect OnLoad="x"/>`:                                                    "has a <rect> with the script OnLoad",
		`<image href="https://other.example/a.png"/>`:                           `has a <image> that refers to "https://other.example/a.png"`,
		`<use xlink:href="other.svg#a"/>`:                                       `has a <use> that refers to "other.svg#a"`,
		`<use x:href="a.svg" xmlns:x="http://www.w3.org/1999/xlink"/>`:          `has a <use> that refers to "a.svg"`,
		`<image href="data:image/png;base64,` + strings.Repeat("A", 90) + `"/>`: `has a <image> that refers to "data:image/png;base64,AAAAAAAAAAAAAAAAAA…"`,
		`<a href=" javascript:alert(1)"/>`:                                      `has a <a> that refers to "javascript:alert(1)"`,
		`<rect fill="url(https://other.example/a)"/>`:                           `has a <rect> that refers to "https://other.example/a)"`,
		`<rect fill="url(#a) URL( 'b.svg#c')"/>`:                                `has a <rect> that refers to "b.svg#c')"`,
		`<rect style="fill:\75rl(b)"/>`:                                         `has a <rect> with "\\" in its style`,
		`<style>@IMPORT "a.css";</style>`:                                       `has a <style> with "@import" in its style`,
		`<style>a{fill:u<!-- -->rl(b)}</style>`:                                 `has a <style> that refers to "b)}"`,
		`<style>a{fill:u<![CDATA[r]]>l(b)}</style>`:                             `has a <style> that refers to "b)}"`,
		`<style>a{font-family:"/*";fill:url(b);x:"*/"}</style>`:                 "",
		`<style>a{src:local(x),src(b)}</style>`:                                 `has a <style> with "src(" in its style`,
		`<style><rect/></style>`:                                                "has a <rect> in its style",
		`<rect x="1" x="2"/>`:                                                   `has a <rect> with "x" twice`,
		`<rect :x="2"/>`:                                                        `has a <rect> with ":x", which SVG does not know`,
		`</svg><svg xmlns="http://www.w3.org/2000/svg">`:                        "has a <svg> after its end",
		`<g>`:     "cannot be read as SVG: XML syntax error on line 1: element <g> closed by </svg>",
		`&other;`: "cannot be read as SVG: XML syntax error on line 1: invalid character entity &other;",
	} {
		got, err := Logo([]byte(drawing+`viewBox="0 0 1 1">`+body+"</svg>"), 0, 0)
		switch fault, _ := err.(*Error); {
		case want == "" && err == nil && !strings.Contains(string(got), "url"):
		case fault == nil || fault.Fault != want || fault.Hint == "":
			t.Errorf("%s: %s, %v; want %q", body, got, err, want)
		}
	}
}
