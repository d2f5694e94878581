/**
 * Fetches what changed, where someone sees it: parts of the page as the server renders them for everyone, kept
 * there, so that thousands may fetch the same. Never more often than every few seconds, each in its own moment.
 */

import { blockOf } from '../blocks.ts';
import { showFigures, showLinks } from './figures.ts';
import { pageAt } from './html.ts';
import { inPlace, swap } from './in-place.ts';
import { settled } from './votes.ts';

/** Milliseconds between two fetches, and over which the fetches of all readers are spread. */
const apart = 4_000;
const spread = 1_500;
/** Parts fetched at once. */
const most = 3;

type Fresh = (page: Document) => void;

export function refresher(now: string, each: Fresh) {
	const old = new Set<Element>();
	const wanted = new Set<number>();
	let needed = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last = -Infinity;
	let tries = 0;

	const seen = new IntersectionObserver(
		(entries) => {
			for (const { isIntersecting, target } of entries)
				if (isIntersecting && old.has(target)) want(blockAt(target));
		},
		{ rootMargin: '50% 0px' }
	);

	function want(block: number) {
		wanted.add(block);
		plan();
	}

	function plan() {
		if (timer || !wanted.size) return;
		const pause = Math.max(100, last + apart - performance.now()) + Math.random() * spread;
		timer = setTimeout(() => void run(), pause);
	}

	async function run() {
		timer = undefined;
		if (document.visibilityState === 'hidden') return;
		last = performance.now();
		for (const block of [...wanted].slice(0, most)) {
			wanted.delete(block);
			const asked = performance.now();
			const found = await pageAt(`${now}?page=${block}`, undefined, 'omit');
			const page = found?.status === 200 ? found.page : null;
			const whole = page?.querySelector<HTMLElement>('[data-generation]');
			// Another process may know a moment later; a part older than what was told is asked for again.
			if (!page || !whole || Number(whole.dataset.generation) < needed) {
				if (tries++ < 5) wanted.add(block);
				continue;
			}
			tries = 0;
			inPlace(() => show(page, block, asked));
			each(page);
		}
		plan();
	}

	function show(page: Document, block: number, asked: number) {
		for (const element of old) {
			if (element.id) {
				if (blockAt(element) !== block) continue;
				// Someone's own vote may be newer than this part.
				if (!settled(element, asked)) {
					setTimeout(() => want(block), apart);
					continue;
				}
				const fresh = page.getElementById(element.id);
				if (fresh) showFigures(element, fresh);
			} else showWhole(element, page);
			old.delete(element);
			seen.unobserve(element);
		}
	}

	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') plan();
	});
	return {
		/** This is not as it stands any more since a generation: fetched when it comes into sight. */
		spoil(element: Element, generation: number) {
			needed = Math.max(needed, generation);
			tries = 0;
			old.add(element);
			// Observing it anew tells at once whether it is in sight.
			seen.unobserve(element);
			seen.observe(element);
		},
		want
	};
}

/** What belongs to no unit stands on every part. */
function showWhole(element: Element, page: Document) {
	if (element.matches('.overview')) swap(element, page.querySelector('.overview'));
	else showLinks(element, page.body);
}

/** The part a unit or a section lies in; a section lies with the unit after it. */
function blockAt(element: Element): number {
	let next: Element | null = element;
	while (next && !/^p\d+$/.test(next.id)) next = next.nextElementSibling;
	const number = Number(next?.id.slice(1) ?? Number.NaN);
	if (!Number.isNaN(number)) return blockOf(number);
	if (!element.id) return 1;
	const numbers = [...document.querySelectorAll('.unit[id]')].map(({ id }) => Number(id.slice(1)));
	return blockOf(Math.max(1, ...numbers));
}
