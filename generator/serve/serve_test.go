package serve

import (
	"bufio"
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/site"
	"communique/generator/theme"
	"communique/themes"
)

func content(base string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"archive.yaml":            "title: Archive\nbase_url: " + base + "\nid_authority: a.example,2026\nlanguages: [en, fr]\n",
		"statements/2017/x.md":    "---\ntitle: Title\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [one]\n---\n\nText. [A](a.txt)\n",
		"statements/2017/x/a.txt": "attachment",
		"statements/2017/d.md":    "---\ntitle: Not yet\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [one]\ndraft: true\n---\n\nText.\n",
		"statements/2017/e.md":    "---\ntitle: Later\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [one]\nembargo: 2099-01-01T00:00:00Z\n---\n\nText.\n",
		"signatories/one.md":      "---\nname: One\n---\n",
		"pages/about.md":          "---\ntitle: About\n---\n\nAbout.\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// shown returns a server that shows a site, and its plan.
func shown(t *testing.T, files fs.FS) (*Server, *site.Site) {
	t.Helper()
	a, faults, err := load.Load(files, load.Options{Dir: "content", Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	a.Withhold(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), true)
	var kinds []string
	for _, k := range site.PageKinds {
		kinds = append(kinds, string(k))
	}
	base := site.ParseBase(a.BaseURL)
	look, err := theme.Load(themes.Default(), theme.Options{Kinds: kinds, Languages: a.Languages, Href: func(p string) string { return base.Href(site.Path(p)) }})
	if err != nil {
		t.Fatal(err)
	}
	var assets []site.Path
	for _, asset := range look.Assets {
		assets = append(assets, site.Path(asset.Path))
	}
	plan, more := site.Plan(a, assets)
	if faults = append(faults, more...); len(faults) > 0 {
		t.Fatal(faults)
	}
	s := New("desk.example", func(ip string) bool { return ip == "192.0.2.7" })
	s.Show(View{Site: plan, Theme: look, Content: files})
	return s, plan
}

func get(s *Server, method, host, target string) *httptest.ResponseRecorder {
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, "http://"+host+target, nil)
	s.ServeHTTP(w, r)
	return w
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct {
		base, address string
		status        int
		want          string // in the answer, or where to go
	}{
		{"", "/", 200, "<title>Archive</title>"},
		{"", "/index.html", 200, "<title>Archive</title>"},
		{"", "/about", 200, "About."},
		{"", "/about.html", 200, "About."},
		{"", "/about/", 307, "/about"},
		{"", "/countries", 307, "/countries/"},
		{"", "/countries?x=1", 307, "/countries/?x=1"},
		{"", "/countries/index.html", 200, "Cambodia"},
		{"", "/statements/2017/x", 200, "Text."},
		{"", "/files/statements/2017/x/a.txt", 404, ""},
		{"", "/files/2017/x/a.txt", 200, "attachment"},
		{"", "/feed.xml", 200, "<rss"},
		{"", "/fr/", 200, `lang="fr"`},
		{"", "/nowhere", 404, `lang="en"`},
		{"", "/fr/nowhere", 404, `lang="fr"`},
		{"", "/archive.yaml", 404, ""},
		{"", "/../archive.yaml", 404, ""},
		{"", "/..%2farchive.yaml", 404, ""},
		{"", "/statements/2017/x.md", 404, ""},
		{"", "/.communique/", 404, ""},
		{"", "/%00", 404, ""},
		{"", "//about", 404, ""},
		{"/arch%20ive", "/arch%20ive/about", 200, "About."},
		{"/arch%20ive", "/arch%20ive", 307, "/arch%20ive/"},
		{"/arch%20ive", "/", 307, "/arch%20ive/"},
		{"/arch%20ive", "/about", 404, ""},
		{"/arch%20ive", "/arch%20ived/about", 404, ""},
	} {
		s, _ := shown(t, content("https://a.example"+test.base))
		w := get(s, "GET", "localhost:8080", test.address)
		got := w.Body.String()
		if test.status == 307 {
			got = w.Header().Get("Location")
		}
		if w.Code != test.status || !strings.Contains(got, test.want) {
			t.Errorf("%s below %q: %d, want %d with %q:\n%.300s", test.address, test.base, w.Code, test.status, test.want, got)
		}
	}
}

func TestRefused(t *testing.T) {
	s, _ := shown(t, content("https://a.example"))
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST.:1": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200,
		"desk.example:8080": 200, "192.0.2.7": 200,
		"evil.example": 403, "localhost.evil.example": 403, "192.0.2.8": 403, "127.0.0.1.evil.example": 403, "[::2]": 403,
	} {
		for _, target := range []string{"/", events + "?page=/&version="} {
			if want == 200 && target != "/" {
				continue // it does not end
			}
			if w := get(s, "GET", host, target); w.Code != want {
				t.Errorf("host %q: %d, want %d", host, w.Code, want)
			}
		}
	}
	if w := get(s, "POST", "localhost", "/"); w.Code != 405 || w.Header().Get("Allow") == "" {
		t.Errorf("POST: %d %v", w.Code, w.Header())
	}
	if w := get(s, "HEAD", "localhost", "/about"); w.Code != 200 || w.Body.Len() > 0 {
		t.Errorf("HEAD: %d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestHeaders(t *testing.T) {
	s, _ := shown(t, content("https://a.example"))
	for address, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/feed.xml": "application/xml; charset=utf-8", "/feed.json": "application/feed+json",
		"/sitemap.xml": "application/xml; charset=utf-8", "/robots.txt": "text/plain; charset=utf-8",
		"/data/statements.csv": "text/csv; charset=utf-8", "/_headers": "text/plain; charset=utf-8",
	} {
		w := get(s, "GET", "localhost", address)
		if got := w.Header().Get("Content-Type"); got != want {
			t.Errorf("%s: type %q, want %q", address, got, want)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-cache",
			"Access-Control-Allow-Origin": "", "Strict-Transport-Security": "",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s: %q, want %q", address, name, got, want)
			}
		}
		tag := w.Header().Get("ETag")
		r := httptest.NewRequest("GET", "http://localhost"+address, nil)
		r.Header.Set("If-None-Match", tag)
		again := httptest.NewRecorder()
		if s.ServeHTTP(again, r); again.Code != http.StatusNotModified {
			t.Errorf("%s: asked again: %d", address, again.Code)
		}
	}
	policy := get(s, "GET", "localhost", "/").Header().Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'sha256-", "connect-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, part) || strings.Contains(policy, "unsafe") {
			t.Errorf("policy without %s: %s", part, policy)
		}
	}
}

