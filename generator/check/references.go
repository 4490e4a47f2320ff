package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/cldr"
	"communique/generator/diag"
	"communique/generator/fold"
	"communique/generator/matter"
	"communique/generator/near"
	"communique/generator/slug"
)

// eachCountry calls visit for each reference to a country that leads to none.
func (c *context) eachCountry(visit func(s archive.Source, r archive.Ref[archive.Country], codes []string)) {
	look := func(s archive.Source, r archive.Ref[archive.Country]) {
		if r.To == nil && r.Written != "" {
			visit(s, r, c.FindCountries(r.Written))
		}
	}
	for _, s := range c.Statements {
		for _, r := range s.Countries {
			look(s.Source, r)
		}
	}
	for _, s := range c.Signatories {
		look(s.Source, s.Country)
	}
}

func unknownCountry(c *context) {
	c.eachCountry(func(s archive.Source, r archive.Ref[archive.Country], codes []string) {
		if len(codes) > 0 {
			return
		}
		hint := "write its ISO 3166-1 code of two letters, such as KH, or its name"
		if meant := c.guesses.For(r.Written, c.nearCountries); meant != "" {
			hint = fmt.Sprintf("did you mean %s?", meant)
		}
		c.fault(s, r.At, fmt.Sprintf("unknown country %q", r.Written), hint)
	})
}

// nearCountries returns the countries, as code and name, that somebody may
// mean by a word: those whose name in one of the archive's languages, or in
// English, has it as a part (Macedonia), else the one whose name is most like
// it.
func (c *context) nearCountries(written string) string {
	word := fold.Key(written)
	known := map[string]string{}
	var meant []string
	for _, lang := range append([]string{"en"}, c.Languages...) {
		for _, code := range cldr.Codes() {
			name := cldr.Name(lang, code)
			key, shown := fold.Key(name), fmt.Sprintf("%s (%s)", code, name)
			known[key] = shown
			if word != "" && strings.Contains(" "+key+" ", " "+word+" ") && !slices.ContainsFunc(meant, func(m string) bool { return m[:2] == code }) {
				meant = append(meant, shown)
			}
		}
	}
	if len(meant) > 0 && len(meant) <= 3 {
		return strings.Join(meant, " or ")
	}
	return known[near.Best(word, maps.Keys(known))]
}

func ambiguousCountry(c *context) {
	c.eachCountry(func(s archive.Source, r archive.Ref[archive.Country], codes []string) {
		if len(codes) < 2 {
			return
		}
		names := make([]string, len(codes))
		for i, code := range codes {
			names[i] = fmt.Sprintf("%s (%s)", code, cldr.Name(c.Language, code))
		}
		c.fault(s, r.At, fmt.Sprintf("country %q is %s", r.Written, strings.Join(names, " or ")), "write the code of the one that you mean")
	})
}

// eachSignatory calls visit for each reference to a signatory that leads to
// none.
func (c *context) eachSignatory(visit func(s archive.Source, r archive.Ref[archive.Signatory], found []*archive.Signatory)) {
	for _, s := range c.Statements {
		for _, g := range s.Signatures {
			if g.To == nil {
				visit(s.Source, g.Ref, c.FindSignatories(g.Written))
			}
		}
	}
	for _, s := range c.Signatories {
		if s.Successor.To == nil && s.Successor.Written != "" {
			visit(s.Source, s.Successor, c.FindSignatories(s.Successor.Written))
		}
	}
}

func unknownSignatory(c *context) {
	c.eachSignatory(func(s archive.Source, r archive.Ref[archive.Signatory], found []*archive.Signatory) {
		if len(found) > 0 {
			return
		}
		hint := fmt.Sprintf("add %s", c.File("signatories/"+slug.Of(r.Written)+".md"))
		if meant := c.guesses.For(r.Written, c.nearSignatory); meant != "" {
			hint = fmt.Sprintf("did you mean %s? or %s", meant, hint)
		}
		c.fault(s, r.At, fmt.Sprintf("unknown signatory %q", r.Written), hint)
		// Of a name like no other a file is all that is missing; one that may be
		// a slip of the pen, or for which nothing was guessed any more, is not.
		if meant, guessed := c.guesses[r.Written]; guessed && meant == "" {
			c.mend(diag.Fix{Missing: r.Written})
		}
	})
}

// nearSignatory returns the signatory, as id and name, one of whose names is
// most like the one that was written.
func (c *context) nearSignatory(written string) string {
	known := maps.Collect(c.Names().Called)
	meant := known[near.Best(fold.Key(written), maps.Keys(known))]
	if meant == nil {
		return ""
	}
	return fmt.Sprintf("%q (%s)", meant.ID, meant.Name)
}

