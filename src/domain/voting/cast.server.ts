/** Casting a vote: one row per voter and unit, answered after it is on disk. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { talliesOf } from './store.server.ts';
import { noTally, type Tally, type Value, type VoterKind } from './vote.ts';

export type Ballot = {
	unitId: string;
	voterId: string;
	voterKind: VoterKind;
	/** Null withdraws the vote. */
	value: Value | null;
	/** Who clicked: the voter, or a representative of the organisation that votes. */
	personId: string;
};

export type Obstacle = { code: 'unit_missing' | 'closed' | 'not_open' | 'not_allowed' };
export type Refused = { ok: false; obstacle: Obstacle };
export type Counted = { ok: true; at: Date; value: Value | null };
/** With the unit's tally as it stood right after. */
export type Outcome = (Counted & { tally: Tally }) | Refused;

type Answer = { settle: (outcome: Outcome) => void; fail: (cause: unknown) => void };
type Waiting = { ballot: Ballot; answers: Answer[] };
type Box = { waiting: Map<string, Waiting>; counting: boolean };

/** Votes that one statement takes at most. */
const most = 250;
const boxes = new WeakMap<Database, Box>();

/**
 * Sets, changes or withdraws a vote. Votes that arrive while others are being written wait and
 * then share one statement and one commit; of one voter's on one unit, the last is written and
 * all are answered with it. One statement at a time keeps a voter's clicks in their order.
 */
export function cast(db: Database, ballot: Ballot): Promise<Outcome> {
	const box = boxOf(db);
	// Two representatives of one organisation are judged apart: one may have just ceased to be one.
	const key = ballot.unitId + ballot.voterId + ballot.personId;
	return new Promise((settle, fail) => {
		const known = box.waiting.get(key);
		if (known) {
			known.ballot = ballot;
			known.answers.push({ settle, fail });
		} else box.waiting.set(key, { ballot, answers: [{ settle, fail }] });
		if (!box.counting) void empty(db, box);
	});
}

function boxOf(db: Database): Box {
	const known = boxes.get(db);
	if (known) return known;
	const made: Box = { waiting: new Map(), counting: false };
	boxes.set(db, made);
	return made;
}

async function empty(db: Database, box: Box) {
	box.counting = true;
	// Whatever else arrives in this turn of the event loop comes along.
	await new Promise(setImmediate);
	while (box.waiting.size > 0) {
		await count(db, take(box.waiting));
	}
	box.counting = false;
}

/** The next votes to write, at most one of a voter on a unit: a second one of theirs waits for its turn. */
function take(waiting: Box['waiting']): Waiting[] {
	const taken = new Map<string, Waiting>();
	for (const [key, one] of waiting) {
		const place = one.ballot.unitId + one.ballot.voterId;
		if (taken.size === most) break;
		if (taken.has(place)) continue;
		taken.set(place, one);
		waiting.delete(key);
	}
	return [...taken.values()];
}

/** Writes what was taken; its answers follow while the next votes are already being written. */
async function count(db: Database, taken: Waiting[]) {
	try {
		const outcomes = await castAll(
			db,
			taken.map((one) => one.ballot)
		);
		void reply(db, taken, outcomes).catch((cause: unknown) => refuse(taken, cause));
	} catch (cause) {
		refuse(taken, cause);
	}
}

async function reply(db: Database, taken: Waiting[], outcomes: (Counted | Refused)[]) {
	const tallies = await talliesOf(db, [...new Set(taken.map(({ ballot }) => ballot.unitId))]);
	taken.forEach(({ ballot, answers }, at) => {
		const outcome = outcomes[at];
		if (!outcome) throw new Error('A vote was not answered.');
		const tally = tallies.get(ballot.unitId) ?? noTally();
		for (const { settle } of answers) settle(outcome.ok ? { ...outcome, tally } : outcome);
	});
}

const refuse = (taken: Waiting[], cause: unknown) => {
	for (const { answers } of taken) for (const { fail } of answers) fail(cause);
};

type Row = { outcome: 'ok' | Obstacle['code']; at: Date };

/** All ballots in one statement, and so in one transaction; answers them in their order. */
export async function castAll(db: Database, ballots: Ballot[]): Promise<(Counted | Refused)[]> {
	const column = <Of extends keyof Ballot>(name: Of) => ballots.map((ballot) => ballot[name]);
	const { rows } = await sql<Row>`select outcome, at from cast_votes(
		${column('unitId')}::uuid[], ${column('voterId')}::uuid[], ${column('voterKind')}::text[],
		${column('value')}::text[], ${column('personId')}::uuid[]
	)`.execute(db);
	return rows.map(({ outcome, at }, n) =>
		outcome === 'ok'
			? { ok: true, at, value: ballots[n]?.value ?? null }
			: { ok: false, obstacle: { code: outcome } }
	);
}
