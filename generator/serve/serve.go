// Package serve shows a planned site in a browser while its content is
// written. It is the only user of net/http.
//
// A page is rendered when it is asked for, by the renderer that build uses: its
// bytes are those that build writes, but for what stands between its end and
// </body>, which is put in while answering (desk.go): the faults, the mark of
// what is not published yet, and a script that loads the page anew when it has
// changed. The address of a page leads to it as on a host that finds /about in
// about.html; an address that is none leads to 404.html. The headers are those
// that the site's own _headers asks a host for, save what would let other sites
// read drafts (Access-Control-Allow-Origin) or would outlive the preview
// (Strict-Transport-Security, caching), and the policy lets that one script and
// its style through, by their hashes. A base path is served as a path; absolute
// addresses in pages and feeds stay those of the site.
//
// While the content has errors, the site as it was last without any is shown,
// with the faults over it. A page whose own text cannot be read as it was is
// shown as it was sent last; one that was not sent yet is an error that says so.
//
// # What is refused
//
// Whatever is not in the plan; any method but GET and HEAD; and requests for
// another host than this one, whatever address they were sent to: a page of a
// foreign host whose name is made to lead here (DNS rebinding) could read
// drafts. Numeric addresses, which need no name, are taken if the server
// listens on them.
//
// # How a page knows that it has changed
//
// It says which version it is of, and asks to be told when that is not the
// version any more (server-sent events, HTML Living Standard 9.2). So nothing is
// missed while a browser sleeps or the server is started anew, and a page that a
// change did not touch stays as it is.
package serve

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"

	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
)

// View is what there is to show.
type View struct {
	Site        *site.Site   // without errors; nil: the last one stays
	Theme       *theme.Theme // of Site
	Content     fs.FS        // the content folder as Site was planned from it
	Attachments uint64       // changes when a file does that stands beside the texts

	Faults []Fault // the errors first
}

// Server answers for a site.
type Server struct {
	host string // the name that it listens on besides localhost; may be empty
	own  func(ip string) bool

	mu       sync.RWMutex // held to read while a page is rendered
	view     View
	renderer *render.Renderer
	rules    []headerRule
	marks    string             // the style that marks links to what is not published yet
	changed  chan struct{}      // closed when the view is another
	sent     map[string]*answer // HTML that was sent last, by address
}

// New returns a server that has nothing to show yet. It answers to localhost
// and to numeric addresses for which own is true, and to one more name, if
// host is not empty.
func New(host string, own func(ip string) bool) *Server {
	return &Server{host: host, own: own, changed: make(chan struct{}), sent: map[string]*answer{}}
}

