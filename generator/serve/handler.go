package serve

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"communique/generator/site"
)

// events is where a page asks to be told of changes. No address of a site
// begins with a dot.
const events = "/.communique/events"

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	// No other site may show or load what may be a draft.
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.isOwn(r.Host):
		http.Error(w, fmt.Sprintf("this is the preview of an archive, and not %q", r.Host), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "a preview can be read only", http.StatusMethodNotAllowed)
	case r.URL.Path == events:
		s.follow(w, r)
	default:
		s.send(w, r)
	}
}

// isOwn reports whether the host that a request is for is this server.
func (s *Server) isOwn(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if ip := net.ParseIP(name); ip != nil {
		return ip.IsLoopback() || s.own(name)
	}
	return name == "localhost" || s.host != "" && name == strings.ToLower(s.host)
}

// send answers with a page or a file.
func (s *Server) send(w http.ResponseWriter, r *http.Request) {
	a, err := s.answer(r, r.URL.Path)
	switch {
	case err != nil:
		s.sendPlain(w, r, http.StatusInternalServerError, err.Error())
		return
	case a.to != "":
		if r.URL.RawQuery != "" {
			a.to += "?" + r.URL.RawQuery
		}
		w.Header().Set("Location", a.to)
		w.WriteHeader(a.status)
		return
	case a.page == nil:
		s.sendPlain(w, r, a.status, "there is nothing to show yet")
		return
	}
	s.mu.RLock()
	rules, base := s.rules, s.view.Site.Base
	s.mu.RUnlock()
	h := w.Header()
	h.Set("Content-Type", mediaType(a.page))
	for name, value := range asked(rules, base.Href(a.page.Path)) {
		h.Set(name, value)
	}
	body := a.body
	if isHTML(a.page) {
		d := s.desk(r.URL.Path, a)
		body = d.into(body)
		h.Set("Content-Security-Policy", d.policy(h.Get("Content-Security-Policy")))
	}
	h.Set("ETag", fmt.Sprintf(`"%s"`, sum(body)))
	if a.status != http.StatusOK {
		w.WriteHeader(a.status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // whoever asked has gone
		}
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// sendPlain answers with a sentence where there is no page to show, with the
// faults over it.
func (s *Server) sendPlain(w http.ResponseWriter, r *http.Request, status int, sentence string) {
	d := s.desk(r.URL.Path, &answer{version: "none"})
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", d.policy("default-src 'none'"))
	w.WriteHeader(status)
	page := "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Preview</title>\n<body>\n<p>" + escape(sentence) + "</p>\n</body>\n</html>\n"
	_, _ = w.Write(d.into([]byte(page))) // #nosec G705: what is not the program's own is escaped; if it fails, whoever asked has gone
}

// follow tells a page, as server-sent events, of the faults, whenever they are
// others, and when it is out of date.
func (s *Server) follow(w http.ResponseWriter, r *http.Request) {
	address, version := r.URL.Query().Get("page"), r.URL.Query().Get("version")
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	if _, err := fmt.Fprint(w, "retry: 500\n\n"); err != nil {
		return
	}
	shown := "none yet" // which no list of faults is
	for {
		s.mu.RLock()
		changed := s.changed
		s.mu.RUnlock()
		var message string
		a, err := s.find(address)
		if err == nil && a.page != nil && a.version != version {
			message = "event: reload\ndata:\n\n"
		} else if faults := s.faults(); faults != shown {
			shown = faults
			message = "event: faults\ndata: " + strings.ReplaceAll(faults, "\n", "\ndata: ") + "\n\n"
		}
		if _, err := fmt.Fprint(w, message); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-time.After(20 * time.Second): // whoever has gone is noticed by writing
			if _, err := fmt.Fprint(w, ":\n\n"); err != nil {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

func isHTML(p *site.Page) bool { return strings.HasSuffix(p.Path.File(), ".html") }

// unescape returns a path as requests have it.
func unescape(path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil {
		panic("serve: a base path that load has taken: " + err.Error())
	}
	return plain
}
