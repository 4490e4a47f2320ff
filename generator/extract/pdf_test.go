package extract

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// needsPoppler skips a test where the program that reads PDFs is missing.
func needsPoppler(t *testing.T) {
	if _, err := exec.LookPath(poppler); err != nil {
		t.Skip("no pdftotext here; apt install poppler-utils")
	}
}

// typeset puts lines under one another, from a height down.
func typeset(x, y, size float64, lines ...string) page {
	var p page
	for i, line := range lines {
		p = append(p, piece{x, y + 1.2*size*float64(i), size, line})
	}
	return p
}

func TestPDF(t *testing.T) {
	needsPoppler(t)
	centre := func(y, size float64, text string) piece {
		return piece{(595 - 0.6*size*float64(len(text))) / 2, y, size, text}
	}
	prose := []string{"The representatives of the fishermen were waiting on the quay while the", "harbour was closed to them, and nobody told them for how long that would",
		"be. They went home without a word when the sun went down, and the guards", "closed the gate."}
	left := []string{"The representatives of the", "fishermen were waiting on", "the quay while the har-", "bour was closed to them,", "and nobody told them for"}
	right := []string{"how long that would be so.", "They went home without any", "word when the sun went", "down."}
	for _, c := range []struct {
		name  string
		pages []page
		want  string
	}{
		{"letterhead", []page{append(append(page{centre(60, 12, "HARBOUR WATCH"), centre(75, 12, "Guardian of the Quay"), centre(120, 18, "Statement on the Harbour")}, typeset(60, 160, 11, "For Immediate Release", "1 September 2017")...),
			typeset(60, 210, 11, prose...)...)},
			"pc HARBOUR WATCH / Guardian of the Quay\nh1c Statement on the Harbour\np For Immediate Release / 1 September 2017\np " + strings.Join(prose, " ")},
		{"columns", []page{append(append(typeset(60, 60, 11, prose...), typeset(60, 140, 11, left...)...), typeset(330, 140, 11, right...)...)},
			"p " + strings.Join(prose, " ") + "\np The representatives of the fishermen were waiting on the quay while the harbour was closed to them, and nobody told them for how long that would be so. They went home without any word when the sun went down.\n! joined words that were divided between lines: \"harbour\" (page 1, line 8)"},
		{"items", []page{append(append(append(typeset(60, 60, 11, prose...), piece{60, 130, 11, "\u2022"}, piece{80, 130, 11, "Harbour Watch, which waits on the quay, and which nobody told for how"}, piece{80, 143.2, 11, "long."}),
			piece{60, 165, 11, "\u2022"}, piece{80, 165, 11, "River Forum"}), typeset(60, 200, 11, "1. One", "2. Two")...)},
			"p " + strings.Join(prose, " ") + "\n-1 Harbour Watch, which waits on the quay, and which nobody told for how long.\n-1 River Forum\n-1#1 One\n-1#2 Two"},
		{"table", []page{append(append(typeset(60, 60, 11, prose...), typeset(60, 140, 11, "Organisation", "Harbour Watch", "River Forum")...), typeset(300, 140, 11, "Country", "Togo", "Kenya")...)},
			"p " + strings.Join(prose, " ") + "\n|1 Organisation | Country\n|2 Harbour Watch | Togo\n|3 River Forum | Kenya"},
		{"note", []page{append(typeset(60, 60, 11, prose...), piece{60 + 6.6*float64(len(prose[3])), 60 + 3*13.2 - 5, 7, "1"}, piece{60, 760, 7, "1"}, piece{66, 764, 9, "See the report of 2016."})},
			"p " + strings.Join(prose, " ") + "[^1]\n^1 See the report of 2016."},
		{"pages", []page{
			append(append(page{centre(40, 9, "Harbour Watch, Quay 1")}, typeset(60, 100, 11, prose[:2]...)...), centre(800, 9, "Page 1 of 2")),
			append(append(page{centre(40, 9, "Harbour Watch, Quay 1")}, typeset(60, 100, 11, append(prose[2:], "", "The end.")...)...), centre(800, 9, "Page 2 of 2"))},
			"pc Harbour Watch, Quay 1\np " + strings.Join(prose, " ") + "\np The end.\n! left out the numbers of pages (2)\n! left out what is repeated on several pages: \"Harbour Watch, Quay 1\""},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, must(t, "x.pdf", pdf(c.pages...)), c.want) })
	}
}

func TestPDFRefused(t *testing.T) {
	needsPoppler(t)
	refused(t, "x.pdf", pdf(page{}, page{}), "no text in the PDF (2 pages): it is a scan")
	refused(t, "x.pdf", []byte("%PDF-1.4\nand no more"), "pdftotext cannot read the PDF")
	locked := strings.Replace(string(pdf(page{{60, 60, 11, "x"}})), "/Root 1 0 R", fmt.Sprintf("/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>",
		strings.Repeat("ab", 32), strings.Repeat("cd", 32)), 1)
	refused(t, "x.pdf", []byte(locked), "protected by a password")
	t.Setenv("PATH", "")
	refused(t, "x.pdf", pdf(page{{60, 60, 11, "x"}}), "needs the program pdftotext")
}

func TestFaced(t *testing.T) {
	for line, want := range map[string]string{
		")x( (y)": "(x) (y)", "»x« (y": "«x» (y", "x": "x",
	} {
		if got := faced(line); got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

func TestTurned(t *testing.T) {
	for visual, want := range map[string]string{
		"نحن":          "نحن"[4:] + "نحن"[2:4] + "نحن"[:2],
		"(NDI)":        "(NDI)",
		".2017":        "2017.",
		"2017و":        "و2017",
		"\ufeb3\ufefc": "لاس",
	} {
		if got := turned(visual); got != want {
			t.Errorf("%q is turned to %q, want %q", visual, got, want)
		}
	}
}