func ambiguousSignatory(c *context) {
	c.eachSignatory(func(s archive.Source, r archive.Ref[archive.Signatory], found []*archive.Signatory) {
		if len(found) < 2 {
			return
		}
		names := make([]string, len(found))
		for i, g := range found {
			names[i] = fmt.Sprintf("%q (%s)", g.ID, g.Name)
		}
		c.fault(s, r.At, fmt.Sprintf("signatory %q is %s", r.Written, strings.Join(names, " or ")), "write the id of the one that you mean")
	})
}

// successorLoop follows the successors of each signatory, as far as no walk
// before has been: one that meets itself has found a loop.
func successorLoop(c *context) {
	walks := map[*archive.Signatory]*archive.Signatory{} // by where they began
	for _, start := range c.Signatories {
		at := start
		for ; at != nil && walks[at] == nil; at = at.Successor.To {
			walks[at] = start
		}
		if at == nil || walks[at] != start {
			continue
		}
		for s := at; ; {
			next := s.Successor.To
			message, hint := fmt.Sprintf("%q leads back to %q", next.ID, s.ID), "delete the successor of the one that is there today"
			if next == s {
				message, hint = fmt.Sprintf("%q is this signatory itself", s.Successor.Written), "delete it"
			}
			c.fault(s.Source, s.Successor.At, message, hint)
			if s = next; s == at {
				break
			}
		}
	}
}

func unknownTopic(c *context) {
	known := map[string]*archive.Topic{}
	for _, t := range c.Topics {
		known[t.ID] = t
	}
	nearID := func(id string) string { return near.Best(id, maps.Keys(known)) }
	for _, s := range c.Statements {
		for _, r := range s.Topics {
			if r.To != nil {
				continue
			}
			// Topics are named by their ids; the name instead is an easy slip.
			id := slug.Of(r.Written)
			hint := fmt.Sprintf("add %s", c.File("topics/"+id+".md"))
			if known[id] != nil {
				hint = fmt.Sprintf("did you mean %q (%s)?", id, known[id].Name)
			} else if id := c.guesses.For(id, nearID); id != "" {
				hint = fmt.Sprintf("did you mean %q (%s)? or %s", id, known[id].Name, hint)
			}
			c.fault(s.Source, r.At, fmt.Sprintf("unknown topic %q", r.Written), hint)
			if id := called(c.Topics, r.Written); id != "" {
				c.mend(diag.Fix{At: r.At, Old: r.Written, New: matter.Scalar(id)})
			}
		}
	}
}

// called returns the id of the only topic that has a name, or an id, but for
// letter case, accents and punctuation; "" where none has, or more than one.
func called(topics []*archive.Topic, written string) string {
	key, found := fold.Key(written), ""
	for _, t := range topics {
		names := append(slices.Collect(maps.Values(t.Names)), t.ID, t.Name)
		if key == "" || !slices.ContainsFunc(names, func(name string) bool { return fold.Key(name) == key }) {
			continue
		}
		if found != "" {
			return ""
		}
		found = t.ID
	}
	return found
}

func unknownRelated(c *context) {
	for _, s := range c.Statements {
		for _, r := range s.Related {
			switch r.To {
			case nil:
				hint := "write its path under statements/ without .md, such as 2017/slug"
				if id := c.guesses.For(r.Written, c.nearID); id != "" {
					hint = fmt.Sprintf("did you mean %q?", id)
				}
				c.fault(s.Source, r.At, fmt.Sprintf("unknown statement %q", r.Written), hint)
				if id := c.addressed(r.Written); strings.Contains(id, "/") { // YAML takes it for nothing else
					c.mend(diag.Fix{At: r.At, Old: r.Written, New: id})
				}
			case s:
				c.fault(s.Source, r.At, fmt.Sprintf("%q is this statement itself", r.Written), "delete it")
			}
		}
	}
}

// addressed returns the id of the statement at an address of the site, or with
// a path in the repository; "" if there is none.
func (c *context) addressed(written string) string {
	rest, ok := strings.CutPrefix(written, c.BaseURL)
	_, rest, in := strings.Cut("/"+rest, "/statements/")
	if s := c.Statement(strings.TrimSuffix(rest, ".html")); in && s != nil && (ok || !strings.Contains(written, "://")) {
		return s.ID
	}
	return ""
}

