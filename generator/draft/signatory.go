package draft

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/archive"
	"communique/generator/fold"
	"communique/generator/slug"
)

// entry is a signatory as a document prints it.
type entry struct {
	whole   string // as printed, without the mark of a list
	said    string // the same with what stands around it, for the report
	name    string
	acronym string
	country string   // a code
	person  string   // who signs for it, with the office
	pieces  []string // what else may be its name
}

var (
	markForm    = regexp.MustCompile(`^(?:[-–—•·*▪●◦‣○■□➢✓]+\s*|\(?\p{Nd}{1,3}[.)]\s*|\(?[a-zA-Z]\)\s+)`)
	bracketForm = regexp.MustCompile(`\s*[(\[（]([^()\[\]（）]*)[)\]）]`)
	dashForm    = regexp.MustCompile(`\s+[-–—|]+\s+|\s*[–—]\s*|\s+/\s+`)
	commaForm   = regexp.MustCompile(`\s*[,،，;؛]\s*`)
)

// parse reads an entry: a name with, in any order behind it, an acronym in
// brackets or behind a dash, and a country behind a comma, a dash or in
// brackets; or an acronym, a dash and the name.
func (r *reader) parse(text string) entry {
	text = strings.TrimSpace(markForm.ReplaceAllString(text, ""))
	text = strings.TrimRight(text, " ,;،؛")
	if !strings.HasSuffix(text, "Inc.") && !strings.HasSuffix(text, "Ltd.") {
		text = strings.TrimRight(text, ".")
	}
	e := entry{whole: text, said: text}
	rest := text
	for _, m := range bracketForm.FindAllStringSubmatch(text, -1) {
		if e.detail(r, m[1]) {
			rest = strings.Replace(rest, m[0], "", 1)
		}
	}
	rest = e.commas(r, strings.TrimSpace(rest))
	if parts := dashForm.Split(rest, -1); len(parts) > 1 {
		rest = e.dashes(r, parts, rest)
	}
	e.name = strings.TrimRight(rest, " ,;")
	return e
}

// detail takes the inside of brackets, and reports whether it is an acronym, a
// country, or both.
func (e *entry) detail(r *reader, inside string) bool {
	var acronym, country string
	for _, part := range commaForm.Split(strings.Join(dashForm.Split(inside, -1), ","), -1) {
		code := r.country(part)
		switch {
		case code != "" && country == "":
			country = code
		case acronym == "" && (isAcronym(part) || isCaseless(part)):
			acronym = part
		default:
			return false
		}
	}
	e.acronym, e.country = cmp.Or(e.acronym, acronym), cmp.Or(e.country, country)
	return true
}

// dashes takes the parts of an entry that stand between dashes.
func (e *entry) dashes(r *reader, parts []string, whole string) string {
	if last := parts[len(parts)-1]; r.country(last) != "" {
		e.country = cmp.Or(e.country, r.country(last))
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 2 && e.acronym == "" {
		for i, part := range parts {
			if isAcronym(part) && !isAcronym(parts[1-i]) {
				e.acronym = part
				return parts[1-i]
			}
		}
	}
	e.pieces = append(e.pieces, parts...)
	if len(parts) == 1 {
		return parts[0]
	}
	return whole[:strings.LastIndex(whole, parts[len(parts)-1])+len(parts[len(parts)-1])]
}

// commas takes the parts that stand between commas: a country at the end, and
// before the name of an organisation the person that signs for it.
func (e *entry) commas(r *reader, text string) string {
	parts := commaForm.Split(text, -1)
	if len(parts) == 1 {
		return text
	}
	last := len(parts)
	for ; last > 1; last-- {
		code := r.country(parts[last-1])
		if home, ok := r.gazetteer(r.draft.Language).words[fold.Key(parts[last-1])]; ok && home.capital && isName(parts[last-1]) {
			code = home.code
		}
		if code == "" {
			break
		}
		e.country = cmp.Or(e.country, code)
	}
	parts = parts[:last]
	e.pieces = append(e.pieces, parts...)
	for i, part := range parts {
		if i > 0 && i+1 < len(parts) && roles.within(fold.Key(part)) && !isOrganisation(fold.Key(part)) {
			e.person = strings.Join(parts[:i+1], ", ")
			return strings.Join(parts[i+1:], ", ")
		}
	}
	// As it is printed, with the commas that it has.
	tail := parts[len(parts)-1]
	return text[:strings.LastIndex(text, tail)+len(tail)]
}

// country returns the code of the one country that a text is the name of; ""
// for any other text.
func (r *reader) country(text string) string {
	text = strings.Trim(text, " .")
	if n := utf8.RuneCountInString(text); n < 2 || n > 50 {
		return ""
	}
	if e, ok := r.gazetteer(r.draft.Language).words[fold.Key(text)]; ok && !e.capital && isName(text) && (utf8.RuneCountInString(text) > 3 || isCapitals(text)) {
		return e.code
	}
	if hasCase(text) && utf8.RuneCountInString(text) < 4 {
		return ""
	}
	if codes := r.archive.FindCountries(text); len(codes) == 1 {
		return codes[0]
	}
	return ""
}

// isAcronym reports whether a word is written as acronyms are: short, with
// capitals at its beginning and for half of it at least.
func isAcronym(word string) bool {
	letters, capitals := 0, 0
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters, capitals = letters+1, capitals+1
		case i == 0, !unicode.IsLower(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-&/", r):
			return false
		case unicode.IsLower(r):
			letters++
		}
	}
	return letters >= 2 && letters <= 12 && capitals*2 >= letters && capitals >= 2
}

