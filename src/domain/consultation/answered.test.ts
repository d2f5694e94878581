/** A consultation is answered once nothing is open, however the last one that was open went. */

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { withdraw as takeBack } from '#domain/contribution/withdraw.server.ts';
import { enter } from '#domain/elsewhere/enter.server.ts';
import { withdraw as takeOut } from '#domain/elsewhere/withdraw.server.ts';
import { ask } from '#domain/invalidation/ask.server.ts';
import { carryOut } from '#domain/invalidation/carry.server.ts';
import { approve, reverse } from '#domain/invalidation/decide.server.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { restore } from '#domain/moderation/restore.server.ts';
import { askErasure } from '#domain/own-data/ask.server.ts';
import { erase } from '#domain/own-data/erase.server.ts';
import { meterOf } from '#domain/response/meter.server.ts';
import { answer, contribution, hearing, over, saidOn, type Hearing } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import { ledgerOf, person, rowOf } from '#tests/staff.ts';
import { wallIn } from './moments.ts';
import { now } from '#domain/clock.server.ts';
import { close } from './close.server.ts';

const { db } = await freshDatabase();
const ground = { rule: 'privacy', facts: 'It names a home.' } as const;

type Room = Hearing & { other: Viewer; open: string };

/** Closed, one answered, one by somebody else open. */
async function room(meanwhile?: (place: Hearing, other: Viewer) => Promise<unknown>) {
	const place = await hearing(db);
	const other = await person(db, 'Other');
	const first = await saidOn(db, place, 'The first of two.');
	const open = await saidOn(db, place, 'Something else altogether.', { by: other });
	await meanwhile?.(place, other);
	await over(db, place);
	await answer(db, place, [first]);
	return { ...place, other, open };
}

/** What is written when a consultation becomes answered, and each of it how often. */
async function settled({ id }: { id: string }) {
	const { answeredAt } = await rowOf(db, id);
	const acts = await db
		.selectFrom('publicAct')
		.select(['byId', 'body', 'at'])
		.where('consultationId', '=', id)
		.where('kind', '=', 'answered')
		.execute();
	const news = await db
		.selectFrom('news')
		.select('at')
		.where('consultationId', '=', id)
		.where('kind', '=', 'answered')
		.execute();
	const entries = (await ledgerOf(db, id)).filter(({ type }) => type === 'consultation.answered');
	return { answeredAt, acts, news, entries };
}

const not = { answeredAt: null, acts: [], news: [], entries: [] };

/** By nobody's name: whoever refuses or erases something answers nothing. */
async function isAnswered(place: { id: string }) {
	const { answeredAt: at, ...rest } = await settled(place);
	expect(at).not.toBeNull();
	expect(rest).toMatchObject({
		...{ acts: [{ byId: null, body: '', at }], news: [{ at }] },
		entries: [{ role: 'CLOCK', personId: null, at, payload: { by: 'responses' } }]
	});
}

const refusing = async (place: Room, reference = place.open) => {
	const { id } = await contribution(db, reference);
	const decision = { id, consultationId: place.id, ...ground };
	expect(await refuse(db, place.secretariat, decision)).toEqual({ ok: true });
};

