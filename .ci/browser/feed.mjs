// Whether somebody who opens a feed in a browser can read it: XML in the style
// that it names, with what is new in sight, a way to the page that explains
// feeds, and nothing of what only programs read.
import { chromium } from 'playwright-core';
import path from 'node:path';
import { flags } from './visit.mjs';

// Opens the feeds at the addresses on the site that is served at origin, on a
// desktop and on a dark phone. Gives results as visitAll does; screenshots go
// to the folder out.
export async function checkFeeds(origin, addresses, out) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
  const results = [];
  for (const address of addresses) {
    for (const [name, width, colorScheme] of [['desktop', 1280, 'light'], ['phone', 360, 'dark']]) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const tab = await context.newPage();
      const found = [];
      tab.on('request', (r) => { if (new URL(r.url()).origin !== origin) found.push(`asks another host: ${r.url()}`); });
      await tab.goto(origin + address, { waitUntil: 'load' });
      found.push(...await tab.evaluate(look));
      await tab.screenshot({ path: path.join(out, `${address.slice(1).replaceAll('/', '-')}-${name}.png`) });
      results.push({ page: { address }, check: `feed, ${name}`, found });
      await context.close();
    }
  }
  await browser.close();
  return results;
}

// Runs in the feed, and gives what is wrong with how it is seen.
function look() {
  const found = [];
  const root = document.documentElement;
  if (root.localName !== 'rss') return [`is shown as <${root.localName}>, not in its style`];
  const seen = (e) => e.getClientRects().length > 0;
  const all = (selector) => [...root.querySelectorAll(selector)];
  for (const selector of ['channel > title', 'channel > item > title', 'channel > item > pubDate', 'channel > item > link', 'channel > item > description']) {
    const hidden = all(selector).filter((e) => !seen(e)).length;
    if (hidden > 0) found.push(`${hidden} of ${selector} are not seen`);
  }
  for (const e of all('guid, *|encoded, *|creator, enclosure, category').filter(seen)) found.push(`is seen: <${e.nodeName}>`);
  const [way] = document.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'a');
  if (!way || !seen(way)) found.push('has no way to the page about feeds');
  if (root.scrollWidth > innerWidth) found.push(`is ${root.scrollWidth} wide in ${innerWidth}`);
  return found;
}
