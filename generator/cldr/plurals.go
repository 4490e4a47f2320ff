package cldr

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// pluralData is text in blocks as in names.txt, after the first one a block
// for each set of rules, whose title is the tags of its languages with spaces
// between them. A line is a category, its condition as CLDR writes it, "" for
// "other", and CLDR's samples of numbers in it, which the tests hold the rules
// to: "3~10 103".
//
//go:embed plurals.txt
var pluralData string

// A rule is a category and when a number is in it: if all relations of one of
// its alternatives hold.
type rule struct {
	category     string
	alternatives [][]relation
}

// A relation is such as "n % 100 = 3..10,90": whether the operand, or what is
// left of it, is in the ranges, or not.
type relation struct {
	operand byte
	modulo  uint64 // 0 for none
	not     bool
	ranges  [][2]uint64 // both ends belong to a range
}

// pluralRules has the rules of each language, "other" being the last of them.
var pluralRules = sync.OnceValue(func() map[string][]rule {
	all := map[string][]rule{}
	for title, lines := range blocks(pluralData) {
		var rules []rule
		for line := range strings.SplitSeq(lines, "\n") {
			fields := strings.Split(line, "\t")
			rules = append(rules, rule{fields[0], parseCondition(fields[1])})
		}
		for tag := range strings.SplitSeq(title, " ") {
			all[tag] = rules
		}
	}
	return all
})

// rulesOf returns the rules of a language: those of its tag, or of the tag
// without as many of its last parts as need be. CLDR gives no other parents for
// plurals, so a script does not matter.
func rulesOf(lang string) []rule {
	for tag := strings.ToLower(lang); tag != ""; tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)] {
		if rules := pluralRules()[tag]; rules != nil {
			return rules
		}
	}
	return []rule{{category: "other"}}
}

// Plural returns the category of a whole number in a language, which is a BCP
// 47 tag in any case: "zero", "one", "two", "few", "many" or "other". It is
// that of the number written in digits, not of "1 million" or "1.0", and that
// of 1 for -1. A language without rules in CLDR has only "other".
func Plural(lang string, n int) string {
	whole := uint64(n)
	if n < 0 {
		whole = -whole
	}
	rules := rulesOf(lang)
	for _, rule := range rules[:len(rules)-1] {
		if rule.holds(whole) {
			return rule.category
		}
	}
	return "other"
}

// Categories returns the categories that numbers have in a language, in the
// order that Plural's comment has them in. Some may be of fractions only.
func Categories(lang string) []string {
	var categories []string
	for _, rule := range rulesOf(lang) {
		categories = append(categories, rule.category)
	}
	return categories
}

func (r *rule) holds(n uint64) bool {
	for _, all := range r.alternatives {
		holds := true
		for _, relation := range all {
			holds = holds && relation.holds(n)
		}
		if holds {
			return true
		}
	}
	return false
}

// holds reports whether a relation holds for a whole number. The operands n and
// i are the number; the others, its fraction and compact exponent, are 0.
func (r *relation) holds(n uint64) bool {
	if r.operand != 'n' && r.operand != 'i' {
		n = 0
	}
	if r.modulo != 0 {
		n %= r.modulo
	}
	for _, ends := range r.ranges {
		if ends[0] <= n && n <= ends[1] {
			return !r.not
		}
	}
	return r.not
}

// parseCondition reads a condition of UTS #35, Part 3, Plural Rules Syntax,
// whose tokens CLDR separates by spaces.
func parseCondition(condition string) [][]relation {
	var alternatives [][]relation
	if condition == "" {
		return nil
	}
	for all := range strings.SplitSeq(condition, " or ") {
		var relations []relation
		for relation := range strings.SplitSeq(all, " and ") {
			relations = append(relations, parseRelation(relation))
		}
		alternatives = append(alternatives, relations)
	}
	return alternatives
}

func parseRelation(text string) relation {
	tokens := strings.Fields(text)
	r := relation{}
	if len(tokens) == 5 && tokens[1] == "%" {
		r.modulo = parseValue(tokens[2])
		tokens = append(tokens[:1], tokens[3:]...)
	}
	if len(tokens) != 3 || len(tokens[0]) != 1 || !strings.Contains("nivwftce", tokens[0]) || tokens[1] != "=" && tokens[1] != "!=" {
		panic("cldr: no relation: " + text)
	}
	r.operand, r.not = tokens[0][0], tokens[1] == "!="
	for ends := range strings.SplitSeq(tokens[2], ",") {
		first, last, isRange := strings.Cut(ends, "..")
		if !isRange {
			last = first
		}
		r.ranges = append(r.ranges, [2]uint64{parseValue(first), parseValue(last)})
	}
	return r
}

func parseValue(digits string) uint64 {
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		panic("cldr: " + err.Error())
	}
	return n
}
