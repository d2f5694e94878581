/** A unit's number is a link to it; pressed, it is also copied. Fields beside a button for it are copied too. */

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

/** One press copies a field that can be marked and copied by hand; the button says so, or the page. */
export function copyFields() {
	document.addEventListener('click', ({ target }) => {
		const button =
			target instanceof Element ? target.closest<HTMLElement>('[data-copy-from]') : null;
		const field = document.getElementById(button?.dataset.copyFrom ?? '');
		if (!button || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
			return;
		field.select();
		const { copied } = button.dataset;
		const told = () => {
			if (copied) button.textContent = copied;
			else say(button.closest<HTMLElement>('[data-copied]')?.dataset.copied ?? '', true);
		};
		navigator.clipboard?.writeText(field.value).then(told, () => undefined);
	});
}
