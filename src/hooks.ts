import type { Transport } from '@sveltejs/kit/hooks';

/**
 * No page runs a client of Kit's, yet Kit writes each page's data out for one, a seventh of the time a long
 * page takes. Everything travels as nothing.
 */
export const transport: Transport = {
	nothing: {
		encode: (value) => typeof value === 'object' && value !== null && 1,
		decode: () => undefined
	}
};
