package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"communique/generator/cldr"
	"communique/generator/diag"
)

// part is what of a payload's record is refused; what stays is written as it is.
type part uint8

const (
	asText    part = 1 << iota // the body, which then stands in a code block
	asAddress                  // the addresses
	asName                     // the name of an attachment
	asPicture                  // an attribute of an SVG
	asRecord                   // everything
)

func count(refused map[int]part, p part) int {
	n := 0
	for _, parts := range refused {
		if parts&p != 0 {
			n++
		}
	}
	return n
}

// attacked returns an archive of the payloads, and what of them the program
// refuses, which is left out of it.
func attacked(t *testing.T, all []string) (fstest.MapFS, map[int]part) {
	t.Helper()
	refused := map[int]part{}
	for range 5 {
		content := archiveOf(all, refused)
		_, faults, err := prepare(source{content: "content", jobs: 2, now: "2026-01-01"}, content, newStopwatch())
		if err != nil {
			t.Fatal(err)
		}
		found := map[int]part{}
		for _, f := range faults {
			if f.Rule.Severity == diag.Error {
				i, p := partOf(t, f)
				found[i] |= p
			}
		}
		if len(found) == 0 {
			return content, refused
		}
		for i, parts := range found {
			if refused[i]&parts != 0 {
				parts |= asRecord
			}
			refused[i] |= parts
		}
	}
	t.Fatal("after five rounds, something is still refused")
	return nil, nil
}

var attackedFile = regexp.MustCompile(`/a([0-9]{4})[./]`)

// partOf returns the number of the payload that a fault is about, and what of
// its record the fault is in.
func partOf(t *testing.T, f diag.Diagnostic) (int, part) {
	t.Helper()
	m := attackedFile.FindStringSubmatch(f.File)
	if m == nil {
		t.Fatalf("%s: %s", f.Position, f.Message)
	}
	i, _ := strconv.Atoi(m[1])
	switch {
	case f.Rule.Name == "bad-url":
		return i, asAddress
	case f.Rule.Name == "unreadable-picture":
		return i, asPicture
	case !strings.HasSuffix(f.File, ".md"):
		return i, asName
	case f.Line >= bodyLine:
		return i, asText
	}
	return i, asRecord
}

const bodyLine = 30 // of every file with front matter

// textFile returns a file with front matter whose body begins at bodyLine.
func textFile(front, body string) *fstest.MapFile {
	gap := strings.Repeat("\n", bodyLine-3-strings.Count(front, "\n"))
	return &fstest.MapFile{Data: []byte("---\n" + front + "---\n" + gap + body + "\n")}
}

// formerAddresses is how many of each kind of record have one: with more than
// a thousand in all, a site has no _redirects.
const formerAddresses = 60

// perGroup is how many payloads share a translation, a tombstone, a signatory,
// a topic, a country: a page of each for each payload would show no more.
const perGroup = 3

// group is some payloads in the forms that keys take.
type group struct {
	id      string
	quoted  string // for YAML, one behind another
	unique  string // the same, with the id behind it: what names a record must be one's alone
	address string // as the query of an address
	former  string // an address of this site, of what the payloads allow
	shown   string // as a body that nothing can refuse
}

// groupOf returns the payloads from one number up to another, without what of
// them is refused.
func groupOf(all []string, refused map[int]part, from, to int) group {
	var texts []string
	query := ""
	for i := from; i < min(to, len(all)); i++ {
		if refused[i]&asRecord != 0 {
			continue
		}
		texts = append(texts, oneLine(all[i]))
		if refused[i]&asAddress == 0 {
			// Behind a second # an address has a stricter form.
			query += strings.ReplaceAll(strings.Join(strings.Fields(all[i]), ""), "#", "")
		}
	}
	text := strings.Join(texts, " ")
	id := fmt.Sprintf("a%04d", from)
	return group{id, quoted(text), quoted(text + " " + id), quoted("https://s.example/?" + query), id + "-" + plain(text), inFence(strings.Join(texts, "\n"))}
}

// at returns the line with a former address below a path, of the first ones.
func (g group) at(path string) string {
	if i, _ := strconv.Atoi(g.id[1:]); i >= formerAddresses*perGroup {
		return ""
	}
	return fmt.Sprintf("redirect_from: [%q]\n", path+g.former)
}

