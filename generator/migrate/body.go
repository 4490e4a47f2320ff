package migrate

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"communique/generator/markdown"
	"communique/generator/matter"
	"communique/generator/picture"
)

// bodyOf returns a text's body as the archive takes it: Markdown without what
// only the generator can run, its links leading to where things are now, and
// the files that it shows beside it.
func (m *migration) bodyOf(t *text) string {
	body, dropped := withoutTags(t.body)
	for _, d := range dropped {
		t.remark(fmt.Sprintf("what only the generator understands was dropped: %q", d))
	}
	body, notes := fromHTML(body)
	for _, n := range notes {
		t.remark(n)
	}
	body = m.withoutForbidden(t, body)
	// Lines before the text go, but not what indents its first one.
	body = strings.TrimRight(blankLines.ReplaceAllString(body, ""), " \t\n")
	return mendNotes(m.relink(t, body))
}

var blankLines = regexp.MustCompile(`^(?:[ \t]*\n)+`)

// reference is a character by its number.
var reference = regexp.MustCompile(`&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)

// withoutForbidden drops the characters that no text of an archive may have,
// written as themselves or by their number.
func (m *migration) withoutForbidden(t *text, body string) string {
	clean := strings.Map(func(r rune) rune {
		if matter.Forbidden(r) {
			return -1
		}
		return r
	}, body)
	clean = reference.ReplaceAllStringFunc(clean, func(s string) string {
		digits, base := s[2:len(s)-1], 10
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		if code, err := strconv.ParseInt(digits, base, 32); err == nil && matter.Forbidden(rune(code)) {
			return ""
		}
		return s
	})
	if clean != body {
		t.remark("invisible characters that no text may have were dropped")
	}
	return clean
}

// mendNotes escapes what would be the mark of a footnote that is not there, or
// there twice. One escaped may leave another inside it.
func mendNotes(body string) string {
	for range 10 {
		before := body
		for _, f := range slices.Backward(markdown.Inspect([]byte(body)).Faults) {
			if f.Kind == markdown.UndefinedNote || f.Kind == markdown.DuplicateNote {
				i := offsetOf(body, f.At)
				body = body[:i] + `\` + body[i:]
			}
		}
		if body == before {
			break
		}
	}
	return body
}

// offsetOf returns the offset of a place in a text.
func offsetOf(s string, at markdown.At) int {
	i := 0
	for line := 1; line < at.Line; line++ {
		next := strings.IndexByte(s[i:], '\n')
		if next < 0 {
			return len(s)
		}
		i += next + 1
	}
	for column := 1; column < at.Column && i < len(s); column++ {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return i
}

// relink gives each link and picture the address that it has now. One that
// leads nowhere any more is taken out, and its text stays; a link around it is
// one only then, and comes in the next turn.
func (m *migration) relink(t *text, body string) string {
	led := map[string]bool{}
	for range 5 {
		after := m.relinkOnce(t, body, led)
		if after == body {
			break
		}
		body = after
	}
	body = m.redefine(t, body, led)
	for range 5 {
		after := silence(t, body, led)
		if after == body {
			break
		}
		body = after
	}
	return body
}

// silence puts a backslash before each link that no archive can have and that
// could not be taken out, such as one by reference: so it is shown as it is
// written.
func silence(t *text, body string, led map[string]bool) string {
	facts := markdown.Inspect([]byte(body))
	for _, l := range slices.Backward(facts.Links) {
		anchor, own := strings.CutPrefix(l.Dest, "#")
		scheme, _, whole := strings.Cut(l.Dest, ":")
		switch {
		case led[l.Dest], own && slices.Contains(facts.Anchors, anchor):
			continue
		case whole && !l.Image && slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)):
			continue
		}
		i := offsetOf(body, l.At)
		if strings.HasPrefix(body[i:], "![") {
			i++
		}
		if i < len(body) && (body[i] == '[' || body[i] == '<') {
			t.remark(fmt.Sprintf("a link that leads nowhere any more is shown as it was written: %q", l.Dest))
			body = body[:i] + `\` + body[i:]
		}
	}
	return body
}

// relinkOnce goes once through the links, from the last, so that the places of
// those before it stay. It passes over the addresses that it has given, led.
func (m *migration) relinkOnce(t *text, body string, led map[string]bool) string {
	facts := markdown.Inspect([]byte(body))
	given := map[string]bool{}
	for _, l := range slices.Backward(facts.Links) {
		i := offsetOf(body, l.At)
		open, closed, ok := destination(body[min(i, len(body)):])
		if !ok || led[l.Dest] {
			continue // by reference, or an address by itself
		}
		whole := body[i : i+closed]
		to, image := m.lead(t, l.Dest, l.Image)
		if anchor, own := strings.CutPrefix(to, "#"); own && !slices.Contains(facts.Anchors, anchor) {
			to = ""
		}
		given[to] = true
		switch {
		case to == l.Dest && image == l.Image:
			continue
		case to == "":
			t.remark(fmt.Sprintf("a link that leads nowhere any more was taken out: %q", l.Dest))
			body = body[:i] + textOf(whole[:open]) + body[i+closed:]
		default:
			text := whole[:open]
			if !image {
				text = "[" + orName(textOf(text), l.Dest) + "]"
			}
			body = body[:i] + text + withAddress(whole[open:], to) + body[i+closed:]
		}
	}
	maps.Copy(led, given)
	delete(led, "")
	return body
}

// inside is an address between the parentheses of a link, and what is around
// it: a title may follow.
var inside = regexp.MustCompile(`(?s)^\(\s*(?:<[^<>\n]*>|[^\s<]*)(\s+.*)?\)$`)

// withAddress puts another address between the parentheses of a link.
func withAddress(parentheses, to string) string {
	title := ""
	if m := inside.FindStringSubmatch(parentheses); m != nil {
		title = strings.TrimRight(m[1], " \t\n")
	}
	return "(" + to + title + ")"
}

func orName(text, dest string) string {
	if strings.TrimSpace(text) == "" {
		return path.Base(dest)
	}
	return text
}

// textOf returns the text of a link or picture without its brackets.
func textOf(s string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, "!"), "["), "]")
}

// destination finds the address of a link whose bracket begins s: open is the
// offset of its parenthesis, closed the one behind the other.
func destination(s string) (open, closed int, ok bool) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				if i+1 >= len(s) || s[i+1] != '(' {
					return 0, 0, false
				}
				end := closing(s[i+1:])
				return i + 1, i + 1 + end, end > 0
			}
		}
		if depth == 0 && i > 1 {
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// closing returns the offset behind the parenthesis that closes the first one.
func closing(s string) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// definition is a line that gives a label its address.
var definition = regexp.MustCompile(`(?m)^( {0,3}\[[^\]^][^\]]*\]:[ \t]*)<?([^\s>]+)>?(.*)$`)

// redefine does for links by reference what relink does for others.
func (m *migration) redefine(t *text, body string, led map[string]bool) string {
	return definition.ReplaceAllStringFunc(body, func(line string) string {
		parts := definition.FindStringSubmatch(line)
		to, image := m.lead(t, parts[2], slices.Contains(pictureEndings, strings.ToLower(path.Ext(parts[2]))))
		switch {
		case to == parts[2], to == "":
			return line
		case !image && slices.Contains(pictureEndings, strings.ToLower(path.Ext(to))):
			return line
		}
		led[to] = true
		return parts[1] + to + parts[3]
	})
}

// lead returns where a link leads now, "" for nowhere, and whether it is still
// a picture: one on another host becomes a link.
func (m *migration) lead(t *text, dest string, image bool) (to string, picture bool) {
	scheme, _, whole := strings.Cut(dest, ":")
	local := m.local(dest)
	switch {
	case strings.HasPrefix(dest, "#"):
		return dest, image
	case whole && local == dest && slices.Contains([]string{"http", "https"}, strings.ToLower(scheme)):
		if image {
			t.remark(fmt.Sprintf("a picture on another host is a link now: %s", dest))
		}
		return dest, false
	case whole && local == dest && slices.Contains([]string{"mailto", "tel"}, strings.ToLower(scheme)) && !image:
		return dest, false
	case whole && local == dest && !strings.Contains(scheme, "/"):
		return "", image
	case strings.HasPrefix(dest, "//"):
		return m.lead(t, "https:"+dest, image)
	}
	if other := m.textAt(t, dest); other != nil && !image {
		if other.target == "" || other.draft && !t.draft {
			return "", image
		}
		return relative(t.target, other.target), image
	}
	from, ok := m.find(t, dest)
	ending := strings.ToLower(path.Ext(from))
	if !ok || !slices.Contains(pictureEndings, ending) && (image || !slices.Contains(documentEndings, ending)) {
		return "", image
	}
	if !m.showable(t, from) {
		return "", image
	}
	return m.attach(t, from), image
}

// showable reports whether a file is no picture, or one that a browser can
// show: an archive takes no others.
func (m *migration) showable(t *text, from string) bool {
	if picture.Named(from) == "" {
		return true
	}
	data, err := fs.ReadFile(m.fsys, from)
	if err == nil {
		_, _, err = picture.Size(bytes.NewReader(data), from)
	}
	if err == nil {
		_, err = picture.Clean(data)
	}
	if err != nil {
		t.remark(fmt.Sprintf("%s cannot be shown, and was left out: %v", from, err))
	}
	return err == nil
}

// textAt returns the text of the old site that an address means: its file, or
// an address that it had.
func (m *migration) textAt(t *text, dest string) *text {
	if from, ok := m.find(t, dest); ok {
		if x := m.byPath[from]; x != nil {
			return x
		}
	}
	dest, _, _ = strings.Cut(m.local(dest), "#")
	if m.generator == "Hugo" && !strings.Contains(dest, "/") {
		// Hugo finds a text by its name, wherever it is.
		if found := m.byName[strings.TrimSuffix(dest, path.Ext(dest))]; len(found) > 0 {
			i := slices.IndexFunc(found, func(x *text) bool { return m.languageOf(x) == m.languageOf(t) })
			return found[max(i, 0)]
		}
	}
	return m.byAddress[bare(path.Join("/", dest))]
}

// relative returns the way from one file of the archive to another.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
