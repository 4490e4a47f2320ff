package site

import (
	"communique/generator/archive"
	"communique/generator/picture"
)

// The box that a logo is shown in, in CSS pixels. A file has up to twice as
// many each way, for screens that show four for one.
const (
	logoWidth, logoHeight = 192, 80
	logoDensity           = 2
)

// ShownLogo is a logo as the site shows it.
type ShownLogo struct {
	Path          Path
	Width, Height int // as shown, in CSS pixels

	// PixelWidth and PixelHeight are those of the file, unless it is an SVG.
	PixelWidth, PixelHeight int
}

// LogoOf returns the logo of a signatory: one file, /logos/ID with the ending
// of its format, however many pages show it. It is false where there is none.
// A logo is shown as large as its box allows, but one made of pixels not
// larger than it is.
func (s *Site) LogoOf(of *archive.Signatory) (ShownLogo, bool) {
	file := s.Archive.Files[of.Logo]
	format := picture.Named(of.Logo)
	if file.Width == 0 || format == "" {
		return ShownLogo{}, false
	}
	w, h := file.Width, file.Height
	if format == picture.SVG {
		w, h = w*logoWidth, h*logoWidth // at least as wide as the box
	}
	p := ShownLogo{Path: Path("/logos/" + of.ID + format.Logo().Ext())}
	p.Width, p.Height = picture.Fit(w, h, logoWidth, logoHeight)
	p.PixelWidth, p.PixelHeight = picture.Fit(file.Width, file.Height, logoDensity*logoWidth, logoDensity*logoHeight)
	return p, true
}

// logos plans the file of each logo.
func (s *Site) logos() []*Page {
	var pages []*Page
	for _, g := range s.Archive.Signatories {
		if p, ok := s.LogoOf(g); ok {
			pages = append(pages, &Page{Path: p.Path, Kind: Logo, Content: s.Archive.Files[g.Logo].Name, Signatory: g})
		}
	}
	return pages
}
