// Opens the pages of an attacked site in Chromium, without the site's policy,
// and beside them what feed readers get: each text of each feed as part of a
// page of the reader's. Nothing may run, nothing may ask another host, nothing
// may lead away, and no window may open. Everything that can be clicked or
// pointed at is, for much waits for that. Prints a line a finding and a sum;
// the exit code is 1 if anything was found, or if one of the attacks that are
// planted among the pages to prove that they would be was not.
//
// Pages are opened a few at a time, as frames of one, which costs a quarter of
// leading a tab to each. Frames of one origin reach each other and the page
// around them, so an attack has more to get hold of and not less. Where
// anything is found, each page of the few is opened again alone, to tell whose
// it is.
//
//	.ci/browser/install.sh
//	go test ./generator -run 'TestAttack$' -attacked SITE
//	node .ci/browser/attack.mjs SITE
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';
import { flags } from './visit.mjs';

const tabs = 2;
const together = 12; // pages in a tab
const perReader = 20; // texts of feeds in a page

// Stands in every page and frame before anything of it. Whoever calls one of
// these ran; the pages of the site have no script, so nobody may. wake rouses
// what waits for the pointer, the focus or a click, and gives what could run.
// Where no script ran, only attributes can have left something waiting.
function trap() {
  window.ran = [];
  const ran = (what) => { window.ran.push(`runs ${what}`); };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch', 'postMessage', 'xss', 'XSS']) window[name] = () => ran(name);
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => ran(`console.${name}`);
  const forbidden = /^(script|iframe|object|embed|form|base|frame|applet|style|portal)$/;
  const runs = /^[\0-\x20]*(javascript|vbscript|data:text)/i;
  window.wake = (leadsTo) => {
    const found = [];
    for (const e of document.querySelectorAll('*')) {
      let waits = false;
      for (const { name, value } of e.attributes) {
        if (/^on/i.test(name)) {
          found.push(`<${e.localName} ${name}>`);
          waits = true;
        } else if (/^(href|src|action|formaction|data|xlink:href)$/i.test(name) && runs.test(value)) {
          found.push(`<${e.localName} ${name}=${value}>`);
        }
      }
      if (forbidden.test(e.localName) && e.type !== 'application/ld+json') found.push(`<${e.localName}>`);
      if (e.httpEquiv && e.content !== `9999; url=${leadsTo}`) found.push('<meta http-equiv>');
      if (waits) for (const type of ['click', 'mouseover', 'mouseenter', 'pointerover', 'focus', 'error', 'load', 'toggle', 'animationstart', 'transitionend']) e.dispatchEvent(new Event(type));
      if (e.localName === 'a' && runs.test(e.protocol ?? e.href.baseVal)) e.dispatchEvent(new MouseEvent('click', { cancelable: true }));
    }
    return found;
  };
}

// In a page of the site: writes pages into frames of it, waits until all that
// they ask for is there, wakes them, and gives what was found. SVG cannot be
// written; a frame is led to it, and thrown away.
async function show(pages) {
  const later = (ms) => new Promise((done) => { setTimeout(done, ms); });
  const found = [];
  while (document.querySelectorAll('iframe').length < pages.length) document.body.append(document.createElement('iframe'));
  const frames = [...document.querySelectorAll('iframe')].slice(0, pages.length);
  for (const { ran } of [window, ...frames.map((frame) => frame.contentWindow)]) ran.length = 0;
  await Promise.all(frames.map((frame, i) => {
    const { address, source, svg } = pages[i];
    const loaded = new Promise((done) => { frame.addEventListener('load', done, { once: true }); });
    if (svg) {
      frame.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    } else {
      frame.contentDocument.open();
      frame.contentDocument.write(source);
      frame.contentDocument.close();
    }
    return Promise.race([loaded, later(60_000).then(() => found.push(`does not load: ${address}`))]);
  }));
  frames.forEach((frame, i) => found.push(...frame.contentWindow.wake(pages[i].leadsTo)));
  await later(0); // a link that runs does so in a task of its own
  found.push(...window.ran, ...frames.flatMap((frame) => frame.contentWindow.ran));
  frames.forEach((frame, i) => { if (pages[i].svg) frame.remove(); });
  return found;
}

// Gives what a tab does that it should not while it shows pages.
async function watch(tab, origin, pages) {
  const found = [];
  const listeners = {
    dialog: (d) => { found.push(`opens a dialog: ${d.message()}`); d.dismiss(); },
    popup: (p) => { found.push(`opens a window: ${p.url()}`); p.close(); },
    pageerror: (e) => found.push(`runs, and fails: ${e.message}`),
    download: (d) => found.push(`saves a file: ${d.url()}`),
    request: (r) => {
      const url = new URL(r.url());
      if (url.protocol !== 'data:' && url.origin !== origin) found.push(`asks another host: ${r.url()}`);
      if (r.isNavigationRequest() && url.protocol !== 'blob:') found.push(`leads away: ${r.url()}`);
    },
  };
  for (const [event, listener] of Object.entries(listeners)) tab.on(event, listener);
  found.push(...await tab.evaluate(show, pages).catch((e) => [`is gone: ${e.message}`]));
  for (const [event, listener] of Object.entries(listeners)) tab.off(event, listener);
  return [...new Set(found)];
}

