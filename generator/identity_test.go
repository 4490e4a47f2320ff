package main

import (
	"cmp"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// TestFeedIdentity builds an archive, stores what a feed reader knows of each
// feed, then changes everything about it that may change without its being
// news: no reader is told of an old statement again, and of the corrections
// only of those that are new.
func TestFeedIdentity(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	s := source{content: content, jobs: 2, now: "2026-01-01"}
	before := readFeeds(t, s, filepath.Join(dir, "before"))
	if len(before["/feed.xml"]) != 2 || len(before["/corrections/feed.xml"]) != 4 {
		t.Fatalf("of the valid archive a reader knows %q and %q", before["/feed.xml"], before["/corrections/feed.xml"])
	}

	mend(t, content, "statements/2017/joint-call.md", "---\ntitle: Joint call on a test", "---\nid: 2017/joint-call\ntitle: An appeal",
		`"A name was misspelt."}`, `"Two names were misspelt."}, {date: 2017-09-05, note: Another.}, {date: 2019-01-01, note: Late.}`)
	mend(t, content, "statements/2017/joint-call.fr.md", "translated: 2017-09-03", "translated: 2019-01-02")
	for _, name := range []string{".md", ".fr.md", ""} {
		if err := os.Rename(filepath.Join(content, "statements/2017/joint-call"+name), filepath.Join(content, "statements/2017/an-appeal"+name)); err != nil {
			t.Fatal(err)
		}
	}
	translation := "---\ntitle: Appel antérieur\n---\n\nTexte de l'appel.\n"
	if err := os.WriteFile(filepath.Join(content, "statements/2016/earlier-call.fr.md"), []byte(translation), 0o644); err != nil {
		t.Fatal(err)
	}
	zone := time.Local
	defer func() { time.Local = zone }()
	time.Local = time.FixedZone("Kiritimati", 14*60*60)
	s.baseURL = "https://elsewhere.example/archive"
	after := readFeeds(t, s, filepath.Join(dir, "after"))

	if got, want := slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)); !slices.Equal(got, want) {
		t.Fatalf("feeds %q\nwere %q", got, want)
	}
	for path, items := range after {
		var want []string
		if strings.Contains(path, "/corrections/") {
			want = []string{"tag:archive.example,2026:statements/2017/joint-call:corrected:2017-09-05:2", "tag:archive.example,2026:statements/2017/joint-call:corrected:2019-01-01:1"}
		}
		var told []string
		for _, id := range items {
			if !slices.Contains(before[path], id) {
				told = append(told, id)
			}
		}
		slices.Sort(told)
		if !slices.Equal(told, want) {
			t.Errorf("%s tells its readers of %q, want %q", path, told, want)
		}
		for _, id := range before[path] {
			if !slices.Contains(items, id) {
				t.Errorf("%s has lost %s", path, id)
			}
		}
	}
}

// readFeeds builds an archive and returns the ids of the items of each feed, as
// a feed reader's own parser finds them.
func readFeeds(t *testing.T, s source, out string) map[string][]string {
	t.Helper()
	if err := build(s, out, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{}
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if base := filepath.Base(name); err != nil || base != "feed.xml" && base != "feed.json" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return err
		}
		feed, err := gofeed.NewParser().ParseString(string(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		ids := []string{}
		for _, item := range feed.Items {
			if item.GUID == "" || !strings.HasPrefix(item.Link, cmp.Or(s.baseURL, "https://archive.example")+"/") {
				t.Errorf("%s: an item has the id %q and the address %q", name, item.GUID, item.Link)
			}
			ids = append(ids, item.GUID)
		}
		known["/"+name] = ids
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// mend replaces texts that each stand once in a file.
func mend(t *testing.T, content, file string, changes ...string) {
	t.Helper()
	name := filepath.Join(content, file)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		if n := strings.Count(string(data), changes[i]); n != 1 {
			t.Fatalf("%q stands %d times in %s", changes[i], n, file)
		}
	}
	if err := os.WriteFile(name, []byte(strings.NewReplacer(changes...).Replace(string(data))), 0o644); err != nil {
		t.Fatal(err)
	}
}
