package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"communique/generator/archive"
	"communique/generator/output"
	"communique/generator/permalink"
	"communique/generator/site"
)

// record adds what a build has published to permalinks.tsv, and says so. It
// reads the file again, for an editor may have changed it meanwhile. Drafts
// are no promise, nor is a preview of a time to come: an address under embargo
// would be told with the file, and be lost to every build before its day.
// Where CI is set, or the content is read-only, the file would be lost with
// the checkout. In all these but that of drafts it says what is missing. Where
// nothing is missing, the file keeps its bytes, and what a killed build left
// beside it goes all the same.
func record(w io.Writer, s source, content fs.FS, published *site.Site) error {
	if s.drafts {
		return nil
	}
	file := filepath.Join(s.content, permalink.Name)
	data, err := fs.ReadFile(content, permalink.Name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot record the new addresses in %s: %w", filepath.ToSlash(file), err)
	}
	recorded, faults := permalink.Parse(data)
	if len(faults) > 0 {
		return fmt.Errorf("%s changed while the site was being built: line %d: %s; build again", filepath.ToSlash(file), faults[0].Line, faults[0].Message)
	}
	missing := permalink.Missing(recorded, published.Permalinks())
	now, err := s.time()
	if err != nil {
		return err
	}
	for i := range missing {
		missing[i].Day = archive.DateOf(now)
	}
	if len(missing) > 0 {
		data = permalink.Format(append(recorded, missing...))
	}
	said := "commit it"
	if s.ahead(now) {
		said = "not recorded, for the time taken for now is yet to come"
	} else if os.Getenv("CI") != "" {
		said = "not recorded, for CI is set; build elsewhere, and commit it"
	} else if _, err := output.Replace(file, data); errors.Is(err, output.ErrReadOnly) {
		said = "not recorded, for the content is read-only"
	} else if err != nil {
		return fmt.Errorf("cannot record the new addresses in %s: %w\n  hint: the site is published; build again when that is mended, and they are recorded", filepath.ToSlash(file), err)
	}
	if len(missing) == 0 {
		return nil
	}
	_, err = fmt.Fprintf(w, "%s: %s; %s\n", filepath.ToSlash(file), addresses(len(missing)), said)
	return err
}

func addresses(n int) string {
	if n == 1 {
		return "1 new address"
	}
	return fmt.Sprintf("%d new addresses", n)
}
