package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"communique/generator/archive"
	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/output"
	"communique/generator/preflight"
	"communique/generator/render"
	"communique/generator/site"
	"communique/generator/theme"
)

func buildCommand() *cobra.Command {
	var s source
	var out string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "writes the site",
		Long: `Reads the content, checks it, and writes the site into a folder. Nothing is written
while there is an error. Files that have not changed keep their bytes and times; files of an
earlier build that are no longer part of the site are removed, and no others. New addresses
are added to permalinks.tsv in the content folder, unless CI is set or --now is yet to come:
commit it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.check(); err != nil {
				return err
			}
			if within(out, s.content) {
				return fmt.Errorf("--out must not lie in the content folder: %q", out)
			}
			return build(s, out, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	s.flags(cmd)
	cmd.Flags().StringVar(&out, "out", "public", "the `folder` to write the site into")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// within reports whether one folder is another or lies in it, however their
// names are written: from elsewhere, over a link, in another letter case. The
// first need not be there yet. The other way round, content in the folder of
// the site, does no harm: a build takes away nothing but what one wrote.
func within(inner, outer string) bool {
	above, err := os.Stat(outer)
	if err != nil {
		return false // reading it will tell
	}
	dir, err := filepath.Abs(inner)
	if err != nil {
		return false
	}
	for {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			dir = real // as far as it is there
		}
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, above) {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
		dir = filepath.Dir(dir)
	}
}

// build is the pipeline: load, check, plan, render, write.
func build(s source, out string, stdout, stderr io.Writer) error {
	watch := newStopwatch()
	content, err := s.open()
	if err != nil {
		return failed(err)
	}
	planned, faults, err := prepare(s, content, watch)
	if err != nil {
		return failed(err)
	}
	if err := diag.Print(stderr, faults, diag.Text, hasColour(stderr)); err != nil {
		return failed(err)
	}
	if errors, warnings := faults.Count(); errors > 0 {
		fmt.Fprintf(stderr, "%s; nothing was written\n", faultCount(errors, warnings))
		return errFaults
	}
	folder, err := output.Open(out, planned.site.Files())
	if err != nil {
		return failed(err)
	}
	r := render.New(planned.site, planned.theme, content)
	g := &guard{fileWriter: folder, erased: planned.site.Archive.Erased, out: filepath.ToSlash(out)}
	err = writePages(r, planned.site, g, s.jobs, newProgress(stderr, planned.site, watch.start))
	watch.lap("render")
	if found := g.faults(); err == nil && len(found) > 0 {
		err = errors.Join(diag.Print(stderr, found, diag.Text, hasColour(stderr)), folder.Close())
		if err != nil {
			return failed(err)
		}
		fmt.Fprintln(stderr, "nothing was written")
		return errFaults
	}
	var result output.Result
	if err == nil {
		result, err = folder.Commit()
	}
	if err := errors.Join(err, folder.Close()); err != nil {
		return failed(err)
	}
	watch.lap("write")
	if err := record(stdout, s, content, planned.site); err != nil {
		return failed(err)
	}
	if err := summarise(stdout, planned.site, result, out, watch); err != nil {
		return failed(err)
	}
	return failed(lookOver(stderr, planned.site, folder, out))
}

// plan is a site and the theme that it was planned for.
type plan struct {
	site  *site.Site
	theme *theme.Theme
}

// prepare does all that comes before the first byte: load, check, plan. With
// an error among the faults there is no plan to render.
func prepare(s source, content fs.FS, watch *stopwatch) (*plan, diag.List, error) {
	now, err := s.time()
	if err != nil {
		return nil, nil, err
	}
	a, faults, err := s.load(content)
	if err != nil {
		return nil, nil, err
	}
	if s.baseURL != "" {
		a.BaseURL, a.OtherURL = s.baseURL, a.BaseURL
	}
	watch.lap("load")
	faults = append(faults, check.Check(a, archive.DateOf(now))...)
	if s.preview {
		a.Withhold(endOfTime, s.drafts)
		a.Today = archive.DateOf(now)
	} else {
		a.Withhold(now, s.drafts)
	}
	watch.lap("check")
	planned, more, err := planSite(s, a)
	if err != nil {
		return nil, nil, err
	}
	faults = append(faults, more...)
	faults = append(faults, preflight.Names(hostFiles(planned.site, ""))...)
	load.Redact(faults, a.Erased)
	faults.Sort()
	watch.lap("plan")
	return planned, faults, nil
}

// endOfTime is after every embargo: dates have years of four digits.
var endOfTime = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)

// unspokenLanguage is a rule that only the theme and the archive together can
// break.
var unspokenLanguage = diag.Rule{Name: "unspoken-language", Severity: diag.Warning,
	Doc: "a language that the site is offered in should be one that the theme has words for"}

// unspoken warns of each language whose pages would be in English.
func unspoken(a *archive.Archive, t *theme.Theme) diag.List {
	var faults diag.List
	for _, lang := range a.Languages {
		if at, written := a.LanguagesAt[lang]; written && t.Language(lang, lang).Tag != lang {
			faults.Add(&unspokenLanguage, diag.Position{File: a.File("archive.yaml"), Pos: at},
				fmt.Sprintf("the theme has no words in %q, so its pages are in English", lang),
				fmt.Sprintf("add i18n/%s.yaml to the theme, or take the language out", lang))
		}
	}
	return faults
}

// planSite loads the theme and plans the site with its assets.
func planSite(s source, a *archive.Archive) (*plan, diag.List, error) {
	files, err := s.themeFiles()
	if err != nil {
		return nil, nil, err
	}
	base := site.ParseBase(a.BaseURL)
	kinds := make([]string, len(site.PageKinds))
	for i, k := range site.PageKinds {
		kinds[i] = string(k)
	}
	t, err := theme.Load(files, theme.Options{
		Kinds:     kinds,
		Languages: a.Languages,
		Href:      func(path string) string { return base.Href(site.Path(path)) },
	})
	if err != nil {
		return nil, nil, err
	}
	assets := make([]site.Path, len(t.Assets))
	for i, asset := range t.Assets {
		assets[i] = site.Path(asset.Path)
	}
	planned, faults := site.Plan(a, assets)
	return &plan{planned, t}, append(faults, unspoken(a, t)...), nil
}

// writePages renders every page and hands it to the writer, stage after
// stage, so that no page is there before what it needs. Pages go as they are
// made: what is in memory is a page for each worker, and of a file that grows
// with the archive a few lines.
func writePages(r *render.Renderer, s *site.Site, folder fileWriter, jobs int, bar *progress) error {
	defer bar.done()
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	for _, stage := range s.Stages {
		var group errgroup.Group
		group.SetLimit(jobs)
		// A task for each page would cost more than it gives, but a stage of
		// few pages has work for every worker too.
		run := min(32, 1+len(stage.Pages)/(4*jobs))
		for start := 0; start < len(stage.Pages); start += run {
			pages := stage.Pages[start:min(start+run, len(stage.Pages))]
			group.Go(func() error {
				b := buffers.Get().(*bytes.Buffer)
				defer buffers.Put(b)
				for _, p := range pages {
					if err := writePage(r, p, folder, b); err != nil {
						return err
					}
				}
				bar.add(len(pages))
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// writePage renders a page, with b for its bytes, and hands it to the writer.
func writePage(r *render.Renderer, p *site.Page, folder fileWriter, b *bytes.Buffer) error {
	if p.Data != nil {
		return folder.Stream(p.Path.File(), func(w io.Writer) error { return r.Stream(w, p) })
	}
	b.Reset()
	if err := r.Render(b, p); err != nil {
		return err
	}
	return folder.Write(p.Path.File(), b.Bytes())
}

// stopwatch measures the stages of a build.
type stopwatch struct {
	start, last time.Time
	laps        []lap
}

type lap struct {
	stage string
	took  time.Duration
}

func newStopwatch() *stopwatch {
	now := time.Now()
	return &stopwatch{start: now, last: now}
}

func (w *stopwatch) lap(stage string) {
	now := time.Now()
	w.laps = append(w.laps, lap{stage, now.Sub(w.last)})
	w.last = now
}
