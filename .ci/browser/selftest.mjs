// Proves that each check can fail: a site made on the fly has one page in which
// nothing is wrong and others with one fault each, and the fault must be found,
// by the check that is there for it, and nothing be found in the sound page.
// The same for structured data. Prints a line for each fault that was missed.
//
//	.ci/browser/install.sh
//	node .ci/browser/selftest.mjs
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { followLinks } from './links.mjs';
import { choose } from './pages.mjs';
import { serve } from './serve.mjs';
import { checkStructured } from './structured.mjs';
import { visitAll } from './visit.mjs';

const sound = `<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="/dot.svg"></head>
<body data-kind="statement">
<a class="skip" href="#main">Skip to the text</a>
<header><nav aria-label="Sections"><a href="/">Home</a> <a href="/other.html">Other</a></nav></header>
<main id="main"><h1>A page</h1><p>Words.</p><p><a href="/">A link</a></p>
<img src="/dot.svg" alt="A dot" width="20" height="20"></main>
<footer><p><a href="/">The end</a></p></footer>
</body></html>`;

const style = `
:root { color-scheme: light dark; background: Canvas; color: CanvasText }
a { display: inline-block; padding: 1rem; color: LinkText }
:focus-visible { outline: 3px solid }
@media print { nav, .skip { display: none } }
.faint { color: #ddd; background: #fff }
@media (prefers-color-scheme: dark) { .faint-in-dark { color: #333; background: #222 } }
.wide { width: 600px }
.wide-text { width: 25rem }
.unmarked:focus { outline: none }
.buried { position: fixed; inset: 0; z-index: 1; background: Canvas }
.away { position: absolute; left: -900px }
.printed { display: block !important }
.narrow { padding: 0; font-size: 8px; line-height: 1 }
`;

// A fault: the part of the sound page to replace, what by, the check that must
// find it, and a word that its finding has.
const faults = {
  'no-alternative': [' alt="A dot"', '', 'light', 'image-alt'],
  'faint': ['<p>Words', '<p class="faint">Words', 'light', 'color-contrast'],
  'faint-in-dark': ['<p>Words', '<p class="faint-in-dark">Words', 'dark phone', 'color-contrast'],
  'small-targets': ['<a href="/">A link</a>', '<a class="narrow" href="/">i</a><a class="narrow" href="/other.html">j</a>', 'light', 'target-size'],
  'wide': ['<p>Words', '<p class="wide">Words', '320 px', 'sideways'],
  'wide-text': ['<p>Words', '<p class="wide-text">Words', 'text at 200 %', 'sideways'],
  'no-size': [' width="20" height="20"', '', 'document', 'width or height'],
  'no-picture': ['src="/dot.svg"', 'src="/none.svg"', 'document', 'does not load'],
  'missing-picture': ['src="/dot.svg"', 'src="/none.svg"', 'silence', '404: /none.svg'],
  'other-language': ['lang="en"', 'lang="fr"', 'document', 'the language is fr'],
  'other-direction': ['dir="ltr"', 'dir="rtl"', 'document', 'direction'],
  'two-headings': ['<p>Words', '<h1>Again</h1><p>Words', 'document', 'h1'],
  'no-kind': [' data-kind="statement"', '', 'document', 'data-kind'],
  'script': ['<p>Words', '<script src="/say.js"></script><p>Words', 'document', 'a script'],
  'console': ['<p>Words', '<script src="/say.js"></script><p>Words', 'silence', 'console info: hello'],
  'exception': ['<p>Words', '<script src="/throw.js"></script><p>Words', 'silence', 'exception: oh'],
  'policy': ['<p>Words', '<p style="color:red">Words', 'silence', 'Content Security Policy'],
  'handler': ['<p>Words', '<p onclick="x()">Words', 'document', 'attribute'],
  'other-host': ['src="/dot.svg"', 'src="https://elsewhere.example/dot.svg"', 'silence', 'elsewhere.example'],
  'other-host-hint': ['<link rel="icon"', '<link rel="preconnect" href="https://elsewhere.example"><link rel="icon"', 'document', 'calls another host'],
  'trap': ['<p>Words', '<input aria-label="Trap"><script src="/trap.js"></script><p>Words', 'keyboard', 'never reaches'],
  'unmarked': ['<a href="/">A link', '<a class="unmarked" href="/">A link', 'keyboard', 'nobody sees'],
  'away': ['<a href="/">A link', '<a class="away" href="/">A link', 'keyboard', 'out of view'],
  'buried': ['<p>Words', '<div class="buried">Over all</div><p>Words', 'keyboard', 'is covered'],
  'out-of-order': ['<a href="/">A link', '<a tabindex="1" href="/">A link', 'keyboard', 'out of order'],
  'no-skip': ['<a class="skip" href="#main">Skip to the text</a>', '', 'keyboard', 'skips'],
  'broken-skip': ['href="#main"', 'href="#man"', 'keyboard', 'after the skip link'],
  'printed': ['<nav ', '<nav class="printed" ', 'print', 'is printed'],
};

