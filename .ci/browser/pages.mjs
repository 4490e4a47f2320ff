// Chooses the pages of a built site that are worth a visit: of each kind the
// two longest in the archive's own language, and the longest in each other, for
// they show most of what a template can.
//
// The kind of a page is the data-kind of its body, its language the lang of
// its html. Pages are found as files: those that search engines are kept from
// stand in no sitemap. A page that only leads on to another is none to visit.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const [perKind, perTranslatedKind] = [2, 1];

// Gives the chosen pages of the folder site, sorted by address, each as
// {address, kind, language, expected}: kind is '' where a page has none,
// expected the language that its address promises. /404.html, if there is one,
// and the addresses in named are chosen in any case.
export function choose(site, named = []) {
  const all = readdirSync(site, { recursive: true }).filter((f) => f.endsWith('.html')).sort().map((f) => read(site, f)).filter((p) => !p.leadsOn);
  const homes = new Set(all.map((p) => /^\/([^/]+)\/statements\/$/.exec(p.address)?.[1])); // of further languages
  const own = all.find((p) => p.address === '/')?.language ?? '';
  for (const page of all) {
    const first = page.address.split('/')[1];
    page.expected = homes.has(first) ? first : own;
  }
  const lost = named.filter((address) => !all.some((p) => p.address === address));
  if (lost.length > 0) throw new Error(`the site has no page ${lost.join(', ')}`);

  const taken = {};
  const chosen = new Set(all.filter((p) => p.address === '/404.html' || named.includes(p.address)));
  for (const page of [...all].sort((a, b) => b.length - a.length)) {
    const group = `${page.kind} ${page.expected}`;
    taken[group] = (taken[group] ?? 0) + 1;
    if (taken[group] <= (page.expected === own ? perKind : perTranslatedKind)) chosen.add(page);
  }
  return all.filter((p) => chosen.has(p));
}

function read(site, file) {
  const html = readFileSync(path.join(site, file), 'utf8');
  const attribute = (element, name) => new RegExp(`<${element}\\s[^>]*\\b${name}=["']?([^"'\\s>]+)`).exec(html)?.[1] ?? '';
  const address = '/' + file.split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1').replace(/(?<!404)\.html$/, '');
  return { address, kind: attribute('body', 'data-kind'), language: attribute('html', 'lang'), length: html.length, leadsOn: html.includes('http-equiv="refresh"') };
}
