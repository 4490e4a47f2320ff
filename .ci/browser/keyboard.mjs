// Whether a page can be used with the keyboard alone: Tab reaches every control
// in the order of the document, none holds it fast, each is in view, not
// covered and visibly changed while it has the focus; the first is a link that
// skips to the main part, and does.
//
// "Visibly changed" is read from the computed style of the control itself. A
// theme that marks the control's surroundings instead has to extend look.

// Gives what is wrong, a sentence each. Leaves page scrolled to its top.
export async function checkKeyboard(page) {
  const count = await page.evaluate(watch);
  await pressTab(page, count + 2);
  const found = await page.evaluate(judge);
  if (found.length > 0) return found;
  await page.evaluate(() => window.walk.controls[0].focus());
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  return page.evaluate(judgeSkip);
}

// Presses Tab many times without waiting for each: a third of the time.
async function pressTab(page, times) {
  const session = await page.context().newCDPSession(page);
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const sent = Array.from({ length: times }, () => ['rawKeyDown', 'keyUp'].map((type) => session.send('Input.dispatchKeyEvent', { type, ...key })));
  await Promise.all(sent.flat());
  await session.detach();
}

// In the page: finds the controls and notes on every Tab where the focus went.
// At the release of the key the browser has scrolled, not when it moves the focus.
function watch() {
  const usable = (e) => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility({ visibilityProperty: true });
  const controls = [...document.querySelectorAll('a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]')].filter(usable);
  const look = (e) => {
    const s = getComputedStyle(e);
    const outline = s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0 ? '' : `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`;
    return [outline, s.boxShadow, s.backgroundColor, s.color, s.border, s.textDecoration].join();
  };
  const place = (e) => {
    const box = [...e.getClientRects()].find((b) => b.width > 0 && b.height > 0); // of its lines or parts
    if (!box) return 'has no place on the page';
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (left >= right || top >= bottom) return 'is out of view';
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !seen || e.contains(seen) || seen.contains(e) ? '' : `is covered by ${seen.outerHTML.slice(0, 60)}`;
  };
  const trail = [];
  addEventListener('keyup', () => {
    const e = document.activeElement;
    if (e && e !== document.body && e !== trail.at(-1)?.e) trail.push({ e, look: look(e), place: place(e) });
  }, true);
  window.walk = { controls, trail, look };
  return controls.length;
}

// In the page, after the last Tab: compares where the focus went with where it should.
function judge() {
  const { controls, trail, look } = window.walk;
  const show = (e) => e.outerHTML.slice(0, 120);
  const found = [];
  document.activeElement?.blur();
  const reached = new Map(); // the first stop at each element: after the last, Tab begins anew
  for (const stop of trail) if (!reached.has(stop.e)) reached.set(stop.e, stop);
  for (const { e, look: focused, place } of reached.values()) {
    if (place) found.push(`has the focus and ${place}: ${show(e)}`);
    if (focused === look(e)) found.push(`nobody sees that it has the focus: ${show(e)}`);
  }
  const lost = controls.filter((e) => !reached.has(e));
  if (lost.length > 0) {
    const last = trail.at(-1);
    found.push(`Tab never reaches ${lost.length} of ${controls.length} controls, such as ${show(lost[0])}${last ? `; it ends at ${show(last.e)}` : ''}`);
  }
  const order = [...reached.keys()].filter((e) => controls.includes(e));
  const early = order.find((e, i) => i > 0 && order[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING);
  if (early) found.push(`Tab reaches it out of order: ${show(early)}`);
  if (!controls[0]?.matches('a[href^="#"]')) found.push('the first control is no link that skips to the main part');
  scrollTo(0, 0);
  return found;
}

// In the page, after Enter on the skip link and one Tab.
function judgeSkip() {
  const main = document.querySelector('main');
  const { controls } = window.walk;
  const inMain = controls.find((e) => main.contains(e));
  const beyond = inMain ?? controls.find((e) => main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  const found = [];
  if (beyond && document.activeElement !== beyond) found.push(`after the skip link, Tab goes to ${document.activeElement.outerHTML.slice(0, 120)}`);
  document.activeElement?.blur();
  scrollTo(0, 0);
  return found;
}
