package site

// The kinds of file that hold the archive as data. Each of a dataset is what
// the file's name ends in.
const (
	CSV         Kind = "csv"
	JSONLines   Kind = "jsonl"
	BibTeX      Kind = "bib"
	RIS         Kind = "ris"
	DataPackage Kind = "datapackage" // describes the others to programs
)

// Dataset is what some files of /data/ hold, each in a format of its own.
type Dataset struct {
	Name  string  // of the files: statements, signatories, signatures, citations
	Rows  int     // how many of them there are
	Files []*Page // one a format
}

// datasets plans what is there for those who count: what was stated, who
// signs, each signature, and how each statement is cited. They are the same
// for readers of any language.
func (s *Site) datasets() []*Dataset {
	a := s.Archive
	signatures := 0
	for _, st := range a.Statements {
		signatures += len(st.Signatures)
	}
	return []*Dataset{
		newDataset("statements", len(a.Statements), CSV, JSONLines),
		newDataset("signatories", len(a.Signatories), CSV, JSONLines),
		newDataset("signatures", signatures, CSV, JSONLines),
		newDataset("citations", len(a.Statements), BibTeX, RIS),
	}
}

func newDataset(name string, rows int, formats ...Kind) *Dataset {
	d := &Dataset{Name: name, Rows: rows}
	for _, format := range formats {
		d.Files = append(d.Files, &Page{Path: Path("/data/" + name + "." + string(format)), Kind: format, Data: d})
	}
	return d
}

// dataPages returns the files of the datasets, then the one that describes
// them.
func (s *Site) dataPages() []*Page {
	var pages []*Page
	for _, d := range s.Datasets {
		pages = append(pages, d.Files...)
	}
	return append(pages, &Page{Path: s.DataPackage(), Kind: DataPackage})
}

// DataPackage returns the address of the file that describes the datasets.
func (s *Site) DataPackage() Path { return "/data/datapackage.json" }
