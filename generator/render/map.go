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

// shade returns one of five shades for a country with n statements where the
// most have so many: each stands for a number that many times the one before.
// A single statement has the lightest, for few countries have many statements.
func shade(n, most int) int {
	// n to the fourth against most, most squared, …, without the logarithms that
	// differ between machines in the last bit.
	power, bound := float64(n), 1.0
	power *= power
	power *= power
	level := 1
	for level < 5 && power >= bound*float64(most) && most > 1 {
		bound *= float64(most)
		level++
	}
	return level
}
