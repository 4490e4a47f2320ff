// Whether a page can be printed: paper has no use for navigation.

// Gives what is wrong with page on paper. Leaves it on screen.
export async function checkPrint(page) {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  const found = await page.evaluate(() => [...document.querySelectorAll('nav, .skip, form, button')]
    .filter((e) => e.checkVisibility() && e.getClientRects().length > 0 && e.getBoundingClientRect().right > 0)
    .map((e) => `is printed: ${e.outerHTML.slice(0, 120)}`));
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  if (pages === 0) found.push('printing gives no page');
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  return found;
}
