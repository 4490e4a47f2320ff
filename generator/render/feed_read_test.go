package render_test

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"strings"
	"testing"
)

// rss is what is read of RSS 2.0 by a strict parser.
type rss struct {
	Version string `xml:"version,attr"`
	Channel struct {
		Links []struct {
			XMLName xml.Name
			Text    string `xml:",chardata"`
			Href    string `xml:"href,attr"`
			Rel     string `xml:"rel,attr"`
		} `xml:"link"` // RSS's own, then Atom's
		Titles      []string  `xml:"title"`
		Description string    `xml:"description"`
		Language    string    `xml:"language"`
		Items       []rssItem `xml:"item"`
	} `xml:"channel"`
}

type rssItem struct {
	Title string `xml:"title"`
	Link  string `xml:"link"`
	GUID  struct {
		ID        string `xml:",chardata"`
		PermaLink string `xml:"isPermaLink,attr"`
	} `xml:"guid"`
	Date        string   `xml:"pubDate"`
	Creators    []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Categories  []string `xml:"category"`
	Language    string   `xml:"http://purl.org/dc/elements/1.1/ language"`
	Description string   `xml:"description"`
	Content     string   `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Author      string   `xml:"author"`
	Updated     string   `xml:"http://www.w3.org/2005/Atom updated"`
	short       bool     // the content is a summary
	Enclosures  []struct {
		URL    string `xml:"url,attr"`
		Type   string `xml:"type,attr"`
		Length int64  `xml:"length,attr"`
	} `xml:"enclosure"`
}

// jsonFeed is what is read of JSON Feed 1.1.
type jsonFeed struct {
	Version, Title, Description, Language string
	HomePageURL                           string `json:"home_page_url"`
	FeedURL                               string `json:"feed_url"`
	NextURL                               string `json:"next_url"`
	Hubs                                  []struct{ Type, URL string }
	Items                                 []jsonItem
}

type jsonItem struct {
	ID, URL, Title, Summary, Language string
	HTML                              string `json:"content_html"`
	Published                         string `json:"date_published"`
	Modified                          string `json:"date_modified"`
	Authors                           []struct{ Name, URL string }
	Tags                              []string
	Attachments                       []struct {
		URL  string
		Type string `json:"mime_type"`
		Size int64  `json:"size_in_bytes"`
	}
}

// readRSS parses strictly, to the end: another parser would give up as well.
func readRSS(t *testing.T, text string) rss {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("no XML: %v", err)
		}
	}
	var feed rss
	if err := xml.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatal(err)
	}
	// A description is HTML; of ours, without elements. That of an item without
	// a text in full is its content.
	feed.Channel.Description = html.UnescapeString(feed.Channel.Description)
	for i := range feed.Channel.Items {
		if item := &feed.Channel.Items[i]; item.Content == "" {
			item.short, item.Content, item.Description = true, item.Description, ""
		} else {
			item.Description = html.UnescapeString(item.Description)
		}
	}
	return feed
}

func readJSON(t *testing.T, text string) jsonFeed {
	t.Helper()
	var feed jsonFeed
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&feed); err != nil {
		t.Fatal(err)
	}
	return feed
}
