package archive

import "communique/generator/diag"

// Permalink is an address that was published once, as permalinks.tsv has it.
type Permalink struct {
	Address string // on the site, unescaped: /statements/2017/slug
	ID      string // of its record, such as statements/2017/slug; "-" where it is the archive's
	Day     Date   // on which it was first published
	Line    uint32 // of the file; 0 for one that is not in it yet
}

// Former is an address that a text had before (redirect_from). One that ends
// in a slash stands for all that was ever published below it.
type Former struct {
	Address string
	At      diag.Pos
}
