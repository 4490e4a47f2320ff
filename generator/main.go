package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The program's exit codes.
const (
	exitGood   = 0
	exitFaults = 1 // of the content, or of the machine
	exitUsage  = 2 // of the command line
)

func main() {
	// A build of 10,000 statements stays below 200 MB if garbage may grow to 1.1
	// times what is in use, and takes a tenth less time than at Go's own measure
	// of once; at 1.3 it is no faster. Who sets GOGC knows better.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(110)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run runs the program with its arguments and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	root := command()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteC()
	if err == nil {
		return exitGood
	}
	var failure *failedError
	if errors.As(err, &failure) {
		if failure.err != nil {
			fmt.Fprintln(stderr, "communique: "+failure.Error())
		}
		return exitFaults
	}
	fmt.Fprintf(stderr, "communique: %v\n  hint: see %s --help\n", err, cmd.CommandPath())
	return exitUsage
}

// failedError is returned by a command whose command line was in order. What
// cobra returns besides is a fault of usage.
type failedError struct {
	err error // nil where all has been said
}

func (e *failedError) Error() string { return e.err.Error() }
func (e *failedError) Unwrap() error { return e.err }

// errFaults says that the faults of the content have been printed.
var errFaults = &failedError{}

// failed wraps an error of the environment.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return &failedError{err}
}

func command() *cobra.Command {
	root := &cobra.Command{
		Use:   "communique",
		Short: "makes a lasting site of the statements that organisations sign together",
		Long: `Communiqué turns a folder of Markdown with front matter into the site of an archive
of joint statements: a page for each, indexes by country and by signatory, feeds,
written as a plain folder that any host can serve.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(buildCommand(), checkCommand(), serveCommand(), eraseCommand(), newCommand(), importCommand(), schemaCommand(), demoCommand(), versionCommand())
	return root
}
