package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// styles returns the styles of a document by id.
func styles(root *element) map[string]*element {
	all := map[string]*element{}
	if root == nil {
		return all
	}
	for _, e := range root.child("styles").children {
		if e.name == "style" {
			all[e.value("styleId")] = e
		}
	}
	return all
}

// chain returns a style and those that it is based on.
func (w *word) chain(id string) []*element {
	const most = 20 // they may be based on each other in a circle
	var all []*element
	for s := w.styles[id]; s != nil && len(all) < most; s = w.styles[s.child("basedOn").val()] {
		all = append(all, s)
	}
	return all
}

// property returns a property of a paragraph: its own, or its style's.
func (w *word) property(properties *element, name string) *element {
	if properties.has(name) {
		return properties.child(name)
	}
	for _, s := range w.chain(properties.child("pStyle").val()) {
		if p := s.child("pPr"); p.has(name) {
			return p.child(name)
		}
	}
	return &element{}
}

// styled returns how text of a style looks, given how it looks without.
func (w *word) styled(id string, l look) look {
	chain := w.chain(id)
	for i := len(chain) - 1; i >= 0; i-- {
		l = own(chain[i].child("rPr"), l)
	}
	return l
}

// dressed returns how a run looks in a paragraph.
func (w *word) dressed(properties *element, l look) look {
	return own(properties, w.styled(properties.child("rStyle").val(), l))
}

// own applies what a run says of itself.
func own(properties *element, l look) look {
	if is, set := properties.on("b"); set {
		l.bold = is
	}
	if is, set := properties.on("i"); set {
		l.italic = is
	}
	if is, set := properties.on("strike"); set {
		l.struck = is
	}
	return l
}

var headingName = regexp.MustCompile(`^heading ([1-9])$`)

// kind returns an empty block for a paragraph of some properties.
func (w *word) kind(properties *element) Block {
	b := Block{Centred: w.property(properties, "jc").val() == "center"}
	for _, s := range w.chain(properties.child("pStyle").val()) {
		name := strings.ToLower(s.child("name").val())
		if m := headingName.FindStringSubmatch(name); m != nil {
			b.Kind, b.Level = Heading, min(int(m[1][0]-'0'), 6)
			return b
		}
		switch name {
		case "title":
			b.Kind, b.Level = Heading, 1
			return b
		case "quote", "intense quote", "quotations", "block text":
			b.Kind, b.Level = Quote, 1
			return b
		}
	}
	if level, err := strconv.Atoi(w.property(properties, "outlineLvl").val()); err == nil && 0 <= level && level < 9 {
		b.Kind, b.Level = Heading, min(level+1, 6)
		return b
	}
	if n := w.property(properties, "numPr"); n.has("numId") {
		level, _ := strconv.Atoi(n.child("ilvl").val())
		w.numbering.item(&b, n.child("numId").val(), level)
	}
	return b
}

// numbering knows the lists of a document.
type numbering struct {
	levels map[string]map[int]*element // by the list's id and the level
	starts map[string]map[int]int
	counts map[string][]int
}

func readNumbering(root *element) numbering {
	n := numbering{levels: map[string]map[int]*element{}, starts: map[string]map[int]int{}, counts: map[string][]int{}}
	if root == nil {
		return n
	}
	abstract := map[string]map[int]*element{}
	for _, e := range root.child("numbering").children {
		switch e.name {
		case "abstractNum":
			levels := map[int]*element{}
			for _, l := range e.children {
				if i, err := strconv.Atoi(l.value("ilvl")); err == nil && l.name == "lvl" {
					levels[i] = l
				}
			}
			abstract[e.value("abstractNumId")] = levels
		case "num":
			id := e.value("numId")
			n.levels[id] = abstract[e.child("abstractNumId").val()]
			n.starts[id] = map[int]int{}
			for _, o := range e.children {
				i, err := strconv.Atoi(o.value("ilvl"))
				if start, wrong := strconv.Atoi(o.child("startOverride").val()); err == nil && wrong == nil {
					n.starts[id][i] = start
				}
			}
		}
	}
	return n
}

// item makes a block an item of a list, and counts it.
func (n *numbering) item(b *Block, id string, level int) {
	const deepest = 8
	definition := n.levels[id][level]
	if definition == nil || level < 0 || level > deepest {
		return
	}
	format := definition.child("numFmt").val()
	if format == "none" {
		return
	}
	counts := n.counts[id]
	if counts == nil {
		counts = make([]int, deepest+1)
		n.counts[id] = counts
	}
	if counts[level] == 0 {
		start, err := strconv.Atoi(definition.child("start").val())
		if own, set := n.starts[id][level]; set {
			start = own
		} else if err != nil {
			start = 1
		}
		counts[level] = start
	} else {
		counts[level]++
	}
	clear(counts[level+1:])
	b.Kind, b.Level = Item, level+1
	if b.Ordered = format != "bullet"; b.Ordered {
		b.Number = max(counts[level], 0)
	}
}
