/** What happens to the text between the wave and the job that takes it out changes nothing about whom it meant. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { differences } from '#platform/check.server.ts';
import { runOut, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { send } from '../contribution/send.server.ts';
import { withdraw } from '../contribution/withdraw.server.ts';
import { newId } from '../identity.ts';
import { noReasons } from '../version/operation.ts';
import { publishVersion } from '../version/publish.server.ts';
import { revise } from '../version/revise.server.ts';
import { startVersion } from '../version/start.server.ts';
import { cast } from '../voting/cast.server.ts';
import { ask } from './ask.server.ts';
import { carryOut } from './carry.server.ts';
import type { Condition } from './condition.ts';
import { approve, reverse } from './decide.server.ts';
import * as store from './store.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;
const moderators = await Promise.all(
	['Mora', 'Sara'].map((name) =>
		staff.person(db, name, [{ spaceId: place.spaceId, role: 'MODERATOR' }])
	)
);
const [first, second] = moderators as [Viewer, Viewer];
const wave = await Promise.all(
	Array.from({ length: 6 }, async (_, n) => {
		const one = await staff.person(db, `Person ${n}`);
		const email = `p${n}.${newId()}@wave.example`;
		await db.updateTable('person').set({ email }).where('id', '=', one.id).execute();
		return { ...one, email };
	})
);

const vote = (unitId: string, { id }: Viewer) =>
	cast(db, { unitId, voterId: id, voterKind: 'person', value: 'disagree', personId: id });

async function approved(consultationId: string, change: Partial<Condition>) {
	const condition: Condition = {
		...{ from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() },
		...{ accountsFrom: null, accountsTo: null, domain: null, guests: false },
		...{ like: null, units: [], takes: ['votes', 'supports', 'contributions'], ...change }
	};
	const facts = 'Six accounts of one domain within a minute.';
	const outcome = await ask(db, first, consultationId, {
		...{ condition, rule: 'honesty', facts, lang: 'en' }
	});
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const which = { consultationId, id: outcome.id };
	expect(await approve(db, second, which)).toEqual({ ok: true });
	return which;
}

test('the text theirs is like is taken back before the job comes: all the others’ still go', async () => {
	const { id } = await staff.openIn(db, place);
	const said: { id: string; reference: string }[] = [];
	for (const by of wave) {
		const sent = await send(db, by, {
			...{ consultationId: id, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
			...{ visibility: 'public', lang: 'en', body: 'Nobody asked for this and nobody wants it.' }
		});
		if (!sent.ok) throw new Error(sent.obstacle.code);
		said.push(
			await db
				.selectFrom('contribution')
				.select(['id', 'reference'])
				.where('reference', '=', sent.reference)
				.executeTakeFirstOrThrow()
		);
	}
	const [theirs] = said as [{ id: string; reference: string }];
	const which = await approved(id, { like: theirs.reference });
	expect(await withdraw(db, wave[0] as Viewer, { id: theirs.id, consultationId: id })).toEqual({
		ok: true
	});

	await carryOut(db, which.id);
	expect(await store.one(db, id, which.id)).toMatchObject({ state: 'standing', contributions: 5 });
	const states = await db
		.selectFrom('contribution')
		.select('state')
		.where('consultationId', '=', id)
		.orderBy('receivedAt')
		.execute();
	expect(states.map(({ state }) => state)).toEqual(['withdrawn', ...Array(5).fill('refused')]);
	expect(await differences(db)).toEqual([]);
});

test('votes that stayed with the words of an earlier version go from there, and come back there', async () => {
	const { id } = await staff.openIn(db, place, 3600, [
		staff.heading('Rivers'),
		staff.paragraph('One.'),
		staff.paragraph('Two.')
	]);
	const [, one = '', two = ''] = (await unitsOf(db, id)).map(({ unitId }) => unitId);
	for (const by of wave) for (const unit of [one, two]) await vote(unit, by);
	const honest = await staff.person(db, 'Ana');
	for (const unit of [one, two]) await vote(unit, honest);
	await runOut(db, id);
	await startVersion(db, desk, id);
	await revise(db, desk, id, {
		seen: 0,
		operation: {
			...{ op: 'edit', unit: one, to: staff.paragraph('Uno.') },
			...{ as: 'change', reasons: noReasons }
		}
	});
	const published = await publishVersion(db, desk, id, {
		...{ revision: 1, note: 'Put otherwise.', noteLang: 'en' }
	});
	expect(published).toMatchObject({ ok: true });
	const earlier = () =>
		db.selectFrom('earlierVote').selectAll().orderBy('voterId').orderBy('unitId').execute();
	const present = () => db.selectFrom('vote').selectAll().orderBy('voterId').execute();
	const tallied = async () => {
		const { rows } = await sql<{ disagree: number }>`
			select disagree from earlier_tally where unit_id = ${one}::uuid`.execute(db);
		return rows.map(({ disagree }) => disagree);
	};
	const before = [await earlier(), await present(), await tallied()];
	expect(before[0]).toHaveLength(7);

	const which = await approved(id, { domain: 'wave.example', takes: ['votes'] });
	expect(await store.one(db, id, which.id)).toMatchObject({ people: 6, votes: 12 });
	await carryOut(db, which.id);
	expect(await store.one(db, id, which.id)).toMatchObject({ state: 'standing', votes: 12 });
	expect((await earlier()).map(({ voterId }) => voterId)).toEqual([honest.id]);
	expect((await present()).map(({ voterId }) => voterId)).toEqual([honest.id]);
	expect(await tallied()).toEqual([1]);
	expect(await differences(db)).toEqual([]);

	expect(await reverse(db, first, which)).toMatchObject({ obstacle: { code: 'yourself' } });
	expect(await reverse(db, second, which)).toEqual({ ok: true });
	await carryOut(db, which.id);
	expect([await earlier(), await present(), await tallied()]).toEqual(before);
	expect(await differences(db)).toEqual([]);
});
