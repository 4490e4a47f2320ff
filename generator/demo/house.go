package demo

import (
	"strings"
)

// house yields what there is one of: the archive's own file, its pages, the
// topics, and one country with an introduction.
func (s *sample) house(yield func(string, []byte) bool) {
	if !yield("archive.yaml", s.archive()) {
		return
	}
	for i, lang := range s.Languages {
		path := "pages/about.md"
		if i > 0 {
			path = "pages/about." + lang + ".md"
		}
		if !yield(path, about(banks()[lang])) {
			return
		}
	}
	for i := range s.own.list("topics") {
		if !yield("topics/"+s.topicID(i)+".md", s.topic(i)) {
			return
		}
	}
	var d record
	d.fence()
	d.text("name", "Cabo Verde")
	d.fence()
	d.WriteString("\n" + s.own.list("country")[0] + "\n")
	yield("countries/cv.md", d.Bytes())
}

func (s *sample) archive() []byte {
	words := s.own.list("archive")
	var d record
	d.text("title", words[0])
	d.text("description", words[1])
	for i, key := range []string{"titles", "descriptions"} {
		if len(s.Languages) > 1 {
			d.WriteString(key + ":\n")
			for _, lang := range s.Languages[1:] {
				d.text("  "+lang, banks()[lang].list("archive")[i])
			}
		}
	}
	d.add("base_url", "https://sample.example")
	d.add("id_authority", "sample.example,2026")
	d.add("language", s.own.language)
	d.list("languages", s.Languages)
	d.add("publisher", "{name: "+scalar(words[2])+"}")
	d.add("license", "{name: CC0 1.0, url: https://creativecommons.org/publicdomain/zero/1.0/}")
	return d.Bytes()
}

func about(b bank) []byte {
	words := b.list("about")
	var d record
	d.fence()
	d.text("title", words[0])
	d.fence()
	d.WriteString("\n" + strings.Join(words[1:], "\n\n") + "\n")
	return d.Bytes()
}

func (s *sample) topicID(i int) string { return slug(s.english.list("topics")[i]) }

func (s *sample) topic(i int) []byte {
	var d record
	d.fence()
	d.text("name", s.own.list("topics")[i])
	if len(s.Languages) > 1 {
		d.WriteString("names:\n")
		for _, lang := range s.Languages[1:] {
			d.text("  "+lang, banks()[lang].list("topics")[i])
		}
	}
	d.fence()
	d.WriteString("\n" + s.own.list("topic")[0] + "\n")
	return d.Bytes()
}
