/** What the public answers can be asked for: by theme, kind, agency and unit, a page at a time. Pure. */

import { isKind, type Kind } from './response.ts';

export type Filter = {
	/** Addresses of a theme and of a body; null for any. */
	theme: string | null;
	agency: string | null;
	kind: Kind | null;
	/** The number of a unit that a response names as changed. */
	unit: number | null;
	page: number;
};

export const pageSize = 20;
/** Answers in one report, on paper or as a file. */
export const mostInReport = 500;

const slug = /^[a-z0-9][a-z0-9-]{0,78}$/;

/** What an address asks for; null when it asks for something there is not. */
export function filterOf(query: URLSearchParams): Filter | null {
	const { theme = '', agency = '', kind = '', unit = '', page = '1' } = Object.fromEntries(query);
	if ((theme && !slug.test(theme)) || (agency && !slug.test(agency))) return null;
	if (kind && !isKind(kind)) return null;
	if (!/^(P?\d{1,6})?$/i.test(unit) || !/^[1-9]\d{0,3}$/.test(page)) return null;
	return {
		theme: theme || null,
		agency: agency || null,
		kind: isKind(kind) ? kind : null,
		unit: unit ? Number(unit.replace(/^p/i, '')) : null,
		page: Number(page)
	};
}

/** The query of a filter, always in the same order; empty for none. */
export function queryOf({ theme, agency, kind, unit }: Omit<Filter, 'page'>): string {
	const query = new URLSearchParams();
	if (agency) query.set('agency', agency);
	if (kind) query.set('kind', kind);
	if (theme) query.set('theme', theme);
	if (unit !== null) query.set('unit', `P${unit}`);
	return query.size ? `?${query}` : '';
}
