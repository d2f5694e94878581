/** Keeps a page of a consultation true while it is read. Whatever fails, the page stays as it was sent. */

import { heard, tell } from './fresh.ts';
import { pageAt } from './html.ts';
import { offerToEnter, showDates, shut } from './life.ts';
import { panelOf } from './panel.ts';
import { refresher } from './refresh.ts';
import { followStream, type Told } from './stream.ts';
import { drop } from './withheld.ts';

export function goLive() {
	const place = document.getElementById('live');
	if (!place?.dataset.live || !('EventSource' in window)) return;
	const words = place.dataset;
	const since = Number(words.generation);
	let { state } = words;

	const refresh = refresher(words.now ?? '', (page) => {
		const now = page.querySelector<HTMLElement>('[data-state]')?.dataset.state;
		showDates(page, words);
		if (!now || now === state) return;
		if (state === 'ANNOUNCED' && now === 'OPEN') offerToEnter(words);
		else if (state === 'OPEN') shut(words, page);
		state = now;
	});

	followStream(place.dataset.live, since, (told) => {
		if (told.n <= since && !told.all && told.state === state) return;
		const changed =
			'opens' in told || 'closes' in told || ('state' in told && told.state !== state);
		if (told.gone) drop(told.gone, words.gone ?? '');
		if (told.remarks) heard(told.remarks);
		for (const element of changedBy(told)) refresh.spoil(element, told.n);
		if (changed || told.all) refresh.want(1);
		if (told.all) void catchUp(words.gone ?? '');
	});
	// What stands in the margin changes with what is opened there.
	const margin = document.getElementById('margin');
	if (margin) new MutationObserver(tell).observe(margin, { childList: true });
}

/** The parts of the page that are not as they were. */
function changedBy({ places, remarks, all, acts }: Told): Element[] {
	const whole = [...document.querySelectorAll('.overview, .ways')];
	if (all || acts !== undefined) {
		const units = document.querySelectorAll('.unit[id], .section[id], .reviewed > li[id]');
		return [...units, ...whole];
	}
	const named = Object.keys(places ?? {}).flatMap((word) => {
		const id = /^P\d+$/.test(word) ? word.toLowerCase() : `s-${word.slice(-12)}`;
		return document.getElementById(id) ?? [];
	});
	return places || remarks ? [...named, ...whole] : [];
}

/** After a time of which nothing is known: what the open threads have now that is not shown, or no more. */
async function catchUp(gone: string) {
	for (const thread of document.querySelectorAll<HTMLElement>('[data-thread-body][data-on]')) {
		const found = await pageAt(panelOf(thread)?.from || location.href);
		const list = found?.page.querySelector('[data-thread-body]');
		if (found?.status !== 200 || !list) continue;
		const on = thread.dataset.on ?? '';
		for (const remark of list.querySelectorAll<HTMLElement>('[data-remark]')) {
			const reference = remark.dataset.remark ?? '';
			const stands = thread.querySelector(`[data-remark="${CSS.escape(reference)}"]`);
			const parent = remark.parentElement?.closest<HTMLElement>('[data-remark]');
			if (!stands) heard([[reference, on, parent?.dataset.remark ?? null]]);
			else if (remark.classList.contains('tombstone')) drop([reference], gone);
		}
	}
}
