import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { send } from '#domain/contribution/send.server.ts';
import { plain } from '#domain/text/unit.ts';
import { runOut, unitsOf } from '#tests/closed.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { draftOf } from './draft.server.ts';
import { saidOn, suggestionsFor } from './on-unit.server.ts';
import { noReasons, type Operation, type Reasons } from './operation.ts';
import { revise } from './revise.server.ts';
import { acceptSent, editSent, reasonsSent, type Typed } from './sent.server.ts';
import { startVersion } from './start.server.ts';

const { db } = await freshDatabase();
const place = await staff.office(db);
const desk = place.secretariat;
const chair = await staff.person(db, 'Chair', [{ spaceId: place.spaceId, role: 'MSF_CHAIR' }]);
const ana = await staff.person(db, 'Ana');

type More = Partial<Parameters<typeof send>[2]>;
async function said(consultationId: string, more: More = {}) {
	const outcome = await send(db, ana, {
		...{ consultationId, on: { kind: 'unit', number: 1 }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body: 'Because.' },
		...more
	} as Parameters<typeof send>[2]);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return outcome.reference;
}
const suggest = (id: string, act: 'replace' | 'add' | 'remove', words: string) =>
	said(id, { kind: 'suggestion', suggestion: { act, words, basedOn: null } });

async function drafted() {
	const { id } = await staff.openIn(db, place);
	const given = {
		replace: await suggest(id, 'replace', 'First of all.'),
		add: await suggest(id, 'add', '- one\n- two'),
		remove: await suggest(id, 'remove', ''),
		comment: await said(id),
		hidden: await said(id, { visibility: 'private', body: 'For your eyes.' })
	};
	await runOut(db, id);
	await startVersion(db, desk, id);
	const [, unit] = await unitsOf(db, id);
	return {
		id,
		unitId: unit?.unitId ?? '',
		given,
		spot: { consultationId: id, spaceId: place.spaceId }
	};
}
type Drafted = Awaited<ReturnType<typeof drafted>>;

const typed = (more: Partial<Typed>): Typed => ({
	...{ words: 'First.', as: 'change', note: '', noteLang: 'en', named: '', from: '' },
	...more
});

async function entryIn({ id, unitId }: Drafted) {
	const next = await draftOf(db, id);
	const entry = next?.draft.entries.find((one) => one.unitId === unitId);
	if (!next || !entry) throw new Error('It does not stand.');
	return { revision: next.revision, entry };
}

async function edited(one: Drafted, more: Partial<Typed>, by: Viewer = desk) {
	const { revision, entry } = await entryIn(one);
	const read = await editSent(db, by, one.spot, entry, typed(more));
	if (!read.ok) return read.obstacle.code;
	await revise(db, by, one.id, { seen: revision, operation: read.operation });
	return read.operation;
}
async function accepted(one: Drafted, from: string) {
	const { revision, entry } = await entryIn(one);
	const stands = { id: one.unitId, entry, reasons: entry.reasons };
	const read = await acceptSent(db, desk, one.spot, stands, { from, noteLang: 'en' });
	if (!read.ok) return read.obstacle.code;
	await revise(db, desk, one.id, { seen: revision, operation: read.operation });
	return read.operation;
}
async function namedIn(reasons: Reasons) {
	const rows = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('id', 'in', [...reasons.contributions.map(({ id }) => id), desk.id])
		.execute();
	const references = new Map(rows.map(({ id, reference }) => [id, reference]));
	return reasons.contributions.map(({ id, how }) => `${references.get(id)} ${how}`);
}

test('a suggestion is accepted as it is, with credit; edited further it was adapted', async () => {
	const one = await drafted();
	const operation = (await accepted(one, one.given.replace)) as Operation & { op: 'edit' };
	expect(operation).toMatchObject({ op: 'edit', as: 'change' });
	expect(plain(operation.to)).toBe('First of all.');
	expect(await namedIn(operation.reasons)).toEqual([`${one.given.replace} accepted`]);
	// The words it was made on are gone: it cannot be taken as it is once more, nor another one.
	expect(await accepted(one, one.given.replace)).toBe('suggestion_unfit');
	const { entry } = await entryIn(one);
	const offers = await suggestionsFor(db, desk, { ...one.spot, unitIds: [one.unitId] }, entry.unit);
	expect(offers.map(({ act, fits }) => [act, fits]).sort()).toEqual([
		['add', true],
		['remove', false],
		['replace', false]
	]);
	const named = one.given.replace;
	const further = (await edited(one, { words: 'First of them all.', named })) as typeof operation;
	expect(await namedIn(further.reasons)).toEqual([`${one.given.replace} adapted`]);
});

