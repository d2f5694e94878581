/** A copy of the database that follows it: what may be read from it, and when (docs/decisions/0015). */

import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '#domain/database.server.ts';
import { connect, isUnavailable, over, type Connection } from './connection.server.ts';
import type { Hub } from './hub.server.ts';
import { log } from './log.server.ts';

export type Replica = {
	/** For reading only; a statement the copy fails at is put to the primary. */
	db: Database;
	/** Whether the copy has everything announced to this process so far. */
	isCurrent: () => boolean;
	facts: () => ReplicaFacts;
	close: () => Promise<void>;
};
export type ReplicaFacts = { used: boolean; lagSeconds: number | null };

/** Milliseconds. */
const limits = {
	/** Further behind than this, the copy is not read from, whatever was announced. */
	lag: 10_000,
	/** Clocks further apart than this would show a consultation open that is closed. */
	clock: 1_000,
	/** How long a statement may take before the primary is asked instead. */
	patience: 5_000,
	/** After a failure, until nobody is left who began before it: what they see must not go back in time. */
	rest: 60_000,
	/** Between two looks when nothing was announced. */
	look: 1_000
};
const pauses = [2, 5, 10, 25, 50, 100];

export function openReplica(url: string, size: number, primary: Connection, hub: Hub): Replica {
	const copy = connect(url, size, { patience: limits.patience });
	let heard = 0;
	let reached = -1;
	let behindSince: number | null = null;
	let lag: number | null = null;
	let restingUntil = 0;
	let closed = false;
	let wake = () => undefined as void;
	let said = '';

	hub.hear(() => {
		heard += 1;
		wake();
	});
	const failed = (cause: unknown) => {
		restingUntil = performance.now() + limits.rest;
		say('is not used for a while: it failed', cause);
	};
	/** Each state of the copy is told once, when it begins. */
	function say(sentence: string, cause?: unknown) {
		if (said === sentence || closed) return;
		said = sentence;
		log.warn({ cause }, `DATABASE_REPLICA_URL ${sentence}`);
	}

	/** One look: how far the primary is, and whether the copy comes to that point. */
	async function look() {
		const upTo = heard;
		const here = await positionOf(primary.db);
		const askedAt = performance.now();
		for (let turn = 0; !closed; turn++) {
			const there = await positionOf(copy.db);
			const fault = faultOf(here, there, performance.now() - askedAt);
			if (fault) {
				lag = null;
				return say(fault);
			}
			if (there.reached !== null && there.reached >= here.written) {
				[reached, lag, behindSince] = [upTo, 0, null];
				if (performance.now() > restingUntil) said = '';
				return;
			}
			behindSince ??= askedAt;
			lag = performance.now() - behindSince;
			await pause(pauses[turn] ?? 250);
		}
	}
	async function follow() {
		while (!closed) {
			await look().catch((cause: unknown) => {
				lag = null;
				// When the primary is away too, that says so itself.
				if (hub.listening()) say('does not answer', cause);
			});
			await pause(reached === heard || lag === null ? limits.look : 10);
		}
	}
	const pause = (milliseconds: number) =>
		new Promise<void>((resume) => {
			const timer = setTimeout(resume, milliseconds);
			// Only a rest between two looks is cut short by a word.
			if (milliseconds === limits.look) wake = () => (clearTimeout(timer), resume());
		});
	const following = follow();

	const isCurrent = () =>
		hub.listening() &&
		reached === heard &&
		lag !== null &&
		lag <= limits.lag &&
		performance.now() > restingUntil;
	return {
		db: over(forgiving(copy.pool, primary.pool, failed, () => performance.now() > restingUntil)),
		isCurrent,
		facts: () => ({
			used: isCurrent(),
			lagSeconds: lag === null ? null : Math.round(lag / 100) / 10
		}),
		close: async () => {
			closed = true;
			wake();
			await following;
			await copy.db.destroy();
		}
	};
}

type Position = { written: number; reached: number | null; clock: number; system: string };

/** Where a server is in the one log that primary and copy share. */
async function positionOf(db: Database): Promise<Position> {
	const { rows } = await sql<Position>`
		select
			case when pg_is_in_recovery() then 0
				else pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8 end as written,
			case when pg_is_in_recovery()
				then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::int8 end as reached,
			extract(epoch from clock_timestamp())::float8 * 1000 as clock,
			(select system_identifier::text from pg_control_system()) as system`.execute(db);
	if (!rows[0]) throw new Error('The database did not say where it is.');
	return rows[0];
}

function faultOf(here: Position, there: Position, elapsed: number): string | null {
	if (there.reached === null) return 'is no copy that follows another database';
	if (there.system !== here.system) return 'is a copy of another database than DATABASE_URL';
	const apart = Math.abs(there.clock - here.clock - elapsed);
	// A slow answer makes clocks look apart that are not.
	return apart > limits.clock + elapsed ? 'runs on a machine with another time of day' : null;
}

/** Gives connections to the copy; what goes wrong with the copy itself is asked of the primary. */
function forgiving(
	copy: pg.Pool,
	primary: pg.Pool,
	failed: (cause: unknown) => void,
	mayAsk: () => boolean
): Pick<pg.Pool, 'connect' | 'end'> {
	const connectTo = async () => {
		if (!mayAsk()) return primary.connect();
		try {
			return guarded(await copy.connect(), primary, failed);
		} catch (cause) {
			failed(cause);
			return primary.connect();
		}
	};
	return { connect: connectTo as pg.Pool['connect'], end: () => Promise.resolve() };
}

function guarded(client: pg.PoolClient, primary: pg.Pool, failed: (cause: unknown) => void) {
	let broken = false;
	let within = false;
	const query = async (text: string, values: unknown[]) => {
		if (/^(begin|start)/.test(text)) within = true;
		try {
			if (!broken) return await client.query(text, values);
		} catch (cause) {
			// The rest of a transaction cannot go on elsewhere.
			if (within || !isOfTheCopy(cause)) throw cause;
			broken = true;
			failed(cause);
		}
		return primary.query(text, values);
	};
	return { query, release: (discard?: boolean) => client.release(broken || discard) };
}

/** The copy is away, too slow, or had to give way to what it follows (`40001`). */
const isOfTheCopy = (cause: unknown) =>
	isUnavailable(cause) ||
	(cause instanceof Error &&
		(cause.message === 'Query read timeout' || Reflect.get(cause, 'code') === '40001'));
