package preflight

import (
	"fmt"
	"strings"
	"testing"

	"communique/generator/diag"
)

// said is what the findings say, a line each, without the rule.
func said(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s\n", d.Position, d.Message)
	}
	return b.String()
}

func want(t *testing.T, what string, list diag.List, lines ...string) {
	t.Helper()
	all := strings.Join(lines, "\n")
	if all != "" {
		all += "\n"
	}
	if got := said(list); got != all {
		t.Errorf("%s:\ngot\n%swant\n%s", what, got, all)
	}
}

func TestNames(t *testing.T) {
	want(t, "names that all hosts take", Names([]File{
		{Name: "_headers"}, {Name: "_redirects"}, {Name: "a_b/c-d~e.html"}, {Name: "files/ខ្មែរ (1).pdf"},
	}))
	want(t, "names that some host refuses", Names([]File{
		{Name: "files/x/a#b.pdf", Place: "content/x/a#b.pdf"},
		{Name: "files/x/why?.pdf", Place: "content/x/why?.pdf"},
		{Name: "files/_x/draft~", Place: "content/_x/draft~"},
		{Name: "files/_headers", Place: "content/_headers"},
	}),
		`content/_headers: GitHub Pages leaves out "_headers"`,
		`content/_x/draft~: GitHub Pages leaves out "_x"`,
		`content/_x/draft~: GitHub Pages leaves out "draft~"`,
		`content/x/a#b.pdf: "a#b.pdf" holds "#", and Netlify refuses a site with such a file`,
		`content/x/why?.pdf: "why?.pdf" holds "?", and Netlify refuses a site with such a file`)
}

func TestCrowdedFolder(t *testing.T) {
	var files []File
	for i := range filesInFolder {
		files = append(files, File{Name: fmt.Sprintf("statements/%d.html", i)})
		files = append(files, File{Name: fmt.Sprintf("signatories/%d/index.html", i)}) // folders are not files
	}
	want(t, "full folders", Names(files))
	list := Names(append(files, File{Name: "statements/one-more.html"}))
	want(t, "a file too many", list, "statements: the site has 50001 files in one folder; hosts refuse more than 50000")
	if errors, _ := list.Count(); errors != 1 {
		t.Error("not an error")
	}
}

func TestLimits(t *testing.T) {
	at := func(name string, size int64) File { return File{Name: name, Place: "public/" + name, Size: size} }
	want(t, "files of the largest size", Built("public", []File{
		at("a.html", pageSize), at("a.csv", cloudFile), at("b.pdf", githubSite-pageSize-cloudFile-cloudFile), at("c", cloudFile),
	}, nil, nil), "public/b.pdf: the file has 894.1 MiB; GitHub Pages takes 100 MiB, Cloudflare Pages 25 MiB")
	want(t, "larger files", Built("public", []File{at("a.html", pageSize+1), at("a.csv", cloudFile+1), at("c", githubFile+1), at("d", githubFile), at("e", githubSite)}, nil, nil),
		"public: the site has 1.2 GB; GitHub Pages takes 1 GB",
		"public/a.csv: the file has 25.0 MiB; Cloudflare Pages takes 25 MiB",
		"public/a.html: the page has 9.5 MiB; on a slow line it takes minutes",
		"public/c: the file has 100.0 MiB; GitHub Pages takes 100 MiB, Cloudflare Pages 25 MiB",
		"public/d: the file has 100.0 MiB; Cloudflare Pages takes 25 MiB",
		"public/e: the file has 953.7 MiB; GitHub Pages takes 100 MiB, Cloudflare Pages 25 MiB")
	want(t, "many files", Built("public", make([]File, cloudFiles), nil, nil))
	want(t, "too many files", Built("public", make([]File, cloudFiles+1), []byte("x"), []byte("y")),
		"public: the site has 20001 files; Cloudflare Pages takes 20000 without a paid plan",
		`public/_headers:1:1: "x" is neither a path nor an indented header`,
		`public/_headers:1:1: the rule for "x" has no headers`,
		`public/_redirects:1:1: "y" is no redirect`)
}

