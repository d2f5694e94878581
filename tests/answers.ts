/** A consultation that is over and what was said on it, to be answered in tests. */

import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import type { Database } from '#domain/database.server.ts';
import { draft } from '#domain/response/draft.server.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { publish } from '#domain/response/publish.server.ts';
import type { Typed } from '#domain/response/typed.ts';
import { granted, office, openIn, paragraph, person } from './staff.ts';

export const typed = (more: Partial<Typed> = {}): Typed => ({
	kind: 'not_included',
	lang: 'en',
	input: 'One contribution asks for cleaner rivers.',
	consideration: 'The water board met on 9 January.',
	influence: 'It changed nothing in this text.',
	reasons: 'Rivers are the subject of another law.',
	beyond: 'No further use.',
	decidedBy: 'The water board',
	consideredOn: '2026-01-09',
	agencyId: '',
	units: '',
	references: [],
	...more
});

/** An office with an open consultation of four numbered units, and its people. */
export async function hearing(db: Database) {
	const place = await office(db);
	const units = [1, 2, 3, 4].map((n) => paragraph(`Paragraph ${n} of the text.`));
	const { id, slug } = await openIn(db, place, 3600, units);
	const { spaceId, secretariat } = place;
	const chair = await person(db, 'Chair', [{ spaceId, role: 'MSF_CHAIR' }]);
	const editor = await person(db, 'Editor', [{ spaceId, role: 'AGENCY_EDITOR' }]);
	const author = await person(db, 'Author');
	for (const one of [secretariat, chair, editor]) await granted(db, one);
	return { ...place, id, slug, secretariat, chair, editor, author };
}
export type Hearing = Awaited<ReturnType<typeof hearing>>;

/** Says something on it and answers its reference. */
export async function saidOn(
	db: Database,
	{ id, author }: Pick<Hearing, 'id' | 'author'>,
	body: string,
	more: Partial<Said> & { by?: Viewer } = {}
): Promise<string> {
	const { by = author, ...rest } = more;
	const outcome = await send(db, by, {
		...{ consultationId: id, on: { kind: 'unit', number: 1 }, to: null, as: null },
		...{ kind: 'comment', visibility: 'public', lang: 'en', body },
		...rest
	});
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	return outcome.reference;
}

/** Its closing passes. */
export async function over(db: Database, { id }: Pick<Hearing, 'id'>) {
	const at = await now(db);
	await sql`update consultation set opens_at = ${at}::timestamptz - interval '2 days',
		closes_at = ${at}::timestamptz - interval '1 second' where id = ${id}`.execute(db);
}

export const contribution = (db: Database, reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

/** A draft for these references, by its id. */
export async function draftFor(
	db: Database,
	{ id, secretariat }: Pick<Hearing, 'id' | 'secretariat'>,
	to: readonly string[],
	{ replies = false, by = secretariat } = {}
) {
	const made = await draft(db, by, id, { to, replies, lang: 'en' });
	if (!made.ok) throw new Error(JSON.stringify(made.obstacle));
	const found = await byReference(db, null, made.reference);
	if (!found) throw new Error('The draft is not there.');
	return { id: found.id, reference: made.reference };
}

/** Answers them, published. */
export async function answer(
	db: Database,
	place: Pick<Hearing, 'id' | 'secretariat'>,
	to: readonly string[],
	more: Partial<Typed> = {}
) {
	const made = await draftFor(db, place, to);
	const done = await publish(db, place.secretariat, made.id, { seen: 1, typed: typed(more) });
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	return made;
}

const answerTables = [
	'reasonedResponse',
	'reasonedResponseRevision',
	'reasonedResponseContribution',
	'reasonedResponseLink',
	'responseTemplate',
	'contribution',
	'consultation',
	'ledgerEntry',
	'news',
	'publicAct'
] as const;

/** What tests of answering do again and again, on one database. */
export function answering(db: Database) {
	/** Every row that answering can write. */
	async function everything() {
		const found = answerTables.map((table) => db.selectFrom(table).selectAll().execute());
		const rows = await Promise.all(found);
		return JSON.stringify(rows.map((all) => all.map((one) => JSON.stringify(one)).toSorted()));
	}
	/** The act is refused so, and wrote nothing. */
	async function refuses(act: () => Promise<{ ok: boolean; obstacle?: object }>, obstacle: object) {
		const before = await everything();
		expect(await act()).toMatchObject({ ok: false, obstacle });
		expect(await everything()).toBe(before);
	}
	/** A hearing with one remark, closed, and a draft that answers it. */
	async function oneDraft() {
		const place = await hearing(db);
		const reference = await saidOn(db, place, 'Cleaner, please.');
		await over(db, place);
		return { place, reference, made: await draftFor(db, place, [reference]) };
	}
	const publishes = (place: Hearing, id: string, seen: number, more = {}, by?: Viewer) =>
		publish(db, by ?? place.secretariat, id, { seen, typed: typed(more) });
	return { refuses, oneDraft, publishes };
}
