package load

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"communique/generator/archive"
	"communique/generator/diag"
)

// check reports a name that cannot become an address.
func (e *entry) check(a *archive.Archive, faults *diag.List) bool {
	at := diag.Position{File: a.File(e.path)}
	for segment := range strings.SplitSeq(e.id, "/") {
		if !validSlug(segment) {
			faults.Add(&badFileName, at, fmt.Sprintf("%q cannot be part of an address", segment),
				"rename it; use letters, digits and hyphens only, none at either end")
			return false
		}
		if isDevice(segment) {
			faults.Add(&badFileName, at, fmt.Sprintf("%q is the name of a device on Windows", segment), deviceHint)
			return false
		}
	}
	if len(e.path) > maxPath {
		faults.Add(&badFileName, at, fmt.Sprintf("the path has %d bytes, which is too long", len(e.path)), fmt.Sprintf("shorten its names to %d in all", maxPath))
		return false
	}
	// File systems take 255 bytes, and the page ends in .html instead of .md.
	if name := path.Base(e.path); len(name)-len(".md")+len(".html") > maxName {
		faults.Add(&badFileName, at, fmt.Sprintf("the name has %d bytes, which is too long", len(name)), fmt.Sprintf("shorten it to %d", maxName+len(".md")-len(".html")))
		return false
	}
	if e.lang == "" && !strings.Contains(path.Base(e.path), "..") && strings.Count(path.Base(e.path), ".") == 1 {
		return true
	}
	lang, ok := archive.ParseLanguage(e.lang)
	if !ok {
		faults.Add(&unknownLanguage, at, fmt.Sprintf("unknown language %q in the file's name", e.lang),
			"a translation's name ends in a BCP 47 tag, such as slug.fr.md; other names have no dots")
		return false
	}
	e.lang = lang
	return true
}

// validSlug reports whether s can stand between two slashes of an address on
// every host and file system.
func validSlug(s string) bool {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && i > 0, r == '_':
		case r == '-' && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return s != ""
}

const deviceHint = "add a word to it; a checkout or a copy on Windows could not hold it"

// isDevice reports whether a file or folder cannot be called so on Windows,
// with any extension and in any letter case.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	if slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, stem) {
		return true
	}
	port, isPort := strings.CutPrefix(stem, "com")
	if !isPort {
		port, isPort = strings.CutPrefix(stem, "lpt")
	}
	return isPort && slices.Contains([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"}, port)
}

// checkAttachment reports a name that no address can have on every host, or
// no file on every system. It may have spaces, dots and most signs: what is
// not of an address is percent-encoded.
func checkAttachment(a *archive.Archive, name string, faults *diag.List) {
	at := diag.Position{File: a.File(name)}
	bad := func(message, hint string) { faults.Add(&badFileName, at, message, hint) }
	o := firstOffence([]byte(name))
	switch {
	case o.rule == &bidiControl:
		message, _ := o.message()
		faults.Add(&bidiControl, at, message, "rename the file")
		return
	case o.rule != nil || strings.ContainsAny(name, "\t\n"):
		bad(fmt.Sprintf("%q has a control character", path.Base(name)), "rename the file")
		return
	case len(name) > maxPath:
		bad(fmt.Sprintf("the path has %d bytes, which is too long", len(name)), fmt.Sprintf("shorten its names to %d in all", maxPath))
		return
	}
	if kind := active(name); kind != "" {
		faults.Add(&activeAttachment, at, fmt.Sprintf("%q is opened by a browser as part of the site, with whatever a .%s file runs", path.Base(name), kind), "save it as a PDF or a picture, or put it into a .zip")
		return
	}
	for segment := range strings.SplitSeq(name, "/") {
		switch {
		case strings.ContainsAny(segment, `\:*"<>|`):
			bad(fmt.Sprintf("%q has a character that Windows does not allow in a file's name", segment), `rename it without \ : * " < > and |`)
		case strings.HasSuffix(segment, ".") || strings.HasSuffix(segment, " "):
			bad(fmt.Sprintf("%q ends in a dot or a space, which Windows drops", segment), "rename it")
		case isDevice(segment):
			bad(fmt.Sprintf("%q is the name of a device on Windows", segment), deviceHint)
		case len(segment) > maxName:
			bad(fmt.Sprintf("the name has %d bytes, which is too long", len(segment)), fmt.Sprintf("shorten it to %d", maxName))
		default:
			continue
		}
		return
	}
}

// actives are the endings of what a browser runs, or a host before it, if it
// is opened by its address: there it is as good as a page of the site.
var actives = strings.Fields("cgi css hta htm html htaccess jar js mht mhtml mjs php phtml pht rdf rss shtm shtml svgz swf wasm webmanifest xht xhtml xml xsl xslt")

// active returns the ending of a file that runs, or none. Apache goes by all
// endings of a name, and takes letter.html.fr for a page.
func active(name string) string {
	_, endings, _ := strings.Cut(strings.ToLower(path.Base(name)), ".")
	for ending := range strings.SplitSeq(endings, ".") {
		if slices.Contains(actives, strings.TrimSpace(ending)) {
			return ending
		}
	}
	return ""
}