func TestHeaders(t *testing.T) {
	for text, found := range map[string][]string{
		"": nil,
		"# all\n/*\n  A: 1\n\n  B-c: x: y\n/a/*.svg\n  D: 2\n/a/b.html\n  E: 3\n": nil,
		"/a\n  A: 1\n/b\n  A: 1\n/c/*\n  A: 1\n/*.svg\n  B: 2\n":                  nil,
		"/*\n  Content-Security-Policy: a\n/x\n  Content-Security-Policy: b\n":    nil,
		"  A: 1\n/*\n  A: 1":             {"_headers:1:1: a header stands before the first path"},
		"/*\nA: 1\n":                     {`_headers:2:1: "A: 1" is neither a path nor an indented header`, `_headers:1:1: the rule for "/*" has no headers`, `_headers:2:1: the rule for "A: 1" has no headers`},
		"/*\n  A 1\n  B: 1\n":            {`_headers:2:3: "A 1" is no header`},
		"/*\n  ! A\n  !B: 1\n  B: 1\n":   {`_headers:2:3: "! A" is no header`, `_headers:3:3: "!B: 1" is no header`},
		"/*\n  A:\n  : 1\n  B: 1\n":      {"_headers:2:3: the header A has no value", `_headers:3:3: ": 1" is no header`},
		"/*\n  A: 1\n  a: 2\n":           {`_headers:3:3: the rule for "/*" gives a to the same address, and hosts differ on what they send then`},
		"/*\n  A: 1\n/x\n  A: 2\n":       {`_headers:4:3: the rule for "/*" gives A to the same address, and hosts differ on what they send then`},
		"/x/*\n  A: 1\n/*.svg\n  A: 2\n": {`_headers:4:3: the rule for "/x/*" gives A to the same address, and hosts differ on what they send then`},
		"/*\n  Content-Security-Policy: a\n  content-security-policy: b\n": {`_headers:3:3: the rule for "/*" gives content-security-policy to the same address, and hosts differ on what they send then`},
		"/*\n  Server: x\n  Set-Cookie: y\n":                               {"_headers:2:3: Netlify sets Server itself and ignores this line", "_headers:3:3: Netlify sets Set-Cookie itself and ignores this line"},
		"/a b\n  A: 1\n/:c/*/d/*\n  B: 1\n/e?\n  A: 1\n":                   {`_headers:1:3: a path cannot hold " "`, "_headers:3:2: hosts take this for a placeholder", "_headers:3:9: Cloudflare Pages takes one asterisk in a path", `_headers:5:3: a path cannot hold "?"`},
		"/é\n  A: 1\r\n/x\n  B: \x00\n  C: 1\n":                            {"_headers:1:2: hosts differ on characters that are not printable ASCII", "_headers:2:7: hosts differ on characters that are not printable ASCII", "_headers:4:6: hosts differ on characters that are not printable ASCII"},
		"https://a.example/*\n  A: 1\n":                                    {`_headers:1:1: "https://a.example/*" is neither a path nor an indented header`},
		"/*\n  A: " + strings.Repeat("a", headerLine-5) + "\n":             nil,
		"/*\n  B: 1\n  A: " + strings.Repeat("a", headerLine-4) + "\n":     {"_headers:3:2001: Cloudflare Pages ignores a line of more than 2000 characters"},
	} {
		want(t, fmt.Sprintf("%.80q", text), Headers("_headers", []byte(text)), found...)
	}
	var many strings.Builder
	for i := range headerRules + 2 {
		fmt.Fprintf(&many, "/%d\n  A: 1\n", i)
	}
	want(t, "many rules", Headers("_headers", []byte(many.String())), "_headers:201:1: Cloudflare Pages ignores the rules after the first 100")
}

