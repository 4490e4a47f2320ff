package render_test

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
	"communique/themes"
)

// TestRedirectsAgree reads what hosts and what browsers are told of each former
// address: both lead to the same page, which is one, and neither has a space
// or a sign too many. A feed is the feed that it leads to.
func TestRedirectsAgree(t *testing.T) {
	s, r := build(t, written(t, `
-- permalinks.tsv --
/signatories/oldé/	signatories/oldé	2026-01-01
/signatories/oldé/feed.xml	signatories/oldé	2026-01-01
/fr/signatories/oldé/	signatories/oldé	2026-01-01
/fr/signatories/oldé/feed.json	signatories/oldé	2026-01-01
-- signatories/second.md --
---
name: Second
redirect_from: [/signatories/oldé/, "/page@1,2+3~4"]
---
`), themes.Default())
	lines := map[string]string{}
	for line := range strings.Lines(pageAt(t, s, r, "/_redirects")) {
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[2] != "301!" || strings.ContainsAny(fields[0]+fields[1], "*:") {
			t.Fatalf("%q is no line of _redirects", line)
		}
		lines[fields[0]] = fields[1]
	}
	if len(lines) != 5 || len(s.Redirects) != 5 {
		t.Errorf("%d lines for %d former addresses", len(lines), len(s.Redirects))
	}
	for _, p := range s.Redirects {
		to := lines[(&url.URL{Path: string(p.Path)}).EscapedPath()]
		if to != s.Base.Href(p.Target.Path) || p.Target.Kind == site.Redirect {
			t.Errorf("%s leads to %q, not to %s", p.Path, to, p.Target.Path)
		}
		if strings.Contains(string(p.Path), "feed") {
			if page(t, r, p) != page(t, r, p.Target) {
				t.Errorf("%s is no copy of %s", p.Path, p.Target.Path)
			}
			continue
		}
		if got := refresh(t, page(t, r, p)); got != to {
			t.Errorf("the page %s leads to %q, not to %q", p.Path, got, to)
		}
	}
}

// refresh returns where a page leads at once: the address in its refresh, its
// link and, with the host, its canonical address.
func refresh(t *testing.T, page string) string {
	t.Helper()
	to := map[string]bool{}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		switch {
		case attr["http-equiv"] == "refresh":
			to[strings.TrimPrefix(attr["content"], "0; url=")] = true
		case n.Data == "a":
			to[attr["href"]] = true
		case attr["rel"] == "canonical":
			to[strings.TrimPrefix(attr["href"], "https://archive.example")] = true
		case n.Data == "script":
			t.Error("the page has a script")
		}
	}
	if len(to) != 1 {
		t.Errorf("the page leads to %v", to)
	}
	for address := range to {
		return address
	}
	return ""
}
