/** How many units the review shows at once. */
export const perPage = 100;

/** The page a unit is on, from 1; `at` counts from 0. */
export const pageOf = (at: number) => Math.floor(Math.max(0, at) / perPage) + 1;

export const shows = ['all', 'unchecked'] as const;
export type Shown = (typeof shows)[number];

/** Which units an address asks for. */
export const shownAt = (url: URL): Shown =>
	url.searchParams.get('show') === 'unchecked' ? 'unchecked' : 'all';
