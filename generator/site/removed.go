package site

import (
	"strings"

	"communique/generator/archive"
)

// tombstones plans the page of each removed statement, in every language that
// it had one in: it stays at the address and says that the statement is gone.
func (s *Site) tombstones() []*Page {
	var all []*Page
	for _, st := range s.Archive.Removed {
		for lang, version := range s.places(st.Versions) {
			all = append(all, &Page{Path: s.StatementIn(st, lang), Kind: Removed, Lang: lang, Statement: st, Version: version, Updated: st.Removed.Date})
		}
	}
	return all
}

// removed returns the removed statement with a qualified id, nil if there is
// none.
func (s *Site) removed(id string) *archive.Statement {
	if id, ok := strings.CutPrefix(id, "statements/"); ok {
		if st := s.Archive.Statement(id); st != nil && st.Removed != nil && st.ID == id {
			return st
		}
	}
	return nil
}
