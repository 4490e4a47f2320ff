package render

import (
	"encoding/csv"
	"fmt"
	"io"

	"communique/generator/cite"
	"communique/generator/site"
)

// Stream writes the bytes of a file of a dataset, a line or record at a time,
// so that what is in memory does not grow with the archive. It returns the
// errors of w and no others. A page of any other kind is for Render, and
// panics here.
//
// Tables are CSV as RFC 4180 has it and JSON Lines, from the same fields; all
// is UTF-8. There is no byte order mark: RFC 4180 knows none, and most programs
// would take it for a part of the first column's name.
func (r *Renderer) Stream(w io.Writer, p *site.Page) error {
	switch p.Kind {
	case site.CSV:
		return r.csv(w, tables[p.Data.Name])
	case site.JSONLines:
		return r.jsonLines(w, tables[p.Data.Name])
	case site.BibTeX:
		return r.citations(w, (*cite.Work).AppendBibTeX)
	case site.RIS:
		return r.citations(w, (*cite.Work).AppendRIS)
	}
	panic(fmt.Sprintf("render: %s is no file of a dataset", p.Path))
}

// csv writes a table with a header.
func (r *Renderer) csv(w io.Writer, t *table) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(t.fields))
	for i, f := range t.fields {
		record[i] = f.name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	err := t.rows(r.site, func(x *row) error {
		for i, f := range t.fields {
			record[i] = cell(f.value(x))
		}
		return out.Write(record)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// jsonLines writes an object a row. Keys come in the order of the fields; one
// without a value is left out, as most are in most rows.
func (r *Renderer) jsonLines(w io.Writer, t *table) error {
	var line []byte
	return t.rows(r.site, func(x *row) error {
		line = append(line[:0], '{')
		for _, f := range t.fields {
			before := len(line)
			if before > 1 {
				line = append(line, ',')
			}
			line = append(append(append(line, '"'), f.name...), `":`...)
			key := len(line)
			if line = appendValue(line, f.value(x)); len(line) == key {
				line = line[:before]
			}
		}
		_, err := w.Write(append(line, "}\n"...))
		return err
	})
}

// citations writes the record of each statement, as the page has it whose
// address never changes.
func (r *Renderer) citations(w io.Writer, record func(*cite.Work, []byte) []byte) error {
	own := r.site.Languages[0]
	var b []byte
	for _, st := range r.site.Archive.Statements {
		b = record(r.work(st, st.Versions.Index(own), own), b[:0])
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}
