package render_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
	"communique/themes"
)

// rows returns what the cells of a page's tables say, those of the table
// inside the first element with a class.
func rows(d document, class string) [][]string {
	var all [][]string
	for _, tr := range d.elements["tr"] {
		inside := false
		for n := tr; n != nil; n = n.Parent {
			inside = inside || attribute(n, "class") == class
		}
		var cells []string
		for c := range tr.ChildNodes() {
			cells = append(cells, strings.TrimSpace(text(c)))
		}
		if inside && tr.Parent.Data == "tbody" {
			all = append(all, cells)
		}
	}
	return all
}

// column is one of the path of a chart: where it stands and how high it is.
var column = regexp.MustCompile(`M(\d+) 100v-(\d+)h8v(\d+)z`)

// TestChart checks that the columns of each picture of the years show the
// figures of its table.
func TestChart(t *testing.T) {
	s, r := build(t, sample(t, 120), themes.Default())
	charts := 0
	for p := range s.All {
		if p.Lang != s.Languages[0] || !isHTML(p) {
			continue
		}
		d := parse(t, page(t, r, p))
		figures := rows(d, "years")
		if len(figures) == 0 {
			if p.List != nil && len(p.List.Years) > 1 && p.Kind != site.Search && p.Kind != site.Periods {
				t.Errorf("%s: no picture of %d years", p.Path, len(p.List.Years))
			}
			continue
		}
		charts++
		var drawn string
		for _, n := range d.elements["path"] {
			if column.MatchString(attribute(n, "d")) {
				drawn = attribute(n, "d")
			}
		}
		most, sum := 0, 0
		for _, row := range figures {
			n, err := strconv.Atoi(row[1])
			if err != nil {
				t.Fatalf("%s: %q", p.Path, row)
			}
			most, sum = max(most, n), sum+n
		}
		if sum != p.List.Standing {
			t.Errorf("%s: the table has %d statements of %d", p.Path, sum, p.List.Standing)
		}
		var want strings.Builder
		for i, row := range figures {
			if n, _ := strconv.Atoi(row[1]); n > 0 {
				fmt.Fprintf(&want, "M%d 100v-%[2]dh8v%[2]dz", 10*i+1, max(2, 100*n/most))
			}
		}
		if drawn != want.String() {
			t.Errorf("%s: drawn is %s\nthe table says %s", p.Path, drawn, want.String())
		}
	}
	if charts < 30 {
		t.Errorf("only %d pictures", charts)
	}
}

// TestMap checks that each country with statements is a link on the map, and
// in the list with the same figure.
func TestMap(t *testing.T) {
	s, r := build(t, sample(t, 120), themes.Default())
	d := parse(t, pageAt(t, s, r, "/countries/"))
	onMap, inList, inTable := map[string]string{}, map[string]string{}, map[string]string{}
	for _, n := range d.elements["a"] {
		href := attribute(n, "href")
		switch {
		case !strings.HasPrefix(href, "/countries/") || href == "/countries/":
		case n.Namespace == "svg":
			name, count, _ := strings.Cut(text(n), ": ")
			onMap[href] = name + " " + count
			if attribute(n, "tabindex") != "-1" {
				t.Errorf("%s is on the way of the keyboard twice", href)
			}
		case n.Parent.Data == "th":
			inTable[href] = text(n.Parent) + " " + text(n.Parent.Parent.LastChild)
		default:
			if got := strings.Fields(text(n.Parent)); got[len(got)-1] != "0" {
				inList[href] = strings.Join(got, " ")
			}
		}
	}
	if len(onMap) < 30 {
		t.Errorf("only %d countries on the map", len(onMap))
	}
	if !maps.Equal(inList, inTable) {
		t.Errorf("the list has %v\nthe table %v", inList, inTable)
	}
	for href, want := range inList {
		if onMap[href] != want {
			t.Errorf("%s is %q in the list, %q on the map", href, want, onMap[href])
		}
		delete(onMap, href)
	}
	if len(onMap) > 0 {
		t.Errorf("not in the list: %v", onMap)
	}
}

// TestNetworkPicture checks that the picture has a dot for each signatory of the
// table, and a line for each row, between the right dots.
func TestNetworkPicture(t *testing.T) {
	s, r := build(t, sample(t, 60), themes.Default())
	for _, path := range []site.Path{"/signatories/", "/fr/signatories/"} {
		d := parse(t, pageAt(t, s, r, path))
		at := map[string]string{} // href by place
		for _, n := range d.elements["circle"] {
			place := attribute(n, "cx") + " " + attribute(n, "cy")
			if at[place] != "" {
				t.Errorf("%s: two dots at %s", path, place)
			}
			at[place] = attribute(n.Parent, "href")
		}
		var drawn, told []string
		for _, n := range d.elements["line"] {
			drawn = append(drawn, at[attribute(n, "x1")+" "+attribute(n, "y1")]+" "+at[attribute(n, "x2")+" "+attribute(n, "y2")])
		}
		for _, tr := range d.elements["tr"] {
			var links []string
			for n := range tr.Descendants() {
				if n.Data == "a" {
					links = append(links, attribute(n, "href"))
				}
			}
			if len(links) == 2 {
				told = append(told, strings.Join(links, " "))
			}
		}
		if len(drawn) < 40 || !slices.Equal(drawn, told) {
			t.Errorf("%s: drawn are %d lines %q\ntold are %d %q", path, len(drawn), drawn, len(told), told)
		}
	}
}

