package migrate

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/archive"
	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/load"
	planning "communique/generator/site"
)

var today = archive.Date{Year: 2026, Month: 1, Day: 1}

const settings = `title: Archive
base_url: https://archive.example
id_authority: archive.example,2026
`

// move plans the move of a site into an archive, and writes it there.
func move(t *testing.T, old, content fstest.MapFS) *Plan {
	t.Helper()
	a, _, err := load.Load(content, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := New(old, a, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range plan.Files {
		if content[f.Path] != nil {
			t.Errorf("%s is there already", f.Path)
		}
		data := f.Data
		if f.From != "" {
			data = old[f.From].Data
		}
		content[f.Path] = &fstest.MapFile{Data: data}
	}
	return plan
}

// faultsOf returns the errors that a build would stop for.
func faultsOf(t *testing.T, content fstest.MapFS) diag.List {
	t.Helper()
	a, faults, err := load.Load(content, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	faults = append(faults, check.Check(a, today)...)
	a.Withhold(today.Time(), false)
	_, more := planning.Plan(a, nil)
	return slices.DeleteFunc(append(faults, more...), func(d diag.Diagnostic) bool { return d.Rule.Severity != diag.Error })
}

// everyFile holds that the report names each file of the old site, or the
// folder that it is in.
func everyFile(t *testing.T, old fstest.MapFS, plan *Plan) {
	t.Helper()
	report := plan.Report(nil)
	err := fs.WalkDir(old, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for dir := name; !bytes.Contains(report, []byte("\n- `"+dir)); {
			dir = strings.TrimSuffix(dir, "/")
			i := strings.LastIndexByte(dir, '/')
			if i < 0 {
				t.Errorf("the report has nothing of %s", name)
				return nil
			}
			dir = dir[:i+1]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pieces are what sites are made of in TestAnySite: front matter, bodies and
// names, the sloppiest first.
var (
	matters = []string{
		"---\ntitle: A: b\ntags: [x, y\ndate: 2017/9/1 10:00\n---\n", "---\ntitle: \"It's\"\nsignatories: Nobody; Somebody, Inc.; Nobody\ntags: Kenya no KE\n---\n",
		"---\n\ttitle:\ttabbed\n\tlang: fr\n---\n", "---\r\ntitle: returns\r\ndate: 31.12.2019\r\n---\r\n", "---\nname: Nobody\naka: [Nemo, NEMO]\ncountry: Congo\nfounded: long ago\n---\n",
		"+++\ntitle = \"T\"\ndate = 2016-02-30\naliases = [\"/a\", \"/a/\", \"x y\", \"/data/x\", \"/about/x\"]\n+++\n", "+++\ntitle = broken\n+++\n",
		"{\n\"title\": \"J\", \"draft\": false\n}\n", "---\ntitle: Open\n", "---\n---\n", "", "---\na: &x [*x]\ntitle: *x\n---\n", "\ufeff---\ntitle: \xe9t\xe9\n---\n",
		"---\ntitle: '  '\ndate: tomorrow\npermalink: /:year/{{ x }}/\nauthors: [Somebody, Inc.]\n---\n", "---\ntitle: 2017\ntags: {a: b}\ncategories: ['con', '09', 'data', '!!!']\npdf: [a.pdf, b.pdf]\nlogo: a.png\n---\n",
		"---\ntitle: Text\ndate: 2099-01-01\n---\n", "---\ntitle: \"\\u202eback\\u0000\"\ndate: 2001-01-01\ncountry: [Kenya, Kenya]\nsignatories: [Nobody, NEMO]\n---\n",
	}
	bodies = []string{
		"", "Text.\n", "<div>\n    <p>A<script>x</script></p>\n</div><!-- c -->\n", "[a](b.md) [c](#d) [e](javascript:f) ![g](//h.example/i.png) [^1]\n\n[^2]: x\n\n[^2]: y\n",
		"{% if x %}y{% endif %} {{ z }} {{< ref \"b\" >}}\n", "[r]: javascript:x\n[s]: /about\n\n[a][r] [b][s] ![c][r]\n", "![a](a.png) ![a](b.png) [b](a.pdf) [c](../a.html) [d](/content/b.md)\n", "a\u202eb\x00&#8238; \u2028\n",
		"<a href=\"x y\">t</a> <img src='a.png' alt=']('> <b> x </b> </p> <", "[x]( <a b> \"t\" ) [![i](a.png)](/posts/b/) \\[y](z)\n", "```\n<div>{{ x }}</div>\n", "[[a](b)](c) ![[d](e)](a.png)\n",
	}
	names = []string{
		"_posts/2017-01-01-a.md", "_posts/2017-01-01-a.fr.md", "_posts/a.html", "_drafts/b.md", "content/posts/b.md", "content/fr/posts/b.md", "about.md", "about/x.md", "data.md", "con.md", "09.md",
		"members/nobody.md", "members/nobody.fr.md", "_organizations/Ärger & Co.md", "topics/x.md", "countries/kenya.md", "countries/congo.md", "statements/2017/09.md", "content/statements/c/index.md", "content/statements/c/index.ar.md",
		"posts/бумага.md", "posts/2017-02-30-x.md", "_data/orgs/nemo.yml", "node_modules/x.md", "themes/t/layouts/a.html", "es/about.md", "index.md",
	}
)

// TestAnySite moves sites put together at random: whatever is in them, the
// result builds, the report has each file, and a second run finds nothing.
func TestAnySite(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	for seed := range rounds {
		n := uint32(seed)
		pick := func(from []string) string {
			n = n*1664525 + 1013904223
			return from[int(n>>8)%len(from)]
		}
		old := fstest.MapFS{"a.png": {Data: onePixel}, "b.png": {Data: onePixel[:20]}, "a.pdf": {Data: []byte("%PDF-1.4\n")}, "_posts/2000-01-01-z.md": {Data: []byte("---\ntitle: Z\n---\n")}}
		if seed%3 > 0 {
			old[[]string{"_config.yml", "hugo.toml"}[seed%2]] = &fstest.MapFile{Data: []byte("")}
		}
		if seed == 1 {
			old["_posts/2017-05-05-long.md"] = &fstest.MapFile{Data: []byte(matters[1] + strings.Repeat("Long. ", 200_000))}
			old["_posts/2017-05-05-deep.md"] = &fstest.MapFile{Data: []byte(matters[1] + strings.Repeat("> ", 10_000))}
		}
		for range 1 + seed%9 {
			old[pick(names)] = &fstest.MapFile{Data: []byte(pick(matters) + pick(bodies) + pick(bodies))}
		}
		content := fstest.MapFS{"archive.yaml": {Data: []byte(settings)}}
		plan := move(t, old, content)
		everyFile(t, old, plan)
		if faults := faultsOf(t, content); len(faults) > 0 {
			t.Errorf("seed %d: %v: %s: %s", seed, faults[0].Position, faults[0].Rule.Name, faults[0].Message)
			t.Logf("%s", content[faults[0].File].Data)
		}
		if again := move(t, old, content); len(again.Files) > 0 {
			t.Errorf("seed %d: a second run writes %s", seed, again.Files[0].Path)
		} else {
			everyFile(t, old, again)
		}
	}
}

// onePixel is a picture.
var onePixel = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// FuzzText moves a site of one text, whatever bytes it consists of.
func FuzzText(f *testing.F) {
	for i, m := range matters {
		f.Add(m + bodies[i%len(bodies)])
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2000 {
			return
		}
		old := fstest.MapFS{"_posts/2017-01-01-a.md": {Data: []byte(src)}, "_posts/2016-01-01-b.md": {Data: []byte("---\ntitle: B\ncountry: Kenya\nsignatories: Nobody\n---\n")}}
		content := fstest.MapFS{"archive.yaml": {Data: []byte(settings)}}
		everyFile(t, old, move(t, old, content))
		if faults := faultsOf(t, content); len(faults) > 0 {
			t.Errorf("%v: %s: %s\n%s", faults[0].Position, faults[0].Rule.Name, faults[0].Message, content[faults[0].File].Data)
		}
		if again := move(t, old, content); len(again.Files) > 0 {
			t.Errorf("a second run writes %s", again.Files[0].Path)
		}
	})
}

func TestDateOf(t *testing.T) {
	for written, want := range map[string]string{
		"2017-09-01": "2017-09-01", "2017-9-1": "2017-09-01", "2017/09/01": "2017-09-01", "2017-09-01 23:59:00 -0700": "2017-09-01", "2017-09-01T00:00:00Z": "2017-09-01",
		"1.9.2017": "2017-09-01", "September 1, 2017": "2017-09-01", "1 Sep 2017": "2017-09-01", "Fri, 01 Sep 2017 10:00:00 +0700": "2017-09-01",
		"2017": "", "2017-02-30": "", "01/09/2017": "", "soon": "", "2017-09-011": "",
	} {
		d, ok := dateOf(written)
		if ok != (want != "") || ok && d.String() != want {
			t.Errorf("dateOf(%q) = %s, %v; want %q", written, d, ok, want)
		}
	}
}

func TestFromHTML(t *testing.T) {
	for in, want := range map[string]string{
		"a < b & c":                     "a < b & c",
		"<b>a</b><br/><em>b</em>":       "**a**\\\n*b*",
		"<https://a.example> <x@y.org>": "<https://a.example> <x@y.org>",
		"`<b>` <i>c</i>":                "`<b>` *c*",
		"```\n<p>\n```\n<span>x</span>": "```\n<p>\n```\nx",
		`<a href="/x y">t</a>`:          "[t](</x y>)",
		`<a name="x">t</a>`:             "t",
		"<div>\n    <p>a</p>\n</div>":   "\n\na\n\n",
		"<STYLE>x</STYLE>y":             "y",
	} {
		if got, _ := fromHTML(in); got != want {
			t.Errorf("fromHTML(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, c := range [][3]string{
		{"statements/2017/a.md", "statements/2017/b.md", "b.md"}, {"statements/2017/a.md", "statements/2016/b.md", "../2016/b.md"},
		{"pages/a.md", "statements/2016/b.md", "../statements/2016/b.md"}, {"statements/2017/a.md", "pages/b.md", "../../pages/b.md"},
	} {
		if got := relative(c[0], c[1]); got != c[2] {
			t.Errorf("relative(%s, %s) = %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
