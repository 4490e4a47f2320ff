// Proves that agree.mjs can fail: a site made on the fly has one feed in which
// nothing is wrong and others with one fault each, and the fault must be found,
// by the check that is there for it, and nothing be found in the sound feed.
// Prints a line for each fault that was missed.
//
//	.ci/feeds/install.sh
//	node .ci/feeds/selftest.mjs
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkFeeds } from './agree.mjs';

// NAME stands for the name of the fault: a feed whose items are all in another one
// is not read by every parser.
const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Feed &amp; more</title>
<link>https://archive.example/</link>
<description>Words</description>
<language>en</language>
<item>
<title>Second</title>
<link>https://archive.example/second</link>
<guid isPermaLink="false">tag:archive.example,2026:second</guid>
<pubDate>Fri, 01 Sep 2017 00:00:00 +0000</pubDate>
<dc:creator>One</dc:creator>
<dc:creator>Two &lt;x&gt;</dc:creator>
<enclosure url="https://archive.example/a.pdf" length="5" type="application/pdf"/>
<content:encoded>NAME</content:encoded>
</item>
<item>
<title>First</title>
<link>https://archive.example/first</link>
<guid isPermaLink="false">tag:archive.example,2026:first</guid>
<pubDate>Tue, 03 Jan 2017 00:00:00 +0000</pubDate>
<content:encoded>NAME</content:encoded>
</item>
</channel>
</rss>
`;

const json = `{"version":"https://jsonfeed.org/version/1.1","title":"Feed & more","home_page_url":"https://archive.example/","feed_url":"https://archive.example/NAME/feed.json","language":"en","items":[
{"id":"tag:archive.example,2026:second","url":"https://archive.example/second","title":"Second","content_html":"<p>Text</p>","date_published":"2017-09-01T00:00:00Z","authors":[{"name":"One"},{"name":"Two <x>"}],"attachments":[{"url":"https://archive.example/a.pdf","mime_type":"application/pdf","size_in_bytes":5}]},
{"id":"tag:archive.example,2026:first","url":"https://archive.example/first","title":"First","content_html":"<p>Text</p>","date_published":"2017-01-03T00:00:00Z"}
]}
`;

const opml = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>All</title></head><body><outline text="All">
<outline type="rss" text="Feed &amp; more" title="Feed &amp; more" xmlUrl="https://archive.example/sound/feed.xml"/>
</outline></body></opml>
`;

const everyParser = ['feedparser', 'feedsmith', 'rss-parser', 'sfeed'];
const item = (text, n) => text.match(/<item>[^]*?<\/item>\n/g)[n];

