package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var readersWanted = flag.Bool("readers", false, "run TestSubscribers, with newsboat, rss2email and sqlite3, which must be there; without it, it is skipped, for it takes half a minute")

// subscribed are the feeds that the readers are told of; of each the name in
// rss2email.
var subscribed = map[string]string{
	"/feed.xml": "all", "/fr/feed.xml": "french", "/countries/kh/feed.xml": "country",
	"/signatories/first-watch/feed.xml": "first", "/signatories/third-person/feed.xml": "third", "/corrections/feed.xml": "corrections",
}

// TestSubscribers subscribes to feeds over HTTP with newsboat and rss2email,
// which others wrote, then changes the archive as editors do, a day later each
// time, builds it, and asks what each program takes for new: that which is new,
// and nothing else.
func TestSubscribers(t *testing.T) {
	if !*readersWanted {
		t.Skip("-readers is not given")
	}
	t.Setenv("CI", "") // addresses are recorded
	content := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS(fixture)); err != nil {
		t.Fatal(err)
	}
	// More than a document of a feed has, the fixture's own among the latest.
	for i := range 45 {
		writeStatement(t, content, fmt.Sprintf("2015/call-%02d", i), fmt.Sprintf("2015-%02d-01", 1+i%12))
	}
	host := newHost(t)
	s := source{content: content, jobs: 2, baseURL: host.URL}
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	publish := func() {
		t.Helper()
		s.now = day.Format(time.DateOnly)
		day = day.AddDate(0, 0, 1)
		var said strings.Builder
		if build(s, host.folder, io.Discard, &said) != nil {
			t.Fatal(said.String())
		}
	}
	publish()
	programs := map[string]reader{"newsboat": newNewsboat(t, host.URL), "rss2email": newRSS2Email(t, host.URL)}
	for name, r := range programs {
		first := r.reload()
		if got := len(first["/feed.xml"]); name == "newsboat" && got != 20 || name == "rss2email" && got != 0 {
			t.Fatalf("%s begins with %d items", name, got)
		}
	}

	for _, c := range changes {
		c.change(t, content)
		if c.moves {
			host.move()
			s.baseURL = host.now().URL
		}
		publish()
		for name, r := range programs {
			got := r.reload()
			if !maps.EqualFunc(got, c.news, slices.Equal) {
				t.Errorf("%s: of new items %s shows %q, want %q", c.name, name, got, c.news)
			}
			t.Logf("%-28s %-9s %v", c.name, name, got)
		}
	}
}

// change is what an editor does to the archive, and what is news of it: the
// ids of items, without what all have in common, by feed.
type change struct {
	name   string
	moves  bool // to another host
	change func(t *testing.T, content string)
	news   map[string][]string
}

var changes = []change{
	{name: "nothing", change: func(*testing.T, string) {}},
	{
		name:   "a new statement",
		change: func(t *testing.T, content string) { writeStatement(t, content, "2026/new", "2026-01-03") },
		news:   everywhere("2026/new"),
	},
	{
		name: "a slug renamed",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2017/joint-call.md", "---\ntitle:", "---\nid: 2017/joint-call\ntitle:", "[/old/joint-call]", "[/old/joint-call, /statements/2017/appeal]")
			for _, end := range []string{".md", ".fr.md", ""} {
				if err := os.Rename(filepath.Join(content, "statements/2017/joint-call"+end), filepath.Join(content, "statements/2017/appeal"+end)); err != nil {
					t.Fatal(err)
				}
			}
		},
	},
	{
		name: "a title changed",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2017/appeal.md", "Joint call on a test", "An appeal")
			mend(t, content, "statements/2026/new.md", "title: A call", "title: Another call")
		},
	},
	{name: "the host changed", moves: true, change: func(*testing.T, string) {}},
	{
		name: "a correction",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2026/new.md", "---\n\n", "corrections: [{date: 2026-01-07, note: A date.}]\n---\n\n")
		},
		news: map[string][]string{"/corrections/feed.xml": {"2026/new:corrected:2026-01-07:1"}},
	},
	{
		name: "a retraction",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2026/new.md", "corrections:", "retracted: {date: 2026-01-08, note: Wrong.}\ncorrections:")
		},
		news: map[string][]string{"/corrections/feed.xml": {"2026/new:retracted"}},
	},
	{
		name: "a translation added",
		change: func(t *testing.T, content string) {
			write(t, content, "statements/2026/new.fr.md", "---\ntitle: Un appel\ntranslated: 2026-01-09\n---\n\nTexte.\n")
		},
	},
	{
		// It is in the signatory's own feed from then on, and news there.
		name: "a late signature",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2015/call-11.md", "[first-watch]", "[first-watch, {org: third-person, signed: 2026-01-10}]")
		},
		news: map[string][]string{
			"/corrections/feed.xml":              {"2015/call-11:signed:third-person"},
			"/signatories/third-person/feed.xml": {"2015/call-11"},
		},
	},
	{
		name: "a withdrawal",
		change: func(t *testing.T, content string) {
			mend(t, content, "statements/2015/call-10.md", "[first-watch]", "[{org: first-watch, withdrawn: 2026-01-11}]")
		},
		news: map[string][]string{"/corrections/feed.xml": {"2015/call-10:withdrawn:first-watch"}},
	},
	{
		name:   "an old statement added",
		change: func(t *testing.T, content string) { writeStatement(t, content, "1999/old", "1999-12-31") },
		news:   everywhere("1999/old"),
	},
}

// everywhere is the news that a statement of the first signatory's is.
func everywhere(id string) map[string][]string {
	return map[string][]string{"/feed.xml": {id}, "/fr/feed.xml": {id}, "/countries/kh/feed.xml": {id}, "/signatories/first-watch/feed.xml": {id}}
}

func writeStatement(t *testing.T, content, id, date string) {
	t.Helper()
	write(t, content, "statements/"+id+".md", "---\ntitle: A call of "+date+"\ndate: "+date+"\ncountries: [KH]\nsignatories: [first-watch]\n---\n\nText of "+id+".\n")
}

func write(t *testing.T, content, file, text string) {
	t.Helper()
	name := filepath.Join(content, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// host serves a site as static hosts do, under the types that the site asks
// for. After a move its first address answers with the one that it has now.
type host struct {
	*httptest.Server
	folder string
	moved  atomic.Pointer[httptest.Server]
}

func newHost(t *testing.T) *host {
	h := &host{folder: filepath.Join(t.TempDir(), "public")}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if other := h.moved.Load(); other != nil {
			http.Redirect(w, r, other.URL+r.URL.Path, http.StatusMovedPermanently)
			return
		}
		h.serve(w, r)
	}))
	t.Cleanup(func() { h.now().Close(); h.Close() })
	return h
}

// now returns the server that has the site.
func (h *host) now() *httptest.Server {
	if other := h.moved.Load(); other != nil {
		return other
	}
	return h.Server
}

func (h *host) move() { h.moved.Store(httptest.NewServer(http.HandlerFunc(h.serve))) }

// serve answers with a file. It tells its version by a hash: builds of one
// second have one time.
func (h *host) serve(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(path.Clean(r.URL.Path))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	headers, err := os.ReadFile(filepath.Join(h.folder, "_headers"))
	if err != nil {
		panic(err)
	}
	fits := false
	for line := range strings.Lines(string(headers)) {
		name, value, header := strings.Cut(strings.TrimSpace(line), ": ")
		if before, after, starred := strings.Cut(name, "*"); !header {
			fits = r.URL.Path == name || starred && strings.HasPrefix(r.URL.Path, before) && strings.HasSuffix(r.URL.Path, after)
		} else if fits {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(data)))
}