const data = {
  'unknown-type': '{"@context":"https://schema.org","@type":"Artikle","headline":"x"}',
  'unknown-property': '{"@context":"https://schema.org","@type":"Article","headlin":"x"}',
  'property-within': '{"@context":"https://schema.org","@type":"Article","author":{"@type":"Person","nam":"x"}}',
  'property-in-graph': '{"@context":"https://schema.org","@graph":[{"@type":"Person","headline":"x"}]}',
  'kind-of-value': '{"@context":"https://schema.org","@type":"Article","isAccessibleForFree":"yes"}',
  'no-context': '{"@type":"Article","headline":"x"}',
  'no-json': '{"@type":"Article"',
  '': '{"@context":"https://schema.org","@type":"Article","headline":"x","isAccessibleForFree":true}',
};

// Gives the sentences about the faults of pages that were not found.
async function missedFaults(site) {
  const write = (name, text) => writeFileSync(path.join(site, name), text);
  write('index.html', sound);
  write('style.css', style);
  write('dot.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>');
  write('say.js', "console.info('hello')");
  write('throw.js', "throw new Error('oh')");
  write('trap.js', "addEventListener('keydown', (e) => { if (e.target.localName === 'input') e.preventDefault() })");
  write('_headers', "/*\n  Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self' https://elsewhere.example; script-src 'self'\n");
  for (const [name, [part, by]] of Object.entries(faults)) {
    if (!sound.includes(part)) throw new Error(`${name}: the sound page has no ${part}`);
    write(`${name}.html`, sound.replace(part, by));
  }
  const server = await serve(site);
  const { results, links } = await visitAll(server.origin, choose(site, ['/', ...Object.keys(faults).map((name) => `/${name}`)]));
  const [dead] = (await followLinks(server.origin, links)).filter((r) => r.found.length > 0);
  server.close();
  const of = (address) => results.filter((r) => r.page.address === address);
  const missed = of('/').flatMap(({ check, found }) => found.map((f) => `in the sound page, ${check} finds: ${f}`));
  if (of('/').length === 0) missed.push('the sound page was not visited');
  if (!dead?.found[0].includes('/other.html answers 404')) missed.push('the dead link of the sound page is not found');
  for (const [name, [, , check, word]] of Object.entries(faults)) {
    const found = of(`/${name}`).filter((r) => r.check === check).flatMap((r) => r.found);
    if (!found.some((f) => f.includes(word))) missed.push(`${name}: ${check} finds ${found.join('; ') || 'nothing'}`);
  }
  return missed;
}

// The same for structured data.
function missedData(site) {
  for (const [name, json] of Object.entries(data)) {
    writeFileSync(path.join(site, `${name || 'sound'}.html`), `<script type="application/ld+json">${json}</script>`);
  }
  const { found } = checkStructured([site]);
  const named = (name) => found.some((f) => f.includes(`/${name}.html`));
  const missed = Object.keys(data).filter((name) => name && !named(name)).map((name) => `structured data: ${name} is not found`);
  return named('sound') ? [...missed, 'structured data: a fault is found in the sound one'] : missed;
}

const dir = mkdtempSync(path.join(os.tmpdir(), 'selftest-'));
try {
  for (const name of ['pages', 'data']) mkdirSync(path.join(dir, name));
  const missed = [...await missedFaults(path.join(dir, 'pages')), ...missedData(path.join(dir, 'data'))];
  missed.forEach((m) => console.log(m));
  console.log(`${Object.keys(faults).length + Object.keys(data).length} faults, ${missed.length} missed or made up`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  rmSync(dir, { recursive: true });
}
