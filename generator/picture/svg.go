package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// vectorSize reads the size from the first element of an SVG.
func vectorSize(r io.Reader) (width, height int, err error) {
	_, root, err := openSVG(r)
	if err != nil {
		return 0, 0, err
	}
	return rootSize(root)
}

// openSVG reads an SVG as far as its first element.
func openSVG(r io.Reader) (*xml.Decoder, xml.StartElement, error) {
	d := xml.NewDecoder(r)
	d.Entity = map[string]string{}
	for {
		token, err := d.Token()
		switch t := token.(type) {
		case nil:
			return nil, xml.StartElement{}, unreadable(SVG, err)
		case xml.Directive:
			// Older programs name the namespaces by entities. Their values hold
			// no others, so they cannot grow.
			for _, e := range entity.FindAllSubmatch(t, -1) {
				d.Entity[string(e[1])] = string(e[2]) + string(e[3])
			}
		case xml.StartElement:
			if t.Name != (xml.Name{Space: svgSpace, Local: "svg"}) {
				return nil, t, &Error{fmt.Sprintf("is no SVG: it begins with <%s xmlns=%q>", t.Name.Local, t.Name.Space), saveAnew}
			}
			return d, t, nil
		}
	}
}

var entity = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"%&<]*)"|'([^'%&<]*)')\s*>`)

// rootSize returns the size that an <svg> asks for; a side that it leaves open
// follows from the shape of its viewBox.
func rootSize(root xml.StartElement) (width, height int, err error) {
	var w, h, boxWidth, boxHeight float64
	for _, a := range root.Attr {
		switch a.Name {
		case xml.Name{Local: "width"}:
			w = length(a.Value)
		case xml.Name{Local: "height"}:
			h = length(a.Value)
		case xml.Name{Local: "viewBox"}:
			box := strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })
			if len(box) == 4 {
				boxWidth, boxHeight = number(box[2]), number(box[3])
			}
		}
	}
	hasBox := boxWidth > 0 && boxHeight > 0
	switch {
	case w > 0 && h > 0:
	case !hasBox:
		return 0, 0, &Error{"has no size", "give its first element, <svg>, a viewBox, or a width and a height"}
	case w > 0:
		h = w / boxWidth * boxHeight
	case h > 0:
		w = h / boxHeight * boxWidth
	default:
		w, h = boxWidth, boxHeight
	}
	const most = 1_000_000 // whole numbers of pixels, that products of two do not overflow
	if max(w, h) > most {
		return 0, 0, &Error{"is wider or higher than a million pixels", "give its first element, <svg>, a smaller width and height"}
	}
	return int(math.Round(max(1, w))), int(math.Round(max(1, h))), nil
}

// units are the absolute lengths of CSS in pixels.
var units = []struct {
	name   string
	pixels float64
}{{"px", 1}, {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"q", 96 / 101.6}, {"pt", 96.0 / 72}, {"pc", 16}, {"", 1}}

// length returns a length in pixels, 0 if it is not absolute.
func length(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, u := range units {
		if n, ok := strings.CutSuffix(s, u.name); ok {
			return number(n) * u.pixels
		}
	}
	return 0
}

