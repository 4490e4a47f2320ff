// Reads every document of every feed of a built site, those that are
// subscribed to and those of the past, with parsers that others wrote
// (readers.mjs), and asks that they find the same: how many items, in which
// order, of which ids, links, titles, days, authors and enclosures. Asks too
// that ids stand once, that an enclosure is as long as its file, and that the
// lists for feed readers (OPML) name feeds that are there by their titles.
// Prints a line a finding and a sum; the exit code is 1 if anything was found.
//
//	.ci/feeds/install.sh
//	node .ci/feeds/agree.mjs SITE …
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { feedsmith, python, readJSON, readOPML, rssParserJS, sfeed } from './readers.mjs';

// Gives [{file, check, found}] for a site: for a file of it and a parser, what
// is wrong.
export async function checkFeeds(site) {
  const all = readdirSync(site, { recursive: true }).sort();
  const there = new Set(all);
  const results = [];
  const note = (file, check, found) => results.push({ file, check, found });
  const documents = all.filter((f) => f.endsWith('feed.xml'));
  const wants = new Map();
  for (const f of all.filter((f) => f.endsWith('feed.json'))) {
    const want = await readJSON(readFileSync(path.join(site, f), 'utf8'));
    wants.set(f, want);
    note(f, 'JSON Feed', want.fault ? [want.fault] : [...items(want), ...enclosures(site, f, want)]);
    if (!there.has(twin(f))) note(f, 'RSS', ['there is no RSS beside it']);
  }

  const whole = covering(site, documents);
  const lists = all.filter((f) => f.endsWith('.opml'));
  const full = (f) => path.join(site, f);
  const elsewhere = [
    python([...documents, ...lists].map(full), new Set([...whole].map(full))),
    sfeed(documents.map(full)),
  ];
  for (const f of documents) {
    const text = readFileSync(full(f), 'utf8');
    compare(note, f, 'feedsmith', wants.get(twin(f)), await feedsmith(text));
    if (whole.has(f)) compare(note, f, 'rss-parser', wants.get(twin(f)), await rssParserJS(text));
  }
  const [byPython, bySfeed] = await Promise.all(elsewhere);
  documents.forEach((f, i) => {
    compare(note, f, whole.has(f) ? 'feedparser' : 'expat', wants.get(twin(f)), byPython[i]);
    compare(note, f, 'sfeed', wants.get(twin(f)), bySfeed[i]);
  });
  for (const [i, f] of lists.entries()) {
    const { fault } = byPython[documents.length + i];
    note(f, 'expat', fault ? [fault] : []);
    note(f, 'OPML', await subscriptions(f, readFileSync(full(f), 'utf8'), wants));
  }
  return results;
}

const twin = (f) => (f.endsWith('.json') ? f.replace(/json$/, 'xml') : f.replace(/xml$/, 'json'));

// Chooses documents that together have everything that any document has: each
// item, and each arrangement of elements before the items. Two parsers are too
// slow for all, in which an item stands as often as it has countries,
// signatories and topics. Those of the past are looked at first, for they repeat
// least, and short addresses, which are those of long lists.
function covering(site, documents) {
  const seen = new Set();
  const past = (f) => f.includes('-feed.');
  const order = documents.toSorted((f, g) => past(g) - past(f) || f.length - g.length);
  return new Set(order.filter((f) => {
    const [head, ...rest] = readFileSync(path.join(site, f), 'utf8').split('<item>');
    const parts = [head.replace(/>[^<]*</g, '><').replace(/"[^"]*"/g, '""'), ...rest.map((i) => i.split('</item>')[0])];
    const fresh = parts.filter((p) => !seen.has(p));
    fresh.forEach((p) => seen.add(p));
    return fresh.length > 0;
  }));
}

// What is wrong with the items of a document by themselves.
function items(feed) {
  const ids = feed.items.map((i) => i.id);
  const found = ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `the id ${id} stands twice`);
  for (const i of feed.items) {
    if (!i.id.startsWith('tag:')) found.push(`${i.id} is no tag`);
    for (const field of ['link', 'title', 'date']) if (!i[field] && i[field] !== 0) found.push(`${i.id} has no ${field}`);
  }
  return found;
}

// What is wrong with the documents that the items name.
function enclosures(site, file, feed) {
  const base = feed.self?.endsWith(`/${file}`) ? feed.self.slice(0, -file.length) : undefined;
  if (!base) return [`it calls itself ${feed.self}`];
  return feed.items.flatMap((i) => i.enclosures).flatMap(({ url, length, type }) => {
    if (!/^[a-z]+\/[\w.+-]+$/.test(type)) return [`${url} is of the type ${type}`];
    if (!url.startsWith(base)) return [`${url} is not of this site`];
    const size = statSync(path.join(site, decodeURIComponent(url.slice(base.length))), { throwIfNoEntry: false })?.size;
    return size === length ? [] : [`${url} has ${size} bytes, by the feed ${length}`];
  });
}

// Notes where a parser's reading differs from what is wanted, in what the
// parser tells.
function compare(note, file, check, want, got) {
  if (!want) return note(file, check, ['there is no JSON beside it']);
  if (want.fault) return note(file, check, ['what stands beside it cannot be read']);
  if (!got || got.fault) return note(file, check, [got?.fault ?? 'no answer']);
  const { items: some, ...feed } = got;
  const found = differences('', want, feed);
  if (some && some.length !== want.items.length) found.push(`it has ${some.length} items, in JSON ${want.items.length}`);
  want.items.slice(0, some?.length ?? 0).forEach((item, n) => {
    const all = { ...item, author: item.authors[0] ?? '', enclosure: item.enclosures[0]?.url ?? '' };
    found.push(...differences(`item ${n}: `, all, some[n]));
  });
  note(file, check, found);
}

function differences(where, want, got) {
  return Object.keys(got).flatMap((field) => {
    if (want[field] === got[field]) return [];
    const [x, y] = [want[field], got[field]].map((v) => JSON.stringify(v) ?? 'not there');
    return x === y ? [] : [`${where}${field} is ${x.slice(0, 200)} in JSON, ${y.slice(0, 200)} here`];
  });
}

// What is wrong with a list of subscriptions.
async function subscriptions(file, text, wants) {
  const { fault, feeds } = await readOPML(text);
  if (fault) return [fault];
  const bySelf = new Map([...wants.values()].map((w) => [w.self?.replace(/json$/, 'xml'), w]));
  const found = feeds.length === 0 ? ['it has no feeds'] : [];
  for (const { title, url } of feeds) {
    const want = bySelf.get(url);
    if (!want) found.push(`${url} is no feed of this site`);
    else if (want.title !== title) found.push(`${url} is called ${title}, and calls itself ${want.title}`);
  }
  return found;
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const sites = process.argv.slice(2);
  if (sites.length === 0) {
    console.error('usage: agree.mjs SITE …');
    process.exit(2);
  }
  let [passed, failed] = [0, 0];
  for (const site of sites) {
    const results = await checkFeeds(site);
    if (results.length === 0) results.push({ file: site, check: 'feeds', found: ['there are none'] });
    for (const { file, check, found } of results) {
      for (const f of found) console.log(`${path.join(path.basename(site), file)} [${check}] ${f}`);
      if (found.length > 0) failed++;
      else passed++;
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
