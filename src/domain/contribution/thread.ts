/** A thread as an address asks for it: in which order, which page. Pure. */

export const sorts = ['latest', 'oldest', 'most_supported'] as const;
export type Sort = (typeof sorts)[number];

/** Remarks on a page of a thread; their replies come with them. */
export const pageSize = 20;
/** Replies shown under one remark; the rest are on its own page. */
export const repliesShown = 30;

/** What `?page=&sort=` say; null when a value is not one of ours. */
export function askedOf(search: URLSearchParams): { page: number; sort: Sort } | null {
	const page = search.get('page') ?? '1';
	const sort = search.get('sort') ?? 'latest';
	if (!/^[1-9]\d{0,3}$/.test(page) || !sorts.includes(sort as Sort)) return null;
	return { page: Number(page), sort: sort as Sort };
}

export const lastPage = (total: number, size = pageSize) => Math.max(1, Math.ceil(total / size));
