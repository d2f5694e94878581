import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { signedIn } from '#tests/people.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { reported } from '../consultation/desk.server.ts';
import { refuse } from '../moderation/refuse.server.ts';
import { queue } from '../moderation/queue.server.ts';
import { report } from '../moderation/report.server.ts';
import { own } from './own.server.ts';
import type { Place } from './place.ts';
import { reply } from './reply.server.ts';
import { searchRemarks, searchText } from './search.server.ts';
import { searchOf } from './search.ts';
import { send } from './send.server.ts';
import { announced } from './spot.server.ts';
import { story } from './story.server.ts';
import { thread } from './thread.server.ts';
import { sorts } from './thread.ts';

const { db, pool } = await freshDatabase();
const { texts, spaceId } = await arcadia(db);
const open = texts.find(({ slug }) => slug === 'open-works');
if (!open) throw new Error('The example changed.');
const consultation = await announced(db, open.id);
if (!consultation) throw new Error('The example changed.');
const { head, text } = consultation;
const unit = text.units.find(({ number }) => number === 9);
const section = text.units.find(({ number }) => number === null);
if (!unit || !section) throw new Error('The example changed.');

const jonas = await signedIn(db, 'jonas');
const heron = await signedIn(db, 'heron');
const marisol = await signedIn(db, 'marisol');
const leila = await signedIn(db, 'leila');
const moderator: Viewer = {
	...leila,
	grants: leila.grants.filter(({ role }) => role === 'MODERATOR')
};

const places: Place[] = [
	{ kind: 'unit', number: 9 },
	{ kind: 'section', unitId: section.unitId },
	{ kind: 'whole' }
];

const sent: string[] = [];
async function plant(word: string, on: Place, visibility: 'public' | 'private', to: string | null) {
	const outcome = await send(db, jonas, {
		...{ consultationId: head.id, on, to, as: null, kind: 'comment', visibility, lang: 'en' },
		body: `The ${word} sings.`
	});
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	sent.push(outcome.reference);
	return outcome.reference;
}

for (const on of places) {
	await plant('canary', on, 'private', null);
	const root = await plant('sparrow', on, 'public', null);
	await plant('canary', on, 'private', root);
	const shown = await plant('sparrow', on, 'public', root);
	const hidden = await plant('canary', on, 'public', shown);
	const { id } = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', hidden)
		.executeTakeFirstOrThrow();
	await report(db, heron, { id, consultationId: head.id, rule: 'subject', note: '' });
	const facts = 'It is about birds.';
	const decided = await refuse(db, leila, { id, consultationId: head.id, rule: 'subject', facts });
	if (!decided.ok) throw new Error(decided.obstacle.code);
}

/** Everything any reading of this module tells one viewer, all pages and orders. */
async function told(viewer: Viewer | null) {
	const heard: unknown[] = [];
	for (const unitId of [unit?.unitId ?? '', section?.unitId ?? '', null]) {
		for (const sort of sorts) {
			for (const page of [1, 2]) {
				const spot = { consultationId: head.id, spaceId, unitId };
				heard.push((await thread(db, viewer, spot, { page, sort })).branches);
			}
		}
	}
	for (const reference of sent) {
		heard.push(
			await story(db, viewer, { head, text }, reference),
			await reply(db, viewer, head, reference)
		);
	}
	for (const query of [
		'q=canary',
		'q=sings',
		'',
		'q=canary&sort=oldest',
		'q="the canary"',
		'lang=en&page=2'
	]) {
		const search = searchOf(new URLSearchParams(query));
		if (!search) throw new Error(query);
		heard.push(
			await searchRemarks(
				db,
				viewer,
				{ consultationId: head.id, versionId: head.versionId },
				search
			)
		);
		heard.push(
			await searchText(db, { consultationId: head.id, versionId: head.versionId }, search, 'en')
		);
	}
	if (viewer)
		heard.push(
			await own(db, viewer, spaceId, 1),
			await queue(db, viewer, spaceId, { page: 1, rule: null })
		);
	return JSON.stringify(heard);
}

