package picture

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// Logo returns a logo as the site publishes it, in the format that
// [Format.Logo] names, without anything that is not drawn. The same bytes give
// the same logo on every machine.
//
// PNG, JPEG, GIF and WebP are resized to width × height pixels, which are
// counted as the picture is shown and must be at least 1; [Size] and [Fit] give
// them. PNG is written as a palette where it has at most 256 colours.
//
// An SVG keeps its size and gets a viewBox if it has none, so that it can be
// shown in another; width and height do not matter. It is refused if it has a
// script, an animation, a <foreignObject>, an attribute that runs (on…), or
// anything that refers to what is not in it.
//
// The error is an [*Error].
func Logo(data []byte, width, height int) ([]byte, error) {
	format := formatOf(data)
	switch format {
	case "":
		return nil, &Error{"is no picture that browsers show", saveAnew}
	case SVG:
		return cleanSVG(data)
	}
	if width < 1 || height < 1 {
		panic(fmt.Sprintf("picture: a logo of %d × %d pixels", width, height))
	}
	if _, _, err := pixelSize(bytes.NewReader(data), format); err != nil {
		return nil, err
	}
	m, err := decode(data, format)
	if err != nil {
		return nil, err
	}
	as := turn(1)
	if format == JPEG {
		as = orientation(data)
	}
	if as.sideways() {
		width, height = height, width
	}
	shown := as.upright(resize(m, width, height))
	var b bytes.Buffer
	if format == JPEG {
		err = jpeg.Encode(&b, shown, &jpeg.Options{Quality: 85})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, withPalette(shown))
	}
	if err != nil {
		panic("picture: " + err.Error()) // only for sizes that no picture can have
	}
	return b.Bytes(), nil
}

// decode returns the pixels of a picture, of an animation its first.
func decode(data []byte, format Format) (m image.Image, err error) {
	r := bytes.NewReader(data)
	switch format {
	case PNG:
		m, err = png.Decode(r)
	case JPEG:
		m, err = jpeg.Decode(r)
	case GIF:
		m, err = gif.Decode(r)
	case WebP:
		const flags, animated = 20, 1 << 1
		if len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&animated != 0 {
			return nil, &Error{"is an animation", "save one picture of it as PNG"}
		}
		m, err = webp.Decode(r)
	}
	if err != nil {
		return nil, unreadable(format, err)
	}
	if format == GIF {
		return onScreen(m, data), nil
	}
	return m, nil
}

// onScreen puts the first picture of a GIF where it lies on the whole, which
// may be larger.
func onScreen(m image.Image, data []byte) image.Image {
	c, err := gif.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		panic("picture: a GIF that was decoded has no header: " + err.Error())
	}
	screen := image.Rect(0, 0, c.Width, c.Height)
	if m.Bounds() == screen {
		return m
	}
	whole := image.NewNRGBA(screen)
	draw.Draw(whole, m.Bounds(), m, m.Bounds().Min, draw.Src)
	return whole
}

// resize returns m in a size. In its own it stays as it is to the last bit,
// but for the colours that nobody sees.
func resize(m image.Image, width, height int) *image.NRGBA {
	sized := image.NewNRGBA(image.Rect(0, 0, width, height))
	if m.Bounds().Size() != sized.Rect.Size() {
		// The scaler's sums are written so that no machine fuses their parts,
		// so they are the same on all.
		draw.CatmullRom.Scale(sized, sized.Rect, m, m.Bounds(), draw.Src, nil)
		return sized
	}
	from := m.Bounds().Min
	for y := range height {
		for x := range width {
			c := color.NRGBAModel.Convert(m.At(from.X+x, from.Y+y)).(color.NRGBA)
			if c.A > 0 {
				sized.SetNRGBA(x, y, c)
			}
		}
	}
	return sized
}

// withPalette returns m with a palette if it has at most 256 colours; else m.
// Those that are not opaque come first, for PNG lists the opacity of no others.
func withPalette(m *image.NRGBA) image.Image {
	index := map[color.NRGBA]uint8{}
	var all []color.NRGBA
	for i := 0; i < len(m.Pix); i += 4 {
		c := color.NRGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3]}
		if _, seen := index[c]; seen {
			continue
		}
		if len(all) == 256 {
			return m
		}
		index[c] = 0
		all = append(all, c)
	}
	slices.SortFunc(all, func(c, d color.NRGBA) int {
		return cmp.Or(cmp.Compare(c.A, d.A), cmp.Compare(c.R, d.R), cmp.Compare(c.G, d.G), cmp.Compare(c.B, d.B))
	})
	palette := make(color.Palette, len(all))
	for i, c := range all {
		palette[i], index[c] = c, uint8(i)
	}
	p := image.NewPaletted(m.Rect, palette)
	for i := range p.Pix {
		p.Pix[i] = index[color.NRGBA{m.Pix[4*i], m.Pix[4*i+1], m.Pix[4*i+2], m.Pix[4*i+3]}]
	}
	return p
}
