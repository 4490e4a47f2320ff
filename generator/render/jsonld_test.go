package render

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"communique/generator/site"
)

// wanted are the JSON-LD objects of some pages of the valid archive.
var wanted = map[site.Path]string{
	"/statements/2017/joint-call": `{"@context":"https://schema.org","@type":"Report","@id":"tag:archive.example,2026:statements/2017/joint-call",
		"url":"https://archive.example/statements/2017/joint-call","name":"Joint call on a test","headline":"Joint call on a test",
		"inLanguage":"en","datePublished":"2017-09-01","dateModified":"2018-01-10","description":"A call that nobody made.",
		"author":[
			{"@type":"Organization","@id":"tag:archive.example,2026:signatories/first-watch","name":"First Watch","url":"https://archive.example/signatories/first-watch/","sameAs":["https://first.example","http://www.wikidata.org/entity/Q1"]},
			{"@type":"Organization","@id":"tag:archive.example,2026:signatories/second-network","name":"SECOND NETWORK","url":"https://archive.example/signatories/second-network/"}],
		"about":[
			{"@type":"Country","@id":"tag:archive.example,2026:countries/kh","url":"https://archive.example/countries/kh/","name":"Cambodia","identifier":"KH"},
			{"@type":"DefinedTerm","@id":"tag:archive.example,2026:topics/media-freedom","url":"https://archive.example/topics/media-freedom/","name":"Media freedom"}],
		"locationCreated":{"@type":"Place","name":"Testville"},
		"correction":[{"@type":"CorrectionComment","text":"A name was misspelt.","datePublished":"2017-09-05"}],
		"workTranslation":[{"@type":"Report","@id":"tag:archive.example,2026:statements/2017/joint-call.fr","url":"https://archive.example/fr/statements/2017/joint-call","inLanguage":"fr"}],
		"encoding":{"@type":"MediaObject","contentUrl":"https://archive.example/files/2017/joint-call/original.pdf","encodingFormat":"application/pdf"},
		"sameAs":"https://first.example/call","isAccessibleForFree":true,
		"isPartOf":{"@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/"},
		"publisher":{"@type":"Organization","name":"Test publisher","url":"https://publisher.example"}}`,
	"/fr/statements/2017/joint-call": `{"@context":"https://schema.org","@type":"Report","@id":"tag:archive.example,2026:statements/2017/joint-call.fr",
		"url":"https://archive.example/fr/statements/2017/joint-call","name":"Appel commun sur un essai","headline":"Appel commun sur un essai",
		"inLanguage":"fr","datePublished":"2017-09-01","dateModified":"2018-01-10","description":"Un appel que personne n'a lancé.",
		"author":[
			{"@type":"Organization","@id":"tag:archive.example,2026:signatories/first-watch","name":"Première veille","url":"https://archive.example/fr/signatories/first-watch/","sameAs":["https://first.example","http://www.wikidata.org/entity/Q1"]},
			{"@type":"Organization","@id":"tag:archive.example,2026:signatories/second-network","name":"SECOND NETWORK","url":"https://archive.example/fr/signatories/second-network/"}],
		"about":[
			{"@type":"Country","@id":"tag:archive.example,2026:countries/kh","url":"https://archive.example/fr/countries/kh/","name":"Le Cambodge","identifier":"KH"},
			{"@type":"DefinedTerm","@id":"tag:archive.example,2026:topics/media-freedom","url":"https://archive.example/fr/topics/media-freedom/","name":"Liberté des médias"}],
		"locationCreated":{"@type":"Place","name":"Testville"},
		"translationOfWork":{"@type":"Report","@id":"tag:archive.example,2026:statements/2017/joint-call","url":"https://archive.example/statements/2017/joint-call","inLanguage":"en"},
		"isAccessibleForFree":true,
		"isPartOf":{"@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/fr/"},
		"publisher":{"@type":"Organization","name":"Test publisher","url":"https://publisher.example"}}`,
	"/statements/2016/earlier-call": `{"@context":"https://schema.org","@type":"Report","@id":"tag:archive.example,2026:statements/2016/earlier-call",
		"url":"https://archive.example/statements/2016/earlier-call","name":"Earlier call","headline":"Earlier call",
		"inLanguage":"en","datePublished":"2016-05-03","dateModified":"2018-02-01","description":"Text of the earlier call.",
		"author":[
			{"@type":"Organization","@id":"tag:archive.example,2026:signatories/first-watch","name":"Zeroth Watch","url":"https://archive.example/signatories/first-watch/","sameAs":["https://first.example","http://www.wikidata.org/entity/Q1"]},
			{"@type":"Person","@id":"tag:archive.example,2026:signatories/third-person","name":"Third Person","url":"https://archive.example/signatories/third-person/"}],
		"about":[
			{"@type":"Country","@id":"tag:archive.example,2026:countries/kh","url":"https://archive.example/countries/kh/","name":"Cambodia","identifier":"KH"},
			{"@type":"Country","@id":"tag:archive.example,2026:countries/tg","url":"https://archive.example/countries/tg/","name":"Togo","identifier":"TG"}],
		"creativeWorkStatus":"Retracted","comment":[{"@type":"Comment","text":"It was a test.","datePublished":"2018-02-01"}],
		"isAccessibleForFree":true,
		"isPartOf":{"@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/"},
		"publisher":{"@type":"Organization","name":"Test publisher","url":"https://publisher.example"}}`,
	"/": `{"@context":"https://schema.org","@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/",
		"description":"Invented statements for tests.","inLanguage":["en","fr"],
		"publisher":{"@type":"Organization","name":"Test publisher","url":"https://publisher.example"},"license":"https://creativecommons.org/licenses/by/4.0/"}`,
	"/fr/signatories/first-watch/": `{"@context":"https://schema.org","@type":"NGO","@id":"tag:archive.example,2026:signatories/first-watch","name":"Première veille",
		"alternateName":["FW","First Watch","Zeroth Watch"],"url":"https://archive.example/fr/signatories/first-watch/",
		"sameAs":["https://first.example","http://www.wikidata.org/entity/Q1"],"foundingDate":"1999",
		"location":{"@type":"Country","@id":"tag:archive.example,2026:countries/kh","url":"https://archive.example/fr/countries/kh/","name":"Le Cambodge","identifier":"KH"},
		"logo":"https://archive.example/logos/first-watch.svg","mainEntityOfPage":"https://archive.example/fr/signatories/first-watch/"}`,
	"/signatories/second-network/": `{"@context":"https://schema.org","@type":"NGO","@id":"tag:archive.example,2026:signatories/second-network","name":"Second Network",
		"url":"https://archive.example/signatories/second-network/","dissolutionDate":"2020-05","mainEntityOfPage":"https://archive.example/signatories/second-network/"}`,
	"/signatories/third-person/": `{"@context":"https://schema.org","@type":"Person","@id":"tag:archive.example,2026:signatories/third-person","name":"Third Person",
		"url":"https://archive.example/signatories/third-person/","mainEntityOfPage":"https://archive.example/signatories/third-person/"}`,
	"/countries/kh/": `{"@context":"https://schema.org","@type":"CollectionPage","url":"https://archive.example/countries/kh/","name":"Cambodia","inLanguage":"en",
		"about":{"@type":"Country","@id":"tag:archive.example,2026:countries/kh","url":"https://archive.example/countries/kh/","name":"Cambodia","identifier":"KH"},
		"isPartOf":{"@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/"}}`,
	"/about": `{"@context":"https://schema.org","@type":"WebPage","url":"https://archive.example/about","name":"About","inLanguage":"en",
		"isPartOf":{"@type":"WebSite","@id":"tag:archive.example,2026:archive","name":"Test archive","url":"https://archive.example/"}}`,
}

