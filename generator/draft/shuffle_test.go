package draft

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// documents are those of testdata.
func documents(t testing.TB) []string {
	t.Helper()
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range cases {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(ar.Files[0].Data))
	}
	return all
}

// TestShuffled holds the properties for documents that are made of lines of
// others, some of them damaged.
func TestShuffled(t *testing.T) {
	docs := documents(t)
	chance := rand.New(rand.NewPCG(1, 2))
	for range 120 {
		var lines []string
		for range 2 {
			lines = append(lines, strings.SplitAfter(docs[chance.IntN(len(docs))], "\n")...)
		}
		var text strings.Builder
		for range 5 + chance.IntN(20) {
			text.WriteString(damaged(lines[chance.IntN(len(lines))], chance))
		}
		name := []string{"x.txt", "x.md"}[chance.IntN(2)]
		t.Run(name, func(t *testing.T) { draftOf(t, known(), name, []byte(text.String())) })
		if t.Failed() {
			t.Fatalf("%s:\n%s", name, text.String())
		}
	}
}

// damaged changes half of the lines that it is given.
func damaged(line string, chance *rand.Rand) string {
	switch chance.IntN(8) {
	case 0: // its words in any order
		words := strings.Fields(line)
		chance.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		return strings.Join(words, " ") + "\n"
	case 1: // run into the next
		return strings.TrimRight(line, "\n") + " "
	case 2: // a paragraph of its own
		return line + "\n"
	case 3: // a sign in the wrong place
		signs, letters := []rune("()[]{}:;,.-–|#*\"'\\&<>0\u202eé"), []rune(line)
		if len(letters) > 0 {
			letters[chance.IntN(len(letters))] = signs[chance.IntN(len(signs))]
		}
		return string(letters)
	}
	return line
}

// FuzzDraft holds the properties for any text.
func FuzzDraft(f *testing.F) {
	for _, text := range documents(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		draftOf(t, known(), "x.txt", []byte(text))
	})
}
