package extract

import (
	"math/rand/v2"
	"strings"
	"testing"

	"communique/generator/markdown"
)

func TestInline(t *testing.T) {
	bold, italic, link := look{bold: true}, look{italic: true}, look{link: "https://example.org/a_(b)"}
	both := look{bold: true, italic: true}
	for _, c := range []struct {
		spans []span
		want  string
	}{
		{[]span{{text: "plain"}}, "plain"},
		{[]span{{text: " a \n b "}}, "a b"},
		{[]span{{text: "a "}, {text: " bold ", look: bold}, {text: "b"}}, "a **bold** b"},
		{[]span{{text: "in", look: bold}, {text: "side"}}, "**in**side"},
		{[]span{{text: "Note:", look: bold}, {text: "text"}}, "Note:text"},
		{[]span{{text: "Note:", look: bold}, {text: " text"}}, "**Note:** text"},
		{[]span{{text: "a", look: italic}, {text: "b", look: bold}}, "_a_**b**"},
		{[]span{{text: "a ", look: bold}, {text: "b", look: both}}, "**a *b***"},
		{[]span{{text: "see "}, {text: "here", look: link}}, "see [here](https://example.org/a_%28b%29)"},
		{[]span{{text: "https://example.org/x_y", look: look{link: "https://example.org/x_y"}}}, "<https://example.org/x_y>"},
		{[]span{{text: "a@example.org", look: look{link: "mailto:a@example.org"}}}, "<a@example.org>"},
		{[]span{{text: "law"}, {note: "1"}, {text: "."}}, "law[^1]."},
		{[]span{{text: "law", look: bold}, {note: "1"}}, "**law**[^1]"},
		{[]span{{text: "one"}, {broke: true}, {broke: true}, {text: "two"}}, "one\\\ntwo"},
		{[]span{{text: "x`y", look: look{code: true}}}, "``x`y``"},
		{[]span{{text: "# 5 * 3 < 4 & <b> &amp; a_b _c [1] [x](y)"}}, `\# 5 \* 3 < 4 & \<b> \&amp; a_b \_c [1] [x\](y)`},
		{[]span{{text: "1. x"}}, `1\. x`},
		{[]span{{text: "2017. x"}}, `2017\. x`},
		{[]span{{text: "- x"}}, `\- x`},
		{[]span{{text: "+ x"}}, `\+ x`},
		{[]span{{text: "> x"}}, `\> x`},
		{[]span{{text: "a"}, {broke: true}, {text: "---"}}, "a\\\n\\---"},
		{[]span{{text: "a|b"}, {broke: true}, {text: "-|-"}}, "a\\|b\\\n-\\|-"},
	} {
		var b Block
		b.fill(c.spans)
		if b.Markdown != c.want {
			t.Errorf("%v\n got %q\nwant %q", c.spans, b.Markdown, c.want)
		}
	}
}

// checkReadsBack checks that Markdown means the lines it was made of, by the parser
// that the archive is built with.
func checkReadsBack(t *testing.T, b Block) {
	t.Helper()
	want := strings.Join(strings.Fields(strings.Join(b.Lines, " ")), " ")
	read := string(markdown.Text(nil, []byte(b.Markdown)))
	if got := strings.Join(strings.Fields(read), " "); got != want {
		t.Fatalf("%q\nis read as %q\n   meant %q", b.Markdown, got, want)
	}
}

// TestReadsBack writes spans of every look with all that means something in
// CommonMark, and reads them again.
func TestReadsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := []string{"word", "a", "*", "_", "**", "`", "[x]", "(y)", "<b>", "&amp;", "#", "1.", "-", "---", "===", ">", "|", "\\", "~~",
		"!", "[^1]", "https://example.org/a_b*c", "a_b", ":", "é", "«", "»", "ខ្មែរ", "الأمن", "www.example.org", ")", "]", "[", "a@example.org", "'", "\"", "…", "<!--", "1)", "+", "```", "<https://x.org>"}
	looks := []look{{}, {}, {bold: true}, {italic: true}, {bold: true, italic: true}, {struck: true}, {code: true}, {link: "https://example.org/(a b)"}, {bold: true, link: "mailto:x@example.org"}}
	for range 4000 {
		var spans []span
		for range 1 + r.IntN(6) {
			s := span{look: looks[r.IntN(len(looks))]}
			for range 1 + r.IntN(3) {
				s.text += words[r.IntN(len(words))] + []string{" ", "", " "}[r.IntN(3)]
			}
			spans = append(spans, s)
			if r.IntN(8) == 0 {
				spans = append(spans, span{broke: true})
			}
		}
		var b Block
		if b.fill(spans) {
			checkReadsBack(t, b)
		}
	}
}
