package matter

import (
	"testing"

	"go.yaml.in/yaml/v4"
)

func TestBytes(t *testing.T) {
	var f File
	f.Text("title", "One: two\n“three” \\ \"four\"")
	f.Text("place", "")
	f.Add("date", "2017-09-01")
	f.List("countries", []string{"KH", "NO"})
	f.List("topics", nil)
	f.Lines("signatories", []string{"first-watch", `{org: second, as: "A, B"}`})
	f.Comment("delete this line\nto publish")
	const want = `---
title: "One: two “three” \\ \"four\""
date: 2017-09-01
countries: [KH, "NO"]
topics: []
signatories:
  - first-watch
  - {org: second, as: "A, B"}
# delete this line to publish
---

The text.
`
	if got := string(f.Bytes("\nThe text.\n\n")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzScalar(f *testing.F) {
	for _, s := range []string{"", "no", "1e3", "2017-09-01", "a: b", "a #b", "- a", "é\u202e\ufeffx", "a/b", "a, b", "x\u0300", "0x1F", "é - b", "<<", "=", "a \\", "\U000e0041", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, text := range []string{"v: " + Scalar(s), "v: [" + Scalar(s) + ", x]"} {
			var v struct{ V yaml.Node }
			if err := yaml.Load([]byte(text), &v); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			n := &v.V
			if n.Kind == yaml.SequenceNode {
				n = n.Content[0]
			}
			if n.Value != Clean(s) || n.Tag != "!!str" {
				t.Errorf("%q is read as %s %q", text, n.Tag, n.Value)
			}
		}
	})
}
