package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// htmlBlock reports a block of HTML, unless it is no more than the tag that
// closes an earlier one.
func (v *inspector) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	at := skipBlanks(v.src, lines.At(0).Start)
	end := lines.At(lines.Len() - 1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	source := bytes.TrimSpace(v.src[at:end])
	name, closing := tag(source)
	if alone := bytes.IndexByte(source, '>') == len(source)-1; closing && alone && v.close(name) {
		return
	}
	v.tags = append(v.tags, name)
	v.fault(RawHTML, at, end)
}

// inlineHTML reports a tag or comment, unless it closes an earlier one or
// stands right behind another.
func (v *inspector) inlineHTML(n *ast.RawHTML) {
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	name, closing := tag(first.Value(v.src))
	if closing && v.close(name) {
		return
	}
	v.tags = append(v.tags, name)
	if before := n.PreviousSibling(); before == nil || before.Kind() != ast.KindRawHTML {
		v.fault(RawHTML, first.Start, last.Stop)
	}
}

// tag returns the name of the tag that s begins with, in lower case, and
// whether it is a closing one; "" for a comment or the like.
func tag(s []byte) (name string, closing bool) {
	s, closing = bytes.CutPrefix(s[1:], []byte("/"))
	end := bytes.IndexFunc(s, func(r rune) bool { return r == '>' || r == '/' || isSpace(r) })
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(string(s[:end])), closing
}

// close takes the last open tag of a name off the list, if there is one.
func (v *inspector) close(name string) bool {
	for i := len(v.tags) - 1; i >= 0; i-- {
		if v.tags[i] == name {
			v.tags = slices.Delete(v.tags, i, i+1)
			return true
		}
	}
	return false
}

var language = regexp.MustCompile(`^[A-Za-z0-9+#._-]+$`)

func (v *inspector) fence(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	info := n.Info.Segment
	if !language.Match(info.Value(v.src)) {
		v.fault(FenceText, info.Start, info.Stop)
	}
}

// list reports the items whose written number is not the one shown. Items may
// all have the first number.
func (v *inspector) list(n *ast.List) {
	if !n.IsOrdered() {
		return
	}
	want, step := n.Start, 1
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		written, ok := v.written(item.Pos())
		if ok && written == n.Start && item.PreviousSibling() == n.FirstChild() {
			want, step = written, 0
		}
		if ok && written != want {
			v.fault(Renumbered, item.Pos(), restOfLine(v.src, item.Pos()))
			want = written
		}
		want += step
	}
}

// written returns the number of the list item at an offset. goldmark's offset
// can lie behind the number where a tab is part of the indentation; then there
// is none.
func (v *inspector) written(at int) (number int, ok bool) {
	end := at
	for end < len(v.src) && isDigit(v.src[end]) {
		end++
	}
	if end == at || at > 0 && isDigit(v.src[at-1]) || end == len(v.src) || v.src[end] != '.' && v.src[end] != ')' {
		return 0, false
	}
	number, err := strconv.Atoi(string(v.src[at:end]))
	return number, err == nil
}

// extraCells reports what follows the last column in a row of a table.
func (v *inspector) extraCells(row ast.Node) {
	last := row.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return // the row has fewer cells than columns
	}
	at := last.Lines().At(0).Stop
	end := lineEnd(v.src, at)
	at = skipBlanks(v.src, at)
	if at == end || v.src[at] != '|' {
		return
	}
	at = skipBlanks(v.src, at+1)
	rest := bytes.TrimRight(v.src[at:end], " \t")
	rest = bytes.TrimSuffix(rest, []byte("|"))
	if len(bytes.Trim(rest, " \t|")) > 0 {
		v.fault(ExtraCell, at, at+len(rest))
	}
}
