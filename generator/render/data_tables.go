package render

import (
	"communique/generator/archive"
	"communique/generator/site"
)

// table is a dataset with fields. The header of its CSV, the keys of its JSON
// Lines, its schema in datapackage.json and what the page about the data says
// of it all come from here.
type table struct {
	title, doc string
	fields     []field
	key        []string    // the fields that tell rows apart
	references []reference // to the id of a row of another table
	rows       func(s *site.Site, each func(*row) error) error
}

// field is a column of a table.
type field struct {
	name     string
	kind     string // a type of Table Schema
	required bool   // every row has a value
	doc      string // a sentence for people who use the data
	value    func(*row) any
}

// reference says that a field is an id in a table; "" is its own.
type reference struct{ field, table string }

// row is what a line of a table is about.
type row struct {
	site      *site.Site
	statement *archive.Statement
	signature *archive.Signature
	position  int // of the signature
	signatory *archive.Signatory
	signed    int // how many statements the signatory stands under
}

// tables are the datasets that have fields, by name.
var tables = map[string]*table{
	"statements": {
		title: "Statements", doc: "Every statement of the archive, newest first.",
		fields: statementFields, key: []string{"id"}, rows: statementRows,
	},
	"signatories": {
		title: "Signatories", doc: "Every organisation and person that signed, or that the archive knows of.",
		fields: signatoryFields, key: []string{"id"}, rows: signatoryRows,
		references: []reference{{"successor", ""}},
	},
	"signatures": {
		title: "Signatures", doc: "Who signed what: a row for each name under a statement, in the order printed. As a network it is the list of edges between statements and signatories.",
		fields: signatureFields, key: []string{"statement", "position"}, rows: signatureRows,
		references: []reference{{"statement", "statements"}, {"signatory", "signatories"}},
	},
}

var statementFields = []field{
	{"id", "string", true, "Names the statement in this archive and never changes.",
		func(x *row) any { return x.statement.ID }},
	{"url", "string", true, "The address of its page, which never changes either.",
		func(x *row) any {
			return x.site.Base.URL(x.site.StatementIn(x.statement, x.site.Languages[0]))
		}},
	{"date", "date", true, "The day on which it was issued.",
		func(x *row) any { return x.statement.Date }},
	{"title", "string", true, "Its title in the language that it was issued in.",
		func(x *row) any { return x.statement.Versions.Original().Title }},
	{"language", "string", true, "The language that it was issued in, as a BCP 47 tag.",
		func(x *row) any { return x.statement.Versions.Original().Language }},
	{"translations", "object", false, "The titles of its translations, by language.",
		func(x *row) any { return translations(x.statement) }},
	{"text", "string", true, "What the archive has of it: full, or summary where the text is the archive's own summary.",
		func(x *row) any {
			if x.statement.Versions.Original().Excerpt {
				return "summary"
			}
			return "full"
		}},
	{"countries", "string", false, "The countries that it is about, as ISO 3166-1 alpha-2 codes (and XK for Kosovo); in CSV with semicolons between them.",
		func(x *row) any {
			return codesOf(x.statement.Countries, func(c *archive.Country) string { return c.Code })
		}},
	{"topics", "string", false, "The ids of the topics that it is on, as in their addresses; in CSV with semicolons between them.",
		func(x *row) any {
			return codesOf(x.statement.Topics, func(t *archive.Topic) string { return t.ID })
		}},
	{"signatories", "integer", true, "How many signatories are named and have not withdrawn.",
		func(x *row) any { return x.statement.CountStanding() }},
	{"withheld", "integer", true, "How many further signatories there are, whose names are withheld for their safety.",
		func(x *row) any { return x.statement.Withheld }},
	{"place", "string", false, "Where it was issued.",
		func(x *row) any { return x.statement.Place }},
	{"addressees", "array", false, "Whom it is addressed to.",
		func(x *row) any { return texts(x.statement.Addressees) }},
	{"release", "string", false, "How it was released, where that is known: immediate, or embargo.",
		func(x *row) any {
			switch {
			case x.statement.Immediate:
				return "immediate"
			case !x.statement.Embargo.IsZero():
				return "embargo"
			}
			return ""
		}},
	{"original", "string", false, "The address of the signed document.",
		func(x *row) any { return x.site.OriginalURL(x.statement) }},
	{"corrections", "integer", true, "How many times its page was corrected.",
		func(x *row) any { return len(x.statement.Corrections) }},
	{"retracted", "date", false, "The day on which it was retracted.",
		func(x *row) any {
			if x.statement.Retracted == nil {
				return ""
			}
			return x.statement.Retracted.Date
		}},
	{"updated", "date", true, "The day of its issue, or of the last signature, withdrawal, correction or retraction after that.",
		func(x *row) any { return x.statement.Updated() }},
}

