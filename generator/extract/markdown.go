package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/markdown"
)

// inline writes a tidy line as CommonMark. Marks beside punctuation may belong
// to another word than they were meant for; so what has emphasis is read again,
// and goes without where it does not mean the same.
func inline(line []span) string {
	emphasis := func(s span) bool { return s.bold || s.italic || s.struck }
	if slices.ContainsFunc(line, emphasis) && !readsBack(line) {
		line = slices.Clone(line)
		for i := range line {
			line[i].bold, line[i].italic, line[i].struck = false, false, false
		}
	}
	return written(line)
}

func written(line []span) string {
	w := writer{line: slices.Clone(line)}
	w.emphasis(0, len(line), 0)
	return w.out.String()
}

// readsBack reports whether a line as CommonMark has the text of the line.
func readsBack(line []span) bool {
	bare := slices.DeleteFunc(slices.Clone(line), func(s span) bool { return s.note != "" })
	source := []byte(escapeStart(written(bare)))
	if much, _ := markdown.Excess(source); much != "" {
		return false
	}
	return plain(string(markdown.Text(nil, source))) == plain(textOf(bare))
}

// writer writes the spans of a line.
type writer struct {
	line []span
	out  strings.Builder
}

// marks are the kinds of emphasis, from the outermost in.
var marks = [...]func(span) string{
	func(s span) string { return when(s.bold, "**") },
	func(s span) string { return when(s.italic, "*") },
	func(s span) string { return when(s.struck, "~~") },
}

func when(is bool, mark string) string {
	if is {
		return mark
	}
	return ""
}

// emphasis writes the spans from i up to j, each stretch of them that has the
// emphasis of a depth between its marks.
func (w *writer) emphasis(i, j, depth int) {
	if depth == len(marks) {
		w.links(i, j)
		return
	}
	for i < j {
		k, mark := i+1, marks[depth](w.line[i])
		for k < j && (marks[depth](w.line[k]) == mark || w.line[k].note != "") {
			k++
		}
		for k > i+1 && w.line[k-1].note != "" && mark != "" {
			k-- // a reference at the end stands outside
		}
		if mark == "" || !w.flanked(i, k, mark) {
			w.emphasis(i, k, depth+1)
		} else {
			w.marked(i, k, depth, mark)
		}
		i = k
	}
}

// marked writes spans between two marks. White space at their ends goes
// outside, for a mark beside it is none.
func (w *writer) marked(i, j, depth int, mark string) {
	first, last := &w.line[i], &w.line[j-1]
	before := len(first.text) - len(strings.TrimLeftFunc(first.text, unicode.IsSpace))
	w.out.WriteString(first.text[:before])
	first.text = first.text[before:]
	text := strings.TrimRightFunc(last.text, unicode.IsSpace)
	after := last.text[len(text):]
	last.text = text
	if mark == "*" && !first.bold && !w.inside(i, j, after) {
		mark = "_" // between two kinds of emphasis, stars would run together
	}
	w.out.WriteString(mark)
	w.emphasis(i, j, depth+1)
	w.out.WriteString(mark)
	w.out.WriteString(after)
}

