package migrate

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"communique/generator/archive"
	"communique/generator/markdown"
)

// kind is what a text becomes.
type kind uint8

const (
	nothing kind = iota
	statement
	signatory
	topic
	country
	page
)

// text is a file of the old site with front matter, or one that should have
// some.
type text struct {
	path    string
	kind    kind
	why     string // of nothing
	has     bool   // front matter
	fields  fields
	body    string
	remarks []string

	lang  string // as its name, folder or keys say; "" for the site's own
	date  archive.Date
	slug  string // without date and language
	join  string // the same for a text and its translations
	draft bool

	original *text  // of a translation
	target   string // the path that it gets in the archive; "" for none
	there    bool   // the archive has it already
}

func (t *text) remark(s string) {
	if !slices.Contains(t.remarks, s) {
		t.remarks = append(t.remarks, s)
	}
}

// site is what was found in the old site's folder.
type site struct {
	fsys      fs.FS
	generator string
	settings  fields
	language  string // the site's own, as its settings say; "" if they do not
	texts     []*text
	others    []string // what is no text
	files     map[string]bool
	passed    map[string]int // folders that were not read: how many files are in each
}

// isMade reports whether a folder is one that a generator or a package manager
// fills. Of names that may be a folder of sources as well, what is in it tells.
func isMade(fsys fs.FS, name string) bool {
	has := func(file string) bool { _, err := fs.Stat(fsys, name+"/"+file); return err == nil }
	switch path.Base(name) {
	case "node_modules", "_site", ".git", ".jekyll-cache", ".sass-cache", ".cache", ".bundle":
		return true
	case "public", "_output", "dist":
		return !strings.Contains(name, "/") && has("index.html")
	case "resources":
		return has("_gen")
	case "vendor":
		return has("bundle") || has("cache")
	}
	return false
}

