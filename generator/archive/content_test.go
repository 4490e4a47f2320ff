package archive_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"communique/generator/archive"
	"communique/generator/load"
)

const settings = `
-- archive.yaml --
title: Test
base_url: https://archive.example
id_authority: archive.example,2026
languages: [en, fr]
`

// pixel is the picture that every .png of a test is.
var pixel = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// read loads a content folder that is written as a txtar archive, besides
// archive.yaml.
func read(t *testing.T, files string) *archive.Archive {
	t.Helper()
	parsed := txtar.Parse([]byte(settings + files))
	for i, f := range parsed.Files {
		if strings.HasSuffix(f.Name, ".png") {
			parsed.Files[i].Data = pixel
		}
	}
	content, err := txtar.FS(parsed)
	if err != nil {
		t.Fatal(err)
	}
	a, faults, err := load.Load(content, load.Options{Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("%s: %s", f.Position, f.Message)
	}
	return a
}

// names joins what name gives for each of all.
func names[T any](all []T, name func(T) string) string {
	var b []string
	for _, x := range all {
		b = append(b, name(x))
	}
	return strings.Join(b, " ")
}

func statementID(s *archive.Statement) string { return s.ID }
func signatoryID(s *archive.Signatory) string { return s.ID }
func topicID(t *archive.Topic) string         { return t.ID }
func code(c *archive.Country) string          { return c.Code }
func language(v archive.Version) string       { return v.Language }
func leftOut(l archive.LeftOut) string        { return l.Source.Path + ": " + l.Reason + ";" }

func date(t *testing.T, s string) archive.Date {
	t.Helper()
	d, err := archive.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return when
}
