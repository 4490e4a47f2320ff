package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	crs "github.com/corazawaf/coraza-coreruleset/v4/tests"
	_ "github.com/microcosm-cc/bluemonday" // read for the vectors of its tests
	"go.yaml.in/yaml/v4"
)

// ours are attacks on what this program does: Markdown, YAML, XML, JSON in
// HTML, CSV and templates.
var ours = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `<!--</script><script>alert(1)//-->`, `<!--<script>`,
	`</title><svg onload=alert(1)>`, `</textarea><img src=x onerror=alert(1)>`, `</style><img src=x onerror=alert(1)>`, `]]><script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`, `'><img src=x onerror=alert(1)>`, `" onmouseover="alert(1)" x="`, `' onfocus='alert(1)' autofocus x='`, "` onclick=alert(1) x=`",
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;img src=x onerror=alert(1)&#62;`, `&amp;lt;img src=x onerror=alert(1)&amp;gt;`, `\<img src=x onerror=alert(1)>`,
	`{{.}}`, `{{template "base"}}`, `{{define "x"}}{{end}}`, `${alert(1)}`, `<%= 1 %>`, `{n} {subject} %s %!d(string=x)`,
	`[a](javascript:alert(1))`, `[a](JaVaScRiPt:alert(1))`, `[a](&#106;avascript:alert(1))`, `[a](javascript&colon;alert(1))`, `[a](java&Tab;script:alert(1))`, `[a](java&#10;script:alert(1))`,
	`[a](<javascript:alert(1)>)`, `[a](<  javascript:alert(1)>)`, `[a](&#1;javascript:alert(1))`, `[a](vbscript:x)`, `[a](data:text/html,<script>alert(1)</script>)`,
	`[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`, `[a](file:///etc/passwd)`, `[a](//elsewhere.invalid/x)`, `[a](\\elsewhere.invalid\x)`, `[a](/\elsewhere.invalid)`,
	`<javascript:alert(1)>`, `<data:text/html,x>`, `[a]: javascript:alert(1) "x"` + "\n\n[a]", `[a](https://ok.example/ "x" onclick="alert(1)")`, `[a](https://ok.example/"onclick="alert(1))`,
	`[a](https://ok.example/ '"><script>alert(1)</script>')`, `![a](https://elsewhere.invalid/x.png)`, `![a](//elsewhere.invalid/x.png)`, `![a](data:image/svg+xml,<svg onload=alert(1)>)`,
	`![a"onerror="alert(1)](x.png)`, `![<img src=x onerror=alert(1)>](x.png)`, "```\"><script>alert(1)</script>\nx\n```", "``` x onclick=alert(1)\nx\n```", "`<img src=x onerror=alert(1)>`",
	"# <img src=x onerror=alert(1)>", "# x {onclick=alert(1)}", "x[^a]\n\n[^a]: <img src=x onerror=alert(1)>", "[^\"><script>alert(1)</script>]", "| <svg onload=alert(1)> |\n| --- |\n| <svg onload=alert(1)> |",
	"<!-- x -->\n<script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<?php alert(1) ?>", "<iframe src=//elsewhere.invalid></iframe>", "<form action=//elsewhere.invalid><button>x</button></form>",
	"<base href=//elsewhere.invalid/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//elsewhere.invalid/x.css>", "<style>@import '//elsewhere.invalid/x.css'</style>",
	"http://ok.example/\"onmouseover=alert(1)", "www.ok.example/<script>alert(1)</script>", "x@ok.example\"onclick=alert(1)", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
	`=cmd|'/c calc'!A1`, `@SUM(1+1)`, `+1+1`, `-1+1`, `'=1+1`, "\t=1+1", `＝1+1`, `;=1+1`, `","=1+1`, "x\r\nX-Header: y", "x\n  Access-Control-Allow-Origin: *", "/* https://elsewhere.invalid 301!",
	`</svg><script>alert(1)</script>`, `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`, `<svg><style><img src=x onerror=alert(1)></style>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<template><script>alert(1)</script></template>`, `<a id=__proto__ name=createElement>x</a>`, `{"@context":"x"}</script>`, "\u00bcscript\u00bealert(1)\u00bc/script\u00be", `+ADw-script+AD4-alert(1)+ADw-/script+AD4-`,
}

// payloads returns attacks: ours, and those that others have gathered for the
// tests of a sanitiser (bluemonday, BSD 3-Clause) and of a firewall's rules
// (OWASP Core Rule Set, Apache 2.0), which are read where Go keeps the modules.
// Each stands once; plain words, which they have too, are left out.
func payloads(t *testing.T) []string {
	t.Helper()
	all := slices.Concat(ours, fromBluemonday(t), fromCoreRules(t))
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(s string) bool {
		again := seen[s]
		seen[s] = true
		return again || !strings.ContainsAny(s, "<>(){}[]=:&`") || len(s) > 4<<10
	})
}

// moduleDir returns where the source of a module lies.
func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Fatalf("where is %s? %q %v", module, dir, err)
	}
	return dir
}

// fromBluemonday takes what its tests put in.
func fromBluemonday(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(moduleDir(t, "github.com/microcosm-cc/bluemonday"), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			pair, ok := n.(*ast.KeyValueExpr)
			if !ok || fmt.Sprint(pair.Key) != "in" {
				return true
			}
			if s, ok := literal(pair.Value); ok {
				all = append(all, s)
			}
			return false
		})
	}
	return all
}

// literal returns the text of one or more Go strings with + between them.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		x, okX := literal(e.X)
		y, okY := literal(e.Y)
		return x + y, okX && okY
	}
	return "", false
}

// fromCoreRules takes the parameters of the requests that the rules against
// cross-site scripting are tested with.
func fromCoreRules(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(crs.FS, "REQUEST-941-*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		for i, c := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 1 && c.Kind == yaml.ScalarNode && slices.Contains([]string{"uri", "data"}, n.Content[i-1].Value) {
				for pair := range strings.SplitSeq(c.Value, "&") {
					_, value, _ := strings.Cut(pair, "=")
					if decoded, err := url.QueryUnescape(value); err == nil {
						value = decoded
					}
					all = append(all, value)
				}
			}
			visit(c)
		}
	}
	for _, name := range files {
		data, err := fs.ReadFile(crs.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		var doc yaml.Node
		if err := yaml.Unmarshal(data, &doc); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		visit(&doc)
	}
	return all
}
