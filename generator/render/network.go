package render

import (
	"math"
	"unicode/utf8"

	"communique/generator/archive"
	"communique/generator/network"
	"communique/generator/site"
)

// The picture of the network, in its units: how wide it is, a letter of its
// labels at most, and the label of a signatory without an acronym.
const (
	networkWidth  = 1000
	letterWidth   = 9
	labelLetters  = 18
	leastRadius   = 5
	greatestExtra = 13
	networkLine   = 17
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
		nodes[i] = network.Node{Radius: radius, LabelWidth: letterWidth * utf8.RuneCountInString(label)}
		v.Nodes = append(v.Nodes, NetworkNode{
			Href: r.href(r.site.ListIn(t.Subject, site.Period{}, lang)), Label: label, Name: name.Text,
			Lang: name.Lang, Dir: name.Dir, Radius: radius, Below: radius + networkLine, Wide: nodes[i].LabelWidth,
		})
	}
	picture := network.Layout(nodes, n.Ties, networkWidth)
	v.Width, v.Height = picture.Width, picture.Height
	for i, at := range picture.Points {
		n := &v.Nodes[i]
		n.X, n.Y = at.X, at.Y
		n.Left, n.Top = at.X-n.Wide/2, at.Y+n.Radius+1
	}
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

// networkLabel is what stands beside a signatory's dot: the acronym, for want
// of one as much of the name as there is room for.
func networkLabel(s *archive.Signatory, name string) string {
	if s.Acronym != "" {
		return s.Acronym
	}
	if short := cut(name, labelLetters); short != name {
		return cut(name, labelLetters-1) + "…"
	}
	return name
}
