package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/extract"
	"communique/generator/fold"
)

// findLetterheads takes what stands above the title for the letterheads of
// those who sign. Where no title was found, only known names are.
func (r *reader) findLetterheads() {
	for _, b := range r.blocks[:r.head] {
		if b == r.title {
			break
		}
		if b.Kind == extract.Row { // a cell is a letterhead
			for _, l := range b.rest() {
				r.letterhead([]*line{l})
			}
			continue
		}
		r.letterhead(b.rest())
	}
}

// run is a stretch of lines of a letterhead that are one thing.
type run struct {
	lines []*line
	party party
	known bool
}

// letterhead reads the lines of one block.
func (r *reader) letterhead(lines []*line) {
	var rest []*line
	if len(lines) > 0 && addressed.begins(lines[0].key) != "" {
		return
	}
	for _, l := range lines {
		if isAddress(l) {
			r.leave("how to reach a signatory", l)
		} else {
			rest = append(rest, l)
		}
	}
	runs, any := r.runs(rest), false
	for _, run := range runs {
		any = any || run.known
	}
	for i, run := range runs {
		switch {
		case run.known:
			r.knownHead(run)
		case r.title == nil:
		case any && !r.severalNames(run.lines):
			r.leave(besideName(runs, i), run.lines...)
		default:
			r.newHead(run.lines)
		}
	}
}

// besideName says what stands beside a known name.
func besideName(runs []run, i int) string {
	if text := join(runs[i].lines); isAcronym(text) {
		return "an acronym"
	}
	return "a slogan"
}

// mostLines is how many lines a name is broken over.
const mostLines = 8

// runs divides lines into known names, the longest first, and what is between
// them. An acronym and a name of one signatory are one.
func (r *reader) runs(lines []*line) []run {
	var all []run
	for i := 0; i < len(lines); {
		next := run{lines: lines[i : i+1]}
		for j := min(len(lines), i+mostLines); j > i; j-- {
			if p, ok := r.who(r.parse(join(lines[i:j]))); ok && p.guessed == "" {
				next = run{lines[i:j], p, true}
				break
			}
		}
		n := len(all)
		if n > 0 && all[n-1].known == next.known && all[n-1].party.id == next.party.id {
			all[n-1].lines = lines[i-len(all[n-1].lines) : i+len(next.lines)]
		} else {
			all = append(all, next)
		}
		i += len(next.lines)
	}
	return all
}

// knownHead enters a known signatory under the longest of its names that are
// printed.
func (r *reader) knownHead(run run) {
	printed := ""
	for i := range run.lines {
		for j := i + 1; j <= min(len(run.lines), i+mostLines); j++ {
			text := join(run.lines[i:j])
			if p, ok := r.who(r.parse(text)); ok && p.id == run.party.id && p.guessed == "" && len(text) > len(printed) {
				printed = text
			}
		}
	}
	take(run.lines...)
	e := r.parse(printed)
	e.said = join(run.lines)
	r.sign(e, run.lines[0].place)
}

// severalNames reports whether each of the lines is the name of an
// organisation.
func (r *reader) severalNames(lines []*line) bool {
	for _, l := range lines {
		last := l.key[strings.LastIndexByte(l.key, ' ')+1:]
		if !isOrganisation(l.key) || countWords(l.text) < 2 || isSlogan(l.text) || joining[last] {
			return false
		}
	}
	return len(lines) > 0
}

// newHead reads a letterhead that holds no known name.
func (r *reader) newHead(lines []*line) {
	if len(lines) == 0 {
		return
	}
	if len(lines) > 1 && r.severalNames(lines) {
		for _, l := range lines {
			r.newHead([]*line{l})
		}
		return
	}
	acronym, name, slogan := divide(lines)
	e := r.parse(join(name))
	if len(name) == 0 || countWords(e.whole) > 15 || !strings.ContainsFunc(e.whole, unicode.IsLetter) {
		return // it stays in the body, where the editor sees it
	}
	if acronym != nil {
		e.acronym, e.said = acronym.text, acronym.text+" "+e.whole
		take(acronym)
	}
	take(name...)
	r.sign(e, lines[0].place)
	r.leave("a slogan", slogan...)
}

// divide divides a letterhead into an acronym, which may be missing, a name
// and a slogan.
func divide(lines []*line) (acronym *line, name, slogan []*line) {
	if last := len(lines) - 1; last > 0 {
		if isAcronymOf(lines[0].text, join(lines[1:])) {
			acronym, lines = lines[0], lines[1:]
		} else if isAcronymOf(lines[last].text, join(lines[:last])) {
			acronym, lines = lines[last], lines[:last]
		}
	}
	n := 1
	for n < len(lines) && goesOnName(join(lines[:n]), lines[n-1].text, lines[n].text) {
		n++
	}
	return acronym, lines[:n], lines[n:]
}

// goesOnName reports whether a line goes on with a name that was broken, and
// is no slogan under it: slogans are set in another way, or read like
// sentences.
func goesOnName(name, before, text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case isSlogan(text):
		return false
	case hasCase(text) && isCapitals(before) != isCapitals(text):
		return false
	case unicode.IsLower(first):
		return true
	}
	return countWords(name) < 2 || isOrganisation(fold.Key(text)) || countSmall(text) == 0
}

// countSmall returns how many words of some length begin with a small letter.
func countSmall(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(first) && utf8.RuneCountInString(word) > 3 {
			n++
		}
	}
	return n
}

// isSlogan reports whether a line reads like a sentence or a list of virtues.
func isSlogan(text string) bool {
	return endsSentence(text) || commaForm.MatchString(text) || strings.ContainsAny(text, `"“”«»`)
}

// isAcronymOf reports whether a word is an acronym of a name: its letters
// stand in the name in their order, the first at its beginning, and half of
// them begin words.
func isAcronymOf(word, name string) bool {
	if !isAcronym(word) {
		return false
	}
	letters := []rune(fold.Key(word))
	text := []rune(" " + fold.Key(name))
	at, initials := 0, 0
	for i := 1; i < len(text) && at < len(letters); i++ {
		if text[i] != letters[at] {
			continue
		}
		if at == 0 && i != 1 {
			return false
		}
		if text[i-1] == ' ' {
			initials++
		}
		at++
	}
	return at == len(letters) && initials*2 >= at
}
