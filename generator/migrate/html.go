package migrate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// code matches code between backticks, which is passed over.
const code = "(?m:^ {0,3}```.*?^ {0,3}```[^\n]*$)|`[^`\n]+`"

// Tags of the generators. Liquid has {% %} and {{ }}, Hugo {{< >}} and {{% %}}.
var (
	runs       = regexp.MustCompile("(?s)" + code + `|\{%.*?%\}|\{\{.*?\}\}`)
	attributes = regexp.MustCompile(`\{:[^}\n]*\}`) // of kramdown
	quoted     = regexp.MustCompile(`"([^"]*)"|'([^']*)'`)
	named      = regexp.MustCompile(`(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))`)
)

// withoutTags takes out what a generator runs. What stands between an opening
// and a closing tag stays; links and pictures become such. The rest is
// returned as it stood.
func withoutTags(body string) (text string, dropped []string) {
	text = runs.ReplaceAllStringFunc(body, func(tag string) string {
		if tag[0] != '{' {
			return tag
		}
		with, known := translateTag(tag)
		if !known && !slices.Contains(dropped, tag) {
			dropped = append(dropped, tag)
		}
		return with
	})
	text = attributes.ReplaceAllStringFunc(text, func(tag string) string {
		dropped = append(dropped, tag)
		return ""
	})
	return text, dropped
}

// translateTag returns what stands in Markdown for a tag.
func translateTag(tag string) (string, bool) {
	inner := strings.Trim(tag, "{}%<>/ \t\n-")
	word, rest, _ := strings.Cut(inner, " ")
	rest = strings.TrimSpace(rest)
	first := ""
	if m := quoted.FindStringSubmatch(rest); m != nil {
		first = m[1] + m[2]
	}
	switch {
	case strings.HasPrefix(inner, "site.baseurl"), strings.HasPrefix(inner, "site.url"), word == "raw", word == "endraw", word == "comment", word == "endcomment":
		return "", true
	case strings.Contains(inner, "_url") && quoted.MatchString(inner) && strings.HasPrefix(tag, "{{"), strings.Contains(inner, "| url") && quoted.MatchString(inner):
		m := quoted.FindStringSubmatch(inner)
		return m[1] + m[2], true
	case word == "link":
		return "/" + rest, true
	case word == "post_url":
		return "/_posts/" + rest + ".md", true
	case (word == "ref" || word == "relref") && first != "":
		return first, true
	case word == "figure":
		values := map[string]string{}
		for _, m := range named.FindAllStringSubmatch(rest, -1) {
			values[m[1]] = m[2] + m[3] + m[4]
		}
		picture := "![" + values["alt"] + "](" + values["src"] + ")"
		if c := values["caption"]; c != "" {
			picture += "\n\n" + c
		}
		return picture, values["src"] != ""
	case word == "youtube" && rest != "":
		id := strings.Trim(rest, `"'`)
		return "<https://www.youtube.com/watch?v=" + id + ">", true
	}
	return "", false
}

// tag is a tag or comment of HTML, or what must be passed over to find them:
// code.
var tag = regexp.MustCompile("(?s)" + code + "|<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9-]*(?:\\s[^<>]*)?/?>")

// removed are elements that go with all that is in them.
var removed = regexp.MustCompile(`(?is)<(script|style|noscript|template)\b[^>]*>.*?</(script|style|noscript|template)\s*>`)

// spelt is what tags are in Markdown: opening, closing.
var spelt = map[string][2]string{
	"br": {"\\\n", ""}, "hr": {"\n\n***\n\n", ""}, "strong": {"**", "**"}, "b": {"**", "**"}, "em": {"*", "*"}, "i": {"*", "*"},
	"h1": {"\n\n# ", "\n\n"}, "h2": {"\n\n## ", "\n\n"}, "h3": {"\n\n### ", "\n\n"}, "h4": {"\n\n#### ", "\n\n"}, "h5": {"\n\n##### ", "\n\n"}, "h6": {"\n\n###### ", "\n\n"},
	"li": {"\n- ", "\n"}, "td": {"", " · "}, "th": {"", " · "},
}

