package archive

import (
	"slices"
	"strings"

	"communique/generator/cldr"
	"communique/generator/fold"
)

// Resolve binds the references of an archive that has just been loaded, makes
// a Country for each code that something refers to, and puts every list into
// its order. A reference that fits no record or several stays unbound.
func (a *Archive) Resolve() {
	a.sortAll()
	a.names = newNames(a.Signatories)
	topics := make(map[string]*Topic, len(a.Topics))
	for _, t := range a.Topics {
		topics[t.ID] = t
	}
	a.statements = make(map[string]*Statement, len(a.Statements))
	for _, s := range a.Removed {
		a.statements[s.fileID()], a.statements[s.ID] = s, s
	}
	for _, s := range a.Statements {
		a.statements[s.fileID()] = s
	}
	for _, s := range a.Statements {
		a.statements[s.ID] = s
	}
	countries := newAtlas(a)
	for _, s := range a.Signatories {
		s.Country.To = countries.find(s.Country.Written)
		s.Successor.To = a.names.one(s.Successor.Written)
	}
	for _, s := range a.Statements {
		for i := range s.Countries {
			s.Countries[i].To = countries.find(s.Countries[i].Written)
		}
		for i := range s.Signatures {
			s.Signatures[i].To = a.names.one(s.Signatures[i].Written)
		}
		for i := range s.Topics {
			s.Topics[i].To = topics[s.Topics[i].Written]
		}
		for i := range s.Related {
			s.Related[i].To = a.Statement(s.Related[i].Written)
		}
	}
	a.Countries, a.atlas = countries.all(), countries
}

// Statement returns the statement with an id, or in a file (given as its path
// under statements/, with or without .md); nil if there is none.
func (a *Archive) Statement(id string) *Statement {
	return a.statements[strings.TrimSuffix(id, ".md")]
}

// FindSignatories returns the signatories that written may mean.
func (a *Archive) FindSignatories(written string) []*Signatory { return a.names.Find(written) }

// Names returns the index of the signatories' names.
func (a *Archive) Names() Names { return a.names }

// NameIn returns a country's name in a language: the archive's own name for
// it, else CLDR's.
func (c *Country) NameIn(lang string) string {
	if n := c.Names[lang]; n != "" {
		return n
	}
	return cldr.Name(lang, c.Code)
}

// FindCountries returns the codes that written may mean, sorted: a code in
// either case, else a name of the archive's own or of any language in CLDR. It
// remembers what it is asked, so one goroutine may call it at a time.
func (a *Archive) FindCountries(written string) []string {
	return a.atlas.codes(written)
}

func (n Names) one(written string) *Signatory {
	if written == "" {
		return nil
	}
	if found := n.Find(written); len(found) == 1 {
		return found[0]
	}
	return nil
}

// atlas finds countries by code or name, and remembers what it was asked:
// an archive asks for the same few again and again.
type atlas struct {
	languages []string
	byCode    map[string]*Country
	asked     map[string][]string
	own       map[string][]string // names that the archive gives, folded
	names     map[string][]string // names in the archive's languages, folded; made when first needed
}

func newAtlas(a *Archive) *atlas {
	t := &atlas{
		languages: a.Languages,
		byCode:    make(map[string]*Country, len(a.Countries)),
		asked:     map[string][]string{},
		own:       map[string][]string{},
	}
	for _, c := range a.Countries {
		t.byCode[c.Code] = c
		for _, n := range c.Names {
			k := fold.Key(n)
			if !slices.Contains(t.own[k], c.Code) {
				t.own[k] = append(t.own[k], c.Code)
			}
		}
	}
	return t
}

func (t *atlas) codes(written string) []string {
	if codes, ok := t.asked[written]; ok {
		return codes
	}
	codes := t.lookUp(written)
	t.asked[written] = codes
	return codes
}

func (t *atlas) lookUp(written string) []string {
	if code := strings.ToUpper(written); cldr.Valid(code) {
		return []string{code}
	}
	if own := t.own[fold.Key(written)]; len(own) > 0 {
		return own
	}
	// A name that means two countries in two languages means the one that it
	// means in the archive's own languages, if that is one. These come first
	// also because the index of all languages takes a tenth of a second.
	if near := t.inOwnLanguages(fold.Key(written)); len(near) == 1 {
		return near
	}
	return cldr.Find(written)
}

// inOwnLanguages returns the codes that a name, folded, has in the archive's
// languages.
func (t *atlas) inOwnLanguages(key string) []string {
	if t.names == nil {
		t.names = map[string][]string{}
		for _, lang := range t.languages {
			for _, code := range cldr.Codes() {
				if k := fold.Key(cldr.Name(lang, code)); !slices.Contains(t.names[k], code) {
					t.names[k] = append(t.names[k], code)
				}
			}
		}
	}
	return t.names[key]
}

func (t *atlas) find(written string) *Country {
	if written == "" {
		return nil
	}
	codes := t.codes(written)
	if len(codes) != 1 {
		return nil
	}
	c := t.byCode[codes[0]]
	if c == nil {
		c = &Country{Code: codes[0]}
		t.byCode[c.Code] = c
	}
	return c
}

func (t *atlas) all() []*Country {
	all := make([]*Country, 0, len(t.byCode))
	for _, c := range t.byCode {
		all = append(all, c)
	}
	slices.SortFunc(all, func(x, y *Country) int { return strings.Compare(x.Code, y.Code) })
	return all
}
