package load

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	_ "github.com/goccy/go-yaml" // read for YAML's test suite, which it carries

	"communique/generator/archive"
	"communique/generator/diag"
)

const frontMatter = "---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\n---\n"

// TestForbidden holds which characters a text may have, as they are in a body,
// as an escape in front matter and as a reference in Markdown.
func TestForbidden(t *testing.T) {
	const scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
	for _, c := range []struct {
		text string
		rule *diag.Rule
	}{
		{"a\u202ab", &bidiControl}, {"\u202eb", &bidiControl}, {"\u2066b", &bidiControl}, {"a\u2069", &bidiControl},
		{"a\ufeffb", &controlCharacter}, {"\ufff9a\ufffab\ufffb", &controlCharacter}, {"\ufdd0", &controlCharacter}, {"\U0001fffe", &controlCharacter},
		{"\u206a", &controlCharacter}, {"\u2028", &controlCharacter}, {"\u0085", &controlCharacter}, {"\x7f", &controlCharacter},
		{"a\U000e0061", &controlCharacter}, {"\U0001f3f4\U000e0067", &controlCharacter}, {scotland + "\U000e007f", &controlCharacter}, {"\U000e0001", &controlCharacter},
		{scotland + " \U0001f3f4 \U0001f3f4\u200d\u2620\ufe0f", nil}, {"\u200e\u200f\u061c\u200b\u200c\u200d\u2060\u00ad\ufe0f", nil}, {"سلام \u200fabc", nil}, {"\ufffc", nil},
	} {
		escaped, reference := "", ""
		for _, r := range c.text {
			escaped += fmt.Sprintf("\\U%08x", r)
			reference += fmt.Sprintf("&#x%X; &#%d;", r, r)
		}
		for where, src := range map[string]string{
			"body":         frontMatter + "\nText " + c.text + "\n",
			"front matter": strings.Replace(frontMatter, "title: T", `title: "T`+escaped+`"`, 1) + "\nText.\n",
			"reference":    frontMatter + "\nText " + reference + "\n",
		} {
			_, faults := mustLoad(t, one(src))
			var got *diag.Rule
			for _, f := range faults {
				if f.Rule == &bidiControl || f.Rule == &controlCharacter {
					got = f.Rule
				}
			}
			// Of references, what is below U+00A0 becomes U+FFFD on the page, and
			// tags stay without a flag to end.
			want := c.rule
			if r, _ := utf8.DecodeRuneInString(c.text); where == "reference" && (r < 0xa0 || r == 0x1f3f4) {
				continue
			}
			if got != want {
				t.Errorf("%+q in the %s: %v, want %v", c.text, where, got, want)
			}
		}
	}
}

