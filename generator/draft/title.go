package draft

import (
	"strings"
	"unicode/utf8"

	"communique/generator/extract"
)

const itemKind = extract.Item

// findHead counts the blocks above the text: those before the first paragraph,
// list or line of signing.
func (r *reader) findHead() {
	for i, b := range r.blocks {
		signed := false
		for _, l := range b.lines {
			signed = signed || isSigning(l)
		}
		if signed || b.isProse() || b.Kind == itemKind || b.Kind == extract.Quote {
			r.head = i
			return
		}
	}
	r.head = len(r.blocks)
}

// findTitle finds the title among the blocks above the text: by its words, its
// length and its looks, and better below a line such as "Joint statement"; of
// two that are as good, the one nearer to the text.
func (r *reader) findTitle() {
	best, below := 0, false
	for _, b := range r.blocks[:r.head] {
		score := r.titleScore(b)
		if below && score > 0 {
			score += 2
		}
		if score > 0 && score >= best {
			best, r.title = score, b
		}
		below = below || kinds.only(lineOf(b.text()).key) && len(b.rest()) > 0
	}
	if r.title == nil {
		r.guessTitle()
		return
	}
	d, lines := r.draft, r.title.rest()
	d.Title = join(lines)
	take(lines...)
	if best >= sureTitle {
		r.report(Found, r.title.Place, "title %q", d.Title)
	} else {
		r.doubt("title", "a guess, by its place above the text", r.title.Place, "title %q", d.Title)
	}
	for _, b := range r.blocks[:r.head] {
		for _, l := range b.rest() {
			if kinds.only(l.key) && l.key != "" {
				r.leave("what kind of text it is", l)
			}
		}
	}
}

const sureTitle = 4

// titleScore says how much like a title a block is, above 0 if at all.
func (r *reader) titleScore(b *block) int {
	lines := b.rest()
	if len(lines) == 0 || b.Kind == extract.Rule || b.Kind == extract.Row {
		return 0
	}
	text := join(lines)
	key := lineOf(text).key
	words := countWords(text)
	if key == "" || words > 60 || isAddress(lines[0]) || addressed.begins(lines[0].key) != "" || r.anyKnown(lines) {
		return 0
	}
	score := 0
	if b.Kind == extract.Heading {
		score += 3
	}
	if titular.within(key) {
		score += 3
	}
	for _, looks := range []bool{b.Bold, b.Centred, words >= 5, words >= 8} {
		if looks {
			score++
		}
	}
	if kinds.only(key) {
		score = min(score, 2) // "Joint statement" is one only where nothing else is
	} else if isOrganisation(key) && words <= 7 && !titular.within(key) {
		score -= 4
	} else if words < 3 && b.Kind != extract.Heading {
		score -= 2
	}
	return score
}

// anyKnown reports whether lines are, or hold one that is, a known signatory.
func (r *reader) anyKnown(lines []*line) bool {
	for _, l := range append([]*line{lineOf(join(lines))}, lines...) {
		if p, ok := r.who(r.parse(l.text)); ok && p.guessed == "" {
			return true
		}
	}
	return false
}

// guessTitle takes the beginning of the text for a title, which stays there.
func (r *reader) guessTitle() {
	for _, b := range r.blocks {
		text := b.text()
		if !b.isProse() {
			continue
		}
		const most = 100 // code points
		if utf8.RuneCountInString(text) > most {
			text = string([]rune(text)[:most])
			if cut := strings.LastIndexByte(text, ' '); cut > 0 {
				text = text[:cut]
			}
			text = strings.TrimRight(text, " ,;:–—-") + "…"
		}
		r.draft.Title = text
		r.doubt("title", "none found, so the text's first words", b.Place, "title %q, the text's first words", text)
		return
	}
}
