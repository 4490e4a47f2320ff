package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// judge returns what is wrong with a file of a site by the ending of its
// name: what could run, load something from another host, or is not what the
// ending says.
func judge(ending, path string, data []byte) []string {
	switch ending {
	case ".html":
		return judgeHTML(string(data), true)
	case ".xml", ".svg":
		return judgeXML(data, strings.HasSuffix(path, "feed.xml") || strings.Contains(path, "/feed"))
	case ".json":
		return judgeJSON(data)
	case ".jsonl":
		var found []string
		for line := range bytes.Lines(data) {
			found = append(found, judgeJSON(line)...)
		}
		return found
	case ".csv":
		return judgeCSV(data)
	}
	return nil
}

// forbiddenElements are those that run, load, send or lead away by themselves.
var forbiddenElements = strings.Fields("applet audio base embed fencedframe form frame frameset iframe input button layer math meta-refresh noembed noframes noscript object param portal style template textarea select video xmp plaintext marquee dialog")

// loading are the relations of a link that make a browser ask for something.
var loading = strings.Fields("stylesheet icon preload prefetch preconnect dns-prefetch modulepreload manifest prerender import apple-touch-icon mask-icon")

// judgeHTML looks through a page of the site, or a text of a feed. A page has
// its data for machines and its downloads; a text has neither.
func judgeHTML(source string, page bool) []string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(forbiddenElements, n.Data) {
			found = append(found, "a <"+n.Data+">")
		}
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		switch n.Data {
		case "script":
			if !page || attributes["type"] != "application/ld+json" || attributes["src"] != "" || n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
				found = append(found, "a <script>")
			}
		case "meta":
			if _, equiv := attributes["http-equiv"]; equiv {
				found = append(found, "a <meta http-equiv>")
			}
		}
		_, download := attributes["download"]
		for key, value := range attributes {
			if f := judgeAttribute(n.Data, key, value, attributes["rel"], page && download); f != "" {
				found = append(found, f)
			}
		}
	}
	return found
}

func judgeAttribute(element, key, value, rel string, download bool) string {
	what := fmt.Sprintf("<%s %s=%.80q>", element, key, value)
	switch {
	case strings.HasPrefix(key, "on"), slices.Contains(strings.Fields("style srcdoc formaction action ping background poster srcset manifest dynsrc lowsrc codebase archive classid"), key):
		return what
	case !slices.Contains(strings.Fields("href src xlink:href data cite"), key):
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(value))
	switch {
	case err != nil:
		return what + " " + err.Error()
	case u.Scheme == "data" && download && element == "a" && (strings.HasPrefix(u.Opaque, "application/x-") || strings.HasPrefix(u.Opaque, "application/vnd.")):
		return ""
	case !slices.Contains([]string{"", "https", "http", "mailto", "tel"}, u.Scheme):
		return what
	}
	loads := element != "a" && element != "blockquote" && element != "area"
	if element == "link" {
		loads = slices.ContainsFunc(strings.Fields(rel), func(r string) bool { return slices.Contains(loading, r) })
	}
	if loads && u.Host != "" && u.Host != "archive.example" {
		return what + " loads from another host"
	}
	return ""
}

// ownStyle is what a feed may say of its style: that it is CSS of its own site,
// at the root or below /own.
var ownStyle = regexp.MustCompile(`^type="text/css" href="(/own)?/assets/feed\.[0-9a-f]+\.css"$`)

// judgeXML looks through a feed or another file of XML. The texts of a feed
// that readers take for HTML are judged as that.
func judgeXML(data []byte, feed bool) []string {
	var found []string
	d := xml.NewDecoder(bytes.NewReader(data))
	var in string
	var text strings.Builder
	for {
		token, err := d.Token()
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local
			text.Reset()
			if in == "script" || in == "foreignObject" || slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return strings.HasPrefix(a.Name.Local, "on") }) {
				found = append(found, "a <"+in+"> that runs")
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			if feed && (in == "encoded" || in == "description") {
				found = append(found, judgeHTML(text.String(), false)...)
			}
			in = ""
		case xml.ProcInst:
			if token.Target != "xml" && !(token.Target == "xml-stylesheet" && feed && ownStyle.Match(token.Inst)) {
				found = append(found, "an instruction "+token.Target)
			}
		case xml.Directive:
			found = append(found, "a document type")
		}
		if err == io.EOF {
			return found
		}
		if err != nil {
			return append(found, err.Error())
		}
	}
}

// judgeJSON looks through JSON, and through what it gives as HTML.
func judgeJSON(data []byte) []string {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return []string{err.Error()}
	}
	var found []string
	var visit func(v any)
	visit = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				visit(e)
			}
		case map[string]any:
			for key, e := range v {
				if s, ok := e.(string); ok && key == "content_html" {
					found = append(found, judgeHTML(s, false)...)
				}
				visit(e)
			}
		}
	}
	visit(value)
	return found
}

// judgeCSV looks for cells that a spreadsheet would run.
func judgeCSV(data []byte) []string {
	var found []string
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return []string{err.Error()}
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
				found = append(found, fmt.Sprintf("a cell that runs: %.60q", cell))
			}
		}
	}
	return found
}

// TestJudge proves that the judge finds what it is there for.
func TestJudge(t *testing.T) {
	for _, c := range []struct{ ending, data string }{
		{".html", "<script>alert(1)</script>"}, {".html", `<script type="application/ld+json">{</script>`}, {".html", "<img src=x onerror=alert(1)>"},
		{".html", "<p style='color:red'>"}, {".html", "<a href=' javascript:alert(1)'>"}, {".html", "<a href='java\tscript:alert(1)'>"}, {".html", "<iframe>"}, {".html", "<img src=//elsewhere.example/x>"},
		{".html", "<a href='data:text/html,x' download>"}, {".html", "<a href='data:application/x-bibtex,x'>"}, {".html", "<link rel=stylesheet href=https://elsewhere.example/x>"}, {".html", "<svg><a xlink:href='javascript:x'>"},
		{".html", "<meta http-equiv=refresh content=0>"}, {".html", "<base href=/x>"}, {".html", "<svg><style>x"},
		{".xml", "<rss><description>&lt;script&gt;</description></rss>"}, {".xml", "<rss><encoded>&lt;p onclick=x&gt;</encoded></rss>"}, {".xml", "<rss>"}, {".xml", "<?xml-stylesheet href='x'?><rss/>"},
		{".svg", "<svg onload='x'/>"}, {".svg", "<svg><script/></svg>"}, {".json", `{"content_html": "<script>"}`}, {".json", "{"}, {".jsonl", "{}\n{"}, {".csv", "a,=1"}, {".csv", "a,\"＝1\""},
	} {
		if len(judge(c.ending, "feed.xml", []byte(c.data))) == 0 {
			t.Errorf("nothing is found in %s", c.data)
		}
	}
	for _, c := range []struct{ ending, data string }{
		{".html", `<p lang="en"><a href="https://elsewhere.example/">x</a><img src="/x.png" alt="<script>"><script type="application/ld+json">{}</script>`}, {".html", "<a href='data:application/x-bibtex,x' download=x>"},
		{".xml", "<rss><description>&amp;lt;script&amp;gt;</description></rss>"}, {".json", `{"content_html": "&lt;script>"}`}, {".csv", "a,'=1"},
	} {
		if found := judge(c.ending, "feed.xml", []byte(c.data)); len(found) > 0 {
			t.Errorf("in %s is found: %s", c.data, found)
		}
	}
}
