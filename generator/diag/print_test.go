package diag

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// awkward holds what each format must take care of.
var awkward = List{
	{Position{"content/a.md", Pos{7, 5}}, &unknownThing, `unknown thing "anfral"`, `did you mean "anfrel"?`, nil},
	{Position{File: "content/50%, é:b.md"}, &oddThing, "100% <odd>,\r\nas: it is \x1b[2J\u009b\x7f\t", "", nil},
	{Position{"content/\x1b]0;owned\a.md", Pos{1, 1}}, &oddThing, "x", "line\nbreak %0A", nil},
}

func printed(t *testing.T, l List, f Format, colour bool) string {
	t.Helper()
	var b strings.Builder
	if err := Print(&b, l, f, colour); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPrintText(t *testing.T) {
	const want = `content/a.md:7:5: error: unknown thing "anfral" [unknown-thing]
  hint: did you mean "anfrel"?
content/50%, é:b.md: warning: 100% <odd>,��as: it is �[2J��� [odd-thing]
content/�]0;owned�.md:1:1: warning: x [odd-thing]
  hint: line�break %0A
`
	if got := printed(t, awkward, Text, false); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestPrintColour checks that colours come on top of the plain text, errors
// and warnings in different ones, and that each is switched off again.
func TestPrintColour(t *testing.T) {
	got := printed(t, awkward, Text, true)
	for _, part := range []string{"\x1b[1mcontent/a.md:7:5\x1b[0m: \x1b[1;31merror:\x1b[0m unknown", "\x1b[1;33mwarning:\x1b[0m", "\x1b[2m[odd-thing]\x1b[0m", "\x1b[36mhint:\x1b[0m"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
	plain := strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[2m", "", "\x1b[36m", "", "\x1b[1;31m", "", "\x1b[1;33m", "").Replace(got)
	if want := printed(t, awkward, Text, false); plain != want {
		t.Errorf("without colours:\n%q\nwant:\n%q", plain, want)
	}
	for _, f := range []Format{JSON, GitHub} {
		if printed(t, awkward, f, true) != printed(t, awkward, f, false) {
			t.Errorf("%s has colours", f)
		}
	}
}

func TestPrintJSON(t *testing.T) {
	out := printed(t, awkward, JSON, false)
	var got []map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for i, d := range awkward {
		o := got[i]
		hint, hasHint := o["hint"]
		if o["file"] != d.File || o["line"] != float64(d.Line) || o["column"] != float64(d.Column) || o["message"] != d.Message ||
			o["rule"] != d.Rule.Name || o["severity"] != d.Rule.Severity.String() || hasHint != (d.Hint != "") || hasHint && hint != d.Hint {
			t.Errorf("%+v became %v", d, o)
		}
	}
	if len(got) != len(awkward) || !strings.Contains(out, "<odd>") {
		t.Errorf("%s", out)
	}
	if got := printed(t, nil, JSON, false); got != "[]\n" {
		t.Errorf("nothing is %q, want an empty array", got)
	}
}

// TestPrintGitHub holds the escapes that GitHub's documentation of workflow
// commands asks for, that a finding stays on one line, and that no other
// control character goes into the log.
func TestPrintGitHub(t *testing.T) {
	const want = `::error file=content/a.md,line=7,col=5,title=unknown-thing::unknown thing "anfral"%0Ahint: did you mean "anfrel"?
::warning file=content/50%25%2C é%3Ab.md,title=odd-thing::100%25 <odd>,%0D%0Aas: it is �[2J���
::warning file=content/�]0;owned�.md,line=1,col=1,title=odd-thing::x%0Ahint: line%0Abreak %250A
`
	if got := printed(t, awkward, GitHub, false); got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

func TestPrintNothing(t *testing.T) {
	for _, f := range []Format{Text, GitHub} {
		if got := printed(t, nil, f, true); got != "" {
			t.Errorf("nothing is %q in %s", got, f)
		}
	}
}

func TestPrintUnknownFormat(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown format is no bug?")
		}
	}()
	_ = Print(&strings.Builder{}, nil, "xml", false)
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestPrintError(t *testing.T) {
	for _, f := range Formats {
		if err := Print(full{}, awkward, f, false); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
}
