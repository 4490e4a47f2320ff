package markdown

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

func TestHTML(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"nothing", "", ""},
		{"paragraphs", "a *b* **c** ~~d~~ `e<`\nf  \ng \\* &copy; &lt;\n\nh\\\ni\n",
			"<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code>\nf<br>\ng * © &lt;</p>\n<p>h<br>\ni</p>\n"},
		{"no entities", "&copy &nope; &#x; &#12345678; &;\n", "<p>&amp;copy &amp;nope; &amp;#x; &amp;#12345678; &amp;;</p>\n"},
		{"no typography", "\"a\" -- 'b'...\n", "<p>&quot;a&quot; -- 'b'...</p>\n"},
		{"raw html", "a <b>b</b><!-- c -->\n\n<script>d</script>\n\n<!-- e -->\n\n<br>\n", "<p>a b</p>\n"},
		{"blocks", "> a\n\n***\n\n    b<\n\n```go\nc&\n```\n",
			"<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<pre tabindex=\"0\"><code>b&lt;\n</code></pre>\n<pre tabindex=\"0\"><code>c&amp;\n</code></pre>\n"},
		{"lists", "- a\n  1. b\n- c\n\n\n7. d\n\n   e\n",
			"<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>c</li>\n</ul>\n<ol start=\"7\">\n<li>\n<p>d</p>\n<p>e</p>\n</li>\n</ol>\n"},
		{"links", "[a](b \"c &quot;\\\"d\") [e](f g?\"h) <i@j.kl>\n",
			"<p><a href=\"b\" title=\"c &quot;&quot;d\">a</a> [e](f g?&quot;h) <a href=\"mailto:i@j.kl\">i@j.kl</a></p>\n"},
		{"addresses are escaped", "[a](/b?c=d&e=ក%20\"') [f](<g h>)\n",
			"<p><a href=\"/b?c=d&amp;e=%E1%9E%80%20%22'\">a</a> <a href=\"g%20h\">f</a></p>\n"},
		{"unsafe addresses", "[*a*](javascript:b) ![c](data:image/png;d) <vbscript:e> [f](JAVA&#10;script:g)\n",
			"<p><em>a</em> c vbscript:e f</p>\n"},
		{"links in links", "[a <http://b.c> [d](e) f](g) [<http://h.i>](j)\n",
			"<p>[a <a href=\"http://b.c\">http://b.c</a> <a href=\"e\">d</a> f](g) <a href=\"j\">http://h.i</a></p>\n"},
		{"images", "![a *b* \"c\"](d.png \"e\") [![](f.png)](g)\n",
			"<p><img src=\"d.png\" alt=\"a b &quot;c&quot;\" title=\"e\" loading=\"lazy\"> <a href=\"g\"><img src=\"f.png\" alt=\"\" loading=\"lazy\"></a></p>\n"},
		{"headings", "# *A* b\n\nC\n---\n", "<h1 id=\"h-a-b\"><em>A</em> b</h1>\n<h2 id=\"h-c\">C</h2>\n"},
		{"table", "a|b|c|\n:-|:-:|-:\n`d \\| e`|\n",
			"<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"left\">a</th>\n" +
				"<th scope=\"col\" class=\"center\">b</th>\n<th scope=\"col\" class=\"right\">c</th>\n</tr>\n</thead>\n" +
				"<tbody>\n<tr>\n<td class=\"left\"><code>d | e</code></td>\n<td></td>\n<td></td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"table without header", "| | |\n|-|-|\n|a|b|\n",
			"<div class=\"table\" tabindex=\"0\">\n<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"line ends", "a\r\nb\rc\r\n\r\n    d\r\n", "<p>a\nb\nc</p>\n<pre tabindex=\"0\"><code>d\n</code></pre>\n"},
		{"forbidden characters", "a\x00\v\xffb &#0; &#xD800; &#x1F; &#150;\n", "<p>a\uFFFD\uFFFD\uFFFDb \uFFFD \uFFFD \uFFFD \uFFFD</p>\n"},
	} {
		if got := string(HTML(nil, []byte(test.src), Options{})); got != test.want {
			t.Errorf("%s: %q\ngot  %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

func noteref(id, number string) string {
	return `<sup id="fnref-` + id + `"><a href="#fn-` + number + `" role="doc-noteref">` + number + `</a></sup>`
}

func back(ids ...string) string {
	s := ""
	for i, id := range ids {
		s += ` <a href="#fnref-` + id + `" role="doc-backlink">↩` + "\uFE0E"
		if i > 0 {
			s += fmt.Sprintf("<sup>%d</sup>", i+1)
		}
		s += "</a>"
	}
	return s
}

func TestNotes(t *testing.T) {
	notes := func(items ...string) string {
		s := "<section role=\"doc-endnotes\">\n<ol>\n"
		for i, item := range items {
			s += fmt.Sprintf("<li id=\"fn-%d\">\n%s</li>\n", i+1, item)
		}
		return s + "</ol>\n</section>\n"
	}
	for _, test := range []struct{ name, src, want string }{
		{"numbered as they are referred to", "[^b]: B\n[^a]: A\n\nx[^a] y![^b] z[^a]\n",
			"<p>x" + noteref("1", "1") + " y!" + noteref("2", "2") + " z" + noteref("1-2", "1") + "</p>\n" +
				notes("<p>A"+back("1", "1-2")+"</p>\n", "<p>B"+back("2")+"</p>\n")},
		{"blocks", "x[^a]\n\n[^a]: A\n\n    - B\n",
			"<p>x" + noteref("1", "1") + "</p>\n" + notes("<p>A</p>\n<ul>\n<li>B</li>\n</ul>\n<p>"+back("1")[1:]+"</p>\n")},
		{"empty", "x[^a]\n\n[^a]:\n", "<p>x" + noteref("1", "1") + "</p>\n" + notes("<p>"+back("1")[1:]+"</p>\n")},
		{"within notes", "x[^a]\n\n[^a]: A[^b]\n    [^b]: B\n\n        C\n",
			"<p>x" + noteref("1", "1") + "</p>\n" + notes("<p>A"+noteref("2", "2")+back("1")+"</p>\n", "<p>B</p>\n<p>C"+back("2")+"</p>\n")},
		{"none is lost", "[^c]: C[^d]\n[^d]: D\n\nx[^a]\n\n[^a]: A\n[^a]: B\n",
			"<p>x" + noteref("1", "1") + "</p>\n" +
				notes("<p>A"+back("1")+"</p>\n", "<p>C"+noteref("3", "3")+"</p>\n", "<p>D"+back("3")+"</p>\n", "<p>B</p>\n")},
		{"within links and pictures", "[x[^a] y](z) ![x[^a]](y)\n\n[^a]: A\n",
			"<p><a href=\"z\">x y</a>" + noteref("1", "1") + " <img src=\"y\" alt=\"x\" loading=\"lazy\">" + noteref("1-2", "1") + "</p>\n" +
				notes("<p>A"+back("1", "1-2")+"</p>\n")},
		{"within a picture in a link", "[![x[^a]](y)](z)\n\n[^a]: A\n",
			"<p><a href=\"z\"><img src=\"y\" alt=\"x\" loading=\"lazy\"></a>" + noteref("1", "1") + "</p>\n" + notes("<p>A"+back("1")+"</p>\n")},
		{"tabs", ">\t[^a]:\tA\n>\n>\t\tB\n\nx[^a]\n",
			"<blockquote>\n</blockquote>\n<p>x" + noteref("1", "1") + "</p>\n" + notes("<p>A</p>\n<p>B"+back("1")+"</p>\n")},
		{"undefined", "x[^a] `[^a]`\n", "<p>x[^a] <code>[^a]</code></p>\n"},
	} {
		if got := string(HTML(nil, []byte(test.src), Options{})); got != test.want {
			t.Errorf("%s: %q\ngot  %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

func TestHeadingLevels(t *testing.T) {
	for _, test := range []struct {
		src     string
		highest int
		want    string
	}{
		{"# a\n## b\n", 0, "1 2"},
		{"# a\n## b\n", 2, "2 3"},
		{"## a\n### b\n", 2, "2 3"},
		{"### a\n#### b\n", 2, "2 3"},
		{"## a\n# b\n", 2, "3 2"},
		{"# a\n##### b\n###### c\n", 3, "3 6 6"},
		{"> # a\n\nb[^1]\n\n[^1]:\n    ## c\n", 2, "2 3"},
	} {
		var levels []string
		for rest := string(HTML(nil, []byte(test.src), Options{Headings: test.highest})); ; {
			_, after, found := strings.Cut(rest, "<h")
			if !found {
				break
			}
			levels = append(levels, after[:1])
			rest = after
		}
		if got := strings.Join(levels, " "); got != test.want {
			t.Errorf("%q under %d: got %s, want %s", test.src, test.highest, got, test.want)
		}
	}
}

func TestOptions(t *testing.T) {
	src := []byte("# a\n\n[b](c) [d](#h-a) [e](#f) https://g.org ![h *i*](j) ![k](l)[^1]\n\nm|\n-|\n\n[^1]: n\n")
	hooks := Options{
		Link: func(dest string) string {
			if dest == "c" {
				return ""
			}
			return "/to?" + dest + "&"
		},
		Image: func(dest string) Image {
			if dest == "l" {
				return Image{}
			}
			return Image{"/img/" + dest, 640, 480}
		},
		Labels: Labels{"Notes \"x\"", "Table", func(note, ref int) string { return fmt.Sprint("Back ", note, ".", ref) }},
	}
	page := hooks
	page.Prefix = "x-"
	const image = `<img src="/img/j" alt="h i" width="640" height="480" loading="lazy"> k`
	const table = " role=\"group\" aria-label=\"Table\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">m</th>\n</tr>\n</thead>\n</table>\n</div>\n"
	want := `<h1 id="x-h-a">a</h1>
<p>b <a href="#x-h-a">d</a> <a href="#f">e</a> <a href="/to?https://g.org&amp;">https://g.org</a> ` + image +
		`<sup id="x-fnref-1"><a href="#x-fn-1" role="doc-noteref">1</a></sup></p>
<div class="table" tabindex="0"` + table + `<section role="doc-endnotes" aria-label="Notes &quot;x&quot;">
<ol>
<li id="x-fn-1">
<p>n <a href="#x-fnref-1" role="doc-backlink" aria-label="Back 1.1">↩` + "\uFE0E" + `</a></p>
</li>
</ol>
</section>
`
	if got := string(HTML(nil, src, page)); got != want {
		t.Errorf("page:\ngot  %s\nwant %s", got, want)
	}
	feed := page
	feed.Page = "https://a.org/s?a&b"
	want = `<h1>a</h1>
<p>b <a href="https://a.org/s?a&amp;b#x-h-a">d</a> <a href="https://a.org/s?a&amp;b#f">e</a> <a href="/to?https://g.org&amp;">https://g.org</a> ` + image +
		`<sup><a href="https://a.org/s?a&amp;b#x-fn-1" role="doc-noteref">1</a></sup></p>
<div class="table"` + table + `<section role="doc-endnotes" aria-label="Notes &quot;x&quot;">
<ol>
<li>
<p>n</p>
</li>
</ol>
</section>
`
	if got := string(HTML(nil, src, feed)); got != want {
		t.Errorf("feed:\ngot  %s\nwant %s", got, want)
	}
}

// What the hooks return is checked as what the editor wrote is.
func TestHooksCannotHarm(t *testing.T) {
	got := string(HTML(nil, []byte("[a](b) ![c](d)\n"), Options{
		Link:  func(string) string { return "javascript:alert(1)" },
		Image: func(string) Image { return Image{Src: `data:"><script>`} },
	}))
	if want := "<p>a c</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAppends(t *testing.T) {
	dst := make([]byte, 3, 10_000)
	copy(dst, "\n\nx")
	if got := string(HTML(dst, []byte("a"), Options{})); got != "\n\nx<p>a</p>\n" {
		t.Errorf("HTML: %q", got)
	}
	if got := string(Text(dst, []byte("a\n\nb\n"))); got != "\n\nxa\n\nb" {
		t.Errorf("Text: %q", got)
	}
}

func TestConcurrentUse(t *testing.T) {
	src, err := os.ReadFile("testdata/body.md")
	if err != nil {
		t.Fatal(err)
	}
	want := string(HTML(nil, src, Options{Headings: 2}))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := string(HTML(nil, src, Options{Headings: 2})); got != want {
					t.Error("two calls differ")
				}
			}
		})
	}
	wg.Wait()
	if f := Inspect(src).Faults; f != nil {
		t.Errorf("faults in a sound body: %v", f)
	}
}
