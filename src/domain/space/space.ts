/** A space: one member's own place on an installation. Its address may not be a word of the system. */

import { languages } from '../languages.ts';

const taken = [
	'api',
	'c',
	'health',
	'feeds',
	'files',
	'mail',
	'set-up',
	'sign-in',
	'sign-out',
	'account',
	'help',
	'search',
	'admin',
	'assets',
	'stewardship',
	'pending',
	'card',
	'embed'
];

export const isFreeName = (slug: string) =>
	/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/.test(slug) &&
	!taken.includes(slug) &&
	!languages.includes(slug as never);
