package fix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/diag"
	"communique/generator/fold"
	"communique/generator/load"
	"communique/generator/matter"
	"communique/generator/slug"
)

// names collects the references that are not written as a code or an id.
func names(a *archive.Archive, faults diag.List, edits map[string][]edit) {
	country := func(s archive.Source, r archive.Ref[archive.Country]) {
		if r.To != nil {
			reference(edits, s, r.At, r.Written, r.To.Code)
		}
	}
	allKnown := allNamesKnown(a, faults)
	signatory := func(s archive.Source, r archive.Ref[archive.Signatory]) {
		if r.To != nil && allKnown {
			reference(edits, s, r.At, r.Written, r.To.ID)
		}
	}
	for _, s := range a.Signatories {
		country(s.Source, s.Country)
		signatory(s.Source, s.Successor)
	}
	for _, s := range a.Statements {
		for _, r := range s.Countries {
			country(s.Source, r)
		}
		for _, g := range s.Signatures {
			// Of one that stands twice, one name may be the slip for another.
			if !slices.ContainsFunc(s.Signatures, func(h archive.Signature) bool { return h.To == g.To && h.At != g.At }) {
				signatory(s.Source, g.Ref)
			}
		}
		for _, r := range s.Related {
			if r.To != nil {
				reference(edits, s.Source, r.At, r.Written, r.To.ID)
			}
		}
	}
}

func reference(edits map[string][]edit, s archive.Source, at diag.Pos, written, id string) {
	if written == id {
		return
	}
	yaml := id // with a slash in it, as a statement's has, YAML takes it for nothing else
	if !strings.Contains(id, "/") {
		yaml = matter.Scalar(id)
	}
	edits[s.Name()] = append(edits[s.Name()], edit{at, written, yaml})
}

// allNamesKnown reports whether every signatory's file says what it is called:
// what is not known may be the name that somebody wrote.
func allNamesKnown(a *archive.Archive, faults diag.List) bool {
	folder := a.File("signatories/")
	return !slices.ContainsFunc(faults, func(d diag.Diagnostic) bool {
		return d.Rule.Severity == diag.Error && slices.Contains(load.Rules, d.Rule) &&
			(strings.HasPrefix(d.File, folder) || d.File == a.File("archive.yaml"))
	})
}

// stubs makes files for the signatories that lack one, by path.
func stubs(a *archive.Archive, faults diag.List) map[string][]byte {
	all := map[string][]byte{}
	if !allNamesKnown(a, faults) {
		return all
	}
	missing := slices.DeleteFunc(slices.Clone(faults), func(d diag.Diagnostic) bool { return d.Fix == nil || d.Fix.Missing == "" })
	// Of an id one learns no name, so where both are written the name counts.
	slices.SortStableFunc(missing, func(x, y diag.Diagnostic) int { return cmp.Compare(isID(x.Fix.Missing), isID(y.Fix.Missing)) })
	made := map[string]bool{} // names, folded
	for _, d := range missing {
		name := d.Fix.Missing
		path := "signatories/" + slug.Of(name) + ".md"
		if made[fold.Key(name)] || all[path] != nil {
			continue // another name with the same slug has to wait for a person
		}
		made[fold.Key(name)] = true
		var f matter.File
		f.Comment(fmt.Sprintf("review: made by check --fix, for %s names it; delete this line if the name is right, or the file if it is a signatory that is known by another name", strings.TrimPrefix(d.File, a.File(""))))
		f.Text("name", name)
		all[path] = f.Bytes("")
	}
	return all
}

// isID is 1 for what is written like an id, else 0.
func isID(name string) int {
	if slug.Of(name) == name {
		return 1
	}
	return 0
}
