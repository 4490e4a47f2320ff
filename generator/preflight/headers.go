package preflight

import (
	"fmt"
	"slices"
	"strings"

	"communique/generator/diag"
)

const (
	headerRules = 100
	headerLine  = 2000
)

// ignored are the headers that Netlify sets itself.
var ignored = []string{"accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding", "content-length",
	"content-range", "date", "location", "server", "set-cookie", "trailer", "transfer-encoding", "upgrade"}

// headerRule is a rule of _headers.
type headerRule struct {
	line           // with its pattern
	names []string // of the headers, in small letters
}

// Headers returns what hosts do not understand in a _headers file, or each in
// its own way; name is for positions. The file is a sequence of rules: a line
// with the path of an address, in which one asterisk may stand for anything,
// then indented lines with a header each; lines that begin with # are
// comments. It finds a line that is neither, a rule of no headers, a second
// asterisk, a placeholder, a header that Netlify ignores, one that two rules
// give to one address (Cloudflare joins them, Netlify keeps one), and what is
// beyond the limits of Cloudflare Pages: 100 rules, 2,000 characters a line.
func Headers(name string, data []byte) diag.List {
	t := &text{name: name}
	var rules []headerRule
	for _, l := range t.lines(data, headerLine) {
		switch {
		case !strings.HasPrefix(l.string, " "):
			t.checkPattern(l)
			rules = append(rules, headerRule{line: l})
		case len(rules) == 0:
			t.add(l, 0, "a header stands before the first path", "")
		default:
			if header := t.checkHeader(l, rules); header != "" {
				last := &rules[len(rules)-1]
				last.names = append(last.names, header)
			}
		}
	}
	for i, r := range rules {
		if len(r.names) == 0 {
			t.add(r.line, 0, fmt.Sprintf("the rule for %q has no headers", r.string), "indent the headers below their path")
		}
		if i == headerRules {
			t.add(r.line, 0, fmt.Sprintf("Cloudflare Pages ignores the rules after the first %d", headerRules), "")
		}
	}
	return t.found
}

// checkPattern looks at the path of a rule.
func (t *text) checkPattern(l line) {
	if !strings.HasPrefix(l.string, "/") {
		t.add(l, 0, fmt.Sprintf("%q is neither a path nor an indented header", l.string), "begin a path with a slash and a header with two spaces")
		return
	}
	if i := strings.IndexAny(l.string, " ?#"); i >= 0 {
		t.add(l, i, fmt.Sprintf("a path cannot hold %q", l.string[i:i+1]), "escape it with a % sign")
	}
	if i := strings.Index(l.string, "/:"); i >= 0 {
		t.add(l, i+1, "hosts take this for a placeholder", "escape the colon with a % sign")
	}
	if i := strings.LastIndex(l.string, "*"); i > strings.Index(l.string, "*") {
		t.add(l, i, "Cloudflare Pages takes one asterisk in a path", "")
	}
}

// checkHeader looks at a header of the last rule, and returns its name in
// small letters, "" if it is none.
func (t *text) checkHeader(l line, rules []headerRule) string {
	header := strings.TrimLeft(l.string, " ")
	at := len(l.string) - len(header)
	name, value, colon := strings.Cut(header, ":")
	switch {
	case !colon || name == "" || strings.ContainsFunc(name, isNoToken):
		t.add(l, at, fmt.Sprintf("%q is no header", header), "write Name: value")
		return ""
	case strings.TrimSpace(value) == "":
		t.add(l, at, fmt.Sprintf("the header %s has no value", name), "")
		return ""
	}
	key := strings.ToLower(name)
	if slices.Contains(ignored, key) {
		t.add(l, at, fmt.Sprintf("Netlify sets %s itself and ignores this line", name), "")
	}
	here := len(rules) - 1
	for i, r := range rules {
		joins := i < here && key == "content-security-policy" // of two policies with a comma between, both hold
		if slices.Contains(r.names, key) && !joins && overlap(r.string, rules[here].string) {
			t.add(l, at, fmt.Sprintf("the rule for %q gives %s to the same address, and hosts differ on what they send then", r.string, name), "")
		}
	}
	return key
}

// isNoToken reports whether the name of a header cannot hold a character (RFC
// 9110, 5.6.2). An exclamation mark could, but takes a header away on
// Cloudflare Pages.
func isNoToken(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("#$%&'*+-.^_`|~", r))
}

// overlap reports whether some address fits both patterns, of which each has
// one asterisk at most.
func overlap(a, b string) bool {
	headA, tailA, wildA := strings.Cut(a, "*")
	headB, tailB, wildB := strings.Cut(b, "*")
	switch {
	case !wildA && !wildB:
		return a == b
	case !wildA:
		return fits(a, headB, tailB)
	case !wildB:
		return fits(b, headA, tailA)
	}
	return (strings.HasPrefix(headA, headB) || strings.HasPrefix(headB, headA)) &&
		(strings.HasSuffix(tailA, tailB) || strings.HasSuffix(tailB, tailA))
}

func fits(address, head, tail string) bool {
	rest, ok := strings.CutPrefix(address, head)
	return ok && strings.HasSuffix(rest, tail)
}
