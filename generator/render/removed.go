package render

import (
	"communique/generator/archive"
	"communique/generator/site"
)

// RemovedPage is the view of removed.html, which stands at the address of a
// statement that had to go. It knows nothing of what that said.
type RemovedPage struct {
	Frame
	Heading *Link // the title, where the editor left it
	Removed archive.Note
}

func (r *Renderer) removed(p *site.Page) (*RemovedPage, error) {
	f := r.frame(p)
	v := p.Statement.Versions[p.Version]
	t := &RemovedPage{Removed: *p.Statement.Removed}
	if f.Title = v.Title; v.Title != "" {
		heading := foreign(v.Title, v.Language, f.Lang)
		t.Heading = &heading
	} else {
		var err error
		if f.Title, err = r.words(p.Lang).T("removed"); err != nil {
			return nil, err
		}
	}
	t.Frame = r.finish(p, f)
	return t, nil
}
