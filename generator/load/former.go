package load

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
)

// former reads addresses that a text had before. They are paths of this site,
// which become files and lines of host configuration: so only what is plain in
// both is taken, and nothing that leads elsewhere.
func (f *file) former(n *yaml.Node, to *[]archive.Former) {
	f.list(n, "[/old/path]", func(n *yaml.Node) {
		var s string
		if f.text(n, &s); s == "" {
			return
		}
		if !validFormer(s) {
			f.fault(&unknownValue, f.pos(n), fmt.Sprintf("%q is no path of this site", s),
				"write it from the root, unescaped, with letters, digits and - _ . , + @ ~ between the slashes: /old/path")
			return
		}
		if message := offWindows(s); message != "" {
			f.fault(&badFileName, f.pos(n), message, "delete it; a checkout or a copy on Windows could not hold the page that leads on")
			return
		}
		*to = append(*to, archive.Former{Address: s, At: f.pos(n)})
	})
}

// TakesFormer reports whether redirect_from takes an address.
func TakesFormer(address string) bool { return validFormer(address) && offWindows(address) == "" }

func validFormer(s string) bool {
	inner, ok := strings.CutPrefix(strings.TrimSuffix(s, "/"), "/")
	if !ok {
		return false
	}
	for element := range strings.SplitSeq(inner, "/") {
		plain := func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_.,+@~", r)
		}
		if element == "" || element[0] == '.' || len(element)+len(".html") > maxName || strings.ContainsFunc(element, func(r rune) bool { return !plain(r) }) {
			return false
		}
	}
	return true
}

// offWindows returns why no file or folder of Windows can stand at an address;
// "" if one can.
func offWindows(address string) string {
	for segment := range strings.SplitSeq(address, "/") {
		switch {
		case strings.HasSuffix(segment, "."):
			return fmt.Sprintf("%q ends in a dot or a space, which Windows drops", segment)
		case isDevice(segment):
			return fmt.Sprintf("%q is the name of a device on Windows", segment)
		}
	}
	return ""
}
