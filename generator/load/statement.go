package load

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/diag"
)

// version is what the file of a text gives besides the record's own keys.
type version struct {
	archive.Version
}

// statementFile is a statement's file: the record and its original text.
type statementFile struct {
	archive.Statement
	version
	folder string // where its attachments lie
}

var statementKeys = []key[statementFile]{
	{"title", true, "the title, as printed", func(f *file, n *yaml.Node, s *statementFile) { f.text(n, &s.Title) }},
	{"date", true, "the day it was issued: 2017-09-01", func(f *file, n *yaml.Node, s *statementFile) {
		s.At.Date = f.date(n, &s.Date)
	}},
	{"language", false, "the language of the text (BCP 47); the archive's own if left out", func(f *file, n *yaml.Node, s *statementFile) {
		s.Language, _ = f.language(n)
	}},
	{"countries", true, "whom it is about: ISO codes or names, [KH]", func(f *file, n *yaml.Node, s *statementFile) {
		refs(f, n, "[KH]", &s.Countries)
	}},
	{"signatories", false, "who signed, in the order printed: ids, names or acronyms; {org: id, as: name printed, signed: date, withdrawn: date, note: why}; may be left out where all are withheld", readSignatories},
	{"withheld", false, "how many further signatories' names are withheld for their safety", func(f *file, n *yaml.Node, s *statementFile) {
		f.count(n, &s.Withheld)
	}},
	{"topics", false, "ids of topics: [media-freedom]", func(f *file, n *yaml.Node, s *statementFile) {
		refs(f, n, "[media-freedom]", &s.Topics)
	}},
	{"addressees", false, "whom it is addressed to: [Government of …]", func(f *file, n *yaml.Node, s *statementFile) {
		f.texts(n, "[Government of …]", &s.Addressees)
	}},
	{"place", false, "where it was issued", func(f *file, n *yaml.Node, s *statementFile) { f.text(n, &s.Place) }},
	{"release", false, "immediate, where that is printed on it", readRelease},
	{"embargo", false, "the time before which it is not published: 2017-09-01T09:00:00+07:00", func(f *file, n *yaml.Node, s *statementFile) {
		readEmbargo(f, n, s)
	}},
	{"summary", false, "one or two sentences; the first paragraph if left out", func(f *file, n *yaml.Node, s *statementFile) { f.text(n, &s.Summary) }},
	{"text", false, "full, or summary where the body is the archive's own summary", func(f *file, n *yaml.Node, s *statementFile) { readExcerpt(f, n, &s.Excerpt) }},
	{"original", false, "the signed document: a file in the folder beside the statement's, or an address", readOriginal},
	{"also_at", false, "addresses of copies on the signatories' own sites", func(f *file, n *yaml.Node, s *statementFile) {
		f.urls(n, &s.AlsoAt)
	}},
	{"related", false, "ids of related statements: [2016/slug]", func(f *file, n *yaml.Node, s *statementFile) {
		refs(f, n, "[2016/slug]", &s.Related)
	}},
	{"corrections", false, "what was corrected: [{date: 2017-09-05, note: what}]", func(f *file, n *yaml.Node, s *statementFile) {
		f.list(n, "[{date: 2017-09-05, note: what}]", func(n *yaml.Node) {
			if note, ok := readNote(f, n, "a correction"); ok {
				s.Corrections = append(s.Corrections, note)
			}
		})
	}},
	{"retracted", false, "that it was taken back: {date: 2018-02-01, note: why}", func(f *file, n *yaml.Node, s *statementFile) {
		if note, ok := readNote(f, n, "a retraction"); ok {
			s.Retracted = &note
		}
	}},
	removedKey,
	{"id", false, "only after a rename: the id it was first published under, 2017/first-slug", readID},
	{"redirect_from", false, "its former addresses: [/old/path]", func(f *file, n *yaml.Node, s *statementFile) {
		f.former(n, &s.Former)
	}},
	{"draft", false, "true, as long as it is not to be published", func(f *file, n *yaml.Node, s *statementFile) { f.flag(n, &s.Draft) }},
}

var signatureKeys = []key[archive.Signature]{
	{"org", true, "who signed: an id, name or acronym", func(f *file, n *yaml.Node, g *archive.Signature) {
		g.Ref = ref[archive.Signatory](f, n)
	}},
	{"as", false, "the name as printed", func(f *file, n *yaml.Node, g *archive.Signature) { f.text(n, &g.As) }},
	{"signed", false, "the day it joined later", func(f *file, n *yaml.Node, g *archive.Signature) { g.SignedAt = f.date(n, &g.Signed) }},
	{"withdrawn", false, "the day it took its name back", func(f *file, n *yaml.Node, g *archive.Signature) {
		g.WithdrawnAt = f.date(n, &g.Withdrawn)
	}},
	{"note", false, "a remark on the signature", func(f *file, n *yaml.Node, g *archive.Signature) { f.text(n, &g.Note) }},
}

var noteKeys = []key[archive.Note]{
	{"date", true, "the day", func(f *file, n *yaml.Node, to *archive.Note) { to.At = f.date(n, &to.Date) }},
	{"note", true, "what happened", func(f *file, n *yaml.Node, to *archive.Note) { f.text(n, &to.Text) }},
}

var releaseKeys = []key[statementFile]{
	{"embargo", true, "the time before which it is not published", func(f *file, n *yaml.Node, s *statementFile) {
		readEmbargo(f, n, s)
	}},
}

// statementTranslationKeys are those of a translation of a statement.
var statementTranslationKeys = append(slices.Clip(translationKeys), key[version]{
	"translated", false, "only of a statement: the day on which the translation was made or last brought up to date; later corrections are not in it",
	func(f *file, n *yaml.Node, v *version) { v.TranslatedAt = f.date(n, &v.Translated) },
})

