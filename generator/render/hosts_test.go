package render_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"communique/generator/preflight"
	"communique/generator/site"
	"communique/themes"
)

// headerRule is a rule of _headers, with the names of its headers in small letters.
type headerRule struct {
	pattern string
	headers map[string]string
}

// headerRules reads a _headers file as its hosts do.
func headerRules(t *testing.T, text string) []headerRule {
	t.Helper()
	var rules []headerRule
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "/") {
			rules = append(rules, headerRule{line, map[string]string{}})
			continue
		}
		name, value, ok := strings.Cut(strings.TrimPrefix(line, "  "), ": ")
		if !ok || len(rules) == 0 || !strings.HasPrefix(line, "  ") {
			t.Fatalf("neither a path nor a header: %q", line)
		}
		rules[len(rules)-1].headers[strings.ToLower(name)] = value
	}
	return rules
}

// fits reports whether a rule holds for an address.
func (r headerRule) fits(address string) bool {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(r.pattern), `\*`, ".*")
	return regexp.MustCompile("^" + pattern + "$").MatchString(address)
}

// sent returns what a host sends with an address that joins by a comma, as
// Cloudflare does, and what one sends that keeps the last.
func sent(rules []headerRule, address string) (joined, last map[string]string) {
	joined, last = map[string]string{}, map[string]string{}
	for _, r := range rules {
		if !r.fits(address) {
			continue
		}
		for name, value := range r.headers {
			if last[name] = value; joined[name] != "" {
				value = joined[name] + ", " + value
			}
			joined[name] = value
		}
	}
	return joined, last
}

// TestHeadersOfEachAddress checks what hosts send with every file of a site,
// whichever way they merge the rules.
func TestHeadersOfEachAddress(t *testing.T) {
	const strict = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	always := map[string]string{
		"x-content-type-options":     "nosniff",
		"referrer-policy":            "no-referrer",
		"cross-origin-opener-policy": "same-origin",
		"permissions-policy":         "camera=(), geolocation=(), microphone=()",
		"strict-transport-security":  "max-age=31536000",
	}
	kinds := map[site.Kind]map[string]string{
		site.RSS:         {"content-type": "application/xml; charset=utf-8", "access-control-allow-origin": "*"},
		site.JSONFeed:    {"content-type": "application/feed+json", "access-control-allow-origin": "*"},
		site.OpenSearch:  {"content-type": "application/opensearchdescription+xml"},
		site.Asset:       {"cache-control": "public, max-age=31536000, immutable"},
		site.CSV:         {"content-type": "text/csv; charset=utf-8", "access-control-allow-origin": "*"},
		site.BibTeX:      {"content-type": "application/x-bibtex; charset=utf-8", "access-control-allow-origin": "*"},
		site.DataPackage: {"content-type": "", "access-control-allow-origin": "*"},
		site.Home:        {"content-type": "", "access-control-allow-origin": "", "cache-control": ""},
		site.Sitemap:     {"content-type": ""},
		site.File:        {"content-type": "", "cache-control": ""}, // the same name may get new bytes
	}
	s, r := build(t, valid, themes.Default())
	rules := headerRules(t, pageAt(t, s, r, "/_headers"))
	seen := map[site.Kind]bool{}
	for p := range s.All {
		seen[p.Kind] = true
		address := s.Base.Href(p.Path)
		joined, last := sent(rules, address)
		policy := []string{strict}
		if strings.HasSuffix(address, ".svg") && p.Kind != site.Asset {
			policy = append(policy, strict+"; sandbox")
		}
		if got := joined["content-security-policy"]; got != strings.Join(policy, ", ") {
			t.Errorf("%s: policy %q", address, got)
		}
		if got := last["content-security-policy"]; got != policy[len(policy)-1] {
			t.Errorf("%s: policy %q", address, got)
		}
		for _, want := range []map[string]string{always, kinds[p.Kind]} {
			for name, value := range want {
				if joined[name] != value || last[name] != value {
					t.Errorf("%s: %s: %q or %q, want %q", address, name, joined[name], last[name], value)
				}
			}
		}
	}
	for kind := range kinds {
		if !seen[kind] {
			t.Errorf("the archive has no %s", kind)
		}
	}
}

// TestHeadersOfSVG checks that an attachment in SVG is in the sandbox in
// whatever letter case its name ends, and that no rule is there for others.
func TestHeadersOfSVG(t *testing.T) {
	const folder = "statements/2017/joint-call"
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`
	call, err := fs.ReadFile(valid, folder+".md")
	if err != nil {
		t.Fatal(err)
	}
	s, r := build(t, changed(t, valid, map[string]string{
		folder + ".md":    string(call) + "\n![A](a.SVG) ![B](b.Svg) ![C](c.SVG)\n",
		folder + "/a.SVG": svg, folder + "/b.Svg": svg, folder + "/c.SVG": svg,
	}), themes.Default())
	got := pageAt(t, s, r, "/_headers")
	rules := headerRules(t, got)
	for _, name := range []string{"a.SVG", "b.Svg", "c.SVG"} {
		address := "/files/2017/joint-call/" + name
		pageAt(t, s, r, site.Path(address))
		if _, last := sent(rules, address); !strings.HasSuffix(last["content-security-policy"], "; sandbox") {
			t.Errorf("%s: %q", address, last["content-security-policy"])
		}
	}
	if n := strings.Count(got, "\n/files/*"); n != 3 {
		t.Errorf("%d rules for attachments, want 3: %s", n, got)
	}
	if found := preflight.Headers("_headers", []byte(got)); len(found) > 0 {
		t.Errorf("hosts do not understand %v", found)
	}
}

// TestHeadersOfAHost checks that a whole host is spoken for only where it is
// the archive's own, and reached by https.
func TestHeadersOfAHost(t *testing.T) {
	for base, want := range map[string]bool{
		"https://archive.example":         true,
		"http://archive.example":          false,
		"https://people.example/archive/": false,
	} {
		content := changed(t, valid, map[string]string{"archive.yaml": fmt.Sprintf("title: T\nbase_url: %s\nid_authority: archive.example,2026\n", base)})
		s, r := build(t, content, themes.Default())
		got := pageAt(t, s, r, "/_headers")
		if strings.Contains(got, "Strict-Transport-Security") != want {
			t.Errorf("%s: %s", base, got)
		}
		prefixed := func(r headerRule) bool { return strings.HasPrefix(r.pattern, s.Base.Prefix+"/") }
		if rules := headerRules(t, got); slices.ContainsFunc(rules, func(r headerRule) bool { return !prefixed(r) }) {
			t.Errorf("%s: a rule for other addresses: %s", base, got)
		}
	}
}
