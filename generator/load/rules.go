package load

import "communique/generator/diag"

// Rules are what load refuses or warns of: what a single file tells by
// itself, and a translation without its original.
var Rules = []*diag.Rule{
	&missingArchive, &notUTF8, &byteOrderMark, &controlCharacter, &bidiControl, &tooLarge, &noFrontMatter, &unclosedFrontMatter,
	&indentedDashes, &brokenYAML, &plainYAML, &unknownKey, &duplicateKey, &wrongType, &missingField,
	&impossibleDate, &unknownValue, &badURL, &badIDAuthority, &unknownLanguage, &badFileName, &activeAttachment, &notAFile, &strayFile,
	&orphanTranslation, &languageTwice, &emptyText, &rawHTML, &undefinedFootnote, &unusedFootnote,
	&footnoteTwice, &undefinedReference, &unusedReference, &malformedLink, &unsafeLink, &outsideImage, &lostText,
	&unreadablePicture, &brokenPermalink, &permalinkTwice, &ErasedName, &documentMetadata,
}

func failure(name, doc string) diag.Rule {
	return diag.Rule{Name: name, Severity: diag.Error, Doc: doc}
}

func warning(name, doc string) diag.Rule {
	return diag.Rule{Name: name, Severity: diag.Warning, Doc: doc}
}

var (
	missingArchive      = failure("missing-archive", "the content folder needs an archive.yaml")
	notUTF8             = failure("not-utf-8", "files must be UTF-8")
	byteOrderMark       = failure("byte-order-mark", "files must not begin with a byte order mark")
	controlCharacter    = failure("control-character", "texts must not contain control characters, which neither pages nor feeds may have")
	bidiControl         = failure("bidi-control", "texts and file names must not contain characters that reorder what is shown: embeddings, overrides and isolates")
	tooLarge            = failure("too-large", "a text must have at most 1 MB, its front matter 512 KB, and neither may be nested or crowded with signs so that it takes long to read")
	noFrontMatter       = failure("no-front-matter", "a file must begin with front matter: a line of three dashes, keys and values, three dashes")
	unclosedFrontMatter = failure("unclosed-front-matter", "the front matter must end with a line of three dashes")
	indentedDashes      = failure("indented-dashes", "a line inside the front matter must not consist of three dashes, not even indented")
	brokenYAML          = failure("broken-yaml", "the front matter must be YAML: key: value")
	plainYAML           = failure("plain-yaml", "the front matter must do without YAML's anchors, aliases and tags")
	unknownKey          = failure("unknown-key", "the front matter must have known keys only")
	duplicateKey        = failure("duplicate-key", "a key must stand once")
	wrongType           = failure("wrong-type", "a value must be of its key's type: text, date, number, list, …")
	missingField        = failure("missing-field", "the keys that a record cannot do without must be there")
	impossibleDate      = failure("impossible-date", "a date must be one of the calendar, written YYYY-MM-DD")
	unknownValue        = failure("unknown-value", "a key with fixed values must have one of them")
	badURL              = failure("bad-url", "an address must be whole, beginning with https:// or http://")
	badIDAuthority      = failure("bad-id-authority", "id_authority must be a host name or e-mail address, a comma, and a date on which it was yours (RFC 4151)")
	unknownLanguage     = failure("unknown-language", "a language must be a BCP 47 tag, such as fr, pt-BR or km")
	badFileName         = failure("bad-file-name", "the names of texts and their folders must consist of letters, digits and hyphens, for they become addresses")
	activeAttachment    = failure("active-attachment", "an attachment must not be a file that a browser or a host runs, such as HTML or a script")
	notAFile            = failure("not-a-file", "the content folder must hold files, not links to them or devices")
	strayFile           = warning("stray-file", "every file of the content folder must belong to something")
	orphanTranslation   = failure("orphan-translation", "a translation must stand beside its original")
	languageTwice       = failure("language-twice", "a record must have one text in a language")
	emptyText           = warning("empty-text", "a statement should have a text, at least a summary of it")
	rawHTML             = warning("raw-html", "texts are Markdown; HTML in them is dropped")
	undefinedFootnote   = failure("undefined-footnote", "a footnote that is referred to must be there")
	unusedFootnote      = warning("unused-footnote", "a footnote that nothing refers to is shown after the others")
	footnoteTwice       = failure("footnote-twice", "a footnote must be defined once")
	undefinedReference  = warning("undefined-reference", "a link by reference needs a line that defines it")
	unusedReference     = warning("unused-reference", "the address of a link by reference is dropped where no link uses it")
	malformedLink       = warning("malformed-link", "a link is written [text](address), without spaces in the address")
	lostText            = warning("lost-text", "what is written must be shown: text behind # in the front matter, cells beyond a table's columns, text behind the marks of a code block, and numbers out of order are lost")
	unsafeLink          = failure("unsafe-link", "links must lead to http, https, mailto or tel addresses, or inside the archive")
	outsideImage        = failure("outside-image", "pictures must lie in the archive, for no page asks another host for anything")
	brokenPermalink     = failure("broken-permalink", "a line of permalinks.tsv must be an address, a record's id and a day, with a tab between them")
	permalinkTwice      = failure("permalink-twice", "an address must stand in permalinks.tsv once")
	unreadablePicture   = failure("unreadable-picture", "a picture must be a PNG, JPEG, GIF, WebP or SVG that a browser can show, named so, of at most 40 megapixels; an SVG must do without scripts, animations and other files")
	documentMetadata    = warning("document-metadata", "a PDF should not say who wrote it, for what it says of itself is published with it")
)

// ErasedName is broken by the content and, where it is not, by what is made of
// it.
var ErasedName = failure("erased-name", "no name whose hash is under erased: must stand anywhere, neither in a file nor in a file's name")
