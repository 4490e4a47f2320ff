package extract

import "testing"

func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"article", `<title>x</title><nav>Home</nav><header>Site</header><main><h1>The <b>Title</b></h1><p>Text &amp; more.<p>Next.</main><footer>Foot</footer>`, "h1 The **Title**\np Text & more.\np Next."},
		{"whole page", `<nav>Home</nav><div>Text<div>inner</div>after</div><script>alert(1)</script><style>p{}</style><p hidden>no<p style="display: none">no<p aria-hidden=true>no<footer>Foot</footer>`, "p Text\np inner\np after"},
		{"looks", `<p>a <b>bold </b><span style="font-weight:bold">too</span> <em>slanted</em> <del>struck</del> <code>a*b</code> x<sup>2</sup>`, "p a **bold too** _slanted_ ~~struck~~ `a*b` x2"},
		{"breaks", "<p>one<br>two<br><br>\n three<br></p><hr><p>four<hr>", "p one / two / three\n___ \np four"},
		{"links", `<p><a href="https://example.org/x">there</a> <a href="/here">here</a> <a href="javascript:alert(1)">no</a> <a href="mailto:a@example.org">a@example.org</a>`, "p [there](https://example.org/x) here no <a@example.org>"},
		{"lists", `<ol start=3><li>three<ul><li>inner<p>more of it</ul>after<li value=7>seven</ol><p>text<ul><li><p>one<p>two</ul>`,
			"-1#3 three\n-2 inner\np2 more of it\np1 after\n-1#7 seven\np text\n-1 one\np1 two"},
		{"quotations", `<blockquote><p>one<blockquote>two</blockquote></blockquote>three`, ">1 one\n>2 two\np three"},
		{"centred", `<center>one</center><p align=center>two<p style="text-align:center">three<p>four`, "pc one\npc two\npc three\np four"},
		{"pre", "<pre>one\n  two</pre>", "p one / two"},
		{"table", `<table><caption>Signed</caption><thead><tr><th>Name<th>Country</thead><tr><td>Harbour Watch<td>Togo</table>`, "p Signed\n|1 Name | Country\n|2 Harbour Watch | Togo"},
		{"table for layout", `<table><tr><td><h1>Title</h1><p>Text</table>`, "h1 Title\np Text"},
		{"pictures", `<p><img alt="Logo of Harbour Watch" src=x><img src=y>text`, "p text\n! left out the picture \"Logo of Harbour Watch\" (paragraph 1)"},
		{"notes", `<p>Law<sup id=r1><a href="#n1">1</a></sup> and <a href="#n2" id=r2>[2]</a>, <a href="#n1">1</a>.<h2>Notes</h2><ol><li id=n1><p>First. <a href="#r1">↩︎</a></p><li id=n2>Second, <i>see</i>. <a href="#r2">↑</a></ol>`,
			"p Law[^1] and [^2], [^1].\nh2 Notes\n^1 First.\n^2 Second, _see_."},
		{"notes of Word", `<p>Law<a href="#_ftn1" name="_ftnref1">[1]</a></p><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Of 2016.</p></div>`, "p Law[^1]\n^1 Of 2016."},
		{"contents are no notes", `<p><a href="#a">1</a> <h2 id=a>One</h2><p>Text`, "p 1\nh2 One\np Text"},
		{"typed list", `<p>• one<p>• <b>two</b>`, "-1 one\n-1 **two**"},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.html", []byte(c.html)), c.want) })
	}
	d := must(t, "x.htm", []byte("<html lang=fr><meta charset=windows-1252><p>D\xe9claration"))
	if compare(t, d, "p Déclaration"); d.Language != "fr" {
		t.Errorf("the language is %q", d.Language)
	}
}

func TestCommonMark(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"blocks", "# The *Title*\n\nOne\ntwo\\\nthree  \nfour<br>five\n\n***\n\n> quoted\n>\n> > deeper\n\n    verbatim\n    lines\n", "h1 The _Title_\np One two / three / four / five\n___ \n>1 quoted\n>2 deeper\np verbatim / lines"},
		{"lists", "- one\n\n  more\n- two\n  1. three\n  2. four\n\nafter\n", "-1 one\np1 more\n-1 two\n-2#1 three\n-2#2 four\np after"},
		{"inlines", "**bold** ~~struck~~ `a*b` [link](https://example.org) <https://example.org/a_b> \\*not\\* &eacute; ![Logo](x.png) [here](/x)", "p **bold** ~~struck~~ `a*b` [link](https://example.org) <https://example.org/a_b> \\*not\\* é here\n! left out the picture \"Logo\" (line 1)"},
		{"references", "See [the law][l].\n\n[l]: https://example.org/law\n", "p See [the law](https://example.org/law)."},
		{"notes", "Law[^a] and order[^b].\n\n[^a]: Of 2016.\n[^b]: Of **2017**.\n", "p Law[^a] and order[^b].\n^a Of 2016.\n^b Of **2017**."},
		{"table", "| Name | Country |\n|---|---|\n| Harbour Watch | Togo |\n", "|1 Name | Country\n|2 Harbour Watch | Togo"},
		{"HTML", "<div>\n<p>inside</p>\n</div>\n\ntext <b>bold</b>\n", "p inside\np text bold"},
		{"rule at the beginning", "---\n\ntext\n\n---\n", "p text"},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.md", []byte(c.text)), c.want) })
	}
	for _, front := range []string{"---\ntitle: x\n---\ntext\n", "---\n# a comment\n\"title\" : x\n...\n", "+++\ntitle = 'x'\n+++\ntext\n"} {
		refused(t, "x.md", []byte(front), "line 1: it has front matter")
	}
	if d := must(t, "x.md", []byte("\n# a\n\nb\n\n- c\n")); d.Blocks[0].Place != "line 2" || d.Blocks[1].Place != "line 4" || d.Blocks[2].Place != "line 6" {
		t.Errorf("places are %v", d.Blocks)
	}
}
