import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { openedHouses } from '#tests/opened.ts';
import type { House } from './house.server.ts';
import { allow, networkOf, secondsToWait } from './limits.server.ts';

const { houses } = await openedHouses(2);
const [here, there] = houses as [House, House];

const someone = (): Viewer => ({
	id: newId(),
	name: 'Someone',
	email: 'someone@example.org',
	language: 'en',
	sessionId: newId(),
	suspended: false,
	grants: [],
	organisations: []
});
const from = (viewer: Viewer | null, address: string, house = here) => ({ house, viewer, address });

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
	['2001:DB8:1:2:ffff::', '2001:db8:1:2::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64']
])('%s lies in the network %s', (address, network) => expect(networkOf(address)).toBe(network));

test('an account is stopped at its limit, in every process, whatever its address', async () => {
	const viewer = someone();
	for (let n = 0; n < 20; n++) {
		const asking = from(viewer, `198.51.100.${n}`, n % 2 ? here : there);
		expect(await secondsToWait(asking, 'remark')).toBe(0);
	}
	const seconds = await secondsToWait(from(viewer, '198.51.100.200', there), 'remark');
	expect(seconds).toBeGreaterThan(0);
	expect(seconds).toBeLessThanOrEqual(60);
	expect(await secondsToWait(from(someone(), '198.51.100.200', there), 'remark')).toBe(0);
});

test('the refusal is a 429 that says how long, and hands the text back', async () => {
	const viewer = someone();
	const asking: Parameters<typeof allow>[0] = from(viewer, '203.0.113.1');
	for (let n = 0; n < 20; n++) await allow(asking, 'report');
	await expect(allow(asking, 'report', 'What I wrote')).rejects.toMatchObject({
		status: 429,
		body: { seconds: expect.any(Number), text: 'What I wrote' }
	});
	expect(asking.retryAfter).toBeGreaterThan(0);
});

test('two hundred people behind one address, twice a minute each, are not stopped', async () => {
	const address = '203.0.113.99';
	const waits = [];
	for (let n = 0; n < 200; n++) {
		const viewer = someone();
		waits.push(await secondsToWait(from(viewer, address), 'remark'));
		waits.push(await secondsToWait(from(viewer, address), 'vote'));
	}
	expect(waits.filter((seconds) => seconds > 0)).toEqual([]);
});

test.each([
	['vote', 240],
	['support', 120],
	['search', 60]
] as const)(
	'%s: %i a minute in one process; spread over two, at most a tenth more',
	async (act, most) => {
		const many = Array.from({ length: most * 2 }, (_, n) => n);
		const done = async (at: (n: number) => House) => {
			const viewer = someone();
			const waits = await Promise.all(
				many.map((n) => secondsToWait(from(viewer, '192.0.2.44', at(n)), act))
			);
			expect(Math.max(...waits)).toBeLessThanOrEqual(60);
			return waits.filter((seconds) => seconds === 0).length;
		};
		expect(await done(() => here)).toBe(most);
		const spread = await done((n) => (n % 2 ? here : there));
		expect(spread).toBeGreaterThanOrEqual(most * 0.9);
		expect(spread).toBeLessThanOrEqual(most * 1.1);
	}
);

test('who votes at a human pace costs the database nothing', async () => {
	const viewer = someone();
	const kept = () =>
		here.db
			.selectFrom('rateLimit')
			.select(({ fn }) => fn.sum<number>('points').as('n'))
			.executeTakeFirst();
	const before = await kept();
	for (let n = 0; n < 20; n++)
		expect(await secondsToWait(from(viewer, '198.51.100.77'), 'vote')).toBe(0);
	expect(await kept()).toEqual(before);
});

test('no address and no account stands in the database as it is', async () => {
	const viewer = someone();
	await secondsToWait(from(viewer, '198.51.100.99'), 'remark');
	const keys = await here.db.selectFrom('rateLimit').select('key').execute();
	expect(keys.length).toBeGreaterThan(0);
	expect(keys.filter(({ key }) => key.includes('198.51.100') || key.includes(viewer.id))).toEqual(
		[]
	);
});

test('one network is stopped in the end, however many addresses of its /64 it uses', async () => {
	const waits = [];
	for (let n = 0; n < 21; n++) {
		waits.push(await secondsToWait(from(null, `2001:db8:9:9::${n.toString(16)}`), 'set_up'));
	}
	expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
	expect(waits[20]).toBeGreaterThan(0);
});
