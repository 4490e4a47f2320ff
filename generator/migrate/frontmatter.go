package migrate

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/encoding/charmap"
)

// matterOf takes a file apart: its front matter and the text below. The marks
// of YAML are ---, those of TOML +++; what begins with a brace is JSON. has is
// false for a file without any. remarks say what had to be read in a way that
// load would not.
func matterOf(src []byte) (f fields, body string, has bool, remarks []string) {
	text, remarks := decode(src)
	lines := strings.SplitAfter(text, "\n")
	fence := strings.TrimRight(lines[0], " \t\n")
	switch {
	case strings.HasPrefix(fence, "---") && strings.Trim(fence, "-") == "" || fence == "---json" || fence == "+++":
	case strings.HasPrefix(fence, "{") && !strings.HasPrefix(fence, "{%") && !strings.HasPrefix(fence, "{{"):
		return jsonMatter(text, remarks)
	default:
		return nil, text, false, remarks
	}
	closing := fence[:3]
	end := slices.IndexFunc(lines[1:], func(l string) bool {
		l = strings.TrimRight(l, " \t\n")
		return l == closing || closing == "---" && (l == "..." || len(l) > 3 && strings.Trim(l, "-") == "")
	})
	if end < 0 {
		// Without its second mark, it ends where the first empty line is.
		end = slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimSpace(l) == "" })
		remarks = append(remarks, "the front matter is not closed; it was read up to the first empty line")
		if end < 0 {
			end = len(lines) - 1
		}
	}
	block, body := strings.Join(lines[1:end+1], ""), strings.Join(lines[min(end+2, len(lines)):], "")
	if closing == "+++" {
		f, more := readTOML(block)
		return f, body, true, append(remarks, more...)
	}
	f, more := readYAML(block)
	return f, body, true, append(remarks, more...)
}

// decode returns a file as text with line feeds only. What is not UTF-8 is
// read as Windows-1252, which has a character for nearly every byte.
func decode(src []byte) (text string, remarks []string) {
	src, marked := bytes.CutPrefix(src, []byte("\ufeff"))
	if marked {
		remarks = append(remarks, "a byte order mark was dropped")
	}
	text = string(src)
	if !utf8.ValidString(text) {
		b, err := charmap.Windows1252.NewDecoder().Bytes(src)
		if err == nil {
			text = string(b)
		}
		remarks = append(remarks, "it is not UTF-8, and was read as Windows-1252: look at its accents")
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), remarks
}

// jsonMatter reads front matter in JSON, which Hugo takes up to its closing
// brace at the margin. JSON is YAML.
func jsonMatter(text string, remarks []string) (fields, string, bool, []string) {
	end := strings.Index(text, "\n}")
	if end < 0 {
		return nil, text, false, remarks
	}
	f, more := readYAML(strings.ReplaceAll(text[:end+2], "\t", " "))
	return f, text[end+2:], true, append(remarks, more...)
}

func readTOML(block string) (fields, []string) {
	var table map[string]any
	if _, err := toml.Decode(block, &table); err != nil {
		f, remarks := readLines(strings.ReplaceAll(block, " = ", ": "))
		return f, append([]string{fmt.Sprintf("the TOML is broken (%v), and was read line by line", firstLine(err.Error()))}, remarks...)
	}
	return tableOf(table), nil
}

// readYAML reads what is YAML, or nearly.
func readYAML(block string) (fields, []string) {
	f, ok := parseYAML(block)
	if ok {
		return settle(f, nil)
	}
	if tabless := strings.ReplaceAll(block, "\t", "  "); tabless != block {
		if f, ok = parseYAML(tabless); ok {
			return settle(f, []string{tabsRead})
		}
	}
	f, mended := readLines(strings.ReplaceAll(block, "\t", "  "))
	if strings.Contains(block, "\t") {
		mended = append([]string{tabsRead}, mended...)
	}
	return f, mended
}

const tabsRead = "tabs in the front matter were read as spaces"

func parseYAML(block string) (fields, bool) {
	var doc yaml.Node
	if err := yaml.Load([]byte(block), &doc); err != nil {
		return nil, strings.TrimSpace(withoutComments(block)) == ""
	}
	root := &doc
	if root.Kind == yaml.DocumentNode && len(root.Content) > 0 {
		root = root.Content[0]
	}
	if root.Kind != yaml.MappingNode {
		return nil, strings.TrimSpace(withoutComments(block)) == ""
	}
	return mappingOf(root), true
}

var comment = regexp.MustCompile(`(?m)^\s*#.*$`)

func withoutComments(s string) string { return comment.ReplaceAllString(s, "") }

// settle keeps of keys that stand twice the last, as the generators do.
func settle(f fields, remarks []string) (fields, []string) {
	last := map[string]int{}
	for i, x := range f {
		if j, twice := last[x.key]; twice {
			remarks = append(remarks, fmt.Sprintf("the key %s stands twice; its last value was taken, not %q", x.key, f[j].value.one()))
		}
		last[x.key] = i
	}
	var once fields
	for i, x := range f {
		if last[x.key] == i {
			once = append(once, x)
		}
	}
	return once, remarks
}

// keyLine is a line with a key at the margin.
var keyLine = regexp.MustCompile(`^([\p{L}_][\p{L}\p{N}_ -]*?)\s*:(?:\s+(.*))?$`)

// readLines reads front matter that is no YAML a key at a time: what a key has
// below it is YAML for itself, and else a text as it stands.
func readLines(block string) (fields, []string) {
	var all fields
	var mended []string
	lines := strings.Split(block, "\n")
	for i := 0; i < len(lines); {
		m := keyLine.FindStringSubmatch(strings.TrimRight(lines[i], " "))
		if m == nil {
			if s := strings.TrimSpace(lines[i]); s != "" && s[0] != '#' {
				mended = append(mended, fmt.Sprintf("a line of the front matter was not understood: %q", s))
			}
			i++
			continue
		}
		next := i + 1
		for next < len(lines) && !keyLine.MatchString(strings.TrimRight(lines[next], " ")) {
			next++
		}
		if f, ok := parseYAML(strings.Join(lines[i:next], "\n")); ok && len(f) == 1 {
			all = append(all, f[0])
		} else {
			text := strings.Trim(strings.Join(strings.Fields(strings.Join(append([]string{m[2]}, lines[i+1:next]...), " ")), " "), `"'`)
			all = append(all, field{key: keyOf(m[1]), value: value{text: text}})
			mended = append(mended, fmt.Sprintf("the value of %s is no YAML, and was read as it stands: %q", keyOf(m[1]), text))
		}
		i = next
	}
	return settle(all, mended)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
