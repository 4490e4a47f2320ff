package draft

import (
	"context"
	"strings"
	"testing"
	"time"

	"communique/generator/extract"
)

// TestLong drafts documents that are as large as documents may be, in ways that
// invite looking at everything again and again.
func TestLong(t *testing.T) {
	a, _ := mustLoad(t, known())
	for name, text := range map[string]string{
		"one paragraph":  strings.Repeat("the signed Kenyan May 2017 words ", 1500) + ".",
		"one long word":  strings.Repeat("x", 50_000),
		"short lines":    strings.Repeat("Invented Watch\n", 1200),
		"letterheads":    strings.Repeat("INVENTED\nWATCH\n\n", 800) + "Statement on radio in Kenya\n",
		"signatories":    "Signed by:\n" + strings.Repeat("Invented Watch (IW), Kenya\n", 1200),
		"lists":          strings.Repeat("Signed by:\n\n", 1200),
		"numbers":        strings.Repeat("1/2/2017 ", 5_000),
		"one long line":  "Signed by: " + strings.Repeat("A, B and C; ", 2_500),
		"open brackets":  "Signed by:\n" + strings.Repeat("(", 20_000),
		"inner brackets": "Signed by:\n" + strings.Repeat("(A) ", 5_000),
	} {
		start := time.Now()
		doc, err := extract.Read(context.Background(), "x.txt", []byte(text))
		if err != nil {
			t.Fatal(name, err)
		}
		read := time.Since(start)
		start = time.Now()
		New(a, today).Draft(doc, "x.txt")
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s: %v, after %v to read it", name, took, read)
		} else {
			t.Logf("%s: %v, after %v to read it", name, took, read)
		}
	}
}
