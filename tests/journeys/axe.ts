/** What axe-core finds on a page, by the rules of WCAG 2.2 AA. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One line for each violation: the rule and the first place that breaks it. */
export async function violations(page: Page): Promise<string[]> {
	// The legacy mode runs in the page alone: there are no frames, and no second page is opened.
	const found = await new AxeBuilder({ page })
		.options({ resultTypes: ['violations'] })
		.withTags(tags)
		.setLegacyMode(true)
		.analyze();
	return found.violations.map(({ id, nodes }) => {
		const [first] = nodes;
		return `${id} (${nodes.length}): ${first?.html.slice(0, 200)} — ${first?.failureSummary?.replace(/\s+/g, ' ')}`;
	});
}
