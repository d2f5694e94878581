/** A theme: a cluster of contributions, by sector, jurisdiction or governance. Pure. */

import { collapse } from '../text/characters.ts';

export const bases = ['SECTOR', 'JURISDICTION', 'GOVERNANCE'] as const;
export type Basis = (typeof bases)[number];

/** What it is called, by language; at least one. */
export type Names = Readonly<Record<string, string>>;

export type Theme = {
	id: string;
	slug: string;
	names: Names;
	basis: Basis;
	/** The theme it became part of. */
	mergedInto: string | null;
};

export const longestName = 80;
/** As many as one can choose from on a page. */
export const mostThemes = 200;

/** What a theme is called in a language, or in the first it has a name in; the language goes with the words. */
export function nameIn(names: Names, lang: string): { words: string; lang: string } {
	const own = names[lang];
	if (own) return { words: own, lang };
	const [first] = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
	return { words: first?.[1] ?? '', lang: first?.[0] ?? lang };
}

/** What someone typed for a theme: a name for each of the space's languages, some of them empty. */
export type Kept = { names: Names; basis: Basis };
export type ThemeFault =
	{ code: 'name_missing' } | { code: 'name_long'; lang: string; limit: number };

/** The names that say something, each one line; or what is wrong with them. */
export function checked({
	names
}: Kept): { ok: true; names: Names } | { ok: false; fault: ThemeFault } {
	const said = Object.entries(names)
		.map(([lang, name]) => [lang, collapse(name)] as const)
		.filter(([, name]) => name !== '');
	if (said.length === 0) return { ok: false, fault: { code: 'name_missing' } };
	const long = said.find(([, name]) => [...name].length > longestName);
	if (long) return { ok: false, fault: { code: 'name_long', lang: long[0], limit: longestName } };
	return { ok: true, names: Object.fromEntries(said) };
}
