/** Addresses of the desk: the page that is shown, with an act's name before what it already asks. */

export type Places = { home: string; desk: string; public: string };

/** What an address asks for. */
type Asked = { searchParams: Iterable<[string, string]> };

/** Where a form of this page is sent so that the page keeps its filter. */
export function actionAt(url: Asked, name: string): string {
	const kept = new URLSearchParams(
		[...url.searchParams].filter(([key]) => !key.startsWith('/') && key !== 'did')
	);
	const query = kept.toString();
	return `?/${name}${query && `&${query}`}`;
}

/** The same page without what a form left in its address. */
export const withQuery = (path: string, query: string) => (query ? `${path}?${query}` : path);

/** What a form of the desk held when it was refused: its fields, and the references that were ticked. */
export function heldBack(form: { sent?: unknown } | null) {
	const { chosen, ...fields } = (form?.sent ?? {}) as Record<string, unknown>;
	return {
		fields: fields as Record<string, string>,
		chosen: Array.isArray(chosen) ? (chosen as string[]) : []
	};
}
