/** Going through a page by Tab alone, seeing at each stop where one is. */

import type { Locator, Page } from 'playwright';

export type Stop = { says: string; ringed: boolean; seen: boolean; same: boolean };

/** One press of Tab: what has the focus then, whether it shows, and whether anything covers it. */
export async function tab(page: Page, key = 'Tab'): Promise<Stop | null> {
	await page.keyboard.press(key);
	return page.evaluate(stopHere);
}

/** Tabs until the element has the focus; throws where the focus is not seen or does not move on. */
export async function tabTo(page: Page, wanted: Locator, key = 'Tab') {
	await wanted.waitFor({ state: 'attached' });
	for (let step = 0; step < 400; step++) {
		const stop = await tab(page, key);
		if (stop) check(stop);
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`Tab never comes to ${wanted}.`);
}

/** From the top of a page to its end: every stop once, each seen. */
export async function walk(page: Page): Promise<string[]> {
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	const stops: string[] = [];
	for (let step = 0; step < 600; step++) {
		const stop = await tab(page);
		if (!stop) return stops;
		check(stop);
		stops.push(stop.says);
	}
	throw new Error(`After 600 stops there is no end; the last ones: ${stops.slice(-5).join(' | ')}`);
}

function check({ says, ringed, seen, same }: Stop) {
	if (same) throw new Error(`Tab does not leave “${says}”.`);
	if (!ringed) throw new Error(`The focus on “${says}” cannot be seen.`);
	if (!seen) throw new Error(`Something covers “${says}” while it has the focus.`);
}

/** Runs in the page. */
function stopHere(): Stop | null {
	const element = document.activeElement;
	if (!(element instanceof HTMLElement) || element === document.body) return null;
	const seenAs = [
		element,
		element.closest('label'),
		element.nextElementSibling,
		element.parentElement
	].filter((one) => one instanceof Element);
	const around = seenAs.find((one) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(one);
		return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
	});
	const { left, top, width, height } = (around ?? element).getBoundingClientRect();
	const shares = [0.1, 0.5, 0.9];
	const points = shares.flatMap((x) =>
		shares.map((y) => [left + width * x, top + height * y] as const)
	);
	const seen = points.some(([x, y]) => {
		const there = document.elementFromPoint(x, y);
		return (
			there !== null &&
			seenAs.some(
				(one) => one.contains(there) || (there.contains(one) && there.tagName === 'LABEL')
			)
		);
	});
	const marked = document.querySelector('[data-last-stop]');
	const same = marked === element;
	marked?.removeAttribute('data-last-stop');
	element.setAttribute('data-last-stop', '');
	const says = `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.getAttribute('name') ?? ''} ${element.innerText?.slice(0, 40) ?? ''}`;
	return { says: says.replace(/\s+/g, ' ').trim(), ringed: around !== undefined, seen, same };
}
