/** What is being typed: counted as it grows, kept on this device until it is sent, and for who is signed in on the server. */

import { fieldsOf, send } from './forms.ts';
import { filled } from './said.ts';

const prefix = 'draft ';
const keyOf = (address: string) => {
	const { pathname, search } = new URL(address, location.href);
	return prefix + pathname + search;
};

/** Days a device remembers what was typed on it and not sent. */
const days = 7;

type Draft = { at: number; words: string };

/** Nothing is stored before somebody types; a browser that stores nothing loses only this. */
function store(key: string, words: string | null) {
	try {
		if (words === null) localStorage.removeItem(key);
		else localStorage.setItem(key, JSON.stringify({ at: Date.now(), words } satisfies Draft));
	} catch {
		return;
	}
}

function stored(key: string): string | null {
	try {
		const { at, words } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Draft>;
		return words && at && Date.now() - at < days * 86_400_000 ? words : null;
	} catch {
		return null;
	}
}

/** The fields whose words are kept: what is said, and what is suggested. */
const names = ['body', 'words'];

export const forget = (address: string) => {
	for (const name of names) store(`${keyOf(address)} ${name}`, null);
};

/** Where each form's words are kept. */
const kept = new WeakMap<HTMLFormElement, string>();

export function showCounts() {
	keepOnLeaving();
	document.addEventListener('input', ({ target }) => {
		if (!(target instanceof HTMLTextAreaElement)) return;
		if (target.dataset.count) count(target);
		const key = names.includes(target.name) && target.form && kept.get(target.form);
		if (!key || !target.form) return;
		store(`${key} ${target.name}`, target.value || null);
		keepLater(target.form);
	});
	document.addEventListener('change', ({ target }) => {
		// Words are spoken and hyphenated in the language they are said to be in.
		if (!(target instanceof HTMLSelectElement) || target.name !== 'lang') return;
		const words = target.form?.querySelector<HTMLTextAreaElement>('textarea[name="body"]');
		if (words) words.lang = target.value;
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

/** Milliseconds without a key before the server is told, so that it hears of sentences and not of letters. */
const pause = 2500;
const waiting = new WeakMap<HTMLFormElement, ReturnType<typeof setTimeout>>();

/** Forms on their way: their words are sent, not kept. */
const leaving = new WeakSet<HTMLFormElement>();

/** From here on a form is being sent, or no longer. */
export function sending(form: HTMLFormElement, on: boolean) {
	clearTimeout(waiting.get(form));
	if (on) leaving.add(form);
	else leaving.delete(form);
}

/** Keeps the words on the server a moment later, and says when. */
function keepLater(form: HTMLFormElement) {
	clearTimeout(waiting.get(form));
	if (!form.dataset.save || leaving.has(form)) return;
	waiting.set(
		form,
		setTimeout(() => void keepNow(form), pause)
	);
	unkept.add(form);
}

async function keepNow(form: HTMLFormElement) {
	clearTimeout(waiting.get(form));
	unkept.delete(form);
	if (!form.dataset.save || !form.isConnected || leaving.has(form)) return;
	const { body } = await send(form.dataset.save, fieldsOf(form));
	const status = form.querySelector('[data-status]');
	if (status && typeof body.says === 'string') status.textContent = body.says;
}

/** Words typed in the last moment are kept while the page is left. */
const unkept = new Set<HTMLFormElement>();
const keepOnLeaving = () =>
	addEventListener('pagehide', () => unkept.forEach((form) => void keepNow(form)));

/** Puts back what was typed into a form and not sent. */
export function restoreDrafts(within: ParentNode, address: string) {
	const form = within.querySelector<HTMLFormElement>('form[data-remark-form]');
	if (!form) return;
	const key = keyOf(address);
	kept.set(form, key);
	for (const name of names) {
		const words = form.querySelector<HTMLTextAreaElement>(`textarea[name="${name}"]`);
		if (words) restore(form, words, `${key} ${name}`);
	}
}

/** What the server put into the field is newer than what this device kept, unless nobody typed it. */
function restore(form: HTMLFormElement, words: HTMLTextAreaElement, key: string) {
	const draft = stored(key);
	const untouched = words.name === 'words' ? form.dataset.own === words.value : !words.value;
	if (draft && untouched) {
		words.value = draft;
		const status = form.querySelector('[data-status]');
		if (status) status.textContent = form.dataset.draft ?? '';
	}
	if (words.value) count(words);
}