// translationKeys are those of a translation of a statement or a page; all
// else it inherits.
var translationKeys = []key[version]{
	{"title", true, "the title in the translation's language", func(f *file, n *yaml.Node, v *version) { f.text(n, &v.Title) }},
	{"language", false, "the language in the file's name", func(f *file, n *yaml.Node, v *version) {
		if lang, ok := f.language(n); ok && lang != v.Language {
			f.fault(&languageTwice, f.pos(n), fmt.Sprintf("the file's name says %q, its front matter %q", v.Language, lang), "delete this line or rename the file")
		}
	}},
	{"summary", false, "one or two sentences", func(f *file, n *yaml.Node, v *version) { f.text(n, &v.Summary) }},
	{"text", false, "full, or summary", func(f *file, n *yaml.Node, v *version) { readExcerpt(f, n, &v.Excerpt) }},
	{"redirect_from", false, "its former addresses", func(f *file, n *yaml.Node, v *version) { f.former(n, &v.Former) }},
	{"draft", false, "true, as long as it is not to be published", func(f *file, n *yaml.Node, v *version) { f.flag(n, &v.Draft) }},
}

// readStatement reads the front matter of a statement's own file.
func readStatement(f *file, root *yaml.Node, s *statementFile) {
	if valueOf(root, removedKey.name) != nil {
		readRemoved(f, root, s)
		return
	}
	read(f, root, statementKeys, s, "a statement")
	if s.Draft {
		return // whom it is about and who signs may still be an empty list
	}
	if n := valueOf(root, "countries"); isEmptyList(n) {
		f.fault(&missingField, f.pos(n), "no countries", "name whom the statement is about: [KH]")
	}
	n, withheld := valueOf(root, "signatories"), valueOf(root, "withheld")
	if (n == nil || isEmptyList(n)) && (withheld == nil || withheld.Value == "0") {
		at := f.keyPos(root, "signatories")
		if n != nil {
			at = f.pos(n)
		}
		f.fault(&missingField, at, "no signatories", "a statement needs a key signatories:, or withheld: where no name is public")
	}
}

func isEmptyList(n *yaml.Node) bool {
	return n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0
}

func readSignatories(f *file, n *yaml.Node, s *statementFile) {
	s.Signatures = make([]archive.Signature, 0, len(n.Content))
	f.list(n, "[id, …]", func(n *yaml.Node) {
		var g archive.Signature
		if n.Kind == yaml.MappingNode {
			read(f, n, signatureKeys, &g, "a signature")
		} else {
			g.Ref = ref[archive.Signatory](f, n)
		}
		if g.Written != "" {
			s.Signatures = append(s.Signatures, g)
		}
	})
}

// readRelease reads the release line: immediate, or the embargo as a key
// below it.
func readRelease(f *file, n *yaml.Node, s *statementFile) {
	if n.Kind == yaml.MappingNode {
		read(f, n, releaseKeys, s, "release")
		return
	}
	value, ok := f.scalar(n)
	if ok && value != "immediate" {
		f.fault(&unknownValue, f.pos(n), fmt.Sprintf("unknown value %q", value),
			"write immediate; an embargo has a key of its own, embargo: 2017-09-01T09:00:00+07:00")
		f.mendCase(n, "immediate")
	}
	s.Immediate = value == "immediate"
}

// readEmbargo reads the embargo, which may stand in one of two places: the
// text must not be published by the earlier of two.
func readEmbargo(f *file, n *yaml.Node, s *statementFile) {
	if s.At.Embargo != (diag.Pos{}) {
		f.fault(&duplicateKey, f.pos(n), "the embargo stands twice", "delete one of the two")
		return
	}
	s.At.Embargo = f.instant(n, &s.Embargo)
}

func readExcerpt(f *file, n *yaml.Node, to *bool) {
	var value string
	f.oneOf(n, &value, "full", "summary")
	*to = value == "summary"
}

func readOriginal(f *file, n *yaml.Node, s *statementFile) {
	s.At.Original = f.pos(n)
	var value string
	if f.text(n, &value); value == "" {
		return
	}
	if strings.Contains(value, "://") {
		f.url(n, &s.Original)
		return
	}
	s.Original = f.beside(n, s.folder, value)
}

// beside returns the path of a file in a record's own folder; one that leads
// out of it is reported.
func (f *file) beside(n *yaml.Node, folder, name string) string {
	file := path.Join(folder, name)
	if !strings.HasPrefix(file, folder+"/") {
		f.fault(&unknownValue, f.pos(n), fmt.Sprintf("%q does not lie in the folder beside the file", name),
			fmt.Sprintf("put it into %s/ and write its name", strings.TrimSuffix(f.name, f.path)+folder))
		return ""
	}
	return file
}

func readNote(f *file, n *yaml.Node, what string) (archive.Note, bool) {
	var note archive.Note
	if !f.mapping(n, "{date: 2017-09-05, note: …}") {
		return note, false
	}
	read(f, n, noteKeys, &note, what)
	return note, true
}

func readID(f *file, n *yaml.Node, s *statementFile) {
	var id string
	if f.text(n, &id); id == "" {
		return
	}
	for segment := range strings.SplitSeq(id, "/") {
		if !validSlug(segment) {
			f.fault(&unknownValue, f.pos(n), fmt.Sprintf("%q is no statement's id", id), "write the path that it was first published under, such as 2017/first-slug")
			return
		}
	}
	s.ID, s.At.ID = id, f.pos(n)
}

func (f *file) urls(n *yaml.Node, to *[]string) {
	f.list(n, "[https://…]", func(n *yaml.Node) {
		var s string
		if f.url(n, &s); s != "" {
			*to = append(*to, s)
		}
	})
}
