import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { announce } from '#domain/consultation/announce.server.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { newId } from '../identity.ts';
import { keepTranslation } from './keep.server.ts';
import { publishLanguage } from './publish.server.ts';
import { revise, type Revision } from './revise.server.ts';
import { originalsOf } from './source.server.ts';
import { contentAt, draftOf } from './store.server.ts';

const { db } = await freshDatabase();
const units = [
	staff.heading('A title'),
	staff.paragraph('The board decides within 28 days.'),
	staff.paragraph('One photograph a month is taken from the same spot.'),
	staff.paragraph('Написано по-русски с самого начала.', 'ru')
];
const french = [
	staff.heading('Un titre'),
	staff.paragraph('Le conseil décide dans les 28 jours.'),
	staff.paragraph('Une photographie par mois est prise du même endroit.'),
	staff.paragraph('Écrit en russe dès le début.')
];

let place: Awaited<ReturnType<typeof staff.office>>;
let id: string;
beforeEach(async () => {
	place = await staff.office(db);
	({ id } = await staff.draftIn(db, place, units));
});

const bring = (lang = 'fr', pieces = french) =>
	db
		.transaction()
		.execute((tx) =>
			keepTranslation(
				tx,
				{ id, lang, byId: place.secretariat.id },
				{ title: 'Titre', units: pieces }
			)
		);
const step = async (operation: Revision['operation'], seen?: number, by = place.secretariat) => {
	const revision = (await draftOf(db, id, 'fr'))?.revision ?? 0;
	return revise(db, by, id, { lang: 'fr', seen: seen ?? revision, operation });
};
const content = async () => contentAt(db, id, 'fr', (await draftOf(db, id, 'fr'))?.revision ?? 0);
const numbered = async () => {
	const originals = await originalsOf(db, await staff.rowOf(db, id));
	const keys = originals.map(({ key }) => key);
	return (await content()).pieces.map(({ to }) => (to === null ? null : keys.indexOf(to)));
};
const publication = async (changes = {}) => ({
	lang: 'fr',
	revision: (await draftOf(db, id, 'fr'))?.revision ?? 0,
	note: 'Translated by the desk; the English text prevails.',
	noteLang: 'en',
	...changes
});
const published = (of = id) =>
	db
		.selectFrom('unitTranslation as t')
		.innerJoin('textVersion as v', 'v.id', 't.versionId')
		.innerJoin('unitText as u', (on) =>
			on.onRef('u.unitId', '=', 't.unitId').onRef('u.versionId', '=', 't.versionId')
		)
		.select(['u.position', 't.lang', 't.ofLang', 't.plain'])
		.where('v.consultationId', '=', of)
		.orderBy('u.position')
		.execute();
async function open() {
	const closesAt = await staff.inSeconds(db, 3600);
	const revision = await staff.prepare(db, place.secretariat, id, { opensAt: null, closesAt });
	return announce(db, place.secretariat, id, { revision, opening: 'at_once' });
}

describe('a language of a draft', () => {
	test('lies beside its units, and stays there while the draft is moved about', async () => {
		expect(await bring()).toMatchObject({ id });
		expect(await numbered()).toEqual([0, 1, 2, 3]);
		expect((await content()).words).toEqual({ title: 'Titre' });
		expect((await content()).pieces.every(({ unit }) => unit.lang === 'fr')).toBe(true);
		expect(await open()).toMatchObject({ ok: true });
		expect(await numbered()).toEqual([0, 1, 2, 3]);
	});

	test('goes out with the announcement once it is confirmed, and not otherwise', async () => {
		await bring();
		await bring('ar', [staff.heading('عنوان')]);
		const sent = await publication();
		expect(await publishLanguage(db, place.secretariat, id, sent)).toMatchObject({
			ok: true,
			waits: true
		});
		expect(await published()).toEqual([]);
		expect(await open()).toMatchObject({ ok: true });
		expect((await published()).map(({ position, lang }) => [position, lang])).toEqual([
			[0, 'fr'],
			[1, 'fr'],
			[2, 'fr'],
			[3, 'fr']
		]);
		const types = (await staff.ledgerOf(db, id)).map(({ type }) => type);
		expect(types.slice(-2)).toEqual(['consultation.announced', 'consultation.language_added']);
	});

	test('that changed after it was confirmed keeps the announcement back', async () => {
		await bring();
		await publishLanguage(db, place.secretariat, id, await publication());
		await step({ op: 'unlink', at: 1 });
		expect(await open()).toEqual({
			ok: false,
			obstacle: { code: 'language_not_ready', language: 'fr' }
		});
		expect((await staff.rowOf(db, id)).announcedAt).toBeNull();
	});
});