var signatoryFields = []field{
	{"id", "string", true, "Names the signatory in this archive and never changes.",
		func(x *row) any { return x.signatory.ID }},
	{"url", "string", true, "The address of its page.",
		func(x *row) any {
			of := site.Subject{Kind: site.Signatory, Signatory: x.signatory}
			return x.site.Base.URL(x.site.ListIn(of, site.Period{}, x.site.Languages[0]))
		}},
	{"name", "string", true, "Its present name.",
		func(x *row) any { return x.signatory.Name }},
	{"language", "string", false, "The language of that name, where it is known, as a BCP 47 tag.",
		func(x *row) any { return x.signatory.Language }},
	{"acronym", "string", false, "What it is called for short.",
		func(x *row) any { return x.signatory.Acronym }},
	{"names", "object", false, "Its present name in other languages, by language.",
		func(x *row) any { return x.signatory.Names }},
	{"former_names", "array", false, "Its former names, earliest first, each with the last day, month or year that it was in force.",
		func(x *row) any { return x.signatory.FormerNames }},
	{"kind", "string", true, "What it is: organisation, network, coalition or person.",
		func(x *row) any { return string(x.signatory.Kind) }},
	{"country", "string", false, "Where it is based, as an ISO 3166-1 alpha-2 code (or XK for Kosovo).",
		func(x *row) any { return seat(x.signatory) }},
	{"website", "string", false, "Its own site.",
		func(x *row) any { return x.signatory.Website }},
	{"wikidata", "string", false, "Its item in Wikidata, such as Q42.",
		func(x *row) any { return x.signatory.Wikidata }},
	{"founded", "string", false, "When it was founded: a day, month or year as in ISO 8601.",
		func(x *row) any { return x.signatory.Founded }},
	{"dissolved", "string", false, "When it ceased to be: a day, month or year as in ISO 8601.",
		func(x *row) any { return x.signatory.Dissolved }},
	{"successor", "string", false, "The id of the signatory that continues its work.",
		func(x *row) any {
			if x.signatory.Successor.To == nil {
				return ""
			}
			return x.signatory.Successor.To.ID
		}},
	{"statements", "integer", true, "How many statements it stands under: those that it signed and has not withdrawn from.",
		func(x *row) any { return x.signed }},
}

var signatureFields = []field{
	{"statement", "string", true, "The id of the statement.",
		func(x *row) any { return x.statement.ID }},
	{"date", "date", true, "The day on which the statement was issued.",
		func(x *row) any { return x.statement.Date }},
	{"position", "integer", true, "The place among the names under the statement, as printed; the first is 1.",
		func(x *row) any { return x.position }},
	{"signatory", "string", true, "The id of the signatory.",
		func(x *row) any { return x.signatory.ID }},
	{"name", "string", true, "The signatory's name as printed, else the one in force on the day on which it signed.",
		func(x *row) any {
			return x.statement.NameOf(*x.signature, x.site.Languages[0])
		}},
	{"country", "string", false, "Where the signatory is based, as an ISO 3166-1 alpha-2 code (or XK for Kosovo).",
		func(x *row) any { return seat(x.signatory) }},
	{"signed", "date", false, "The day on which the signatory joined, if that was later than the others.",
		func(x *row) any { return x.signature.Signed }},
	{"withdrawn", "date", false, "The day on which the signatory took its name back.",
		func(x *row) any { return x.signature.Withdrawn }},
	{"note", "string", false, "What there is to say of the signature, such as why it was withdrawn.",
		func(x *row) any { return x.signature.Note }},
}

// codesOf returns the codes of what is referred to.
func codesOf[T any](all []archive.Ref[T], code func(*T) string) codes {
	list := make(codes, len(all))
	for i, r := range all {
		list[i] = code(r.To)
	}
	return list
}

// translations returns the titles of a statement's translations by language.
func translations(st *archive.Statement) map[string]string {
	if len(st.Versions) < 2 {
		return nil
	}
	titles := make(map[string]string, len(st.Versions)-1)
	for _, v := range st.Versions[1:] {
		titles[v.Language] = v.Title
	}
	return titles
}

// seat returns the code of the country that a signatory is based in.
func seat(s *archive.Signatory) string {
	if s.Country.To == nil {
		return ""
	}
	return s.Country.To.Code
}

func statementRows(s *site.Site, each func(*row) error) error {
	for _, st := range s.Archive.Statements {
		if err := each(&row{site: s, statement: st}); err != nil {
			return err
		}
	}
	return nil
}

func signatureRows(s *site.Site, each func(*row) error) error {
	for _, st := range s.Archive.Statements {
		for i := range st.Signatures {
			g := &st.Signatures[i]
			if err := each(&row{site: s, statement: st, signature: g, position: i + 1, signatory: g.To}); err != nil {
				return err
			}
		}
	}
	return nil
}

func signatoryRows(s *site.Site, each func(*row) error) error {
	signed := make(map[*archive.Signatory]int, len(s.Archive.Signatories))
	for _, st := range s.Archive.Statements {
		for g := range st.Standing {
			signed[g.To]++
		}
	}
	for _, g := range s.Archive.Signatories {
		if err := each(&row{site: s, signatory: g, signed: signed[g]}); err != nil {
			return err
		}
	}
	return nil
}
