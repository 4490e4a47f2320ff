package output

import (
	"os"
	"path/filepath"
	"testing"
)

func symlink(t *testing.T, target, link string) {
	t.Helper()
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err) // a privilege on some systems
	}
}

func TestFolderThatNoBuildWrote(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, site{"thesis.txt": "years of work", ".git/HEAD": ""})
	before := tree(t, dir)
	_, err := Open(dir, []string{"index.html"})
	wantError(t, err, dir, `"thesis.txt"`, "no build wrote", "empty folder", "delete it yourself")
	wantSame(t, tree(t, dir), before)

	lay(t, dir, site{stateFolder + "/lock": ""}) // a build that was killed early leaves no claim
	_, err = Open(dir, []string{"index.html"})
	wantError(t, err, "no build wrote")
}

func TestNamesThatCannotBeWritten(t *testing.T) {
	for _, names := range [][]string{
		{""}, {"."}, {"/a"}, {"a/"}, {"a//b"}, {"../a"}, {"a/../b"}, {"./a"}, {"a\xff"},
		{".communique/manifest"}, {".gitignore"}, {"a/.b"}, {"a/.b/c"},
		{"a\nb"}, {"a\x00"}, {`a\b`}, {"e\u0301.html"},
		{"a", "b", "a"}, {"a", "a/b"}, {"a/b/c", "a-", "a/b"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		if f, err := Open(dir, names); err == nil {
			f.Close()
			t.Errorf("%q: no error", names)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q: the folder was made", names)
		}
	}
	s := site{"é.html": "1", "ខ្មែរ/ក": "2", "a b": "3", "a..b": "4", "a-": "5", "a/b.": "6"}
	dir := t.TempDir()
	mustBuild(t, dir, s)
	wantPublished(t, dir, s)
}

// TestInTheWay has an old site, then something foreign, then a new site.
func TestInTheWay(t *testing.T) {
	for _, test := range []struct {
		what             string
		old, foreign, to site
		refused          []string // parts of the error, if any
		removed          int
	}{
		{what: "folder of ours becomes a file", old: site{"a/b": "b", "a/c/d": "d"}, to: site{"a": "a"}, removed: 2},
		{what: "file of ours becomes a folder", old: site{"a": "a"}, to: site{"a/b/c": "c"}, removed: 1},
		{what: "both at once", old: site{"a/b": "b", "c": "c"}, to: site{"a": "a", "c/d": "d"}, removed: 2},
		{what: "one name deeper", old: site{"a": "a", "b/c/d": "d"}, to: site{"a/a": "a", "b/c": "c"}, removed: 2},
		{what: "a file of mine in the folder", old: site{"a/b": "b"}, foreign: site{"a/c/mine": ""}, to: site{"a": "a"},
			refused: []string{"/a:", `"a/c/mine"`, "no build wrote"}},
		{what: "a dot file in the folder", old: site{"a/b": "b"}, foreign: site{"a/.keep": ""}, to: site{"a": "a"},
			refused: []string{"/a:", `"a/.keep"`, "no build wrote"}},
		{what: "a file of mine where a folder must stand", old: site{"x": "x"}, foreign: site{"a": "mine"}, to: site{"a/b/c": "c"},
			refused: []string{"/a:", "a folder must stand here", "no build wrote"}},
		{what: "a file of mine with a planned name", old: site{"x": "x"}, foreign: site{"a": "mine"}, to: site{"a": "a"},
			refused: []string{"/a:", "no build wrote this file"}},
		{what: "a file of mine with a planned name and its bytes", old: site{"x": "x"}, foreign: site{"a": "a"}, to: site{"a": "a"}, removed: 1},
	} {
		t.Run(test.what, func(t *testing.T) {
			dir := t.TempDir()
			mustBuild(t, dir, test.old)
			lay(t, dir, test.foreign)
			before := tree(t, dir)
			r, err := build(dir, test.to)
			if test.refused != nil {
				wantError(t, err, test.refused...)
				wantSame(t, tree(t, dir), before)
				return
			}
			if err != nil || r.Removed != test.removed {
				t.Fatalf("%+v, %v; want %d removed", r, err, test.removed)
			}
			wantPublished(t, dir, test.to)
		})
	}
}

func TestLinkInPlaceOfAFile(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	mustBuild(t, dir, site{"a": "same", "b": "b", "stale": "s"})
	lay(t, outside, site{"target": "same"})
	for _, name := range []string{"a", "b", "stale"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	symlink(t, filepath.Join(outside, "target"), filepath.Join(dir, "a"))
	symlink(t, outside, filepath.Join(dir, "b"))
	symlink(t, filepath.Join(outside, "target"), filepath.Join(dir, "stale"))
	mustBuild(t, dir, site{"a": "same", "b": "new"})
	wantPublished(t, dir, site{"a": "same", "b": "new"})
	wantSame(t, tree(t, outside), site{"target": "same"})
}

func TestLinkInPlaceOfAFolder(t *testing.T) {
	for _, target := range []string{"elsewhere", t.TempDir()} { // inside and outside
		dir := t.TempDir()
		mustBuild(t, dir, site{"a/b": "b", "c": "c"})
		lay(t, dir, site{"elsewhere/b": "mine"})
		real := target
		if !filepath.IsAbs(real) {
			real = filepath.Join(dir, real)
		}
		lay(t, real, site{"b": "mine"})
		if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
			t.Fatal(err)
		}
		symlink(t, target, filepath.Join(dir, "a"))
		_, err := build(dir, site{"a/b": "new", "c": "c"})
		wantError(t, err, dir+"/a:", "a folder must stand here")

		mustBuild(t, dir, site{"c": "c"}) // a/b is stale now, but behind the link lies the file of somebody
		wantSame(t, tree(t, real), site{"b": "mine"})
	}
}

func TestStateIsALink(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, site{".mine/tmp/work": "mine"})
	symlink(t, ".mine", filepath.Join(dir, stateFolder))
	_, err := Open(dir, []string{"a"})
	wantError(t, err, dir+"/.communique:", "not a folder")
	wantSame(t, tree(t, filepath.Join(dir, ".mine")), map[string]string{"tmp/": "", "tmp/work": "mine"})
}