// The pages and pictures of the site, as {address, source, svg, leadsTo}. What
// stands at a former address leads to another at once, as the site's list of
// those says, and may do only that; here it stays long enough to be looked at.
function pagesOf(site) {
  const files = readdirSync(site, { recursive: true }).sort();
  const read = (file) => readFileSync(path.join(site, file), 'utf8');
  const lists = files.filter((f) => path.basename(f) === '_redirects').map(read).join('');
  const leads = new Map([...lists.matchAll(/^(\S+) (\S+) 301!$/gm)].map(([, from, to]) => [decodeURI(from), to]));
  return files.filter((f) => /\.(html|svg)$/.test(f)).map((file) => {
    const leadsTo = leads.get(`/${file}`.replace(/(\/index)?\.html$/, '')) ?? leads.get(`/${file}`.replace(/index\.html$/, ''));
    return {
      address: `/${file}`,
      svg: file.endsWith('.svg'),
      leadsTo,
      get source() { return leadsTo ? read(file).replace(' content="0; url=', ' content="9999; url=') : read(file); },
    };
  });
}

// The texts of all feeds that readers take for HTML, each once, a few to a
// page as readers show them.
function readersOf(site) {
  const entities = { lt: '<', gt: '>', amp: '&', quot: '"' };
  const decode = (s) => s.replace(/&(lt|gt|amp|quot);/g, (_, name) => entities[name]);
  const texts = new Map();
  for (const file of readdirSync(site, { recursive: true }).sort()) {
    if (!/\.(xml|json)$/.test(file)) continue;
    const source = readFileSync(path.join(site, file), 'utf8');
    const items = file.endsWith('.json') ? JSON.parse(source).items ?? [] : [];
    const here = [...items.map((i) => i.content_html), ...[...source.matchAll(/<(description|content:encoded)>([^<]*)</g)].map((m) => decode(m[2]))];
    for (const html of here) if (html && !texts.has(html)) texts.set(html, `/${file}`);
  }
  const all = [...texts];
  return Array.from({ length: Math.ceil(all.length / perReader) }, (_, i) => all.slice(i * perReader, (i + 1) * perReader))
    .map((few) => ({ address: few.map(([, file]) => file).join(' '), source: `<!doctype html><body>${few.map(([html]) => `<article>${html}</article>`).join('\n')}` }));
}

// A tab without the site's policy and with the trap, at a page of the site.
async function newTab(browser, origin) {
  const context = await browser.newContext({ bypassCSP: true, acceptDownloads: false });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(trap);
  const tab = await context.newPage();
  await tab.goto(origin);
  await tab.setContent('<style>iframe { position: absolute; inset: 0; width: 1280px; height: 800px; visibility: hidden }</style>');
  return tab;
}

// Opens the pages of the site that is served at origin; gives pairs of an
// address and what was found there.
async function openAll(origin, batches) {
  const rest = [...batches];
  const found = [];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
  const work = async () => {
    let tab;
    const open = async (pages) => {
      tab ??= await newTab(browser, origin);
      const wrong = await watch(tab, origin, pages.map((page) => ({ ...page })));
      if (wrong.length > 0) { // what was attacked is not used again
        await tab.context().close();
        tab = undefined;
      }
      return wrong;
    };
    for (let next = rest.shift(); next; next = rest.shift()) {
      let wrong = await open(next);
      // Each alone, until everything that was found is one's.
      for (let i = 0; wrong.length > 0 && i < next.length && !next[0].what; i++) {
        const its = await open([next[i]]);
        found.push(...its.map((f) => [next[i].address, f]));
        wrong = wrong.filter((f) => !its.includes(f));
      }
      found.push(...wrong.map((f) => [next.map((page) => page.address).join(' '), f]));
    }
  };
  try {
    await Promise.all(Array.from({ length: tabs }, work));
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
  '<script>parent.fetch(1)</script>': 'runs fetch',
  '<a href="javascript:confirm(1)">x</a>': 'runs confirm',
  '<p onmouseover=prompt(1)>x': 'runs prompt',
  '<img src="http://elsewhere.invalid/x.png">': 'asks another host',
  '<script>location = "/about"</script>': 'leads away',
  '<script>top.location = "/about"</script>': 'leads away',
  '<meta http-equiv=refresh content="9;url=/about">': '<meta http-equiv>',
  '<form action=/x><button>x</button></form>': '<form>',
  '<iframe srcdoc="x"></iframe>': '<iframe>',
  '<p style="background: url(http://elsewhere.invalid/x.png)">x': 'asks another host',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>': 'runs alert',
};

const [site] = process.argv.slice(2);
if (!site) {
  console.error('usage: attack.mjs SITE');
  process.exit(2);
}
const plants = Object.entries(planted).map(([html, what], i) => ({ address: `planted ${i}`, source: /^<svg/.test(html) ? html : `<!doctype html><body>${html}`, svg: /^<svg/.test(html), what }));
const pages = pagesOf(site);
const readers = readersOf(site);
// Each plant stands among pages that are opened again without it.
const rest = [...pages, ...readers];
const batches = plants.map((plant) => [plant, ...rest.slice(0, together - 1)]);
while (rest.length > 0) batches.push(rest.splice(0, together));

const server = await serve(site);
const found = await openAll(server.origin, batches);
server.close();

const wrong = found.filter(([address]) => !address.startsWith('planted'));
for (const [address, finding] of wrong) console.log(`${address}: ${finding}`);
const missed = plants.filter(({ address, what }) => !found.some(([where, f]) => where.startsWith(`${address} `) && f.startsWith(what)));
for (const { source, what } of missed) console.log(`planted, and not noticed: ${what}: ${source}`);
console.log(`${pages.length} pages and pictures of the site and ${readers.length} pages of a feed reader opened: ${wrong.length} findings; of ${plants.length} planted attacks ${missed.length} were missed`);
process.exitCode = wrong.length + missed.length > 0 ? 1 : 0;
