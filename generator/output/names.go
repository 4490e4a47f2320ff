package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// plan checks the names and fills what is known from them alone.
func (f *Folder) plan() error {
	f.sorted = slices.Sorted(slices.Values(f.names))
	f.index = make(map[string]int, len(f.names))
	f.entries = make([]entry, len(f.names))
	for i, name := range f.names {
		if err := checkName(name); err != nil {
			return err
		}
		if _, twice := f.index[name]; twice {
			return fmt.Errorf("%q is planned twice", name)
		}
		f.index[name] = i
	}
	for _, name := range f.sorted {
		if below := firstBelow(f.sorted, name); below != "" {
			return fmt.Errorf("%q is planned as a file and, for %q, as a folder", name, below)
		}
	}
	return nil
}

// checkName reports why a file of a site cannot have the name.
func checkName(name string) error {
	var reason string
	switch {
	case !fs.ValidPath(name) || name == ".":
		reason = "is no slash-separated relative path"
	case strings.HasPrefix(name, ".") || strings.Contains(name, "/."):
		reason = "has an element that begins with a dot"
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		reason = "holds a control character or a backslash"
	case slices.ContainsFunc(strings.Split(name, "/"), func(element string) bool { return len(element) > 255 }):
		reason = "has an element of more than 255 bytes"
	case !norm.NFC.IsNormalString(name):
		reason = "is not in Unicode NFC"
	default:
		return nil
	}
	return fmt.Errorf("%q cannot be written: the name %s", name, reason)
}

// firstBelow returns the first of the sorted names that lies in the folder, or "".
func firstBelow(sorted []string, folder string) string {
	prefix := folder + "/"
	if i, _ := slices.BinarySearch(sorted, prefix); i < len(sorted) && strings.HasPrefix(sorted[i], prefix) {
		return sorted[i]
	}
	return ""
}

func contains(sorted []string, name string) bool {
	_, found := slices.BinarySearch(sorted, name)
	return found
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// without returns the names of a that are not in b, both sorted.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool { return contains(b, name) })
}

// foldersOf returns every folder above the names, each before its parents, save the top.
func foldersOf(names []string) []string {
	seen := map[string]bool{".": true}
	var folders []string
	for _, name := range names {
		for p := path.Dir(name); !seen[p]; p = path.Dir(p) {
			seen[p] = true
			folders = append(folders, p)
		}
	}
	slices.SortFunc(folders, func(a, b string) int { return strings.Compare(b, a) })
	return folders
}

// state is a list of names that outlives the process: the manifest, or what was pending.
type state struct {
	exists bool
	names  []string // sorted
}

const formatVersion = "1"

// format gives the bytes of a state file of the kind, "manifest" or "pending".
func format(kind string, names []string) []byte {
	var b strings.Builder
	b.WriteString("communique " + kind + " " + formatVersion + "\n")
	for _, name := range names {
		b.WriteString(name + "\n")
	}
	return []byte(b.String())
}

// parse is the reverse of format and takes nothing that format cannot have written: what it returns is
// going to be deleted.
func parse(kind string, data []byte) ([]string, error) {
	first, rest, ended := strings.Cut(string(data), "\n")
	if want := "communique " + kind + " " + formatVersion; first != want {
		return nil, fmt.Errorf("the first line is %.40q, not %q", first, want)
	}
	if !ended || rest != "" && !strings.HasSuffix(rest, "\n") {
		return nil, errors.New("the last line is cut short")
	}
	var names []string
	for line := range strings.Lines(rest) {
		name := strings.TrimSuffix(line, "\n")
		if err := checkName(name); err != nil {
			return nil, err
		}
		if len(names) > 0 && names[len(names)-1] >= name {
			return nil, fmt.Errorf("%q is out of order", name)
		}
		names = append(names, name)
	}
	return names, nil
}
