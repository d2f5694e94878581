/** What someone typed and has not sent: which form it belongs to, and how much of it is kept. Pure. */

import { placeOf } from '../contribution/place.ts';

/** Forms whose words are kept, below their consultation's address. */
const forms = ['remark', 'suggestion'];

/** Forms with words of one person that are kept at once, in all. */
export const most = 100;

/** Longest kept form, in characters; longer words are refused when sent anyway. */
export const longest = 20_000;

/** Hours before closing at which whoever has something unsent is told. */
export const hoursBefore = 48;

export type Fields = Record<string, string>;

/** Fields that belong to one sending and not to what was typed. */
const fleeting = new Set(['key', 'form', 'save']);

/**
 * The form an address names, written one way: `remark?on=P9&to=C-7K2M9Q`; null for anything else.
 * Only what says where it goes belongs to it, so that the same form is found again from everywhere.
 */
export function formOf(path: string, search: string): string | null {
	if (!forms.includes(path)) return null;
	const given = new URLSearchParams(search);
	const on = given.get('on');
	if (!placeOf(on)) return null;
	const named: [string, string][] = [['on', on ?? '']];
	for (const name of ['act', 'based', 'to']) {
		const value = given.get(name);
		if (value !== null && /^[\w-]{1,40}$/.test(value)) named.push([name, value]);
	}
	return `${path}?${new URLSearchParams(named)}`;
}

/** What is kept of what was typed; null when there is nothing to keep. */
export function keptOf(fields: Fields): Fields | null {
	const kept = Object.entries(fields).filter(
		([name]) => !fleeting.has(name) && !name.startsWith('/')
	);
	const length = kept.reduce((all, [name, value]) => all + name.length + value.length, 0);
	if (kept.length > 30 || length > longest) return null;
	const typed = kept.some(
		([name, value]) => /^(body|words|quote)$/.test(name) && value.trim() !== ''
	);
	return typed ? Object.fromEntries(kept) : null;
}
