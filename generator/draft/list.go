package draft

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/extract"
	"communique/generator/fold"
)

func lineOf(text string) *line { return &line{text: text, key: fold.Key(text)} }

// isSigning reports whether a list of signatories stands behind a line.
func isSigning(l *line) bool {
	head, inline, colon := cutColon(l.text)
	key := fold.Key(head)
	phrase := signing.begins(key)
	more := len(strings.Fields(key)) - len(strings.Fields(phrase))
	switch {
	case closing[l.key]:
		return true
	case phrase == "":
		return colon && inline == "" && countWords(head) <= 25 && signingWithin.within(key)
	case colon:
		return more <= 12
	}
	// "Signatories (25)", but not "Signatures were collected".
	return more == 0 || more <= 4 && divisions.only(strings.TrimPrefix(key[len(phrase):], " "))
}

// cutColon divides a line at its first colon.
func cutColon(text string) (head, rest string, ok bool) {
	at := strings.IndexAny(text, ":：")
	if at < 0 {
		return text, "", false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return text[:at], strings.TrimSpace(text[at+size:]), true
}

// findLists takes the lists of signatories out.
func (r *reader) findLists() {
	for i := 0; i < len(r.blocks); {
		next, b := i+1, r.blocks[i]
		const most = 3 // lines of signing in a block; what has more is something else
		tried := 0
		for j, l := range b.lines {
			if l.taken || b.Kind == extract.Quote || !isSigning(l) {
				continue
			}
			if next = r.list(i, j); next > i+1 || l.taken || tried == most {
				break
			}
			tried++
		}
		i = next
	}
}

// listing is a list of signatories while it is read.
type listing struct {
	entries []entry
	places  []string
	lines   []*line // all that it takes out of the body
	left    []*line // those of them that are no signatory
	group   string  // the code of the country under whose name the entries stand
	open    bool    // the last entry may go on in the next line
}

// list reads the list behind a line of signing. It returns the number of the
// first block that it has not looked at.
func (r *reader) list(i, j int) (next int) {
	var t listing
	b := r.blocks[i]
	cue := b.lines[j]
	if _, inline, colon := cutColon(cue.text); colon && inline != "" {
		r.inline(&t, inline, cue.place)
	}
	end, rest := i+1, b.lines[j+1:]
	if r.readLines(&t, b, rest) {
		for end < len(r.blocks) && r.readBlock(&t, r.blocks[end]) {
			end++
		}
	}
	if len(t.entries) == 0 || !isPlain(cue) && !r.areNames(t.entries) {
		return end
	}
	for n, e := range t.entries {
		r.sign(e, t.places[n])
	}
	take(t.lines...)
	for _, l := range t.left {
		r.report(LeftOut, l.place, "among the signatories, %q", l.text)
	}
	// A sentence that the list was part of keeps its beginning.
	if head, _, _ := cutColon(cue.text); goesOn(r.blocks, end) || countWords(head) > 12 || closing[cue.key] {
		r.report(Found, cue.place, "a list of signatories behind %q, which stays in the text", cue.text)
	} else {
		take(cue)
		r.report(Found, cue.place, "a list of signatories behind %q", cue.text)
	}
	return end
}

// isPlain reports whether a line of signing says nothing else. One that does,
// "We, the undersigned, ask:", may have anything behind it.
func isPlain(cue *line) bool {
	head, _, _ := cutColon(cue.text)
	key := fold.Key(head)
	return divisions.only(strings.TrimPrefix(key[len(signing.begins(key)):], " "))
}

// areNames reports whether half of the entries at least look like names.
func (r *reader) areNames(entries []entry) bool {
	names := 0
	for _, e := range entries {
		_, known := r.who(e)
		first, _ := utf8.DecodeRuneInString(e.whole)
		looks := e.acronym != "" || e.country != "" || isOrganisation(fold.Key(e.name)) || hasCase(e.name) && countSmall(e.name) == 0
		if known || looks && !unicode.IsLower(first) {
			names++
		}
	}
	return names*2 >= len(entries)
}

// goesOn reports whether a block goes on with a sentence.
func goesOn(blocks []*block, i int) bool {
	if i >= len(blocks) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(blocks[i].text(), `"'“«(… `))
	return unicode.IsLower(first) && blocks[i].isProse()
}

