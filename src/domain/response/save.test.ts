/** Drafts are kept revision by revision, and two who write on one lose no word. */

import { expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { answering, typed } from '#tests/answers.ts';
import { draftOf } from './desk.server.ts';
import { publish, publishSeen } from './publish.server.ts';
import { save } from './save.server.ts';
import { submit } from './submit.server.ts';
import { keepTemplate } from './template/keep.server.ts';

const { db } = await freshDatabase();
const { refuses, oneDraft, publishes } = answering(db);

test('every save is a revision, and one that changes nothing is none', async () => {
	const { place, made } = await oneDraft();
	const sent = {
		seen: 1,
		typed: typed({ references: [{ kind: 'decision', title: 'D', href: '' }] })
	};
	expect(await save(db, place.editor, made.id, sent)).toMatchObject({ ok: true, revision: 2 });
	expect(await save(db, place.editor, made.id, { ...sent, seen: 2 })).toMatchObject({
		ok: true,
		revision: 2
	});
	const revisions = await db
		.selectFrom('reasonedResponseRevision')
		.selectAll()
		.where('responseId', '=', made.id)
		.orderBy('revision')
		.execute();
	expect(revisions).toMatchObject([
		{ revision: 1, byId: place.secretariat.id, fields: { input: '' } },
		{ revision: 2, byId: place.editor.id, fields: { input: typed().input } }
	]);
	expect(await draftOf(db, made.id)).toMatchObject({ revision: 2, changedBy: 'Editor' });
});

test.each([
	['a unit that is not there', { units: 'P9' }, 'no_such_unit', 'units'],
	['a body that is not there', { agencyId: newId() }, 'no_such_agency', 'agencyId'],
	['a day that is none', { consideredOn: 'soon' }, 'no_day', 'consideredOn'],
	['too many words', { reasons: 'x'.repeat(5001) }, 'too_long', 'reasons']
])('%s is not saved', async (_, change, code, field) => {
	const { place, made } = await oneDraft();
	await refuses(() => save(db, place.secretariat, made.id, { seen: 1, typed: typed(change) }), {
		code: 'invalid',
		faults: [{ code, field }]
	});
});

test('who saves or publishes over a newer draft gets both texts, and nothing is written', async () => {
	const { place, made } = await oneDraft();
	await save(db, place.editor, made.id, { seen: 1, typed: typed() });
	await save(db, place.editor, made.id, {
		...{ seen: 2, typed: typed({ beyond: 'Theirs.', reasons: 'Their reasons.' }) }
	});
	const mine = { seen: 2, typed: typed({ input: 'Mine.', reasons: 'My reasons.' }) };
	const newer = {
		...{ code: 'changed_meanwhile', revision: 3, by: 'Editor' },
		...{ conflicts: ['reasons'], theirs: ['beyond'], mine: ['input'] },
		others: { beyond: 'Theirs.', reasons: 'Their reasons.' },
		sent: { input: 'Mine.', reasons: 'My reasons.' },
		merged: { input: 'Mine.', beyond: 'Theirs.', reasons: 'My reasons.' }
	};
	await refuses(() => save(db, place.secretariat, made.id, mine), newer);
	await refuses(() => publish(db, place.secretariat, made.id, mine), newer);
	await refuses(() => submit(db, place.editor, made.id, mine), newer);
	await refuses(() => publishSeen(db, place.secretariat, made.id, 2), {
		code: 'changed_since',
		reference: made.reference
	});
	// A revision nobody ever had is no base to merge on.
	await refuses(() => save(db, place.secretariat, made.id, { ...mine, seen: 99 }), {
		code: 'changed_meanwhile',
		conflicts: ['input', 'reasons', 'beyond']
	});
});

test('twenty who write on one draft lose no word in silence', async () => {
	const { place, made } = await oneDraft();
	await save(db, place.editor, made.id, { seen: 1, typed: typed({ input: '.' }) });
	const lines = Array.from({ length: 20 }, (_, n) => `Line ${n}.`);
	const write = async (line: string) => {
		let [seen, input] = [2, '.'];
		for (let attempt = 0; attempt < 40; attempt++) {
			const done = await save(db, place.editor, made.id, {
				...{ seen, typed: typed({ input: `${input}\n${line}` }) }
			});
			if (done.ok) return attempt;
			if (done.obstacle.code !== 'changed_meanwhile') throw new Error(done.obstacle.code);
			({ revision: seen } = done.obstacle);
			({ input } = done.obstacle.others);
		}
		throw new Error('Never saved.');
	};
	const attempts = await Promise.all(lines.map(write));
	const last = await draftOf(db, made.id);
	for (const line of lines) expect(last?.fields.input.split('\n')).toContain(line);
	expect(last?.revision).toBe(22);
	expect(attempts.filter((count) => count === 0)).toHaveLength(1);
}, 30_000);

test('a template fills what is empty, and its own reasons cannot be published', async () => {
	const { place, made } = await oneDraft();
	const words = {
		input: 'On […]',
		consideration: 'c [who]',
		influence: 'i',
		reasons: 'Out of scope.'
	};
	const kept = await keepTemplate(db, place.secretariat, place.spaceId, {
		...{ title: 'Out of scope', kind: 'not_included', lang: 'en', beyond: '', ...words }
	});
	if (!kept.ok) throw new Error(JSON.stringify(kept.obstacle));
	const blank = { kind: '', consideration: '', influence: '', reasons: '', beyond: '' };
	const taken = await save(db, place.editor, made.id, {
		...{ seen: 1, typed: typed(blank), templateId: kept.id }
	});
	expect(taken).toMatchObject({
		ok: true,
		fields: { kind: 'not_included', input: typed().input, reasons: 'Out of scope.', beyond: '' }
	});
	await refuses(() => publishes(place, made.id, 2, { reasons: 'Out of scope' }), {
		...{ code: 'incomplete', faults: [{ code: 'reasons_not_specific', field: 'reasons' }] }
	});
	await refuses(() => publishes(place, made.id, 2, { beyond: 'See [who].' }), {
		...{ code: 'incomplete', faults: [{ code: 'placeholder_stands', field: 'beyond' }] }
	});
	const sent = { seen: 2, typed: typed(), templateId: newId() };
	await refuses(() => save(db, place.editor, made.id, sent), { code: 'no_such_template' });
	const more = { title: '', kind: '', lang: 'en', beyond: '', ...words };
	await refuses(() => keepTemplate(db, place.secretariat, place.spaceId, more), {
		...{ code: 'invalid', faults: [{ code: 'title_missing', field: 'title' }] }
	});
	await refuses(() => keepTemplate(db, place.editor, place.spaceId, { ...more, title: 'T' }), {
		code: 'not_allowed'
	});
});

test('a response is in a language there is, whatever a form says', async () => {
	const { place, made } = await oneDraft();
	const sent = (lang: string, seen: number) =>
		save(db, place.editor, made.id, { seen, typed: typed({ lang }) });
	expect(await sent('fr', 1)).toMatchObject({ ok: true, fields: { lang: 'fr' } });
	expect(await sent('x" dir="rtl', 2)).toMatchObject({ ok: true, fields: { lang: 'fr' } });
});
