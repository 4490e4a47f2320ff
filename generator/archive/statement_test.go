package archive_test

import (
	"testing"

	"communique/generator/archive"
)

func TestUpdated(t *testing.T) {
	on := func(s string) archive.Date { return date(t, s) }
	whole := archive.Statement{
		Date: on("2017-09-01"),
		Signatures: []archive.Signature{
			{}, {Signed: on("2017-09-02")}, {Withdrawn: on("2017-09-03")}, {Signed: on("2017-09-02"), Withdrawn: on("2017-09-04")},
		},
		Corrections: []archive.Note{{Date: on("2017-09-06")}, {Date: on("2017-09-05")}},
		Retracted:   &archive.Note{Date: on("2017-09-07")},
	}
	for want, cut := range map[string]func(s *archive.Statement){
		"2017-09-07": func(*archive.Statement) {},
		"2017-09-06": func(s *archive.Statement) { s.Retracted = nil },
		"2017-09-04": func(s *archive.Statement) { s.Retracted, s.Corrections = nil, nil },
		"2017-09-02": func(s *archive.Statement) { s.Retracted, s.Corrections, s.Signatures = nil, nil, s.Signatures[:2] },
		"2017-09-01": func(s *archive.Statement) { s.Retracted, s.Corrections, s.Signatures = nil, nil, nil },
	} {
		s := whole
		if cut(&s); s.Updated() != on(want) {
			t.Errorf("updated %s, want %s", s.Updated(), want)
		}
	}
	if whole.CountStanding() != 2 {
		t.Errorf("%d signatures stand, want 2", whole.CountStanding())
	}
}

func TestBest(t *testing.T) {
	s := archive.Statement{Versions: archive.Versions{{Language: "km", Title: "original"}, {Language: "fr", Title: "français"}}}
	for lang, want := range map[string]string{"km": "original", "fr": "français", "en": "original"} {
		if got := s.Best(lang).Title; got != want {
			t.Errorf("in %s a reader is shown %q", lang, got)
		}
	}
	if v := (archive.Versions{}).Original(); v.Title != "" || v.Language != "" {
		t.Errorf("the original of nothing is %+v", v)
	}
}
