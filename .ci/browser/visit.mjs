// Visits pages of a built site in Chromium and asks everything of each in one
// navigation: the document, then at its desktop size axe and the keyboard, on a
// dark phone axe's rules on colours, at 320 px axe and the fit, at twice the
// size of text the fit, and of statements the print. Whatever a page says,
// calls or misses while it is visited is a finding too: nothing may appear on
// its console, no response may fail, no other host may be asked.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { axeScript, checkAccessible, ofColours } from './accessible.mjs';
import { checkDocument } from './document.mjs';
import { checkKeyboard } from './keyboard.mjs';
import { collectLinks } from './links.mjs';
import { checkPrint } from './print.mjs';
import { checkReflow } from './reflow.mjs';

const atOnce = 2;

export const flags = [
  '--no-sandbox', // Chromium refuses to sandbox itself for root, as which containers run
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

// Visits the pages of the site that is served at origin, two at a time. Gives
// {results, links}: results has {page, check, found} in the order of pages, and
// links is what collectLinks makes. Screenshots go to the folder out, if it is
// given. A page with missing set is one that must answer 404.
export async function visitAll(origin, pages, out) {
  if (out) mkdirSync(out, { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
  const results = [];
  const links = new Map();
  const rest = pages.map((page, i) => ({ page, i }));
  const work = async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    context.setDefaultTimeout(120_000); // on a busy machine; nothing here waits for long
    await context.addInitScript({ path: axeScript });
    const tab = await context.newPage(); // a new one costs more than a page
    for (let next = rest.shift(); next; next = rest.shift()) {
      results[next.i] = await visit(tab, origin, next.page, out, links);
      tab.removeAllListeners();
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await browser.close();
  }
  return { results: results.flat(), links };
}

// Visits one page in a tab, and leaves that in the light.
async function visit(tab, origin, page, out, links) {
  const results = [];
  const ask = async (check, question) => results.push({ page, check, found: await question });
  const noise = listen(tab, origin, page);
  await tab.setViewportSize({ width: 1280, height: 800 });
  await tab.goto(origin + page.address, { waitUntil: 'load' });
  await ask('document', checkDocument(tab, page));
  await ask('keyboard', checkKeyboard(tab));
  await ask('light', checkAccessible(tab));
  await shoot(tab, page, out, 'light');
  await collectLinks(tab, page, links);

  await tab.emulateMedia({ colorScheme: 'dark' });
  await tab.setViewportSize({ width: 360, height: 740 });
  await ask('dark phone', checkAccessible(tab, ofColours));
  await shoot(tab, page, out, 'dark');

  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.setViewportSize({ width: 320, height: 640 });
  await ask('320 px', checkAccessible(tab));
  await ask('320 px', checkReflow(tab));

  await tab.setViewportSize({ width: 640, height: 640 });
  await tab.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await ask('text at 200 %', checkReflow(tab));
  await tab.evaluate(() => { document.documentElement.style.fontSize = ''; });
  if (page.kind === 'statement') await ask('print', checkPrint(tab));
  await ask('silence', noise);
  return results;
}

// Notes into the list that it gives whatever happens in tab that should not.
function listen(tab, origin, page) {
  const noise = [];
  const short = (url) => url.replace(origin, '');
  const awaited = (url) => page.missing && url === origin + page.address; // the 404 that was asked for
  tab.on('console', (m) => {
    const { url } = m.location();
    if (!(awaited(url) && m.text().includes('404'))) noise.push(`console ${m.type()}: ${m.text()} ${short(url)}`);
  });
  tab.on('pageerror', (e) => noise.push(`exception: ${e.message}`));
  tab.on('request', (r) => {
    const { protocol, origin: asked } = new URL(r.url());
    if (protocol !== 'data:' && asked !== origin) noise.push(`asks another host: ${r.url()}`);
  });
  tab.on('requestfailed', (r) => noise.push(`failed: ${short(r.url())} ${r.failure()?.errorText}`));
  tab.on('response', (r) => {
    if (awaited(r.url()) ? r.status() !== 404 : r.status() >= 400) noise.push(`${r.status()}: ${short(r.url())}`);
  });
  return noise;
}

// A picture of the page's beginning; the rest of a list of 200 shows nothing new.
async function shoot(tab, page, out, scheme) {
  if (!out) return;
  const { width } = tab.viewportSize();
  const height = Math.min(await tab.evaluate(() => document.documentElement.scrollHeight), 2400);
  const name = `${page.kind}.${page.expected}${page.address.replaceAll('/', '.')}.${scheme}.png`;
  await tab.screenshot({ path: path.join(out, name), fullPage: true, clip: { x: 0, y: 0, width, height } });
}
