/** A space with a secretariat and a draft in it, for tests of what staff do. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Details } from '#domain/consultation/details.ts';
import { announce } from '#domain/consultation/announce.server.ts';
import { revise } from '#domain/consultation/draft/revise.server.ts';
import { detailsOf, setDetails } from '#domain/consultation/set-details.server.ts';
import { seenAs } from '#domain/consultation/details.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { newDraft } from '#domain/imports/keep.server.ts';
import type { Unit } from '#domain/text/unit.ts';

export const paragraph = (text: string, lang = 'en'): Unit => ({
	kind: 'paragraph',
	lang,
	body: { runs: [{ text }] }
});

export const heading = (text: string): Unit => ({
	kind: 'heading',
	level: 1,
	lang: 'en',
	body: { runs: [{ text }] }
});

export const someUnits = [heading('A title'), paragraph('First.'), paragraph('Second.')];

/** A person with an account, not staff of anything unless told. */
export async function person(
	db: Database,
	name: string,
	grants: Viewer['grants'] = []
): Promise<Viewer> {
	const id = newId();
	const email = `${id}@example.test`;
	await db.insertInto('person').values({ id, name, email }).execute();
	const nobody = { sessionId: newId(), language: 'en', suspended: false, organisations: [] };
	return { id, name, email, grants, ...nobody };
}

/** Their roles as rows, where what is done is asked of these and not of who is signed in. */
export async function granted(db: Database, { id: personId, grants }: Viewer) {
	const fromAt = await now(db);
	const rows = grants.map((grant) => ({ id: newId(), personId, ...grant, fromAt }));
	await db.insertInto('roleGrant').values(rows).execute();
}

/** A new space and its secretariat. */
export async function office(db: Database, timeZone = 'Europe/Lisbon') {
	const spaceId = newId();
	const slug = `s${spaceId.replaceAll('-', '').slice(-20)}`;
	await db
		.insertInto('space')
		.values({
			id: spaceId,
			slug,
			names: JSON.stringify({ en: 'Test' }),
			language: 'en',
			languages: ['en'],
			timeZone,
			contact: 'desk@example.test'
		})
		.execute();
	const secretariat = await person(db, 'Desk', [{ spaceId, role: 'SECRETARIAT' }]);
	return { spaceId, slug, secretariat };
}

type Office = Awaited<ReturnType<typeof office>>;

/** A draft with a text. */
export async function draftIn(db: Database, { spaceId, secretariat }: Office, units = someUnits) {
	const sender = { personId: secretariat.id, role: 'SECRETARIAT' as const };
	const split = { title: 'Cleaner rivers', language: 'en', warnings: [], units, guessed: [] };
	return db.transaction().execute((tx) => newDraft(tx, spaceId, sender, split));
}

export async function rowOf(db: Database, id: string) {
	return db.selectFrom('consultation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Seconds from the database's time now. */
export const inSeconds = async (db: Database, seconds: number) =>
	new Date((await now(db)).getTime() + seconds * 1000);

/** Fills in what the checklist asks for and marks the text as reviewed. */
export async function prepare(
	db: Database,
	by: Viewer,
	id: string,
	changes: Partial<Details> = {}
) {
	const row = await rowOf(db, id);
	const before = detailsOf(row);
	const details: Details = {
		...before,
		description: 'How the rivers get cleaner.',
		feedsInto: 'The rivers act.',
		responsible: 'Ministry of Water',
		contact: 'water@example.test',
		opensAt: await inSeconds(db, 3600),
		closesAt: await inSeconds(db, 7200),
		responseBy: await inSeconds(db, 90_000),
		...changes
	};
	const sent = { details, seen: seenAs(before), reason: '', lang: 'en' };
	const set = await setDetails(db, by, id, sent);
	if (!set.ok) throw new Error(JSON.stringify(set.obstacle));
	const operation = { op: 'reviewed' as const };
	const reviewed = await revise(db, by, id, { seen: row.draftRevision, operation });
	if (!reviewed.ok) throw new Error(JSON.stringify(reviewed.obstacle));
	return reviewed.revision;
}

/** A consultation that is open just now and closes in so many seconds. */
export async function openIn(db: Database, place: Office, closesIn = 3600, units = someUnits) {
	const { id, slug } = await draftIn(db, place, units);
	const closesAt = await inSeconds(db, closesIn);
	const revision = await prepare(db, place.secretariat, id, { opensAt: null, closesAt });
	const announced = await announce(db, place.secretariat, id, { revision, opening: 'at_once' });
	if (!announced.ok) throw new Error(JSON.stringify(announced.obstacle));
	return { id, slug, closesAt };
}

export const ledgerOf = (db: Database, id: string) =>
	db.selectFrom('ledgerEntry').selectAll().where('aboutId', '=', id).orderBy('id').execute();
