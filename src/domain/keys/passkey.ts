/** What a passkey may be called. */

import { collapse } from '../text/characters.ts';

export const passkeyNameLength = 60;
/** More than anyone needs; fewer than would make a page long. */
export const mostPasskeys = 20;

/** A passkey's name as it is kept; what is left empty gets the name given. */
export const passkeyNameOf = (typed: string, otherwise: string) =>
	[...(collapse(typed) || otherwise)].slice(0, passkeyNameLength).join('');
