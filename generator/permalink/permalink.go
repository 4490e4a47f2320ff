// Package permalink reads and writes permalinks.tsv, the record of every
// address that the archive ever published.
//
// A line is an address, a tab, the id of the record that it belongs to, a tab,
// and the day on which it was first published:
//
//	/countries/kh/	countries/kh	2026-01-01
//	/statements/2017/slug	statements/2017/slug	2026-01-01
//
// Addresses are those of the site, unescaped, without host and the path that
// it may lie under. The id is "-" for what belongs to the archive as a whole.
// Empty lines and lines that begin with # are passed over. Lines may stand in
// any order, since those of two branches may have been put together by git or
// by hand; they are written sorted by the bytes of the address, so that two
// branches change different places. Text is UTF-8 in Unicode NFC; lines end in
// a line feed. What Windows puts in, a byte order mark before the first line
// and a carriage return at the end of each, is passed over, and not written.
//
// What is refused: a line of another form, an address or id with an empty,
// "." or ".." element, a control character, a day that is none of the
// calendar, and an address that stands twice.
package permalink

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"communique/generator/archive"
)

// Name is the file's name in the content folder.
const Name = "permalinks.tsv"

// None is the id of what belongs to no single record.
const None = "-"

const header = `# Every address that was ever published, the record that it belongs to, and
# the day. The build adds to it; commit it with the texts. Delete no line but
# where a build asks for it: one that would lose an address fails, and says how
# to bring it back.
`

// Fault is a line that cannot be taken. Column counts code points from 1.
type Fault struct {
	Line, Column uint32
	Twice        uint32 // the line that has the address already; 0 for a fault of form
	Message      string
}

// Parse reads the file. It returns the lines that are in order, sorted by
// address, and the faults of all others in the order of the file.
func Parse(data []byte) ([]archive.Permalink, []Fault) {
	var all []archive.Permalink
	var faults []Fault
	seen := map[string]uint32{}
	number := uint32(0)
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		number++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		p, column, err := parse(line)
		p.Line = number
		switch first := seen[p.Address]; {
		case err != nil:
			faults = append(faults, Fault{Line: number, Column: column, Message: err.Error()})
		case first > 0:
			faults = append(faults, Fault{Line: number, Column: 1, Twice: first, Message: fmt.Sprintf("address %q stands twice", p.Address)})
		default:
			seen[p.Address] = number
			all = append(all, p)
		}
	}
	sort(all)
	return all, faults
}

// parse reads one line. With an error it returns the column of the part that
// is wrong.
func parse(line string) (archive.Permalink, uint32, error) {
	address, rest, ok := strings.Cut(line, "\t")
	id, day, ok2 := strings.Cut(rest, "\t")
	if !ok || !ok2 {
		return archive.Permalink{}, 1, errors.New("not an address, an id and a day with a tab between them")
	}
	if err := checkAddress(address); err != nil {
		return archive.Permalink{}, 1, err
	}
	column := uint32(utf8.RuneCountInString(address)) + 2
	if err := checkID(id); err != nil {
		return archive.Permalink{}, column, err
	}
	column += uint32(utf8.RuneCountInString(id)) + 1
	date, err := archive.ParseDate(day)
	if err != nil {
		return archive.Permalink{}, column, fmt.Errorf("impossible date %q", day)
	}
	return archive.Permalink{Address: address, ID: id, Day: date}, 0, nil
}

func checkAddress(address string) error {
	inner, ok := strings.CutPrefix(address, "/")
	if !ok || !wellFormed(address) || inner != "" && !clean(strings.TrimSuffix(inner, "/")) {
		return fmt.Errorf("%q is no address of a site", address)
	}
	return nil
}

// folders are those that ids begin with.
var folders = []string{"statements", "signatories", "countries", "topics", "pages"}

func checkID(id string) error {
	folder, rest, _ := strings.Cut(id, "/")
	if id != None && (!slices.Contains(folders, folder) || !clean(rest) || !wellFormed(id)) {
		return fmt.Errorf("%q is no record's id", id)
	}
	return nil
}

func wellFormed(s string) bool {
	return utf8.ValidString(s) && norm.NFC.IsNormalString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// clean reports whether no element of a path is empty or leads elsewhere.
func clean(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "" || element == "." || element == ".." {
			return false
		}
	}
	return true
}

// Format writes the file: a header, then the lines in order.
func Format(all []archive.Permalink) []byte {
	all = slices.Clone(all)
	sort(all)
	size := len(header)
	for _, p := range all {
		size += len(p.Address) + len(p.ID) + len("\t\t2006-01-02\n")
	}
	b := append(make([]byte, 0, size), header...)
	for _, p := range all {
		b = append(append(append(append(b, p.Address...), '\t'), p.ID...), '\t')
		b = append(p.Day.AppendISO(b), '\n')
	}
	return b
}

// Missing returns those of the addresses that are not recorded. Both must be
// sorted by address, and have each once.
func Missing(recorded, addresses []archive.Permalink) []archive.Permalink {
	var missing []archive.Permalink
	for _, p := range addresses {
		for len(recorded) > 0 && recorded[0].Address < p.Address {
			recorded = recorded[1:]
		}
		if len(recorded) == 0 || recorded[0].Address != p.Address {
			missing = append(missing, p)
		}
	}
	return missing
}

func sort(all []archive.Permalink) {
	slices.SortFunc(all, func(x, y archive.Permalink) int { return strings.Compare(x.Address, y.Address) })
}
