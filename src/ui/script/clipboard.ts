/** A unit's number is a link to it; pressed, it is also copied. */

import { say } from './said.ts';

export function copyLinks() {
	const text = document.querySelector<HTMLElement>('[data-copied]');
	const numbered = (event: Event) =>
		event.target instanceof HTMLAnchorElement && event.target.dataset.copy ? event.target : null;
	text?.addEventListener('pointerover', (event) => {
		const link = numbered(event);
		if (link) link.title = link.dataset.copy ?? '';
	});
	text?.addEventListener('click', (event) => {
		const link = numbered(event);
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		const address = new URL(link.hash, location.href.replace(/[?#].*$/, '')).href;
		navigator.clipboard?.writeText(address).then(
			() => say(text.dataset.copied ?? '', true),
			() => undefined
		);
	});
}
