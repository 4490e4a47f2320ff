package themes_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"communique/generator/site"
)

// heaviest is what a statement of 600 words with 12 signatories may weigh,
// HTML and style together as a host sends them: what a server can send before
// it must wait for the first answer of a reader far away (RFC 6928).
const heaviest = 14_000

// TestWeight weighs a statement that is corrected, translated into the other
// languages of its archive, and has everything else that is usual.
func TestWeight(t *testing.T) {
	s, r := build(t, heavy())
	for p := range s.All {
		if p.Kind != site.Statement || p.Statement.ID != "2017/heavy" || p.Version > 0 {
			continue
		}
		var page, style bytes.Buffer
		if err := r.Render(&page, p); err != nil {
			t.Fatal(err)
		}
		for asset := range s.All {
			if asset.Kind == site.Asset && strings.HasSuffix(string(asset.Path), ".css") {
				if err := r.Render(&style, asset); err != nil {
					t.Fatal(err)
				}
			}
		}
		if style.Len() == 0 {
			t.Fatal("no style")
		}
		words := len(strings.Fields(text(t, page.Bytes())))
		weight := zipped(t, page.Bytes()) + zipped(t, style.Bytes())
		t.Logf("%d words, %d bytes of HTML and %d of CSS; compressed %d + %d", words, page.Len(), style.Len(), zipped(t, page.Bytes()), zipped(t, style.Bytes()))
		if words < 600 {
			t.Errorf("the page has %d words only", words)
		}
		if weight > heaviest {
			t.Errorf("%d bytes, more than %d", weight, heaviest)
		}
		return
	}
	t.Fatal("no such statement")
}

// heavy is an archive with that statement. Its words do not repeat as those of
// a sample would, for nothing compresses worse than a human text.
func heavy() string {
	var b strings.Builder
	b.WriteString(strings.Replace(strings.ReplaceAll(archive, "LANG", "en"), "language: en\n", "language: en\nlanguages: [fr, es, pt, ar, ru, km]\n"+
		"publisher: {name: The Publisher of the Archive, url: https://publisher.example, email: desk@publisher.example}\nlicense: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}\n", 1))
	var ids []string
	for i := range 12 {
		id := fmt.Sprintf("s%d", i)
		ids = append(ids, "{org: "+id+", as: "+pseudo(uint64(i)+77, 5)+"}")
		fmt.Fprintf(&b, "-- signatories/%s.md --\n---\nname: %s\nacronym: A%d\nwebsite: https://www.%s.example/\nwikidata: Q%d\ncountry: KE\nkind: network\n---\n", id, pseudo(uint64(i)+7, 5), i, id, 1000+i)
	}
	fmt.Fprintf(&b, `-- statements/2017/heavy.md --
---
title: %s
date: 2017-09-01
countries: [KH, TH, MM]
signatories: [%s]
topics: [media]
addressees: [%s]
place: Bangkok
release: immediate
summary: %s
original: https://www.s1.example/original.pdf
withheld: 2
also_at: [https://www.s1.example/copy]
related: [2017/call]
corrections: [{date: 2017-09-05, note: %s}]
---

%s
`, pseudo(1, 14), strings.Join(ids, ", "), pseudo(2, 5), pseudo(3, 25), pseudo(4, 12), pseudo(5, 600))
	for _, lang := range []string{"fr", "es", "pt", "ar", "ru", "km"} {
		fmt.Fprintf(&b, "-- statements/2017/heavy.%s.md --\n---\ntitle: %s\ntranslated: 2017-09-02\n---\n\nText.\n", lang, pseudo(6, 14))
	}
	return b.String()
}

// pseudo returns n words that look like those of a language.
func pseudo(seed uint64, n int) string {
	const consonants, vowels = "bcdfghklmnprstvwz", "aeiou"
	next := func(below int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % below
	}
	words := make([]string, n)
	for i := range words {
		var w strings.Builder
		for range 1 + next(4) {
			w.WriteByte(consonants[next(len(consonants))])
			w.WriteByte(vowels[next(len(vowels))])
		}
		words[i] = w.String()
	}
	return strings.Join(words, " ")
}

func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// text returns the words of a page's element with the id text.
func text(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if attribute(n, "id") != "text" {
			continue
		}
		for m := range n.Descendants() {
			if m.Type == html.TextNode {
				b.WriteString(m.Data)
			}
		}
	}
	return b.String()
}
