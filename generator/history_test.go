package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/archive"
	"communique/generator/demo"
	"communique/generator/permalink"
	"communique/generator/render"
	"communique/generator/site"
)

// TestHistory builds the feeds of a sample archive, walks each of them from
// document to document as a feed reader does that wants the whole of it, and
// finds everything there is to tell once. Then a new statement is added, and a
// very old one: of what was written only that changes which must. Give the
// archive's size behind -args: -statements 2000.
func TestHistory(t *testing.T) {
	content := fstest.MapFS{}
	files, err := demo.Files(demo.Options{Statements: *statements, Signatories: 50 + *statements/10, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		content[name] = &fstest.MapFile{Data: data}
	}
	s, before := history(t, content, "2026-01-01")
	longest := 0
	for p := range s.All {
		if (p.Kind == site.RSS || p.Kind == site.JSONFeed) && p.Feed.Number == 0 {
			walk(t, s, before, p)
			longest = max(longest, p.Feed.Past())
		}
	}
	if longest < 2 {
		t.Fatalf("the longest feed has a past of %d documents", longest)
	}
	t.Logf("%d documents of %d statements, at most %d of one feed", len(before), len(s.Archive.Statements), longest+1)

	for _, c := range []struct{ id, date, corrected, now string }{
		{"2026/added", "2026-01-01", "2026-01-02", "2026-01-02"},
		{"1999/added", "1999-12-30", "1999-12-31", "2026-01-03"},
	} {
		latest := s.Archive.Statements[0]
		text := "---\ntitle: Added\ndate: " + c.date + "\ncountries: [" + latest.Countries[0].To.Code + "]\nsignatories: [" + latest.Signatures[0].To.ID +
			"]\ntopics: [" + latest.Topics[0].To.ID + "]\ncorrections: [{date: " + c.corrected + ", note: A note.}]\n---\n\nText.\n"
		content["statements/"+c.id+".md"] = &fstest.MapFile{Data: []byte(text)}
		is, after := history(t, content, c.now)
		compareHistory(t, s, is, c.id, before, after)
		s, before = is, after
		record := is.Permalinks()
		for i := range record {
			record[i].Day = archive.Date{Year: 2026, Month: 1, Day: 2}
		}
		content[permalink.Name] = &fstest.MapFile{Data: permalink.Format(record)}
	}
}

// history plans the site of an archive and renders the documents of its feeds,
// by their addresses.
func history(t *testing.T, content fstest.MapFS, now string) (*site.Site, map[string][]byte) {
	t.Helper()
	planned, faults, err := prepare(source{content: "content", jobs: 2, now: now}, content, newStopwatch())
	if errors, _ := faults.Count(); err != nil || errors > 0 {
		t.Fatal(err, faults)
	}
	r, made := render.New(planned.site, planned.theme, content), map[string][]byte{}
	var b bytes.Buffer
	for p := range planned.site.All {
		if p.Kind == site.RSS || p.Kind == site.JSONFeed {
			b.Reset()
			if err := r.Render(&b, p); err != nil {
				t.Fatal(err)
			}
			made[planned.site.Base.URL(p.Path)] = bytes.Clone(b.Bytes())
		}
	}
	return planned.site, made
}

// walk follows a feed from the document that is subscribed to, p, to the
// oldest.
func walk(t *testing.T, s *site.Site, made map[string][]byte, p *site.Page) {
	t.Helper()
	var want []string
	for _, st := range p.Feed.Statements {
		want = append(want, s.TagURI(st))
	}
	for _, e := range p.Feed.Events {
		want = append(want, e.ID)
	}
	current := s.Base.URL(p.Path)
	var found []string
	newer, steps := "", 0
	for at := current; at != ""; steps++ {
		d := readDocument(t, p.Kind, made[at])
		switch {
		case d.self != at:
			t.Fatalf("%s calls itself %s", at, d.self)
		case len(d.ids) > 20 || at != current && len(d.ids) != 20:
			t.Errorf("%s has %d items", at, len(d.ids))
		case p.Kind == site.RSS && at == current && (d.archive || d.current != "" || d.next != ""):
			t.Errorf("%s is subscribed to, and %+v", at, d)
		case p.Kind == site.RSS && at != current && (!d.archive || d.current != current || d.next != newer):
			t.Errorf("%s is of the past, after %s, and %+v", at, newer, d)
		}
		if steps == 1 { // what is subscribed to has some of it too, which is one item
			d.ids = slices.DeleteFunc(d.ids, func(id string) bool { return slices.Contains(found, id) })
		}
		found = append(found, d.ids...)
		if at != current {
			newer = at
		}
		at = d.prev
	}
	if !slices.Equal(found, want) {
		t.Errorf("%s: in %d documents %d items are found, or in another order, of %d", current, steps, len(found), len(want))
	}
}

// document is what is read of one.
type document struct {
	self, current, prev, next string
	archive                   bool
	ids                       []string
}

func readDocument(t *testing.T, kind site.Kind, data []byte) (d document) {
	t.Helper()
	if kind == site.JSONFeed {
		var feed struct {
			Self  string `json:"feed_url"`
			Next  string `json:"next_url"`
			Items []struct{ ID string }
		}
		if err := json.Unmarshal(data, &feed); err != nil {
			t.Fatal(err)
		}
		d.self, d.prev = feed.Self, feed.Next
		for _, item := range feed.Items {
			d.ids = append(d.ids, item.ID)
		}
		return d
	}
	var feed struct {
		Channel struct {
			Archive *struct{} `xml:"http://purl.org/syndication/history/1.0 archive"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/2005/Atom link"`
			Items []struct {
				ID string `xml:"guid"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for _, l := range feed.Channel.Links {
		if _, twice := links[l.Rel]; twice {
			t.Errorf("there are two links %s", l.Rel)
		}
		links[l.Rel] = l.Href
	}
	for _, item := range feed.Channel.Items {
		d.ids = append(d.ids, item.ID)
	}
	d.self, d.current, d.prev, d.next = links["self"], links["current"], links["prev-archive"], links["next-archive"]
	d.archive = feed.Channel.Archive != nil
	return d
}

// compareHistory finds what one more statement has changed. That may be, of
// the feeds that have it, what is subscribed to, and, if there is a further
// document of the past now, the one before, which names it.
func compareHistory(t *testing.T, was, is *site.Site, added string, before, after map[string][]byte) {
	t.Helper()
	may, past := map[string]bool{}, map[site.Path]int{}
	for p := range was.All {
		if p.Feed.Feed != nil && p.Feed.Number == 0 {
			past[p.Path] = p.Feed.Past()
		}
	}
	for p := range is.All {
		if p.Feed.Feed == nil || p.Feed.Number > 0 {
			continue
		}
		told := func(st *archive.Statement) bool { return st.ID == added }
		ours := slices.ContainsFunc(p.Feed.Statements, told) || slices.ContainsFunc(p.Feed.Events, func(e site.Event) bool { return told(e.Statement) })
		at := func(n int) string { return is.Base.URL(is.PastFeed(p.Feed.Subject, p.Kind, p.Lang, n)) }
		if ours {
			may[at(0)] = true
			if d := readDocument(t, p.Kind, after[at(0)]); len(d.ids) == 0 || !strings.Contains(d.ids[0], ":statements/"+added) {
				t.Errorf("%s does not begin with %s", at(0), added)
			}
			if n := past[p.Path]; n > 0 && n != p.Feed.Past() && p.Kind == site.RSS {
				may[at(n)] = true
			}
		}
	}
	if len(may) < 10 {
		t.Fatalf("%s is in %d feeds", added, len(may))
	}
	for _, at := range slices.Sorted(maps.Keys(before)) {
		switch data, there := after[at]; {
		case !there:
			t.Errorf("after %s, %s is gone", added, at)
		case !may[at] && !bytes.Equal(data, before[at]):
			t.Errorf("after %s, %s is another", added, at)
		case may[at] && bytes.Equal(data, before[at]):
			t.Errorf("after %s, %s is what it was", added, at)
		}
	}
}
