package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/picture"
	"communique/generator/site"
)

// letterheadNames is how many names stand above a statement. More would push
// its title out of sight; all of them stand below it.
const letterheadNames = 12

// The box of a logo in a letterhead, in CSS pixels: less than on its own page,
// for there are several.
const letterheadWidth, letterheadHeight = 160, 52

// sign adds the signatories.
func (r *Renderer) sign(s *StatementPage, st *archive.Statement, lang string) error {
	words, names, printed := r.words(lang), r.around(lang), st.Versions.Original().Language
	letterhead, lines := make([]string, 0, letterheadNames), make([]string, 0, len(st.Signatures))
	for _, g := range st.Signatures {
		name := st.NameOf(g, names)
		key := signatureKey{g.To, names, name, printed, g.Signed, g.Withdrawn, g.Note}
		made, err := r.signatures.get(key, func() (signatureLines, error) {
			view := r.signature(g, name, printed, names)
			head, err := words.Partial("letterhead", view)
			if err != nil {
				return signatureLines{}, err
			}
			line, err := words.Partial("signature", view)
			return signatureLines{string(head), string(line)}, err
		})
		if err != nil {
			return err
		}
		lines = append(lines, made.line)
		switch {
		case !g.Withdrawn.IsZero() || !g.Signed.IsZero():
		case len(letterhead) < letterheadNames:
			letterhead = append(letterhead, made.head)
		default:
			s.More++
		}
	}
	s.Letterhead, s.Signatures = joined(letterhead), joined(lines)
	return nil
}

// joined makes one of several partials, which were escaped when they were
// made.
func joined(parts []string) template.HTML {
	return template.HTML(strings.Join(parts, "")) // #nosec G203
}

// signatureKey has all that a signature's lines depend on.
type signatureKey struct {
	to                *archive.Signatory
	lang, name        string
	printed           string
	signed, withdrawn archive.Date
	note              string
}

// signatureLines are a signature above the statement and below it.
type signatureLines struct{ head, line string }

// signature makes the line of a signature under a statement that was issued in
// the language printed.
func (r *Renderer) signature(g archive.Signature, name, printed, lang string) Signature {
	v := Signature{
		Name:   name,
		Href:   r.href(r.site.ListIn(site.Subject{Kind: site.Signatory, Signatory: g.To}, site.Period{}, lang)),
		Signed: g.Signed, Withdrawn: g.Withdrawn, Note: g.Note,
	}
	if logo := r.logo(g.To); logo != nil {
		v.Logo = &Image{Src: logo.Src}
		v.Logo.Width, v.Logo.Height = picture.Fit(logo.Width, logo.Height, letterheadWidth, letterheadHeight)
	}
	page := r.words(lang).Tag
	// A name as printed that its file does not know is most likely in the
	// language of what it is printed on.
	marked := foreign(name, cmp.Or(g.To.LanguageOf(name), printed), page)
	v.Lang, v.Dir = marked.Lang, marked.Dir
	note := foreign("", printed, page)
	v.NoteLang, v.NoteDir = note.Lang, note.Dir
	// A name as printed may well be the present one in another language, or in
	// capitals; only a name of its past is explained.
	if slices.ContainsFunc(g.To.FormerNames, func(f archive.FormerName) bool { return f.Name == name }) {
		v.Now = g.To.NameIn(lang)
	}
	if c := g.To.Country.To; c != nil {
		v.Country = c.NameIn(lang)
	}
	return v
}
