// Package demo writes a sample archive: a content folder of any size in which
// every statement, organisation, person and place is invented and says so. It
// shows a newcomer a full site, and lets the generator be measured on ten
// thousand or a million statements.
//
// In go [Options]: how many statements and signatories, the archive's
// languages, a seed. Out come archive.yaml, statements/, signatories/,
// topics/, countries/ and pages/, all of them valid content: each reference
// leads somewhere, each date lies between 2006 and 2025 and after what it
// must follow, no name belongs to two signatories. It makes nothing binary,
// and no link leaves the archive except for example.org (RFC 2606) and the
// licence.
//
// The same options give the same bytes. A statement depends on the options
// and its own number alone, so any of them can be made without the others,
// and memory does not grow with their number. Numbers follow time: a
// statement refers only to those with a smaller number, which are not newer.
//
// Wording is data. A file of banks/ holds one language: sentences to deal
// from, and the vocabulary of names, in an order that all banks share.
//
// Refused are too few or too many statements or signatories, languages
// without a bank or named twice, and a folder that is not empty.
package demo

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Options say what the sample is to be.
type Options struct {
	Statements  int      // 1 to a thousand million
	Signatories int      // 50 to 3840; 0 means 400
	Languages   []string // the archive's, its own first; none means en
	Seed        uint64   // another seed, another sample
}

const (
	maxStatements  = 1_000_000_000
	minSignatories = 50 // thirty must be able to sign on any day
	maxSignatories = grounds * emblems * kinds / 2
)

// Files returns the path and bytes of each file of a sample, in a fixed
// order. Paths are slash-separated and relative to the content folder. The
// bytes are the caller's to keep. It returns an error if o is out of range.
func Files(o Options) (iter.Seq2[string, []byte], error) {
	s, err := newSample(o)
	if err != nil {
		return nil, err
	}
	return s.files, nil
}

// complete returns o with what it leaves out, or says what is wrong with it.
func (o Options) complete() (Options, error) {
	if o.Signatories == 0 {
		o.Signatories = 400
	}
	if len(o.Languages) == 0 {
		o.Languages = []string{"en"}
	}
	if o.Statements < 1 || o.Statements > maxStatements {
		return o, fmt.Errorf("statements: %d is not between 1 and %d", o.Statements, maxStatements)
	}
	if o.Signatories < minSignatories || o.Signatories > maxSignatories {
		return o, fmt.Errorf("signatories: %d is not between %d and %d", o.Signatories, minSignatories, maxSignatories)
	}
	for i, lang := range o.Languages {
		if _, ok := banks()[lang]; !ok {
			known := strings.Join(slices.Sorted(maps.Keys(banks())), ", ")
			return o, fmt.Errorf("languages: no sample sentences in %q; there are some in %s", lang, known)
		}
		if slices.Contains(o.Languages[:i], lang) {
			return o, fmt.Errorf("languages: %q is named twice", lang)
		}
	}
	return o, nil
}

// sample knows everything that statements have in common.
type sample struct {
	Options
	own         bank        // the archive's own language
	others      []bank      // that some statements are written in
	english     bank        // ids and slugs come from it
	countries   []country   // the more often named first
	signatories []signatory // likewise

	byDay, byCountry, bySignatory, bySize ladder
}

func newSample(o Options) (*sample, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	s := &sample{Options: o, own: banks()[o.Languages[0]], english: banks()["en"]}
	for _, lang := range slices.Sorted(maps.Keys(banks())) {
		if lang != s.own.language {
			s.others = append(s.others, banks()[lang])
		}
	}
	s.countries = countries()
	s.draw(ofArchive, 0).Shuffle(len(s.countries), func(i, j int) {
		s.countries[i], s.countries[j] = s.countries[j], s.countries[i]
	})
	s.byCountry = zipf(len(s.countries), 4)
	s.bySignatory = zipf(o.Signatories, 10)
	s.bySize = newLadder(maxSize+1, sizeWeight)
	// Five times as many statements on the last day as on the first.
	s.byDay = newLadder(int(lastDay)+1, func(d int) uint64 { return uint64(lastDay) + 4*uint64(d) })
	s.signatories = s.invent()
	return s, nil
}

func (s *sample) files(yield func(string, []byte) bool) {
	for part := range s.parts {
		for path, b := range part {
			if !yield(path, b) {
				return
			}
		}
	}
}

// parts yields the files in groups that can be made at the same time: what
// there is one of, the signatories, and each statement.
func (s *sample) parts(yield func(iter.Seq2[string, []byte]) bool) {
	if !yield(s.house) || !yield(s.registry) {
		return
	}
	for i := range s.Statements {
		if !yield(s.statement(i)) {
			return
		}
	}
}

// The streams of chance: what is drawn for one never moves another.
const (
	ofArchive = iota
	ofSignatory
	ofStatement
	ofTranslation
)

// draw returns the source of chance for the i-th thing of a kind.
func (s *sample) draw(stream, i int) *rand.Rand {
	return rand.New(rand.NewPCG(s.Seed, uint64(stream)<<60|uint64(i))) // #nosec G404: the same seed gives the same archive
}
