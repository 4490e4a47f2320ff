package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"communique/generator/erase"
)

func eraseCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "erase [name]...",
		Short: "hashes names that must never appear, for erased: in archive.yaml",
		Long: `Prints the lines to put below erased: in archive.yaml, so that no build publishes the
names, in whatever case, accents or Unicode form. Give all names at once: a build is faster
if they share a salt. Without arguments the names are read from standard input, a line each,
and so stay out of the shell's history. No file is changed. The hashes keep the names from
readers and search engines; who guesses a name can check the guess.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			if len(names) == 0 {
				var err error
				if names, err = readLines(cmd.InOrStdin()); err != nil {
					return failed(fmt.Errorf("cannot read the names: %w", err))
				}
			}
			if len(names) == 0 {
				return errors.New("no names: give them as arguments, or a line each on standard input")
			}
			var salt erase.Salt
			_, _ = rand.Read(salt[:]) // never fails
			lines, err := erase.Lines(names, salt)
			if err != nil {
				return failed(err)
			}
			fmt.Fprintln(cmd.ErrOrStderr(), "put these lines below erased: in archive.yaml, which lists all such names:")
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "  - %s\n", strings.Join(lines, "\n  - "))
			return failed(err)
		},
	}
}

// readLines reads the lines that are not empty.
func readLines(r io.Reader) ([]string, error) {
	var lines []string
	s := bufio.NewScanner(r)
	for s.Scan() {
		if line := strings.TrimSpace(s.Text()); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, s.Err()
}
