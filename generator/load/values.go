package load

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/near"
)

// A key is one that a record's front matter may have.
type key[T any] struct {
	name     string
	required bool
	doc      string // for the editor: what goes into it
	read     func(f *file, n *yaml.Node, to *T)
}

// read reads a mapping into a record by a table of its keys, and reports keys
// that are unknown, stand twice or are missing. what names the record.
func read[T any](f *file, root *yaml.Node, keys []key[T], to *T, what string) {
	present, given := make([]bool, len(keys)), make([]bool, len(keys))
	for i := 0; i+1 < len(root.Content); i += 2 {
		name, value := root.Content[i], root.Content[i+1]
		k := slices.IndexFunc(keys, func(k key[T]) bool { return name.Kind == yaml.ScalarNode && k.name == name.Value })
		switch {
		case k < 0:
			unknown(f, root, name, keys, what)
		case present[k]:
			f.fault(&duplicateKey, f.pos(name), fmt.Sprintf("key %q stands twice", name.Value), "delete one of the two")
		case value.Tag == "!!null":
			present[k] = true
			if !keys[k].required { // else it is missing
				f.fault(&missingField, f.pos(name), fmt.Sprintf("no value behind %q", name.Value+":"), "write one, or delete the key")
			}
		default:
			present[k], given[k] = true, true
			keys[k].read(f, value, to)
		}
	}
	for i, k := range keys {
		if k.required && !given[i] {
			f.missing(root, k.name, what)
		}
	}
}

// missing reports a key that must be there, at the key where it has no value.
func (f *file) missing(root *yaml.Node, name, what string) {
	hint := fmt.Sprintf("%s needs a key %s:", what, name)
	if key, _ := lookUp(root, name); key != nil {
		hint = fmt.Sprintf("write something behind %s:", name)
	}
	f.fault(&missingField, f.keyPos(root, name), fmt.Sprintf("no %s", name), hint)
}

// keyPos returns where a key of a mapping stands or, where it is missing,
// the place to look at: the beginning of the file for its own mapping, else
// that of the mapping.
func (f *file) keyPos(root *yaml.Node, name string) diag.Pos {
	if key, _ := lookUp(root, name); key != nil {
		return f.pos(key)
	}
	if root == f.root {
		return diag.Pos{Line: 1, Column: 1}
	}
	return f.pos(root)
}

// lookUp returns a key of a mapping and its value; nil if there is none.
func lookUp(root *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == name {
			return root.Content[i], root.Content[i+1]
		}
	}
	return nil, nil
}

// valueOf returns the value of a key, nil where it has none.
func valueOf(root *yaml.Node, name string) *yaml.Node {
	if _, value := lookUp(root, name); value != nil && value.Tag != "!!null" {
		return value
	}
	return nil
}

func unknown[T any](f *file, root, name *yaml.Node, keys []key[T], what string) {
	hint := "delete it"
	if best := near.Best(strings.ToLower(name.Value), func(yield func(string) bool) {
		for _, k := range keys {
			if !yield(k.name) {
				return
			}
		}
	}); best != "" {
		hint = fmt.Sprintf("did you mean %q?", best)
	} else if len(keys) > 0 {
		names := make([]string, len(keys))
		for i, k := range keys {
			names[i] = k.name
		}
		hint = fmt.Sprintf("%s has the keys %s", what, strings.Join(names, ", "))
	}
	f.fault(&unknownKey, f.pos(name), fmt.Sprintf("unknown key %q", name.Value), hint)
	mendKey(f, root, name, keys)
}

// kindOf names a node's type in an editor's words.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a group of keys"
	}
	switch n.Tag {
	case "!!bool":
		return "true or false"
	case "!!int", "!!float":
		return "a number"
	case "!!null":
		return "empty"
	case "!!timestamp":
		return "a date"
	}
	return "a text"
}

func (f *file) wrong(n *yaml.Node, want, hint string) {
	f.fault(&wrongType, f.pos(n), fmt.Sprintf("this is %s, not %s", kindOf(n), want), hint)
}