test('a suggestion that was prefilled says whether its words were kept', async () => {
	const one = await drafted();
	const from = one.given.replace;
	const same = (await edited(one, { words: 'First of all.', from })) as Operation & { op: 'edit' };
	expect(await namedIn(same.reasons)).toEqual([`${from} accepted`]);
	const two = await drafted();
	const changed = (await edited(two, {
		words: 'First, above all.',
		from: two.given.replace
	})) as typeof same;
	expect(await namedIn(changed.reasons)).toEqual([`${two.given.replace} adapted`]);
});

test('suggested additions and removals are taken over too', async () => {
	const one = await drafted();
	expect(await accepted(one, one.given.add)).toMatchObject({
		...{ op: 'add', after: one.unitId, to: { kind: 'list', lang: 'en' } },
		reasons: { contributions: [{ how: 'accepted' }] }
	});
	expect(await accepted(one, one.given.remove)).toMatchObject({ op: 'remove', unit: one.unitId });
	const next = await draftOf(db, one.id);
	expect(next?.draft.entries.map(({ unit }) => plain(unit))).toEqual([
		'A title',
		'one\ntwo',
		'Second.'
	]);
	expect(next?.changes.map(({ kind }) => kind)).toEqual(['addition', 'removal']);
});

test('words alone, reasons alone, and neither said nor known', async () => {
	const one = await drafted();
	const { comment } = one.given;
	expect(
		await edited(one, { note: 'Asked for.', named: `see ${comment.toLowerCase()}` })
	).toMatchObject({
		...{ op: 'reasons', unit: one.unitId },
		reasons: { note: 'Asked for.', noteLang: 'en', contributions: [{ how: 'because' }] }
	});
	expect(await edited(one, { words: 'Other.', as: '' })).toBe('as_missing');
	expect(await edited(one, { words: 'Other.', named: 'C-000000' })).toBe('not_named_here');
	expect(await edited(one, { words: 'Other.', named: 'R-000000' })).toBe('not_named_here');
	expect(await edited(one, { words: ' ' })).toBe('words_empty');
	expect(await edited(one, { words: 'Other.', note: 'a'.repeat(2001) })).toBe('note_too_long');
	expect(await edited(one, { words: 'Other.', from: 'C-000000' })).toBe('suggestion_missing');
	expect((await entryIn(one)).revision).toBe(1);
	const elsewhere = await drafted();
	expect(await edited(elsewhere, { words: 'Other.', named: comment })).toBe('not_named_here');
});

test('the secretariat alone sees and names what is private; who edits without seeing it keeps it named', async () => {
	const one = await drafted();
	const { hidden, comment } = one.given;
	const where = { ...one.spot, unitIds: [one.unitId] };
	const offered = async (by: Viewer) =>
		(await saidOn(db, by, where)).offered.map(({ reference }) => reference);
	expect(await offered(desk)).toContain(hidden);
	expect(await offered(chair)).not.toContain(hidden);
	// Not even that it exists is said.
	expect(await edited(one, { words: 'Other.', named: hidden }, chair)).toBe('not_named_here');
	await edited(one, { words: 'Other.', named: hidden });
	const later = (await edited(one, { words: 'Another.', named: comment }, chair)) as Operation & {
		op: 'edit';
	};
	expect((await namedIn(later.reasons)).sort()).toEqual(
		[`${comment} because`, `${hidden} because`].sort()
	);
	const read = await reasonsSent(db, desk, one.spot, typed({ named: comment }), {
		before: later.reasons
	});
	// Whoever sees it and leaves it out means it.
	expect(read.ok && (await namedIn(read.reasons))).toEqual([`${comment} because`]);
	expect(noReasons.contributions).toEqual([]);
});
