package worldmap

import "math"

// The units of the map. It is as wide as the land is long, from the islands of
// the central Pacific in the west to Niue in the east, and as high, from
// Greenland to Cape Horn. It is twice as wide as it is meant to be shown at, as
// whole coordinates are too coarse otherwise.
const (
	Width  = 2000 // of the map, in units
	Height = 885  // of the map, in units
	Unit   = 17   // the side, in km, of a square of one unit, which has the same area in all places
	Middle = 11   // the longitude, in degrees, of the meridian that is straight up
)

// The equator meets the meridian in the middle at this place.
const centreX, centreY = 996, 494

// radius is that of a sphere with the surface of the earth, in units.
const radius = 6371.0 / Unit

// Project returns where on the map a place is, whose longitude and latitude are
// in degrees. The map has the longitudes from 180 west to 180 east of Middle;
// others come to lie beside it.
//
// The projection is Equal Earth, which keeps areas true and the looks of
// countries familiar: Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal
// Earth map projection", International Journal of Geographical Information
// Science 33 (2019), pages 454 to 465.
func Project(lon, lat float64) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	lon, lat = (lon-Middle)*math.Pi/180, lat*math.Pi/180
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) * lon * math.Cos(t) / (3 * (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2)))
	y = t * (a1 + a2*t2 + t6*(a3+a4*t2))
	return centreX + radius*x, centreY - radius*y
}
