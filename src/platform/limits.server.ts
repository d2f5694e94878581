/** How much of an act one account or one network may do: counted in memory for what is frequent, in the database for what is rare. */

import { error } from '@sveltejs/kit';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { House } from './house.server.ts';

type Limit = { account: number; network: number; seconds: number; shared: boolean };

/** A network stands for many people (200 behind one address, twice a minute each, are no attack). */
const limits = {
	vote: { account: 240, network: 3000, seconds: 60, shared: false },
	support: { account: 120, network: 2000, seconds: 60, shared: false },
	search: { account: 60, network: 1200, seconds: 60, shared: false },
	remark: { account: 20, network: 600, seconds: 60, shared: true },
	report: { account: 20, network: 600, seconds: 60, shared: true },
	sign_in: { account: 20, network: 600, seconds: 60, shared: true },
	account: { account: 60, network: 600, seconds: 60, shared: true },
	organisation: { account: 20, network: 600, seconds: 60, shared: true },
	staff: { account: 120, network: 1200, seconds: 60, shared: true },
	import: { account: 60, network: 600, seconds: 60, shared: true },
	export: { account: 30, network: 300, seconds: 60, shared: true },
	set_up: { account: 10, network: 20, seconds: 60, shared: true }
} as const satisfies Record<string, Limit>;
export type LimitedAct = keyof typeof limits;

type Asking = { house: House; viewer: Viewer | null; address: string; retryAfter?: number };
type Counter = RateLimiterMemory | RateLimiterPostgres;

const counters = new WeakMap<House, Map<string, Counter>>();

/** Counts one act; over the limit it throws 429 with the seconds to wait, handing back the text. */
export async function allow(locals: Asking, act: LimitedAct, text?: string): Promise<void> {
	const seconds = await secondsToWait(locals, act);
	if (seconds === 0) return;
	locals.retryAfter = seconds;
	error(429, 'Too many requests.', { seconds, ...(text ? { text } : {}) });
}

/** Counts one act for the account and for the network; 0, or the seconds until it is possible again. */
export async function secondsToWait(locals: Asking, act: LimitedAct): Promise<number> {
	const { account, network } = limits[act];
	const asked = [
		count(locals.house, act, 'network', network, networkOf(locals.address)),
		...(locals.viewer ? [count(locals.house, act, 'account', account, locals.viewer.id)] : [])
	];
	return Math.max(0, ...(await Promise.all(asked)));
}

async function count(house: House, act: LimitedAct, by: string, points: number, key: string) {
	try {
		await counterOf(house, act, by, points).consume(key);
		return 0;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
	}
}

function counterOf(house: House, act: LimitedAct, by: string, points: number): Counter {
	const known = counters.get(house) ?? new Map<string, Counter>();
	counters.set(house, known);
	const keyPrefix = `${act} ${by}`;
	const found = known.get(keyPrefix);
	if (found) return found;
	const { seconds: duration, shared } = limits[act];
	const made = shared
		? new RateLimiterPostgres({
				storeClient: house.pool,
				storeType: 'pool',
				tableName: 'rate_limit',
				tableCreated: true,
				clearExpiredByTimeout: false,
				inMemoryBlockOnConsumed: points + 1,
				keyPrefix,
				points,
				duration
			})
		: new RateLimiterMemory({ keyPrefix, points, duration });
	known.set(keyPrefix, made);
	return made;
}

/** An IPv4 address, or the /64 an IPv6 address lies in: one household holds all of those. */
export function networkOf(address: string): string {
	const mapped =
		address
			.toLowerCase()
			.replace(/^::ffff:(?=\d+\.)/, '')
			.split('%')[0] ?? '';
	if (!mapped.includes(':')) return mapped;
	const [head = '', tail] = mapped.split('::');
	const left = head ? head.split(':') : [];
	const right = tail ? tail.split(':') : [];
	const gap =
		tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
	const groups = [...left, ...gap, ...right].slice(0, 4);
	return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