// blocks are elements that begin a paragraph.
var blocks = strings.Fields("p div section article header footer aside main center figure figcaption table thead tbody tr ul ol dl dt dd blockquote details summary iframe form nav pre address")

// fromHTML writes the HTML in a text as Markdown. Notes say what was lost.
func fromHTML(body string) (text string, notes []string) {
	if !strings.Contains(body, "<") {
		return body, nil
	}
	note := func(s string) {
		if !slices.Contains(notes, s) {
			notes = append(notes, s)
		}
	}
	body = removed.ReplaceAllStringFunc(body, func(s string) string {
		note(fmt.Sprintf("a part of the page that runs was dropped: %q", s))
		return ""
	})
	c := converter{note: note}
	last := 0
	for _, at := range tag.FindAllStringIndex(body, -1) {
		c.text(body[last:at[0]])
		c.tag(body[at[0]:at[1]])
		last = at[1]
	}
	c.text(body[last:])
	if c.tags > 0 {
		note("HTML was written as Markdown, or dropped where Markdown has nothing like it: compare it with the original")
		text = manyLines.ReplaceAllString(c.out.String(), "\n\n")
		return text, notes
	}
	return c.out.String(), notes
}

var (
	manyLines = regexp.MustCompile(`\n[ \t]*\n(?:[ \t]*\n)+`)
	indented  = regexp.MustCompile(`\n[ \t]+`)
)

// converter writes Markdown for HTML.
type converter struct {
	out   strings.Builder
	note  func(string)
	tags  int
	depth int      // of the blocks around
	links []string // addresses of the links around; "" for one without
}

// text adds what stands between tags. Inside a block of HTML it is indented to
// please the eye; in Markdown that would be code.
func (c *converter) text(s string) {
	if c.depth > 0 {
		s = indented.ReplaceAllString(s, "\n")
	}
	c.out.WriteString(s)
}

// tag adds what a tag is in Markdown.
func (c *converter) tag(s string) {
	if s[0] == '`' || s[0] == ' ' {
		c.out.WriteString(s)
		return
	}
	if strings.HasPrefix(s, "<!--") {
		if text := strings.TrimSpace(strings.Trim(s, "<!->")); text != "more" && text != "" {
			c.note(fmt.Sprintf("a comment was dropped: %q", text))
		}
		return
	}
	tokens := html.NewTokenizer(strings.NewReader(s))
	kind := tokens.Next()
	token := tokens.Token()
	closes := kind == html.EndTagToken
	c.tags++
	switch name := token.Data; {
	case name == "a":
		c.link(token, closes)
	case name == "img" && attribute(token, "src") != "":
		c.out.WriteString("![" + escapeBrackets.Replace(attribute(token, "alt")) + "](" + inAngles(attribute(token, "src")) + ")")
	case name == "iframe" && !closes && webAddress(attribute(token, "src")) != "":
		c.out.WriteString("\n\n<" + attribute(token, "src") + ">\n\n")
	case spelt[name] != [2]string{}:
		c.out.WriteString(spelt[name][map[bool]int{true: 1}[closes]])
	case slices.Contains(blocks, name):
		c.out.WriteString("\n\n")
		if closes {
			c.depth = max(0, c.depth-1)
		} else if kind == html.StartTagToken {
			c.depth++
		}
	}
}

var escapeBrackets = strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ")

// link adds the bracket that opens or closes a link.
func (c *converter) link(token html.Token, closes bool) {
	if !closes {
		to := attribute(token, "href")
		if c.links = append(c.links, to); to != "" {
			c.out.WriteString("[")
		}
		return
	}
	if len(c.links) == 0 {
		return
	}
	to := c.links[len(c.links)-1]
	if c.links = c.links[:len(c.links)-1]; to != "" {
		c.out.WriteString("](" + inAngles(to) + ")")
	}
}

// inAngles writes an address as a link in Markdown takes it.
func inAngles(s string) string {
	if strings.ContainsAny(s, " ()") {
		return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(s) + ">"
	}
	return s
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
