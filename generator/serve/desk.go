package serve

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"hash/maphash"
	"html/template"
	"strings"
	"time"

	"communique/generator/archive"
	"communique/generator/site"
)

//go:embed desk.js
var script string

//go:embed desk.css
var looks string

// desk is what is put into a page while answering.
type desk struct {
	html, style string
}

// desk makes it for an answer to an address.
func (s *Server) desk(address string, a *answer) desk {
	faults := s.faults()
	s.mu.RLock()
	defer s.mu.RUnlock()
	d := desk{style: looks}
	mark := ""
	if s.view.Site != nil && a.page != nil {
		mark = markOf(a.page, time.Now())
		d.style += s.marks
	}
	var b strings.Builder
	err := frame.Execute(&b, struct {
		Mark          string
		Faults        template.HTML
		Style         template.CSS
		Script        template.JS
		Page, Version string
	}{mark, template.HTML(faults), template.CSS(d.style), template.JS(script), address, a.version}) // #nosec G203: faults are escaped by a template, style and script are the program's
	if err != nil {
		panic("serve: " + err.Error())
	}
	d.html = b.String()
	return d
}

// into puts the desk at the end of a page.
func (d desk) into(page []byte) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return append(append(append(make([]byte, 0, len(page)+len(d.html)), page[:at]...), d.html...), page[at:]...)
}

// policy adds to a Content-Security-Policy what the desk needs: its own script
// and style, by their hashes, and the events.
func (d desk) policy(of string) string {
	add := []struct{ directive, sources string }{
		{"script-src", hashOf(script)}, {"style-src", hashOf(d.style)}, {"connect-src", "'self'"},
	}
	for _, a := range add {
		if before, after, has := strings.Cut(of, a.directive+" "); has {
			of = before + a.directive + " " + a.sources + " " + after
			continue
		}
		of += "; " + a.directive + " " + a.sources
	}
	return of
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var frame = template.Must(template.New("desk").Parse(
	`<style>{{.Style}}</style><div id="communique-desk">{{with .Mark}}<p class="mark">{{.}}</p>{{end}}<div data-faults>{{.Faults}}</div></div><script data-page="{{.Page}}" data-version="{{.Version}}">{{.Script}}</script>`))

// faults returns the faults as HTML; "" where there are none.
func (s *Server) faults() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	errors := 0
	for errors < len(s.view.Faults) && rank(s.view.Faults[errors]) == 0 {
		errors++
	}
	all := s.view.Faults[:min(most, len(s.view.Faults))]
	shown := min(errors, len(all))
	var b strings.Builder
	err := list.Execute(&b, struct {
		Errors, Warnings []Fault
		Counts           [2]string
		More             int
		Over             bool
	}{all[:shown], all[shown:], [2]string{count(errors, "error"), count(len(s.view.Faults)-errors, "warning")}, len(s.view.Faults) - len(all), s.view.Site != nil})
	if err != nil {
		panic("serve: " + err.Error())
	}
	return b.String()
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

var list = template.Must(template.New("faults").Parse(
	`{{define "fault"}}<li><p class="place">{{.Position}}</p><p class="message">{{.Message}} [{{.Rule.Name}}]</p>{{with .Source}}<pre>{{.}}</pre>{{end}}{{with .Hint}}<p class="hint">{{.}}</p>{{end}}</li>{{end -}}
{{with .Errors}}<details class="errors" open=""><summary>{{index $.Counts 0}}{{if $.Over}}; below is the last version without any{{end}}</summary><ul>{{range .}}{{template "fault" .}}{{end}}</ul></details>{{end -}}
{{with .Warnings}}<details class="warnings"><summary>{{index $.Counts 1}}</summary><ul>{{range .}}{{template "fault" .}}{{end}}</ul></details>{{end -}}
{{with .More}}<p class="mark">{{.}} more; communique check lists all</p>{{end}}`))

// markOf says of a page that it is not published yet, and why.
func markOf(p *site.Page, now time.Time) string {
	v := versionOf(p)
	switch {
	case p.Statement != nil && p.Statement.Embargo.After(now):
		return "Under embargo until " + p.Statement.Embargo.Format("2006-01-02 15:04 MST") + ". Nobody but you sees this page."
	case v.Draft || p.Statement != nil && p.Statement.Versions.Original().Draft:
		return "Draft. Nobody but you sees this page."
	case p.List != nil && draftAbout(p):
		return "The text about this subject is a draft. Nobody but you sees it."
	}
	return ""
}

// versionOf returns the text that a page shows; the zero Version where it has
// none of its own.
func versionOf(p *site.Page) archive.Version {
	switch {
	case p.Statement != nil:
		return p.Statement.Versions[p.Version]
	case p.Text != nil:
		return p.Text.Versions[p.Version]
	}
	return archive.Version{}
}

func draftAbout(p *site.Page) bool {
	all := p.List.Subject.Versions()
	return len(all) > 0 && all[all.Index(p.Lang)].Draft
}

// markLinks returns the style that marks each link to what is not published
// yet, up to a number that no list reaches.
func markLinks(of *site.Site, now time.Time) string {
	var b strings.Builder
	n := 0
	for p := range of.All {
		if p.Statement == nil && p.Text == nil || p.Kind == site.Redirect || markOf(p, now) == "" {
			continue
		}
		word := "draft"
		if p.Statement != nil && p.Statement.Embargo.After(now) {
			word = "embargo"
		}
		// An address has no quotes: Href escapes them.
		fmt.Fprintf(&b, "main a[href=\"%s\"]::after { content: \" (%s)\"; color: #b00020; }\n", of.Base.Href(p.Path), word)
		if n++; n == 500 {
			break
		}
	}
	return b.String()
}

func escape(s string) string { return template.HTMLEscapeString(s) }

func hash(b []byte) uint64 { return maphash.Bytes(seed, b) }