// nearID returns the id of the one statement that has the slug that was
// written, else the id that is most like it.
func (c *context) nearID(written string) string {
	var same []string
	for id := range c.ids {
		if path.Base(id) == path.Base(written) {
			same = append(same, id)
		}
	}
	if len(same) == 1 {
		return same[0]
	}
	return near.Best(written, c.ids)
}

func (c *context) ids(yield func(string) bool) {
	for _, s := range c.Statements {
		if !yield(s.ID) {
			return
		}
	}
}

func duplicateSignatory(c *context) {
	for _, s := range c.Statements {
		for i, g := range s.Signatures {
			// A statement has some dozens at the most: looking through them is
			// quicker than a map for each statement.
			first := slices.IndexFunc(s.Signatures[:i], func(h archive.Signature) bool { return h.To != nil && h.To == g.To })
			if first < 0 {
				continue
			}
			other := s.Signatures[first]
			c.fault(s.Source, g.Ref.At, fmt.Sprintf("signatory %q stands twice", g.To.ID),
				fmt.Sprintf("it is on line %d already, as %q; delete one of the two", other.Ref.At.Line, other.Written))
			if other.Written == g.Written && g == (archive.Signature{Ref: g.Ref}) {
				c.mend(diag.Fix{At: g.Ref.At, Old: g.Written}) // written another way, it may stand for another
			}
		}
	}
}

func listedTwice(c *context) {
	for _, s := range c.Statements {
		twice(c, s.Source, s.Countries)
		twice(c, s.Source, s.Topics)
		twice(c, s.Source, s.Related)
	}
}

func twice[T any](c *context, s archive.Source, all []archive.Ref[T]) {
	seen := map[*T]bool{}
	for _, r := range all {
		if r.To != nil && seen[r.To] {
			c.fault(s, r.At, fmt.Sprintf("%q is listed twice", r.Written), "delete one of the two")
			c.mend(diag.Fix{At: r.At, Old: r.Written})
		}
		seen[r.To] = true
	}
}

func duplicateID(c *context) {
	first := make(map[string]*archive.Statement, len(c.Statements))
	for _, s := range c.Statements {
		other := first[s.ID]
		if other == nil {
			first[s.ID] = s
			continue
		}
		// The one that claims the id by a key is the one that can let go of it.
		// Where neither does, they are two files of one name.
		if s.At.ID == (diag.Pos{}) {
			s, other = other, s
		}
		if s.At.ID == (diag.Pos{}) {
			continue // an address-collision
		}
		c.fault(s.Source, s.At.ID, fmt.Sprintf("id %q is also that of %s", s.ID, c.File(other.Source.Path)), "give one of the two another id")
	}
}

func missingAttachment(c *context) {
	for _, s := range c.Statements {
		if s.Original == "" || strings.Contains(s.Original, "://") {
			continue
		}
		if _, ok := c.Files[s.Original]; !ok {
			c.fault(s.Source, s.At.Original, fmt.Sprintf("no file %s", c.File(s.Original)),
				c.fileHint(s.Original, "put the document there"))
			c.mendCase(s.At.Original, s.Original)
		}
	}
}

func missingLogo(c *context) {
	for _, s := range c.Signatories {
		if s.Logo == "" {
			continue
		}
		if _, ok := c.Files[s.Logo]; !ok {
			c.fault(s.Source, s.At.Logo, fmt.Sprintf("no file %s", c.File(s.Logo)), c.fileHint(s.Logo, "put the picture there"))
			c.mendCase(s.At.Logo, s.Logo)
		}
	}
}

// mendCase repairs the name of a missing file that is there in other letter
// case, which the editor's own system may not tell apart.
func (c *context) mendCase(at diag.Pos, missing string) {
	var there []string
	for f := range c.Files {
		if path.Dir(f) == path.Dir(missing) && strings.EqualFold(f, missing) {
			there = append(there, path.Base(f))
		}
	}
	if len(there) == 1 {
		c.mend(diag.Fix{At: at, Old: path.Base(missing), New: matter.Scalar(there[0])})
	}
}

// fileHint names the file of the same folder that is most like a missing one.
func (c *context) fileHint(missing, otherwise string) string {
	beside := func(yield func(string) bool) {
		for f := range c.Files {
			if path.Dir(f) == path.Dir(missing) && !yield(path.Base(f)) {
				return
			}
		}
	}
	meant := c.guesses.For(missing, func(missing string) string { return near.Best(path.Base(missing), beside) })
	if meant != "" {
		return fmt.Sprintf("did you mean %q?", meant)
	}
	return otherwise
}
