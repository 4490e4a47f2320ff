package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Format is a way to print diagnostics.
type Format string

const (
	Text   Format = "text"   // for people: two lines each, and a count
	JSON   Format = "json"   // one array of objects
	GitHub Format = "github" // workflow commands, which annotate pull requests
)

// Formats lists the formats in the order in which help shows them.
var Formats = []Format{Text, JSON, GitHub}

// Print writes l to w in the given format, in the order of l. colour asks for
// ANSI colours in the text format. An unknown format is a bug.
func Print(w io.Writer, l List, f Format, colour bool) error {
	switch f {
	case Text:
		return printText(w, l, colour)
	case JSON:
		return printJSON(w, l)
	case GitHub:
		return printGitHub(w, l)
	}
	panic("diag: unknown format " + string(f))
}

func printText(w io.Writer, l List, colour bool) error {
	paint := func(code, s string) string { return s }
	if colour {
		paint = func(code, s string) string { return "\x1b[" + code + "m" + s + "\x1b[0m" }
	}
	var b strings.Builder
	for _, d := range l {
		code := "1;31" // bold red
		if d.Rule.Severity == Warning {
			code = "1;33" // bold yellow
		}
		fmt.Fprintf(&b, "%s: %s %s %s\n", paint("1", visible(d.Position.String())),
			paint(code, d.Rule.Severity.String()+":"), visible(d.Message), paint("2", "["+d.Rule.Name+"]"))
		if d.Hint != "" {
			fmt.Fprintf(&b, "  %s %s\n", paint("36", "hint:"), visible(d.Hint))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// visible replaces control characters, so that content, or the name of a file,
// cannot write escape sequences to the terminal of whoever checks it, or reads
// the log of a machine that does.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, s)
}

func printJSON(w io.Writer, l List) error {
	type object struct {
		File     string `json:"file"`
		Line     uint32 `json:"line"`
		Column   uint32 `json:"column"`
		Severity string `json:"severity"`
		Rule     string `json:"rule"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
	all := make([]object, len(l))
	for i, d := range l {
		all[i] = object{d.File, d.Line, d.Column, d.Rule.Severity.String(), d.Rule.Name, d.Message, d.Hint}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(all)
}

// printGitHub follows GitHub's documentation of workflow commands: properties
// escape %, CR, LF, colon and comma, the message only the first three. Other
// control characters it has no escapes for.
func printGitHub(w io.Writer, l List) error {
	escaped := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	separators := strings.NewReplacer(":", "%3A", ",", "%2C")
	message := func(s string) string { return visible(escaped.Replace(s)) }
	property := func(s string) string { return separators.Replace(message(s)) }
	var b strings.Builder
	for _, d := range l {
		fmt.Fprintf(&b, "::%s file=%s", d.Rule.Severity, property(d.File))
		if d.Line > 0 {
			fmt.Fprintf(&b, ",line=%d,col=%d", d.Line, d.Column)
		}
		text := d.Message
		if d.Hint != "" {
			text += "\nhint: " + d.Hint
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property(d.Rule.Name), message(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