// scalar returns a single value as it was written, in NFC and without
// surrounding white space.
func (f *file) scalar(n *yaml.Node) (string, bool) {
	// A plain date or a quoted number is text to YAML or to us; a plain
	// number or true is not, and nobody should have to guess which.
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" && n.Tag != "!!timestamp" {
		hint := "write one text"
		switch {
		case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
			hint = "write something there, or delete it"
		case n.Kind == yaml.ScalarNode:
			hint = fmt.Sprintf("put it in quotes: %q", n.Value)
		}
		f.wrong(n, "a text", hint)
		if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
			f.mend(n, strconv.Quote(n.Value))
		}
		return "", false
	}
	// YAML ends a text at " #". A comment has a space behind the sign, and words;
	// else it is more likely the number in "Statement #5".
	if c := strings.TrimLeft(n.LineComment, "#"); c != "" && (c[0] != ' ' || len(c) > 1 && '0' <= c[1] && c[1] <= '9') {
		f.fault(&lostText, f.pos(n), fmt.Sprintf("dropped, for what follows # is a comment: %q", n.LineComment), "put the whole text in quotes")
	}
	if o := firstOffence([]byte(n.Value)); o.rule != nil {
		message, hint := o.message()
		f.fault(o.rule, f.pos(n), message, hint)
		return "", false
	}
	return norm.NFC.String(strings.TrimSpace(n.Value)), true
}

// text reads a text of one line; line breaks become spaces.
func (f *file) text(n *yaml.Node, to *string) {
	s, ok := f.scalar(n)
	if !ok {
		return
	}
	if strings.ContainsAny(s, "\n\t") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if s == "" {
		f.fault(&wrongType, f.pos(n), "an empty text", "write something between the quotes, or delete the key")
	}
	*to = s
}

// list calls each for the elements of a list.
func (f *file) list(n *yaml.Node, example string, each func(n *yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		if n.Kind == yaml.ScalarNode && !strings.HasPrefix(example, "[{") && !strings.ContainsAny(n.Value, "[]{}\"'#\n") {
			example = "[" + n.Value + "]"
		}
		f.wrong(n, "a list", "write it in brackets: "+example)
		if n.Kind == yaml.ScalarNode && example == "["+n.Value+"]" && !strings.ContainsAny(n.Value, ",;") {
			f.mend(n, example)
		}
		return
	}
	for _, e := range n.Content {
		each(e)
	}
}

func (f *file) texts(n *yaml.Node, example string, to *[]string) {
	f.list(n, example, func(n *yaml.Node) {
		var s string
		if f.text(n, &s); s != "" {
			*to = append(*to, s)
		}
	})
}

// ref reads a reference. An archive writes the same few names many times over,
// so one copy of each is kept.
func ref[T any](f *file, n *yaml.Node) archive.Ref[T] {
	var s string
	f.text(n, &s)
	return archive.Ref[T]{Written: f.written.one(s), At: f.pos(n)}
}

// words keeps one copy of each text that it is shown.
type words struct {
	mu   sync.RWMutex
	seen map[string]string
}

