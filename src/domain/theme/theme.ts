/** A theme: a cluster of contributions, by sector, jurisdiction or governance. Pure. */

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
