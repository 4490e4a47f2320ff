package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"communique/generator/check"
	"communique/generator/diag"
	"communique/generator/load"
	"communique/generator/preflight"
	"communique/generator/site"
)

var update = flag.Bool("update", false, "write the tables of the README and other expected results anew")

// allRules are the rules of every stage.
func allRules() []*diag.Rule {
	all := slices.Concat(load.Rules, check.Rules(), site.Rules, preflight.Rules, []*diag.Rule{&unspokenLanguage})
	slices.SortFunc(all, func(x, y *diag.Rule) int { return strings.Compare(x.Name, y.Name) })
	return all
}

// TestReadme compares the tables of the README with the keys, rules and flags
// that the program has. With -update it writes them.
func TestReadme(t *testing.T) {
	const file = "../README.md"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	for name, table := range tables() {
		begin, end := "<!-- begin "+name+" -->\n", "<!-- end "+name+" -->"
		before, rest, ok := strings.Cut(readme, begin)
		have, after, ok2 := strings.Cut(rest, end)
		switch {
		case !ok || !ok2:
			t.Errorf("the README has no place for the table %q", name)
		case have != table && *update:
			readme = before + begin + table + end + after
		case have != table:
			t.Errorf("the README's table %q is out of date; run go test ./generator -run TestReadme -update", name)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func tables() map[string]string {
	all := map[string]string{}
	cell := strings.NewReplacer("|", `\|`)
	for _, r := range load.Records() {
		var b strings.Builder
		b.WriteString("| key | needed | what |\n| --- | --- | --- |\n")
		for _, k := range r.Keys {
			needed := ""
			if k.Required {
				needed = "yes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, needed, cell.Replace(k.Doc))
		}
		all["keys of "+r.Name] = b.String()
	}
	var b strings.Builder
	b.WriteString("| rule | fault | what is asked |\n| --- | --- | --- |\n")
	for _, r := range allRules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Name, r.Severity, cell.Replace(r.Doc))
	}
	all["rules"] = b.String()
	b.Reset()
	b.WriteString("| command | flag | what |\n| --- | --- | --- |\n")
	for _, cmd := range command().Commands() {
		fmt.Fprintf(&b, "| `%s` | | %s |\n", cmd.Name(), cmd.Short)
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			value, usage := pflag.UnquoteUsage(f)
			fmt.Fprintf(&b, "| | `--%s` | %s |\n", strings.TrimSpace(f.Name+" "+strings.ToUpper(value)), cell.Replace(usage+defaultOf(f)))
		})
	}
	all["flags"] = b.String()
	return all
}

// defaultOf says what a flag is if it is not given. The number of processors
// is this machine's.
func defaultOf(f *pflag.Flag) string {
	switch {
	case f.Name == "jobs":
		return " (the number of processors)"
	case f.DefValue == "" || f.DefValue == "false" || f.DefValue == "[]":
		return ""
	}
	return fmt.Sprintf(" (`%s`)", f.DefValue)
}

// TestRules holds what every rule is to have: a name in kebab case, a
// sentence, and a session that breaks it.
func TestRules(t *testing.T) {
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+){0,3}$`)
	seen := map[string]bool{}
	for _, r := range allRules() {
		if !name.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("rule %q: not in kebab case, or not the only one of this name", r.Name)
		}
		seen[r.Name] = true
		if r.Doc == "" || strings.HasSuffix(r.Doc, ".") || r.Doc[0] < 'a' && r.Doc[:4] != "HTML" {
			t.Errorf("rule %s: the sentence %q is not in the program's voice", r.Name, r.Doc)
		}
		script, err := os.ReadFile(filepath.Join("testdata/script/rule", r.Name+".txtar"))
		if err != nil {
			t.Errorf("rule %s has no session: %v", r.Name, err)
			continue
		}
		if !strings.Contains(string(script), "["+r.Name+"]\n") {
			t.Errorf("the session of rule %s does not break it", r.Name)
		}
	}
	scripts, err := filepath.Glob("testdata/script/rule/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range scripts {
		if !seen[strings.TrimSuffix(filepath.Base(file), ".txtar")] {
			t.Errorf("%s breaks no rule that there is", file)
		}
	}
}