func (w *words) one(s string) string {
	w.mu.RLock()
	seen, ok := w.seen[s]
	w.mu.RUnlock()
	if ok {
		return seen
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[s] = s
	return s
}

// refs reads a list of references.
func refs[T any](f *file, n *yaml.Node, example string, to *[]archive.Ref[T]) {
	f.list(n, example, func(n *yaml.Node) {
		if r := ref[T](f, n); r.Written != "" {
			*to = append(*to, r)
		}
	})
}

// mapping returns n if it is one.
func (f *file) mapping(n *yaml.Node, example string) bool {
	if n.Kind != yaml.MappingNode {
		f.wrong(n, "a group of keys", "write it as "+example)
		return false
	}
	return true
}

// names reads names by language.
func (f *file) names(n *yaml.Node, to *map[string]string) {
	if !f.mapping(n, "{fr: …, km: …}") {
		return
	}
	*to = make(map[string]string, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		lang, ok := f.language(n.Content[i])
		if !ok {
			continue
		}
		if _, twice := (*to)[lang]; twice {
			f.fault(&duplicateKey, f.pos(n.Content[i]), fmt.Sprintf("language %q stands twice", lang), "delete one of the two")
			continue
		}
		var name string
		if f.text(n.Content[i+1], &name); name != "" {
			(*to)[lang] = name
		}
	}
}

// language reads a BCP 47 tag; with false, it is undetermined. YAML takes a plain no for Norwegian, as it
// should: only the older version 1.1 read it as false.
func (f *file) language(n *yaml.Node) (string, bool) {
	s, ok := f.scalar(n)
	if !ok {
		return archive.Undetermined, false
	}
	tag, ok := archive.ParseLanguage(s)
	if !ok {
		f.fault(&unknownLanguage, f.pos(n), fmt.Sprintf("unknown language %q", s), "write its tag (BCP 47), such as en, fr, pt-BR or km")
		return archive.Undetermined, false
	}
	return tag, true
}

// date reads a whole date and returns its place.
func (f *file) date(n *yaml.Node, to *archive.Date) diag.Pos {
	f.anyDate(n, to, archive.ParseDate, "write it as YYYY-MM-DD")
	return f.pos(n)
}

// partialDate reads a year, a month or a day. A plain year is a number to
// YAML.
func (f *file) partialDate(n *yaml.Node, to *archive.Date) diag.Pos {
	if n.Tag == "!!int" {
		n = &yaml.Node{Kind: n.Kind, Tag: "!!str", Value: n.Value, Line: n.Line, Column: n.Column}
	}
	f.anyDate(n, to, archive.ParsePartialDate, "write it as YYYY, YYYY-MM or YYYY-MM-DD")
	return f.pos(n)
}

func (f *file) anyDate(n *yaml.Node, to *archive.Date, parse func(string) (archive.Date, error), hint string) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" && n.Tag != "!!timestamp" {
		f.wrong(n, "a date", hint)
		return
	}
	d, err := parse(strings.TrimSpace(n.Value))
	if err != nil {
		f.fault(&impossibleDate, f.pos(n), fmt.Sprintf("impossible date %q", n.Value), hint)
		f.mend(n, plainDate(n.Value))
		return
	}
	*to = d
}

// instant reads a date and time with its distance from UTC (RFC 3339).
func (f *file) instant(n *yaml.Node, to *time.Time) diag.Pos {
	const hint = "write it as 2017-09-01T09:00:00+07:00"
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" && n.Tag != "!!timestamp" {
		f.wrong(n, "a date and time", hint)
		return f.pos(n)
	}
	t, err := time.Parse(time.RFC3339, n.Value)
	if err != nil {
		f.fault(&impossibleDate, f.pos(n), fmt.Sprintf("impossible time %q", n.Value), hint)
		f.mend(n, plainTime(n.Value))
	}
	*to = t
	return f.pos(n)
}

func (f *file) flag(n *yaml.Node, to *bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		f.wrong(n, "true or false", "write true or false, without quotes")
		f.mend(n, truth[strings.ToLower(n.Value)])
		return
	}
	*to = strings.EqualFold(n.Value, "true")
}

func (f *file) count(n *yaml.Node, to *int) {
	v, err := strconv.ParseUint(n.Value, 10, 31)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
		f.wrong(n, "a whole number from 0 up", "write it in digits, without quotes")
		if n.Kind == yaml.ScalarNode && err == nil {
			f.mend(n, strconv.FormatUint(v, 10))
		}
		return
	}
	*to = int(v)
}

// oneOf reads one of two or more fixed values.
func (f *file) oneOf(n *yaml.Node, to *string, values ...string) {
	s, ok := f.scalar(n)
	if !ok {
		return
	}
	if !slices.Contains(values, s) {
		last := len(values) - 1
		f.fault(&unknownValue, f.pos(n), fmt.Sprintf("unknown value %q", s), "write "+strings.Join(values[:last], ", ")+" or "+values[last])
		f.mendCase(n, values...)
		return
	}
	*to = s
}

// url reads a whole web address.
func (f *file) url(n *yaml.Node, to *string) {
	s, ok := f.scalar(n)
	if !ok {
		return
	}
	if !isURL(s) {
		f.fault(&badURL, f.pos(n), fmt.Sprintf("%q is no web address", s), "write it whole, beginning with https://")
		return
	}
	*to = s
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(s, " \t")
}
