package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"communique/generator/diag"
)

func checkCommand() *cobra.Command {
	var s source
	var strict, fix, show bool
	var format string
	names := make([]string, len(diag.Formats))
	for i, f := range diag.Formats {
		names[i] = string(f)
	}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "says what is wrong with the content",
		Long: `Reads and checks the content as build does, links between pages included, and writes nothing.
With --fix it first repairs what has only one right answer, shows the changes, and says what is
left: names of countries and signatories become codes and ids, a signatory without a file gets
one to review, and values that can only mean one thing are written as they should be. Comments
and the order of keys stay as they are.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.check(); err != nil {
				return err
			}
			if !slices.Contains(names, format) {
				return fmt.Errorf("--format must be %s, not %q", strings.Join(names, " or "), format)
			}
			if (fix || show) && format != string(diag.Text) {
				return fmt.Errorf("--fix and --diff show changes, which the format %s has no place for", format)
			}
			if fix || show {
				if err := repair(s, fix, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
					return failed(err)
				}
			}
			return checkContent(s, strict, diag.Format(format), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	s.flags(cmd)
	cmd.Flags().BoolVar(&strict, "strict", false, "fail for warnings too")
	cmd.Flags().BoolVar(&fix, "fix", false, "repair what has only one right answer, and show the changes")
	cmd.Flags().BoolVar(&show, "diff", false, "show what --fix would change, and write nothing")
	cmd.MarkFlagsMutuallyExclusive("fix", "diff")
	cmd.Flags().StringVar(&format, "format", string(diag.Text), "the `format` to print in: "+strings.Join(names, ", ")+", which annotates pull requests")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// checkContent prints the findings on stdout, for they are what was asked
// for, and how many there are on stderr.
func checkContent(s source, strict bool, format diag.Format, stdout, stderr io.Writer) error {
	content, err := s.open()
	if err != nil {
		return failed(err)
	}
	_, faults, err := prepare(s, content, newStopwatch())
	if err != nil {
		return failed(err)
	}
	if err := diag.Print(stdout, faults, format, hasColour(stdout)); err != nil {
		return failed(err)
	}
	errors, warnings := faults.Count()
	fmt.Fprintln(stderr, faultCount(errors, warnings))
	if errors > 0 || strict && warnings > 0 {
		return errFaults
	}
	return nil
}

// faultCount says how many faults there are.
func faultCount(errors, warnings int) string {
	if errors+warnings == 0 {
		return "no faults"
	}
	return number(errors, "error") + ", " + number(warnings, "warning")
}
