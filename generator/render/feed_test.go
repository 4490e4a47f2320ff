package render_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	gofeedjson "github.com/mmcdole/gofeed/json"

	"communique/generator/render"
	"communique/generator/site"
	"communique/themes"
)

// pairs renders the documents of the feeds of a site, RSS and JSON together.
func pairs(t *testing.T, s *site.Site, made map[site.Path]string, visit func(path site.Path, x rss, j jsonFeed)) {
	t.Helper()
	n := 0
	for path, text := range made {
		if !strings.HasSuffix(string(path), "feed.xml") {
			continue
		}
		other, ok := made[site.Path(strings.TrimSuffix(string(path), "xml")+"json")]
		if !ok {
			t.Errorf("%s has no JSON beside it", path)
			continue
		}
		n++
		visit(path, readRSS(t, text), readJSON(t, other))
	}
	if n == 0 {
		t.Error("no feeds")
	}
}

// TestFeedsAgree checks that both formats are valid and say the same.
func TestFeedsAgree(t *testing.T) {
	for name, content := range map[string]fs.FS{"valid": valid, "sample": sample(t, 30)} {
		s, r := build(t, content, themes.Default())
		made := feeds(t, s, r)
		pairs(t, s, made, func(path site.Path, x rss, j jsonFeed) {
			if x.Version != "2.0" || j.Version != "https://jsonfeed.org/version/1.1" {
				t.Errorf("%s: versions %q, %q", path, x.Version, j.Version)
			}
			same(t, name+" "+string(path), map[string][2]string{
				"title": {strings.Join(x.Channel.Titles, "; "), j.Title}, "link": {x.Channel.Links[0].Text, j.HomePageURL},
				"language": {x.Channel.Language, j.Language}, "description": {x.Channel.Description, cmp.Or(j.Description, x.Channel.Titles[0])},
			})
			if self := x.Channel.Links[1]; self.XMLName.Space != "http://www.w3.org/2005/Atom" || self.Rel != "self" || self.Href != s.Base.URL(path) || strings.TrimSuffix(j.FeedURL, "json") != strings.TrimSuffix(self.Href, "xml") {
				t.Errorf("%s: is at %+v and %q", path, self, j.FeedURL)
			}
			if len(x.Channel.Items) != len(j.Items) || len(j.Items) > 20 {
				t.Errorf("%s: %d items, %d items", path, len(x.Channel.Items), len(j.Items))
				return
			}
			past := strings.HasSuffix(string(path), "-feed.xml")
			seen := map[string]bool{}
			for i, item := range j.Items {
				compareItems(t, fmt.Sprintf("%s %s, item %d", name, path, i), x.Channel.Items[i], item)
				if short := past && !strings.Contains(string(path), "/feeds/statements/"); x.Channel.Items[i].short != short && !strings.Contains(string(path), "/corrections/") {
					t.Errorf("%s: is an item a summary? %v", path, !short)
				}
				if seen[item.ID] {
					t.Errorf("%s: id %q stands twice", path, item.ID)
				}
				seen[item.ID] = true
			}
		})
	}
}

// same reports what two formats do not say alike.
func same(t *testing.T, where string, fields map[string][2]string) {
	t.Helper()
	for name, pair := range fields {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s is %.300q in RSS, %.300q in JSON", where, name, pair[0], pair[1])
		}
	}
}

func compareItems(t *testing.T, where string, x rssItem, j jsonItem) {
	t.Helper()
	var names []string
	for _, a := range j.Authors {
		names = append(names, a.Name)
		if u, err := url.Parse(a.URL); err != nil || u.IsAbs() == x.short {
			t.Errorf("%s: author's address %q", where, a.URL)
		}
	}
	same(t, where, map[string][2]string{
		"title": {x.Title, j.Title}, "link": {x.Link, j.URL}, "id": {x.GUID.ID, j.ID}, "content": {x.Content, j.HTML},
		"summary": {x.Description, j.Summary}, "language": {x.Language, j.Language},
		"authors": {strings.Join(x.Creators, "; "), strings.Join(names, "; ")}, "tags": {strings.Join(x.Categories, "; "), strings.Join(j.Tags, "; ")},
	})
	if len(x.Enclosures) != len(j.Attachments) {
		t.Fatalf("%s: %d enclosures, %d attachments", where, len(x.Enclosures), len(j.Attachments))
	}
	for i, e := range x.Enclosures {
		if a := j.Attachments[i]; e.URL != a.URL || e.Type != a.Type || e.Length != a.Size || e.Length <= 0 {
			t.Errorf("%s: enclosure %+v, attachment %+v", where, e, a)
		}
	}
	if x.GUID.PermaLink != "false" || !strings.HasPrefix(j.ID, "tag:") || strings.ContainsAny(j.ID, " \"<>") || x.Author != "" {
		t.Errorf("%s: id %q, permaLink %q, author %q", where, j.ID, x.GUID.PermaLink, x.Author)
	}
	date, err := time.Parse(time.RFC1123Z, x.Date)
	if err != nil || date.Format(time.RFC1123Z) != x.Date || !strings.HasSuffix(x.Date, " 00:00:00 +0000") {
		t.Errorf("%s: date %q: %v", where, x.Date, err)
	}
	if published, err := time.Parse(time.RFC3339, j.Published); err != nil || !published.Equal(date) {
		t.Errorf("%s: published %q, but %q: %v", where, j.Published, x.Date, err)
	}
	if j.Modified != "" {
		if modified, err := time.Parse(time.RFC3339, j.Modified); err != nil || !modified.After(date) {
			t.Errorf("%s: modified %q: %v", where, j.Modified, err)
		}
	}
	if j.HTML == "" {
		t.Errorf("%s: no content", where)
	}
	for _, list := range parse(t, j.HTML).elements {
		for _, n := range list {
			for _, a := range n.Attr {
				if u, err := url.Parse(a.Val); (a.Key == "href" || a.Key == "src") && (err != nil || !u.IsAbs()) {
					t.Errorf("%s: %s=%q is not absolute", where, a.Key, a.Val)
				}
			}
		}
	}
}