// inside reports whether the emphasis of the spans from i up to j begins or
// ends inside a word.
func (w *writer) inside(i, j int, after string) bool {
	r, _ := utf8.DecodeLastRuneInString(w.out.String())
	if letter(r) {
		return true
	}
	if after != "" || j == len(w.line) || w.line[j].bold != w.line[j-1].bold || w.line[j].link != "" || w.line[j].code {
		return false
	}
	r, _ = utf8.DecodeRuneInString(w.line[j].text)
	return letter(r)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// flanked reports whether marks around the spans from i up to j would be
// understood: one between punctuation and a letter is not, as in **Note:**text.
// Such emphasis is let go rather than shown as stars.
func (w *writer) flanked(i, j int, mark string) bool {
	text := ""
	for _, s := range w.line[i:j] {
		text += s.text
		if s.link != "" || s.note != "" || s.code || s.struck && mark != "~~" {
			text += "]"
		}
	}
	inner := strings.TrimSpace(text)
	if inner == "" {
		return false
	}
	if s := w.line[i]; s.link != "" || s.code || s.struck && mark != "~~" {
		inner = "[" + inner
	}
	before, _ := utf8.DecodeLastRuneInString(w.out.String())
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	after := ' '
	if j < len(w.line) {
		after, _ = utf8.DecodeRuneInString(w.line[j].text + "[")
	}
	if mark == "~~" && (first == '~' || last == '~' || before == '~' || after == '~') {
		return false
	}
	opens := letter(first) || !letter(before) || first != initial(text)
	closes := letter(last) || !letter(after) || strings.TrimRightFunc(text, unicode.IsSpace) != text
	return opens && closes
}

// links writes the spans from i up to j, which have the same emphasis or none.
func (w *writer) links(i, j int) {
	for ; i < j; i++ {
		s := w.line[i]
		switch {
		case s.note != "":
			w.out.WriteString("[^" + s.note + "]")
		case s.text == "":
		case s.link != "":
			w.link(s)
		case s.code:
			w.out.WriteString(code(s.text))
		default:
			where := alone
			if i+1 < len(w.line) {
				where = before
			}
			w.out.WriteString(escape(s.text, where))
		}
	}
}

// link writes a link, white space at the ends of its text outside. One whose
// text is its address is written as such.
func (w *writer) link(s span) {
	text := strings.TrimSpace(s.text)
	lead, trail, _ := strings.Cut(s.text, text)
	w.out.WriteString(lead)
	switch bare := strings.TrimPrefix(s.link, "mailto:"); {
	case text == "":
	case text == bare && autolink.MatchString(text):
		w.out.WriteString("<" + text + ">")
	default:
		w.out.WriteString("[" + escapeText(text, len(text), within) + "](" + destination(s.link) + ")")
	}
	w.out.WriteString(trail)
}

var autolink = regexp.MustCompile(`^(?:https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$`)

// destination writes an address so that neither spaces nor brackets end it.
func destination(link string) string {
	return strings.NewReplacer(" ", "%20", "\n", "", "\t", "", "\\", "%5C", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29").Replace(strings.TrimSpace(link))
}

// code writes a code span, between more backticks than it has in a row.
func code(text string) string {
	fence, run := 1, 0
	for _, r := range text {
		if run++; r != '`' {
			run = 0
		}
		fence = max(fence, run+1)
	}
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		pad = " "
	}
	ticks := strings.Repeat("`", fence)
	return ticks + pad + text + pad + ticks
}

// address finds what is read as a link although nothing marks it: in it a
// backslash would be taken for a part of the address.
var address = regexp.MustCompile(`https?://[^\s<>"“”«»]+`)

// position is where a text stands by links.
type position int

const (
	alone  position = iota
	before          // something that may begin with a bracket stands right behind
	within          // it is the text of a link
)

// escape puts a backslash before what would mean something in CommonMark, and
// before nothing else, for an editor reads the result.
func escape(text string, where position) string {
	var b strings.Builder
	for {
		at := address.FindStringIndex(text)
		if at == nil {
			return b.String() + escapeText(text, len(text), where)
		}
		b.WriteString(escapeText(text, at[0], where))
		found := strings.TrimRight(text[at[0]:at[1]], ".,;:!?)'’*_]|")
		text = text[at[0]+len(found):]
		if strings.ContainsAny(found, "_*~`[]\\&'") {
			found = "<" + found + ">"
		}
		b.WriteString(found)
	}
}

// escapeText escapes a text as far as an end.
func escapeText(text string, end int, where position) string {
	var b strings.Builder
	last := ' '
	for i, r := range text[:end] {
		rest := text[i+utf8.RuneLen(r):]
		switch {
		case r == '\\' && rest == "":
			b.WriteString("&#92;") // before the end of a line two would be read as three
		case means(last, r, rest, where):
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var entity = regexp.MustCompile(`^(?:#[0-9xX]|[A-Za-z][A-Za-z0-9]*;)`)

// means reports whether a character means something in CommonMark where it
// stands.
func means(last, r rune, rest string, where position) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\\', '`', '*', '~':
		return true
	case '_':
		return !letter(last) || !letter(next)
	case '[':
		return next == '^' || where == within
	case ']':
		return next == '(' || next == '[' || next == ':' || rest == "" && where == before || where == within
	case '<':
		return next < utf8.RuneSelf && (letter(next) || strings.ContainsRune("/!?", next))
	case '&':
		return entity.MatchString(rest)
	case '!':
		return rest == "" && where == before
	case '|':
		return true
	}
	return false
}

var (
	// blockStart is what makes a line something else than a line of text, up
	// to the character that must be escaped.
	blockStart = regexp.MustCompile(`^(?:()#{1,6}(?: |$)|()[-+](?: |$)|()>|()(?:=+|-[- ]*)$|(\d{1,9})[.)](?: |$)|()[:|-][-:| ]*$)`)
)

// escapeStart escapes what would make a line a heading, an item, a quotation, a
// rule or a table.
func escapeStart(line string) string {
	at := blockStart.FindStringSubmatchIndex(line)
	if at == nil {
		return line
	}
	for i := 2; i < len(at); i += 2 {
		if at[i] >= 0 {
			return line[:at[i+1]] + `\` + line[at[i+1]:]
		}
	}
	panic("a start of a block that is none")
}
