package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/themes"
)

// source says which archive a command works on, and as of when.
type source struct {
	content string
	theme   string
	baseURL string
	drafts  bool
	jobs    int
	now     string

	preview bool        // embargoed statements are shown too
	cache   *load.Cache // what was read before; nil where it is read once
}

// flags adds the flags that name an archive.
func (s *source) flags(cmd *cobra.Command) {
	s.place(cmd)
	f := cmd.Flags()
	f.StringVar(&s.baseURL, "base-url", "", "the `address` that the site is published under, instead of archive.yaml's base_url")
	f.BoolVar(&s.drafts, "drafts", false, "take drafts for published")
	f.IntVar(&s.jobs, "jobs", runtime.GOMAXPROCS(0), "work on `N` files at a time")
	f.StringVar(&s.now, "now", "", "the `time` to take for now: 2017-09-01 or 2017-09-01T09:00:00+07:00 (else SOURCE_DATE_EPOCH, else the clock)")
}

// place adds the flags that say where an archive and its theme lie.
func (s *source) place(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.content, "content", "content", "the `folder` of the archive's content")
	f.StringVar(&s.theme, "theme", "default", "the `theme`: a folder, or the name of one in themes/")
	_ = cmd.MarkFlagDirname("content")
}

// check refuses values that no run could use.
func (s *source) check() error {
	if s.jobs < 1 {
		return fmt.Errorf("--jobs must be at least 1, not %d", s.jobs)
	}
	if s.baseURL != "" {
		base, err := load.ParseBaseURL(s.baseURL)
		if err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
		s.baseURL = base
	}
	_, err := s.time()
	return err
}

// time returns the time that stands for now, in UTC.
func (s *source) time() (time.Time, error) {
	if s.now != "" {
		if t, err := time.Parse(time.RFC3339, s.now); err == nil {
			return t.UTC(), nil
		}
		d, err := archive.ParseDate(s.now)
		if err != nil {
			return time.Time{}, fmt.Errorf("--now: neither a date nor a time of RFC 3339: %q", s.now)
		}
		return d.Time(), nil
	}
	// https://reproducible-builds.org/specs/source-date-epoch/
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: no number of seconds: %q", epoch)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return time.Now().UTC(), nil
}

// ahead reports whether the time that stands for now is yet to come, so that a
// build shows what nobody may see today. A day that was given has come once it
// has begun anywhere on earth.
func (s *source) ahead(now time.Time) bool {
	clock := time.Now()
	if _, err := archive.ParseDate(s.now); err == nil {
		clock = clock.Add(14 * time.Hour) // in Kiribati, the first of all
	}
	return now.After(clock)
}

// open opens the content folder. Nothing outside it can be reached through
// the result, not even by a symbolic link.
func (s *source) open() (fs.FS, error) {
	root, err := os.OpenRoot(s.content)
	if err != nil {
		return nil, fmt.Errorf("cannot open the content folder: %w\n  hint: run in the archive's folder, or name it with --content", err)
	}
	return root.FS(), nil
}

// load reads the archive in the content folder.
func (s *source) load(content fs.FS) (*archive.Archive, diag.List, error) {
	return load.Load(content, load.Options{Dir: filepath.ToSlash(filepath.Clean(s.content)), Jobs: s.jobs, Cache: s.cache})
}

// themeFiles finds the theme: a folder, one in themes/, or the default that
// is built in.
func (s *source) themeFiles() (fs.FS, error) {
	if dir := s.themeDir(); dir != "" {
		return os.DirFS(dir), nil
	}
	if cmp.Or(s.theme, "default") == "default" {
		return themes.Default(), nil
	}
	return nil, fmt.Errorf("no theme %q\n  hint: give a folder that holds templates/, or the name of one in themes/", s.theme)
}

// themeDir returns the folder of the theme; "" if it is in none.
func (s *source) themeDir() string {
	for _, dir := range []string{s.theme, filepath.Join("themes", s.theme)} {
		if info, err := os.Stat(filepath.Join(dir, "templates")); err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}