var (
	textEndings     = []string{".md", ".markdown", ".mkd", ".mdown", ".html", ".htm"}
	dataEndings     = []string{".yml", ".yaml", ".toml", ".json"}
	pictureEndings  = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
	documentEndings = []string{".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".csv", ".xls", ".xlsx", ".ods", ".zip", ".mp3", ".mp4", ".epub", ".ppt", ".pptx"}
)

// survey reads the whole site. Files come by path.
func survey(fsys fs.FS) (*site, error) {
	s := &site{fsys: fsys, files: map[string]bool{}, passed: map[string]int{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && isMade(fsys, name):
			return s.pass(name)
		case d.IsDir():
			return nil
		}
		s.files[name] = d.Type().IsRegular()
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.readSettings()
	for _, name := range sortedKeys(s.files) {
		isText, err := s.readText(name)
		if err != nil {
			return nil, err
		}
		if !isText {
			s.others = append(s.others, name)
		}
	}
	return s, nil
}

// pass counts the files of a folder that is not read.
func (s *site) pass(dir string) error {
	n := 0
	err := fs.WalkDir(s.fsys, dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if s.passed[dir+"/"] = n; err != nil {
		return err
	}
	return fs.SkipDir
}

// settingsFiles are where the generators keep what is said of the whole site.
var settingsFiles = []string{"_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml", "config/_default/hugo.toml", "config/_default/config.toml"}

// readSettings tells the generator by its files, and reads its settings.
func (s *site) readSettings() {
	has := func(prefix string) bool {
		for name := range s.files {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case has("_config.") || has("_posts/"):
		s.generator = "Jekyll"
	case has(".eleventy.") || has("eleventy.config."):
		s.generator = "Eleventy"
	case has("hugo.") || has("config.") || has("config/_default/") || has("content/") && has("archetypes/"):
		s.generator = "Hugo"
	}
	for _, name := range settingsFiles {
		if src, err := fs.ReadFile(s.fsys, name); err == nil && s.files[name] {
			block, _ := decode(src)
			if path.Ext(name) == ".toml" {
				s.settings, _ = readTOML(block)
			} else {
				s.settings, _ = readYAML(block)
			}
			break
		}
	}
	s.language, _ = languageOf(s.settings.text("defaultcontentlanguage", "languagecode", "lang", "locale", "language"))
}

// readText reads a file that is a text or, in a folder of organisations, a
// record.
func (s *site) readText(name string) (bool, error) {
	ending := strings.ToLower(path.Ext(name))
	record := slices.Contains(dataEndings, ending) && kindOfFolder(name) == signatory
	if !s.files[name] || !record && !slices.Contains(textEndings, ending) {
		return false, nil
	}
	src, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return false, err
	}
	t := &text{path: name}
	if record {
		block, remarks := decode(src)
		if ending == ".toml" {
			t.fields, t.remarks = readTOML(block)
		} else {
			t.fields, t.remarks = readYAML(strings.ReplaceAll(block, "\t", " "))
		}
		t.has, t.remarks = true, append(remarks, t.remarks...)
	} else {
		t.fields, t.body, t.has, t.remarks = matterOf(src)
	}
	s.read(t)
	s.texts = append(s.texts, t)
	return true, nil
}

// dated is a file's name with a date before it.
var dated = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_](.+))?$`)

// read finds what a text's place and keys say of it.
func (s *site) read(t *text) {
	dir, name := path.Split(t.path)
	stem := strings.TrimSuffix(name, path.Ext(name))
	if base, suffix, ok := strings.Cut(stem, "."); ok {
		if lang, known := languageOf(suffix); known {
			stem, t.lang = base, lang
		}
	}
	var where []string
	for segment := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if lang, known := languageOf(segment); known && isCode(segment) && t.lang == "" {
			t.lang = lang
			continue
		}
		where = append(where, segment)
	}
	if stem == "index" && len(where) > 0 && where[len(where)-1] != "" && !slices.Contains(sections, where[len(where)-1]) {
		stem, where = where[len(where)-1], where[:len(where)-1] // Hugo's page bundle
	}
	t.readLanguage()
	t.slug = stem
	if m := dated.FindStringSubmatch(stem); m != nil {
		if d, ok := dateOf(m[1] + "-" + m[2] + "-" + m[3]); ok {
			t.date, t.slug = d, m[4]
			if t.slug == "" {
				t.slug = t.fields.text("title")
			}
		}
	}
	t.readDate()
	t.join = strings.Join(append(where, stem), "/")
	if ref := t.fields.text("translationkey", "translation_key", "ref", "lang_ref", "page_id"); ref != "" {
		t.join = "=" + ref
	}
	draft, _ := t.fields.take("draft")
	published, said := t.fields.take("published")
	t.draft = draft.isTrue() || said && strings.EqualFold(published.one(), "false") || strings.Contains("/"+t.path, "/_drafts/")
	t.kind, t.why = kindOfText(t)
}

// sections are folders whose index is a list, not a text.
var sections = []string{"", "content", "src", "pages", "posts", "_posts", "blog", "news", "statements"}

// kinds names folders by what they hold, without the mark that Jekyll puts
// before a collection.
var kinds = map[string]kind{}

func init() {
	for k, names := range map[kind]string{
		signatory: "organisations organizations organisation organization orgs members partners signatories networks organisaciones organizaciones organisations-membres membres signataires organizacoes groups ngos",
		topic:     "topics topic themes issues thematics",
		country:   "countries country pays paises",
		statement: "posts statements news blog declarations press press-releases releases communiques drafts articles post letters",
	} {
		for name := range strings.FieldsSeq(names) {
			kinds[name] = k
		}
	}
}

// kindOfFolder returns what the folders of a path hold, by the innermost that
// tells.
func kindOfFolder(name string) kind {
	segments := strings.Split(path.Dir(name+"x"), "/")
	for _, segment := range slices.Backward(segments) {
		if k := kinds[strings.ToLower(strings.TrimLeft(segment, "_"))]; k != nothing {
			return k
		}
	}
	return nothing
}

// kindOfText decides what a text becomes, or says why nothing.
func kindOfText(t *text) (kind, string) {
	stem := strings.TrimSuffix(path.Base(t.path), path.Ext(t.path))
	stem, _, _ = strings.Cut(stem, ".")
	first, _, _ := strings.Cut(t.path, "/")
	k := kindOfFolder(t.path)
	switch {
	case slices.Contains([]string{"_layouts", "_includes", "layouts", "archetypes", "_sass", "_data", "includes"}, first) && !(first == "_data" && k == signatory):
		return nothing, "a part of the generator's theme or settings"
	case first == "themes" && k != signatory && strings.Count(t.path, "/") > 1:
		return nothing, "a part of the generator's theme or settings"
	case !t.has:
		return nothing, "it has no front matter, and so was no page of the site"
	case len(t.body) > maxBody:
		return nothing, fmt.Sprintf("its text has %d bytes, more than an archive takes: publish it as a document", len(t.body))
	case excess(t.body) != "":
		return nothing, "its text is more crowded than an archive takes: " + excess(t.body)
	case stem == "_index", t.slug == "index", t.slug == "404":
		return nothing, "a list or the first page, which the archive makes by itself"
	case k == signatory || k == topic || k == country:
		return k, ""
	case k == statement || !t.date.IsZero():
		return statement, ""
	case strings.TrimSpace(t.body) == "":
		return nothing, "a page without a text"
	}
	return page, ""
}

// maxBody leaves room below the megabyte that load takes for what conversion
// adds.
const maxBody = 900 << 10

func excess(body string) string {
	what, _ := markdown.Excess([]byte(body))
	return what
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?$`)

// languageOf returns the BCP 47 tag that a name means, as en_US does en-US.
func languageOf(s string) (string, bool) {
	if !languageTag.MatchString(s) {
		return "", false
	}
	return archive.ParseLanguage(strings.ReplaceAll(s, "_", "-"))
}

// isCode reports whether a folder's name is like a language's, rather than a
// word.
func isCode(s string) bool { return len(s) == 2 || len(s) == 5 && strings.ContainsAny(s, "-_") }
