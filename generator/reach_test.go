package main

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"communique/generator/diag"
	"communique/generator/load"
)

// fewest is how many payloads every field that takes a text must get.
const fewest = 500

// formed are the keys whose values have a form, as record/key, and how one is
// written; an attack that does not keep to it is refused.
var formed = map[string]string{
	"archive.yaml/base_url": "%s", "archive.yaml/id_authority": "%s", "archive.yaml/language": "%s", "archive.yaml/languages": "[%s]", "archive.yaml/erased": "[%s]", "archive.yaml/hub": "%s",
	"statement/date": "%s", "statement/language": "%s", "statement/countries": "[%s]", "statement/signatories": "[%s]", "statement/withheld": "%s", "statement/topics": "[%s]",
	"statement/release": "%s", "statement/embargo": "%s", "statement/text": "%s", "statement/related": "[%s]", "statement/id": "%s", "statement/redirect_from": "[%s]", "statement/draft": "%s",
	"signature/org": "%s", "signature/signed": "%s", "signature/withdrawn": "%s", "note/date": "%s", "release/embargo": "%s",
	"translation/language": "%s", "translation/text": "%s", "translation/redirect_from": "[%s]", "translation/draft": "%s", "translation/translated": "%s",
	"signatory/language": "%s", "signatory/country": "%s", "signatory/kind": "%s", "signatory/wikidata": "%s", "signatory/logo": "%s", "signatory/founded": "%s", "signatory/dissolved": "%s",
	"signatory/successor": "%s", "signatory/redirect_from": "[%s]", "former name/until": "%s", "topic/redirect_from": "[%s]", "country/redirect_from": "[%s]",
	"text/language": "%s", "text/draft": "%s", "page/language": "%s", "page/redirect_from": "[%s]", "page/draft": "%s",
}

// nested are the keys below which another record stands.
var nested = map[string]string{
	"archive.yaml/publisher": "publisher", "archive.yaml/license": "license",
	"statement/signatories": "signature", "statement/corrections": "note", "statement/retracted": "note", "statement/removed": "note", "statement/release": "release",
	"signatory/former_names": "former name",
}

// reach fails unless each key that front matter may have gets enough of the
// payloads in the archives, or has a form.
func reach(t *testing.T, all []string, archives ...fstest.MapFS) {
	t.Helper()
	texts := map[string]*strings.Builder{}
	for _, files := range archives {
		for name, file := range files {
			if kind := kindOf(name); kind != "" {
				gather(texts, kind, frontMatter(t, name, file.Data))
			}
		}
	}
	for _, r := range load.Records() {
		for _, k := range r.Keys {
			key := r.Name + "/" + k.Name
			if formed[key] != "" || nested[key] != "" {
				continue
			}
			n := 0
			if texts[key] != nil {
				n = reached(texts[key].String(), all)
			}
			if n < fewest {
				t.Errorf("%s gets %d payloads, fewer than %d", key, n, fewest)
			}
		}
	}
}

// reached returns how many payloads stand in a text, as they are or as part of
// an address.
func reached(text string, all []string) int {
	n := 0
	for _, payload := range all {
		words := strings.Fields(payload)
		if strings.Contains(text, strings.Join(words, " ")) || strings.Contains(text, strings.Join(words, "")) {
			n++
		}
	}
	return n
}

// kindOf returns the name of a file's record, as load has it.
func kindOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	translated := strings.Count(path.Base(name), ".") == 2
	switch {
	case name == "archive.yaml":
		return name
	case path.Ext(name) != ".md":
		return ""
	case translated && (folder == "statements" || folder == "pages"):
		return "translation"
	case translated:
		return "text"
	}
	return map[string]string{"statements": "statement", "signatories": "signatory", "topics": "topic", "countries": "country", "pages": "page"}[folder]
}

func frontMatter(t *testing.T, name string, data []byte) *yaml.Node {
	t.Helper()
	if name != "archive.yaml" {
		data, _, _ = bytes.Cut(bytes.TrimPrefix(data, []byte("---")), []byte("\n---\n"))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(doc.Content) == 0 {
		return &yaml.Node{}
	}
	return doc.Content[0]
}

// gather adds the texts of a record to those of its keys.
func gather(texts map[string]*strings.Builder, kind string, root *yaml.Node) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := kind+"/"+root.Content[i].Value, root.Content[i+1]
		for _, n := range append(value.Content, value) {
			switch inner := nested[key]; {
			case inner != "" && n.Kind == yaml.MappingNode:
				gather(texts, inner, n)
			case n.Kind == yaml.ScalarNode:
				if texts[key] == nil {
					texts[key] = new(strings.Builder)
				}
				texts[key].WriteString(n.Value + "\n")
			}
		}
	}
}

// harmless is what an attack may be that keeps to a form: it has no sign that
// means anything to HTML, YAML, a script or a host's configuration.
var harmless = regexp.MustCompile(`^[\pL\pN\pM _.,+@~/-]*$`)

