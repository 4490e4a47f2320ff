// Package preflight looks at a site as hosts do, for hosts say little: a file
// that is too large fails a deploy with a number, a line of _headers that is
// not understood is left out without a word.
//
// What goes in are the names and sizes of all files of a site and the bytes of
// _headers and _redirects; what comes out are findings. It is pure.
//
// [Names] is for a site that is planned, and finds
//
//   - more than 50,000 files in a folder, an error: Netlify refuses 54,000,
//     and file systems grow slow
//   - the characters # and ? in a name, for which Netlify refuses the deploy
//   - an element with an underscore before it or a tilde after it, which
//     GitHub Pages leaves out, unless the folder has a file .nojekyll
//
// [Built] is for a site that is built, and finds
//
//   - a file of over 25 MiB (Cloudflare Pages) or 100 MiB (GitHub Pages)
//   - a page of over 10 MB, which takes a minute and a half at 1 Mbit/s
//   - over 20,000 files (Cloudflare Pages, without a paid plan), or over 1 GB
//     in all (GitHub Pages)
//   - in _headers and _redirects, what [Headers] and [Redirects] say
//
// A site is made for any host, so a limit of one is a warning: only its owner
// knows where it goes. The limits are as published in 2026.
//
// The file .nojekyll is not made here: dot files belong to the owner of the
// folder, and the archive's own addresses need none.
package preflight

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"communique/generator/diag"
)

// File is a file of a site.
type File struct {
	Name  string // relative to the output folder
	Place string // where its owner finds it: in the content if it was copied from there, else in the output
	Size  int64  // in bytes; not needed by Names
}

var (
	crowdedFolder = diag.Rule{Name: "crowded-folder", Severity: diag.Error,
		Doc: "no folder of the site holds more than 50,000 files, for hosts refuse it"}
	hostName = diag.Rule{Name: "host-name", Severity: diag.Warning,
		Doc: "the name of an attachment is one that every host takes: no # and ?, no underscore before it, no tilde after it"}
	hostLimit = diag.Rule{Name: "host-limit", Severity: diag.Warning,
		Doc: "the size and number of the files are within the limits of Cloudflare Pages and GitHub Pages"}
	hostSyntax = diag.Rule{Name: "host-syntax", Severity: diag.Warning,
		Doc: "_headers and _redirects hold only what every host understands that reads them"}
)

// Rules are those that an editor keeps to. What the others find is of the site
// as a whole, and for the owner.
var Rules = []*diag.Rule{&hostName}

const (
	filesInFolder = 50_000

	mebibyte   = 1 << 20
	pageSize   = 10_000_000
	cloudFile  = 25 * mebibyte
	githubFile = 100 * mebibyte
	cloudFiles = 20_000
	githubSite = 1_000_000_000
)

// Names returns what hosts say to the names of a site's files, sorted.
func Names(files []File) diag.List {
	var found diag.List
	folders := map[string]int{}
	for _, f := range files {
		folders[path.Dir(f.Name)]++
		at := diag.Position{File: f.Place}
		if i := strings.IndexAny(f.Name, "#?"); i >= 0 {
			found.Add(&hostName, at, fmt.Sprintf("%q holds %q, and Netlify refuses a site with such a file", path.Base(f.Name), f.Name[i:i+1]), "rename it")
		}
		if f.Name == "_headers" || f.Name == "_redirects" { // no loss: GitHub Pages does not read them
			continue
		}
		for element := range strings.SplitSeq(f.Name, "/") {
			if strings.HasPrefix(element, "_") || strings.HasSuffix(element, "~") {
				found.Add(&hostName, at, fmt.Sprintf("GitHub Pages leaves out %q", element), "rename it, or put an empty file .nojekyll into the folder that is published")
			}
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		if n := folders[folder]; n > filesInFolder {
			found.Add(&crowdedFolder, diag.Position{File: folder}, fmt.Sprintf("the site has %d files in one folder; hosts refuse more than %d", n, filesInFolder), "divide what is in it")
		}
	}
	found.Sort()
	return found
}

// Built returns what hosts refuse or ignore in a built site, sorted. out is
// the output folder, for positions; headers and redirects are the bytes of
// the files of these names, nil where there is none.
func Built(out string, files []File, headers, redirects []byte) diag.List {
	var found diag.List
	limit := func(place, message, hint string) {
		found.Add(&hostLimit, diag.Position{File: place}, message, hint)
	}
	total := int64(0)
	for _, f := range files {
		total += f.Size
		switch size := fmt.Sprintf("%.1f MiB", float64(f.Size)/mebibyte); {
		case f.Size > githubFile:
			limit(f.Place, "the file has "+size+"; GitHub Pages takes 100 MiB, Cloudflare Pages 25 MiB", "make it smaller, or link to a copy elsewhere")
		case f.Size > cloudFile:
			limit(f.Place, "the file has "+size+"; Cloudflare Pages takes 25 MiB", "make it smaller, or choose another host")
		case f.Size > pageSize && path.Ext(f.Name) == ".html":
			limit(f.Place, "the page has "+size+"; on a slow line it takes minutes", "divide the text, or attach a part of it")
		}
	}
	if len(files) > cloudFiles {
		limit(out, fmt.Sprintf("the site has %d files; Cloudflare Pages takes %d without a paid plan", len(files), cloudFiles), "choose another host or plan, if it is yours")
	}
	if total > githubSite {
		limit(out, fmt.Sprintf("the site has %.1f GB; GitHub Pages takes 1 GB", float64(total)/1e9), "choose another host, if it is yours")
	}
	found = append(found, Headers(path.Join(out, "_headers"), headers)...)
	found = append(found, Redirects(path.Join(out, "_redirects"), redirects)...)
	found.Sort()
	return found
}