func TestDamagedState(t *testing.T) {
	for what, text := range map[string]string{
		"empty":           "",
		"other version":   "communique manifest 2\na\n",
		"other kind":      "communique pending 1\na\n",
		"no first line":   "a\n",
		"cut short":       "communique manifest 1\na",
		"cut in line one": "communique manifest 1",
		"out of order":    "communique manifest 1\nb\na\n",
		"twice":           "communique manifest 1\na\na\n",
		"leads out":       "communique manifest 1\n../a\n",
		"dot file":        "communique manifest 1\n.git/config\n",
		"empty line":      "communique manifest 1\n\na\n",
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			mustBuild(t, dir, site{"a": "a", "b": "b"})
			lay(t, dir, site{manifestFile: text})
			_, err := Open(dir, []string{"b"})
			wantError(t, err, dir+"/.communique/manifest", "damaged, or of another version", "delete")
			wantPublished(t, dir, site{"a": "a", "b": "b"})
		})
	}
}

func FuzzState(f *testing.F) {
	f.Add("communique manifest 1\na.html\na/b.html\n")
	f.Add("communique manifest 1\n")
	f.Add("communique manifest 1\n../a\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		names, err := parse("manifest", []byte(text))
		if err != nil {
			return
		}
		if again := string(format("manifest", names)); again != text {
			t.Errorf("%q is read as %q, which is written as %q", text, names, again)
		}
		for _, name := range names {
			if err := checkName(name); err != nil {
				t.Error(err)
			}
		}
	})
}
