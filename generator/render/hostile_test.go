package render_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"communique/generator/render"
	"communique/generator/site"
	"communique/themes"
)

// texts are those that must come through every format as they are.
var texts = map[string]string{
	"markup":     `</title><script>alert(1)</script>]]><![CDATA[ <!-- & &amp; &#0; "'` + "`" + ` --> <a href=javascript:x onclick='y'>`,
	"characters": "😀 👩‍👩‍👧 \u200foverride\u200e e\u0301 \u00a0 \U0001d54f \u200b សួស្តី العربية \ufffd",
	"braces":     `{{.}} {{template "main"}} {n} {subject} %s $1 \1 \`,
	"scheme":     `javascript:expression(alert(1))`, // which html/template has nowhere but in text
	"length":     strings.Repeat("A very long title & <more>. ", 16<<10/28) + "End",
}

// everywhere is an archive that has a text in every field of text.
func everywhere(t *testing.T, text string) string {
	return strings.ReplaceAll(`
-- archive.yaml --
title: TEXT
description: TEXT
base_url: https://archive.example/a&b'c
id_authority: archive.example,2026
languages: [en, fr]
publisher: {name: TEXT, url: "https://publisher.example/?a=b&c='d'<e>", email: "a&b@publisher.example"}
license: {name: TEXT, url: "https://license.example/?a&b"}
-- signatories/first.md --
---
name: TEXT
names: {fr: TEXT, km: TEXT}
acronym: TEXT
former_names: [{name: TEXT, until: 2016}]
website: "https://first.example/?a&b=<c>'"
---

- TEXT
-- signatories/second.md --
---
name: Second
---
-- topics/media.md --
---
name: TEXT
---
-- countries/kh.md --
---
name: TEXT
---
-- pages/about.md --
---
title: TEXT
summary: TEXT
---

Text.
-- statements/2016/gone.md --
---
title: TEXT
date: 2016-05-03
removed: {date: 2018-02-01, note: TEXT}
---
-- statements/2017/call.md --
---
title: TEXT
date: 2017-09-01
countries: [KH]
signatories: [{org: first, as: TEXT}, {org: second, as: TEXT, withdrawn: 2018-01-01, note: TEXT}]
topics: [media]
addressees: [TEXT]
place: TEXT
summary: TEXT
also_at: ["https://first.example/?a&b=<c>'"]
corrections: [{date: 2017-09-05, note: TEXT}]
retracted: {date: 2018-02-01, note: TEXT}
---

`+"`````\nBODY\n`````\n\nAfter ]]> it & more.\n", "TEXT", quote(t, text))
}

// TestHostile checks that no text, in any field, can break out of its place:
// feeds and sitemap stay valid and say the same, pages show the text and
// nothing of it runs.
func TestHostile(t *testing.T) {
	for name, hostile := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := written(t, strings.ReplaceAll(everywhere(t, hostile), "BODY", hostile))
			s, r := build(t, content, themes.Default())
			x, j := readRSS(t, pageAt(t, s, r, "/countries/kh/feed.xml")), readJSON(t, pageAt(t, s, r, "/countries/kh/feed.json"))
			if len(x.Channel.Items) != 1 || len(j.Items) != 1 {
				t.Fatalf("%d items, %d items", len(x.Channel.Items), len(j.Items))
			}
			want := norm.NFC.String(hostile)
			compareItems(t, name, x.Channel.Items[0], j.Items[0])
			for field, got := range map[string]string{
				"title": j.Items[0].Title, "summary": j.Items[0].Summary, "author": j.Items[0].Authors[0].Name,
				"country": j.Items[0].Tags[0], "topic": j.Items[0].Tags[1], "description": x.Channel.Description,
			} {
				if got != want {
					t.Errorf("%s is %.200q, want %.200q", field, got, want)
				}
			}
			if got := x.Channel.Titles[0]; got != want+": "+want || got != j.Title {
				t.Errorf("the feed is called %.200q", got)
			}
			compareOPML(t, s, r)
			body := parse(t, j.Items[0].HTML)
			if code := body.elements["code"]; len(body.elements["script"]) > 0 || len(code) != 1 || text(code[0]) != hostile+"\n" {
				t.Errorf("the content is %.300q", j.Items[0].HTML)
			}
			kinds := map[site.Kind]bool{}
			for p := range s.All {
				if !isHTML(p) {
					continue
				}
				kinds[p.Kind] = true
				d := parse(t, page(t, r, p))
				scripts := d.elements["script"] // of JSON-LD, which is data
				if len(scripts) > 1 || len(scripts) == 1 && !json.Valid([]byte(text(scripts[0]))) || len(d.elements["h1"]) != 1 || len(d.elements["main"]) != 1 {
					t.Errorf("%s: a text has become part of the page", p.Path)
				}
				for _, n := range d.elements["a"] {
					if attribute(n, "onclick") != "" || strings.HasPrefix(attribute(n, "href"), "javascript:") {
						t.Errorf("%s: a link that runs", p.Path)
					}
				}
				if p.Kind == site.Statement && text(d.elements["h1"][0]) != want {
					t.Errorf("%s: the heading is %.200q", p.Path, text(d.elements["h1"][0]))
				}
			}
			if len(kinds) < len(site.PageKinds) {
				t.Errorf("only of the kinds %v are there pages", kinds)
			}
		})
	}
}

// compareOPML checks that the list of all feeds calls each as it calls itself.
func compareOPML(t *testing.T, s *site.Site, r *render.Renderer) {
	t.Helper()
	var list struct {
		Feeds []outline `xml:"body>outline>outline"`
	}
	if err := xml.Unmarshal([]byte(pageAt(t, s, r, "/feeds/all.opml")), &list); err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	for _, o := range list.Feeds {
		titles[o.XMLURL] = o.Title
	}
	for p := range s.All {
		if p.Kind != site.RSS || p.Lang != s.Languages[0] || p.Feed.Number > 0 {
			continue
		}
		if got, want := titles[s.Base.URL(p.Path)], readRSS(t, page(t, r, p)).Channel.Titles[0]; got != want || got == "" {
			t.Errorf("%s is called %.200q in the list of feeds, and calls itself %.200q", p.Path, got, want)
		}
	}
}
