package render

import (
	"cmp"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"communique/generator/archive"
	"communique/generator/network"
	"communique/generator/site"
)

// The picture of the network, in its units: how wide it is, and a label at
// most; the radius of the smallest dot, and what the largest has more; how far
// below its dot a label's line is.
const (
	networkWidth  = 1000
	labelRoom     = 170
	leastRadius   = 5
	greatestExtra = 13
	networkLine   = 17
	networkMargin = 8
)

// networkIn makes the picture of who signs with whom; nil where nobody does.
func (r *Renderer) networkIn(lang string) (*Network, error) {
	n := r.site.Network
	if len(n.Ties) == 0 {
		return nil, nil
	}
	words := r.words(lang)
	nodes, v := make([]network.Node, len(n.Nodes)), &Network{}
	for i, t := range n.Nodes {
		s := t.Subject.Signatory
		name := r.name(t.Subject, lang)
		label := networkLabel(s, name.Text)
		// The dot's area, not its width, grows with the number.
		radius := leastRadius + int(math.Sqrt(float64(greatestExtra*greatestExtra*t.Count/n.Nodes[0].Count)))
		nodes[i] = network.Node{Radius: radius, LabelWidth: labelWidth(label)}
		v.Nodes = append(v.Nodes, NetworkNode{
			Href: r.href(r.site.ListIn(t.Subject, site.Period{}, lang)), Label: label, Name: name.Text,
			Lang: name.Lang, Radius: radius, Below: radius + networkLine, Wide: nodes[i].LabelWidth,
		})
	}
	picture := network.Layout(nodes, n.Ties, networkWidth)
	left, right := picture.Width, 0
	for i, at := range picture.Points {
		n := &v.Nodes[i]
		n.X, n.Y = at.X, at.Y
		n.Left, n.Top = at.X-n.Wide/2, at.Y+n.Radius+1
		half := max(n.Wide/2, n.Radius) + networkMargin
		left, right = min(left, at.X-half), max(right, at.X+half)
	}
	v.Left, v.Width, v.Height = left, right-left, picture.Height
	for _, t := range n.Ties {
		from, err := r.link(n.Nodes[t.From].Subject, lang)
		if err != nil {
			return nil, err
		}
		to, err := r.link(n.Nodes[t.To].Subject, lang)
		if err != nil {
			return nil, err
		}
		v.Ties = append(v.Ties, NetworkTie{
			X1: v.Nodes[t.From].X, Y1: v.Nodes[t.From].Y, X2: v.Nodes[t.To].X, Y2: v.Nodes[t.To].Y,
			Weight: 1 + 3*t.Weight/n.Ties[0].Weight, From: from, To: to, Count: words.Number(t.Weight),
		})
	}
	return v, nil
}

// networkLabel is what stands below a signatory's dot: the acronym, for want
// of one as much of the name as there is room for.
func networkLabel(s *archive.Signatory, name string) string {
	label := cmp.Or(s.Acronym, name)
	if labelWidth(label) <= labelRoom {
		return label
	}
	const ellipsis = "…"
	kept, room := 0, labelRoom-labelWidth(ellipsis)
	for letters := uniseg.NewGraphemes(label); letters.Next(); {
		if room -= letterWidth(letters.Str()); room < 0 {
			break
		}
		_, kept = letters.Positions()
	}
	return strings.TrimSpace(label[:kept]) + ellipsis
}

// labelWidth estimates how wide a label is at the 15 units of the default
// style. The reader's font is not known, so it errs to the wide side: names in
// the seven languages of the theme take 75 to 81 per cent of it in Chromium with
// Noto Sans and DejaVu Sans, and none took more than all.
func labelWidth(label string) int {
	width := 0
	for letters := uniseg.NewGraphemes(label); letters.Next(); {
		width += letterWidth(letters.Str())
	}
	return width
}

// letterWidth estimates the width of what a reader takes for one letter. A few
// letters are wider than this, W and M up to 16, but no name is made of them.
func letterWidth(letter string) int {
	r, _ := utf8.DecodeRuneInString(letter)
	switch {
	case strings.ContainsRune("MWmwЖШЩЮжшщюФ", r):
		return 15
	case uniseg.StringWidth(letter) > 1:
		return 16
	case unicode.IsUpper(r):
		return 12
	}
	return 10
}
