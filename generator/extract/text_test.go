package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"wrapped", "The representatives of the fishermen were waiting on the quay while the\nharbour was closed to them, and nobody told them for how long it would be.\nThey went home.\n\nAnother paragraph.\n",
			"p The representatives of the fishermen were waiting on the quay while the harbour was closed to them, and nobody told them for how long it would be. They went home.\np Another paragraph."},
		{"broken on purpose", "For Immediate Release\r\nSeptember 1, 2017\r\n\r\nHARBOUR WATCH\r\nGuardian of the quay\r\n",
			"p For Immediate Release / September 1, 2017\np HARBOUR WATCH / Guardian of the quay"},
		{"never wrapped", longLine + "\n" + longLine + "\nSigned:\nHarbour Watch\n", "p " + longLine + "\np " + longLine + "\np Signed: / Harbour Watch"},
		{"indented", "  The representatives of the fishermen were waiting on the quay while the\nharbour was closed to them, and nobody told them for how long it would\nbe so.\n  They went home, without a word, and the harbour was closed behind them by\nthe guards.\n",
			"p The representatives of the fishermen were waiting on the quay while the harbour was closed to them, and nobody told them for how long it would be so.\np They went home, without a word, and the harbour was closed behind them by the guards."},
		{"hyphens", "The representatives of the fishermen were waiting on the quay and the har-\nbour was closed to them by the guards, as the law that they call the long-\nstanding one has it; and to all of the guests of the Franco-\nGerman governor, who came for the long-standing quarrel and its self-\nmade fishermen, and for the election-\nrelated one. The election was related.\n",
			"p The representatives of the fishermen were waiting on the quay and the harbour was closed to them by the guards, as the law that they call the long-standing one has it; and to all of the guests of the Franco-German governor, who came for the long-standing quarrel and its self-made fishermen, and for the election-related one. The election was related.\n! joined words that were divided between lines: \"harbour\" (line 2)\n! kept the hyphen between lines in \"self-made\" (line 5), \"election-related\" (line 6)"},
		{"addresses", "The representatives of the fishermen were waiting at https://example.org/the-\nharbour/of-the-fishermen/ and nobody told them for how long they would.\nNobody knew that the address is in a report at https://example.org/report/\npages.html either.\n",
			"p The representatives of the fishermen were waiting at https://example.org/the-harbour/of-the-fishermen/ and nobody told them for how long they would. Nobody knew that the address is in a report at https://example.org/report/pages.html either."},
		{"lists", "We demand:\n\n1. that the harbour be opened to the fishermen of the coast without delay\n   and without any fee;\n2) second;\n   - inner\n\n   More of the second.\n\n• Harbour Watch\n• River Forum\n",
			"p We demand:\n-1#1 that the harbour be opened to the fishermen of the coast without delay and without any fee;\n-1#2 second;\n-2 inner\np1 More of the second.\n-1 Harbour Watch\n-1 River Forum"},
		{"headings", "The Title\n=========\n\nA part\n------\nText.\n\n-----\n\nMore.\n", "h1 The Title\nh2 A part\np Text.\n___ \np More."},
		{"quoted", "He wrote:\n> The harbour\n> is closed.\n>> By whom?\n", "p He wrote:\n>1 The harbour / is closed.\n>2 By whom?"},
		{"table", "Organisation      Country\nHarbour Watch     Togo\nRiver Forum (RF)  Kenya\n", "|1 Organisation | Country\n|2 Harbour Watch | Togo\n|3 River Forum (RF) | Kenya"},
		{"tabs", "Harbour Watch\tTogo\nRiver Forum\tKenya\n", "|1 Harbour Watch | Togo\n|2 River Forum | Kenya"},
		{"notes", "The law[1] and the order [2].\n\n[1] Of 2016.\n[2] Of 2017, see [1].\n", "p The law[^1] and the order [^2].\n^1 Of 2016.\n^2 Of 2017, see [1]."},
		{"notes apart", "The law[1] and the order [2].\n\n[1] Of 2016.\n\n[2] Of 2017.\n", "p The law[^1] and the order [^2].\n^1 Of 2016.\n^2 Of 2017."},
		{"marks", "a * b, # no heading\n+ x\n", "p a \\* b, # no heading / \\+ x"},
		{"pages", "HARBOUR WATCH\n\nThe representatives of the fishermen were waiting on the quay while the\n\n1\n\fHARBOUR WATCH\n\nharbour was closed to them.\n\nThe end.\n\n2\n",
			"p HARBOUR WATCH\np The representatives of the fishermen were waiting on the quay while the harbour was closed to them.\np The end.\n! left out the numbers of pages (2)\n! left out what is repeated on several pages: \"HARBOUR WATCH\""},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.txt", []byte(c.text)), c.want) })
	}
}

const longLine = "The representatives of the fishermen were waiting on the quay while the harbour was closed to them, and nobody told them for how long it would be so or why."

func TestCharacters(t *testing.T) {
	encode := func(e interface{ String(string) (string, error) }, text string) []byte {
		s, err := e.String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(s)
	}
	russian := "Заявление организаций гражданского общества"
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"UTF-8", []byte("Déclaration"), "p Déclaration"},
		{"mark", []byte("\xef\xbb\xbfDéclaration"), "p Déclaration"},
		{"UTF-16", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), "Déclaration"), "p Déclaration"},
		{"UTF-16 BE", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), russian), "p " + russian},
		{"UTF-16 without a mark", encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), "Statement"), "p Statement\n! nothing in the file says how its characters are written; read it as UTF-16"},
		{"western", encode(charmap.Windows1252.NewEncoder(), "Déclaration “commune”"), "p Déclaration “commune”\n! nothing in the file says how its characters are written; read it as Windows-1252 (Western European)"},
		{"Cyrillic", encode(charmap.Windows1251.NewEncoder(), russian), "p " + russian + "\n! nothing in the file says how its characters are written; read it as Windows-1251 (Cyrillic)"},
		{"KOI8-R", encode(charmap.KOI8R.NewEncoder(), russian), "p " + russian + "\n! nothing in the file says how its characters are written; read it as KOI8-R (Cyrillic)"},
		{"Arabic", encode(charmap.Windows1256.NewEncoder(), "بيان مشترك"), "p بيان مشترك\n! nothing in the file says how its characters are written; read it as Windows-1256 (Arabic)"},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.txt", c.data), c.want) })
	}
	refused(t, "x.txt", []byte("a\n\x81\x8d\n"), "line 2: cannot tell how its characters are written")
	refused(t, "x.txt", []byte("a\x00b\x00\x00"), "zero bytes")
	refused(t, "x.txt", []byte("%PDF-1.4"), "it is a PDF")
	refused(t, "x.txt", []byte(" \n"), "there is no text in it")
	refused(t, "x.txt", []byte(strings.Repeat("\n", maxRows+1)), "longer than a statement")
	refused(t, "x.html", []byte(strings.Repeat("<p>", 100_001)), "more parts than")
	refused(t, "x.odt", []byte("x"), `cannot read ".odt"`)
	refused(t, "x.jpg", []byte("x"), "a picture has no text")
	refused(t, "x", []byte("x"), `cannot read ""`)
}
