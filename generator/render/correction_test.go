package render_test

import (
	"fmt"
	"strings"
	"testing"

	"communique/generator/site"
	"communique/themes"
)

// befallen is a statement to which everything happened, and an organisation
// with a history.
const befallen = `
-- signatories/after.md --
---
name: After
names: {fr: Après}
former_names: [{name: Before & Co, until: 2017-06-30}]
---
-- signatories/merged.md --
---
name: Merged
dissolved: 2018
successor: after
---
-- signatories/gone.md --
---
name: Gone
---
-- statements/2017/call.md --
---
title: Call <for> it
date: 2017-01-01
countries: [KH]
signatories:
  - first
  - after
  - {org: merged, signed: 2017-02-01, note: took its time}
  - {org: gone, withdrawn: 2017-03-01}
withheld: 2
corrections: [{date: 2017-02-01, note: "A <b>name</b>."}]
retracted: {date: 2018-01-01, note: "All & wrong."}
---

Text.
-- statements/2017/call.fr.md --
---
title: Appel
translated: 2018-02-01
---

Texte.
-- statements/2016/other.md --
---
title: Other
date: 2016-01-01
countries: [TG]
signatories: [gone, {org: after, signed: 2017-08-01}]
---

Text.
`

// TestCorrectionsFeed holds what the feeds of corrections say, in each
// language, and that both formats and the page agree.
func TestCorrectionsFeed(t *testing.T) {
	s, r := build(t, written(t, befallen), themes.Default())
	for prefix, want := range map[site.Path]string{
		"": `Retracted · Call <for> it | https://archive.example/statements/2017/call | <p>All &amp; wrong.</p>
Signed later by After · Other | https://archive.example/statements/2016/other#signatories | <p>Signed later by After · Other</p>
Signature withdrawn by Gone · Call <for> it | https://archive.example/statements/2017/call#signatories | <p>Signature withdrawn by Gone · Call &lt;for&gt; it</p>
Corrected · Call <for> it | https://archive.example/statements/2017/call#corrections | <p>A &lt;b&gt;name&lt;/b&gt;.</p>
Signed later by Merged · Call <for> it | https://archive.example/statements/2017/call#signatories | <p>took its time</p>
`,
		"/fr": `Déclaration retirée · Appel | https://archive.example/fr/statements/2017/call | <p>All &amp; wrong.</p>
Signature ultérieure : Après · Other | https://archive.example/statements/2016/other#signatories | <p>Signature ultérieure : Après · Other</p>
Signature retirée : Gone · Appel | https://archive.example/fr/statements/2017/call#signatories | <p>Signature retirée : Gone · Appel</p>
Corrigée · Appel | https://archive.example/fr/statements/2017/call#corrections | <p>A &lt;b&gt;name&lt;/b&gt;.</p>
Signature ultérieure : Merged · Appel | https://archive.example/fr/statements/2017/call#signatories | <p>took its time</p>
`} {
		j := readJSON(t, pageAt(t, s, r, prefix+"/corrections/feed.json"))
		x := readRSS(t, pageAt(t, s, r, prefix+"/corrections/feed.xml"))
		shown := pageAt(t, s, r, prefix+"/corrections/")
		var got strings.Builder
		for i, item := range j.Items {
			compareItems(t, fmt.Sprintf("%s, item %d", prefix, i), x.Channel.Items[i], item)
			fmt.Fprintf(&got, "%s | %s | %s\n", item.Title, item.URL, item.HTML)
			if href := `href="` + strings.TrimPrefix(item.URL, "https://archive.example") + `"`; !strings.Contains(shown, href) {
				t.Errorf("%s: the page has no %s", prefix, href)
			}
		}
		if got.String() != want {
			t.Errorf("%s:\n%s\nwant:\n%s", prefix, got.String(), want)
		}
		if x.Channel.Links[0].Text != "https://archive.example"+string(prefix)+"/corrections/" || x.Channel.Titles[0] == "Test" {
			t.Errorf("%s: %+v", prefix, x.Channel)
		}
		for _, feed := range []string{"feed.xml", "feed.json"} {
			if link := string(prefix) + "/corrections/" + feed; !strings.Contains(shown, `rel="alternate" type="application/`) || !strings.Contains(shown, `href="`+link+`"`) {
				t.Errorf("%s: the page does not lead to %s", prefix, link)
			}
		}
		if home := pageAt(t, s, r, prefix+"/"); !strings.Contains(home, `<a href="`+string(prefix)+`/corrections/">`) {
			t.Errorf("%s/ does not lead to the corrections", prefix)
		}
	}
	none, r := build(t, written(t, ""), themes.Default())
	if shown := pageAt(t, none, r, "/corrections/"); !strings.Contains(shown, "Nothing so far.") {
		t.Errorf("without corrections the page is %s", shown)
	}
}

