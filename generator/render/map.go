package render

import (
	"communique/generator/site"
	"communique/generator/worldmap"
)

// worldMap makes the map of the countries that statements are about; nil where
// there is none. A country without a shape of its own stands in the list only.
func (r *Renderer) worldMap(entries []site.Tally, lang string) *Map {
	counts, most := map[string]site.Tally{}, 0
	for _, t := range entries {
		counts[t.Subject.Country.Code] = t
		most = max(most, t.Count)
	}
	if most == 0 {
		return nil
	}
	words := r.words(lang)
	v := &Map{Width: worldmap.Width, Height: worldmap.Height, Land: worldmap.Land()}
	for _, shape := range worldmap.Shapes() {
		t, named := counts[shape.Code]
		if !named || t.Count == 0 {
			v.Land += shape.Path
			continue
		}
		v.Countries = append(v.Countries, MapCountry{
			Href:  r.href(r.site.ListIn(t.Subject, site.Period{}, lang)),
			Name:  t.Subject.Name(lang),
			Count: words.Number(t.Count),
			Shade: shade(t.Count, most), Outline: shape.Path, Small: shape.Small, X: shape.X, Y: shape.Y,
		})
	}
	return v
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
