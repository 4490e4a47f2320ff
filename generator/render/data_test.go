package render_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"communique/generator/archive"
	"communique/generator/site"
	"communique/themes"
)

// TestSignaturesFile holds the list of edges of the valid archive, byte for
// byte.
func TestSignaturesFile(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	want := `statement,date,position,signatory,name,country,signed,withdrawn,note
2017/joint-call,2017-09-01,1,first-watch,First Watch,KH,,,
2017/joint-call,2017-09-01,2,second-network,SECOND NETWORK,,2017-09-04,,
2017/joint-call,2017-09-01,3,third-person,Third Person,,,2018-01-10,asked for it
2016/earlier-call,2016-05-03,1,first-watch,Zeroth Watch,KH,,,
2016/earlier-call,2016-05-03,2,third-person,Third Person,,,,
`
	if got := pageAt(t, s, r, "/data/signatures.csv"); got != strings.ReplaceAll(want, "\n", "\r\n") {
		t.Errorf("%q", got)
	}
}

// TestStatementLine holds a line of JSON Lines, with a value of each type.
func TestStatementLine(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	got, _, _ := strings.Cut(pageAt(t, s, r, "/data/statements.jsonl"), "\n")
	want := `{"id":"2017/joint-call","url":"https://archive.example/statements/2017/joint-call","date":"2017-09-01",` +
		`"title":"Joint call on a test","language":"en","translations":{"fr":"Appel commun sur un essai"},"text":"full",` +
		`"countries":["KH"],"topics":["media-freedom"],"signatories":2,"withheld":2,"place":"Testville","addressees":["Everyone"],` +
		`"release":"immediate","original":"https://archive.example/files/2017/joint-call/original.pdf","corrections":1,"updated":"2018-01-10"}`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// archives are contents whose data is checked.
func archives(t *testing.T) map[string]fs.FS {
	all := map[string]fs.FS{"valid": valid, "sample": sample(t, 60), "empty": written(t, "")}
	for name, text := range texts {
		all[name] = written(t, everywhere(t, text))
	}
	for name, text := range map[string]string{
		"formula": `=cmd|'/c calc'!A1`, "sum": `@SUM(1+1)*cmd`, "minus": "-1+2", "wide": "＋1", "apostrophe": "'=1", "commas": `"a", "b"; c|d`,
		"rtl": "\u200fالعربية, \u200f=1", "back": `\"`, "dates": "2017-09-01", "number": "+4",
	} {
		all[name] = written(t, everywhere(t, text))
	}
	return all
}

// descriptor is what is read of a datapackage.json.
type descriptor struct {
	Profile, Name, Title string
	Licenses             []struct{ Title, Path string }
	Resources            []resource
}

type resource struct {
	Name, Path, Profile, Format string
	Schema                      struct {
		Fields []struct {
			Name, Type, Description string
			Constraints             struct{ Required bool }
		}
		PrimaryKey  []string
		ForeignKeys []struct {
			Fields    []string
			Reference struct {
				Resource string
				Fields   []string
			}
		}
	}
}

// row is a line of JSON Lines, by key.
type row map[string]any

// TestData reads the tables of many archives as researchers do, and compares
// CSV, JSON Lines, the schema that describes them, the plan and the archive.
func TestData(t *testing.T) {
	for name, content := range archives(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := build(t, content, themes.Default())
			var d descriptor
			if err := json.Unmarshal([]byte(pageAt(t, s, r, "/data/datapackage.json")), &d); err != nil {
				t.Fatal(err)
			}
			tables := map[string][]row{}
			var paths []string
			for _, res := range d.Resources {
				paths = append(paths, "/data/"+res.Path)
				if res.Profile == "tabular-data-resource" {
					rows := readJSONLines(t, pageAt(t, s, r, site.Path("/data/"+res.Name+".jsonl")), &res)
					compareCSV(t, pageAt(t, s, r, site.Path("/data/"+res.Path)), rows, &res)
					tables[res.Name] = rows
				}
			}
			var planned []string
			for _, set := range s.Datasets {
				for _, p := range set.Files {
					planned = append(planned, string(p.Path))
				}
				if rows, ok := tables[set.Name]; ok && len(rows) != set.Rows {
					t.Errorf("%s: %d rows, %d planned", set.Name, len(rows), set.Rows)
				}
			}
			if !slices.Equal(paths, planned) || len(tables) != 3 {
				t.Errorf("%d tables, resources %q, want %q", len(tables), paths, planned)
			}
			for _, res := range d.Resources {
				checkKeys(t, &res, tables)
			}
			checkRecords(t, s.Archive, tables)
		})
	}
}

// readJSONLines reads the rows, whose keys must be in the order of the fields.
func readJSONLines(t *testing.T, src string, res *resource) []row {
	t.Helper()
	rows := []row{}
	for line := range strings.Lines(src) {
		var x row
		if err := json.Unmarshal([]byte(line), &x); err != nil || !strings.HasSuffix(line, "}\n") {
			t.Fatalf("%s: %.200q: %v", res.Name, line, err)
		}
		rest, keys := line, 0
		for _, f := range res.Schema.Fields {
			v, ok := x[f.Name]
			if f.Constraints.Required && !ok {
				t.Errorf("%s: a row without %s: %.200q", res.Name, f.Name, line)
			}
			if !ok {
				continue
			}
			keys++
			if v == nil || v == "" {
				t.Errorf("%s: %s has no value and is there: %.200q", res.Name, f.Name, line)
			}
			_, after, found := strings.Cut(rest, quote(t, f.Name)+":")
			if !found {
				t.Errorf("%s: %s is out of order: %.200q", res.Name, f.Name, line)
			}
			rest = after
		}
		if len(x) != keys {
			t.Errorf("%s: a key that is no field: %.200q", res.Name, line)
		}
		rows = append(rows, x)
	}
	return rows
}

