// What a page's HTML must have whatever it shows: one title, h1 and main; the
// language that its address promises and that language's direction; pictures
// that load and say their size beforehand; no script but the search page's,
// and no way round that; no hint to the browser to call another host.

// Gives what is wrong with the document of page, a sentence each.
export function checkDocument(page, { kind, expected }) {
  return page.evaluate(async ({ kind, expected }) => {
    const found = [];
    const ask = (holds, what) => { if (!holds) found.push(what); };
    const show = (e) => e.outerHTML.slice(0, 120);
    const root = document.documentElement;

    ask(kind, 'the body has no data-kind');
    ask(document.title.trim(), 'there is no title');
    for (const name of ['h1', 'main']) {
      const n = document.querySelectorAll(name).length;
      ask(n === 1, `there are ${n} elements ${name}, not one`);
    }
    ask(root.lang === expected, `the language is ${root.lang || 'not said'}, the address promises ${expected}`);
    const locale = new Intl.Locale(root.lang || 'und');
    const direction = (locale.getTextInfo?.() ?? locale.textInfo).direction;
    ask(root.dir === direction, `the direction is ${root.dir || 'not said'}, that of ${root.lang} is ${direction}`);

    for (const image of document.images) {
      ask(image.hasAttribute('width') && image.hasAttribute('height'), `no width or height: ${show(image)}`);
      image.loading = 'eager';
      await image.decode().catch(() => found.push(`does not load: ${show(image)}`));
    }

    for (const script of document.querySelectorAll('script:not([type="application/ld+json"])')) {
      ask(kind === 'search', `a script on a page other than search: ${show(script)}`);
    }
    for (const element of document.querySelectorAll('*')) {
      const handler = [...element.attributes].find((a) => a.name.startsWith('on'));
      ask(!handler, `a script in an attribute: ${show(element)}`);
      ask(!/^\s*javascript:/i.test(element.getAttribute('href') ?? ''), `a script in a link: ${show(element)}`);
    }
    for (const link of document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=preload]')) {
      ask(new URL(link.href).origin === location.origin, `calls another host: ${show(link)}`);
    }
    return found;
  }, { kind, expected });
}
