package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"communique/generator/archive"
	"communique/generator/output"
	"communique/generator/schema"
)

func schemaCommand() *cobra.Command {
	var content, out string
	cmd := &cobra.Command{
		Use:   "schema [kind]",
		Short: "describes front matter to editors' programs",
		Long: `Prints a JSON Schema of front matter, for programs that complete and check what is written:
of one kind of file (` + strings.Join(schema.Kinds, ", ") + `),
or of all texts. It has the keys, what each is for, and the values of this archive: its
signatories, topics and languages, and the countries. With --out it writes one for each kind.
Run it again when a signatory or a topic is added.`,
		Example: `  communique schema statement
  communique schema --out .vscode/schemas`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && !slices.Contains(schema.Kinds, args[0]) {
				return fmt.Errorf("the kind must be %s, not %q", strings.Join(schema.Kinds, " or "), strings.Join(args, " "))
			}
			if len(args) > 0 && out != "" {
				return fmt.Errorf("--out writes every kind; leave out %q", args[0])
			}
			return nil
		},
		ValidArgs: schema.Kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			s := source{content: content, jobs: 1}
			fsys, err := s.open()
			if err != nil {
				return failed(err)
			}
			// What is wrong with the content, check says; what can be read of it
			// is in the schema.
			a, _, err := s.load(fsys)
			if err != nil {
				return failed(err)
			}
			if out != "" {
				return failed(writeSchemas(out, a, cmd.OutOrStdout()))
			}
			data := schema.All(a)
			if len(args) > 0 {
				data = schema.Of(args[0], a)
			}
			_, err = cmd.OutOrStdout().Write(data)
			return failed(err)
		},
	}
	cmd.Flags().StringVar(&content, "content", "content", "the `folder` of the archive's content")
	cmd.Flags().StringVar(&out, "out", "", "the `folder` to write a schema of each kind into")
	_ = cmd.MarkFlagDirname("content")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// writeSchemas writes the schema of each kind, as statement.json and so on.
func writeSchemas(out string, a *archive.Archive, stdout io.Writer) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("cannot make the folder: %w", err)
	}
	changed := 0
	for _, kind := range schema.Kinds {
		written, err := output.Replace(filepath.Join(out, kind+".json"), schema.Of(kind, a))
		if err != nil {
			return fmt.Errorf("cannot write a schema: %w", err)
		}
		if written {
			changed++
		}
	}
	_, err := fmt.Fprintf(stdout, "%s: %s, %d changed\n", filepath.ToSlash(out), number(len(schema.Kinds), "schema"), changed)
	return err
}
