package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"

	"communique/generator/archive"
	"communique/generator/site"
)

// descriptor is a datapackage.json, a Data Package of version 1: readers of
// version 2 must take that too, and not the other way round.
type descriptor struct {
	Profile      string        `json:"profile"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage"`
	Licenses     []license     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Resources    []resource    `json:"resources"`
}

type license struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

type contributor struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role"`
}

// resource is a file. Its path is relative, so that a copy of the folder is
// the same package.
type resource struct {
	Name        string  `json:"name"`
	Path        string  `json:"path"`
	Profile     string  `json:"profile"`
	Title       string  `json:"title"`
	Description string  `json:"description"`
	Format      string  `json:"format"`
	Mediatype   string  `json:"mediatype"`
	Encoding    string  `json:"encoding"`
	Schema      *schema `json:"schema,omitempty"`
}

// schema is a Table Schema.
type schema struct {
	Fields      []schemaField `json:"fields"`
	PrimaryKey  []string      `json:"primaryKey"`
	ForeignKeys []foreignKey  `json:"foreignKeys,omitempty"`
}

type schemaField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// dataFormat is what there is to say of a kind of file.
type dataFormat struct{ name, mediatype, doc string }

var dataFormats = map[site.Kind]dataFormat{
	site.CSV: {"CSV", "text/csv",
		"UTF-8, with a header; an empty cell where nothing is known. A text that begins like a formula has an apostrophe before it that is not part of it."},
	site.JSONLines: {"JSON Lines", "application/jsonl",
		"An object on each line, with the same fields in the same order as the CSV; those of which nothing is known are left out."},
	site.BibTeX: {"BibTeX", "application/x-bibtex", "For LaTeX, JabRef, Zotero and other reference managers."},
	site.RIS:    {"RIS", "application/x-research-info-systems", "For EndNote, Mendeley, Zotero and other reference managers."},
}

const citationsTitle, citationsDoc = "Citations", "How to cite each statement, with its summary, newest first."

// dataPackage writes datapackage.json.
func (r *Renderer) dataPackage(b *bytes.Buffer) error {
	a := r.site.Archive
	d := descriptor{
		Profile: "data-package", Name: packageName(a.IDAuthority), Title: a.Title, Description: a.Description,
		Homepage: r.site.Base.URL(r.site.Home(r.site.Languages[0])),
	}
	if a.License.URL != "" { // a name alone is none of those that the standard knows
		d.Licenses = []license{{a.License.Name, a.License.URL}}
	}
	if a.Publisher != (archive.Publisher{}) {
		d.Contributors = []contributor{{a.Publisher.Name, a.Publisher.URL, a.Publisher.Email, "publisher"}}
	}
	for _, set := range r.site.Datasets {
		for _, file := range set.Files {
			d.Resources = append(d.Resources, newResource(set, file))
		}
	}
	out := json.NewEncoder(b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(d); err != nil {
		return fmt.Errorf("cannot make the data package: %w", err)
	}
	return nil
}

func newResource(set *site.Dataset, file *site.Page) resource {
	format, title, doc := dataFormats[file.Kind], citationsTitle, citationsDoc
	res := resource{
		Name: set.Name, Path: path.Base(string(file.Path)), Profile: "data-resource",
		Format: string(file.Kind), Mediatype: format.mediatype, Encoding: "utf-8",
	}
	if t := tables[set.Name]; t != nil {
		title, doc = t.title, t.doc
		if file.Kind == site.CSV {
			res.Profile, res.Schema = "tabular-data-resource", t.schema()
		}
	}
	if res.Schema == nil { // names are unique, and foreign keys need that of the table
		res.Name += "-" + res.Format
	}
	res.Title, res.Description = title+" ("+format.name+")", doc+" "+format.doc
	return res
}

func (t *table) schema() *schema {
	s := &schema{PrimaryKey: t.key}
	for _, f := range t.fields {
		field := schemaField{Name: f.name, Type: f.kind, Description: f.doc}
		if f.required {
			field.Constraints = &constraints{true}
		}
		s.Fields = append(s.Fields, field)
	}
	for _, ref := range t.references {
		key := foreignKey{Fields: []string{ref.field}}
		key.Reference.Resource, key.Reference.Fields = ref.table, []string{"id"}
		s.ForeignKeys = append(s.ForeignKeys, key)
	}
	return s
}

// notInName is what the name of a package cannot have.
var notInName = regexp.MustCompile(`[^-a-z0-9._]+`)

// packageName makes the package's name of the authority of the feeds' ids,
// which never changes either.
func packageName(authority string) string {
	return notInName.ReplaceAllString(strings.ToLower(authority), "-")
}
