// Checks the structured data of built sites against the vocabulary of
// schema.org: every JSON-LD block of every page becomes a constant of one
// TypeScript file, which the compiler checks against the types of schema-dts.
// A type or property that schema.org does not have, or a value of the wrong
// kind, is a finding, and so is a block that is no JSON.
//
//	.ci/browser/install.sh
//	node .ci/browser/structured.mjs SITE …
//
// The compiler needs a minute for a thousand blocks, which differ in little but
// words. What it can find depends on facts of the form "property p of a T holds
// a U", for no type of schema.org demands a property: so only those blocks are
// compiled that have a fact no block before them has.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const modules = path.join(path.dirname(self), 'node_modules');

// Gives {found, blocks, compiled}: the findings about the sites, a sentence
// each, how many blocks they have, and how many of them were compiled.
export function checkStructured(sites) {
  const found = [];
  const known = new Set();
  const compiled = [];
  let blocks = 0;
  for (const file of sites.flatMap((site) => readdirSync(site, { recursive: true }).filter((f) => f.endsWith('.html')).sort().map((f) => path.join(site, f)))) {
    for (const [, text] of readFileSync(file, 'utf8').matchAll(/<script\s[^>]*type=["']?application\/ld\+json["']?[^>]*>(.*?)<\/script>/gs)) {
      blocks++;
      let data;
      try {
        data = JSON.parse(text);
      } catch (e) {
        found.push(`${file} is no JSON: ${e.message}`);
        continue;
      }
      const news = [...facts('a block', data)].filter((fact) => !known.has(fact));
      if (news.length > 0) compiled.push({ file, data });
      news.forEach((fact) => known.add(fact));
    }
  }
  found.push(...compile(compiled));
  return { found, blocks, compiled: compiled.length };
}

// Yields the facts about a value that stands at place, a string each.
function* facts(place, value) {
  if (Array.isArray(value)) {
    yield `${place}: several`;
    for (const item of value) yield* facts(place, item);
  } else if (value && typeof value === 'object') {
    const type = JSON.stringify(value['@type'] ?? '');
    yield `${place}: ${type}`;
    for (const [name, v] of Object.entries(value)) if (name !== '@type') yield* facts(`${name} of ${type}`, v);
  } else {
    yield `${place}: ${kind(value)}`;
  }
}

// A constant of schema.org is a type of its own.
function kind(value) {
  if (typeof value !== 'string') return typeof value;
  if (/schema\.org/.test(value)) return value;
  return /^[-+\d.]+$/.test(value) ? 'digits' : 'text';
}

// Compiles the blocks [{file, data}], a line each; gives the compiler's findings.
function compile(blocks) {
  if (blocks.length === 0) return [];
  const dir = mkdtempSync(path.join(os.tmpdir(), 'structured-'));
  try {
    symlinkSync(modules, path.join(dir, 'node_modules'));
    const lines = blocks.map(({ data }, i) => `export const block${i}: ${'@graph' in Object(data) ? 'Graph' : 'WithContext<Exclude<Thing, string>>'} = ${JSON.stringify(data)};`);
    writeFileSync(path.join(dir, 'blocks.ts'), ["import type { Graph, Thing, WithContext } from 'schema-dts';", ...lines, ''].join('\n'));
    writeFileSync(path.join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions: { noEmit: true, strict: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] } }));
    const run = spawnSync(process.execPath, [path.join(modules, 'typescript/bin/tsc'), '-p', dir, '--pretty', 'false'], { cwd: dir, encoding: 'utf8' });
    const found = [];
    for (const line of run.stdout.split('\n').filter(Boolean)) {
      const at = /^blocks\.ts\((\d+),\d+\): error \w+: (.*)/.exec(line);
      if (at) found.push(`${blocks[at[1] - 2].file} [structured] ${brief(at[2])}`);
      else if (found.length > 0) found.push(`${found.pop()} ${brief(line.trim())}`);
      else found.push(line);
    }
    if (run.status !== 0 && found.length === 0) found.push(`the compiler failed: ${run.stderr || run.error}`);
    return found.map((f) => f.slice(0, 600));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

// The compiler repeats the whole block in its sentences.
const brief = (sentence) => sentence.replace(/'\{[^']*\}'/g, "'{…}'");

if (realpathSync(process.argv[1]) === self) {
  const sites = process.argv.slice(2);
  if (sites.length === 0) {
    console.error('usage: structured.mjs SITE …');
    process.exit(2);
  }
  const { found, blocks, compiled } = checkStructured(sites);
  found.forEach((f) => console.log(f));
  console.log(`${blocks} blocks of structured data, ${compiled} of them compiled`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
