package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"communique/generator/cldr"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "prints the versions of the program and of what it is made from",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			version, goVersion := "(devel)", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				version, goVersion = info.Main.Version, info.GoVersion
			}
			fmt.Fprintf(cmd.OutOrStdout(), "communique %s (%s, CLDR %s)\n", version, goVersion, cldr.Version)
		},
	}
}
