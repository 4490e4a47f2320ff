package load

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"

	"communique/generator/archive"
	"communique/generator/picture"
)

// signatoryFile is a signatory's file: the record and the text about it.
type signatoryFile struct {
	archive.Signatory
	folder string
	former []archive.Former
}

var signatoryKeys = []key[signatoryFile]{
	{"name", true, "the name, in its own language or in that it is best known by", func(f *file, n *yaml.Node, s *signatoryFile) { f.text(n, &s.Name) }},
	{"language", false, "the language of the name and the former ones; the archive's own if left out", func(f *file, n *yaml.Node, s *signatoryFile) { s.Signatory.Language, _ = f.language(n) }},
	{"acronym", false, "the acronym", func(f *file, n *yaml.Node, s *signatoryFile) { f.text(n, &s.Acronym) }},
	{"names", false, "its names in other languages: {fr: …, km: …}", func(f *file, n *yaml.Node, s *signatoryFile) { f.names(n, &s.Names) }},
	{"also_known_as", false, "further names that statements may use for it: [..]", func(f *file, n *yaml.Node, s *signatoryFile) {
		f.texts(n, "[name, …]", &s.AlsoKnownAs)
	}},
	{"former_names", false, "names it had, and the last day, month or year of each: [{name: …, until: 2015}]", readFormerNames},
	{"country", false, "where it is at home: an ISO code or a name", func(f *file, n *yaml.Node, s *signatoryFile) {
		s.Country = ref[archive.Country](f, n)
	}},
	{"kind", false, "organisation (if left out), network, coalition or person", func(f *file, n *yaml.Node, s *signatoryFile) {
		kinds := make([]string, len(archive.Kinds))
		for i, k := range archive.Kinds {
			kinds[i] = string(k)
		}
		f.oneOf(n, (*string)(&s.Kind), kinds...)
	}},
	{"website", false, "its own site", func(f *file, n *yaml.Node, s *signatoryFile) { f.url(n, &s.Website) }},
	{"wikidata", false, "its item in Wikidata: Q42", readWikidata},
	{"logo", false, "a picture in the folder beside its file", func(f *file, n *yaml.Node, s *signatoryFile) {
		var name string
		if f.text(n, &name); name != "" {
			s.Logo = f.beside(n, s.folder, name)
		}
		s.At.Logo = f.pos(n)
		if s.Logo != "" && picture.Named(s.Logo) == "" {
			f.fault(&unreadablePicture, f.pos(n), fmt.Sprintf("%q is no picture", name), "save it as PNG, JPEG, GIF, WebP or SVG, under a name that ends so")
		}
	}},
	{"founded", false, "the year, month or day", func(f *file, n *yaml.Node, s *signatoryFile) { f.partialDate(n, &s.Founded) }},
	{"dissolved", false, "the year, month or day", func(f *file, n *yaml.Node, s *signatoryFile) {
		s.At.Dissolved = f.partialDate(n, &s.Dissolved)
	}},
	{"successor", false, "the signatory that took its place: an id, name or acronym", func(f *file, n *yaml.Node, s *signatoryFile) {
		s.Successor = ref[archive.Signatory](f, n)
	}},
	{"redirect_from", false, "its former addresses: [/signatories/old-id/], with all below them", func(f *file, n *yaml.Node, s *signatoryFile) { f.former(n, &s.former) }},
}

var formerNameKeys = []key[archive.FormerName]{
	{"name", true, "the name", func(f *file, n *yaml.Node, to *archive.FormerName) { f.text(n, &to.Name) }},
	{"until", true, "its last day, month or year", func(f *file, n *yaml.Node, to *archive.FormerName) { f.partialDate(n, &to.Until) }},
}

var topicKeys = []key[topicFile]{
	{"name", true, "the name", func(f *file, n *yaml.Node, t *topicFile) { f.text(n, &t.Name) }},
	{"names", false, "its names in other languages", func(f *file, n *yaml.Node, t *topicFile) { f.names(n, &t.Names) }},
	{"redirect_from", false, "its former addresses: [/topics/old-id/], with all below them", func(f *file, n *yaml.Node, t *topicFile) { f.former(n, &t.former) }},
}

// countryKeys: a country's file is there for what CLDR's names or nothing at
// all would not say.
var countryKeys = []key[countryFile]{
	{"name", false, "another name for it in the archive's own language", func(f *file, n *yaml.Node, c *countryFile) { f.text(n, &c.name) }},
	{"names", false, "other names in other languages", func(f *file, n *yaml.Node, c *countryFile) { f.names(n, &c.Names) }},
	{"redirect_from", false, "former addresses that lead to it: [/countries/old/], with all below them", func(f *file, n *yaml.Node, c *countryFile) { f.former(n, &c.former) }},
}

type countryFile struct {
	archive.Country
	name   string
	former []archive.Former
}

type topicFile struct {
	archive.Topic
	former []archive.Former
}

// textKeys are those of a translation of what has a name instead of a title.
var textKeys = []key[version]{
	translationKeys[slices.IndexFunc(translationKeys, func(k key[version]) bool { return k.name == "language" })],
	translationKeys[slices.IndexFunc(translationKeys, func(k key[version]) bool { return k.name == "draft" })],
}

// pageKeys are those of a page about the archive.
var pageKeys = []key[version]{
	{"title", true, "the title", func(f *file, n *yaml.Node, v *version) { f.text(n, &v.Title) }},
	{"language", false, "the language of the text; the archive's own if left out", func(f *file, n *yaml.Node, v *version) { v.Language, _ = f.language(n) }},
	{"summary", false, "one or two sentences", func(f *file, n *yaml.Node, v *version) { f.text(n, &v.Summary) }},
	{"redirect_from", false, "its former addresses", func(f *file, n *yaml.Node, v *version) { f.former(n, &v.Former) }},
	{"draft", false, "true, as long as it is not to be published", func(f *file, n *yaml.Node, v *version) { f.flag(n, &v.Draft) }},
}

func readSignatory(f *file, root *yaml.Node, s *signatoryFile) {
	read(f, root, signatoryKeys, s, "a signatory")
	s.Kind = cmp.Or(s.Kind, archive.Organisation)
	slices.SortStableFunc(s.FormerNames, func(x, y archive.FormerName) int { return x.Until.End().Compare(y.Until.End()) })
}

func readFormerNames(f *file, n *yaml.Node, s *signatoryFile) {
	f.list(n, "[{name: …, until: 2015}]", func(n *yaml.Node) {
		var former archive.FormerName
		if f.mapping(n, "{name: …, until: 2015}") {
			read(f, n, formerNameKeys, &former, "a former name")
			s.FormerNames = append(s.FormerNames, former)
		}
	})
}

var (
	wikidataItem    = regexp.MustCompile(`^Q[1-9][0-9]*$`)
	wikidataAddress = regexp.MustCompile(`^(?:https?://www\.wikidata\.org/(?:wiki|entity)/Q|q)([1-9][0-9]*)$`)
)

func readWikidata(f *file, n *yaml.Node, s *signatoryFile) {
	if f.text(n, &s.Wikidata); s.Wikidata != "" && !wikidataItem.MatchString(s.Wikidata) {
		f.fault(&unknownValue, f.pos(n), fmt.Sprintf("%q is no item of Wikidata", s.Wikidata), "write its number: Q42")
		if found := wikidataAddress.FindStringSubmatch(s.Wikidata); found != nil {
			f.mend(n, "Q"+found[1])
		}
	}
}