// readBlock reads a block of a list; false where the list has ended before it.
func (r *reader) readBlock(t *listing, b *block) bool {
	switch b.Kind {
	case extract.Quote:
		return false
	case extract.Rule:
		return true
	case extract.Row:
		return r.readRow(t, b)
	case extract.Heading:
		if len(t.entries) > 0 && !r.isDivision(lineOf(b.text())) {
			return false
		}
	case extract.Item:
		t.open = false
	case extract.Paragraph:
		if b.isProse() {
			return false
		}
	}
	if b.Kind == extract.Item && len(b.lines) > 1 && !r.eachKnown(b.lines) {
		// The lines of an item are one entry: the name, and where it is at home.
		whole := lineOf(strings.Join(strings.Split(join(b.lines), "\n"), " "))
		whole.place = b.Place
		if !r.readLine(t, whole) {
			return false
		}
		t.lines = append(t.lines, b.lines...)
		return true
	}
	return r.readLines(t, b, b.lines)
}

func (r *reader) eachKnown(lines []*line) bool {
	for _, l := range lines {
		if _, ok := r.who(r.parse(l.text)); !ok {
			return false
		}
	}
	return true
}

// readLines reads lines of a block; false where the list ends among them. A
// block is read whole or not at all.
func (r *reader) readLines(t *listing, b *block, lines []*line) bool {
	try := *t
	for _, l := range lines {
		if l.taken {
			continue
		}
		if !r.readLine(&try, l) {
			return false
		}
		try.lines = append(try.lines, l)
	}
	try.open = b.Kind != extract.Item && try.open
	*t = try
	return true
}

// readLine reads a line of a list.
func (r *reader) readLine(t *listing, l *line) bool {
	text := markForm.ReplaceAllString(l.text, "")
	switch {
	case (isAddress(l) || parts.begins(l.key) != "") && !r.anyKnown([]*line{l}) || countWords(text) > 25 || countWords(text) >= 10 && endsSentence(text) && !bracketForm.MatchString(text):
		return false
	case len(findDays(text)) > 0 && countWords(text) <= 8: // where and when it was signed
		return false
	case r.isDivision(l):
		t.group = r.country(strings.TrimRight(text, ":： "))
		t.left, t.open = append(t.left, l), false
		return true
	case isSigning(l) && l.text == text:
		if len(t.entries) > 0 {
			return false // another list
		}
		t.left = append(t.left, l)
		if _, inline, _ := cutColon(l.text); inline != "" {
			r.inline(t, inline, l.place)
		}
		return true
	}
	if n := len(t.entries); t.open && n > 0 && text == l.text && continues(t.entries[n-1].whole, text) {
		t.entries[n-1] = r.parse(t.entries[n-1].whole + " " + text)
		return true
	}
	pieces := []string{text}
	if strings.ContainsAny(text, ";؛") {
		pieces = strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == '؛' })
	}
	for _, piece := range pieces {
		r.enter(t, piece, l.place)
	}
	t.open = true
	return true
}

// continues reports whether a line goes on with an entry that was broken.
func continues(before, text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	opened := strings.Count(before, "(") > strings.Count(before, ")")
	return unicode.IsLower(first) || first == '(' || opened
}

func (r *reader) enter(t *listing, text, place string) {
	e := r.parse(text)
	if e.whole == "" {
		return
	}
	if e.country == "" {
		e.country = t.group
	}
	t.entries, t.places = append(t.entries, e), append(t.places, place)
}

