/** The cookie of a browser that came back from a provider, until it is clear whose account it is. */

import type { House } from '../house.server.ts';

export function arrivalCookie({ config }: House) {
	const secure = config.origin.startsWith('https:');
	return {
		name: secure ? '__Host-folkmoot-arrival' : 'folkmoot-arrival',
		options: { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: 15 * 60 } as const
	};
}