// TestRanking checks that the bars beside a signatory's closest co-signatories
// are as long as their numbers say.
func TestRanking(t *testing.T) {
	s, r := build(t, sample(t, 120), themes.Default())
	p := s.Leading[site.Signatory][0]
	d := parse(t, pageAt(t, s, r, s.ListIn(p.Subject, site.Period{}, s.Languages[0])))
	var table *html.Node
	for _, n := range d.elements["table"] {
		if attribute(n, "class") == "ranking" {
			table = n
			break
		}
	}
	if table == nil {
		t.Fatal("no ranking")
	}
	most, seen := 0, 0
	for tr := range table.Descendants() {
		if tr.Data != "tr" || tr.Parent.Data != "tbody" {
			continue
		}
		count, err := strconv.Atoi(text(tr.LastChild))
		if err != nil {
			t.Fatal(err)
		}
		most, seen = max(most, count), seen+1
		for n := range tr.Descendants() {
			if n.Data == "path" {
				if want := fmt.Sprintf("M0 0h%dv8H0z", max(1, (100*count+most/2)/most)); attribute(n, "d") != want {
					t.Errorf("%d of %d is %s, want %s", count, most, attribute(n, "d"), want)
				}
			}
		}
	}
	if seen < 5 {
		t.Errorf("only %d co-signatories", seen)
	}
}

// TestCitationOnPage checks that a statement's page offers its citation in
// three formats, as text and to save, without a file for either.
func TestCitationOnPage(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	d := parse(t, pageAt(t, s, r, "/statements/2017/joint-call"))
	var shown, saved []string
	for _, n := range d.elements["pre"] {
		shown = append(shown, text(n))
	}
	for _, n := range d.elements["a"] {
		if attribute(n, "download") == "" {
			continue
		}
		u, err := url.Parse(attribute(n, "href"))
		if err != nil || u.Scheme != "data" {
			t.Fatalf("%q: %v", attribute(n, "href"), err)
		}
		_, data, _ := strings.Cut(u.Opaque, ",")
		decoded, err := url.PathUnescape(data)
		if err != nil {
			t.Fatal(err)
		}
		saved = append(saved, decoded)
	}
	// HTML makes one line end of CR and LF.
	lines := strings.NewReplacer("\r\n", "\n")
	for i := range saved {
		if i >= len(shown) || lines.Replace(saved[i]) != shown[i] {
			t.Errorf("saved is %q, shown %q", saved[i], shown[i])
		}
	}
	if len(saved) != 3 || !strings.HasPrefix(saved[0], "@techreport{") || !strings.HasPrefix(saved[1], "TY  - RPRT\r\n") || !json.Valid([]byte(saved[2])) {
		t.Errorf("saved: %q", saved)
	}
}

// TestOpenSearch checks the OpenSearch description of each language.
func TestOpenSearch(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	for lang, path := range map[string]site.Path{"en": "/opensearch.xml", "fr": "/fr/opensearch.xml"} {
		var d struct {
			XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
			ShortName   string
			Description string
			Language    string
			Urls        []struct {
				Type     string `xml:"type,attr"`
				Template string `xml:"template,attr"`
			} `xml:"Url"`
		}
		if err := xml.Unmarshal([]byte(pageAt(t, s, r, path)), &d); err != nil {
			t.Fatal(err)
		}
		if n := len([]rune(d.ShortName)); n == 0 || n > 16 || d.Description == "" || d.Language != lang || len(d.Urls) == 0 {
			t.Errorf("%s: %+v", path, d)
		}
		page := s.Base.URL(s.Index(site.Search, lang))
		if got := d.Urls[0]; got.Type != "text/html" || !strings.HasPrefix(got.Template, page+"?q={searchTerms}") {
			t.Errorf("%s: %+v", path, got)
		}
	}
}

// TestHeaders checks that hosts are told to allow nothing but the site's own
// styles and pictures.
func TestHeaders(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	got := pageAt(t, s, r, "/_headers")
	for _, want := range []string{"\n  Content-Security-Policy: default-src 'none'; ", "\n  X-Content-Type-Options: nosniff\n", "\n  Referrer-Policy: no-referrer\n", "\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if strings.Contains(got, "unsafe") || strings.Contains(got, "script-src") || !strings.HasPrefix(got, "/*\n") {
		t.Errorf("headers: %s", got)
	}
}