describe('the last one that was open', () => {
	test('is refused', async () => {
		const place = await room();
		expect(await settled(place)).toEqual(not);
		await refusing(place);
		await isAnswered(place);
	});

	test('goes with its author’s account; kept under no name it still waits', async () => {
		const place = await room();
		await askErasure(db, place.other, 'erased');
		expect(await settled(place)).toEqual(not);
		await erase(db, place.other.id);
		await isAnswered(place);

		const kept = await room();
		await askErasure(db, kept.other, 'kept');
		await erase(db, kept.other.id);
		expect(await settled(kept)).toEqual(not);
	});

	test('was entered by mistake and is taken back', async () => {
		const place = await room(async ({ id, secretariat }) => {
			const today = wallIn('Europe/Lisbon', await now(db)).date;
			const entry = {
				...{
					on: { kind: 'whole' as const },
					kind: 'comment' as const,
					lang: 'en',
					body: 'By letter.'
				},
				...{
					channel: 'letter' as const,
					day: today,
					consent: 'named' as const,
					author: 'Ana',
					organisation: ''
				},
				...{ source: '', contact: '' }
			};
			const entered = await enter(db, secretariat, id, entry);
			expect(entered).toMatchObject({ ok: true });
		});
		const { reference } = await db
			.selectFrom('contribution')
			.select('reference')
			.where('consultationId', '=', place.id)
			.where('channel', '=', 'letter')
			.executeTakeFirstOrThrow();
		await refusing(place);
		expect(await settled(place)).toEqual(not);
		const asked = { consultationId: place.id, reference, reason: 'Entered twice.' };
		expect(await takeOut(db, place.secretariat, asked)).toEqual({ ok: true });
		await isAnswered(place);
	});

	test('goes with a wave that is taken out; brought back it waits, and answered stays answered', async () => {
		const place = await room(async (hearing, other) => {
			const more = await Promise.all(Array.from({ length: 4 }, () => person(db, 'Another')));
			for (const by of more) await saidOn(db, hearing, 'Of the same wave.', { by });
			for (const { id } of [other, ...more])
				await sql`update person set email = id || '@wave.example' where id = ${id}`.execute(db);
		});
		const described = {
			...{ rule: 'honesty', lang: 'en', facts: 'Accounts of one domain within a minute.' },
			condition: {
				from: new Date(Date.now() - 3 * 86_400_000).toISOString(),
				to: new Date().toISOString(),
				...{ accountsFrom: null, accountsTo: null, domain: 'wave.example', guests: false },
				...{ like: null, units: [], takes: ['contributions' as const] }
			}
		};
		const asked = await ask(db, place.secretariat, place.id, described);
		if (!asked.ok) throw new Error(asked.obstacle.code);
		const which = { consultationId: place.id, id: asked.id };
		expect(await approve(db, place.chair, which)).toEqual({ ok: true });
		expect(await settled(place)).toEqual(not);
		await carryOut(db, asked.id);
		await isAnswered(place);

		expect(await reverse(db, place.chair, which)).toEqual({ ok: true });
		await carryOut(db, asked.id);
		expect(await meterOf(db, place.id)).toMatchObject({ answered: 1, open: 5 });
		await isAnswered(place);
	});

	test('is taken back by its author while all is open: the closing says so', async () => {
		const place = await hearing(db);
		const first = await saidOn(db, place, 'The first of two.');
		const second = await saidOn(db, place, 'Taken back.');
		await answer(db, place, [first]);
		const { id } = await contribution(db, second);
		const taken = await takeBack(db, place.author, { id, consultationId: place.id });
		expect(taken).toEqual({ ok: true });
		expect(await settled(place)).toEqual(not);
		await over(db, place);
		await close(db, place.id);
		await isAnswered(place);
	});
});

test('where another is open, or nothing was answered, nothing is said', async () => {
	const place = await room((hearing) => saidOn(db, hearing, 'A third.'));
	await refusing(place);
	expect(await settled(place)).toEqual(not);

	const none = await hearing(db);
	const only = await saidOn(db, none, 'The only one.');
	await over(db, none);
	await refusing({ ...none, other: none.author, open: only });
	expect(await settled(none)).toEqual(not);
});

test('of the last two, answered and refused at the same time, one or the other says so, once', async () => {
	for (let round = 0; round < 5; round++) {
		const place = await hearing(db);
		const other = await person(db, 'Other');
		const first = await saidOn(db, place, 'The first of two.');
		const open = await saidOn(db, place, 'Something else altogether.', { by: other });
		await over(db, place);
		await Promise.all([answer(db, place, [first]), refusing({ ...place, other, open })]);
		const { acts, news, entries } = await settled(place);
		expect([acts.length, news.length, entries.length]).toEqual([1, 1, 1]);
	}
});

test('what is shown again later waits, answered stays answered, and its answer says nothing twice', async () => {
	const place = await room();
	await refusing(place);
	const { id } = await contribution(db, place.open);
	const decision = { id, consultationId: place.id, ...ground };
	expect(await restore(db, place.secretariat, decision)).toEqual({ ok: true });
	expect(await meterOf(db, place.id)).toMatchObject({ answered: 1, open: 1 });
	await isAnswered(place);
	await answer(db, place, [place.open]);
	await isAnswered(place);
});