// Show replaces what is shown, and tells the browsers.
func (s *Server) Show(v View) {
	var renderer *render.Renderer
	var rules []headerRule
	var marks string
	if v.Site != nil {
		renderer = render.New(v.Site, v.Theme, v.Content)
		rules, marks = headerRules(renderer, v.Site), markLinks(v.Site, time.Now())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.Site == nil {
		faults := v.Faults
		v = s.view
		v.Faults = faults
	} else {
		s.renderer, s.rules, s.marks = renderer, rules, marks
	}
	s.view = v
	s.wake()
}

// Reword shows the same site after apply has changed the words of some texts
// in its archive, which now are those of content.
func (s *Server) Reword(apply func(), content fs.FS) {
	s.mu.Lock()
	defer s.mu.Unlock()
	apply()
	s.view.Content = content
	s.renderer = render.New(s.view.Site, s.view.Theme, content)
	s.wake()
}

func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// failing reports whether the site that is shown is not that of the content.
func (s *Server) failing() bool {
	return len(s.view.Faults) > 0 && s.view.Faults[0].Rule.Severity == diag.Error
}

// answer is what is sent for an address, before the desk is put in.
type answer struct {
	status  int
	to      string // where to go instead
	page    *site.Page
	body    []byte
	version string // of the body, and of what it shows
}

var seed = maphash.MakeSeed()

// find renders the page at an address, as a browser asks for it.
func (s *Server) find(address string) (*answer, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.renderer == nil {
		return &answer{status: http.StatusServiceUnavailable}, nil
	}
	p, to := s.lookUp(address)
	if to != "" {
		return &answer{status: http.StatusTemporaryRedirect, to: to}, nil
	}
	a := &answer{status: http.StatusOK, page: p}
	if p == nil {
		a.status, a.page = http.StatusNotFound, s.notFound(address)
	}
	var b bytes.Buffer
	if err := s.renderer.Render(&b, a.page); err != nil {
		return nil, err
	}
	if e := s.view.Site.Archive.Erased; e.FindString(string(a.page.Path)) || e.Find(b.Bytes()) {
		return nil, fmt.Errorf("an erased name would stand in %s, so it is not shown", a.page.Path.File())
	}
	a.body = b.Bytes()
	a.version = fmt.Sprintf("%016x", maphash.Bytes(seed, a.body)^s.view.Attachments)
	return a, nil
}

// patience is how long a page waits for the look at a change that has made its
// text another than the one that was planned with.
const patience = 10 * time.Second

// answer is find for a text that may have changed a moment ago, and for one
// that cannot be read any more as it was: that is answered as it was last.
func (s *Server) answer(r *http.Request, address string) (*answer, error) {
	deadline := time.After(patience)
	for {
		s.mu.RLock()
		changed, failing, last := s.changed, s.failing(), s.sent[address]
		s.mu.RUnlock()
		a, err := s.find(address)
		gone := errors.Is(err, load.ErrChanged) || errors.Is(err, fs.ErrNotExist)
		switch {
		case err == nil:
			s.remember(address, a)
			return a, nil
		case !gone:
			return nil, err
		case failing && last != nil:
			return last, nil
		case failing:
			return nil, errors.New("the text of this page has changed; it is shown when the faults are mended")
		}
		select {
		case <-changed:
		case <-deadline:
			return nil, err
		case <-r.Context().Done():
			return nil, err
		}
	}
}

// remembered is how many pages are kept as they were sent last: those that
// somebody may have on the screen.
const remembered = 64

func (s *Server) remember(address string, a *answer) {
	if a.page == nil || !isHTML(a.page) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for other := range s.sent {
		if len(s.sent) < remembered {
			break
		}
		delete(s.sent, other)
	}
	s.sent[address] = a
}

// lookUp finds the page at an address, or where it is instead. Addresses are
// those that a host answers: with .html and without, with index.html; and a
// folder is asked for with its slash, a page without.
func (s *Server) lookUp(address string) (p *site.Page, to string) {
	of := s.view.Site
	rest, inside := strings.CutPrefix(address, unescape(of.Base.Prefix))
	if !inside || rest != "" && rest[0] != '/' {
		if address == "/" {
			return nil, of.Base.Href("/")
		}
		return nil, ""
	}
	if p := of.Page(site.Path(rest)); p != nil && rest != "" {
		return p, ""
	}
	other := rest + "/"
	if strings.HasSuffix(rest, "/") {
		other = strings.TrimSuffix(rest, "/")
	}
	if p := of.Page(site.Path(other)); p != nil {
		return nil, of.Base.Href(p.Path)
	}
	for _, end := range []string{"index.html", ".html"} {
		if stem, ok := strings.CutSuffix(rest, end); ok {
			if p := of.Page(site.Path(stem)); p != nil && p.Path.File() == strings.TrimPrefix(rest, "/") {
				return p, ""
			}
		}
	}
	return nil, ""
}

// notFound returns the page for an address that is none, in its language.
func (s *Server) notFound(address string) *site.Page {
	of := s.view.Site
	rest := strings.TrimPrefix(address, unescape(of.Base.Prefix))
	lang, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	if p := of.Page(site.Path("/" + lang + "/404.html")); p != nil {
		return p
	}
	return of.Page("/404.html")
}
