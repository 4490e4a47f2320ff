// Accessibility as far as a program can see it: axe-core's rules for WCAG 2.2
// A and AA and its best practices, the size of targets among them.
import { createRequire } from 'node:module';

// The script that puts axe into each page before the page's own begins, so that
// the page's Content-Security-Policy can stay in force.
export const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false, // would fetch the style sheets again, which the policy forbids
};

// What another colour scheme alone can change.
export const ofColours = { ...options, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, rules: {} };

// Gives axe's findings on page as it stands now, an element each.
export async function checkAccessible(page, asked = options) {
  const violations = await page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, html, any }) => ({ target: target.join(' '), html: html.slice(0, 120), why: any[0]?.message ?? '' })) }));
  }, asked);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.target} ${n.html} ${n.why}`));
}
