package cite

import (
	"fmt"
	"strings"
)

// AppendRIS appends the work as a record of RIS, from TY to ER.
func (w *Work) AppendRIS(b []byte) []byte {
	b = appendLine(b, "TY", "RPRT")
	b = appendLine(b, "ID", w.Key())
	for _, name := range w.authors() {
		// EndNote takes the last word for the last name where there is no
		// comma; Zotero takes either for an organisation.
		b = appendLine(b, "AU", WholeName(name))
	}
	b = appendLine(b, "TI", clean(w.Title))
	b = appendLine(b, "M3", Genre)
	if d := w.Date; !d.IsZero() {
		b = fmt.Appendf(b, "PY  - %04d\r\n", d.Year)
		b = append(b, "DA  - "...)
		b = append(b, strings.ReplaceAll(d.String(), "-", "/")...)
		// Year, month, day and what else there is to say, each with a slash.
		b = append(append(b, "///"[min(2, strings.Count(d.String(), "-")):]...), "\r\n"...)
	}
	b = appendLine(b, "CY", clean(w.Place))
	b = appendLine(b, "PB", w.institution())
	b = appendLine(b, "DB", clean(w.Archive))
	b = appendLine(b, "LA", clean(w.Language))
	b = appendLine(b, "UR", string(appendURL(nil, w.URL)))
	b = appendLine(b, "AB", clean(w.Abstract))
	return append(b, "ER  - \r\n"...)
}

// appendLine appends a line, unless its value is empty.
func appendLine(b []byte, tag, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(b, tag...), "  - "...)
	return append(append(b, value...), "\r\n"...)
}
