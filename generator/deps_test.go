package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// policy says who may import whom: a package, then all that it may import of
// ours, of other modules, and of those parts of the standard library that
// reach outside the program. What is not named is not allowed; what is named
// must be used. Tests may import anything.
//
// The order is that of the stages: nothing imports what stands below it.
const policy = `
diag        :
fold        : golang.org/x/text/unicode/norm
near        : github.com/agnivade/levenshtein
cldr        : fold
cldr/gen    : os os/exec
worldmap    :
worldmap/gen: cldr worldmap os os/exec
erase       : fold golang.org/x/crypto/argon2 golang.org/x/text/encoding/charmap golang.org/x/text/encoding/unicode
archive     : diag erase fold cldr golang.org/x/text/language
permalink   : archive golang.org/x/text/unicode/norm
markdown    : github.com/yuin/goldmark/... golang.org/x/text/unicode/norm
pdf         :
picture     : golang.org/x/image/draw golang.org/x/image/webp
network     : gonum.org/v1/gonum/graph/layout gonum.org/v1/gonum/graph/simple gonum.org/v1/gonum/spatial/r2
cite        : archive
slug        : github.com/mozillazg/go-unidecode golang.org/x/text/unicode/norm
matter      : golang.org/x/text/unicode/norm
extract     : markdown os/exec github.com/yuin/goldmark/... golang.org/x/net/html/... golang.org/x/text/encoding/... golang.org/x/text/unicode/norm
stamp       : syscall
load        : diag archive erase stamp near cldr markdown pdf permalink picture github.com/adrg/frontmatter go.yaml.in/yaml/v4/... golang.org/x/sync/errgroup golang.org/x/text/unicode/norm
check       : diag archive fold near cldr matter slug
draft       : archive cldr extract fold matter slug golang.org/x/text/language
fix         : diag archive fold load matter permalink slug golang.org/x/text/unicode/norm
schema      : archive cldr load
migrate     : archive diag fold load markdown matter picture slug github.com/BurntSushi/toml go.yaml.in/yaml/v4 golang.org/x/net/html golang.org/x/text/encoding/charmap
site        : diag archive near network picture golang.org/x/text/cases golang.org/x/text/collate golang.org/x/text/language golang.org/x/text/unicode/norm
theme       : archive cldr go.yaml.in/yaml/v4 github.com/tdewolff/minify/v2/... golang.org/x/text/language
render      : archive cite load markdown network picture site theme worldmap github.com/rivo/uniseg golang.org/x/text/language golang.org/x/text/language/display
preflight   : diag
watch       : stamp os syscall github.com/fsnotify/fsnotify
serve       : diag archive erase load render site theme net net/http
output      : os golang.org/x/sys/... golang.org/x/text/unicode/norm
demo        : os golang.org/x/sync/errgroup
.           : draft extract fix fold matter migrate schema serve slug watch github.com/rogpeppe/go-internal/diff diag archive erase load permalink preflight check site theme render output demo cldr themes os github.com/spf13/cobra github.com/schollz/progressbar/v3 golang.org/x/sync/errgroup golang.org/x/term
`

// outside are the packages of the standard library that touch the machine:
// only the edges may.
var outside = []string{"os", "os/exec", "net/http", "net", "syscall", "plugin", "unsafe"}

func TestImports(t *testing.T) {
	allowed := map[string][]string{}
	var order []string
	for line := range strings.Lines(strings.TrimSpace(policy)) {
		name, imports, _ := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		allowed[name] = strings.Fields(imports)
		order = append(order, name)
	}
	for name, imports := range packages(t) {
		may, known := allowed[name]
		if !known {
			t.Errorf("package %s is not in the policy", name)
			continue
		}
		for _, i := range imports {
			if !slices.ContainsFunc(may, func(pattern string) bool { return matches(pattern, i) }) {
				t.Errorf("%s imports %s, which the policy does not allow", name, i)
			}
			if slices.Index(order, i) >= slices.Index(order, name) {
				t.Errorf("%s imports %s, which stands below it", name, i)
			}
		}
		for _, pattern := range may {
			if !slices.ContainsFunc(imports, func(i string) bool { return matches(pattern, i) }) {
				t.Errorf("%s may import %s, but does not", name, pattern)
			}
		}
		delete(allowed, name)
	}
	for name := range allowed {
		t.Errorf("the policy names %s, which does not exist", name)
	}
}

func matches(pattern, imported string) bool {
	prefix, wild := strings.CutSuffix(pattern, "/...")
	return imported == prefix || wild && strings.HasPrefix(imported, prefix+"/")
}

// packages returns what each package of the program imports outside of tests:
// ours by their name under generator/, others by their path, the standard
// library only where it reaches outside.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "testdata" {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(name))
		if found[pkg] == nil {
			found[pkg] = []string{}
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			ours := strings.TrimPrefix(strings.TrimPrefix(imported, "communique/"), "generator/")
			third := strings.Contains(strings.Split(imported, "/")[0], ".")
			if (third || ours != imported || slices.Contains(outside, imported)) && !slices.Contains(found[pkg], ours) {
				found[pkg] = append(found[pkg], ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestSoleImporters holds who alone may import something.
func TestSoleImporters(t *testing.T) {
	sole := map[string][]string{
		"github.com/yuin/goldmark":     {"extract", "markdown"},
		"github.com/adrg/frontmatter":  {"load"},
		"go.yaml.in/yaml":              {"load", "migrate", "theme"}, // the theme's words are YAML too, and what others' sites have
		"golang.org/x/sys":             {"output"},
		"golang.org/x/image":           {"picture"},
		"gonum.org/v1/gonum":           {"network"},
		"net/http":                     {"serve"},
		"github.com/fsnotify/fsnotify": {"watch"},
		"os/exec":                      {"cldr/gen", "extract", "worldmap/gen"},
	}
	for name, imports := range packages(t) {
		for _, i := range imports {
			for prefix, may := range sole {
				if strings.HasPrefix(i, prefix) && !slices.Contains(may, name) {
					t.Errorf("%s imports %s, which only %v may", name, i, may)
				}
			}
		}
	}
}
