import { saidBy, stack, useBrowser } from './support/index.ts';

const browsing = useBrowser();

test('a page opens for whoever comes, and says nothing wrong on the way', async () => {
  const page = await browsing.open();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(saidBy(page)).toEqual([]);
  expect(page.url()).toBe(`${stack.webUrl}/`);
});
