import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const Results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});

const grave: ReadonlySet<string> = new Set(['serious', 'critical']);

/** Fails with what axe finds that would keep somebody from using the page, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger: the page's own policy rightly lets in no script of ours.
  await page.evaluate(axe.source);
  const results = Results.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'));
  const findings = results.violations
    .filter(({ impact }) => grave.has(impact ?? ''))
    .map(({ id, impact, help, nodes }) => ({ id, impact, help, where: nodes.map(node => node.html) }));
  expect(findings).toEqual([]);
}
