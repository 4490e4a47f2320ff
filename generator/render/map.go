package render

import (
	"cmp"
	"slices"
	"strings"

	"communique/generator/site"
	"communique/generator/worldmap"
)

// worldMap makes the map of the countries that statements are about; nil where
// there is none. A country without a shape of its own stands in the table only.
func (r *Renderer) worldMap(entries []site.Tally, lang string) (*Map, error) {
	ranked := slices.DeleteFunc(slices.Clone(entries), func(t site.Tally) bool { return t.Count == 0 })
	if len(ranked) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(ranked, func(x, y site.Tally) int { return cmp.Compare(y.Count, x.Count) })
	v := &Map{Width: worldmap.Width, Height: worldmap.Height}
	var err error
	if v.Rows, err = r.tallies(ranked, lang); err != nil {
		return nil, err
	}
	places := make(map[string]int, len(ranked))
	for i, t := range ranked {
		places[t.Subject.Country.Code] = i
	}
	var land strings.Builder
	land.WriteString(worldmap.Land())
	for _, shape := range worldmap.Shapes() {
		i, named := places[shape.Code]
		if !named {
			land.WriteString(shape.Path)
			continue
		}
		of := ranked[i].Subject
		v.Countries = append(v.Countries, MapCountry{
			Href:  r.href(r.site.ListIn(of, site.Period{}, lang)),
			Name:  of.Name(lang),
			Count: v.Rows[i].Count,
			Shade: shade(ranked[i].Count, ranked[0].Count), Outline: shape.Path, Small: shape.Small, X: shape.X, Y: shape.Y,
		})
	}
	v.Land = land.String()
	return v, nil
}

// shades is how many a map has. Few countries have many statements and many
// have few, so each shade stands for about three times as many as the one
// before.
const shades = 5

func shade(n, most int) int {
	level := shades
	for most > n && level > 1 {
		most /= 3
		level--
	}
	return level
}
