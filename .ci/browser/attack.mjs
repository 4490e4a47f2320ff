// Opens every page of an attacked site in Chromium, without the site's policy,
// and beside it what feed readers get: each text of each feed as a page of its
// own. Nothing may run, nothing may ask another host, nothing may lead away,
// and no window may open. Everything that can be clicked or pointed at is, for
// much waits for that. Prints a line a finding and a sum; the exit code is 1 if
// anything was found, or if one of the attacks that are planted to prove that
// they would be was not.
//
//	.ci/browser/install.sh
//	go test ./generator -run 'TestAttack$' -attacked SITE
//	node .ci/browser/attack.mjs SITE
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';
import { flags } from './visit.mjs';

const atOnce = 2;
const perPage = 20;

// What runs in a page before anything of it: whoever calls one of these ran.
// The pages of the site have no script, so nobody may.
function trap() {
  window.ran = [];
  const ran = (what) => { window.ran.push(what); };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch', 'postMessage', 'xss', 'XSS']) window[name] = () => ran(name);
  document.write = document.writeln = () => ran('document.write');
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => ran(`console.${name}`);
}

// Wakes what waits for the pointer, the focus or a click, and gives what ran
// and what could.
function wake() {
  const found = [];
  for (const e of document.querySelectorAll('*')) {
    for (const { name, value } of e.attributes) {
      if (/^on/i.test(name)) found.push(`<${e.localName} ${name}>`);
      if (/^(href|src|action|formaction|data|xlink:href)$/i.test(name) && /^[\0-\x20]*(javascript|vbscript|data:text)/i.test(value)) found.push(`<${e.localName} ${name}=${value}>`);
    }
    if (/^(script|iframe|object|embed|form|base|frame|applet|style|portal)$/.test(e.localName) && e.type !== 'application/ld+json') found.push(`<${e.localName}>`);
    if (e.httpEquiv) found.push('<meta http-equiv>');
    for (const type of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'error', 'load', 'toggle', 'animationstart', 'transitionend']) e.dispatchEvent(new Event(type));
    if (e.localName !== 'a' && e.localName !== 'summary') e.dispatchEvent(new MouseEvent('click', { cancelable: true }));
  }
  // A link is followed only if it runs something.
  const runs = (a) => /^[\0-\x20]*javascript:/i.test(a.protocol ?? a.href.baseVal);
  addEventListener('click', (event) => { if (!runs(event.target.closest('a'))) event.preventDefault(); }, true);
  for (const a of document.querySelectorAll('a')) a.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  return [...found, ...window.ran.map((what) => `runs ${what}`)];
}

