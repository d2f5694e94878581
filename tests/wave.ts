/** A wave: forty accounts of one domain against twelve honest people, on one open consultation. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { send } from '#domain/contribution/send.server.ts';
import { support } from '#domain/contribution/support.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { ask } from '#domain/invalidation/ask.server.ts';
import type { Condition } from '#domain/invalidation/condition.ts';
import { castAll } from '#domain/voting/cast.server.ts';
import { office, openIn, person } from './staff.ts';

/** What ten of them say, to the letter. */
export const template =
	'The river must be cleaned before the summer because children swim in it every day and nobody tells them what is in the water.';

export async function waveOn(db: Database) {
	const place = await office(db);
	const { spaceId } = place;
	const moderator = await person(db, 'Mora', [{ spaceId, role: 'MODERATOR' }]);
	const second = await person(db, 'Sara', [{ spaceId, role: 'MODERATOR' }]);
	const chair = await person(db, 'Chen', [{ spaceId, role: 'MSF_CHAIR' }]);
	const { id: consultationId } = await openIn(db, place);
	const units = await numberedUnits(db, consultationId);
	const [wave, honest] = [
		await people(db, 40, 'wave.example'),
		await people(db, 12, 'example.org')
	];
	const votes = (by: readonly Viewer[], unitId: string, value: 'agree' | 'disagree') =>
		castAll(
			db,
			by.map(({ id }) => ({ unitId, voterId: id, voterKind: 'person', value, personId: id }))
		);
	const say = async (by: Viewer, body: string) => {
		const said = await send(db, by, {
			...{ consultationId, on: { kind: 'whole' }, to: null, as: null },
			...{ kind: 'comment', visibility: 'public', lang: 'en', body }
		});
		if (!said.ok) throw new Error(said.obstacle.code);
		return db
			.selectFrom('contribution')
			.selectAll()
			.where('reference', '=', said.reference)
			.executeTakeFirstOrThrow();
	};
	const supportOf = (id: string) => ({ id, consultationId, as: null, supports: true });

	for (const unit of units) {
		await votes(wave, unit, 'disagree');
		await votes(honest, unit, 'agree');
	}
	const first = await say(honest[0] as Viewer, 'Clean it, and say what it costs.');
	for (const by of wave.slice(0, 20)) await support(db, by, supportOf(first.id));
	for (const by of wave.slice(0, 10)) await say(by, template);
	await sql`select fold_votes()`.execute(db);

	async function asked(condition = meaning()) {
		const outcome = await ask(db, moderator, consultationId, asking(condition));
		if (!outcome.ok) throw new Error(outcome.obstacle.code);
		return { consultationId, id: outcome.id };
	}
	return {
		...{ spaceId, consultationId, moderator, second, chair, units, wave, honest },
		...{ votes, say, supportOf, asked }
	};
}

async function people(db: Database, count: number, domain: string): Promise<Viewer[]> {
	return Promise.all(
		Array.from({ length: count }, async (_, n) => {
			const one = await person(db, `Person ${n}`);
			const email = `p${n}.${newId()}@${domain}`;
			await db.updateTable('person').set({ email }).where('id', '=', one.id).execute();
			return { ...one, email };
		})
	);
}

async function numberedUnits(db: Database, consultationId: string): Promise<string[]> {
	const voted = await db
		.selectFrom('unitText')
		.innerJoin('unit', 'unit.id', 'unitText.unitId')
		.select('unit.id')
		.where('unit.consultationId', '=', consultationId)
		.where('number', 'is not', null)
		.execute();
	return voted.map(({ id }) => id);
}

/** Whom a request means, unless told: the wave of the last hour, by the database's clock, which is ours too. */
export const meaning = (change: Partial<Condition> = {}): Condition => ({
	...{ from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() },
	...{ accountsFrom: null, accountsTo: null, domain: 'wave.example', guests: false },
	...{ like: null, units: [], takes: ['votes', 'supports', 'contributions'], ...change }
});

export const asking = (condition = meaning()) => ({
	...{ condition, rule: 'honesty', lang: 'en' },
	facts: 'Forty accounts of one domain within a minute.'
});

/** Every row the wave could change. */
export async function rowsOfWave(db: Database): Promise<unknown[]> {
	const found: unknown[] = [];
	for (const table of [
		'vote',
		'support',
		'contribution',
		'moderation_act',
		'invalid_vote',
		'invalidation_person'
	]) {
		const { rows } = await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db);
		found.push(rows);
	}
	return found;
}