// isCaseless reports whether a word may be an acronym in a script without
// capitals.
func isCaseless(word string) bool {
	return !hasCase(word) && utf8.RuneCountInString(word) <= 6 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
}

// party is a signatory, known or new.
type party struct {
	id, name string
	guessed  string // why it may be another
}

// known returns the signatory that a name means; false for none or several.
func (d *Drafter) known(name string) (party, bool) {
	if found := d.archive.Names().Find(name); len(found) == 1 && fold.Key(name) != "" {
		return party{id: found[0].ID, name: found[0].Name}, true
	}
	if s := d.signers[fold.Key(name)]; s != nil {
		return party{id: s.ID, name: s.Name}, true
	}
	return party{}, false
}

// who finds the signatory of an entry. By its acronym alone it is a guess,
// for two organisations may have one.
func (r *reader) who(e entry) (party, bool) {
	for _, name := range append([]string{e.whole, e.name}, e.pieces...) {
		if p, ok := r.known(name); ok {
			return p, true
		}
	}
	if e.acronym == "" {
		return party{}, false
	}
	p, ok := r.known(e.acronym)
	if ok && p.name != e.name {
		p.guessed = fmt.Sprintf("known by the acronym %s only, as %q", e.acronym, p.name)
	}
	return p, ok
}

// sign enters an entry among the signatures. It reports whether the entry was
// one.
func (r *reader) sign(e entry, place string) {
	if withheldName.within(fold.Key(e.whole)) {
		n := 1
		if word, _, _ := strings.Cut(fold.Key(e.whole), " "); number(word) > 0 {
			n = number(word)
		}
		r.draft.Withheld += n
		r.report(Found, place, "withheld %d, of %q", n, e.said)
		return
	}
	if fold.Key(e.name) == "" {
		r.report(LeftOut, place, "no name, %q", e.said)
		return
	}
	p, ok := r.who(e)
	if !ok {
		p = r.enrol(e, place)
	}
	s := Signature{ID: p.id, Review: p.guessed}
	if e.name != p.name && e.whole != p.name {
		s.Printed = e.name
	}
	if slices.ContainsFunc(r.draft.Signatures, func(t Signature) bool { return t.ID == s.ID }) {
		r.complete(s.ID, e)
		r.report(LeftOut, place, "signatory %s once more, %q", s.ID, e.said)
		return
	}
	r.draft.Signatures = append(r.draft.Signatures, s)
	switch {
	case ok && p.guessed != "":
		r.report(Guessed, place, "signatory %s, of %q, %s", p.id, e.said, p.guessed)
	case ok:
		r.report(Found, place, "signatory %s, of %q", p.id, e.said)
	}
	if e.person != "" {
		r.report(LeftOut, place, "who signed for %s, %q", p.id, e.person)
	}
}

// enrol makes a signatory that the archive does not know.
func (r *reader) enrol(e entry, place string) party {
	s := Signer{Name: e.name, Acronym: e.acronym, Country: e.country, From: r.name}
	if place != "" {
		s.From += ", " + place
	}
	if lang, _ := detect(e.name); lang != "" && base(lang) != base(r.archive.Language) {
		s.Language = lang
	} else if lang == "" && base(r.draft.Language) != base(r.archive.Language) {
		s.Language = r.draft.Language
	}
	s.Kind = archive.Kind(kindOf(fold.Key(e.name)))
	note := ""
	if s.Acronym != "" && (len(r.archive.FindSignatories(s.Acronym)) > 0 || r.signers[fold.Key(s.Acronym)] != nil) {
		// With it, every statement that names the other by it would mean two.
		note, s.Acronym = fmt.Sprintf("; its acronym %s is that of another", s.Acronym), ""
	}
	s.ID = r.freeID(s)
	if found := r.archive.FindSignatories(e.name); len(found) > 1 {
		note = fmt.Sprintf("; %q is also a name of %s and %s", e.name, found[0].ID, found[1].ID)
	}
	r.draft.New = append(r.draft.New, &s)
	r.ids[s.ID] = true
	for _, name := range []string{s.Name, s.Acronym} {
		if key := fold.Key(name); key != "" {
			r.signers[key] = &s
		}
	}
	r.report(Created, place, "signatory %s, %q%s", s.ID, e.said, note)
	return party{id: s.ID, name: s.Name, guessed: "not known before"}
}

// complete adds what the second mention of a new signatory says of it.
func (r *reader) complete(id string, e entry) {
	for _, s := range r.draft.New {
		if s.ID != id {
			continue
		}
		s.Country = cmp.Or(s.Country, e.country)
		if _, taken := r.known(e.acronym); s.Acronym == "" && !taken {
			s.Acronym = e.acronym
		}
	}
}

// freeID returns an id that no signatory has: the acronym, else the name, else
// the name and a number.
func (d *Drafter) freeID(s Signer) string {
	id := slug.Of(s.Acronym)
	if s.Acronym == "" || d.ids[id] {
		id = slug.Of(s.Name)
	}
	free := id
	for n := 2; d.ids[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	return free
}
