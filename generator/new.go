package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"communique/generator/archive"
	"communique/generator/fold"
	"communique/generator/matter"
	"communique/generator/slug"
)

func newCommand() *cobra.Command {
	cmd := newKind("new title", "starts a statement, a signatory or a topic", `Writes the file of a new statement, as a draft of today, with the keys that it needs and a name
made from the title in Latin letters, whatever its script. Fill in the keys, write the text
below them, and delete the line draft: true when it is to be published. Nothing is asked, and
no file is overwritten.`, blankStatement)
	cmd.Example = `  communique new "Joint statement on the closing of two newspapers"
  communique new signatory "Invented Election Watch (IEW)"
  communique new topic "Media freedom"`
	cmd.AddCommand(
		newKind("signatory name", "starts the file of a signatory", `Writes the file of a signatory. An acronym may stand behind the name in brackets. A name that
a signatory of the archive has already is refused.`, blankSignatory),
		newKind("topic name", "starts the file of a topic", `Writes the file of a topic. A name that a topic of the archive has already is refused.`, blankTopic))
	return cmd
}

// blank is a file for an editor to go on with.
type blank struct {
	path string // within the content folder
	data []byte
	next string // what the editor is to do
}

// newKind makes the command that starts a file of one kind.
func newKind(use, short, long string, start func(a *archive.Archive, name string, today archive.Date) (blank, error)) *cobra.Command {
	var s source
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long,
		Args: func(cmd *cobra.Command, args []string) error {
			if _, what, _ := strings.Cut(use, " "); len(args) != 1 || fold.Key(args[0]) == "" {
				return fmt.Errorf("one argument is needed, the %s: put it in quotes", what)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.check(); err != nil {
				return err
			}
			return failed(startFile(s, matter.Clean(args[0]), start, cmd.OutOrStdout()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&s.content, "content", "content", "the `folder` of the archive's content")
	f.StringVar(&s.now, "now", "", "the `time` to take for now: 2017-09-01 or 2017-09-01T09:00:00+07:00 (else SOURCE_DATE_EPOCH, else the clock)")
	s.jobs = 1
	_ = cmd.MarkFlagDirname("content")
	return cmd
}

// startFile writes the file, and says what it is and what comes next.
func startFile(s source, name string, start func(*archive.Archive, string, archive.Date) (blank, error), stdout io.Writer) error {
	now, err := s.time()
	if err != nil {
		return err
	}
	content, err := s.open()
	if err != nil {
		return err
	}
	// Faults elsewhere in the archive do not keep anybody from writing.
	a, _, err := s.load(content)
	if err != nil {
		return err
	}
	if a.Title == "" {
		return fmt.Errorf("%s: no archive.yaml that can be read\n  hint: run in the archive's folder, or name it with --content", a.File("archive.yaml"))
	}
	b, err := start(a, name, archive.DateOf(now))
	if err != nil {
		return err
	}
	if err := writeNew(s.content, b.path, b.data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s: written\n  next: %s\n", a.File(b.path), b.next)
	return err
}

// writeNew writes a file that must not be there yet, with its folders.
func writeNew(dir, name string, data []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("cannot open the content folder: %w", err)
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("cannot make the folder: %w", err)
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return &thereError{path.Join(filepath.ToSlash(dir), name)}
	}
	if err != nil {
		return fmt.Errorf("cannot write the file: %w", err)
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}

// thereError is that of a file which is there already.
type thereError struct{ file string }

func (e *thereError) Error() string {
	return e.file + " is there already, and nothing is overwritten\n  hint: go on in that file, or say it in other words"
}

func (e *thereError) Is(target error) bool { return target == os.ErrExist }

func blankStatement(a *archive.Archive, title string, today archive.Date) (blank, error) {
	id := fmt.Sprintf("%04d/%s", today.Year, slug.Of(title))
	if s := a.Statement(id); s != nil {
		return blank{}, fmt.Errorf("%s has the id %s already\n  hint: go on in that file, or say the title in other words", a.File(s.Source.Path), id)
	}
	var f matter.File
	f.Text("title", title)
	f.Add("date", today.String())
	f.Comment("Whom it is about: ISO codes or names, [KH, Thailand]")
	f.List("countries", nil)
	f.Comment("Who signed, in the order printed: ids, names or acronyms, separated by commas or a line each")
	f.List("signatories", nil)
	f.Comment("Delete this line to publish it:")
	f.Add("draft", "true")
	return blank{"statements/" + id + ".md", f.Bytes(""), "fill in countries: and signatories:, write the text below the second line of dashes, and delete draft: true; communique check says what is missing"}, nil
}

// acronymBehind finds an acronym in brackets behind a name.
var acronymBehind = regexp.MustCompile(`^(.+\S)\s*[(（]([\p{L}\p{N}&./-]{2,15})[)）]$`)

func blankSignatory(a *archive.Archive, name string, _ archive.Date) (blank, error) {
	acronym := ""
	if m := acronymBehind.FindStringSubmatch(name); m != nil {
		name, acronym = m[1], m[2]
	}
	for _, written := range []string{name, acronym, slug.Of(cmp.Or(acronym, name))} {
		if known := a.FindSignatories(written); len(known) > 0 {
			return blank{}, fmt.Errorf("%s is %q already\n  hint: another name for the same goes into also_known_as: there; another organisation needs a name of its own", a.File(known[0].Source.Path), written)
		}
	}
	var f matter.File
	f.Text("name", name)
	f.Text("acronym", acronym)
	f.Comment("What else can be said; delete the # in front, and what is not known:")
	if acronym == "" {
		f.Comment("acronym: ABC")
	}
	f.Comment("country: KH")
	f.Comment("kind: organisation, network, coalition or person")
	f.Comment("website: https://…")
	id := slug.Of(cmp.Or(acronym, name))
	return blank{"signatories/" + id + ".md", f.Bytes(""), fmt.Sprintf("say in it what is known, and write %s in the statements that it signed", id)}, nil
}

func blankTopic(a *archive.Archive, name string, _ archive.Date) (blank, error) {
	for _, t := range a.Topics {
		names := []string{t.ID, t.Name}
		for _, n := range t.Names {
			names = append(names, n)
		}
		for _, n := range names {
			if fold.Key(n) == fold.Key(name) {
				return blank{}, fmt.Errorf("%s is %q already\n  hint: write topics: [%s] in a statement", a.File(t.Source.Path), name, t.ID)
			}
		}
	}
	var f matter.File
	f.Text("name", name)
	id := slug.Of(name)
	return blank{"topics/" + id + ".md", f.Bytes(""), fmt.Sprintf("write a few words on it below the dashes, and topics: [%s] in the statements", id)}, nil
}
