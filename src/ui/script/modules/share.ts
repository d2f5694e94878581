/** Copying with one press what can be marked and copied by hand, and the device's own way to send an address. */

import { say } from '../said.ts';

export function start(part: HTMLElement) {
	const { copied = '', address = '', name = '' } = part.dataset;
	for (const button of part.querySelectorAll<HTMLElement>('[data-copy-from]')) {
		button.addEventListener('click', () => {
			const field = part.querySelector<HTMLInputElement | HTMLTextAreaElement>(
				`#${button.dataset.copyFrom}`
			);
			if (!field) return;
			field.select();
			navigator.clipboard?.writeText(field.value).then(
				() => say(copied, true),
				() => undefined
			);
		});
	}
	const native = part.querySelector<HTMLButtonElement>('[data-native]');
	if (!native || !navigator.share) return;
	native.hidden = false;
	native.addEventListener('click', () => {
		navigator.share({ title: name, url: address }).catch(() => undefined);
	});
}
