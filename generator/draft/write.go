package draft

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"communique/generator/archive"
	"communique/generator/matter"
	"communique/generator/slug"
)

// File is a file to write into the content folder.
type File struct {
	Path string // slash-separated, within the content folder
	Data []byte
}

// original returns the name under which a document is kept beside its
// statement. What would be a text of the archive itself, or be run by a
// browser, is kept as plain text, byte for byte.
func original(name string) string {
	ending := strings.ToLower(path.Ext(name))
	switch ending {
	case ".md", ".markdown", ".html", ".htm", ".xhtml":
		ending = ".txt"
	}
	return "original" + ending
}

// ID returns the statement's id: its year, and a slug, which is made of the
// title where none is given. Without a date the year is that of today.
func (d *Draft) ID(given string) string {
	return fmt.Sprintf("%04d/%s", d.year, cmp.Or(given, slug.Of(d.Title)))
}

// OriginalPath returns where the document itself belongs, by the statement's
// id.
func (d *Draft) OriginalPath(id string) string { return "statements/" + id + "/" + d.Original }

// Statement returns the statement's file, with the keys in the order in which
// the README has them. What needs review has a comment above it.
func (d *Draft) Statement(id string) File {
	var f matter.File
	add := func(key, yaml string) {
		if why := d.review[key]; why != "" {
			f.Comment("review: " + why)
		}
		f.Add(key, yaml)
	}
	add("title", scalar(d.Title))
	add("date", cmp.Or(d.Date.String(), `""`))
	if d.Language != d.own || d.review["language"] != "" {
		add("language", scalar(d.Language))
	}
	add("countries", "["+strings.Join(yaml(d.Countries), ", ")+"]")
	d.addSignatures(&f)
	f.Text("place", d.Place)
	if d.Immediate {
		add("release", "immediate")
	}
	if !d.Embargo.IsZero() {
		add("embargo", d.Embargo.Format(time.RFC3339))
	}
	add("original", d.Original)
	if d.review["draft"] != "" {
		add("draft", "true")
	}
	return File{"statements/" + id + ".md", f.Bytes(d.Body)}
}

func (d *Draft) addSignatures(f *matter.File) {
	if why := d.review["signatories"]; why != "" {
		f.Comment("review: " + why)
	}
	all := make([]string, len(d.Signatures))
	for i, s := range d.Signatures {
		all[i] = matter.Scalar(s.ID)
		if s.Printed != "" {
			all[i] = fmt.Sprintf("{org: %s, as: %s}", all[i], matter.Scalar(s.Printed))
		}
		if s.Review != "" {
			all[i] += "  # review: " + matter.Clean(s.Review)
		}
	}
	f.Lines("signatories", all)
	switch {
	case d.Withheld > 0:
		f.Add("withheld", strconv.Itoa(d.Withheld))
	case len(all) == 0:
		f.List("signatories", nil)
	}
}

// scalar writes a text as YAML, even one that is empty.
func scalar(text string) string { return cmp.Or(matter.Scalar(text), `""`) }

func yaml(texts []string) []string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = matter.Scalar(t)
	}
	return all
}

// Signatories returns the files of the signatories that were not known.
func (d *Draft) Signatories() []File {
	var all []File
	for _, s := range d.New {
		var f matter.File
		f.Comment(fmt.Sprintf("review: this is all that %s says; delete this line if it is right, or the file if it is a signatory that is known by another name", s.From))
		f.Text("name", s.Name)
		f.Text("language", s.Language)
		f.Text("acronym", s.Acronym)
		f.Text("country", s.Country)
		if s.Kind != archive.Organisation {
			f.Text("kind", string(s.Kind))
		}
		all = append(all, File{"signatories/" + s.ID + ".md", f.Bytes("")})
	}
	return all
}