// feeds renders the feeds alone, as a preview does.
func feeds(t *testing.T, s *site.Site, r *render.Renderer) map[site.Path]string {
	t.Helper()
	all := map[site.Path]string{}
	for p := range s.All {
		if p.Kind == site.RSS || p.Kind == site.JSONFeed {
			all[p.Path] = page(t, r, p)
		}
	}
	return all
}

// TestFeedReader reads both formats with a feed reader's own parser, which
// must find the same in them.
func TestFeedReader(t *testing.T) {
	s, r := build(t, sample(t, 100), themes.Default())
	documents := []site.Path{"/", "/fr/", "/ar/", "/feeds/statements/1-"}
	for p := range s.All {
		if p.Kind == site.RSS && p.Lang == "ar" && p.Feed.Number == 1 && p.Feed.Subject.Kind == site.Signatory && len(documents) == 4 {
			documents = append(documents, site.Path(strings.TrimSuffix(string(p.Path), "feed.xml"))) // of summaries
		}
	}
	if len(documents) != 5 {
		t.Fatal("no signatory's feed has a past")
	}
	for _, of := range documents {
		rssText, jsonText := pageAt(t, s, r, of+"feed.xml"), pageAt(t, s, r, of+"feed.json")
		x, err := gofeed.NewParser().ParseString(rssText)
		if err != nil {
			t.Fatal(err)
		}
		j, err := gofeed.NewParser().ParseString(jsonText)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := (&gofeedjson.Parser{}).Parse(strings.NewReader(jsonText))
		if err != nil {
			t.Fatal(err)
		}
		if x.FeedType != "rss" || j.FeedType != "json" || len(x.Items) != 20 || len(j.Items) != 20 {
			t.Fatalf("%s: %s with %d items, %s with %d", of, x.FeedType, len(x.Items), j.FeedType, len(j.Items))
		}
		same(t, string(of), map[string][2]string{
			"title": {x.Title, j.Title}, "link": {x.Link, j.Link}, "description": {x.Description, j.Description}, "language": {x.Language, j.Language},
			"address": {strings.TrimSuffix(x.FeedLink, "xml"), strings.TrimSuffix(j.FeedLink, "json")},
		})
		for i, a := range x.Items {
			b := j.Items[i]
			// The reader's common form looks for addresses in names, and keeps
			// one author of RSS; so the names are compared as they were written.
			var authors []string
			for _, author := range raw.Items[i].Authors {
				authors = append(authors, author.Name)
			}
			same(t, fmt.Sprintf("%s, item %d", of, i), map[string][2]string{
				"title": {a.Title, b.Title}, "id": {a.GUID, b.GUID}, "link": {a.Link, b.Link}, "date": {a.PublishedParsed.String(), b.PublishedParsed.String()},
				"content": {strings.TrimSpace(cmp.Or(a.Content, a.Description)), strings.TrimSpace(b.Content)},
				"tags":    {strings.Join(a.Categories, "; "), strings.Join(b.Categories, "; ")},
				"authors": {strings.Join(a.DublinCoreExt.Creator, "; "), strings.Join(authors, "; ")},
			})
			// In the past of all but the archive's feed there are summaries.
			if short := strings.HasPrefix(string(of), "/ar/feeds/signatories/"); short != (len(authors) == 0) {
				t.Errorf("%s, item %d: the authors are %q", of, i, authors)
			}
		}
	}
}

