// Communique makes a lasting site of the statements that civil-society
// organisations sign together. It turns a folder of Markdown with front
// matter into a folder that any static host can serve.
//
// # The way of the data
//
//	content/ --load--> Archive --check--> diagnostics
//	                      |
//	                     plan --> Site --render--> bytes --write--> public/
//
// The verbs are the packages. Each stage is a type that the next one takes;
// the middle is pure, and the machine is touched at both ends only.
//
//	main        the command line, a file a command; build.go is the pipeline
//	diag        positions, rules, findings, and how they are printed
//	fold        one key for a name however it is written
//	near        the known word that somebody meant by an unknown one
//	cldr        what Unicode CLDR knows of languages: countries, plurals, dates, numbers
//	worldmap    the outlines of the countries, for a map in plain SVG
//	archive     the model: Statement, Signatory, Topic, Country; values only
//	picture     how large editors' pictures are, and logos made small and free of metadata
//	network     the picture of who signs with whom: a place for each, no overlaps
//	cite        a statement as BibTeX, RIS and CSL-JSON
//	markdown    Markdown to HTML and plain text, and what is wrong in it
//	erase       finds a name that must not appear, by its salted hash
//	permalink   permalinks.tsv: every address that was ever published
//	pdf         what a PDF says of its maker
//	stamp       whether a file may have changed, without reading it
//	load        fs.FS -> Archive; the only reader of front matter
//	slug        a readable name for a file, from a title in any script
//	matter      writes a content file: front matter and text
//	check       the rules that an archive as a whole must keep to
//	fix         what has only one right answer, repaired in the bytes
//	schema      front matter described to editors' programs (JSON Schema)
//	extract     documents as people send them -> their text; the only one that runs another program
//	draft       a document's text -> a statement, and a report of what was found
//	migrate     the folder of a Jekyll, Hugo or Eleventy site -> files of an archive, and a report
//	site        Archive -> Site: every address, page, list and feed; no bytes
//	theme       fs.FS -> templates, words, assets with fingerprints
//	render      a page of the plan -> bytes: HTML, feeds, sitemaps, data
//	preflight   what hosts refuse or pass over in silence
//	watch       says that something in a folder may have changed
//	serve       the preview: answers a browser from the plan; the only net/http
//	output      writes a site into a folder safely; the only writer
//	demo        a synthetic archive, for newcomers and for measuring
//
// Who may import whom is held by deps_test.go. The rules, keys and flags that
// the README lists are compared with the code by docs_test.go. How the program
// is used is in testdata/script, a session a file.
//
// # What holds everywhere
//
// Faults of the content are values with a position and a rule; all of them
// are told at once, and nothing is written while there is an error. Faults of
// the machine are wrapped errors. Bugs panic.
//
// The same input gives the same bytes, whatever the number of workers, the
// order of the file system, the time zone or the machine. The clock, which
// options.go reads for all commands, decides embargoes, the rules on dates, and
// the place in feeds of what is published for the first time; a preview reads it
// besides, to tell what may have changed.
//
// A body is measured before it is parsed, so that what would take long to parse
// is refused. Of what was meant by an unknown name or a broken link, a hundred
// guesses are made, for each looks at all that is known.
//
// What grows with the texts is not kept: load inspects a body and lets it go,
// render reads it again when its page is made. What grows with the number of
// statements is the model and the plan. Data files grow with the archive, and
// go to the writer a line at a time. Of the texts that feeds repeat, a fixed
// number of bytes is kept, and the rest rendered again. A preview keeps what load
// has read of each file, by the hash of its bytes; where only words changed, it
// keeps the plan as well.
//
// # Where the design of 2026 was changed
//
//   - A month of a country, signatory or topic is /countries/kh/2017-09, not
//     /countries/kh/2017/09: the year is the file 2017.html, and hosts differ on
//     a file and a folder of one name.
//   - Attachments are published only if some text uses them. A forgotten working
//     copy beside a statement may hold the very names that it withholds.
//   - Links are followed by plan, not by check: only the plan knows every
//     address. The check command runs the plan too.
//   - The former address of a feed or an attachment is a copy of what it leads
//     to: HTML under such a name helps no program. A year or month whose page
//     goes leads to its list by itself.
//   - A statement stays in the feed of a signatory that withdrew from it, for an
//     older one would come up in its place as new; it is in none of its counts.
//   - A signatory's logo is published as /logos/ID.png, .jpg or .svg, made
//     anew; its original only if a text links to it.
//   - Plurals, dates and numbers come from CLDR by package cldr, so a translator
//     writes words only.
//   - Zotero divides every author that it finds in a page, unless a comma ends
//     the name; so citation_author has one. DC.creator has the plain name.
//   - /search/ is a page of names and the latest titles, to which OpenSearch
//     leads with a text fragment; it needs no script, and an index will.
//   - What feeds tell is in the order in which it was first published, which
//     permalinks.tsv records, and not in that of the dates of issue: so an old
//     statement that is added late comes to the subscribers, and no document of
//     a feed's past changes for it. These have twenty items, as the feed has:
//     then one is written when it is full, and never before.
//   - A feed in RSS is served as application/xml: as application/rss+xml,
//     Chromium shows a person its source and no style sheet.
//   - All new files are made aside and renamed into place at the end of a build,
//     so that a build that fails half way has not touched the site at all.
package main
