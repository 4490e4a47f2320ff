package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareAddresses makes links of addresses that stand in the text without
// brackets, after the extended autolinks of GitHub Flavored Markdown. It looks
// at colons and at signs and back from there, not at every word as goldmark's
// own does: that would double the time that a text takes, and would miss an
// address in a script that writes no spaces.
type bareAddresses struct{}

func (bareAddresses) Trigger() []byte { return []byte{':', '@'} }

func (bareAddresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	before := block.Source()[:segment.Start]
	kind, find := ast.AutoLinkURL, webAddress
	if line[0] == '@' {
		kind, find = ast.AutoLinkEmail, mailAddress
	}
	back, ahead := find(before, line)
	start := segment.Start - back
	if ahead == 0 || !takeBack(parent, pc, start) {
		return nil
	}
	block.Advance(ahead)
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, segment.Start+ahead)))
	link.SetPos(start)
	return link
}

// takeBack removes from the end of parent what was taken for text from start
// on. It fails where that is more than text.
func takeBack(parent ast.Node, pc parser.Context, start int) bool {
	for n := parent.LastChild(); ; n = n.PreviousSibling() {
		if t, ok := n.(*ast.Text); ok && t.Segment.Start <= start {
			break
		} else if d, isMark := n.(*parser.Delimiter); !ok && (!isMark || d.CanOpen || d.CanClose) {
			return false // anything but text and an underscore within a word
		}
	}
	for {
		switch last := parent.LastChild().(type) {
		case *parser.Delimiter:
			pc.RemoveDelimiter(last) // which makes it text
		case *ast.Text:
			if last.Segment.Start < start {
				last.Segment.Stop = start
				return true
			}
			parent.RemoveChild(parent, last)
			if last.Segment.Start == start {
				return true
			}
		}
	}
}

// webAddress returns how much of before and of after, which begins with a
// colon, is an address of the web; 0, 0 if nothing.
func webAddress(before, after []byte) (back, ahead int) {
	for back < len(before) && isLetter(before[len(before)-1-back]) {
		back++
	}
	scheme := before[len(before)-back:]
	if !bytes.EqualFold(scheme, []byte("https")) && !bytes.EqualFold(scheme, []byte("http")) ||
		len(before) > back && isDigit(before[len(before)-1-back]) || !bytes.HasPrefix(after, []byte("://")) {
		return 0, 0
	}
	if !hasHost(after[len("://"):]) {
		return 0, 0
	}
	return back, addressEnd(after)
}

// hasHost reports whether s begins with a name that has a dot in it.
func hasHost(s []byte) bool {
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRune(s[end:])
		if !inAddress(r) || strings.ContainsRune("/?#:", r) {
			break
		}
		end += size
	}
	host := bytes.TrimRight(s[:end], trailing+")]")
	first, _ := utf8.DecodeRune(host)
	return bytes.IndexByte(host, '.') > 0 && (unicode.IsLetter(first) || unicode.IsDigit(first))
}

// trailing is the punctuation at the end of an address that belongs to the
// sentence around it.
const trailing = "?!.,:;*_~'"

// addressEnd returns the length of the address in s, which begins with ://;
// 0 if it is not clear.
func addressEnd(s []byte) int {
	end := len("://")
	for end < len(s) {
		r, size := utf8.DecodeRune(s[end:])
		if r == '\\' {
			return 0 // something is escaped: an address cut short would lead elsewhere
		}
		if !inAddress(r) {
			break
		}
		end += size
	}
	round := bytes.Count(s[:end], []byte(")")) - bytes.Count(s[:end], []byte("("))
	square := bytes.Count(s[:end], []byte("]")) - bytes.Count(s[:end], []byte("["))
	for ; ; end-- {
		switch c := s[end-1]; {
		case c == ')' && round > 0:
			round--
		case c == ']' && square > 0:
			square--
		case !strings.ContainsRune(trailing, rune(c)):
			return end
		}
	}
}

// unspaced are the scripts that write no spaces between words: the text goes
// on right after an address.
var unspaced = []*unicode.RangeTable{
	unicode.Khmer, unicode.Thai, unicode.Lao, unicode.Myanmar,
	unicode.Han, unicode.Hiragana, unicode.Katakana,
}

func inAddress(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && !strings.ContainsRune("<>\"`{}|\\^", r)
	}
	return r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !unicode.In(r, unspaced...)
}

// mailAddress returns how much of before and of after, which begins with an at
// sign, is a mail address, with mailto: if that is before it; 0, 0 if nothing.
func mailAddress(before, after []byte) (back, ahead int) {
	for back < len(before) && isLocal(before[len(before)-1-back]) {
		back++
	}
	for back > 0 && !isLetter(before[len(before)-back]) && !isDigit(before[len(before)-back]) {
		back--
	}
	rest := before[:len(before)-back]
	if r, _ := utf8.DecodeLastRune(rest); back == 0 || r == '/' || r == '@' || r > utf8.RuneSelf && unicode.Is(unicode.Latin, r) {
		return 0, 0
	}
	ahead = 1
	for ahead < len(after) && (isLetter(after[ahead]) || isDigit(after[ahead]) || after[ahead] == '-' || after[ahead] == '.') {
		ahead++
	}
	for after[ahead-1] == '.' {
		ahead--
	}
	if dot := bytes.LastIndexByte(after[:ahead], '.'); dot < 2 || after[ahead-1] == '-' {
		return 0, 0
	}
	const scheme = "mailto:"
	if n := len(rest) - len(scheme); n >= 0 && bytes.EqualFold(rest[n:], []byte(scheme)) {
		back += len(scheme)
	}
	return back, ahead
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

func isLocal(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-' || c == '+'
}