// number returns a number that is above 0 and not endless, else 0.
func number(s string) float64 {
	if strings.Trim(s, "+-.0123456789eE") != "" {
		return 0
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// cleaner writes an SVG anew, element by element.
type cleaner struct {
	in    *xml.Decoder
	out   bytes.Buffer
	open  bool // the start tag that was written last lacks its >
	depth int  // of the elements that are open
	texts int  // how many of these are a <text> or lie in one
}

func cleanSVG(data []byte) ([]byte, error) {
	in, root, err := openSVG(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	width, height, err := rootSize(root)
	if err != nil {
		return nil, err
	}
	if !hasAttr(root, "viewBox") {
		box := fmt.Sprintf("0 0 %d %d", width, height)
		root.Attr = append(root.Attr, xml.Attr{Name: xml.Name{Local: "viewBox"}, Value: box})
	}
	c := cleaner{in: in}
	if err := c.start(root); err != nil {
		return nil, err
	}
	for {
		token, err := in.Token()
		switch t := token.(type) {
		case nil:
			if err == io.EOF {
				return c.out.Bytes(), nil
			}
			return nil, unreadable(SVG, err)
		case xml.StartElement:
			err = c.start(t)
		case xml.EndElement:
			c.end(t)
		case xml.CharData:
			if c.texts > 0 {
				c.text(string(t))
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// active are the elements, in lower case, that run, change or load something.
var active = map[string]bool{
	"script": true, "handler": true, "listener": true, "foreignobject": true,
	"animate": true, "animatecolor": true, "animatemotion": true, "animatetransform": true, "set": true, "discard": true, "mpath": true,
	"iframe": true, "embed": true, "object": true, "audio": true, "video": true, "canvas": true,
}

const saveStill = "save it as plain SVG without scripts, animations and embedded or linked files, or as PNG"

// start writes an element's start tag, or passes over the element with all
// that is in it.
func (c *cleaner) start(e xml.StartElement) error {
	name := e.Name.Local
	switch {
	case active[strings.ToLower(name)]:
		return &Error{fmt.Sprintf("has a <%s>", name), saveStill}
	case e.Name.Space != svgSpace, name == "metadata", name == "title", name == "desc":
		if err := c.in.Skip(); err != nil {
			return unreadable(SVG, err)
		}
		return nil
	case c.depth == 0 && c.out.Len() > 0:
		return &Error{fmt.Sprintf("has a <%s> after its end", name), saveStill}
	}
	c.closeTag()
	c.depth++
	if c.texts > 0 || name == "text" {
		c.texts++
	}
	c.out.WriteString("<" + name)
	if c.depth == 1 {
		c.out.WriteString(` xmlns="` + svgSpace + `"`)
	}
	if err := c.attrs(e); err != nil {
		return err
	}
	c.open = true
	if name == "style" {
		return c.style()
	}
	return nil
}

func (c *cleaner) end(e xml.EndElement) {
	c.depth--
	c.texts = max(0, c.texts-1)
	if c.open {
		c.out.WriteString("/>")
		c.open = false
		return
	}
	c.out.WriteString("</" + e.Name.Local + ">")
}

func (c *cleaner) closeTag() {
	if c.open {
		c.out.WriteString(">")
		c.open = false
	}
}

func (c *cleaner) text(s string) {
	if s != "" {
		c.closeTag()
		c.escape(s)
	}
}

func (c *cleaner) escape(s string) {
	_ = xml.EscapeText(&c.out, []byte(s)) // a buffer takes everything
}

// attrs writes the attributes of an element that draw something.
func (c *cleaner) attrs(e xml.StartElement) error {
	written := map[string]bool{}
	for _, a := range e.Attr {
		name, lower := a.Name.Local, strings.ToLower(a.Name.Local)
		switch space := a.Name.Space; {
		case (space == xlinkSpace || space == "xlink") && name == "href":
			// Browsers take the attribute without a namespace since 2018, and
			// prefer it where both are there.
			if hasAttr(e, "href") {
				continue
			}
		case space == xmlSpace && name == "space":
			name = "xml:space"
		case space != "", name == "xmlns", strings.HasPrefix(lower, "data-"):
			continue
		}
		value := strings.Join(strings.Fields(a.Value), " ")
		if err := refused(e.Name.Local, name, value); err != nil {
			return err
		}
		if written[name] {
			return &Error{fmt.Sprintf("has a <%s> with %q twice", e.Name.Local, name), saveStill}
		}
		written[name] = true
		c.out.WriteString(" " + name + `="`)
		c.escape(value)
		c.out.WriteString(`"`)
	}
	return nil
}

func hasAttr(e xml.StartElement, name string) bool {
	for _, a := range e.Attr {
		if a.Name == (xml.Name{Local: name}) {
			return true
		}
	}
	return false
}

// refused returns what is wrong with an attribute.
func refused(element, name, value string) error {
	switch {
	case strings.HasPrefix(strings.ToLower(name), "on"):
		return &Error{fmt.Sprintf("has a <%s> with the script %s", element, name), saveStill}
	case !plainName.MatchString(element) || name != "xml:space" && !plainName.MatchString(name):
		return &Error{fmt.Sprintf("has a <%s> with %q, which SVG does not know", element, name), saveStill}
	case strings.ToLower(name) == "href" && !strings.HasPrefix(value, "#"):
		return &Error{fmt.Sprintf("has a <%s> that refers to %q", element, shortened(value)), saveStill}
	}
	return refusedStyle(element, value)
}

// plainName is what the names of SVG are like.
var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

// refusedStyle returns what is wrong with a style, or with any value that may
// be read as one: it may refer to what is in the picture only. Escapes, which
// drawing programs do not write, could hide that.
func refusedStyle(element, css string) error {
	lower := strings.ToLower(css)
	for _, way := range []string{`\`, "@import", "image(", "image-set(", "src("} {
		if strings.Contains(lower, way) {
			return &Error{fmt.Sprintf("has a <%s> with %q in its style", element, way), saveStill}
		}
	}
	for _, target := range strings.Split(lower, "url(")[1:] {
		if target = strings.TrimLeft(target, `"' `); !strings.HasPrefix(target, "#") {
			return &Error{fmt.Sprintf("has a <%s> that refers to %q", element, shortened(target)), saveStill}
		}
	}
	return nil
}

// shortened cuts what may be a whole file in one address.
func shortened(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// style writes the text of a <style>. It is judged as a whole: comments in it,
// of XML and of CSS, may stand within a word.
func (c *cleaner) style() error {
	var css strings.Builder
	for {
		token, err := c.in.Token()
		switch t := token.(type) {
		case nil:
			return unreadable(SVG, err)
		case xml.StartElement:
			return &Error{fmt.Sprintf("has a <%s> in its style", t.Name.Local), saveStill}
		case xml.CharData:
			css.Write(t)
		case xml.EndElement:
			plain := strings.Join(strings.Fields(comment.ReplaceAllString(css.String(), " ")), " ")
			if err := refusedStyle("style", plain); err != nil {
				return err
			}
			c.text(plain)
			c.end(t)
			return nil
		}
	}
}
