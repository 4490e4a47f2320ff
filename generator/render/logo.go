package render

import (
	"bytes"
	"fmt"
	"io/fs"

	"communique/generator/archive"
	"communique/generator/picture"
	"communique/generator/site"
)

// Image is a picture on a page.
type Image struct {
	Src           string
	Width, Height int // in CSS pixels
}

// logo returns the logo of a signatory, nil if it has none.
func (r *Renderer) logo(s *archive.Signatory) *Image {
	p, ok := r.site.LogoOf(s)
	if !ok {
		return nil
	}
	return &Image{Src: r.href(p.Path), Width: p.Width, Height: p.Height}
}

// logoFile makes the file of a logo.
func (r *Renderer) logoFile(b *bytes.Buffer, p *site.Page) error {
	data, err := fs.ReadFile(r.content, p.Content)
	if err != nil {
		return fmt.Errorf("cannot read a logo: %w", err)
	}
	as, _ := r.site.LogoOf(p.Signatory)
	logo, err := picture.Logo(data, as.PixelWidth, as.PixelHeight)
	if err != nil {
		return fmt.Errorf("cannot make %s from %s: %w", p.Path, r.site.Archive.File(p.Content), err)
	}
	b.Write(logo)
	return nil
}