// TestMarks asks for what is not published yet.
func TestMarks(t *testing.T) {
	s, plan := shown(t, content("https://a.example"))
	for address, want := range map[string]string{
		"/statements/2017/d": `class="mark">Draft.`, "/statements/2017/e": `class="mark">Under embargo until 2099-01-01 00:00 UTC`,
		"/statements/": `main a[href="/statements/2017/d"]::after`,
	} {
		if got := get(s, "GET", "localhost", address).Body.String(); !strings.Contains(got, want) {
			t.Errorf("%s does not have %s", address, want)
		}
	}
	for p := range plan.All {
		if marked := markOf(p, time.Now()) != ""; marked && p.Statement == nil {
			t.Errorf("%s is marked", p.Path)
		}
	}
}

var rule = diag.Rule{Name: "some-rule"}

// TestFaults shows faults over a page whose text has changed since.
func TestFaults(t *testing.T) {
	files := content("https://a.example")
	s, _ := shown(t, files)
	before := get(s, "GET", "localhost", "/statements/2017/x").Body.String()
	files["statements/2017/x.md"] = &fstest.MapFile{Data: []byte("---\ntitle: <b>Broken\n")}
	files["pages/about.md"] = &fstest.MapFile{Data: []byte("broken")}
	at := diag.Position{File: "content/statements/2017/x.md", Pos: diag.Pos{Line: 2, Column: 1}}
	list := diag.List{{Position: at, Rule: &diag.Rule{Name: "w", Severity: diag.Warning}, Message: "a warning"},
		{Position: at, Rule: &rule, Message: "what is <wrong>", Hint: "what to do"}}
	s.Show(View{Faults: Quote(files, "content", list, nil)})
	after := get(s, "GET", "localhost", "/statements/2017/x").Body.String()
	if !strings.Contains(after, "Text.") {
		t.Error("the last good version is not shown")
	}
	for _, want := range []string{"content/statements/2017/x.md:2:1", "what is &lt;wrong&gt; [some-rule]", "title: &lt;b&gt;Broken", "what to do", "1 error;", "1 warning"} {
		if !strings.Contains(after, want) || strings.Contains(before, want) {
			t.Errorf("no %q, or before", want)
		}
	}
	if w := get(s, "GET", "localhost", "/about"); w.Code != 500 || !strings.Contains(w.Body.String(), "has changed") || !strings.Contains(w.Body.String(), "1 error") {
		t.Errorf("a page that was never sent: %d %s", w.Code, w.Body)
	}
	if w := get(s, "GET", "localhost", "/countries/"); w.Code != 200 {
		t.Errorf("another page: %d", w.Code)
	}
}