// A fault: of which file, the part of it to replace, what by, the checks that
// must each find it, and a word that the findings have.
const faults = {
  'bad-date': ['xml', 'Fri, 01 Sep 2017', 'Fri, 41 Sep 2017', ['feedparser', 'rss-parser', 'feedsmith'], 'date'],
  'other-date': ['xml', '01 Sep', '02 Sep', everyParser, 'date'],
  'other-zone': ['xml', '00:00:00 +0000', '00:00:00 +0700', everyParser, 'date'],
  'control-character': ['xml', 'Words', 'Wo\x01rds', ['feedparser'], 'not well-formed'],
  'no-utf-8': ['xml', 'Words', Buffer.from([0xc3]), ['feedparser'], 'not well-formed'],
  'no-character': ['xml', 'Words', '&#xFFFE;', ['feedparser'], 'invalid character'],
  'open-cdata': ['xml', 'Words', ']]> words', ['feedparser'], 'not well-formed'],
  'unknown-entity': ['xml', 'Words', '&nbsp;', ['feedparser'], 'undefined entity'],
  'no-namespace': ['xml', ' xmlns:dc="http://purl.org/dc/elements/1.1/"', '', ['feedparser'], 'unbound prefix'],
  'no-guid': ['xml', '<guid isPermaLink="false">tag:archive.example,2026:first</guid>\n', '', everyParser, 'id is'],
  'other-guid': ['xml', '2026:first', '2025:first', everyParser, 'id is'],
  'other-link': ['xml', '/first<', '/erst<', everyParser, 'link is'],
  'other-title': ['xml', '>First<', '>Erst<', ['feedsmith', 'rss-parser', 'sfeed'], 'title is'],
  'feed-title': ['xml', 'Feed &amp; more', 'Feed &amp;amp; more', ['feedsmith', 'rss-parser'], 'title is'],
  'no-author': ['xml', '<dc:creator>One</dc:creator>\n', '', everyParser, 'author'],
  'fewer-authors': ['xml', '<dc:creator>Two &lt;x&gt;</dc:creator>\n', '', ['feedparser', 'feedsmith', 'rss-parser'], 'authors'],
  'item-left-out': ['xml', item(rss, 1), '', everyParser, '1 items'],
  'other-order': ['xml', item(rss, 0) + item(rss, 1), item(rss, 1) + item(rss, 0), everyParser, 'item 0: id'],
  'other-length': ['xml', 'length="5"', 'length="6"', ['feedparser', 'feedsmith', 'rss-parser'], 'enclosures'],
  'other-document': ['xml', '/a.pdf', '/b.pdf', everyParser, 'enclosure'],
  'no-enclosure': ['xml', '<enclosure url="https://archive.example/a.pdf" length="5" type="application/pdf"/>\n', '', everyParser, 'enclosure'],
  'left-out-in-json': ['json', /,\n\{"id":"tag:archive.example,2026:first".*\}/, '', everyParser, '2 items'],
  'double-id': ['json', '2026:first', '2026:second', ['JSON Feed'], 'twice'],
  'no-tag': ['json', '"tag:archive.example,2026:first"', '"https://archive.example/first"', ['JSON Feed'], 'no tag'],
  'id-missing': ['json', '"id":"tag:archive.example,2026:first",', '', ['JSON Feed'], "required property 'id'"],
  'date-in-json': ['json', '2017-01-03T00:00:00Z', '2017-01-03', ['JSON Feed'], 'date-time'],
  'unknown-member': ['json', '"title":"First"', '"titel":"First"', ['JSON Feed'], 'additional'],
  'broken-json': ['json', '"title":"First"', '"title":"Fi\nrst"', ['JSON Feed'], 'control character'],
  'wrong-length': ['json', '"size_in_bytes":5', '"size_in_bytes":6', ['JSON Feed'], '5 bytes'],
  'no-file': ['json', '/a.pdf', '/b.pdf', ['JSON Feed'], 'undefined bytes'],
  'no-type': ['json', '"application/pdf"', '"PDF"', ['JSON Feed'], 'type PDF'],
  'other-self': ['json', '/NAME/', '/sound/', ['JSON Feed'], 'calls itself'],
  'opml-address': ['opml', '/sound/', '/none/', ['OPML'], 'no feed'],
  'opml-title': ['opml', ' title="Feed', ' title="The feed', ['OPML'], 'is called'],
  'opml-broken': ['opml', '</outline></body>', '</body>', ['expat'], 'mismatched'],
};

// Gives the sentences about the faults that were not found.
async function missedFaults(site) {
  writeFileSync(path.join(site, 'a.pdf'), '%PDF\n');
  for (const [name, [of, part, by]] of Object.entries({ ...faults, sound: [] })) {
    const folder = path.join(site, name);
    mkdirSync(folder);
    for (const [kind, text] of Object.entries({ json, xml: rss, opml })) {
      const [before, after, ...more] = of === kind ? text.split(part) : [text];
      if (of === kind && (after === undefined || (more.length > 0 && !name.startsWith('other-')))) throw new Error(`${name}: ${part} must stand once`);
      const broken = after === undefined ? [before] : [before, by, [after, ...more].join(part)];
      const bytes = broken.map((b) => (Buffer.isBuffer(b) ? b : Buffer.from(b.replaceAll('NAME', name))));
      writeFileSync(path.join(folder, kind === 'opml' ? 'all.opml' : `feed.${kind}`), Buffer.concat(bytes));
    }
  }
  const results = await checkFeeds(site);
  const of = (name) => results.filter((r) => path.dirname(r.file) === name);
  const missed = of('sound').flatMap(({ check, found }) => found.map((f) => `in the sound feed, ${check} finds: ${f}`));
  if (of('sound').length !== 7) missed.push(`of the sound feed there are ${of('sound').length} checks`);
  for (const [name, [, , , checks, word]] of Object.entries(faults)) {
    for (const check of checks) {
      const found = of(name).filter((r) => r.check === check).flatMap((r) => r.found);
      if (!found.some((f) => f.includes(word))) missed.push(`${name}: ${check} finds ${found.join('; ') || 'nothing'}`);
    }
  }
  return missed;
}

const site = mkdtempSync(path.join(os.tmpdir(), 'selftest-'));
try {
  const missed = await missedFaults(site);
  missed.forEach((m) => console.log(m));
  console.log(`${Object.keys(faults).length} faults, ${missed.length} missed or made up`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  rmSync(site, { recursive: true });
}
