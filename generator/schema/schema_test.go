package schema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/demo"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/schema"
)

// mustLoad reads a content folder.
func mustLoad(t *testing.T, fsys fs.FS) (*archive.Archive, diag.List) {
	t.Helper()
	a, faults, err := load.Load(fsys, load.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a, faults
}

// compiled are the schemas of an archive by kind, and that of all texts as "".
func compiled(t *testing.T, a *archive.Archive) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{}
	for _, kind := range append([]string{""}, schema.Kinds...) {
		data := schema.All(a)
		if kind != "" {
			data = schema.Of(kind, a)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		c.DefaultDraft(jsonschema.Draft7)
		if err := c.AddResource("s.json", doc); err != nil {
			t.Fatal(err)
		}
		if all[kind], err = c.Compile("s.json"); err != nil {
			t.Fatal(kind, err)
		}
	}
	return all
}

// kindOf returns the kind of a file of the content folder; "" if it has no
// front matter.
func kindOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	translated := strings.Count(path.Base(name), ".") > 1
	switch {
	case name == "archive.yaml":
		return "archive"
	case !strings.HasSuffix(name, ".md"):
		return ""
	case translated && (folder == "statements" || folder == "pages"):
		return "translation"
	case translated:
		return "text"
	}
	return map[string]string{"statements": "statement", "signatories": "signatory", "topics": "topic", "countries": "country", "pages": "page"}[folder]
}

// matter returns the front matter of a file as JSON has it: YAML's dates are
// text there.
func matter(t *testing.T, name string, data []byte) any {
	t.Helper()
	if name != "archive.yaml" {
		_, rest, _ := bytes.Cut(data, []byte("---\n"))
		data, _, _ = bytes.Cut(rest, []byte("\n---"))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(name, err)
	}
	if len(doc.Content) == 0 {
		return map[string]any{}
	}
	return value(doc.Content[0])
}

func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		all := []any{}
		for _, c := range n.Content {
			all = append(all, value(c))
		}
		return all
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

// accepts checks that the schemas take every file of a folder.
func accepts(t *testing.T, fsys fs.FS) {
	t.Helper()
	a, _ := mustLoad(t, fsys)
	schemas, seen := compiled(t, a), 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		kind := kindOf(name)
		if err != nil || kind == "" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		seen++
		v := matter(t, name, data)
		if err := schemas[kind].Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := schemas[""].Validate(v); err != nil && kind != "archive" {
			t.Errorf("%s, by the schema of all: %v", name, err)
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatal(seen, err)
	}
}