// TestRetracted checks that a retraction is told wherever the statement's text
// is: on its page in each language, first thing in feeds, and in the data.
func TestRetracted(t *testing.T) {
	s, r := build(t, written(t, befallen), themes.Default())
	for prefix, date := range map[site.Path]string{"": "Retracted on 1 January 2018.", "/fr": "Déclaration retirée le 1er janvier 2018."} {
		shown := pageAt(t, s, r, prefix+"/statements/2017/call")
		if !strings.Contains(shown, "<strong>"+date+"</strong>") || !strings.Contains(shown, "All &amp; wrong.") || !strings.Contains(shown, `"creativeWorkStatus":"Retracted"`) {
			t.Errorf("%s: the page does not say %q", prefix, date)
		}
		for _, list := range []site.Path{"/", "/countries/kh/", "/signatories/first/"} {
			items := readJSON(t, pageAt(t, s, r, prefix+list+"feed.json")).Items
			notice := "<p><strong>" + date + "</strong> All &amp; wrong.</p>\n<p>Text"
			if items[0].ID != "tag:archive.example,2026:statements/2017/call" || !strings.HasPrefix(items[0].HTML, notice) {
				t.Errorf("%s%s: %q does not begin with %q", prefix, list, items[0].HTML, notice)
			}
			if len(items) > 1 && strings.Contains(items[1].HTML, "strong") {
				t.Errorf("%s%s: %q", prefix, list, items[1].HTML)
			}
		}
	}
	if row := pageAt(t, s, r, "/data/statements.jsonl"); !strings.Contains(row, `"retracted":"2018-01-01"`) {
		t.Errorf("the data has no retraction: %s", row)
	}
}

// TestWithdrawnSignature checks that a signatory that withdrew is shown so on
// the statement, marked on its own list, and named as an author nowhere.
func TestWithdrawnSignature(t *testing.T) {
	s, r := build(t, written(t, befallen), themes.Default())
	statement := pageAt(t, s, r, "/statements/2017/call")
	if !strings.Contains(statement, `<s><a href="/signatories/gone/"><bdi>Gone</bdi></a></s>`) || !strings.Contains(statement, "5 signatories") {
		t.Error("the statement does not strike the name through, or counts it")
	}
	head, _, _ := strings.Cut(statement, "</head>")
	_, cited, _ := strings.Cut(statement, `<section class="cite"`)
	items := readJSON(t, pageAt(t, s, r, "/feed.json")).Items
	for where, text := range map[string]string{"head": head, "citation": cited, "authors": fmt.Sprint(items[0].Authors), "citations": pageAt(t, s, r, "/data/citations.bib")} {
		call, _, _ := strings.Cut(text, "2016_other")
		if !strings.Contains(call, "First") || where != "citations" && strings.Contains(call, "Gone") {
			t.Errorf("%s: %.1000s", where, text)
		}
	}
	own := pageAt(t, s, r, "/signatories/gone/")
	if !strings.Contains(own, "signed 1 statement<") || strings.Count(own, "withdrew on 1 March 2017") != 1 || strings.Count(own, `class="item"`) != 2 {
		t.Errorf("its own page: %s", own)
	}
	if strings.Contains(own, `href="/countries/kh/"`) {
		t.Error("it is said to have spoken about the country")
	}
	if other := pageAt(t, s, r, "/countries/kh/"); strings.Contains(other, "withdrew") || strings.Contains(other, "Gone") {
		t.Error("another list speaks of it")
	}
	if rows := pageAt(t, s, r, "/data/signatures.csv"); !strings.Contains(rows, ",gone,Gone,,,2017-03-01,") {
		t.Errorf("the data has no row of it: %s", rows)
	}
	for row := range strings.Lines(pageAt(t, s, r, "/data/signatories.jsonl")) {
		if strings.HasPrefix(row, `{"id":"gone"`) && !strings.Contains(row, `"statements":1`) {
			t.Errorf("the data counts what it withdrew from: %s", row)
		}
	}
}

// TestNameInForce checks that every form of a statement has the name that an
// organisation bore on the day on which it signed, and its page the history.
func TestNameInForce(t *testing.T) {
	s, r := build(t, written(t, befallen), themes.Default())
	call, other := pageAt(t, s, r, "/statements/2017/call"), pageAt(t, s, r, "/fr/feed.json")
	for where, want := range map[string]string{
		"letterhead":   `<li><bdi>Before &amp; Co</bdi></li>`,
		"signature":    `<bdi>Before &amp; Co</bdi></a> <span class="faint">(now <bdi>After</bdi>)`,
		"JSON-LD":      `"name":"Before & Co"`,
		"library tags": `<meta name="DC.creator" content="Before &amp; Co">`,
		"BibTeX":       `Before \&amp; Co`,
	} {
		if !strings.Contains(call, want) {
			t.Errorf("%s: no %s", where, want)
		}
	}
	if !strings.Contains(other, `{"name":"Before & Co"`) || !strings.Contains(other, `{"name":"Après"`) {
		t.Errorf("the feed has %s", other)
	}
	if rows := pageAt(t, s, r, "/data/signatures.csv"); !strings.Contains(rows, ",after,Before & Co,") || !strings.Contains(rows, ",after,After,") {
		t.Errorf("the data has %s", rows)
	}
	after, merged := pageAt(t, s, r, "/signatories/after/"), pageAt(t, s, r, "/fr/signatories/merged/")
	for _, want := range []string{`<dt>Formerly</dt><dd><bdi>Before &amp; Co</bdi> (until 30 June 2017)</dd>`, `<dt>Succeeds</dt><dd><a href="/signatories/merged/"><bdi>Merged</bdi></a></dd>`} {
		if !strings.Contains(after, want) {
			t.Errorf("the page of the successor has no %s: %s", want, after)
		}
	}
	for _, want := range []string{`<dt>Date de dissolution</dt><dd>2018</dd>`, `<dt>Successeur</dt><dd><a href="/fr/signatories/after/"><bdi>Après</bdi></a></dd>`} {
		if !strings.Contains(merged, want) {
			t.Errorf("the page of the predecessor has no %s: %s", want, merged)
		}
	}
}
