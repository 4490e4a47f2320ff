package render_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"communique/generator/site"
	"communique/themes"
)

// outline is what is read of OPML 2.0.
type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr"`
	Type     string    `xml:"type,attr"`
	XMLURL   string    `xml:"xmlUrl,attr"`
	HTMLURL  string    `xml:"htmlUrl,attr"`
	Outlines []outline `xml:"outline"`
}

// TestOPML checks that the lists for feed readers name every feed once, by
// the title that it has itself, and one of an index those of its subjects.
func TestOPML(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	for _, lang := range []string{"", "/fr"} {
		titles := map[string]string{} // by address
		for p := range s.All {
			if p.Kind == site.RSS && p.Feed.Number == 0 && (lang == "") == (p.Lang == "en") {
				titles[s.Base.URL(p.Path)] = readRSS(t, page(t, r, p)).Channel.Titles[0]
			}
		}
		for name, part := range map[string]string{"all": "", "countries": "/countries/", "signatories": "/signatories/", "topics": "/topics/"} {
			var file struct {
				Version string    `xml:"version,attr"`
				Title   string    `xml:"head>title"`
				Folders []outline `xml:"body>outline"`
			}
			if err := xml.Unmarshal([]byte(pageAt(t, s, r, site.Path(lang+"/feeds/"+name+".opml"))), &file); err != nil {
				t.Fatal(err)
			}
			if file.Version != "2.0" || file.Title != "Test archive" {
				t.Errorf("%s: version %q, title %q", name, file.Version, file.Title)
			}
			want := 0
			for url := range titles {
				if strings.Contains(url, part) {
					want++
				}
			}
			var found []string
			for _, folder := range file.Folders {
				for _, f := range folder.Outlines {
					found = append(found, f.XMLURL)
					if title := titles[f.XMLURL]; title == "" || f.Text != title || f.Title != title || f.Type != "rss" || !strings.Contains(f.XMLURL, part) || !strings.HasPrefix(f.HTMLURL, s.Base.Origin) {
						t.Errorf("%s%s: %+v, the feed's title is %q", lang, name, f, title)
					}
				}
			}
			slices.Sort(found)
			if len(slices.Compact(found)) != want || len(found) != want {
				t.Errorf("%s%s has %d feeds, want %d: %q", lang, name, len(found), want, found)
			}
		}
	}
}

// TestFeedsPage checks that the page names every feed of its language, with
// its whole address, and those of the archive in the others.
func TestFeedsPage(t *testing.T) {
	s, r := build(t, valid, themes.Default())
	for lang, path := range map[string]site.Path{"en": "/feeds/", "fr": "/fr/feeds/"} {
		links, texts := map[string]bool{}, map[string]bool{}
		for _, a := range parse(t, pageAt(t, s, r, path)).elements["a"] {
			for _, at := range a.Attr {
				if at.Key == "href" {
					links[at.Val] = true
				}
			}
			if a.FirstChild != nil && a.FirstChild.Type == html.TextNode {
				texts[a.FirstChild.Data] = true
			}
		}
		for p := range s.All {
			if p.Kind != site.RSS && p.Kind != site.JSONFeed || p.Feed.Number > 0 || p.Lang != lang && p.Feed.Subject.Kind != site.Statements {
				continue
			}
			if !links[string(p.Path)] {
				t.Errorf("%s does not lead to %s", path, p.Path)
			}
			if p.Kind == site.RSS && !texts[s.Base.URL(p.Path)] {
				t.Errorf("%s does not show the address of %s", path, p.Path)
			}
		}
		for _, name := range []string{"all", "countries", "signatories", "topics"} {
			if opml := s.OPML(site.Kind(name), lang); !links[string(opml)] {
				t.Errorf("%s does not lead to %s", path, opml)
			}
		}
	}
}

