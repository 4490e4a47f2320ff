package markdown

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"nothing", "\n\n", ""},
		{"paragraphs", "# A *b*\n\nc &amp; \\*d\\*\ne  \nf [g](h) ![i](j) <https://k.org>\n\n> l\n", "A b\n\nc & *d* e\nf g i https://k.org\n\nl"},
		{"lines", "a\tb [^1] \\\nc `d\ne`\n\n[^1]: f\n", "a b\nc d e\n\nf"},
		{"spaces", "a [^1] <b> c\n\n<br>\n\nd <!-- e -->\n\n[^1]: f\n", "a c\n\nd\n\nf"},
		{"close list", "a\n- b\n  - c\n- d\n\ne\n", "a\n\nb\nc\nd\n\ne"},
		{"loose list", "1. a\n\n   b\n2. c\n   - d\n", "a\n\nb\n\nc\n\nd"},
		{"table", "a | b\n-|-\n| | c\n`d` |\n\ne\n", "a\tb\n\tc\nd\t\n\ne"},
		{"code", "    a\n\n      b\n\n```\nc\n```\n", "a\n\n  b\n\nc"},
		{"notes", "[^2]: b\n\na[^1]\n\n[^1]: c\n\n    d\n", "a\n\nc\n\nd\n\nb"},
		{"what is not shown", "a\n\n***\n\n<div>x</div>\n\n[l]: m\n", "a"},
	} {
		if got := string(Text(nil, []byte(test.src))); got != test.want {
			t.Errorf("%s: %q\ngot  %q\nwant %q", test.name, test.src, got, test.want)
		}
	}
}

func TestBareAddresses(t *testing.T) {
	for _, test := range []struct{ src, want string }{ // links in angle brackets
		{"http://a.org", "<http://a.org>"},
		{"HTTPS://a.org/B", "<HTTPS://a.org/B>"},
		{"See http://a.org/b?c=d&e#f.", "See <http://a.org/b?c=d&e#f>."},
		{"(http://a.org), \"http://a.org/b\"; 'http://a.org/c'", "(<http://a.org>), \"<http://a.org/b>\"; '<http://a.org/c>'"},
		{"(see http://a.org/b_(c))", "(see <http://a.org/b_(c)>)"},
		{"**http://a.org/b_c_d** _http://a.org_", "<http://a.org/b_c_d> <http://a.org>"},
		{"http://a.org/b*c*d ~~http://a.org~~", "<http://a.org/b*c*d> <http://a.org>"},
		{"1] http://a.org/b[c]] d", "1] <http://a.org/b[c]>] d"},
		{"http://a.org:8080/", "<http://a.org:8080/>"},
		{"http://a.org/?b=c&amp;d", "<http://a.org/?b=c&d>"},
		{"សូមមើលhttps://a.orgនៅទីនេះ។", "សូមមើល<https://a.org>នៅទីនេះ។"},
		{"请看https://a.org/b，谢谢", "请看<https://a.org/b>，谢谢"},
		{"https://fr.a.org/wiki/Élection»", "<https://fr.a.org/wiki/Élection>»"},
		{"انظر https://a.org/قرار، ثم", "انظر <https://a.org/قرار>، ثم"},
		{"| http://a.org | b@c.de |\n|-|-|", "<http://a.org> <b@c.de>"},
		{"b@c.de, b.c_d+e@f-g.hi. _b@c.de_", "<b@c.de>, <b.c_d+e@f-g.hi>. <b@c.de>"},
		{"Email:b@c.de mailto:b@c.de", "Email:<b@c.de> <mailto:b@c.de>"},
		{"អ៊ីមែលb@c.de", "អ៊ីមែល<b@c.de>"},

		{"www.a.org ftp://a.org xhttp://a.org 1http://a.org", "www.a.org ftp://a.org xhttp://a.org 1http://a.org"},
		{"http://a http:// https: http://.a http://a. http:/a.b (http://a.) http://*.a", "http://a http:// https: http://.a http://a. http:/a.b (http://a.) http://*.a"},
		{"http://a.org/b\\_c http\\://a.org", "http://a.org/b_c http://a.org"},
		{"b@c @d.ef b@.c b@c.d- josé@b.cd ssh://git@b.cd b@c@d.ef", "b@c @d.ef b@.c b@c.d- josé@b.cd ssh://git@b.cd b@c@d.ef"},
		{"`http://a.org`", "http://a.org"},
		{"[http://a.org b@c.de](d)", "<http://a.org b@c.de>"},
	} {
		got := string(HTML(nil, []byte(test.src), Options{}))
		got = regexp.MustCompile(`<a [^>]*>(.*?)</a>`).ReplaceAllString(got, "&lt;$1&gt;")
		got = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(got, " ")
		got = strings.Join(strings.Fields(html.UnescapeString(got)), " ")
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.src, got, test.want)
		}
	}
}