func TestAccepts(t *testing.T) {
	accepts(t, os.DirFS("../testdata/valid"))
	accepts(t, os.DirFS("../../content"))
	dir := t.TempDir()
	if err := demo.Write(dir, demo.Options{Statements: 120, Signatories: 60, Languages: []string{"en", "fr", "ar"}, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	accepts(t, os.DirFS(dir))
}

// TestRefuses makes one fault after another in the valid archive: the schema
// refuses each that load or check refuse for it.
func TestRefuses(t *testing.T) {
	valid := fstest.MapFS{}
	root := os.DirFS("../testdata/valid")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			valid[name] = &fstest.MapFile{}
			valid[name].Data, err = fs.ReadFile(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a, _ := mustLoad(t, valid)
	schemas := compiled(t, a)
	const call, fr, first, second = "statements/2017/joint-call.md", "statements/2017/joint-call.fr.md", "signatories/first-watch.md", "signatories/second-network.md"
	for _, m := range []struct {
		file, was, is string
		loads         bool // it takes another file, or the clock, to refuse it: check does
	}{
		{call, "title: Joint", "titel: Joint", false},
		{call, "title: Joint call on a test", "title: 2017", false},
		{call, "title: Joint call on a test\n", "", false},
		{call, "title: Joint call on a test", "title:", false},
		{call, "date: 2017-09-01", "date: 1 September 2017", false},
		{call, "date: 2017-09-01", "date: 2017-13-01", false},
		{call, "language: en", "language: english language", false},
		{call, "countries: [KH]", "countries: KH", false},
		{call, "countries: [KH]", "countries: []", false},
		{call, "countries: [KH]", "countries: [XX]", true},
		{call, "  - first-watch\n", "  - first-wach\n", true},
		{call, "org: second-network", "org: second", true},
		{call, "signed: 2017-09-04", "signed: soon", false},
		{call, "signed: 2017-09-04", "joined: 2017-09-04", false},
		{call, "withheld: 2", "withheld: two", false},
		{call, "withheld: 2", "withheld: -2", false},
		{call, "topics: [media-freedom]", "topics: [media]", true},
		{call, "topics: [media-freedom]", "topics:", false},
		{call, "release: immediate", "release: now", false},
		{call, "release: immediate", "release: {embargo: 2017-09-01}", false},
		{call, "release: immediate", "embargo: 2017-09-01 09:00", false},
		{call, "text: full", "text: whole", false},
		{call, "also_at: [https://first.example/call]", "also_at: [first.example]", false},
		{call, `corrections: [{date: 2017-09-05, note: "A name was misspelt."}]`, "corrections: [{date: 2017-09-05}]", false},
		{call, "redirect_from: [/old/joint-call]", "redirect_from: [old/joint-call]", false},
		{call, "redirect_from: [/old/joint-call]", "draft: maybe", false},
		{fr, "translated: 2017-09-03", "translated: later", false},
		{fr, "translated: 2017-09-03", "date: 2017-09-03", false},
		{first, "kind: organisation", "kind: club", false},
		{first, "wikidata: Q1", "wikidata: 1", false},
		{first, "website: https://first.example", "website: first.example", false},
		{first, "logo: logo.svg", "logo: logo.pdf", false},
		{first, "founded: 1999", "founded: long ago", false},
		{first, "until: 2016-12-31", "unti: 2016-12-31", false},
		{first, "names: {fr: Première veille}", "names: Première veille", false},
		{second, "successor: first-watch", "successor: third-watch", true},
		{"topics/media-freedom.md", "name: Media freedom\n", "", false},
		{"pages/about.md", "title: About", "author: About", false},
		{"countries/kh.md", "names: {fr: Le Cambodge}", "names: {fr: [Le Cambodge]}", false},
		{"archive.yaml", "title: Test archive", "tilte: Test archive", false},
		{"archive.yaml", "id_authority: archive.example,2026", "id_authority: archive.example", false},
		{"archive.yaml", "languages: [en, fr]", "languages: en", false},
		{"archive.yaml", "base_url: https://archive.example", "base_url: archive.example", false},
	} {
		data := string(valid[m.file].Data)
		if strings.Count(data, m.was) != 1 {
			t.Fatalf("%q does not stand in %s once", m.was, m.file)
		}
		hurt := maps.Clone(valid)
		hurt[m.file] = &fstest.MapFile{Data: []byte(strings.Replace(data, m.was, m.is, 1))}
		if _, faults := mustLoad(t, hurt); len(faults) == 0 && !m.loads {
			t.Errorf("load does not refuse %q", m.is)
		}
		if schemas[kindOf(m.file)].Validate(matter(t, m.file, hurt[m.file].Data)) == nil {
			t.Errorf("the schema of %s does not refuse %q", kindOf(m.file), m.is)
		}
	}
}

// TestRemoved checks that of a statement that had to go, its day is enough.
func TestRemoved(t *testing.T) {
	a, _ := mustLoad(t, os.DirFS("../testdata/valid"))
	s := compiled(t, a)["statement"]
	if err := s.Validate(matter(t, "x.md", []byte("---\ndate: 2017-09-01\nremoved: {date: 2018-01-01, note: x}\n---\n"))); err != nil {
		t.Error(err)
	}
	if s.Validate(matter(t, "x.md", []byte("---\ndate: 2017-09-01\n---\n"))) == nil {
		t.Error("a statement needs no title")
	}
}

// TestKeys checks that every key of load is in a schema, with what is said of
// it, and that nothing else is.
func TestKeys(t *testing.T) {
	a, _ := mustLoad(t, os.DirFS("../testdata/valid"))
	records := map[string]load.Record{}
	for _, r := range load.Records() {
		records[strings.TrimSuffix(r.Name, ".yaml")] = r
	}
	for _, kind := range schema.Kinds {
		var s struct {
			Properties map[string]struct{ Description string }
		}
		if err := json.Unmarshal(schema.Of(kind, a), &s); err != nil {
			t.Fatal(err)
		}
		for _, k := range records[kind].Keys {
			if s.Properties[k.Name].Description != k.Doc {
				t.Errorf("%s: key %s is described as %q", kind, k.Name, s.Properties[k.Name].Description)
			}
		}
		if len(s.Properties) != len(records[kind].Keys) {
			t.Errorf("%s has %d keys, not %d", kind, len(s.Properties), len(records[kind].Keys))
		}
	}
}

// TestNone checks that an archive without signatories and topics has a schema,
// which refuses to name any.
func TestNone(t *testing.T) {
	a, _ := mustLoad(t, fstest.MapFS{"archive.yaml": {Data: []byte("title: T\n")}})
	s := compiled(t, a)["statement"]
	if s.Validate(matter(t, "x.md", []byte("---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [any]\n---\n"))) == nil {
		t.Error("an unknown signatory is accepted")
	}
}