// TestHub checks that feeds name a hub only where the archive has one, and
// their past never.
func TestHub(t *testing.T) {
	const hub = "https://hub.example/?a=1&b=2"
	content := sample(t, 45)
	s, r := build(t, content, themes.Default())
	for _, text := range feeds(t, s, r) {
		if strings.Contains(text, "hub") {
			t.Fatal("a feed has a hub that nobody named")
		}
	}
	replace(t, content, "archive.yaml", "id_authority:", "hub: "+hub+"\nid_authority:")
	s, r = build(t, content, themes.Default())
	past := 0
	for p := range s.All {
		if p.Kind == site.RSS {
			x := readRSS(t, page(t, r, p))
			var hubs []string
			for _, l := range x.Channel.Links {
				if l.Rel == "hub" {
					hubs = append(hubs, l.Href)
				}
			}
			if want := p.Feed.Number == 0; want != slices.Equal(hubs, []string{hub}) {
				t.Errorf("%s names %q", p.Path, hubs)
			}
			past += p.Feed.Number
		}
		if p.Kind == site.JSONFeed {
			hubs := readJSON(t, page(t, r, p)).Hubs
			if want := p.Feed.Number == 0; want != (len(hubs) == 1 && hubs[0].Type == "WebSub" && hubs[0].URL == hub) {
				t.Errorf("%s names %q", p.Path, hubs)
			}
		}
	}
	if past == 0 {
		t.Error("no feed has a past")
	}
}

// TestEnclosure checks that a signed document in the archive comes with the
// feeds, with the size that it is published with, also where that is less than
// that of the file; and that one elsewhere does not.
func TestEnclosure(t *testing.T) {
	content := written(t, `
-- statements/2017/pdf.md --
---
title: PDF
date: 2017-01-03
countries: [KH]
signatories: [first]
original: signed, all.pdf
---

Text.
-- statements/2017/pdf/signed, all.pdf --
%PDF-1.7
-- statements/2017/scan.md --
---
title: Scan
date: 2017-01-02
countries: [KH]
signatories: [first]
original: scan.png
---

Text.
-- statements/2017/elsewhere.md --
---
title: Elsewhere
date: 2017-01-01
countries: [KH]
signatories: [first]
original: https://other.example/signed.pdf
---

Text.
`)
	scan := signedPNG(t)
	content["statements/2017/scan/scan.png"] = &fstest.MapFile{Data: scan}
	s, r := build(t, content, themes.Default())
	published := pageAt(t, s, r, "/files/2017/scan/scan.png")
	if len(published) >= len(scan) {
		t.Fatalf("the scan has %d bytes and is published with %d", len(scan), len(published))
	}
	want := []string{
		"https://archive.example/files/2017/pdf/signed,%20all.pdf application/pdf 9",
		fmt.Sprintf("https://archive.example/files/2017/scan/scan.png image/png %d", len(published)),
	}
	var inRSS, inJSON []string
	for _, item := range readRSS(t, pageAt(t, s, r, "/feed.xml")).Channel.Items {
		for _, e := range item.Enclosures {
			inRSS = append(inRSS, fmt.Sprint(e.URL, " ", e.Type, " ", e.Length))
		}
	}
	for _, item := range readJSON(t, pageAt(t, s, r, "/feed.json")).Items {
		for _, e := range item.Attachments {
			inJSON = append(inJSON, fmt.Sprint(e.URL, " ", e.Type, " ", e.Size))
		}
	}
	if !slices.Equal(inRSS, want) || !slices.Equal(inJSON, want) {
		t.Errorf("RSS has %q\nJSON has %q\nwant %q", inRSS, inJSON, want)
	}
}

// signedPNG returns a picture that says who made it.
func signedPNG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	chunk := append([]byte("tEXt"), "Author\x00Somebody"...)
	text := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	text = binary.BigEndian.AppendUint32(append(text, chunk...), crc32.ChecksumIEEE(chunk))
	const header = 8 + 25 // the signature and the first chunk
	return slices.Insert(b.Bytes(), header, text...)
}

// TestOpenedInABrowser checks what a person finds who opens a feed: a style,
// and a way to the page that explains it. What programs alone ask for has
// neither.
func TestOpenedInABrowser(t *testing.T) {
	s, r := build(t, sample(t, 45), themes.Default())
	for p := range s.All {
		if p.Kind != site.RSS {
			continue
		}
		text := page(t, r, p)
		styled := strings.Contains(text, `<?xml-stylesheet type="text/css" href="/assets/feed.`)
		told := strings.Contains(text, ` <a href="`+s.Base.URL(s.Index(site.Feeds, p.Lang))+`">`)
		if want := p.Feed.Number == 0; styled != want || told != want {
			t.Errorf("%s: styled %v, told %v", p.Path, styled, told)
		}
	}
}
