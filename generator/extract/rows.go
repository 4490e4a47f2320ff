package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// gap is what may stand between two cells in plain text.
var gap = regexp.MustCompile(`  +|\t[ \t]*`)

// cells divides a line of plain text, and tells whether a wide gap divides it.
// Two spaces behind the end of a sentence are how some people type.
func cells(line string, p printed) (all []printed, wide bool) {
	from := 0
	add := func(to int) {
		c := p
		if c.text, _ = tidy(line[from:to], true); strings.TrimSpace(c.text) != "" {
			c.text = strings.TrimSpace(c.text)
			all = append(all, c)
		}
	}
	for _, at := range gap.FindAllStringIndex(line, -1) {
		narrow := line[at[0]:at[1]] == "  "
		if narrow && terminated(line[:at[0]]) {
			continue
		}
		add(at[0])
		wide = wide || !narrow && len(all) > 0
		from = at[1]
	}
	add(len(line))
	if length, _ := marker(line); len(all) < 2 || length > 0 {
		return nil, false
	}
	return all, wide
}

// rows finds the tables of printed pages: two lines or more, one below the
// other, with the same number of pieces beside each other. Columns of prose
// look the same, but their lines are full.
func rows(all []printed) []printed {
	pages := map[int][]int{}
	for i, p := range all {
		pages[p.page] = append(pages[p.page], i)
	}
	gone, made := map[int]bool{}, map[int]printed{}
	for _, lines := range pages {
		level := levels(all, lines)
		for from := 0; from < len(level); {
			to := from + 1
			for to < len(level) && len(level[to]) == len(level[from]) && all[level[to][0]].top-all[level[to-1][0]].top < 3*all[level[to][0]].size {
				to++
			}
			if len(level[from]) > 1 && to-from > 1 && !prose(all, level[from:to]) {
				first := slices.Min(slices.Concat(level[from:to]...))
				for k, row := range level[from:to] {
					p := all[row[0]]
					p.wide = true
					for _, i := range row {
						p.cells = append(p.cells, all[i])
						gone[i] = true
					}
					if k == 0 {
						p.place = all[first].place
					}
					made[first] = made[first].with(p)
				}
			}
			from = to
		}
	}
	var rest []printed
	for i, p := range all {
		rest = append(rest, made[i].cells...)
		if !gone[i] {
			rest = append(rest, p)
		}
	}
	return rest
}

func (p printed) with(cell printed) printed {
	p.cells = append(p.cells, cell)
	return p
}

// levels returns lines of a page by where they stand: those of one height
// together, from the top; each from the left.
func levels(all []printed, lines []int) [][]int {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b int) int { return cmp.Compare(all[a].top, all[b].top) })
	var level [][]int
	for _, i := range lines {
		if n := len(level); n > 0 && all[i].top-all[level[n-1][0]].top < all[i].size/3 {
			level[n-1] = append(level[n-1], i)
		} else {
			level = append(level, []int{i})
		}
	}
	for _, row := range level {
		slices.SortStableFunc(row, func(a, b int) int { return cmp.Compare(all[a].left, all[b].left) })
	}
	return level
}

// prose reports whether the pieces of some rows are columns of text: then most
// fill their column, or go on with a small letter what the one above began.
func prose(all []printed, level [][]int) bool {
	full, on, count := 0, 0, 0
	for column := range level[0] {
		widest := 0.0
		for _, row := range level {
			widest = max(widest, all[row[column]].right-all[row[column]].left)
		}
		for _, row := range level {
			p := all[row[column]]
			count++
			if p.right-p.left > 0.85*widest && utf8.RuneCountInString(p.text) > 25 {
				full++
			}
			if small(p.text) {
				on++
			}
		}
	}
	return 2*full > count || 3*on > count
}

// table appends the table that begins with a line, and returns how many lines
// it takes: 0 where none begins.
func (l *layout) table(all []printed) int {
	const most = 500 // rows: what is no table is looked through for every line
	var found []printed
	n, wide := 0, 0
	for ; n < min(len(all), most) && all[0].wide; n++ {
		p := &all[n]
		if n > 0 && ruled(p.text) && p.top-all[n-1].top < 2 {
			continue // it divides the header from the rest
		}
		if len(p.cells) != len(all[0].cells) || n > 0 && (p.page != all[n-1].page || p.top-all[n-1].top > 3*p.size) {
			break
		}
		if p.wide {
			wide++
		}
		found = append(found, *p)
	}
	if len(found) < 2 || 2*wide < len(found) {
		return 0
	}
	l.flush()
	var made [][][]Block
	for _, p := range found {
		var row [][]Block
		for _, c := range p.cells {
			var b Block
			b.fill(c.spans())
			row = append(row, []Block{b})
		}
		made = append(made, row)
	}
	for i, b := range table(made) {
		b.Place = found[min(i, len(found)-1)].place
		l.d.Blocks = append(l.d.Blocks, b)
	}
	l.markers = nil
	return n
}
