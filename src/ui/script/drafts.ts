/** What is being typed: counted as it grows, and kept on this device alone until it is sent. */

import { filled } from './said.ts';

const prefix = 'draft ';
const keyOf = (address: string) => {
	const { pathname, search } = new URL(address, location.href);
	return prefix + pathname + search;
};

/** Nothing is stored before somebody types; a browser that stores nothing loses only this. */
function store(key: string, words: string | null) {
	try {
		if (words === null) sessionStorage.removeItem(key);
		else sessionStorage.setItem(key, words);
	} catch {
		return;
	}
}

export const forget = (address: string) => store(keyOf(address), null);

/** Where each form's words are kept. */
const kept = new WeakMap<HTMLFormElement, string>();

export function showCounts() {
	document.addEventListener('input', ({ target }) => {
		if (!(target instanceof HTMLTextAreaElement)) return;
		if (target.dataset.count) count(target);
		const key = target.name === 'body' && target.form && kept.get(target.form);
		if (key) store(key, target.value || null);
	});
	document.addEventListener('change', ({ target }) => {
		// Words are spoken and hyphenated in the language they are said to be in.
		if (!(target instanceof HTMLSelectElement) || target.name !== 'lang') return;
		const words = target.form?.querySelector<HTMLTextAreaElement>('textarea[name="body"]');
		if (words) words.lang = target.value;
	});
	document.addEventListener('click', ({ target }) => {
		const button =
			target instanceof Element ? target.closest<HTMLElement>('[data-copy-from]') : null;
		const words = document.getElementById(button?.dataset.copyFrom ?? '');
		if (!button || !(words instanceof HTMLTextAreaElement)) return;
		words.select();
		navigator.clipboard?.writeText(words.value).then(
			() => (button.textContent = button.dataset.copied ?? ''),
			() => undefined
		);
	});
}

/** How much is written, of how much there may be; never in the way of writing. */
function count(words: HTMLTextAreaElement) {
	const shown = document.getElementById(`${words.id}-count`);
	if (!shown) return;
	words.dir = words.value ? 'auto' : words.dir;
	const limit = Number(words.dataset.count);
	const length = [...words.value.trim().normalize('NFC')].length;
	const { format } = new Intl.NumberFormat(document.documentElement.lang, {
		numberingSystem: 'latn'
	});
	const over = length > limit;
	shown.textContent = over
		? filled(shown.dataset.over, format(length), format(length - limit))
		: filled(shown.dataset.under, format(length));
	shown.toggleAttribute('data-too-long', over);
}

/** Puts back what was typed into a form and not sent. */
export function restoreDrafts(within: ParentNode, address: string) {
	const form = within.querySelector<HTMLFormElement>('form[data-remark-form]');
	const words = form?.querySelector<HTMLTextAreaElement>('textarea[name="body"]');
	if (!form || !words) return;
	const key = keyOf(address);
	kept.set(form, key);
	let draft: string | null = null;
	try {
		draft = sessionStorage.getItem(key);
	} catch {
		draft = null;
	}
	if (draft && !words.value) {
		words.value = draft;
		const status = form.querySelector('[data-status]');
		if (status) status.textContent = form.dataset.draft ?? '';
	}
	if (words.value) count(words);
}