// TestNothingYet starts with faults.
func TestNothingYet(t *testing.T) {
	s := New("", func(string) bool { return false })
	s.Show(View{Faults: []Fault{{Diagnostic: diag.Diagnostic{Rule: &rule, Message: "no content"}}}})
	if w := get(s, "GET", "localhost", "/"); w.Code != 503 || !strings.Contains(w.Body.String(), "no content") || !strings.Contains(w.Body.String(), "EventSource") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestErasedLine asks that no line with an erased name is quoted.
func TestErasedLine(t *testing.T) {
	files := fstest.MapFS{"x.md": &fstest.MapFile{Data: []byte("a line\n")}}
	list := diag.List{{Position: diag.Position{File: "content/x.md", Pos: diag.Pos{Line: 1, Column: 1}}, Rule: &load.ErasedName}}
	if f := Quote(files, "content", list, nil); f[0].Source != "" {
		t.Errorf("quoted %q", f[0].Source)
	}
	list[0].Rule = &rule
	if f := Quote(files, "content", list, nil); f[0].Source != "a line" {
		t.Errorf("quoted %q", f[0].Source)
	}
}

// TestEvents follows a page through a change that concerns it, one that does
// not, and faults.
func TestEvents(t *testing.T) {
	files := content("https://a.example")
	s, plan := shown(t, files)
	server := httptest.NewServer(s)
	defer server.Close()
	page := get(s, "GET", "localhost", "/statements/2017/x").Body.Bytes()
	_, rest, _ := bytes.Cut(page, []byte(`data-version="`))
	version, _, _ := bytes.Cut(rest, []byte(`"`))
	answer, err := http.Get(server.URL + events + "?page=/statements/2017/x&version=" + string(version))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		t.Helper()
		for lines.Scan() {
			if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				lines.Scan()
				return event + " " + strings.TrimPrefix(lines.Text(), "data: ")
			}
		}
		t.Fatal("the events have ended")
		return ""
	}
	if got := next(); got != "faults " {
		t.Errorf("at first: %.80s", got)
	}
	s.Reword(func() {}, files) // nothing of the page
	s.Show(View{Faults: []Fault{{Diagnostic: diag.Diagnostic{Rule: &rule, Message: "broken"}}}})
	if got := next(); !strings.HasPrefix(got, "faults <details") || !strings.Contains(got, "broken") {
		t.Errorf("then: %.80s", got)
	}
	s.Reword(func() {
		text(plan.Archive, "2017/x").Title = "Another"
	}, files)
	if got := next(); !strings.HasPrefix(got, "reload") {
		t.Errorf("at last: %.80s", got)
	}
}

func text(a *archive.Archive, id string) *archive.Version { return &a.Statement(id).Versions[0] }
