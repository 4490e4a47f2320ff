// Asks of a built site, in a browser, everything that visit.mjs asks; that its
// links lead somewhere; that a person can read its feeds; that an unknown address gets the page for that; and
// that the site says its headers. Prints a line a finding and a sum; the exit
// code is 1 if anything was found.
//
//	.ci/browser/install.sh
//	node .ci/browser/run.mjs SITE OUT [ADDRESS …]
//
// SITE is the folder of a built site, OUT the folder for the screenshots, and
// each ADDRESS a page to visit besides those that pages.mjs chooses.
import { readdirSync } from 'node:fs';
import { checkFeeds } from './feed.mjs';
import { followLinks } from './links.mjs';
import { choose } from './pages.mjs';
import { serve } from './serve.mjs';
import { visitAll } from './visit.mjs';

const [site, out, ...named] = process.argv.slice(2);
if (!out) {
  console.error('usage: run.mjs SITE OUT [ADDRESS …]');
  process.exit(2);
}

const server = await serve(site);
const pages = choose(site, named);
const lost = pages.find((p) => p.address === '/404.html');
if (lost) pages.push({ ...lost, address: '/no/such/page', missing: true });

const { results, links } = await visitAll(server.origin, pages, out);
const ofSite = (check, found) => results.push({ page: { address: '/' }, check, found });
ofSite('headers', server.headersFile ? [] : ['the site has no file _headers']);
ofSite('404', lost ? [] : ['the site has no 404.html']);
results.push(...await followLinks(server.origin, links));
const feeds = readdirSync(site, { recursive: true }).filter((f) => /^(\w\w\/|corrections\/)?feed\.xml$/.test(f)).sort();
results.push(...await checkFeeds(server.origin, feeds.map((f) => `/${f}`), out));
server.close();

for (const { page, check, found } of results) {
  for (const f of found) console.log(`${page.address} [${check}] ${f.replaceAll('\n', ' ')}`);
}
const failed = results.filter((r) => r.found.length > 0).length;
console.log(`${pages.length} pages visited, ${links.size} links followed`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
