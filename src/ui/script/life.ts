/** A consultation that opens, closes or is given more time while a page of it is open. */

import { tellZone } from './clock.ts';
import { inPlace } from './in-place.ts';
import { now } from './quietly.ts';
import { filled } from './said.ts';

/** Puts the line of state and dates as it stands now, and says it. */
export function showDates(page: Document, words: DOMStringMap) {
	const fresh = page.querySelector('p.state');
	if (!fresh) return;
	let changed = false;
	inPlace(() => {
		for (const line of document.querySelectorAll('p.state')) {
			const next = document.importNode(fresh, true);
			// Below a heading that says the state already the word is left out.
			if (!line.querySelector('b')) next.querySelector('b')?.remove();
			if (line.querySelector('time')?.dateTime === next.querySelector('time')?.dateTime) {
				if (line.querySelector('b')?.className === next.querySelector('b')?.className) continue;
			}
			line.replaceWith(next);
			changed = true;
		}
	});
	if (!changed) return;
	tellZone();
	const told = [...fresh.children].map(({ textContent }) => textContent?.trim()).join(', ');
	now(filled(words.dates, told.replace(/\s+/g, ' ')));
}

/** No further words or votes are taken: forms say so beside what was typed, which stays. */
export function shut(words: DOMStringMap, page: Document) {
	for (const form of document.querySelectorAll('form[data-remark-form]')) {
		const status = form.querySelector('[data-status]');
		if (status) status.textContent = words.closed ?? '';
		for (const button of form.querySelectorAll('button')) button.disabled = true;
		now(words.closed ?? '');
	}
	for (const way of document.querySelectorAll('.voices :is(.say, a[data-say], button)'))
		way.remove();
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-vote]')) {
		const fields = form.querySelector('fieldset');
		if (fields) fields.disabled = true;
		form.querySelector('button')?.remove();
	}
	const how = document.querySelector('.how');
	const said = page.querySelector('[data-how]');
	if (how && said) how.textContent = said.textContent;
}

/** Forms need what only a page of one's own has: it is loaded anew when its reader wants. */
export function offerToEnter(words: DOMStringMap) {
	const how = document.querySelector('.how');
	const line = document.querySelector('p.state');
	if (document.querySelector('[data-opened-now]')) return;
	const link = document.createElement('a');
	link.href = location.pathname + location.search;
	link.textContent = words.opened ?? '';
	const notice = document.createElement('p');
	notice.className = 'notice';
	notice.dataset.openedNow = '';
	notice.append(link);
	inPlace(() => (how ? how.replaceChildren(link) : line?.after(notice)));
	now(words.opened ?? '');
}
