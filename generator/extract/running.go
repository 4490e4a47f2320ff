package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const running = 3 // lines at the top and at the bottom of a page, where heads and feet stand

var (
	digits = regexp.MustCompile(`\d+`)
	// folio is a page's number as it is printed.
	folio = regexp.MustCompile(`(?i)^[-–—|\s]*(?:(?:page|p\.|seite|página|pág\.|страница|стр\.|صفحة)\s*)?(\d{1,3})\s*(?:(?:/|of|de|sur|из|من)\s*\d{1,3})?[-–—|\s]*$`)
)

// drop leaves out the numbers of the pages, and what stands at the top or the
// bottom of several pages. The first page keeps its head: it may be the
// letterhead.
func drop(d *Document, all []printed) []printed {
	pages := map[int][]int{} // the lines of each page, from the top
	for i, p := range all {
		pages[p.page] = append(pages[p.page], i)
	}
	count := len(pages)
	numbers, repeated := map[int]int{}, map[string]int{} // how often there is an offset; a text
	for page, lines := range pages {
		slices.SortStableFunc(lines, func(a, b int) int { return cmp.Compare(all[a].top, all[b].top) })
		seen := map[string]bool{}
		for i := range lines {
			text := all[lines[i]].text
			if !edge(i, len(lines)) {
				continue
			}
			if m := folio.FindStringSubmatch(text); m != nil {
				n, _ := strconv.Atoi(m[1])
				numbers[n-page]++
			} else if key := runningKey(text, i, len(lines)); !seen[key] {
				seen[key] = true
				repeated[key]++
			}
		}
	}
	gone, folios, heads := map[int]bool{}, 0, []string{}
	for page, lines := range pages {
		for i, at := range lines {
			if !edge(i, len(lines)) {
				continue
			}
			text, key := all[at].text, runningKey(all[at].text, i, len(lines))
			if m := folio.FindStringSubmatch(text); m != nil {
				n, _ := strconv.Atoi(m[1])
				if often := numbers[n-page]; often > 1 || count == 1 && n == 1 {
					gone[at] = true
					folios++
				}
			} else if repeated[key] > 1 && 2*repeated[key] >= count-1 && !(page == 0 && key[0] == 't') {
				gone[at] = true
				if !slices.Contains(heads, text) {
					heads = append(heads, text)
				}
			}
		}
	}
	if folios > 0 {
		d.remark("left out the numbers of pages (%d)", folios)
	}
	slices.Sort(heads)
	for _, text := range heads {
		d.remark("left out what is repeated on several pages: %q", text)
	}
	return without(all, gone)
}

func edge(i, n int) bool { return i < running || i >= n-running }

// runningKey is the same for heads, or feet, that differ by a number only.
func runningKey(text string, i, n int) string {
	where := "t"
	if i >= n-running && i >= n/2 {
		where = "b"
	}
	return where + digits.ReplaceAllString(strings.ToLower(text), "0")
}