// Gives what a tab does that it should not while go leads it to a page.
async function watch(tab, origin, address, go) {
  const found = [];
  const listeners = {
    dialog: (d) => { found.push(`opens a dialog: ${d.message()}`); d.dismiss(); },
    popup: (p) => { found.push(`opens a window: ${p.url()}`); p.close(); },
    pageerror: (e) => found.push(`runs, and fails: ${e.message}`),
    download: (d) => found.push(`saves a file: ${d.url()}`),
    request: (r) => {
      const url = new URL(r.url());
      if (url.protocol !== 'data:' && url.origin !== origin) found.push(`asks another host: ${r.url()}`);
      if (r.isNavigationRequest() && url.pathname !== new URL(address, origin).pathname) found.push(`leads away: ${r.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) tab.on(event, listener);
  await go();
  found.push(...await tab.evaluate(wake).catch((e) => [`is gone: ${e.message}`]));
  // A link that runs does so in a task of its own, after this one.
  found.push(...await tab.evaluate(() => new Promise((done) => { setTimeout(() => done(window.ran.map((what) => `runs ${what}`)), 0); })).catch(() => []));
  for (const [event, listener] of Object.entries(listeners)) tab.off(event, listener);
  return [...new Set(found)];
}

// The texts of all feeds that readers take for HTML, each once, a few to a
// page as readers show them; as {address, html}.
function feedTexts(site) {
  const entities = { lt: '<', gt: '>', amp: '&', quot: '"' };
  const decode = (s) => s.replace(/&(lt|gt|amp|quot);/g, (_, name) => entities[name]);
  const texts = new Map();
  for (const file of readdirSync(site, { recursive: true }).sort()) {
    if (!/\.(xml|json)$/.test(file)) continue;
    const source = readFileSync(path.join(site, file), 'utf8');
    const items = file.endsWith('.json') ? JSON.parse(source).items ?? [] : [];
    const here = [...items.map((i) => i.content_html), ...[...source.matchAll(/<(description|content:encoded)>([^<]*)</g)].map((m) => decode(m[2]))];
    for (const html of here) if (html && !texts.has(html)) texts.set(html, file);
  }
  const all = [...texts];
  return Array.from({ length: Math.ceil(all.length / perPage) }, (_, i) => all.slice(i * perPage, (i + 1) * perPage))
    .map((few) => ({ address: few.map(([, file]) => `/${file}`).join(' '), html: few.map(([html]) => `<article>${html}</article>`).join('\n'), count: few.length }));
}

// Opens the pages of the site that is served at origin, and the texts; gives
// pairs of an address and what was found there.
async function openAll(origin, all) {
  const rest = [...all];
  const found = [];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
  const work = async () => {
    const context = await browser.newContext({ bypassCSP: true, acceptDownloads: false });
    context.setDefaultTimeout(120_000);
    await context.addInitScript(trap);
    // A new tab costs more than a page; what leads away costs the tab.
    let tab = await context.newPage();
    for (let next = rest.shift(); next; next = rest.shift()) {
      const { address, html } = next;
      const at = html ? '/reader' : address;
      // A feed's text stands in a page of the reader's.
      if (html) await tab.route('**/reader', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><body>${html}` }));
      const wrong = await watch(tab, origin, at, () => tab.goto(origin + at, { waitUntil: 'load' }));
      found.push(...wrong.map((f) => [address, f]));
      if (wrong.length > 0) {
        await tab.close();
        tab = await context.newPage();
      } else if (html) {
        await tab.unroute('**/reader');
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await browser.close();
  }
  return found;
}

// Attacks that are live, one for each way to notice one, and what is noticed.
const planted = {
  '<img src=x onerror=alert(1)>': 'runs alert',
  '<script>console.log(1)</script>': 'runs console.log',
  '<script>undefined()</script>': 'runs, and fails',
  '<a href="javascript:confirm(1)">x</a>': 'runs confirm',
  '<p onmouseover=prompt(1)>x': 'runs prompt',
  '<img src="http://elsewhere.invalid/x.png">': 'asks another host',
  '<script>location = "/about"</script>': 'leads away',
  '<meta http-equiv=refresh content="9;url=/about">': '<meta http-equiv>',
  '<form action=/x><button>x</button></form>': '<form>',
  '<iframe srcdoc="x"></iframe>': '<iframe>',
};

const [site] = process.argv.slice(2);
if (!site) {
  console.error('usage: attack.mjs SITE');
  process.exit(2);
}
const pages = readdirSync(site, { recursive: true }).filter((f) => /\.(html|svg)$/.test(f)).sort()
  .map((f) => ({ address: `/${f.split(path.sep).map(encodeURIComponent).join('/')}` }));
const texts = feedTexts(site);
const plants = Object.keys(planted).map((html, i) => ({ address: `planted ${i}`, html }));
const server = await serve(site);
const found = await openAll(server.origin, [...plants, ...pages, ...texts]);
server.close();

const wrong = found.filter(([address]) => !address.startsWith('planted'));
for (const [address, finding] of wrong) console.log(`${address}: ${finding}`);
const missed = Object.entries(planted).filter(([, what], i) => !found.some(([address, f]) => address === `planted ${i}` && f.startsWith(what)));
for (const [html, what] of missed) console.log(`planted, and not noticed that it ${what}: ${html}`);
console.log(`${pages.length} pages and ${texts.reduce((n, t) => n + t.count, 0)} texts of feeds opened: ${wrong.length} findings; of ${plants.length} planted attacks ${missed.length} were missed`);
process.exitCode = wrong.length + missed.length > 0 ? 1 : 0;