func TestRedirects(t *testing.T) {
	for text, found := range map[string][]string{
		"": nil,
		"# old\n/a /b 301\n/c  /d#e 301!\n/f/* https://other.example/:splat 302\n/g /h\n": nil,
		"/a\n":                     {`_redirects:1:1: "/a" is no redirect`},
		"/a b /c 301\n":            {`_redirects:1:1: "/a b /c 301" is no redirect`},
		"/a /c 301 Country=kh\n":   {`_redirects:1:1: "/a /c 301 Country=kh" is no redirect`},
		"a /c\n /b /c\n":           {`_redirects:1:1: "a" is no path`, `_redirects:2:2: "/b" is no path`},
		"/a?b=1 /c\n/d#e /f\n":     {`_redirects:1:1: "/a?b=1" is no path`, `_redirects:2:1: "/d#e" is no path`},
		"/a b 301\n":               {`_redirects:1:4: "b" is neither a path nor an https address`},
		"/a http://b.example/\n":   {`_redirects:1:4: "http://b.example/" is neither a path nor an https address`},
		"/a /a/ 310\n":             {`_redirects:1:8: "310" is no status of a redirect`},
		"/a/*/b /c\n/d* /e\n":      {"_redirects:1:1: an asterisk can only stand at the end of a path, after a slash", "_redirects:2:1: an asterisk can only stand at the end of a path, after a slash"},
		"/:a /b\n":                 {"_redirects:1:1: hosts take a colon after a slash for a placeholder"},
		"/a /b\n/a /c\n":           {`_redirects:2:1: "/a" is redirected above already, and hosts take the first`},
		"/a /b#c 301\n/b /d 301\n": {`_redirects:1:4: "/a" leads to "/b#c", which is redirected itself`},
		"/a /a\n":                  {`_redirects:1:4: "/a" leads to "/a", which is redirected itself`},
		"/é /a\n/" + strings.Repeat("a", redirectLine) + " /b\n": {"_redirects:1:2: hosts differ on characters that are not printable ASCII", "_redirects:2:1001: Cloudflare Pages ignores a line of more than 1000 characters"},
	} {
		want(t, fmt.Sprintf("%.80q", text), Redirects("_redirects", []byte(text)), found...)
	}
	var many strings.Builder
	for i := range staticRedirects + 2 {
		fmt.Fprintf(&many, "/%d /x\n", i)
	}
	for i := range dynamicRedirects + 2 {
		fmt.Fprintf(&many, "/y%d/* /x\n", i)
	}
	many.WriteString(strings.Repeat("#\n", redirectBytes/2))
	want(t, "many redirects", Redirects("_redirects", []byte(many.String())),
		"_redirects:2001:1: Cloudflare Pages ignores such redirects after the first 2000",
		"_redirects:2103:1: Cloudflare Pages ignores such redirects after the first 100",
		fmt.Sprintf("_redirects: the file has %d bytes, and Cloudflare Pages ignores what comes after 100000", many.Len()))
}

// FuzzText has any bytes for either file: each finding is at a place in it,
// and what is added after a fault hides none before it.
func FuzzText(f *testing.F) {
	f.Add("/*\n  A: 1\n/a/*.svg\n  B: 2\n")
	f.Add("/a /b 301\n/c/* /d\n")
	f.Add("/é\n  \x00: \r\n x\n:\n  !a: b")
	f.Fuzz(func(t *testing.T, text string) {
		for name, read := range map[string]func(string, []byte) diag.List{"headers": Headers, "redirects": Redirects} {
			rows := strings.Split(text, "\n")
			for _, d := range read(name, []byte(text)) {
				if d.Line == 0 {
					continue
				}
				if int(d.Line) > len(rows) || int(d.Column) < 1 || int(d.Column) > len([]rune(rows[d.Line-1]))+1 {
					t.Errorf("%s of %q: %v", name, text, d)
				}
			}
		}
	})
}