// compareCSV reads a CSV file, which must say the same as the rows.
func compareCSV(t *testing.T, src string, rows []row, res *resource) {
	t.Helper()
	if strings.Count(src, "\n") != strings.Count(src, "\r\n") || strings.HasPrefix(src, "\ufeff") {
		t.Errorf("%s: a line that does not end in CR LF, or a byte order mark", res.Path)
	}
	records, err := csv.NewReader(strings.NewReader(src)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", res.Path, err)
	}
	if len(records) != len(rows)+1 {
		t.Fatalf("%s: %d rows, JSON Lines has %d", res.Path, len(records)-1, len(rows))
	}
	for i, f := range res.Schema.Fields {
		if len(records[0]) != len(res.Schema.Fields) || records[0][i] != f.Name || f.Description == "" {
			t.Fatalf("%s: the header is %q, without %s at %d", res.Path, records[0], f.Name, i)
		}
		for n, x := range rows {
			cell := records[n+1][i]
			if !sameValue(t, f.Type, cell, x[f.Name]) {
				t.Errorf("%s: %s is %.200q, JSON Lines has %.200v", res.Path, f.Name, cell, x[f.Name])
			}
		}
	}
}

// sameValue reports whether a cell is right for a type of Table Schema, safe in
// a spreadsheet, and the same as a value of JSON.
func sameValue(t *testing.T, kind, cell string, value any) bool {
	t.Helper()
	if cell == "" || value == nil {
		return cell == "" && value == nil
	}
	switch kind {
	case "integer":
		n, err := json.Number(cell).Int64()
		return err == nil && float64(n) == value
	case "date":
		_, err := time.Parse(time.DateOnly, cell)
		return err == nil && cell == value
	case "string":
		const starts = "=+-@＝＋－＠"
		if bare := strings.TrimLeft(cell, "'"); bare != "" && strings.ContainsRune(starts, []rune(bare)[0]) {
			if bare == cell {
				return false
			}
			cell = cell[1:]
		}
		if list, ok := value.([]any); ok {
			var parts []any
			for part := range strings.SplitSeq(cell, ";") {
				parts = append(parts, part)
			}
			return slices.Equal(parts, list)
		}
		return cell == value
	}
	var read any
	if err := json.Unmarshal([]byte(cell), &read); err != nil {
		return false
	}
	_, isArray := read.([]any)
	return isArray == (kind == "array") && reflect.DeepEqual(read, value)
}

// checkKeys checks that the primary key tells rows apart, and that every
// foreign key leads to a row.
func checkKeys(t *testing.T, res *resource, tables map[string][]row) {
	t.Helper()
	key := func(x row, fields []string) string {
		var all []any
		for _, f := range fields {
			all = append(all, x[f])
		}
		return fmt.Sprintf("%q", all)
	}
	rows, seen := tables[res.Name], map[string]bool{}
	for _, x := range rows {
		k := key(x, res.Schema.PrimaryKey)
		if seen[k] || len(res.Schema.PrimaryKey) == 0 {
			t.Errorf("%s: two rows are %s", res.Path, k)
		}
		seen[k] = true
	}
	for _, foreign := range res.Schema.ForeignKeys {
		there := map[string]bool{}
		for _, x := range tables[cmp.Or(foreign.Reference.Resource, res.Name)] {
			there[key(x, foreign.Reference.Fields)] = true
		}
		for _, x := range rows {
			if x[foreign.Fields[0]] != nil && !there[key(x, foreign.Fields)] {
				t.Errorf("%s: %s leads nowhere", res.Path, key(x, foreign.Fields))
			}
		}
	}
}

// checkRecords compares what tells most with the archive.
func checkRecords(t *testing.T, a *archive.Archive, tables map[string][]row) {
	t.Helper()
	var got, want [][]any
	note := func(table string, fields ...string) {
		for _, x := range tables[table] {
			var values []any
			for _, f := range fields {
				values = append(values, x[f])
			}
			got = append(got, values)
		}
	}
	optional := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	note("statements", "id", "title", "date", "place", "signatories", "withheld", "retracted", "updated")
	note("signatures", "statement", "signatory", "position", "withdrawn", "note")
	note("signatories", "id", "name", "acronym", "successor", "country")
	for _, st := range a.Statements {
		retracted := ""
		if st.Retracted != nil {
			retracted = st.Retracted.Date.String()
		}
		want = append(want, []any{st.ID, st.Versions.Original().Title, st.Date.String(), optional(st.Place),
			float64(st.CountStanding()), float64(st.Withheld), optional(retracted), st.Updated().String()})
	}
	for _, st := range a.Statements {
		for i, g := range st.Signatures {
			want = append(want, []any{st.ID, g.To.ID, float64(i + 1), optional(g.Withdrawn.String()), optional(g.Note)})
		}
	}
	for _, g := range a.Signatories {
		successor, country := "", ""
		if g.Successor.To != nil {
			successor = g.Successor.To.ID
		}
		if g.Country.To != nil {
			country = g.Country.To.Code
		}
		want = append(want, []any{g.ID, g.Name, optional(g.Acronym), optional(successor), optional(country)})
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows in all, want %d", len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%.200q, want %.200q", got[i], want[i])
		}
	}
}