const linked = `
-- statements/2017/call.md --
---
title: Call
date: 2017-01-01
countries: [KH]
signatories: [first]
---

See [before](../2016/before.md#h-part), [there](#h-words), <https://other.example/>, ![chart](chart.png) and [mail](mailto:a@b.example)[^1].

# Words

[^1]: A note.
-- statements/2017/call/chart.png --
png
-- statements/2016/before.md --
---
title: Before
date: 2016-01-01
countries: [KH]
signatories: [first]
---

# Part

Text with a note[^1].

[^1]: A note.
`

// TestFeedLinks checks that addresses of the site are whole in feeds, on a
// page from its root.
func TestFeedLinks(t *testing.T) {
	content := written(t, linked)
	replace(t, content, "archive.yaml", "https://archive.example", "https://archive.example/under")
	s, r := build(t, content, themes.Default())
	inFeed := readJSON(t, pageAt(t, s, r, "/feed.json")).Items[0].HTML
	onPage := pageAt(t, s, r, "/statements/2017/call")
	for _, c := range []struct{ in, want string }{
		{inFeed, `href="https://archive.example/under/statements/2016/before#h-part"`},
		{inFeed, `href="https://archive.example/under/statements/2017/call#h-words"`},
		{inFeed, `src="https://archive.example/under/files/2017/call/chart.png"`},
		{inFeed, `href="https://archive.example/under/statements/2017/call#fn-1"`},
		{inFeed, `href="https://other.example/"`},
		{inFeed, `href="mailto:a@b.example"`},
		{onPage, `href="/under/statements/2016/before#h-part"`},
		{onPage, `href="#h-words"`},
		{onPage, `src="/under/files/2017/call/chart.png"`},
		{onPage, `href="https://other.example/"`},
	} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("no %s in %s", c.want, c.in)
		}
	}
	if strings.Contains(inFeed, "own.invalid") || strings.Contains(onPage, "own.invalid") {
		t.Error("an address is still marked")
	}
}

// TestFeedContent checks what an item has where the statement has no text, and
// what became of it since.
func TestFeedContent(t *testing.T) {
	s, r := build(t, written(t, `
-- statements/2017/bare.md --
---
title: Bare & plain
date: 2017-01-01
countries: [KH]
signatories: [first, {org: gone, withdrawn: 2017-02-01}]
---
-- statements/2016/summary.md --
---
title: Summary
summary: What <it> says.
date: 2016-01-01
countries: [KH]
signatories: [{org: first, as: FIRST}]
---
-- signatories/gone.md --
---
name: Gone
---
`), themes.Default())
	feed := readJSON(t, pageAt(t, s, r, "/feed.json"))
	bare, summary := feed.Items[0], feed.Items[1]
	if bare.HTML != "<p>Bare &amp; plain</p>" || summary.HTML != "<p>What &lt;it&gt; says.</p>" || summary.Summary != "What <it> says." {
		t.Errorf("%+v\n%+v", bare, summary)
	}
	if len(bare.Authors) != 1 || bare.Authors[0].Name != "First" || summary.Authors[0].Name != "FIRST" || bare.Modified != "2017-02-01T00:00:00Z" || summary.Modified != "" {
		t.Errorf("%+v\n%+v", bare, summary)
	}
}

// TestFeedLineEnds checks that a file from Windows brings no characters into
// the feeds that XML does not have.
func TestFeedLineEnds(t *testing.T) {
	content := written(t, linked)
	content["statements/2017/call.md"].Data = []byte(strings.ReplaceAll("---\ntitle: Call\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\n---\n\nOne\ntwo.\n\n    code\n    more\n\n| a | b |\n|---|---|\n| c | d |\n", "\n", "\r\n"))
	s, r := build(t, content, themes.Default())
	x, j := readRSS(t, pageAt(t, s, r, "/feed.xml")), readJSON(t, pageAt(t, s, r, "/feed.json"))
	if got := x.Channel.Items[0].Content; got != j.Items[0].HTML || strings.ContainsAny(got, "\r\ufffd") || !strings.Contains(got, "code\nmore") {
		t.Errorf("%q\n%q", got, j.Items[0].HTML)
	}
}

// TestEmptyFeed checks that an archive without statements has feeds that can
// be read.
func TestEmptyFeed(t *testing.T) {
	s, r := build(t, written(t, ""), themes.Default())
	if x := readRSS(t, pageAt(t, s, r, "/feed.xml")); len(x.Channel.Items) != 0 || x.Channel.Description != "Test" {
		t.Errorf("%+v", x)
	}
	if j := readJSON(t, pageAt(t, s, r, "/feed.json")); j.Items == nil || len(j.Items) != 0 {
		t.Errorf("%+v", j)
	}
}
