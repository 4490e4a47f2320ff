package migrate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// field is a key of front matter with its value.
type field struct {
	key   string // in lower case, with _ for -
	value value
	used  bool // it found a place
}

// value is a text, a list or a group of keys.
type value struct {
	text  string
	list  []value
	group []field
}

// fields are the keys of one file, in its order.
type fields []field

// take returns the first of some keys that says anything, and takes note that
// it found a place.
func (f fields) take(keys ...string) (value, bool) {
	for _, k := range keys {
		for i := range f {
			if f[i].key == k && !f[i].value.empty() {
				f[i].used = true
				return f[i].value, true
			}
		}
	}
	return value{}, false
}

// text returns the text of the first of some keys that has one.
func (f fields) text(keys ...string) string {
	v, _ := f.take(keys...)
	return v.one()
}

// peek returns the text of a key, which does not find its place by that.
func (f fields) peek(key string) string {
	for _, x := range f {
		if x.key == key {
			return x.value.one()
		}
	}
	return ""
}

// put takes back that a key found a place.
func (f fields) put(key string) {
	for i := range f {
		if f[i].key == key {
			f[i].used = false
		}
	}
}

// left returns the keys that found no place, with the beginning of their
// values, sorted.
func (f fields) left() []string {
	var keys []string
	for _, x := range f {
		if !x.used && !x.value.empty() {
			text := []rune(strings.Join(strings.Fields(strings.Join(x.value.all(), ", ")), " "))
			if len(text) > 60 {
				text = append(text[:60], '…')
			}
			keys = append(keys, x.key+": "+string(text))
		}
	}
	slices.Sort(keys)
	return keys
}

func (v value) empty() bool {
	return strings.TrimSpace(v.text) == "" && len(v.list) == 0 && len(v.group) == 0
}

// one returns the value as one text: of a list the first, of a group its name
// or what it is in some language.
func (v value) one() string {
	switch {
	case len(v.list) > 0:
		return v.list[0].one()
	case len(v.group) > 0:
		if s := fields(v.group).text("name", "title", "en", "url", "src", "image", "path"); s != "" {
			return s
		}
		return v.group[0].value.one()
	}
	return strings.TrimSpace(v.text)
}

// all returns the texts of a list; a single text is one.
func (v value) all() []string {
	if len(v.list) == 0 {
		if s := v.one(); s != "" {
			return []string{s}
		}
		return nil
	}
	var texts []string
	for _, x := range v.list {
		if s := x.one(); s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}

// isTrue reports whether the value says yes in any generator's spelling.
func (v value) isTrue() bool {
	return slices.Contains([]string{"true", "yes", "on", "1"}, strings.ToLower(v.one()))
}

func keyOf(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "-", "_")
}

// ofYAML returns the value of a node. An alias stands for a text or a list of
// texts; deeper ones could grow without end.
func ofYAML(n *yaml.Node) value {
	switch n.Kind {
	case yaml.SequenceNode:
		var v value
		for _, c := range n.Content {
			v.list = append(v.list, ofYAML(c))
		}
		return v
	case yaml.MappingNode:
		return value{group: mappingOf(n)}
	case yaml.AliasNode:
		if slices.ContainsFunc(n.Alias.Content, func(c *yaml.Node) bool { return c.Kind != yaml.ScalarNode }) {
			return value{}
		}
		return ofYAML(n.Alias)
	}
	if n.Tag == "!!null" {
		return value{}
	}
	return value{text: n.Value}
}

func mappingOf(n *yaml.Node) fields {
	var all fields
	for i := 0; i+1 < len(n.Content); i += 2 {
		all = append(all, field{key: keyOf(n.Content[i].Value), value: ofYAML(n.Content[i+1])})
	}
	return all
}

// ofTOML returns the value of what the TOML library decodes.
func ofTOML(x any) value {
	switch x := x.(type) {
	case []any:
		var v value
		for _, c := range x {
			v.list = append(v.list, ofTOML(c))
		}
		return v
	case []map[string]any:
		var v value
		for _, c := range x {
			v.list = append(v.list, ofTOML(c))
		}
		return v
	case map[string]any:
		return value{group: tableOf(x)}
	case time.Time:
		return value{text: x.Format(time.RFC3339)}
	}
	return value{text: fmt.Sprint(x)}
}

func tableOf(x map[string]any) fields {
	var all fields
	for k, c := range x {
		all = append(all, field{key: keyOf(k), value: ofTOML(c)})
	}
	slices.SortFunc(all, func(x, y field) int { return strings.Compare(x.key, y.key) })
	return all
}
