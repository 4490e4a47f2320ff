package load

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"communique/generator/diag"
)

// What no text may have, however it is written: as itself, as an escape of
// YAML, or as a character reference of Markdown.
//
//   - control-character: the controls of ASCII and Latin 1, U+2028 and U+2029,
//     which YAML takes for line ends, U+FEFF inside a text, the deprecated
//     format characters U+206A–206F, the annotation marks U+FFF9–FFFB,
//     noncharacters, and the tags U+E0000–E007F, which can carry a whole text
//     unseen. Tags that end the flag of England, Scotland or Wales, as UTS 51
//     has them, are fine.
//   - bidi-control: embeddings, overrides and isolates (U+202A–202E,
//     U+2066–2069), which show a name or a number in another order than the one
//     that is searched, copied and read out. Balanced isolates would be honest,
//     but nobody sees whether they are; the pages set apart what is of another
//     direction. The marks U+200E, U+200F and U+061C only help the order along,
//     and joiners and zero-width spaces belong to the spelling of languages.

const (
	controlHint = "delete it; if it is invisible, write the words around it anew"
	bidiHint    = "delete it; where the order of a line needs help, U+200E and U+200F are allowed"
)

// forbidden returns the rule that r breaks; nil if a text may have it.
func forbidden(r rune) *diag.Rule {
	switch {
	case r == '\t' || r == '\n':
		return nil
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return &bidiControl
	case r < ' ', 0x7f <= r && r <= 0x9f, r == 0x2028, r == 0x2029, 0x206a <= r && r <= 0x206f, r == 0xfeff,
		0xfff9 <= r && r <= 0xfffb, 0xfdd0 <= r && r <= 0xfdef, r&0xfffe == 0xfffe, isTag(r):
		return &controlCharacter
	}
	return nil
}

func isTag(r rune) bool { return 0xe0000 <= r && r <= 0xe007f }

// flag is the black flag with the tags that name a part of a country: UTS 51, ED-14a.
const blackFlag = '\U0001f3f4'

var flag = regexp.MustCompile("^" + string(blackFlag) + "[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")

// offence is the first character of a text that no text may have.
type offence struct {
	at   int // its offset
	char rune
	rule *diag.Rule // nil if there is none
}

func (o offence) message() (message, hint string) {
	if o.rule == &bidiControl {
		return fmt.Sprintf("character U+%04X, which reorders what is shown", o.char), bidiHint
	}
	return fmt.Sprintf("control character U+%04X", o.char), controlHint
}

// firstOffence looks through a text. What is not UTF-8 is passed over.
func firstOffence(s []byte) offence {
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		rule := forbidden(r)
		switch {
		case r == '\r' && bytes.HasPrefix(s[i+1:], []byte("\n")):
		case r == blackFlag:
			n = max(n, len(flag.Find(s[i:])))
		case rule != nil:
			return offence{i, r, rule}
		}
		i += n
	}
	return offence{}
}

// reference is a numeric character reference, by which Markdown takes any
// character; what HTML forbids becomes U+FFFD there.
var reference = regexp.MustCompile(`&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)

// firstReference looks for references to what is invisible.
func firstReference(body []byte) offence {
	for rest := 0; bytes.Contains(body[rest:], []byte("&#")); {
		found := reference.FindIndex(body[rest:])
		if found == nil {
			break
		}
		digits, base := string(body[rest+found[0]+2:rest+found[1]-1]), 10
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		code, err := strconv.ParseInt(digits, base, 32)
		if rule := forbidden(rune(code)); err == nil && code > 0x9f && rule != nil {
			return offence{rest + found[0], rune(code), rule}
		}
		rest += found[1]
	}
	return offence{}
}
