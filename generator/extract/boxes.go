package extract

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"

	"golang.org/x/net/html"
)

// box is a word and where it stands on its page, in points from the upper left.
type box struct {
	text                     string
	left, right, top, bottom float64
}

func (b box) size() float64 { return b.bottom - b.top }

// printedLines reads the lines that pdftotext -bbox-layout found, in its
// reading order, and returns the number of pages too.
func printedLines(out []byte) (all []printed, pages int) {
	tokens := html.NewTokenizer(bytes.NewReader(out))
	width, flow, block, number := 0.0, 0, 0, 0
	var words []box
	word := false
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return all, pages
		case html.TextToken:
			if word && len(words) > 0 {
				words[len(words)-1].text += string(tokens.Text())
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			word = false
			if string(name) == "line" && len(words) > 0 {
				number++
				p := printedLine(words, width)
				p.page, p.flow, p.block, p.place = pages-1, flow, block, fmt.Sprintf("page %d, line %d", pages, number)
				if words = nil; p.text != "" {
					all = append(all, p)
				}
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			sizes := numbers(tokens)
			switch string(name) {
			case "page":
				width, number = sizes["width"], 0
				pages++
			case "flow":
				flow++
			case "block":
				block++
			case "word":
				word = true
				words = append(words, box{left: sizes["xmin"], right: sizes["xmax"], top: sizes["ymin"], bottom: sizes["ymax"]})
			}
		}
	}
}

// numbers returns the attributes of a tag that are numbers.
func numbers(tokens *html.Tokenizer) map[string]float64 {
	all := map[string]float64{}
	for {
		key, value, more := tokens.TagAttr()
		if n, err := strconv.ParseFloat(string(value), 64); err == nil && n == n {
			all[string(key)] = n
		}
		if !more {
			return all
		}
	}
}

var superscript = regexp.MustCompile(`^\[?(\d{1,3}|[*†‡§]{1,3})\]?$`)

// printedLine makes a line of its words. A small raised number behind a word
// refers to a footnote.
func printedLine(words []box, width float64) printed {
	p := printed{left: words[0].left, right: words[0].right, top: words[0].bottom}
	var sizes []float64
	for _, w := range words {
		p.left, p.right = min(p.left, w.left), max(p.right, w.right)
		for range len(w.text) {
			sizes = append(sizes, w.size())
		}
	}
	p.size = math.Round(10*quantile(sizes, 0.5)) / 10
	var baselines []float64
	for _, w := range words {
		if w.size() > 0.9*p.size {
			baselines = append(baselines, w.bottom)
		}
	}
	p.top = cmp.Or(quantile(baselines, 0.5), p.top)
	p.space = p.size / 5
	turn := leftward(words)
	if turn {
		words = logical(words)
		p.left, p.right = width-p.right, width-p.left
	}
	for i, w := range words {
		text := letters(w.text)
		raised := w.size() < 0.92*p.size && w.bottom < p.top-p.size/20
		if m := superscript.FindStringSubmatch(text); m != nil && raised {
			if i == 0 {
				p.number = m[1]
			} else {
				p.notes = append(p.notes, mark{len(p.text), m[1]})
			}
			continue
		}
		if p.text != "" && !touches(words[i-1], w) {
			p.text += " "
		}
		p.text += text
	}
	if turn {
		p.text = faced(p.text)
	}
	p.first = words[0].right - words[0].left
	return p
}

// touches reports whether two words are one, which pdftotext parts where the
// direction of the script changes.
func touches(a, b box) bool {
	return max(a.left, b.left)-min(a.right, b.right) < 0.05*b.size() && !superscript.MatchString(a.text)
}

// bullets joins a marker, or the number of a footnote, that stands alone with
// the text beside it.
func bullets(all []printed) []printed {
	byPage := map[int][]int{}
	for i, p := range all {
		byPage[p.page] = append(byPage[p.page], i)
	}
	gone := map[int]bool{}
	for i, p := range all {
		length, _ := marker(p.text + " x")
		number := superscript.FindStringSubmatch(p.text)
		if (length == 0 || length < len(p.text)) && number == nil {
			continue
		}
		best := -1
		for _, j := range byPage[p.page] {
			q := all[j]
			near := q.left > p.left && q.left-p.right < 60 && q.top-p.top < 0.7*q.size && p.top-q.top < q.size/2
			if near && j != i && !gone[j] && (best < 0 || q.left < all[best].left) {
				best = j
			}
		}
		if best < 0 {
			continue
		}
		q := &all[best]
		switch raised := p.size < 0.92*q.size && p.top < q.top; {
		case length > 0:
			for n := range q.notes {
				q.notes[n].at += len(p.text) + 1
			}
			q.text, q.left, q.first, q.body = p.text+" "+q.text, p.left, p.first, q.left
		case raised:
			q.number, q.left = number[1], p.left
		default:
			continue
		}
		gone[i] = true
	}
	return without(all, gone)
}

func without(all []printed, gone map[int]bool) []printed {
	var rest []printed
	for i, p := range all {
		if !gone[i] {
			rest = append(rest, p)
		}
	}
	return rest
}

// columns finds the lines that stand in one of several columns: most of their
// block have others beside them.
func columns(all []printed) []printed {
	beside, count := map[int]int{}, map[int]int{}
	pages := map[int][]int{}
	for i, p := range all {
		pages[p.page] = append(pages[p.page], i)
	}
	for _, p := range all {
		count[p.block]++
		if slices.ContainsFunc(pages[p.page], func(i int) bool {
			q := all[i]
			return math.Abs(q.top-p.top) < p.size && (q.left > p.right || q.right < p.left)
		}) {
			beside[p.block]++
		}
	}
	number := 0
	for page := range len(pages) {
		lines := slices.DeleteFunc(pages[page], func(i int) bool { return 2*beside[all[i].block] <= count[all[i].block] })
		slices.SortStableFunc(lines, func(a, b int) int { return cmp.Compare(all[a].left, all[b].left) })
		end := -1.0
		for _, i := range lines {
			if all[i].left > end {
				number++
			}
			all[i].column, end = number, max(end, all[i].right)
		}
	}
	return all
}