// isDivision reports whether a line divides a list: the name of a country, or
// words such as "Regional organisations".
func (r *reader) isDivision(l *line) bool {
	text := strings.TrimRight(l.text, ":： ")
	if _, known := r.known(text); known || text == "" {
		return false
	}
	return r.country(text) != "" || divisions.only(fold.Key(text)) || text != l.text && countWords(text) <= 6 && !isOrganisation(fold.Key(text))
}

// readRow reads a row of a table: a name and, in cells of their own, its
// acronym and country.
func (r *reader) readRow(t *listing, b *block) bool {
	var e entry
	for _, l := range b.lines {
		key := fold.Key(l.text)
		switch code := r.country(l.text); {
		case divisions.only(key) || number(key) >= 0: // a heading, or a count
		case code != "" && e.country == "":
			e.country = code
		case isAcronym(l.text) && e.acronym == "" && e.name != "":
			e.acronym = l.text
		case e.name == "":
			read := r.parse(l.text)
			read.country, read.acronym = cmp.Or(read.country, e.country), cmp.Or(read.acronym, e.acronym)
			e = read
		}
	}
	if e.name != "" {
		e.said = strings.Join(b.Lines, " | ")
		t.entries, t.places = append(t.entries, e), append(t.places, b.Place)
	} else {
		t.left = append(t.left, b.lines...)
	}
	t.lines = append(t.lines, b.lines...)
	return true
}

var andForm = regexp.MustCompile(`(?i)\s+(?:and|et|y|e|и|و)\s+`)

// inline reads signatories that stand on one line: between semicolons, else
// between commas, where a country belongs to the name before it.
func (r *reader) inline(t *listing, text, place string) {
	if strings.ContainsAny(text, ";؛") {
		for piece := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ';' || c == '؛' }) {
			// "A, Brazil and B" at the end of the list.
			if at := andForm.FindStringIndex(piece); at != nil && r.parse(piece[:at[0]]).country != "" {
				r.enter(t, andOff(piece[:at[0]]), place)
				piece = piece[at[1]:]
			}
			r.enter(t, andOff(piece), place)
		}
		return
	}
	for _, piece := range commaForm.Split(strings.TrimRight(text, ". "), -1) {
		n := len(t.entries)
		if code := r.country(piece); code != "" && n > 0 {
			t.entries[n-1].country = cmp.Or(t.entries[n-1].country, code)
			continue
		}
		// "A, B and C": of two names that each may have an "and", the known
		// ones and the last one say where it divides.
		if at := andForm.FindStringIndex(piece); at != nil {
			if _, whole := r.who(r.parse(piece)); !whole {
				r.enter(t, piece[:at[0]], place)
				piece = piece[at[1]:]
			}
		}
		r.enter(t, andOff(piece), place)
	}
}

// andOff takes an "and" off the beginning.
func andOff(text string) string {
	if at := andForm.FindStringIndex(" " + strings.TrimSpace(text)); at != nil && at[0] == 0 {
		return (" " + strings.TrimSpace(text))[at[1]:]
	}
	return text
}

// findTrailingList takes lines after the text for signatories, though nothing
// says so, where half of them are known.
func (r *reader) findTrailingList() {
	if len(r.draft.Signatures) > 0 {
		return
	}
	start := len(r.blocks)
	for start > r.head && !r.blocks[start-1].isProse() && r.blocks[start-1].Kind != extract.Quote {
		start--
	}
	var t listing
	known := 0
	for _, b := range r.blocks[start:] {
		if !r.readBlock(&t, b) {
			return
		}
	}
	for _, e := range t.entries {
		if _, ok := r.who(e); ok {
			known++
		}
	}
	if known < 2 || known*2 < len(t.entries) {
		return
	}
	for n, e := range t.entries {
		r.sign(e, t.places[n])
	}
	take(t.lines...)
	for _, l := range t.left {
		r.report(LeftOut, l.place, "among the signatories, %q", l.text)
	}
	r.doubt("signatories", "nothing says that these signed; half of them are known", t.places[0], "signatories, for half of the last lines are known ones")
}