func TestLinkedData(t *testing.T) {
	r, pages := headers(t, os.DirFS("../testdata/valid"))
	for path, text := range wanted {
		var want map[string]any
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(path, err)
		}
		got := linkedDataOf(t, elements(t, headOf(r, at(pages, path))))
		for _, key := range sortedKeysOf(got, want) {
			if !reflect.DeepEqual(got[key], want[key]) {
				t.Errorf("%s: %s is\n%v, want\n%v", path, key, got[key], want[key])
			}
		}
	}
}

func sortedKeysOf(maps ...map[string]any) []string {
	var keys []string
	for _, m := range maps {
		for k := range m {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// vocabulary has the types of schema.org that are used, and their properties,
// own and inherited. Every type also has those of Thing.
var vocabulary = map[string]string{
	"Thing": "@id @type name alternateName description identifier image mainEntityOfPage sameAs url",
	"Report": "abstract about author comment correction creativeWorkStatus dateModified datePublished encoding headline inLanguage " +
		"isAccessibleForFree isPartOf license locationCreated publisher translationOfWork workTranslation",
	"WebSite":           "inLanguage license publisher",
	"WebPage":           "about inLanguage isPartOf",
	"CollectionPage":    "about inLanguage isPartOf",
	"Organization":      "",
	"NGO":               "dissolutionDate foundingDate location logo",
	"Person":            "",
	"Country":           "",
	"Place":             "",
	"DefinedTerm":       "",
	"CorrectionComment": "datePublished text",
	"Comment":           "datePublished text",
	"MediaObject":       "contentUrl encodingFormat",
}

// TestVocabulary checks that every page says only what schema.org has words
// for, that nothing is empty, and that one identity is one kind of thing.
func TestVocabulary(t *testing.T) {
	r, pages := headers(t, os.DirFS("../testdata/valid"))
	kinds, used := map[string]string{}, map[string]bool{}
	for _, p := range pages {
		data := linkedDataOf(t, elements(t, headOf(r, p)))
		if data == nil {
			continue
		}
		delete(data, "@context")
		var walk func(v any)
		walk = func(v any) {
			switch v := v.(type) {
			case string:
				if v == "" {
					t.Errorf("%s: something is empty", p.Path)
				}
			case []any:
				for _, x := range v {
					walk(x)
				}
			case map[string]any:
				kind, _ := v["@type"].(string)
				properties, known := vocabulary[kind]
				if !known {
					t.Errorf("%s: type %q", p.Path, kind)
				}
				used[kind] = true
				for key, x := range v {
					if !slices.Contains(strings.Fields(properties+" "+vocabulary["Thing"]), key) {
						t.Errorf("%s: %s has no %q", p.Path, kind, key)
					}
					walk(x)
				}
				if id, ok := v["@id"].(string); ok {
					if kind == "NGO" {
						kind = "Organization" // that it is one, its own page knows
					}
					if before := kinds[id]; before != "" && before != kind {
						t.Errorf("%s is a %s and a %s", id, before, kind)
					}
					kinds[id] = kind
				}
			}
		}
		walk(data)
	}
	for kind := range vocabulary {
		if kind != "Thing" && !used[kind] {
			t.Errorf("no page has a %s", kind)
		}
	}
}

// TestLicensed checks that a page claims the archive's licence for the
// archive's own words only: those of the signatories it cannot license.
func TestLicensed(t *testing.T) {
	content := fstest.MapFS{}
	add := func(name, text string) { content[name] = &fstest.MapFile{Data: []byte(text)} }
	add("archive.yaml", "title: T\nbase_url: https://a.example\nid_authority: a.example,2026\nlicense: {name: Own, url: https://l.example/}\n")
	add("signatories/first.md", "---\nname: First\n---\n")
	for _, text := range []string{"full", "summary"} {
		add("statements/2017/"+text+".md", "---\ntitle: T\ndate: 2017-09-01\ncountries: [KH]\nsignatories: [first]\ntext: "+text+"\n---\n\nText.\n")
	}
	r, pages := headers(t, content)
	for path, want := range map[site.Path]bool{"/statements/2017/full": false, "/statements/2017/summary": true, "/": true} {
		all := elements(t, headOf(r, at(pages, path)))
		_, rights := tags(all)["DC.rights"]
		if got := linkedDataOf(t, all)["license"] == "https://l.example/"; got != want || path != "/" && rights != want {
			t.Errorf("%s is licensed: %v, and by DC.rights %v", path, got, rights)
		}
	}
}
