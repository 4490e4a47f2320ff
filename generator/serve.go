package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"communique/generator/diag"
	"communique/generator/erase"
	"communique/generator/load"
	"communique/generator/serve"
	"communique/generator/site"
	"communique/generator/watch"
)

func serveCommand() *cobra.Command {
	s := source{drafts: true, preview: true, jobs: runtime.GOMAXPROCS(0)}
	var listen string
	var poll bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "shows the site in a browser while it is written",
		Long: `Shows the site at an address of this machine. When a file of the content or the theme is
saved, the pages in the browser that it changes are shown anew by themselves. Faults are shown
in the page, over the last version without errors, until they are mended. Drafts and embargoed
statements are shown too, and marked. Nothing is written. Ctrl-C ends it.

Only this machine can read the pages, unless --listen names another address.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.check(); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			return failed(show(ctx, s, listen, poll, cmd.OutOrStdout()))
		},
	}
	s.place(cmd)
	cmd.Flags().StringVar(&listen, "listen", "localhost:8080", "the `address` to answer at; :8080 lets other machines in")
	cmd.Flags().BoolVar(&poll, "poll", false, "compare the files twice a second, for file systems that do not tell of changes, as in some containers and networks")
	return cmd
}

// show answers at an address until ctx is done, and looks at the content
// whenever it may have changed.
func show(ctx context.Context, s source, listen string, poll bool, stdout io.Writer) error {
	server, err := serve.Listen(listen)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	say := func(line string) { fmt.Fprintln(stdout, line) }
	content := watch.Folder(s.content, poll, say)
	defer content.Close()
	var themes <-chan struct{} // of the theme that is built in, nothing comes
	if dir := s.themeDir(); dir != "" {
		theme := watch.Folder(dir, poll, say)
		defer theme.Close()
		themes = theme.C
	}
	s.cache = &load.Cache{}
	p := &preview{source: s, server: server.Server, changing: func() bool { return len(content.C) > 0 }}
	say(p.look(true))
	say(fmt.Sprintf("%s%s/ shows %s; Ctrl-C ends it", server.Address(), p.prefix, filepath.ToSlash(s.content)))
	if server.Everyone() {
		say("whoever reaches this machine can read the drafts there")
	}
	for {
		line := ""
		select {
		case err := <-ended:
			return err
		case <-content.C:
			line = p.look(false)
		case <-themes:
			line = p.look(true)
		}
		if line != "" {
			say(time.Now().Format(time.TimeOnly) + " " + line)
		}
	}
}

// preview is what serve shows, and of what.
type preview struct {
	source
	server   *serve.Server
	changing func() bool // whether the content has changed again
	shown    *site.Site  // the plan that is shown, where it is that of the content
	prefix   string      // the path that the site lies under
}

// look looks at the content again and shows what there is. It returns what it
// found as one line; "" if nothing has changed. Where only texts are worded
// differently, the plan stays; with all it is made anew whatever has changed.
func (p *preview) look(all bool) (line string) {
	start := time.Now()
	defer func() {
		if bug := recover(); bug != nil {
			line = p.fail(nil, diag.List{trouble(fmt.Errorf("a fault of the program: %v", bug))}, nil)
		}
	}()
	content, err := p.open()
	if err != nil {
		return p.fail(nil, diag.List{trouble(err)}, nil)
	}
	if p.shown != nil && !all {
		words, ok, err := p.cache.Reword(content, p.shown.Archive, p.jobs)
		if err == nil && ok {
			p.server.Reword(func() { words.Apply(p.shown.Archive) }, content)
			if paths := words.Paths(); len(paths) > 0 {
				line = fmt.Sprintf("%s: shown after %s", list(paths), milliseconds(start))
			}
			return line
		}
	}
	planned, faults, err := prepare(p.source, content, newStopwatch())
	if err != nil {
		return p.fail(content, diag.List{trouble(err)}, nil)
	}
	a := planned.site.Archive
	errors, warnings := faults.Count()
	if errors > 0 {
		return p.fail(content, faults, a.Erased)
	}
	p.server.Show(serve.View{
		Site: planned.site, Theme: planned.theme, Content: content, Attachments: p.cache.Attachments(a),
		Faults: serve.Quote(content, a.Dir, faults, a.Erased),
	})
	p.shown, p.prefix = planned.site, planned.site.Base.Prefix
	return fmt.Sprintf("%s, %s: shown after %s", number(len(a.Statements), "statement"), faultCount(errors, warnings), milliseconds(start))
}

// fail shows faults over what is shown, unless the content is being written
// still and will be looked at again: a branch that is switched, or an editor
// that saves, passes through states that nobody meant.
func (p *preview) fail(content fs.FS, faults diag.List, erased *erase.Matcher) string {
	if p.changing() {
		return ""
	}
	p.shown = nil
	dir := filepath.ToSlash(filepath.Clean(p.content))
	quoted := serve.Quote(content, dir, faults, erased)
	p.server.Show(serve.View{Faults: quoted})
	first := quoted[0]
	at := first.Position.String()
	if at != "" {
		at += ": "
	}
	return fmt.Sprintf("%s: %s%s", faultCount(faults.Count()), at, first.Message)
}

// environment is the rule of what is no fault of the content. It stands in no
// table: nobody can keep to it.
var environment = diag.Rule{Name: "cannot-read", Severity: diag.Error, Doc: "the content and the theme must be there to be read"}

// trouble is an error as a page shows it.
func trouble(err error) diag.Diagnostic {
	message, hint, _ := strings.Cut(err.Error(), "\n  hint: ")
	return diag.Diagnostic{Rule: &environment, Message: message, Hint: hint}
}

// list names a few paths.
func list(paths []string) string {
	if len(paths) > 3 {
		return fmt.Sprintf("%s and %s more", paths[0], number(len(paths)-1, "text"))
	}
	return strings.Join(paths, ", ")
}

func milliseconds(start time.Time) string {
	return fmt.Sprintf("%d ms", time.Since(start).Milliseconds())
}
