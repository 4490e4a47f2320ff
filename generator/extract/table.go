package extract

import "strings"

// table returns the blocks of a table, given the blocks of each cell of each
// row. Where every cell has at most a paragraph, and there are rows and columns
// of them, it is a table, and its rows are. Otherwise the table only puts things
// beside each other, as letterheads and columns of signatures are put: then the
// blocks follow one another.
func table(rows [][][]Block) []Block {
	var blocks []Block
	if !tabular(rows) {
		for _, row := range rows {
			for _, cell := range row {
				blocks = append(blocks, cell...)
			}
		}
		return blocks
	}
	for _, row := range rows {
		b := Block{Kind: Row, Level: 1 + len(blocks), Bold: true}
		var markdown []string
		for _, cell := range row {
			text, marked := "", ""
			if len(cell) > 0 {
				text = strings.Join(cell[0].Lines, " ")
				marked = strings.ReplaceAll(cell[0].Markdown, "\\\n", " ")
				b.Bold = b.Bold && cell[0].Bold
			}
			b.Lines = append(b.Lines, text)
			markdown = append(markdown, marked)
		}
		b.Markdown = strings.Join(markdown, " | ")
		blocks = append(blocks, b)
	}
	return blocks
}

func tabular(rows [][][]Block) bool {
	if len(rows) < 2 {
		return false
	}
	for _, row := range rows {
		if len(row) != len(rows[0]) || len(row) < 2 {
			return false
		}
		filled := 0
		for _, cell := range row {
			if len(cell) > 1 || len(cell) == 1 && cell[0].Kind != Paragraph {
				return false
			}
			filled += len(cell)
		}
		if filled == 0 {
			return false
		}
	}
	return true
}
