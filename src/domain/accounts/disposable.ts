/** Addresses whose mailboxes anyone can have for a minute: no person stands behind one. */

import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';

let domains: ReadonlySet<string> | undefined;

/** Whether an address, as `emailOf` writes it, is at such a domain or below one. */
export function isDisposable(email: string): boolean {
	domains ??= disposableEmailBlocklistSet();
	const labels = email.slice(email.lastIndexOf('@') + 1).split('.');
	return labels.some((_, at) => at < labels.length - 1 && domains?.has(labels.slice(at).join('.')));
}
