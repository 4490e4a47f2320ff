package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	typedNote      = regexp.MustCompile(`^\\?\[(\d{1,3})\\?\]\s+`)
	typedReference = regexp.MustCompile(`\\?\[(\d{1,3})\\?\]`)
)

// typedNotes makes footnotes of what was typed as such: paragraphs at the end
// that begin with [1], [2] and so on, where the text refers to each of them.
func (d *Document) typedNotes() {
	if len(d.Notes) > 0 {
		return
	}
	from := len(d.Blocks)
	for from > 0 && d.Blocks[from-1].Kind == Paragraph && typedNote.MatchString(d.Blocks[from-1].Lines[0]) {
		from--
	}
	found := map[string]bool{}
	for _, b := range d.Blocks[:from] {
		for _, m := range typedReference.FindAllStringSubmatch(strings.Join(b.Lines, " "), -1) {
			found[m[1]] = true
		}
	}
	var notes []Note
	for _, b := range d.Blocks[from:] {
		for i, markdown := range strings.Split(b.Markdown, "\\\n") {
			if m := typedNote.FindStringSubmatch(b.Lines[i]); m != nil {
				notes = append(notes, Note{Label: m[1]})
			}
			n := &notes[len(notes)-1]
			n.Text = strings.TrimSpace(n.Text + "\n" + typedNote.ReplaceAllString(b.Lines[i], ""))
			n.Markdown = strings.TrimPrefix(n.Markdown+"\\\n"+typedNote.ReplaceAllString(markdown, ""), "\\\n")
		}
	}
	for i, n := range notes {
		if n.Text == "" || n.Label != strconv.Itoa(i+1) || !found[n.Label] {
			return
		}
	}
	d.Notes = notes
	d.Blocks = slices.Clip(d.Blocks[:from])
	for i := range d.Blocks {
		d.Blocks[i].refer(len(notes))
	}
}

// refer makes references of the numbers that were typed, up to a number.
func (b *Block) refer(last int) {
	with := func(text, form string) string {
		return typedReference.ReplaceAllStringFunc(text, func(s string) string {
			number := typedReference.FindStringSubmatch(s)[1]
			if n, _ := strconv.Atoi(number); n < 1 || n > last || strconv.Itoa(n) != number {
				return s
			}
			return strings.ReplaceAll(form, "1", number)
		})
	}
	var lines []string
	for _, line := range b.Lines {
		if line = plain(with(line, "")); line == "" && b.Kind != Row {
			return // a line that is nothing else refers from nowhere
		}
		lines = append(lines, line)
	}
	b.Lines, b.Markdown = lines, with(b.Markdown, "[^1]")
}
