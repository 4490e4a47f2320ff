package load

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
)

// removedKey says of a statement that nothing of it may be shown any more.
var removedKey = key[statementFile]{
	"removed", false, "that it had to go, by order of a court for example: {date: 2019-05-06, note: why}; its address then says so, and all but this and date may be deleted from the file",
	func(f *file, n *yaml.Node, s *statementFile) {
		// A value that cannot be read must not publish what it was to remove.
		s.Removed = &archive.Note{}
		if note, ok := readNote(f, n, "a removal"); ok {
			s.Removed = &note
		}
	},
}

// readRemoved reads the front matter of a statement that was removed, which
// may have lost everything but its date.
func readRemoved(f *file, root *yaml.Node, s *statementFile) {
	keys := make([]key[statementFile], len(statementKeys))
	for i, k := range statementKeys {
		k.required = k.name == "date"
		keys[i] = k
	}
	read(f, root, keys, s, "a removed statement")
}

// removed reports whether the record is a statement that was removed.
func (r *record) removed() bool { return r.statement != nil && r.statement.Removed != nil }

// tombstone returns what is left of a removed statement: its address in each
// language, that it is gone, and the title where the editor left it.
func tombstone(s *archive.Statement) *archive.Statement {
	left := &archive.Statement{Source: s.Source, ID: s.ID, Date: s.Date, Embargo: s.Embargo, Removed: s.Removed}
	left.At.Date, left.At.ID = s.At.Date, s.At.ID
	for _, v := range s.Versions {
		left.Versions = append(left.Versions, archive.Version{Source: v.Source, Language: v.Language, Title: v.Title, Draft: v.Draft, Former: v.Former})
	}
	return left
}

// recallLanguages gives removed statements the languages of translations that
// were deleted with the rest, as the addresses tell them.
func recallLanguages(a *archive.Archive) {
	removed := make(map[string]*archive.Statement, len(a.Removed))
	for _, s := range a.Removed {
		removed["statements/"+s.ID] = s
	}
	for _, p := range a.Permalinks {
		s := removed[p.ID]
		if s == nil {
			continue
		}
		prefix, ok := strings.CutSuffix(p.Address, "/"+p.ID)
		tag := strings.TrimPrefix(prefix, "/")
		if lang, known := archive.ParseLanguage(tag); ok && known && lang == tag && !has(s.Versions, lang) {
			s.Versions = append(s.Versions, archive.Version{Source: s.Source, Language: lang})
		}
	}
}
