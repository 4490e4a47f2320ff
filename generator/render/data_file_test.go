package render_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"communique/themes"
)

// TestDataPackage checks what a package says of the archive.
func TestDataPackage(t *testing.T) {
	short := changed(t, valid, map[string]string{"archive.yaml": "title: <T> & Co\nbase_url: https://archive.example\nid_authority: Desk@Archive.example,2026\nlicense: {name: Own}\n"})
	for want, content := range map[string]fs.FS{
		"{data-package archive.example-2026 Test archive [{CC BY 4.0 https://creativecommons.org/licenses/by/4.0/}]}": valid,
		"{data-package desk-archive.example-2026 <T> & Co []}":                                                        short,
	} {
		s, r := build(t, content, themes.Default())
		var d descriptor
		if err := json.Unmarshal([]byte(pageAt(t, s, r, "/data/datapackage.json")), &d); err != nil {
			t.Fatal(err)
		}
		d.Resources = nil
		if got := strings.Replace(fmt.Sprint(d), " []}", "}", 1); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestCitations checks that there is a record of each statement.
func TestCitations(t *testing.T) {
	s, r := build(t, sample(t, 60), themes.Default())
	bib, ris := pageAt(t, s, r, "/data/citations.bib"), pageAt(t, s, r, "/data/citations.ris")
	n := len(s.Archive.Statements)
	if entries, records := strings.Count(bib, "@techreport{"), strings.Count(ris, "ER  - \r\n"); entries != n || records != n {
		t.Errorf("%d entries, %d records, want %d", entries, records, n)
	}
	for _, st := range s.Archive.Statements {
		address := s.Base.URL(s.StatementIn(st, s.Languages[0]))
		if !strings.Contains(bib, "{"+address+"}") || !strings.Contains(ris, "UR  - "+address+"\r\n") {
			t.Errorf("%s is not cited by %s", st.ID, address)
		}
	}
}

// TestStream checks that files of datasets can be had as a stream, with the
// bytes of the page, and that the error of a writer that takes no more is
// returned as it is, wherever it comes.
func TestStream(t *testing.T) {
	s, r := build(t, sample(t, 60), themes.Default())
	for _, set := range s.Datasets {
		for _, p := range set.Files {
			var b bytes.Buffer
			if err := r.Stream(&b, p); err != nil || b.String() != page(t, r, p) {
				t.Errorf("%s: %v, or other bytes than the page's", p.Path, err)
			}
			for _, room := range []int{0, 1, b.Len() / 2, b.Len() - 1} {
				if err := r.Stream(&full{room}, p); !errors.Is(err, errFull) {
					t.Errorf("%s: room for %d of %d bytes: %v", p.Path, room, b.Len(), err)
				}
			}
		}
	}
}

var errFull = errors.New("no room left")

// full is a writer with room for some bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestDataLeavesOut checks that no file of data has anything of what is not
// published.
func TestDataLeavesOut(t *testing.T) {
	statement := func(key string) string {
		return "---\ntitle: Hidden call\ndate: 2025-12-01\ncountries: [KH]\nsignatories: [first, hidden]\ntopics: [hidden-topic]\n" + key + "\n---\n\nHidden text.\n"
	}
	s, r := build(t, written(t, "-- signatories/hidden.md --\n---\nname: Hidden Watch\n---\n-- topics/hidden-topic.md --\n---\nname: Hidden topic\n---\n"+
		"-- statements/2025/hidden-draft.md --\n"+statement("draft: true")+
		"-- statements/2025/hidden-embargo.md --\n"+statement("release: {embargo: 2026-02-01T00:00:00Z}")+
		"-- statements/2024/open.md --\n---\ntitle: Open call\ndate: 2024-12-01\ncountries: [KH]\nsignatories: [first]\n---\n\nText.\n"), themes.Default())
	read := 0
	for path, text := range everything(t, s, r) {
		if !strings.HasPrefix(string(path), "/data/") {
			continue
		}
		if read++; strings.Contains(strings.ToLower(text), "hidden") {
			t.Errorf("%s tells what is not published:\n%s", path, text)
		}
		if set := strings.TrimPrefix(string(path), "/data/"); strings.HasPrefix(set, "s") && !strings.Contains(text, "first") && !strings.Contains(text, "open") {
			t.Errorf("%s has nothing of what is published:\n%s", path, text)
		}
	}
	if read < 10 {
		t.Errorf("only %d files", read)
	}
}
