// Package themes embeds the theme that the program brings along, so that one
// binary is enough to build a site.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default returns the default theme: templates, assets and words, as package
// theme describes them.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic("themes: " + err.Error()) // only for a malformed path
	}
	return sub
}