// archiveOf writes a payload into every field of a statement, and some into
// every field of a translation, of a statement that was removed, of a
// signatory, a topic and a country.
func archiveOf(all []string, refused map[int]part) fstest.MapFS {
	files := fstest.MapFS{"archive.yaml": {Data: []byte("title: T\nbase_url: https://archive.example\nid_authority: archive.example,2026\n")}}
	files["signatories/first.md"] = textFile("name: First\n", "")
	codes := cldr.Codes()
	for i, payload := range all {
		first := i - i%perGroup
		code := codes[i/perGroup%len(codes)]
		if i == first {
			writeGroup(files, groupOf(all, refused, i, i+perGroup), code)
			if nine := perGroup * perGroup; i%nine == 0 {
				class := payload
				if refused[i]&(asPicture|asRecord) != 0 {
					class = ""
				}
				writeLogo(files, groupOf(all, refused, i, i+nine), class)
			}
		}
		if refused[i]&asRecord == 0 {
			attackStatement(files, i, payload, refused[i], fmt.Sprintf("a%04d", first), code)
		}
	}
	return files
}

// writeGroup writes what a group of payloads shares. A removed statement keeps
// its title and the note, whatever else is in its file.
func writeGroup(files fstest.MapFS, g group, code string) {
	files["statements/2017/"+g.id+".fr.md"] = textFile(fmt.Sprintf("title: %[1]s\nsummary: %[1]s\n%[2]s", g.quoted, g.at("/was/fr/")), g.shown)
	files["statements/2018/"+g.id+".md"] = textFile(fmt.Sprintf("title: %[1]s\ndate: 2018-01-01\nremoved: {date: 2019-05-06, note: %[1]s}\n%[2]s", g.quoted, g.at("/was/removed/")), "")
	files["topics/"+g.id+".md"] = textFile(fmt.Sprintf("name: %s\nnames: {fr: %[1]s}\n%s", g.unique, g.at("/was/topics/")), g.shown)
	files["countries/"+strings.ToLower(code)+".md"] = textFile(fmt.Sprintf("name: %s\nnames: {fr: %[1]s}\n%s", g.unique, g.at("/was/countries/")), g.shown)
	files["signatories/"+g.id+".md"] = textFile(fmt.Sprintf("name: %s\nnames: {fr: %[1]s}\nacronym: %[1]s\nalso_known_as: [%[1]s]\nformer_names: [{name: %[1]s, until: 2016}]\nwebsite: %s\n%s",
		g.unique, g.address, g.at("/was/signatories/")), g.shown)
}

// writeLogo gives a signatory a logo and, with its names, a language that is
// written from right to left.
func writeLogo(files fstest.MapFS, g group, class string) {
	signatory := files["signatories/"+g.id+".md"]
	signatory.Data = bytes.Replace(signatory.Data, []byte("---\n"), []byte("---\nlogo: logo.svg\nlanguage: ar\n"), 1)
	files["signatories/"+g.id+"/logo.svg"] = &fstest.MapFile{Data: pictureOf(g.quoted, class)}
}

func attackStatement(files fstest.MapFS, i int, payload string, refused part, of, country string) {
	name := fmt.Sprintf("statements/2017/a%04d", i)
	address, body := "https://s.example/?", payload+"\n\n"+asLink(payload)
	if refused&asAddress == 0 {
		address += strings.Join(strings.Fields(payload), "")
	}
	if refused&asText != 0 {
		body = inFence(payload)
	}
	original := quoted(address)
	if file := fileName(payload); file != "" && refused&asName == 0 {
		files[name+"/"+file] = &fstest.MapFile{Data: []byte("x")}
		body += fmt.Sprintf("\n\n[x](<%s>)\n", escapedName(file))
		if i%10 == 0 {
			original = quoted(file)
		}
	}
	front := fmt.Sprintf("title: %[1]s\ndate: 2017-%02[3]d-%02[4]d\ncountries: [KH, %[5]s]\nsignatories:\n  - {org: %[2]s, as: %[1]s}\n"+
		"  - {org: first, as: %[1]s, withdrawn: 2018-01-01, note: %[1]s}\ntopics: [%[2]s]\naddressees: [%[1]s]\nplace: %[1]s\nsummary: %[1]s\n"+
		"also_at: [%[6]s]\noriginal: %[7]s\ncorrections: [{date: 2017-12-31, note: %[1]s}]\nretracted: {date: 2018-02-01, note: %[1]s}\n",
		quoted(payload), of, 1+i%12, 1+i%28, country, quoted(address), original)
	if i%5 == 4 {
		front += "language: ar\n"
	}
	if i < formerAddresses {
		front += fmt.Sprintf("redirect_from: [\"/was/statements/%04d-%s\"]\n", i, plain(payload))
	}
	files[name+".md"] = textFile(front, body)
}

