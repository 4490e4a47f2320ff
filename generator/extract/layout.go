package extract

import (
	"math"
	"slices"
	"strings"
)

// layout makes blocks of printed lines, which are in reading order.
type layout struct {
	d       *Document
	pitch   float64
	words   vocabulary
	group   []printed // the lines of the block that is being read
	broken  []bool    // which of them the text broke on purpose
	wrapped bool      // one of them at least ends only because it is full
	length  int       // of the marker of the item that it is; 0 of others
	markers []float64 // where the markers of the lists that are open stand
	bodies  []float64 // and where the texts behind them begin
	titles  []float64 // sizes of headings, the largest first
}

// lay makes the blocks of a text. least is as in measure; step is the distance
// of two lines of a paragraph where that is known, else 0.
func lay(d *Document, all []printed, least, step float64) {
	measure(all, least)
	if step == 0 {
		step = pitch(all)
	}
	l := layout{d: d, pitch: step, words: words(all), titles: titles(all)}
	for i := 0; i < len(all); i++ {
		if n := l.table(all[i:]); n > 0 {
			i += n - 1
			continue
		}
		p := all[i]
		if len(l.group) > 0 {
			last := l.group[len(l.group)-1]
			switch apart, broken := l.between(last, p, all[min(i+1, len(all)-1)]); {
			case apart:
				l.flush()
			default:
				l.broken[len(l.broken)-1] = broken
				l.wrapped = l.wrapped || !broken
			}
		}
		if len(l.group) == 0 {
			l.length, _ = marker(p.text)
		}
		l.group, l.broken = append(l.group, p), append(l.broken, false)
	}
	l.flush()
	l.words.remark(d)
}

// between decides what happened between two lines: the text went on, or was
// broken on purpose, or another paragraph began.
func (l *layout) between(last, p, next printed) (apart, broken bool) {
	length, _ := marker(p.text)
	full, ended := last.full(p), terminated(last.text)
	if last.quote != p.quote || math.Abs(last.size-p.size) > 0.12*max(last.size, p.size) {
		return true, false
	}
	step := p.top - last.top
	if p.page != last.page || step <= 0 || p.flow != last.flow && (p.left > last.right || p.right < last.left) {
		goesOn := !ended && length == 0 && len(last.text) > 20 && (small(p.text) || full)
		return !goesOn, false
	}
	em := 2 * p.space
	switch {
	case step > 1.3*l.pitch:
		return true, false
	case ruled(p.text), ruled(last.text):
		return true, false
	case length > 0 && (!full || ended || l.length > 0 && math.Abs(p.left-l.group[0].left) < em):
		return true, false
	case l.length > 0 && !full && p.left < l.group[0].left+p.space:
		return true, false // it stands below the marker, not below the item's text
	case l.length == 0 && ended && p.left-last.left > em && !p.centred():
		return true, false // the first line is indented
	case full, divided.MatchString(last.text) && letter(initial(p.text)), !ended && small(p.text) && last.right-last.margin > 0.7*(last.edge-last.margin):
		return false, false // a line that is only nearly full may belong to a narrower paragraph
	case ended && (l.wrapped || p.full(next) && next.page == p.page && next.top > p.top):
		return true, false // the last line of a paragraph is short
	}
	return false, true
}

// flush ends the block that is being read.
func (l *layout) flush() {
	if len(l.group) == 0 {
		return
	}
	first := l.group[0]
	b := Block{Place: first.place, Centred: !slices.ContainsFunc(l.group, func(p printed) bool { return !p.centred() })}
	spans := l.joined()
	switch level := slices.Index(l.titles, math.Round(first.size)) + 1; {
	case ruled(first.text) && len(l.group) == 1:
		b.Kind = Rule
		l.d.Blocks = append(l.d.Blocks, b)
		spans = nil
	case l.length > 0:
		spans = b.item(spans)
		b.Level = l.level(first)
	case first.quote > 0:
		b.Kind, b.Level = Quote, first.quote
	case level > 0 && len(l.group) <= 5:
		b.Kind, b.Level, l.markers = Heading, min(level, 6), nil
	case l.within(first) > 0 && !b.Centred:
		b.Level = l.within(first)
	default:
		l.markers = nil
		if l.setIn() && !b.Centred {
			b.Kind, b.Level = Quote, 1
		}
	}
	if b.fill(spans) {
		l.d.Blocks = append(l.d.Blocks, b)
	}
	l.group, l.broken, l.wrapped = nil, nil, false
}

// joined returns the text of the group, with words that were divided made whole.
func (l *layout) joined() []span {
	var spans []span
	for i, p := range l.group {
		if i > 0 && l.broken[i-1] {
			spans = append(spans, span{broke: true})
		} else if i > 0 {
			last := &spans[len(spans)-1]
			if last.note != "" {
				last = &span{}
			}
			cut, glue := l.words.join(last.text, p)
			last.text = last.text[:len(last.text)-cut]
			spans = append(spans, span{text: glue})
		}
		spans = append(spans, p.spans()...)
	}
	return spans
}

// level returns the depth of an item by where its marker stands.
func (l *layout) level(p printed) int {
	i := 0
	for i < len(l.markers) && p.left >= l.markers[i]+p.space {
		i++
	}
	body := p.body
	if body == 0 {
		body = p.left + 2*p.space
	}
	l.markers, l.bodies = append(l.markers[:i], p.left), append(l.bodies[:i], body)
	return i + 1
}

// within returns the depth of the item that a paragraph continues: it stands
// below the text of one.
func (l *layout) within(p printed) int {
	level := 0
	for i := range l.markers {
		if p.left > l.bodies[i]-1.5*p.space {
			level = i + 1
		}
	}
	return level
}

// setIn reports whether the group is a paragraph of which every line is set in
// from the margin, as a quotation is.
func (l *layout) setIn() bool {
	return l.wrapped && !slices.ContainsFunc(l.group, func(p printed) bool { return p.left < p.margin+2*p.space })
}

// ruled reports a line that only draws one across the page.
func ruled(text string) bool {
	return len(text) >= 3 && strings.Trim(text, "-–—_=* ") == "" && strings.TrimSpace(text) != ""
}

// titles returns the sizes of letters that are larger than the text's, the
// largest first.
func titles(all []printed) []float64 {
	body := bodySize(all)
	var sizes []float64
	for _, p := range all {
		if size := math.Round(p.size); size > 1.1*body && !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	return sizes
}