describe('steps', () => {
	beforeEach(async () => void (await bring()));

	test.each<[string, Revision['operation'], (number | null)[]]>([
		['a piece is taken off', { op: 'unlink', at: 1 }, [0, null, 2, 3]],
		['left out, it stands for nothing', { op: 'exclude', at: 2 }, [0, 1, null, 3]],
		[
			'moved down, it pushes what is in its way, and the last falls off',
			{ op: 'down', at: 1 },
			[0, 2, 3, null]
		],
		['moved up, likewise', { op: 'up', at: 2 }, [null, 0, 1, 3]],
		['merged, the second goes into the first', { op: 'merge', at: 2 }, [0, 1, 3]]
	])('%s', async (_, operation, expected) => {
		expect(await step(operation)).toMatchObject({ ok: true });
		expect(await numbered()).toEqual(expected);
		expect(await step({ op: 'undo' })).toMatchObject({ ok: true });
		expect(await numbered()).toEqual([0, 1, 2, 3]);
		expect(await step({ op: 'redo' })).toMatchObject({ ok: true });
		expect(await numbered()).toEqual(expected);
	});

	test('moving stops at a gap', async () => {
		await step({ op: 'unlink', at: 2 });
		await step({ op: 'down', at: 1 });
		expect(await numbered()).toEqual([0, 2, null, 3]);
	});

	test('one unit has one piece', async () => {
		const [, , third] = await originalsOf(db, await staff.rowOf(db, id));
		await step({ op: 'link', at: 1, to: third?.key ?? '' });
		expect(await numbered()).toEqual([0, 2, null, 3]);
		expect(await step({ op: 'link', at: 1, to: 'gone' })).toMatchObject({
			obstacle: { code: 'unit_gone' }
		});
	});

	test('words are edited, and written where there were none', async () => {
		await step({ op: 'exclude', at: 2 });
		await step({ op: 'reword', at: 1, text: 'Le conseil\ntranche.' });
		const [, , third] = await originalsOf(db, await staff.rowOf(db, id));
		expect(await step({ op: 'write', to: third?.key ?? '', text: 'Une photo.' })).toMatchObject({
			ok: true
		});
		const { pieces } = await content();
		expect(pieces.map(({ unit }) => unit.body)).toMatchObject([
			{},
			{ runs: [{ text: 'Le conseil tranche.' }] },
			{ runs: [{ text: 'Une photo.' }] },
			{},
			{}
		]);
		expect(await step({ op: 'reword', at: 1, text: ' \n ' })).toMatchObject({
			obstacle: { code: 'empty_text' }
		});
	});

	test('of two people who start from one step, the second is told', async () => {
		const seen = (await draftOf(db, id, 'fr'))?.revision ?? 0;
		const other = await staff.person(db, 'Other', [
			{ spaceId: place.spaceId, role: 'SECRETARIAT' }
		]);
		const both = await Promise.all([
			step({ op: 'unlink', at: 1 }, seen),
			step({ op: 'exclude', at: 2 }, seen, other)
		]);
		expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ obstacle: { code: 'changed_meanwhile' } });
		const again = await step({ op: 'unlink', at: 1 }, seen);
		expect(again.ok).toBe(both[0]?.ok);
	});

	test('only staff of the space take them, and what is refused writes nothing', async () => {
		const before = await content();
		const stranger = await staff.person(db, 'Someone');
		expect(await step({ op: 'unlink', at: 1 }, undefined, stranger)).toMatchObject({
			obstacle: { code: 'not_allowed' }
		});
		expect(await step({ op: 'unlink', at: 99 })).toMatchObject({
			obstacle: { code: 'piece_not_found' }
		});
		expect(await content()).toEqual(before);
	});
});

