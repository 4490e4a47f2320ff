package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// address returns what a destination in the source means.
func address(destination []byte) string {
	if bytes.IndexByte(destination, '\\') < 0 && bytes.IndexByte(destination, '&') < 0 {
		return string(destination)
	}
	return string(appendText(nil, destination, false))
}

// autolink returns the text of an address without link text, and where it
// leads.
func (d *document) autolink(n *ast.AutoLink) (label []byte, dest string) {
	label = n.Label(d.src)
	if d.src[n.Pos()] != '<' && bytes.IndexByte(label, '&') >= 0 {
		label = appendText(nil, label, false)
	}
	dest = string(label)
	if n.AutoLinkType == ast.AutoLinkEmail && scheme(dest) != "mailto" {
		dest = "mailto:" + dest
	}
	return label, dest
}

// scheme returns an address's scheme in lower case, "" if it is relative. It
// reads it as browsers do, which skip spaces and control characters before it
// and tabs and newlines within it.
func scheme(dest string) string {
	var name []byte
	for i := range len(dest) {
		switch c := dest[i]; {
		case isLetter(c), len(name) > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
			name = append(name, c)
		case c == ':' && len(name) > 0:
			return strings.ToLower(string(name))
		case c == '\t', c == '\n', c == '\r', c <= ' ' && len(name) == 0:
		default:
			return ""
		}
	}
	return ""
}

// safe reports whether a link or picture may have the address.
func safe(dest string, image bool) bool {
	switch scheme(dest) {
	case "", "http", "https":
		return true
	case "mailto", "tel":
		return !image
	}
	return false
}

// foreign reports whether an address names a host. Browsers take backslashes
// for slashes.
func foreign(dest string) bool {
	slash := func(c byte) bool { return c == '/' || c == '\\' }
	return scheme(dest) != "" || len(dest) > 1 && slash(dest[0]) && slash(dest[1])
}

// appendAddress appends an address as the value of an attribute.
func appendAddress(dst []byte, dest string) []byte {
	return appendLiteral(dst, util.URLEscape([]byte(dest), false), true)
}
