// Package schema describes front matter to editors' programs, as JSON Schema
// (draft-07, which VS Code's YAML language server understands best).
//
// What goes in is an archive; what comes out is a schema for each kind of file.
// The keys, which of them are needed, and what is said of each are those of the
// tables that package load reads by. The values of this archive are in it:
// signatories as ids with their names, topics likewise, countries as codes with
// their names, the languages of the site. Names and acronyms are accepted as the
// files give them, but only ids are offered while one writes.
//
// A schema cannot say all that load and check ask: names that differ in case or
// accents, two records with one name, what lies in another file, days that the
// month does not have. What a schema refuses, load or check refuse too, but for
// three things that load is lenient with: the case and accents of a signatory's
// name, and an address in capitals.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"communique/generator/archive"
	"communique/generator/load"
)

// Kinds are the kinds of files that have a schema, in the order in which help
// shows them: a text is a translation of what has a name instead of a title.
var Kinds = []string{"statement", "translation", "signatory", "topic", "country", "page", "text", "archive"}

// object is a JSON object. Its keys are written sorted, so that the same archive
// gives the same bytes.
type object = map[string]any

// Of returns the schema of a kind of file, as JSON. An unknown kind is a bug.
func Of(kind string, a *archive.Archive) []byte {
	if !slices.Contains(Kinds, kind) {
		panic("schema: unknown kind " + kind)
	}
	v := newVocabulary(a)
	return v.encode(describer{v.types()}.file(kind))
}

// All returns one schema of every text of an archive, whatever its kind, for
// programs that cannot tell files apart.
func All(a *archive.Archive) []byte {
	v := newVocabulary(a)
	d := describer{v.types()}
	var any []object
	for _, kind := range Kinds[:len(Kinds)-1] {
		any = append(any, d.file(kind))
	}
	return v.encode(object{"title": "text", "anyOf": any})
}

// encode writes a schema with those definitions that it refers to.
func (v vocabulary) encode(s object) []byte {
	body, definitions := marshal(s), object{}
	for name, d := range v.definitions {
		if bytes.Contains(body, marshal(ref(name)["$ref"])) {
			definitions[name] = d
		}
	}
	if len(definitions) > 0 {
		s["definitions"] = definitions
	}
	s["$schema"] = "http://json-schema.org/draft-07/schema#"
	return append(marshal(s), '\n')
}

func marshal(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("schema: " + err.Error())
	}
	return b
}

func ref(name string) object { return object{"$ref": "#/definitions/" + name} }

// describer puts the keys of load's tables and the types of their values
// together.
type describer struct{ types map[string]map[string]object }

// file returns the schema of a kind of file.
func (d describer) file(kind string) object {
	name := kind
	if kind == "archive" {
		name = "archive.yaml"
	}
	s := d.record(name)
	s["title"] = kind
	if kind != "statement" {
		return s
	}
	// Of a statement that had to go, nothing but its day is needed.
	s["if"] = object{"required": []string{"removed"}}
	s["then"] = object{"required": []string{"date"}}
	s["else"] = object{
		"required":   s["required"],
		"properties": object{"countries": object{"minItems": 1}},
		"anyOf": []object{
			{"required": []string{"signatories"}, "properties": object{"signatories": object{"minItems": 1}}},
			{"required": []string{"withheld"}, "properties": object{"withheld": object{"minimum": 1}}},
		},
	}
	delete(s, "required")
	return s
}

// record returns the schema of a mapping that load has a table for.
func (d describer) record(name string) object {
	records := load.Records()
	i := slices.IndexFunc(records, func(r load.Record) bool { return r.Name == name })
	properties, required := object{}, []string{}
	for _, k := range records[i].Keys {
		properties[k.Name] = d.value(d.types[name][k.Name], name+"."+k.Name, k.Doc)
		if k.Required {
			required = append(required, k.Name)
		}
	}
	s := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// value returns the schema of a key's value: its type, with the records that
// the type names put in, and what the table says of the key.
func (d describer) value(t object, key, doc string) object {
	if t == nil {
		panic(fmt.Sprintf("schema: key %s has no type", key))
	}
	s := d.resolve(t)
	s["description"] = doc
	return s
}

// recordOf is the type of a group of keys, until resolve puts its schema there.
func recordOf(name string) object { return object{"record": name} }

func (d describer) resolve(t object) object {
	if name, ok := t["record"].(string); ok {
		return d.record(name)
	}
	s := object{}
	for k, v := range t {
		switch v := v.(type) {
		case object:
			s[k] = d.resolve(v)
		case []object:
			all := make([]object, len(v))
			for i, o := range v {
				all[i] = d.resolve(o)
			}
			s[k] = all
		default:
			s[k] = v
		}
	}
	return s
}
