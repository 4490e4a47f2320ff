package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/site"
)

// letterheadNames is how many names stand above a statement. More would push
// its title out of sight; all of them stand below it.
const letterheadNames = 12

// sign adds the signatories.
func (r *Renderer) sign(s *StatementPage, st *archive.Statement, lang string) error {
	words, names := r.words(lang), r.around(lang)
	letterhead, lines := make([]string, 0, letterheadNames), make([]string, 0, len(st.Signatures))
	for _, g := range st.Signatures {
		name := cmp.Or(g.As, g.To.NameOn(st.Date, names))
		key := signatureKey{g.To, names, name, g.Signed, g.Withdrawn, g.Note}
		made, err := r.signatures.get(key, func() (signatureLines, error) {
			view := r.signature(g, name, names)
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
	signed, withdrawn archive.Date
	note              string
}

// signatureLines are a signature above the statement and below it.
type signatureLines struct{ head, line string }

func (r *Renderer) signature(g archive.Signature, name, lang string) Signature {
	v := Signature{
		Name:   name,
		Href:   r.href(r.site.ListIn(site.Subject{Kind: site.Signatory, Signatory: g.To}, site.Period{}, lang)),
		Logo:   r.logo(g.To),
		Signed: g.Signed, Withdrawn: g.Withdrawn, Note: g.Note,
	}
	marked := foreign(name, g.To.LanguageOf(name), r.words(lang).Tag)
	v.Lang, v.Dir = marked.Lang, marked.Dir
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
