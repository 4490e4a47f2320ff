package schema

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/cldr"
)

// Values as front matter has them. YAML takes a plain date for text.
var (
	text     = object{"type": "string", "minLength": 1}
	flag     = object{"type": "boolean"}
	count    = object{"type": "integer", "minimum": 0}
	date     = matching(day, "a day: 2017-09-01")
	partly   = object{"anyOf": []object{{"type": "integer", "minimum": 1000, "maximum": 9999}, matching(`^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`, "a year, month or day: 1999, 1999-05 or 1999-05-31")}}
	instant  = matching(strings.TrimSuffix(day, "$")+`T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$`, "a day, a time and its distance from UTC: 2017-09-01T09:00:00+07:00")
	address  = matching(`^https?://[^ \t]+$`, "a whole address, beginning with https://")
	former   = matching(`^/([^/ ?#%]+/?)+$`, "a path from the root: /old/path")
	tag      = matching(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`, "a BCP 47 tag, such as fr, pt-BR or km")
	wikidata = matching(`^Q[1-9][0-9]*$`, "the number of an item: Q42")
	picture  = matching(`\.([Pp][Nn][Gg]|[Jj][Pp][Ee]?[Gg]|[Gg][Ii][Ff]|[Ww][Ee][Bb][Pp]|[Ss][Vv][Gg])$`, "a PNG, JPEG, GIF, WebP or SVG in the folder beside the file")
	names    = object{"type": "object", "propertyNames": tag, "additionalProperties": text}
	excerpt  = oneOf("full", "summary")
)

const day = `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`

// matching is a text of some form. The message is for programs that show one
// instead of the pattern, as the YAML language server does.
func matching(pattern, message string) object {
	return object{"type": "string", "pattern": pattern, "patternErrorMessage": "write " + message}
}

func list(items object) object { return object{"type": "array", "items": items} }

func oneOf(values ...string) object { return object{"type": "string", "enum": values} }

// vocabulary is what this archive's values may be. What may be long stands in a
// schema once, as a definition.
type vocabulary struct {
	definitions map[string]object // country, signatory and topic
	language    object
}

func newVocabulary(a *archive.Archive) vocabulary {
	var ids, called, known, topics, about []string
	for _, s := range a.Signatories {
		ids, called = append(ids, s.ID), append(called, s.Name)
		others := []string{s.Name, s.Acronym}
		for _, n := range s.Names {
			others = append(others, n)
		}
		for _, n := range s.FormerNames {
			others = append(others, n.Name)
		}
		known = append(known, append(others, s.AlsoKnownAs...)...)
	}
	for _, t := range a.Topics {
		topics, about = append(topics, t.ID), append(about, t.Name)
	}
	signatory := described(ids, called)
	if len(ids) > 0 {
		signatory = object{"anyOf": []object{signatory, oneOfPattern(known, "the id, a name or the acronym of a signatory; one that was added since this schema was made is not in it yet")}}
	}
	language := tag
	if len(a.Languages) > 0 {
		language = object{"anyOf": []object{oneOf(a.Languages...), tag}}
	}
	return vocabulary{map[string]object{"country": countries(a), "signatory": signatory, "topic": described(topics, about)}, language}
}

// countries accepts a code in either case, and any name, which may be of any
// language; codes are offered.
func countries(a *archive.Archive) object {
	codes := cldr.Codes()
	shown, small := make([]string, len(codes)), make([]string, len(codes))
	for i, code := range codes {
		shown[i], small[i] = cmp.Or(cldr.Name(a.Language, code), cldr.Name("en", code)), strings.ToLower(code)
	}
	return object{"anyOf": []object{
		described(codes, shown),
		oneOfPattern(small, "a country's code or name"),
		{"type": "string", "minLength": 1, "not": object{"pattern": "^[A-Za-z]{2}$"}},
	}}
}

// described is one of some ids, which are offered with what they mean. Where
// there are none, nothing is right.
func described(ids, meanings []string) object {
	if len(ids) == 0 {
		return object{"type": "string", "not": object{}}
	}
	return object{"type": "string", "enum": ids, "enumDescriptions": meanings}
}

// oneOfPattern accepts some texts without offering them.
func oneOfPattern(texts []string, message string) object {
	slices.Sort(texts)
	var quoted []string
	for _, t := range slices.Compact(texts) {
		if t != "" {
			quoted = append(quoted, regexp.QuoteMeta(t))
		}
	}
	return matching("^("+strings.Join(quoted, "|")+")$", message)
}

// types says of every key of load's tables what its value is.
func (v vocabulary) types() map[string]map[string]object {
	kinds := make([]string, len(archive.Kinds))
	for i, k := range archive.Kinds {
		kinds[i] = string(k)
	}
	note, country, signatory := recordOf("note"), ref("country"), ref("signatory")
	return map[string]map[string]object{
		"statement": {
			"title": text, "date": date, "language": v.language, "countries": list(country),
			"signatories": list(object{"anyOf": []object{signatory, recordOf("signature")}}),
			"withheld":    count, "topics": list(ref("topic")), "addressees": list(text), "place": text,
			"release": {"anyOf": []object{oneOf("immediate"), recordOf("release")}}, "embargo": instant,
			"summary": text, "text": excerpt, "original": text, "also_at": list(address), "related": list(text),
			"corrections": list(note), "retracted": note, "removed": note, "id": text, "redirect_from": list(former), "draft": flag,
		},
		"signature":   {"org": signatory, "as": text, "signed": date, "withdrawn": date, "note": text},
		"note":        {"date": date, "note": text},
		"release":     {"embargo": instant},
		"translation": {"title": text, "language": v.language, "summary": text, "text": excerpt, "redirect_from": list(former), "draft": flag, "translated": date},
		"signatory": {
			"name": text, "language": v.language, "acronym": text, "names": names, "also_known_as": list(text),
			"former_names": list(recordOf("former name")), "country": country, "kind": oneOf(kinds...), "website": address,
			"wikidata": wikidata, "logo": picture, "founded": partly, "dissolved": partly, "successor": signatory, "redirect_from": list(former),
		},
		"former name": {"name": text, "until": partly},
		"topic":       {"name": text, "names": names, "redirect_from": list(former)},
		"country":     {"name": text, "names": names, "redirect_from": list(former)},
		"text":        {"language": v.language, "draft": flag},
		"page":        {"title": text, "language": v.language, "summary": text, "redirect_from": list(former), "draft": flag},
		"archive.yaml": {
			"title": text, "description": text, "titles": names, "descriptions": names, "base_url": address,
			"id_authority": matching(`^([A-Za-z0-9._-]+@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`, "a host of yours, a comma and a year: archive.example.org,2026"),
			"language":     tag, "languages": list(tag), "publisher": recordOf("publisher"), "license": recordOf("license"),
			"hub": address, "erased": list(matching(`^v1:`, "what communique erase prints")),
		},
		"publisher": {"name": text, "url": address, "email": text},
		"license":   {"name": text, "url": address},
	}
}
