import { expect, test } from 'vitest';
import { addressOf } from './address.server.ts';

const proxy = '10.0.0.1';
const behind = { addressHeader: 'x-forwarded-for', addressDepth: 1 };
const asked = (headers: Record<string, string | string[]>, trust = behind) =>
	addressOf({ headers, socket: { remoteAddress: proxy } }, trust);

test.each([
	['one entry', '192.0.2.7', 1, '192.0.2.7'],
	['what the client claims stands further left', '1.1.1.1, 192.0.2.7', 1, '192.0.2.7'],
	['two proxies', '1.1.1.1, 192.0.2.7, 10.0.0.2', 2, '192.0.2.7'],
	['with a port', '192.0.2.7:4711', 1, '192.0.2.7'],
	['IPv6 in brackets with a port', '[2001:db8::7]:4711', 1, '2001:db8::7'],
	['IPv6', '1.1.1.1,2001:db8::7', 1, '2001:db8::7'],
	['no address at all', 'unknown', 1, proxy],
	['an empty last entry', '192.0.2.7, ', 1, proxy],
	['fewer entries than proxies', '192.0.2.7', 2, proxy]
])('%s', (_, said, addressDepth, address) => {
	expect(asked({ 'x-forwarded-for': said }, { ...behind, addressDepth })).toBe(address);
});

test('without a header to trust, only the connection counts', () => {
	const headers = { 'x-forwarded-for': '192.0.2.7', 'x-folkmoot-address': '192.0.2.7' };
	expect(
		addressOf(
			{ headers, socket: { remoteAddress: proxy } },
			{ addressHeader: null, addressDepth: 1 }
		)
	).toBe(proxy);
	expect(asked({})).toBe(proxy);
});
