/** How much of an act one account or one network may do, in all processes together. */

import { createHmac } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { allowance, type Counter } from './allowance.server.ts';
import type { House } from './house.server.ts';

type Limit = {
	account: number;
	network: number;
	seconds: number;
	/** Counted act by act in the database; what is frequent is counted here and shared by the handful. */
	shared: boolean;
};

/** A network stands for many people (200 behind one address, twice a minute each, are no attack). */
const limits = {
	vote: { account: 240, network: 3000, seconds: 60, shared: false },
	support: { account: 120, network: 2000, seconds: 60, shared: false },
	live: { account: 600, network: 3000, seconds: 60, shared: false },
	translation: { account: 30, network: 300, seconds: 60, shared: true },
	similar: { account: 90, network: 3000, seconds: 60, shared: false },
	search: { account: 60, network: 1200, seconds: 60, shared: false },
	unsent: { account: 60, network: 1200, seconds: 60, shared: false },
	complete: { account: 240, network: 3000, seconds: 60, shared: false },
	remark: { account: 20, network: 600, seconds: 60, shared: true },
	report: { account: 20, network: 600, seconds: 60, shared: true },
	/** New people without an address: few of one network, or their number says nothing. */
	guest: { account: 20, network: 60, seconds: 600, shared: true },
	sign_in: { account: 20, network: 600, seconds: 60, shared: true },
	/** Tries of a code: a thousand a day would find one of a million in years, not in days. */
	key: { account: 5, network: 300, seconds: 900, shared: true },
	/** Mail programs of many people ask from the same few addresses. */
	stop_mail: { account: 600, network: 6000, seconds: 60, shared: false },
	account: { account: 60, network: 600, seconds: 60, shared: true },
	organisation: { account: 20, network: 600, seconds: 60, shared: true },
	staff: { account: 120, network: 1200, seconds: 60, shared: true },
	import: { account: 60, network: 600, seconds: 60, shared: true },
	/** Pictures, embeds and feeds that are not kept: other programs ask for them, and again. */
	share: { account: 600, network: 600, seconds: 60, shared: false },
	export: { account: 30, network: 300, seconds: 60, shared: true },
	set_up: { account: 10, network: 20, seconds: 60, shared: true }
} as const satisfies Record<string, Limit>;
export type LimitedAct = keyof typeof limits;

type Asking = { house: House; viewer: Viewer | null; address: string; retryAfter?: number };

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
	const wait = await counterOf(house, act, by, points)(key);
	return wait === 0 ? 0 : Math.max(1, Math.ceil(wait / 1000));
}

function counterOf(house: House, act: LimitedAct, by: string, points: number): Counter {
	const known = counters.get(house) ?? new Map<string, Counter>();
	counters.set(house, known);
	const name = `${act} ${by}`;
	const found = known.get(name);
	if (found) return found;
	const { seconds, shared } = limits[act];
	const handful = shared ? 1 : points / 10;
	const own = shared ? 0 : handful;
	const made = allowance({ seconds, own, handful }, (key, taken) =>
		take(house.db, `${name}:${sealed(house, key)}`, taken, { points: points - own, seconds })
	);
	known.set(name, made);
	return made;
}

/** Accounts and networks stand in the database as keyed hashes only. */
const sealed = ({ config }: House, key: string) =>
	createHmac('sha256', config.secret).update(key).digest('base64url').slice(0, 22);

/** Takes points from the counter of all processes, by the database's clock; 0, or the milliseconds to wait. */
async function take(
	db: Database,
	key: string,
	taken: number,
	{ points, seconds }: { points: number; seconds: number }
): Promise<number> {
	const { rows } = await sql<{ points: number; left: number }>`
		insert into rate_limit as r (key, points, expire)
		select ${key}, ${taken}::int, t.now + ${seconds}::int * 1000
		from (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now) t
		on conflict (key) do update set
			points = case when r.expire <= excluded.expire - ${seconds}::int * 1000
				then excluded.points else r.points + excluded.points end,
			expire = case when r.expire <= excluded.expire - ${seconds}::int * 1000
				then excluded.expire else r.expire end
		returning points, expire - (extract(epoch from clock_timestamp()) * 1000)::bigint as left`.execute(
		db
	);
	const counted = rows[0];
	if (!counted) throw new Error('The counter of an act was not kept.');
	return counted.points > points ? Math.max(1, counted.left) : 0;
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