// ownOf writes all payloads, one behind another, into every field of what an
// archive has one or few of: its own, those of its pages, and the texts about
// its records.
func ownOf(all []string, refused map[int]part) fstest.MapFS {
	g := groupOf(all, refused, 0, len(all))
	files := fstest.MapFS{"archive.yaml": {Data: []byte(fmt.Sprintf("title: %s\ndescription: %[1]s\ntitles: {fr: %[1]s}\ndescriptions: {fr: %[1]s}\nbase_url: https://archive.example/own\n"+
		"id_authority: archive.example,2026\nlanguages: [en, fr]\npublisher: {name: %[1]s, url: %[2]s, email: %[1]s}\nlicense: {name: %[1]s, url: %[2]s}\n", g.quoted, g.address))}}
	for _, name := range []string{"about", "about.fr"} {
		files["pages/"+name+".md"] = textFile(fmt.Sprintf("title: %s\nsummary: %[1]s\nredirect_from: [/was/%s]\n", g.quoted, name[:5]+strings.Repeat("x", len(name)-5)), g.shown)
	}
	files["statements/2017/first.md"] = textFile("title: T\ndate: 2017-01-01\ncountries: [KH]\nsignatories: [first]\ntopics: [first]\n", "x")
	for _, of := range []string{"signatories/first", "topics/first", "countries/kh"} {
		files[of+".md"] = textFile("name: First\n", g.shown)
		files[of+".fr.md"] = textFile("", g.shown)
	}
	return files
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// quoted returns a text as YAML has it between double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range oneLine(s) {
		if r == '"' || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String() + `"`
}

// plain returns what of a text may stand in an address of this site, without
// the dots that make the name of a file.
func plain(s string) string {
	keep := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_,+@~", r) {
			return r
		}
		return -1
	}
	kept := []rune(strings.Map(keep, s))
	return string(kept[:min(40, len(kept))])
}

// fileName returns a text as the name of a PDF, without what Windows refuses
// and without the dots that make the name of something else.
func fileName(s string) string {
	keep := func(r rune) rune {
		if strings.ContainsRune(`/\:*"<>|.`, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}
	name := []rune(oneLine(strings.Map(keep, s)))
	if len(name) == 0 {
		return ""
	}
	return string(name[:min(60, len(name))]) + ".pdf"
}

// escapedName percent-encodes every byte of a name.
func escapedName(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func inFence(s string) string {
	return "````````\n" + strings.ReplaceAll(s, "````````", "") + "\n````````"
}

// asLink puts a payload where Markdown has a text, an alternative, a title, an
// address of a link, a heading, a note and a language of a code block.
func asLink(s string) string {
	line := oneLine(s)
	address := strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C").Replace(line)
	return fmt.Sprintf("[%[1]s](https://ok.example/)\n\n[x](<https://ok.example/?%[2]s> \"%[3]s\")\n\n# %[1]s\n\nNote[^n].\n\n[^n]: %[1]s\n\n``` %[4]s\n%[1]s\n```\n",
		line, address, strings.ReplaceAll(line, `"`, `\"`), strings.ReplaceAll(line, "`", ""))
}

// pictureOf returns an SVG with a text wherever it may have one, another as an
// attribute, and much that must be dropped.
func pictureOf(text, class string) []byte {
	escaped := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
		return b.String()
	}
	return fmt.Appendf(nil, `<?xml version="1.0"?><?xml-stylesheet href="//elsewhere.invalid/x.css"?>
<!DOCTYPE svg [<!ENTITY run "alert(1)">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml" viewBox="0 0 8 4" xml:base="javascript:alert(1)" h:onload="alert(1)" data-x="%[1]s">
<!-- <script>alert(1)</script> --><title>%[1]s</title><desc><h:img src="x" onerror="alert(1)"/></desc>
<metadata><h:form action="//elsewhere.invalid"><h:b onclick="alert(1)">%[1]s</h:b></h:form></metadata>
<h:img src="//elsewhere.invalid/x.png" onerror="alert(1)"/><h:style>@import "//elsewhere.invalid/x.css"</h:style><h:meta http-equiv="refresh" content="0;url=//elsewhere.invalid"/>
<a xmlns:l="http://www.w3.org/1999/xlink" l:href="#x" h:href="javascript:alert(1)"><text class="%[2]s" aria-label="%[2]s">%[1]s &run;<![CDATA[<script>alert(1)</script>]]></text></a></svg>`, escaped(text), escaped(class))
}