test.each([
	['a reader', null],
	['another participant', heron]
])('%s never reads what is private or hidden', async (_, viewer) => {
	const heard = await told(viewer);
	expect(heard).toContain('sparrow');
	expect(heard).not.toContain('canary');
	expect(heard).not.toContain(jonas.email);
	expect(heard).not.toContain(jonas.id);
});

test('a moderator reads what is hidden, never what is private', async () => {
	const heard = await told(moderator);
	expect(heard).toContain('canary');
	const secret = await db
		.selectFrom('contribution')
		.select('reference')
		.where('visibility', '=', 'private')
		.execute();
	expect(secret.length).toBeGreaterThanOrEqual(6);
	for (const { reference } of secret) expect(heard).not.toContain(reference);
});

test('a report on what is private is on the desk of the secretariat only', async () => {
	const secret = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('visibility', '=', 'private')
		.where('personId', '=', jonas.id)
		.executeTakeFirstOrThrow();
	const complaint = { consultationId: head.id, rule: 'privacy', note: '' } as const;
	expect(await report(db, marisol, { id: secret.id, ...complaint })).toEqual({ ok: true });
	const onDesk = async (withPrivate: boolean) =>
		(await reported(db, spaceId, { withPrivate })).rows.map(({ reference }) => reference);
	await db
		.updateTable('report')
		.set({ at: new Date(0) })
		.where('contributionId', '=', secret.id)
		.execute();
	expect(await onDesk(true)).toContain(secret.reference);
	expect(await onDesk(false)).not.toContain(secret.reference);
	expect(
		JSON.stringify(await queue(db, moderator, spaceId, { page: 1, rule: null }))
	).not.toContain(secret.reference);
});

test.each([
	['the author', jonas],
	['the secretariat', marisol]
])('%s reads it', async (_, viewer) => {
	const heard = await told(viewer);
	const planted = await db
		.selectFrom('contribution')
		.select('reference')
		.where('visibility', '=', 'private')
		.where('personId', '=', jonas.id)
		.execute();
	for (const { reference } of planted) expect(heard).toContain(reference);
});

test('public counts leave it out and say how many there were', async () => {
	const spot = { consultationId: head.id, spaceId, unitId: section.unitId };
	const counts = async (viewer: Viewer | null) => {
		const { said, private: secret } = await thread(db, viewer, spot, { page: 1, sort: 'latest' });
		return { said, secret };
	};
	const rows = await db
		.selectFrom('contribution')
		.select('visibility')
		.where('consultationId', '=', head.id)
		.where('unitId', '=', section.unitId)
		.execute();
	const is = (word: string) => rows.filter(({ visibility }) => visibility === word).length;
	expect(await counts(null)).toEqual({ said: is('public'), secret: is('private') });
	expect(await counts(marisol)).toEqual(await counts(null));
});

test('a page of a thread holds twenty remarks at most, with replies two levels deep', async () => {
	const spot = { consultationId: head.id, spaceId, unitId: unit.unitId };
	const { branches } = await thread(db, heron, spot, { page: 1, sort: 'latest' });
	const depths = (list: typeof branches): number[] =>
		list.flatMap(({ remark, replies }) => [remark.depth, ...depths(replies)]);
	expect(branches.length).toBeLessThanOrEqual(20);
	expect(new Set(depths(branches))).toEqual(new Set([0, 1, 2]));
});

test('a thread takes the same number of queries, however much was said', async () => {
	// Outside a transaction each query takes a connection of its own from the pool.
	let queries = 0;
	pool.on('acquire', () => queries++);
	const asked = async (unitId: string | null) => {
		queries = 0;
		const spot = { consultationId: head.id, spaceId, unitId };
		await thread(db, heron, spot, { page: 1, sort: 'latest' });
		return queries;
	};
	const few = await asked(section.unitId);
	expect(few).toBeGreaterThan(0);
	expect(await asked(unit.unitId)).toBe(few);
});
