/** Addresses of the desk: the page that is shown, with an act's name before what it already asks. */

export type Places = { home: string; desk: string; public: string };

/** Where a form of this page is sent so that the page keeps its filter. */
export function actionAt(url: URL, name: string): string {
	const kept = new URLSearchParams(
		[...url.searchParams].filter(([key]) => !key.startsWith('/') && key !== 'did')
	);
	const query = kept.toString();
	return `?/${name}${query && `&${query}`}`;
}

/** The same page without what a form left in its address. */
export const withQuery = (path: string, query: string) => (query ? `${path}?${query}` : path);