// TestExcess gives load what is made to keep it busy. Each must end in the
// rule that is named, or in none, within the time; the machine of a test has
// other work, so that is five times what was measured on a slow one.
func TestExcess(t *testing.T) {
	r := strings.Repeat
	in := func(yaml string) string { return "---\n" + yaml + "\n---\n\nText.\n" }
	fill := func(run string) string { return frontMatter + "\n" + r(run+"\n\n", (maxText-1000)/(len(run)+2)) }
	const sequence = 200_000
	for name, c := range map[string]struct {
		src  string
		rule *diag.Rule
	}{
		"brackets of YAML":        {in("title: " + r("[", 100_000)), &brokenYAML},
		"braces of YAML":          {in("title: " + r("{a: ", 100_000)), &brokenYAML},
		"lists of YAML":           {in(r("- ", 100_000) + "a"), &brokenYAML},
		"aliases":                 {in("title: &a [x]\nplace: [" + r("*a,", 50_000) + "]"), &plainYAML},
		"laughs":                  {in("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c"), &plainYAML},
		"unknown keys":            {in(numbered("k%d: x\n", 30_000)), &unknownKey},
		"one key, again":          {in(r("title: x\n", 40_000)), &duplicateKey},
		"a long key":              {in(r("k", 400_000) + ": x"), &unknownKey},
		"unknown signatories":     {strings.Replace(frontMatter, "[first]", "["+numbered("name%d, ", 30_000)+"]", 1) + "\nText.\n", nil},
		"a quote without end":     {in("title: \"" + r("x\n", sequence)), &brokenYAML},
		"quotes":                  {in("title: " + r("'", sequence)), nil},
		"anchors":                 {in(r("&", sequence)), &brokenYAML},
		"too much front matter":   {in("title: " + r("x", maxFrontMatter)), &tooLarge},
		"too much text":           {frontMatter + r("x ", maxText/2), &tooLarge},
		"nothing but lines":       {frontMatter + r("\n", maxText-1000), &emptyText},
		"quotes in quotes":        {frontMatter + "\n" + r(">", 100_000), &tooLarge},
		"quotes, spaced":          {frontMatter + "\n" + r("> ", 100_000), &tooLarge},
		"lists in lists":          {frontMatter + "\n" + r("- ", 100_000) + "a", &tooLarge},
		"numbers in numbers":      {frontMatter + "\n" + r("1. ", 100_000) + "a", &tooLarge},
		"steps":                   {frontMatter + "\n" + steps(500), &tooLarge},
		"open brackets":           {frontMatter + "\n" + r("[", 300_000), &tooLarge},
		"open links":              {frontMatter + "\n" + r("[a](", 200_000), &tooLarge},
		"open links in runs":      {fill(r("[a](", 2000)), &tooLarge},
		"open pictures":           {frontMatter + "\n" + r("![", 100_000) + r("](a)", 100_000), &tooLarge},
		"stars":                   {frontMatter + "\n" + r("*a _a ", 100_000), &tooLarge},
		"backticks":               {frontMatter + "\n" + r("`a``", 200_000), &tooLarge},
		"tags":                    {frontMatter + "\n" + r("<a ", 300_000), &tooLarge},
		"a wide table":            {frontMatter + "\n" + r("|a", 1000) + "\n" + r("|-", 1000) + "\n" + r("|\n", 100_000), &tooLarge},
		"definitions":             {fill(r("[a]: b\n", 1000)), &tooLarge},
		"headings":                {fill("# a"), nil},
		"lines of a quote":        {frontMatter + "\n" + r("> a\n", 200_000), nil},
		"what passes: stars":      {fill(r("*a _a ", 50) + r("a_ a* ", 50)), nil},
		"what passes: lists":      {fill(r("- ", 50) + "a"), nil},
		"what passes: links":      {fill("[a](https://a.example/b) and " + r("word ", 50)), nil},
		"what passes: a wide row": {frontMatter + "\n" + r("|a", 100) + "\n" + r("|-", 100) + "\n" + r("|\n", 1500), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, faults := mustLoad(t, one(c.src))
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 10*time.Second || mb > 2500 {
				t.Errorf("%v, %d MB", took, mb)
			} else {
				t.Logf("%v, %d MB in all, %d faults", took, mb, len(faults))
			}
			found := false
			for _, f := range faults {
				found = found || f.Rule == c.rule
				if f.Rule == &tooLarge && c.rule == nil {
					t.Errorf("%s: %s", f.Position, f.Message)
				}
				if len(f.Message) > 2000 || f.Hint == "" {
					t.Fatalf("%s: a message of %d bytes, hint %q", f.Position, len(f.Message), f.Hint)
				}
			}
			if c.rule != nil && !found {
				t.Errorf("%s is not found; %d faults", c.rule.Name, len(faults))
			}
		})
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// steps is a list in a list in a list, a line each.
func steps(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// TestYAMLSuite gives load the documents of YAML's own test suite as front
// matter and as settings: each is read or refused with a position, none takes
// long.
func TestYAMLSuite(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/goccy/go-yaml").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "testdata", "yaml-test-suite", "*", "in.yaml"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	clean := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		src := string(data)
		lines := strings.Count(src, "\n") + 2
		fsys := one("---\n" + src + "\n---\n\nText.\n")
		fsys["topics/media.md"].Data = []byte("---\nname: Media\nnames: {fr: M}\n" + strings.ReplaceAll("\n"+src, "\n", "\n  ") + "\n---\n")
		fsys["archive.yaml"].Data = []byte(src)
		start := time.Now()
		_, faults := mustLoad(t, fsys)
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s: %v", name, took)
		}
		failed := false
		for _, f := range faults {
			failed = failed || f.File == "content/statements/2017/one.md"
			if f.Line == 0 && f.Rule != &missingField || int(f.Line) > lines+6 {
				t.Errorf("%s: %s: %s has no place in a file of %d lines", path.Base(path.Dir(name)), f.Position, f.Message, lines)
			}
		}
		if !failed {
			clean++
		}
	}
	// None of them is a statement.
	if clean > 0 {
		t.Errorf("%d of %d are taken for a statement", clean, len(files))
	}
}

// FuzzName checks that a file of any name is refused, or gives addresses that
// lead nowhere else and that every system can hold.
func FuzzName(f *testing.F) {
	for _, s := range []string{"statements/2017/a.md", "statements/../x.md", "statements/con.md", "topics/nul.fr.md", "pages/a b.md", "signatories/é.md", "statements/a/\u202e.md",
		"pages/-.md", "pages/a..md", "statements/2017/a/b.pdf", "pages/COM1.md", "pages/a\\b.md", "pages/._a.md", "countries/kh.md", "pages/{{.}}.md"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		e, ok := parseEntry(name)
		if !ok || !fs.ValidPath(name) {
			return
		}
		var faults diag.List
		good := e.check(&archive.Archive{}, &faults)
		if good == (len(faults) > 0) {
			t.Fatalf("%q is good: %v, with %v", name, good, faults)
		}
		if !good {
			return
		}
		for segment := range strings.SplitSeq(e.id, "/") {
			if !validSlug(segment) || isDevice(segment) || strings.ContainsAny(segment, "./\\:%?#<>\"'& ") || !filepath.IsLocal(segment) || firstOffence([]byte(segment)).rule != nil {
				t.Errorf("%q gives the address %q", name, e.id)
			}
		}
	})
}
