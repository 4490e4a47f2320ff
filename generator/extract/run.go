package extract

import (
	"regexp"
	"strconv"
)

// runs reads the text of a paragraph, or of what wraps some of it.
func (w *word) runs(e *element, l look) {
	for _, c := range e.children {
		switch c.name {
		case "r":
			w.run(c, l)
		case "hyperlink":
			inner := l
			if r := w.relations[c.value("id")]; r.kind == "hyperlink" && lasting(r.target) {
				inner.link = r.target
			}
			w.runs(c, inner)
		case "fldSimple":
			if !pageNumber.MatchString(c.value("instr")) {
				w.runs(c, l)
			}
		case "ins", "moveTo", "smartTag", "customXml", "dir", "bdo":
			w.runs(c, l)
		case "sdt":
			w.runs(c.child("sdtContent"), l)
		case "AlternateContent":
			w.runs(alternative(c), l)
		}
	}
}

var (
	pageNumber = regexp.MustCompile(`^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b`)
	hyperlink  = regexp.MustCompile(`^\s*HYPERLINK\s+"([^"]+)"`)
)

// run reads a run: a stretch of text of one look.
func (w *word) run(e *element, paragraph look) {
	properties := e.child("rPr")
	if is, _ := properties.on("vanish"); is {
		w.hidden++
		return
	}
	l := w.dressed(properties, paragraph)
	for _, c := range e.children {
		switch c.name {
		case "fldChar":
			w.field(c.value("fldCharType"))
			continue
		case "instrText":
			if n := len(w.fields); n > 0 && !w.fields[n-1].result {
				w.fields[n-1].instruction += string(c.text)
			}
			continue
		}
		if shown, link := w.shown(); shown {
			if link != "" {
				l.link = link
			}
			w.piece(c, l)
		}
	}
}

// field follows the marks of a field.
func (w *word) field(mark string) {
	n := len(w.fields)
	switch {
	case mark == "begin":
		w.fields = append(w.fields, field{})
	case mark == "separate" && n > 0:
		w.fields[n-1].result = true
	case mark == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// shown reports whether text at this point is to be read, with the link of the
// field around it.
func (w *word) shown() (bool, string) {
	link := ""
	for _, f := range w.fields {
		if !f.result || pageNumber.MatchString(f.instruction) {
			return false, ""
		}
		if m := hyperlink.FindStringSubmatch(f.instruction); m != nil && lasting(m[1]) {
			link = m[1]
		}
	}
	return true, link
}

// piece reads a part of a run.
func (w *word) piece(e *element, l look) {
	switch e.name {
	case "t":
		w.spans = append(w.spans, span{text: string(e.text), look: l})
	case "tab", "ptab":
		w.spans = append(w.spans, span{text: " ", look: l})
	case "noBreakHyphen":
		w.spans = append(w.spans, span{text: "-", look: l})
	case "sym":
		// Of Symbol and its like, only the bullets are ever text.
		if code, err := strconv.ParseUint(e.value("char"), 16, 32); err == nil && code&0xff == 0xb7 {
			w.spans = append(w.spans, span{text: "•", look: l})
		}
	case "br", "cr":
		w.spans = append(w.spans, span{broke: true})
	case "footnoteReference", "endnoteReference":
		w.reference(e.name[:len(e.name)-len("Reference")] + " " + e.value("id"))
	case "commentReference":
		w.comments++
	case "drawing", "pict", "object":
		w.drawing(e)
	case "AlternateContent":
		for _, c := range alternative(e).children {
			w.piece(c, l)
		}
	}
}

// reference refers to a note, which gets its label by the first one.
func (w *word) reference(note string) {
	if w.notes[note] == "" {
		w.notes[note] = strconv.Itoa(len(w.notes) + 1)
	}
	w.spans = append(w.spans, span{note: w.notes[note]})
}

// drawing reads the text boxes of a drawing; they stand before the paragraph
// that they are fastened to. A picture is left out, and said if it has a name
// that somebody gave it.
func (w *word) drawing(e *element) {
	for _, c := range e.children {
		switch c.name {
		case "txbxContent":
			w.blocks = append(w.blocks, w.placed(w.story(c))...)
		case "docPr":
			if text := plain(c.value("descr")); text != "" {
				w.d.remark("left out the picture %q", text)
			}
		case "AlternateContent":
			w.drawing(alternative(c))
		default:
			w.drawing(c)
		}
	}
}
