package markdown

import (
	"bytes"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func seed(f *testing.F) {
	for _, test := range faultTests {
		f.Add([]byte(test.src))
	}
	body, err := os.ReadFile("testdata/body.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	for _, src := range []string{
		"[a[^1]](b) ![c[^1]](d)[^2]\n\n[^1]: e[^2]\n    [^3]: f\n[^2]: g[^3]\n",
		"# a\n# [a](#h-a) [b](#h-a-1) [c](#fn-1)\n>\t# d[^1]\n\n- [^1]: # e\n",
		"|\ta|\\|b`\\||\n:-:|-|-:\n[http://a.org](c)|<http://b.org>d@e.fg_h|i|j\n",
		"a\\&amp;&#x26;&#0;\"<>\x00\xff\r\n\r\vb  \r\nc\\\r\n",
		"**http://a.org/b_c_d** _b@c.de_ f_g_@h.ij សូមhttp://a.org។ mailto:k@l.mn\n",
	} {
		f.Add([]byte(src))
	}
}

// elements are all that a body may consist of, with their attributes.
var elements = map[string]string{
	"p": "", "br": "", "hr": "", "em": "", "strong": "", "del": "", "code": "", "pre": "tabindex", "blockquote": "", "ul": "",
	"ol": "start", "li": "id", "a": "href title role aria-label", "img": "src alt title loading",
	"h1": "id", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "sup": "id", "section": "role aria-label",
	"div": "class tabindex role aria-label", "table": "", "thead": "", "tbody": "", "tr": "", "th": "scope class", "td": "class",
}

var anyScheme = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

// page is what a browser makes of HTML.
type page struct {
	ids   []string
	hrefs []string // of fragments
}

// read checks that s is balanced and holds nothing but what is allowed.
func read(t *testing.T, s []byte) page {
	var p page
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(s)); ; {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("left open: %v", open)
			}
			return p
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v", token.Data, open)
			}
			open = open[:len(open)-1]
		case html.StartTagToken:
			if token.Data == "a" && slices.Contains(open, "a") {
				t.Fatal("a link in a link")
			}
			if !slices.Contains([]string{"br", "hr", "img"}, token.Data) {
				open = append(open, token.Data)
			}
			p.element(t, token)
		case html.TextToken:
		default:
			t.Fatalf("%v %q", kind, token)
		}
	}
}

func (p *page) element(t *testing.T, token html.Token) {
	allowed, known := elements[token.Data]
	if !known {
		t.Fatalf("element %q", token.Data)
	}
	for _, a := range token.Attr {
		if !slices.Contains(strings.Fields(allowed), a.Key) {
			t.Fatalf("attribute %q of %q", a.Key, token.Data)
		}
		switch a.Key {
		case "id":
			if slices.Contains(p.ids, a.Val) {
				t.Fatalf("two ids %q", a.Val)
			}
			p.ids = append(p.ids, a.Val)
		case "href", "src":
			p.address(t, a.Val)
		}
	}
}

func (p *page) address(t *testing.T, dest string) {
	dest = strings.TrimLeft(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(dest), " ")
	switch scheme := strings.ToLower(anyScheme.FindString(dest)); scheme {
	case "", "http:", "https:", "mailto:", "tel:":
	default:
		t.Fatalf("scheme %q", scheme)
	}
	if strings.HasPrefix(dest, "#") {
		p.hrefs = append(p.hrefs, dest[1:])
	}
}

// prefix is one that the fuzzer will hardly write itself.
const prefix = "zq7j4-"

func FuzzHTML(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		o := Options{Prefix: prefix, Headings: 2, Labels: Labels{"n", "t", func(int, int) string { return "b" }}}
		out := HTML(nil, src, o)
		if !bytes.Equal(out, HTML(nil, src, o)) {
			t.Fatal("two calls differ")
		}
		if !bytes.Equal(src, before) {
			t.Fatal("the source was changed")
		}
		p := read(t, out)
		var anchors []string
		for _, id := range p.ids {
			if strings.HasPrefix(id, prefix+"h-") {
				anchors = append(anchors, id[len(prefix):])
			}
		}
		if known := Inspect(src).Anchors; !slices.Equal(anchors, known) {
			t.Fatalf("ids %q, anchors %q", anchors, known)
		}
		for _, href := range p.hrefs {
			id, _ := url.PathUnescape(href)
			if strings.HasPrefix(href, prefix) && !slices.Contains(p.ids, id) {
				t.Fatalf("#%s leads nowhere", href)
			}
		}
		o.Page = "https://a.org/b"
		if p := read(t, HTML(nil, src, o)); len(p.ids) > 0 {
			t.Fatalf("ids in a feed: %q", p.ids)
		}
		if text := Text(nil, src); !utf8.Valid(text) || !utf8.Valid(out) {
			t.Fatal("no UTF-8")
		}
	})
}

var (
	label = regexp.MustCompile(`\[[^\]]*\]`)
	word  = regexp.MustCompile(`[a-zA-Z]{3,}`)
)

// FuzzNothingLost checks that each word of a body without faults is in its
// HTML, if only in an address. It leaves out what means something else than it
// says: escapes, the names of entities and languages, labels.
func FuzzNothingLost(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		if bytes.ContainsAny(src, "&%\\") || bytes.Contains(src, []byte("```")) || bytes.Contains(src, []byte("~~~")) ||
			len(Inspect(src).Faults) > 0 {
			return
		}
		out := HTML(nil, src, Options{})
		for _, w := range word.FindAll(label.ReplaceAll(src, []byte(" ")), -1) {
			if !bytes.Contains(out, w) {
				t.Fatalf("%q is lost in %q", w, out)
			}
		}
	})
}

// opensWith are the characters of which one stands at the place of a fault.
var opensWith = map[FaultKind]string{
	RawHTML: "<", UndefinedNote: "[", UnusedNote: "[", DuplicateNote: "[",
	UndefinedReference: "[!", UnusedReference: "[", DuplicateReference: "[",
	BrokenLink: "[!", UnsafeLink: "[!<", ForeignImage: "!", Renumbered: "0123456789",
}

func FuzzInspect(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)), "\n")
		at := func(p At) rune {
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1]) {
				t.Fatalf("%v lies outside", p)
			}
			return []rune(lines[p.Line-1])[p.Column-1]
		}
		facts := Inspect(src)
		for i, fault := range facts.Faults {
			c := at(fault.At)
			if want := opensWith[fault.Kind]; want != "" && !strings.ContainsRune(want, c) {
				t.Fatalf("%v stands at %q", fault, c)
			}
			if !utf8.ValidString(fault.Text) || strings.Contains(fault.Text, "\n") {
				t.Fatalf("text %q", fault.Text)
			}
			if i > 0 && before(fault.At, facts.Faults[i-1].At) {
				t.Fatalf("%v stands behind %v", facts.Faults[i-1], fault)
			}
		}
		for i, l := range facts.Links {
			c := at(l.At)
			if l.Image != (c == '!') || !l.Image && c != '[' && c != '<' && (c >= utf8.RuneSelf || !isLetter(byte(c)) && !isDigit(byte(c))) {
				t.Fatalf("%v stands at %q", l, c)
			}
			if i > 0 && before(l.At, facts.Links[i-1].At) {
				t.Fatalf("%v stands behind %v", facts.Links[i-1], l)
			}
		}
	})
}

func before(a, b At) bool { return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column }
