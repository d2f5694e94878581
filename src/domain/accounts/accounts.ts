/** What an account may be called and how its address is written. */

import { collapse } from '../text/characters.ts';

/** Longest display name, in characters. */
export const nameLength = 80;

export type NameObstacle = { code: 'name_missing' } | { code: 'name_long'; most: number };

/** A display name as it is kept: one line, without characters nobody sees. */
export const nameOf = (typed: string) => collapse(typed);

/** What keeps a name from being taken, or null. A real name and a pseudonym are equally good. */
export function nameObstacle(name: string): NameObstacle | null {
	if (!/[\p{L}\p{N}]/u.test(name)) return { code: 'name_missing' };
	return [...name].length > nameLength ? { code: 'name_long', most: nameLength } : null;
}

/** An e-mail address as accounts are found by: in lower case, its domain in ASCII. */
export function emailOf(typed: string): string {
	const email = typed.trim().normalize('NFC').toLowerCase();
	const at = email.lastIndexOf('@');
	const domain = `http://${email.slice(at + 1)}`;
	if (at < 1 || /^[\0-\x7f]*$/.test(email.slice(at)) || !URL.canParse(domain)) return email;
	return `${email.slice(0, at)}@${new URL(domain).hostname}`;
}

// One address and nothing else: no line ends, lists, groups, comments, quotes or display names, so
// that it can become neither a header nor a second recipient.
const address =
	/^(?!\.)(?!.*\.\.)[\w!#$%&'*+/=?^`{|}~.-]{1,64}(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Whether a text, as `emailOf` writes it, is one plain e-mail address. */
export const isEmail = (email: string) => email.length <= 254 && address.test(email);
