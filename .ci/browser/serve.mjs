// Serves a built site on the loopback address as static hosts do, under the
// headers that the site asks for itself.
//
// /x/ is the file x/index.html and /about the file about.html; a file answers
// under its own name too. Everything else, /x for the folder x among it, is
// 404.html with the status 404: hosts differ on what they forgive, and a link
// of the archive should not need it.
//
// Headers come from the file _headers in the site's root: a line with a path,
// in which * stands for anything, then indented lines `Name: value`. All rules
// that fit a path apply; values of one name are joined by a comma.
import { readFileSync, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const types = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  mjs: 'text/javascript; charset=utf-8',
  opml: 'text/x-opml; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml',
};

// Reads the text of a _headers file into rules [{matches, headers: [[name, value]]}];
// throws where a line is neither a path nor a header.
export function readHeaders(text) {
  const rules = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!line.trim() || line.trim().startsWith('#')) return;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split('*').map((s) => s.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
      rules.push({ matches: new RegExp(`^${pattern}$`), headers: [] });
      return;
    }
    const header = /^\s+([A-Za-z0-9-]+):\s*(.+?)\s*$/.exec(line);
    if (!header || rules.length === 0) throw new Error(`_headers:${i + 1}: neither a path nor a header of one: ${line}`);
    rules.at(-1).headers.push([header[1], header[2]]);
  });
  return rules;
}

// The file of the site that answers for an address, or undefined.
function find(site, address) {
  const file = path.join(site, address.endsWith('/') ? `${address}index.html` : address);
  return [file, `${file}.html`].find((f) => existsSync(f) && statSync(f).isFile());
}

// Serves the folder site on a free port; gives {origin, headersFile, close}.
// headersFile says whether the site has one.
export async function serve(site) {
  const headersFile = existsSync(path.join(site, '_headers'));
  const rules = headersFile ? readHeaders(readFileSync(path.join(site, '_headers'), 'utf8')) : [];
  const server = createServer((request, response) => {
    const address = path.posix.normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname));
    const found = find(site, address);
    const file = found ?? find(site, '/404.html');
    response.statusCode = found ? 200 : 404;
    if (file) response.setHeader('Content-Type', types[path.extname(file).slice(1)] ?? 'application/octet-stream');
    for (const rule of rules.filter((r) => r.matches.test(address))) {
      for (const [name, value] of rule.headers) {
        const before = /^content-type$/i.test(name) ? undefined : response.getHeader(name);
        response.setHeader(name, before ? `${before}, ${value}` : value);
      }
    }
    response.end(file ? readFileSync(file) : 'not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    headersFile,
    close: () => { server.close(); server.closeAllConnections(); },
  };
}
