package cite

import "strconv"

// AppendCSL appends the work as an object of CSL-JSON. A file of them is a
// JSON array.
func (w *Work) AppendCSL(b []byte) []byte {
	b = appendString(append(b, `{"id":`...), w.Key())
	b = append(b, `,"type":"report"`...)
	b = appendMember(b, "title", w.Title)
	if authors := w.authors(); len(authors) > 0 {
		b = append(b, `,"author":[`...)
		for i, name := range authors {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendString(append(b, `{"literal":`...), name), '}')
		}
		b = append(b, ']')
	}
	if d := w.Date; !d.IsZero() {
		b = strconv.AppendInt(append(b, `,"issued":{"date-parts":[[`...), int64(d.Year), 10)
		for _, part := range [...]uint8{d.Month, d.Day} {
			if part == 0 {
				break
			}
			b = strconv.AppendUint(append(b, ','), uint64(part), 10)
		}
		b = append(b, `]]}`...)
	}
	b = appendMember(b, "genre", Genre)
	b = appendMember(b, "publisher", w.institution())
	b = appendMember(b, "publisher-place", w.Place)
	b = appendMember(b, "archive", w.Archive)
	b = appendMember(b, "language", w.Language)
	b = appendMember(b, "URL", string(appendURL(nil, w.URL)))
	b = appendMember(b, "abstract", w.Abstract)
	return append(b, '}')
}

// appendMember appends a further member, unless its text is empty.
func appendMember(b []byte, name, text string) []byte {
	if text = clean(text); text == "" {
		return b
	}
	return appendString(append(append(append(b, `,"`...), name...), `":`...), text)
}

// appendString appends a text on one line as a string of JSON (RFC 8259
// section 7).
func appendString(b []byte, text string) []byte {
	b = append(b, '"')
	for i := range len(text) {
		if c := text[i]; c == '"' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, text[i])
	}
	return append(b, '"')
}
