/** What was entered and is held or refused is read by those who decide about it; what is private by the secretariat. */

import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { room } from '#tests/elsewhere.ts';
import * as staff from '#tests/staff.ts';
import { hold } from '../moderation/hold.server.ts';
import { refuse } from '../moderation/refuse.server.ts';
import { enter } from './enter.server.ts';
import { entered, enteredPage } from './store.server.ts';

const { db } = await freshDatabase();
const { secretariat, consultation, chair, today, at, spaceId } = await room(db);
const moderator = await staff.person(db, 'Moderator', [{ spaceId, role: 'MODERATOR' }]);

async function canary(body: string, consent: 'named' | 'private' = 'named') {
	const done = await enter(db, secretariat, consultation.id, {
		...{ channel: 'letter', day: today, author: 'Ana Ruiz', organisation: '', consent },
		...{ on: { kind: 'whole' }, kind: 'comment', lang: 'en', body, source: '', contact: '' }
	});
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	const { id } = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', done.reference)
		.executeTakeFirstOrThrow();
	return { reference: done.reference, id };
}

const seen = async (by: typeof chair, { reference }: { reference: string }) =>
	JSON.stringify([await enteredPage(db, by, at, 1), await entered(db, by, at, reference)]);

test.each([
	['held', hold],
	['refused', refuse]
] as const)('%s: the chair sees that it is there and not its words', async (state, act) => {
	const one = await canary(`Halfpenny stays out of sight when ${state}.`);
	expect(await seen(chair, one)).toContain('Halfpenny');
	const decision = { id: one.id, consultationId: consultation.id, rule: 'privacy' } as const;
	const decided = await act(db, moderator, { ...decision, facts: 'It names a home.' });
	expect(decided).toEqual({ ok: true });
	expect(await seen(chair, one)).not.toContain('Halfpenny');
	expect(await seen(chair, one)).toContain(one.reference);
	expect(await seen(secretariat, one)).toContain('Halfpenny');
});

test('private ones are the secretariat’s: the chair finds neither their words nor that they are there', async () => {
	const one = await canary('Sixpence is for the secretariat alone.', 'private');
	expect(await seen(chair, one)).not.toContain(one.reference);
	expect(await seen(chair, one)).not.toContain('Sixpence');
	expect(await entered(db, chair, at, one.reference)).toBeUndefined();
	expect(await seen(secretariat, one)).toContain('Sixpence');
});
