package preflight

import (
	"fmt"
	"slices"
	"strings"

	"communique/generator/diag"
)

const (
	staticRedirects  = 2000
	dynamicRedirects = 100
	redirectLine     = 1000
	redirectBytes    = 100_000
)

// statuses are those that hosts redirect with, and 200 and 404, by which they
// send another page in the place of the one that was asked for.
var statuses = []string{"200", "301", "302", "303", "307", "308", "404"}

// redirect is a line of _redirects.
type redirect struct {
	line
	from, to string
}

// Redirects returns what hosts do not understand in a _redirects file, or
// each in its own way; name is for positions. A line is a path, then a path or
// an https address that it leads to, then perhaps a status, with ! after it
// where the line goes before a file of the same path. It finds a line that is
// anything else, a path that is redirected above already, one that leads to a
// path that is redirected itself, an asterisk that does not end the path, and
// what is beyond the limits of Cloudflare Pages: 2,000 lines without an
// asterisk and 100 with one, 1,000 characters a line, 100 kB in all.
func Redirects(name string, data []byte) diag.List {
	t := &text{name: name}
	var all []redirect
	seen := map[string]bool{}
	static, dynamic := 0, 0
	for _, l := range t.lines(data, redirectLine) {
		r, ok := t.redirect(l)
		switch {
		case !ok:
			continue
		case seen[r.from]:
			t.add(l, 0, fmt.Sprintf("%q is redirected above already, and hosts take the first", r.from), "")
		}
		seen[r.from] = true
		all = append(all, r)
		count, limit := &static, staticRedirects
		if strings.HasSuffix(r.from, "*") {
			count, limit = &dynamic, dynamicRedirects
		}
		if *count++; *count == limit+1 {
			t.add(l, 0, fmt.Sprintf("Cloudflare Pages ignores such redirects after the first %d", limit), "")
		}
	}
	for _, r := range all {
		if target, _, _ := strings.Cut(r.to, "#"); seen[target] {
			t.add(r.line, strings.LastIndex(r.string, r.to), fmt.Sprintf("%q leads to %q, which is redirected itself", r.from, r.to), "lead to the last address at once")
		}
	}
	if len(data) > redirectBytes {
		t.found.Add(&hostLimit, diag.Position{File: name}, fmt.Sprintf("the file has %d bytes, and Cloudflare Pages ignores what comes after %d", len(data), redirectBytes), "")
	}
	return t.found
}

// redirect reads a line, and finds fault with one that is no redirect.
func (t *text) redirect(l line) (redirect, bool) {
	fields := strings.Fields(l.string)
	refuse := func(field int, message, hint string) (redirect, bool) {
		at := 0
		for _, f := range fields[:field] {
			at += strings.Index(l.string[at:], f) + len(f)
		}
		t.add(l, at+strings.Index(l.string[at:], fields[field]), message, hint)
		return redirect{}, false
	}
	if len(fields) < 2 || len(fields) > 3 {
		return refuse(0, fmt.Sprintf("%q is no redirect", l.string), "write a path, where it leads to, and perhaps a status; escape spaces as %20")
	}
	from, to := fields[0], fields[1]
	switch {
	case l.string[0] == ' ' || from[0] != '/' || strings.ContainsAny(from, "?#"):
		return refuse(0, fmt.Sprintf("%q is no path", from), "begin it with a slash, and escape ? and # with % signs")
	case strings.Contains(strings.TrimSuffix(from, "*"), "*") || strings.HasSuffix(from, "*") && !strings.HasSuffix(from, "/*"):
		return refuse(0, "an asterisk can only stand at the end of a path, after a slash", "")
	case strings.Contains(from, "/:"):
		return refuse(0, "hosts take a colon after a slash for a placeholder", "escape the colon with a % sign")
	case to[0] != '/' && !strings.HasPrefix(to, "https://"):
		return refuse(1, fmt.Sprintf("%q is neither a path nor an https address", to), "")
	case len(fields) == 3 && !slices.Contains(statuses, strings.TrimSuffix(fields[2], "!")):
		return refuse(2, fmt.Sprintf("%q is no status of a redirect", fields[2]), "write 301")
	}
	return redirect{l, from, to}, true
}
