package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"communique/generator/demo"
)

func demoCommand() *cobra.Command {
	var o demo.Options
	var out string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "writes a sample archive",
		Long: `Writes the content of a sample archive: statements that nobody made, by organisations that
do not exist, plainly labelled as a sample. It is for trying out a theme, and for measuring.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return errors.New("--out is missing: the folder to write the sample's content into")
			}
			if err := demo.Write(out, o); err != nil {
				return failed(err)
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: a sample of %d statements\n", out, o.Statements)
			return failed(err)
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "the `folder` to write into, which must be empty or not be there")
	f.IntVar(&o.Statements, "statements", 300, "how `many` statements")
	f.IntVar(&o.Signatories, "signatories", 400, "how `many` organisations")
	f.StringSliceVar(&o.Languages, "languages", []string{"en"}, "the `languages` of the archive, its own first")
	f.Uint64Var(&o.Seed, "seed", 1, "a `number`; another one gives another sample")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}
