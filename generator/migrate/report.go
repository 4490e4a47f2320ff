package migrate

import (
	"fmt"
	"strings"

	"communique/generator/diag"
)

// Report returns what became of the old site as Markdown, for the editor to
// work through. faults are what check says of the files that were written.
func (p *Plan) Report(faults diag.List) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# What became of the old site\n\nRead as a site of %s. This file belongs to nobody but you: delete it when you have worked through it.\n", orUnknown(p.Site))
	section := func(title string, which func(o Outcome) bool) {
		head := "\n## " + title + "\n\n"
		for _, o := range p.Outcome {
			if which(o) {
				b.WriteString(head)
				head = ""
				o.write(&b)
			}
		}
	}
	section("Taken over", func(o Outcome) bool { return o.New })
	if len(p.Named) > 0 {
		b.WriteString("\n## New, because texts name them\n\n")
		for _, name := range p.Named {
			fmt.Fprintf(&b, "- `%s`\n", name)
		}
	}
	section("Already in the archive", func(o Outcome) bool { return !o.New && len(o.Became) > 0 })
	section("Not taken over", func(o Outcome) bool { return len(o.Became) == 0 })
	if len(faults) > 0 {
		b.WriteString("\n## What check says of it\n\n")
		for _, f := range faults {
			fmt.Fprintf(&b, "- %s: %s: %s\n", f.Position, f.Rule.Severity, f.Message)
		}
	}
	return []byte(b.String())
}

func orUnknown(generator string) string {
	if generator == "" {
		return "a generator that is not known"
	}
	return generator
}

// write adds the line of a file, and one for each thing to know of it.
func (o Outcome) write(b *strings.Builder) {
	switch {
	case len(o.Became) > 0:
		fmt.Fprintf(b, "- `%s` → `%s`\n", o.Source, strings.Join(o.Became, "`, `"))
	default:
		fmt.Fprintf(b, "- `%s`: %s\n", o.Source, o.Why)
	}
	for _, r := range o.Remarks {
		fmt.Fprintf(b, "  - %s\n", r)
	}
	for _, k := range o.Left {
		fmt.Fprintf(b, "  - a key without a place: `%s`\n", strings.ReplaceAll(k, "`", "'"))
	}
}

// Tally says in a few words what became of how many files of the old site.
func (p *Plan) Tally() string {
	var taken, there, not int
	for _, o := range p.Outcome {
		switch {
		case o.New:
			taken++
		case len(o.Became) > 0:
			there++
		default:
			not++
		}
	}
	return fmt.Sprintf("of the old site, %d taken over, %d there already, %d not taken over", taken, there, not)
}