describe('publishing while people vote', () => {
	beforeEach(async () => {
		await open();
		await bring();
	});

	test('is a public act with its words, and the text stands beside the units', async () => {
		const done = await publishLanguage(db, place.secretariat, id, await publication());
		expect(done).toEqual({ ok: true, units: 4, waits: false });
		const [act] = await db
			.selectFrom('publicAct')
			.selectAll()
			.where('consultationId', '=', id)
			.execute();
		expect(act).toMatchObject({ kind: 'language', textLang: 'fr', lang: 'en' });
		expect((await staff.ledgerOf(db, id)).at(-1)).toMatchObject({
			type: 'consultation.language_added',
			payload: { language: 'fr', units: 4 }
		});
	});

	test('what is published stays; what was missing can be added, and nothing else', async () => {
		await step({ op: 'exclude', at: 2 });
		await publishLanguage(db, place.secretariat, id, await publication());
		const nothing = await publishLanguage(db, place.secretariat, id, await publication());
		expect(nothing).toEqual({ ok: false, obstacle: { code: 'nothing_new' } });
		await step({ op: 'reword', at: 1, text: 'Autre chose.' });
		await step({ op: 'include', at: 2 });
		await step({ op: 'align' });
		const more = await publishLanguage(db, place.secretariat, id, await publication());
		expect(more).toMatchObject({ ok: true, units: 1 });
		expect((await published()).map(({ plain }) => plain)).toContain(
			'Le conseil décide dans les 28 jours.'
		);
		await expect(
			db.updateTable('unitTranslation').set({ plain: 'x' }).where('lang', '=', 'fr').execute()
		).rejects.toMatchObject({ constraint: 'unit_translation_frozen' });
	});

	test('a unit gets no translation into its own language, whoever tries', async () => {
		await bring('ru', [staff.paragraph('Написано по-русски с самого начала.', 'ru')]);
		const sent = { ...(await publication()), lang: 'ru' };
		const row = await draftOf(db, id, 'ru');
		expect(
			await publishLanguage(db, place.secretariat, id, { ...sent, revision: row?.revision ?? 0 })
		).toMatchObject({ obstacle: { code: 'nothing_aligned' } });
		await publishLanguage(db, place.secretariat, id, await publication());
		const { versionId } = await staff.rowOf(db, id);
		const russian = sql`insert into unit_translation
			select version_id, unit_id, 'fr', lang, kind, body, plain, hash from unit_text
			where version_id = ${versionId} and lang = 'fr'
			union all select version_id, unit_id, 'ru', 'ru', kind, body, plain, hash from unit_text
			where version_id = ${versionId} and lang = 'ru'`;
		await expect(russian.execute(db)).rejects.toMatchObject({
			constraint: 'unit_translation_other_language'
		});
	});

	test.each<[string, Revision['operation'][], object]>([
		[
			'pieces that stand for nothing are decided about first',
			[{ op: 'unlink', at: 1 }],
			{ code: 'extra_left', count: 1 }
		],
		['an outdated page publishes nothing', [], { code: 'changed_meanwhile' }]
	])('%s', async (_, operations, obstacle) => {
		const stale = await publication();
		for (const operation of operations) await step(operation);
		const sent = operations.length
			? await publication()
			: { ...stale, revision: stale.revision - 1 };
		expect(await publishLanguage(db, place.secretariat, id, sent)).toEqual({ ok: false, obstacle });
		expect(await published()).toEqual([]);
	});

	test('a piece of another kind is changed first; then it is like its unit', async () => {
		await bring('fr', [
			french[0] ?? staff.heading('x'),
			{
				kind: 'quote',
				lang: 'fr',
				body: { paragraphs: [[{ text: 'Le conseil décide dans les 28 jours.' }]] }
			}
		]);
		const [, second] = await originalsOf(db, await staff.rowOf(db, id));
		await step({ op: 'link', at: 1, to: second?.key ?? '' });
		expect(await publishLanguage(db, place.secretariat, id, await publication())).toMatchObject({
			obstacle: { code: 'kinds_differ', count: 1 }
		});
		await step({ op: 'retype', at: 1 });
		expect(await publishLanguage(db, place.secretariat, id, await publication())).toMatchObject({
			ok: true,
			units: 2
		});
	});

	test('needs words for the public, and staff', async () => {
		const empty = await publication({ note: ' ' });
		expect(await publishLanguage(db, place.secretariat, id, empty)).toMatchObject({
			obstacle: { code: 'reason_missing' }
		});
		const stranger = await staff.person(db, 'Someone');
		expect(await publishLanguage(db, stranger, id, await publication())).toMatchObject({
			obstacle: { code: 'not_allowed' }
		});
		expect(
			await publishLanguage(db, place.secretariat, newId(), await publication())
		).toMatchObject({
			obstacle: { code: 'missing' }
		});
		expect(await published()).toEqual([]);
	});
});
