package main

import (
	"fmt"
	"io"
	"path"
	"sync"

	"communique/generator/diag"
	"communique/generator/erase"
	"communique/generator/load"
)

// fileWriter takes the files of a site.
type fileWriter interface {
	Write(name string, data []byte) error
	Stream(name string, write func(io.Writer) error) error
}

// guard stands before the writer, and lets no file pass that has an erased
// name, be it in its own. The content has been looked through before; but only
// what is written shows what a theme's words, two values side by side, or a
// text that is published as it is, say in the end.
type guard struct {
	fileWriter
	erased *erase.Matcher
	out    string

	mu    sync.Mutex
	found diag.List
}

// Write looks through a file if it is text, in whatever encoding. Of other
// attachments and of pictures the name is looked at only.
func (g *guard) Write(name string, data []byte) error {
	if g.erased != nil && (g.erased.FindString(name) || g.erased.FindFile(data)) {
		g.report(name)
		return nil
	}
	return g.fileWriter.Write(name, data)
}

func (g *guard) Stream(name string, write func(io.Writer) error) error {
	if g.erased == nil {
		return g.fileWriter.Stream(name, write)
	}
	text := g.erased.Stream()
	err := g.fileWriter.Stream(name, func(w io.Writer) error { return write(io.MultiWriter(text, w)) })
	if g.erased.FindString(name) || text.Found() {
		g.report(name)
	}
	return err
}

func (g *guard) report(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.found.Add(&load.ErasedName, diag.Position{File: path.Join(g.out, name)}, "an erased name would stand in this file",
		"no content file has it in one piece: look in attachments that are text, in the theme, and in what stands side by side here")
}

// faults returns what was found, sorted, with a few of many files: what is in
// the theme is on every page.
func (g *guard) faults() diag.List {
	g.found.Sort()
	const most = 10
	shown := g.found
	if more := len(shown) - most; more > 0 {
		shown = append(shown[:most:most], diag.Diagnostic{Position: diag.Position{File: g.out}, Rule: &load.ErasedName,
			Message: fmt.Sprintf("an erased name would stand in %s more", number(more, "file"))})
	}
	load.Redact(shown, g.erased)
	return shown
}
