// Whether the links of the visited pages lead somewhere: each address of this
// site that a page links to, under its public name or not, must answer 200
// itself, without a redirect.

// Notes into links, a Map from an address to a page that links to it, where the
// page in tab leads to.
export async function collectLinks(tab, page, links) {
  const found = await tab.evaluate(() => {
    const home = document.querySelector('link[rel=canonical]')?.href;
    const own = [location.origin, home ? new URL(home).origin : ''];
    const skip = location.pathname; // leads to the page itself
    return [...document.querySelectorAll('a[href], link[href]')].map((e) => new URL(e.getAttribute('href'), document.baseURI))
      .filter((u) => own.includes(u.origin) && u.pathname !== skip).map((u) => u.pathname + u.search);
  });
  for (const address of found) if (!links.has(address)) links.set(address, page);
}

// Asks the server at origin for each of the links; gives {page, check, found} for each.
export async function followLinks(origin, links) {
  const results = [];
  for (const [address, page] of links) {
    const { status } = await fetch(origin + address, { method: 'HEAD', redirect: 'manual' });
    results.push({ page, check: 'links', found: status === 200 ? [] : [`${address} answers ${status}`] });
  }
  return results;
}
