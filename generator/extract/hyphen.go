package extract

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary is the words of a document: by them it is decided whether a hyphen
// at the end of a line belongs to the word or to the line.
type vocabulary struct {
	known        map[string]bool
	joined, kept *[]string // for the editor
}

var wordForm = regexp.MustCompile(`[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*`)

func words(all []printed) vocabulary {
	v := vocabulary{map[string]bool{}, new([]string), new([]string)}
	parted := false // the line before ends with a part of a word
	for _, p := range all {
		found := wordForm.FindAllString(p.text, -1)
		if parted && len(found) > 0 {
			found = found[1:]
		}
		if parted = divided.MatchString(p.text); parted && len(found) > 0 {
			found = found[:len(found)-1]
		}
		for _, w := range found {
			v.known[strings.ToLower(w)] = true
		}
	}
	return v
}

var (
	divided = regexp.MustCompile(`([\p{L}\p{M}]+)([-\x{2010}\x{ad}])$`)
	// compound are first parts that English and French write with a hyphen.
	compound = regexp.MustCompile(`(?i)^(?:self|ex|non|well|so|vice|all|half|long|short|high|low|cross|anti|pro|mid|sous|avant|après|demi|semi|celui|celle|ceux|celles|peut|quasi)$`)
)

// join returns how many bytes to cut from the end of a line that the next one
// goes on, and what to put between.
func (v vocabulary) join(text string, next printed) (cut int, glue string) {
	token := text[strings.LastIndexAny(text, " \u00a0")+1:]
	if strings.Contains(token, "://") || strings.HasPrefix(token, "www.") || strings.Contains(token, "@") {
		if last := token[len(token)-1]; strings.IndexByte("/-_=&?#%.@", last) >= 0 && !unicode.IsUpper(initial(next.text)) {
			return 0, "" // an address is never divided with a hyphen of its own
		}
		return 0, " "
	}
	m := divided.FindStringSubmatch(text)
	if m == nil || !unicode.IsLetter(initial(next.text)) {
		return 0, " "
	}
	if m[2] != "-" {
		return len(m[2]), ""
	}
	rest := wordForm.FindString(next.text)
	head := strings.ToLower(m[1])
	whole, hyphenated := head+strings.ToLower(rest), head+"-"+strings.ToLower(rest)
	switch tail, _, _ := strings.Cut(rest, "-"); {
	case !unicode.IsLower(initial(rest)), v.known[hyphenated]:
		return 0, ""
	case v.known[whole]:
	case compound.MatchString(head), v.known[head] && v.known[tail] && utf8.RuneCountInString(head) > 2 && utf8.RuneCountInString(tail) > 2:
		*v.kept = append(*v.kept, fmt.Sprintf("%q (%s)", m[1]+"-"+rest, next.place))
		return 0, ""
	}
	*v.joined = append(*v.joined, fmt.Sprintf("%q (%s)", m[1]+rest, next.place))
	return 1, ""
}

func initial(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// remark says which words were made whole.
func (v vocabulary) remark(d *Document) {
	const most = 12
	for _, said := range []struct {
		words []string
		what  string
	}{{*v.joined, "joined words that were divided between lines: "}, {*v.kept, "kept the hyphen between lines in "}} {
		if n := len(said.words); n > most {
			d.remark("%s%s, and %d more", said.what, strings.Join(said.words[:most], ", "), n-most)
		} else if n > 0 {
			d.remark("%s%s", said.what, strings.Join(said.words, ", "))
		}
	}
}
