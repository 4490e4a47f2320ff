package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// word reads WordprocessingML (ISO/IEC 29500-1, section 17). No small library
// that is kept up knows of tracked changes, text boxes and footnotes, without
// which a statement would lose words or gain some that were struck out.
type word struct {
	d         *Document
	relations map[string]relation // of the part that is being read
	styles    map[string]*element
	numbering numbering
	notes     map[string]string // "footnote 2" to its label

	spans    []span
	blocks   []Block // of the story that is being read
	place    string  // of the blocks, with a verb for their number; or as it stands
	fields   []field
	comments int
	hidden   int
}

// field is one of Word's that is open: between its beginning and its result
// stands an instruction.
type field struct {
	instruction string
	result      bool
}

func readWord(data []byte) (*Document, error) {
	d, err := wordDocument(data)
	if err != nil {
		return nil, fault("", "cannot read it as a Word document: "+err.Error(), "open it in a word processor and save it as .docx")
	}
	return d, nil
}

func wordDocument(data []byte) (*Document, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	top, err := p.relations("")
	if err != nil {
		return nil, err
	}
	main := "word/document.xml"
	for _, r := range top {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	relations, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	parts := map[string]*element{}
	for _, id := range slices.Sorted(maps.Keys(relations)) {
		switch r := relations[id]; r.kind {
		case "styles", "numbering", "footnotes", "endnotes", "header", "footer":
			root, err := p.part(r.target)
			if err != nil {
				return nil, err
			}
			name := r.kind
			if name == "header" || name == "footer" {
				name = id
			}
			parts[name] = root
		}
	}
	root, err := p.part(main)
	if err != nil {
		return nil, err
	}
	body := root.child("document").child("body")
	if body.name == "" {
		return nil, fmt.Errorf("there is no text in %s", main)
	}
	w := &word{d: &Document{}, relations: relations, notes: map[string]string{}}
	w.styles = styles(parts["styles"])
	w.numbering = readNumbering(parts["numbering"])
	return w.document(p, body, parts, relations)
}

// document reads the page's head, which is often the letterhead, the body and
// the notes.
func (w *word) document(p *pack, body *element, parts map[string]*element, relations map[string]relation) (*Document, error) {
	head, foot := ends(body)
	for _, id := range []string{head, foot} {
		if parts[id] == nil {
			continue
		}
		own, err := p.relations(relations[id].target)
		if err != nil {
			return nil, err
		}
		w.relations = own
		w.place = "the head of the page"
		blocks := w.story(cmp.Or(first(parts[id], "hdr", "ftr"), &element{}))
		if id == head {
			w.d.Blocks = blocks
			continue
		}
		for _, b := range blocks {
			w.d.remark("left out the foot of the page: %q", strings.Join(b.Lines, " / "))
		}
	}
	w.relations, w.place = relations, ""
	w.d.Blocks = append(w.d.Blocks, w.story(body)...)
	for _, kind := range []string{"footnote", "endnote"} {
		own, err := p.relations(notePart(relations, kind))
		if err != nil {
			return nil, err
		}
		w.relations = own
		w.readNotes(parts[kind+"s"], kind)
	}
	if w.comments > 0 {
		w.d.remark("left out the comments in the margin (%d)", w.comments)
	}
	if w.hidden > 0 {
		w.d.remark("left out text that is marked as hidden (%d)", w.hidden)
	}
	return w.d, nil
}

func notePart(relations map[string]relation, kind string) string {
	for _, r := range relations {
		if r.kind == kind+"s" {
			return r.target
		}
	}
	return ""
}

func first(root *element, names ...string) *element {
	if root == nil {
		return nil
	}
	for _, name := range names {
		if root.has(name) {
			return root.child(name)
		}
	}
	return nil
}

// ends returns the relations of the head and the foot of the first page.
func ends(body *element) (head, foot string) {
	section := body.child("sectPr")
	for _, c := range body.children {
		if s := c.child("pPr").child("sectPr"); c.name == "p" && s.name != "" {
			section = s
			break
		}
	}
	wanted := "default"
	if is, _ := section.on("titlePg"); is {
		wanted = "first"
	}
	for _, c := range section.children {
		switch {
		case c.value("type") != wanted:
		case c.name == "headerReference":
			head = c.value("id")
		case c.name == "footerReference":
			foot = c.value("id")
		}
	}
	return head, foot
}

// readNotes reads the footnotes that the text refers to, in its order.
func (w *word) readNotes(root *element, kind string) {
	if root == nil {
		return
	}
	byLabel := map[int]Note{}
	for _, e := range root.child(kind + "s").children {
		name := w.notes[kind+" "+e.value("id")]
		if name == "" {
			continue
		}
		note := Note{Label: name}
		for _, b := range w.story(e) {
			note.add(strings.Join(b.Lines, "\n"), b.Markdown)
		}
		number, _ := strconv.Atoi(name)
		byLabel[number] = note
	}
	for _, number := range slices.Sorted(maps.Keys(byLabel)) {
		w.d.Notes = append(w.d.Notes, byLabel[number])
	}
}

// story reads what stands together: the body, a cell, a note, a text box.
func (w *word) story(e *element) []Block {
	outer, spans, fields := w.blocks, w.spans, w.fields
	w.blocks, w.spans, w.fields = nil, nil, nil
	w.content(e)
	w.end(&element{})
	found := w.blocks
	w.blocks, w.spans, w.fields = outer, spans, fields
	return found
}

// content reads paragraphs, tables, and what wraps them.
func (w *word) content(e *element) {
	for _, c := range e.children {
		switch c.name {
		case "p":
			w.paragraph(c)
		case "tbl":
			w.blocks = append(w.blocks, w.placed(w.table(c))...)
		case "sdt":
			w.content(c.child("sdtContent"))
		case "AlternateContent":
			w.content(alternative(c))
		case "ins", "moveTo", "customXml", "smartTag":
			w.content(c)
		}
	}
}

// alternative returns the one of several forms of the same thing that is read.
func alternative(e *element) *element {
	if e.has("Choice") {
		return e.child("Choice")
	}
	return e.child("Fallback")
}

func (w *word) table(e *element) []Block {
	var rows [][][]Block
	for _, row := range e.children {
		if row.name == "sdt" {
			row = row.child("sdtContent").child("tr")
		}
		if row.name != "tr" || row.child("trPr").has("del") {
			continue
		}
		var cells [][]Block
		for _, cell := range row.children {
			if cell.name == "sdt" {
				cell = cell.child("sdtContent").child("tc")
			}
			if cell.name == "tc" {
				cells = append(cells, w.story(cell))
			}
		}
		rows = append(rows, cells)
	}
	return table(rows)
}

// placed says where blocks stand.
func (w *word) placed(blocks []Block) []Block {
	for i := range blocks {
		blocks[i].Place = cmp.Or(w.place, fmt.Sprintf("paragraph %d", len(w.blocks)+i+1))
	}
	return blocks
}

// paragraph reads one. Where the mark at its end was struck out in a tracked
// change, the next continues it.
func (w *word) paragraph(e *element) {
	properties := e.child("pPr")
	w.runs(e, w.styled(properties.child("pStyle").val(), look{}))
	if mark := properties.child("rPr"); mark.has("del") || mark.has("moveFrom") {
		return
	}
	w.end(properties)
}

// end ends the paragraph that is being read.
func (w *word) end(properties *element) {
	b := w.kind(properties)
	spans := w.spans
	w.spans = nil
	if b.Kind == Paragraph {
		spans = b.item(spans)
	}
	if !b.fill(spans) {
		return
	}
	w.blocks = append(w.blocks, w.placed([]Block{b})...)
}
