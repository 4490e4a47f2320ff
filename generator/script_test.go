package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"communique": main})
}

// TestScript drives the program as a user does: each file of testdata/script
// is a session in a folder of its own. The files of testdata/script/rule each
// break one rule in an archive that is otherwise valid, and are named after it.
func TestScript(t *testing.T) {
	for _, dir := range []string{"testdata/script", "testdata/script/rule"} {
		testscript.Run(t, testscript.Params{
			Dir: dir,
			Setup: func(env *testscript.Env) error {
				// The day is fixed: what is a future date depends on it.
				env.Setenv("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
				env.Setenv("NO_COLOR", "1")
				env.Setenv("HOOKS", filepath.Join(fixture, "../../../.githooks"))
				return nil
			},
			Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
				"valid": valid, "replace": replace, "bytes": writeBytes,
			},
			RequireUniqueNames: true,
		})
	}
}

// valid writes the valid archive of testdata/valid into content/.
func valid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: valid")
	}
	ts.Check(os.CopyFS(ts.MkAbs("content"), os.DirFS(fixture)))
}

// fixture is the valid archive, found before any test changes the folder.
var fixture = func() string {
	dir, err := filepath.Abs("testdata/valid")
	if err != nil {
		panic(err)
	}
	return dir
}()

// replace FILE OLD NEW changes a file, in which OLD must stand once. In OLD
// and NEW, \n is a line break.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace file old new")
	}
	unescape := strings.NewReplacer(`\n`, "\n")
	file, old, with := ts.MkAbs(args[0]), unescape.Replace(args[1]), unescape.Replace(args[2])
	data, err := os.ReadFile(file)
	ts.Check(err)
	if n := strings.Count(string(data), old); n != 1 {
		ts.Fatalf("%q stands %d times in %s", old, n, args[0])
	}
	ts.Check(os.WriteFile(file, []byte(strings.Replace(string(data), old, with, 1)), 0o644))
}

// bytes FILE PREFIX SUFFIX puts bytes, written as Go writes them in a string
// without quotes (\xff, \ufeff), before and after what a file holds.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes file prefix suffix")
	}
	file := ts.MkAbs(args[0])
	data, err := os.ReadFile(file)
	ts.Check(err)
	prefix, suffix := unquote(ts, args[1]), unquote(ts, args[2])
	ts.Check(os.WriteFile(file, []byte(prefix+string(data)+suffix), 0o644))
}

func unquote(ts *testscript.TestScript, s string) string {
	u, err := strconv.Unquote(`"` + s + `"`)
	ts.Check(err)
	return u
}
