package extract

import (
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestSame checks that a text gives the same blocks in whatever format it comes:
// as mail that is broken after 72 characters, as a page, as a Word file, and as
// a PDF of several pages with heads and numbers.
func TestSame(t *testing.T) {
	needsPoppler(t)
	r := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("the representatives of fishermen were waiting on quay while harbour was closed and nobody told them how long it would be so (again) Kenya's law, 2017 Déclaration « commune » — self-made")
	for round := range 12 {
		var texts []string
		items := map[int]bool{}
		for n := range 4 + r.IntN(12) {
			var text []string
			for range 20 + r.IntN(120) {
				text = append(text, words[r.IntN(len(words))])
			}
			texts = append(texts, "The "+strings.Join(text, " ")+" end.")
			items[n] = n > 0 && r.IntN(4) == 0
		}
		want := ""
		for n, text := range texts {
			kind := "p "
			if items[n] {
				kind = "-1 "
			}
			want += kind + text + "\n"
		}
		for name, data := range formats(texts, items) {
			d := must(t, name, data)
			d.Remarks = nil
			got := ""
			for _, b := range d.Blocks {
				kind := "p "
				if b.Kind == Item {
					kind = fmt.Sprintf("-%d ", b.Level)
				}
				got += kind + strings.Join(b.Lines, " / ") + "\n"
			}
			if got != want {
				t.Fatalf("round %d, %s:\n%s\nwant:\n%s", round, name, got, want)
			}
		}
	}
}

// formats writes a text in every format.
func formats(texts []string, items map[int]bool) map[string][]byte {
	mail, web, word := "", "<!doctype html><body>", ""
	var sheet []string
	for n, text := range texts {
		lead, inner := "", ""
		if items[n] {
			lead, inner = "- ", "  "
		}
		mail += lead + strings.Join(wrap(text, 72-len(lead)), "\n"+inner) + "\n\n"
		for i, line := range wrap(text, 70-len(lead)) {
			if i == 0 {
				sheet = append(sheet, lead+line)
			} else {
				sheet = append(sheet, inner+line)
			}
		}
		sheet = append(sheet, "")
		if items[n] {
			web += "<ul><li>" + html.EscapeString(text) + "</ul>"
			word += wp(`<w:numPr><w:numId w:val="1"/></w:numPr>`, text)
		} else {
			web += "<p>" + html.EscapeString(text) + "</p>\n"
			word += wp("", text)
		}
	}
	var pages []page
	for lines := range slices.Chunk(sheet, 45) {
		p := typeset(60, 90, 11, lines...)
		if len(pages) > 0 && len(sheet) > 2*45 {
			p = append(p, piece{60, 40, 9, "Statement of the Harbour Watch"})
		}
		pages = append(pages, append(p, piece{290, 800, 9, fmt.Sprint(len(pages) + 1)}))
	}
	return map[string][]byte{"x.txt": []byte(mail), "x.html": []byte(web), "x.docx": docx(word, nil), "x.pdf": pdf(pages...)}
}

// wrap breaks a text into lines of at most a number of characters.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len([]rune(line+" "+word)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
