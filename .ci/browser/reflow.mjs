// Whether a page fits its window: nothing is to be scrolled sideways, and
// nothing that is too wide is merely cut off (WCAG 1.4.10, 1.4.4).

// Gives what is too wide in page as it stands now.
export function checkReflow(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    const found = [];
    for (const element of [document.documentElement, document.body]) {
      if (/hidden|clip/.test(getComputedStyle(element).overflowX)) found.push(`${element.localName} cuts off what is too wide`);
    }
    if (root.scrollWidth <= root.clientWidth) return found;
    const tooWide = [...document.body.querySelectorAll('*')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.right > root.clientWidth + 1 || box.left < -1;
    });
    const widest = tooWide.find((e) => !tooWide.some((other) => other !== e && e.contains(other)));
    found.push(`scrolls sideways, ${root.scrollWidth} px in ${root.clientWidth}: ${widest?.outerHTML.slice(0, 120) ?? 'no element sticks out'}`);
    return found;
  });
}
