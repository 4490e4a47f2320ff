// What feed readers' own parsers find in documents of feeds, each told in the
// same words: {title, link, language, items}, and of an item {id, link, title,
// date, authors, enclosures}, where date is in milliseconds since 1970 and an
// enclosure is {url, length, type}. A parser that knows less tells less: of
// sfeed's items there are the first author and the first enclosure's address.
// A document that cannot be read is {fault}.
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { parseOpml, parseRssFeed } from 'feedsmith';
import schema from 'jsonfeed-schema/v1.1.js';
import { spawn } from 'node:child_process';
import path from 'node:path';
import RSSParser from 'rss-parser';

const ajv = new Ajv({ strict: false });
formats(ajv);
const isJSONFeed = ajv.compile(schema);
const rssParser = new RSSParser({ customFields: { item: [['dc:creator', 'creators', { keepArray: true }]] } });

// One that throws tells its fault.
const attempt = (read) => async (text) => {
  try {
    return await read(text);
  } catch (e) {
    return { fault: String(e.message ?? e).replaceAll('\n', ' ').slice(0, 300) };
  }
};

// JSON has one reading: what the others find is compared with this.
export const readJSON = attempt((text) => {
  const feed = JSON.parse(text);
  if (!isJSONFeed(feed)) throw new Error(`not by the schema: ${ajv.errorsText(isJSONFeed.errors)}`);
  return {
    title: feed.title, link: feed.home_page_url, language: feed.language, self: feed.feed_url,
    items: feed.items.map((i) => ({
      id: i.id, link: i.url, title: i.title, date: Date.parse(i.date_published),
      authors: (i.authors ?? []).map((a) => a.name),
      enclosures: (i.attachments ?? []).map((a) => ({ url: a.url, length: a.size_in_bytes, type: a.mime_type })),
    })),
  };
});

export const feedsmith = attempt((text) => {
  const feed = parseRssFeed(text);
  return {
    title: feed.title, link: feed.link, language: feed.language,
    items: (feed.items ?? []).map((i) => ({
      id: i.guid?.value, link: i.link, title: i.title, date: Date.parse(i.pubDate),
      authors: i.dc?.creators ?? [],
      enclosures: (i.enclosures ?? []).map(({ url, length, type }) => ({ url, length, type })),
    })),
  };
});

export const rssParserJS = attempt(async (text) => {
  const feed = await rssParser.parseString(text);
  return {
    title: feed.title, link: feed.link, language: feed.language,
    items: feed.items.map((i) => ({
      id: i.guid, link: i.link, title: i.title, date: Date.parse(i.isoDate),
      authors: i.creators ?? [],
      enclosures: i.enclosure ? [{ url: i.enclosure.url, length: Number(i.enclosure.length), type: i.enclosure.type }] : [],
    })),
  };
});

// The feeds that a list of subscriptions names, [{title, url}].
export const readOPML = attempt((text) => {
  const feeds = [];
  const collect = (outlines) => outlines?.forEach((o) => {
    if (o.xmlUrl) feeds.push({ title: o.title, url: o.xmlUrl });
    collect(o.outlines);
  });
  collect(parseOpml(text).body?.outlines);
  return { feeds };
});

// Runs a program that reads the names of files, one a line, and gives the
// lines that it prints.
function lines(program, args, names) {
  return new Promise((resolve, reject) => {
    const run = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    run.stdout.setEncoding('utf8').on('data', (part) => { out += part; });
    run.on('error', reject);
    run.on('close', (code) => (code === 0 ? resolve(out.split('\n')) : reject(new Error(`${program} ends with ${code}`))));
    run.stdin.end(names.map((n) => `${n}\n`).join(''));
  });
}

// Reads files with sfeed. It forgives what is no XML.
export async function sfeed(files) {
  const loop = 'while IFS= read -r f; do sfeed <"$f"; printf "\\036\\n"; done | cut -f 1-3,6-8';
  const readings = [];
  let items = [];
  for (const line of await lines('sh', ['-c', loop], files)) {
    if (line === '\x1e') {
      readings.push({ items });
      items = [];
    } else if (line) {
      const [date, title, link, id, author, enclosure] = line.split('\t');
      items.push({ date: date === '' ? NaN : date * 1000, title, link, id, author, enclosure });
    }
  }
  return readings;
}

// Reads files with Python's feedparser those of `whole`, and the others
// strictly for XML with namespaces only, for feedparser takes half a minute for
// 100 MB. Of the latter there are no items.
export async function python(files, whole) {
  const script = path.join(import.meta.dirname, 'feedparser.py');
  const out = await lines('/usr/bin/python3', [script], files.map((f) => (whole.has(f) ? `+${f}` : `-${f}`)));
  return out.filter(Boolean).map((l) => JSON.parse(l));
}
