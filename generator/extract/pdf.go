package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

const (
	scanHint   = "have its text recognised (OCR) first, for example by ocrmypdf, or type it into a .txt file; keep the document itself as original"
	popplerFor = 60 * time.Second // time that reading a PDF may take
	narrowest  = 250.0            // points that a line of prose has at least
	maxLines   = 2000             // of a page: each is compared with all others
	maxOutput  = 64 << 20         // bytes of what it may say: 150 of a word
)

// poppler is the program that reads PDFs: no library in Go is near it.
const poppler = "pdftotext"

// readPDF reads a PDF. The document goes to the program by its input: an
// embargoed text leaves no copy behind.
func readPDF(ctx context.Context, data []byte) (*Document, error) {
	path, err := exec.LookPath(poppler)
	if err != nil {
		return nil, fault("", "reading a PDF needs the program pdftotext, which is not installed",
			"install poppler (apt install poppler-utils, brew install poppler), or copy the text into a .txt file")
	}
	ctx, cancel := context.WithTimeout(ctx, popplerFor)
	defer cancel()
	command := exec.CommandContext(ctx, path, "-bbox-layout", "-enc", "UTF-8", "-q", "-", "-") // #nosec G204: path is that of pdftotext, no name of a file is given
	command.Stdin = bytes.NewReader(data)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := bounded(command)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("pdftotext was stopped: %w", ctx.Err())
	case err == nil:
	case bytes.Contains(said.Bytes(), []byte("ncorrect password")), bytes.Contains(data, []byte("/Encrypt")):
		return nil, fault("", "the PDF is protected by a password", "open it with the password, print it into a new PDF, and import that")
	default:
		return nil, fault("", "pdftotext cannot read the PDF: "+reason(said.String(), err), "open it and print it into a new PDF, or ask for the document that it was made of")
	}
	return printedDocument(out)
}

// bounded runs a program and returns what it says, up to a limit.
func bounded(command *exec.Cmd) ([]byte, error) {
	pipe, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(pipe, maxOutput+1))
	if len(out) > maxOutput {
		err = errTooMuch
	}
	if err != nil {
		command.Process.Kill() // it is waited for below
	}
	return out, errors.Join(err, command.Wait())
}

// reason is what a program said last, as a part of a sentence.
func reason(said string, err error) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return strings.TrimPrefix(strings.TrimPrefix(last, "Command Line Error: "), "Syntax Error: ")
	}
	return err.Error()
}

// printedDocument makes a document of what pdftotext says of a PDF.
func printedDocument(out []byte) (*Document, error) {
	all, count := printedLines(out)
	if len(all) == 0 {
		return nil, fault("", fmt.Sprintf("no text in the PDF (%d pages): it is a scan or a picture", count), scanHint)
	}
	lines := map[int]int{}
	for _, p := range all {
		if lines[p.page]++; lines[p.page] > maxLines {
			return nil, fault(fmt.Sprintf("page %d", p.page+1), fmt.Sprintf("more than %d lines", maxLines), "copy the text of the statement into a .txt file")
		}
	}
	d := &Document{}
	all = rows(footnotes(d, drop(d, columns(bullets(all)))))
	lay(d, all, narrowest, 0)
	return d, nil
}
