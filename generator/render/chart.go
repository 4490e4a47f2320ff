package render

import (
	"fmt"
	"strconv"

	"communique/generator/site"
)

// The columns of a chart, in its units: a year is 10 wide, the highest column
// 100 high, and the lowest high enough to be told from none.
const (
	yearWidth, columnWidth = 10, 8
	columnHeight, leastRow = 100, 2
)

// chart makes the picture of a list's statements by year; nil where there are
// fewer than two years, of which a picture would say nothing.
func (r *Renderer) chart(l *site.List, lang string) (*Chart, error) {
	if len(l.Years) < 2 {
		return nil, nil
	}
	rows, err := r.periods(l, l.Years, lang)
	if err != nil {
		return nil, err
	}
	most := 0
	for _, y := range l.Years {
		most = max(most, y.Count)
	}
	var path []byte
	for i, y := range l.Years {
		if y.Count > 0 {
			height := max(leastRow, columnHeight*y.Count/most)
			path = fmt.Appendf(path, "M%d %dv-%dh%dv%dz", i*yearWidth+(yearWidth-columnWidth)/2, columnHeight, height, columnWidth, height)
		}
	}
	year := func(p site.Part) string { return strconv.Itoa(int(p.Period.Year)) }
	return &Chart{
		Columns: string(path), Width: yearWidth * len(l.Years),
		First: year(l.Years[0]), Last: year(l.Years[len(l.Years)-1]),
		Most: r.words(lang).Number(most), Rows: rows,
	}, nil
}
