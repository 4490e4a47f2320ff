package demo

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"unicode"
)

// head is what other statements may want to know of one.
type head struct {
	number int
	on     day
	bank   bank
	form   int   // which of the bank's titles
	topics []int // the first is the subject, even where none is filed
	place  place
}

var forms = [...]string{"sample-statement-on-", "sample-open-letter-on-", "sample-appeal-on-", "sample-note-on-"}

// head returns the head of the i-th statement, and the source of chance for
// the rest of it.
func (s *sample) head(i int) (head, *rand.Rand) {
	r := s.draw(ofStatement, i)
	// One statement in each of as many equal parts of all the weight.
	span := s.byDay.total()
	x := (uint64(i)*span + r.Uint64N(span)) / uint64(s.Statements)
	h := head{number: i, on: day(s.byDay.at(x)), bank: s.own}
	if perMille(r, 150) {
		h.bank = s.others[r.IntN(len(s.others))]
	}
	h.form = r.IntN(len(forms))
	h.topics = r.Perm(len(s.english.list("topics")))[:1+r.IntN(3)]
	h.place = newPlace(r)
	return h, r
}

// draft reports whether the statement is one; nothing may refer to it.
func (h head) draft() bool { return h.number%400 == 40 }

func (s *sample) id(h head) string {
	t := h.on.time()
	return fmt.Sprintf("%d/%s-%s%s-%d", t.Year(), t.Format("0102"), forms[h.form], s.topicID(h.topics[0]), h.number+1)
}

func (h head) title(b bank) string {
	topic := withFirst(unicode.ToLower, b.list("topics")[h.topics[0]])
	title := strings.Replace(b.list("titles")[h.form], "{topic}", topic, 1)
	return strings.Replace(title, "{place}", b.place(h.place), 1)
}

// earlier returns a statement that the i-th may refer to.
func (s *sample) earlier(i int, r *rand.Rand) (head, bool) {
	if i == 0 {
		return head{}, false
	}
	h, _ := s.head(r.IntN(i))
	return h, !h.draft()
}

// statement returns the files of the i-th statement: its own, and sometimes a
// translation into another language of the archive.
func (s *sample) statement(i int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		h, r := s.head(i)
		path := "statements/" + s.id(h)
		if !yield(path+".md", s.original(h, r)) {
			return
		}
		r = s.draw(ofTranslation, i)
		b := banks()[s.Languages[r.IntN(len(s.Languages))]]
		if b.language == h.bank.language || h.draft() || !perMille(r, 100) {
			return
		}
		v := newVoice(b, r, h.place)
		var d record
		d.fence()
		d.text("title", h.title(b))
		d.text("summary", v.say("summaries"))
		made, ok := h.on.later(r, 40)
		if !ok {
			made = h.on
		}
		d.add("translated", made.String())
		d.fence()
		v.body(&d, s.link(h, r))
		yield(path+"."+b.language+".md", d.Bytes())
	}
}

// original returns the file of a statement in its own language.
func (s *sample) original(h head, r *rand.Rand) []byte {
	v := newVoice(h.bank, r, h.place)
	var d record
	d.Grow(5 << 10)
	d.fence()
	d.text("title", h.title(h.bank))
	d.add("date", h.on.String())
	if h.bank.language != s.own.language {
		d.add("language", h.bank.language)
	}
	s.about(&d, h, v)
	s.issue(&d, h, v)
	s.afterwards(&d, h, v)
	if h.draft() {
		d.add("draft", "true")
	}
	d.fence()
	v.body(&d, s.link(h, r))
	return d.Bytes()
}

// about writes whom and what the statement is about, and who signed it.
func (s *sample) about(d *record, h head, v *voice) {
	r := v.r
	var codes []string
	for _, i := range distinct(r, s.byCountry, 1+r.IntN(3)*r.IntN(2)) {
		codes = append(codes, s.countries[i].code)
	}
	d.list("countries", codes)
	s.signatures(d, h, v)
	if perMille(r, 30) {
		d.add("withheld", fmt.Sprint(1+r.IntN(4)))
	}
	var topics []string
	for _, i := range h.topics {
		topics = append(topics, s.topicID(i))
	}
	if !perMille(r, 100) {
		d.list("topics", topics)
	}
}

// issue writes how the statement was issued.
func (s *sample) issue(d *record, h head, v *voice) {
	if perMille(v.r, 400) {
		addressees := []string{v.say("addressees")}
		if perMille(v.r, 300) {
			addressees = append(addressees, v.say("addressees"))
		}
		d.list("addressees", addressees)
	}
	if perMille(v.r, 500) {
		d.text("place", v.place(h.place))
	}
	if perMille(v.r, 850) {
		d.add("release", "immediate")
	}
	if perMille(v.r, 600) {
		d.text("summary", v.say("summaries"))
	}
	short := perMille(v.r, 20)
	if short {
		d.add("text", "summary")
	}
	if short || perMille(v.r, 40) {
		d.add("also_at", fmt.Sprintf("[https://www.example.org/texts/%d]", h.number+1))
	}
}

// afterwards writes what the statement refers to and what became of it.
func (s *sample) afterwards(d *record, h head, v *voice) {
	if perMille(v.r, 200) {
		if older, ok := s.earlier(h.number, v.r); ok {
			d.add("related", "["+s.id(older)+"]")
		}
	}
	on, again := h.on.later(v.r, 60)
	if again && perMille(v.r, 30) {
		d.WriteString("corrections:\n")
		for again {
			d.WriteString("  - date: " + on.String() + "\n    note: " + scalar(v.say("corrections")) + "\n")
			if on, again = on.later(v.r, 60); perMille(v.r, 700) {
				break
			}
		}
	}
	on, ok := h.on.later(v.r, 400)
	if ok && perMille(v.r, 3) {
		d.add("retracted", "{date: "+on.String()+", note: "+scalar(v.say("retractions"))+"}")
	}
}

// link returns where a link to an earlier statement leads, relative to the
// file; "" for none.
func (s *sample) link(h head, r *rand.Rand) string {
	if older, ok := s.earlier(h.number, r); ok && perMille(r, 350) {
		return "../" + s.id(older) + ".md"
	}
	return ""
}
