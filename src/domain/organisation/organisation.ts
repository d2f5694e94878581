/** An organisation people speak for: who may, and what keeps a request or an invitation from being taken. */

import { collapse } from '../text/characters.ts';

export const sectors = [
	'GOVERNMENT',
	'CIVIL_SOCIETY',
	'PARLIAMENT',
	'JUDICIARY',
	'PRIVATE',
	'ACADEMIA',
	'INTERNATIONAL',
	'DONOR',
	'OTHER'
] as const;
export type Sector = (typeof sectors)[number];

export type Application = { name: string; sector: string; website: string };
export type RequestObstacle =
	| { code: 'name_missing' }
	| { code: 'name_long'; most: number }
	| { code: 'sector_missing' }
	| { code: 'website_bad' }
	| { code: 'name_taken'; name: string }
	| { code: 'too_many_waiting'; most: number };

export const nameLength = 120;

/** Requests of one person that may wait at once. */
export const mostWaiting = 3;

/** Days an invitation is good for. */
export const invitationDays = 14;

/** A request as it is kept. */
export const tidied = ({ name, sector, website }: Application): Application => ({
	name: collapse(name),
	sector,
	website: collapse(website)
});

/** What is missing or wrong in a request by itself, or null. */
export function requestObstacle({ name, sector, website }: Application): RequestObstacle | null {
	if (!/[\p{L}\p{N}]/u.test(name)) return { code: 'name_missing' };
	if ([...name].length > nameLength) return { code: 'name_long', most: nameLength };
	if (!sectors.includes(sector as Sector)) return { code: 'sector_missing' };
	return website && !isWebsite(website) ? { code: 'website_bad' } : null;
}

/** A web address others may be sent to: http or https, a named host, no credentials. */
export function isWebsite(text: string): boolean {
	if (text.length > 300 || /\s/.test(text) || !URL.canParse(text)) return false;
	const { protocol, hostname, username, password } = new URL(text);
	return /^https?:$/.test(protocol) && hostname.includes('.') && !username && !password;
}

/** The part of an address a name becomes; a name without Latin letters gets none of its own. */
export function slugOf(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
	return plain.length > 1 && plain !== 'request' ? plain : 'organisation';
}