// carriers are valid files of each kind of record, by which a value is
// brought in: a name with a place for a number, the front matter with a place
// for the record's keys, what stands between these, and the keys that must be
// there.
var carriers = map[string]struct {
	name, front, between string
	keys                 []string
}{
	"statement":   {"statements/2017/a%04d.md", "%s", "\n", []string{"title: T", "date: 2017-01-01", "countries: [KH]", "signatories: [first]"}},
	"signature":   {"statements/2017/a%04d.md", "title: T\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [{%s}]", ", ", []string{"org: first"}},
	"note":        {"statements/2017/a%04d.md", "title: T\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\nretracted: {%s}", ", ", []string{"date: 2017-01-01", "note: n"}},
	"release":     {"statements/2017/a%04d.md", "title: T\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\nrelease: {%s}", ", ", nil},
	"translation": {"statements/2017/a%04d.fr.md", "%s", "\n", []string{"title: T"}},
	"signatory":   {"signatories/a%04d.md", "%s", "\n", []string{"name: N"}},
	"former name": {"signatories/a%04d.md", "name: N\nformer_names: [{%s}]", ", ", []string{"name: F", "until: 2015"}},
	"topic":       {"topics/a%04d.md", "%s", "\n", []string{"name: N"}},
	"text":        {"topics/a%04d.fr.md", "%s", "\n", nil},
	"page":        {"pages/a%04d.md", "%s", "\n", []string{"title: T"}},
}

// TestAttackedForms writes each payload where a value has a form: none is
// taken that could mean anything else.
func TestAttackedForms(t *testing.T) {
	all := payloads(t)
	for key, form := range formed {
		kind, name, _ := strings.Cut(key, "/")
		c, ok := carriers[kind]
		if !ok {
			continue // one file only, or one a country
		}
		keys := slices.DeleteFunc(slices.Clone(c.keys), func(k string) bool { return strings.HasPrefix(k, name+":") })
		files := fstest.MapFS{
			"archive.yaml":         {Data: []byte("title: T\nbase_url: https://archive.example\nid_authority: archive.example,2026\n")},
			"signatories/first.md": textFile("name: First\n", ""),
		}
		for i, payload := range all {
			file := fmt.Sprintf(c.name, i)
			if original, ok := strings.CutSuffix(file, ".fr.md"); ok {
				files[original+".md"] = textFile(carrier(map[bool]string{true: "statement", false: "topic"}[kind == "translation"]), "x")
			}
			line := name + ": " + fmt.Sprintf(form, quoted(payload))
			files[file] = textFile(fmt.Sprintf(c.front, strings.Join(append(slices.Clone(keys), line), c.between))+"\n", "x")
		}
		refused := refusedFiles(t, files)
		for i, payload := range all {
			if file := fmt.Sprintf(c.name, i); !refused["content/"+file] && !harmless.MatchString(payload) {
				t.Errorf("%s may be %q", key, payload)
			}
		}
	}
}

// carrier returns the front matter of a valid record.
func carrier(kind string) string {
	c := carriers[kind]
	return fmt.Sprintf(c.front, strings.Join(c.keys, c.between)) + "\n"
}

// refusedFiles returns the files in which the program finds an error.
func refusedFiles(t *testing.T, files fstest.MapFS) map[string]bool {
	t.Helper()
	_, faults, err := prepare(source{content: "content", jobs: 2, now: "2026-01-01"}, files, newStopwatch())
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]bool{}
	for _, f := range faults {
		if f.Rule.Severity == diag.Error {
			refused[f.File] = true
		}
	}
	return refused
}

// webAddress is what an address on the web may have of signs that mean
// something elsewhere: an ampersand, which XML and JSON write as they must.
var webAddress = regexp.MustCompile(`^https?://[\w./?=&-]+$`)

// TestAttackedSettings does the same to the archive's own keys.
func TestAttackedSettings(t *testing.T) {
	for key, form := range formed {
		name, ok := strings.CutPrefix(key, "archive.yaml/")
		if !ok {
			continue
		}
		lines := []string{"title: T", "base_url: https://archive.example", "id_authority: archive.example,2026"}
		lines = slices.DeleteFunc(lines, func(k string) bool { return strings.HasPrefix(k, name+":") })
		for _, payload := range payloads(t) {
			source := strings.Join(append(slices.Clone(lines), name+": "+fmt.Sprintf(form, quoted(payload))), "\n") + "\n"
			_, faults, err := load.Load(fstest.MapFS{"archive.yaml": {Data: []byte(source)}}, load.Options{Dir: "content", Jobs: 1})
			if errors, _ := faults.Count(); err != nil || errors == 0 && !harmless.MatchString(payload) && !(name == "hub" && webAddress.MatchString(payload)) {
				t.Errorf("%s may be %q (%v)", key, payload, err)
			}
		}
	}
}
