package render

import "path"

// Dataset is a part of the archive as data, for people. Doc and what the
// fields say of themselves is in English.
type Dataset struct {
	Name, Doc string
	Rows      int
	Files     []DataFile
	Fields    []DataField // of the columns of a CSV; none for citations
}

// DataFile is a file of a dataset.
type DataFile struct{ Href, Name, Format, Doc string }

// DataField is a column: its name, its type in Table Schema, and a sentence.
type DataField struct{ Name, Type, Doc string }

// datasets returns what the page about the data shows.
func (r *Renderer) datasets() []Dataset {
	var all []Dataset
	for _, set := range r.site.Datasets {
		d := Dataset{Name: set.Name, Doc: citationsDoc, Rows: set.Rows}
		if t := tables[set.Name]; t != nil {
			d.Doc = t.doc
			for _, f := range t.fields {
				d.Fields = append(d.Fields, DataField{f.name, f.kind, f.doc})
			}
		}
		for _, file := range set.Files {
			format := dataFormats[file.Kind]
			d.Files = append(d.Files, DataFile{r.href(file.Path), path.Base(string(file.Path)), format.name, format.doc})
		}
		all = append(all, d)
	}
	return all
}
