/** How contributions are kept: what the verbs lock, write and look up. */

import type { Insertable } from 'kysely';
import { represented, type Viewer } from '../accounts/viewer.ts';
import type { Database, Tables, Transaction } from '../database.server.ts';
import { newReference } from '../identity.ts';
import { speaks } from '../accounts/speaks.server.ts';
import { forgetShared } from '../group/forget.server.ts';
import { alikeChanged } from './alike.server.ts';
import * as suggestions from '../suggestion/store.server.ts';
import type { Kind, State, Visibility } from './contribution.ts';
import type { Place } from './place.ts';

const standing = [
	'contribution.id',
	'contribution.reference',
	'contribution.spaceId',
	'contribution.consultationId',
	'contribution.kind',
	'contribution.place',
	'contribution.unitId',
	'contribution.rootId',
	'contribution.parentId',
	'contribution.depth',
	'contribution.personId',
	'contribution.organisationId',
	'contribution.authorName',
	'contribution.body',
	'contribution.lang',
	'contribution.salt',
	'contribution.visibility',
	'contribution.state',
	'contribution.redacted',
	'contribution.receivedAt',
	'contribution.replyCount',
	'contribution.supportPeople',
	'contribution.supportOrganisations',
	'contribution.supportGuests',
	'contribution.joint',
	'contribution.signatureCount'
] as const;

/** A contribution with its row locked until the transaction ends; its consultation's lock comes first. */
export async function locked(tx: Transaction, id: string) {
	const row = await tx
		.selectFrom('contribution')
		.select(standing)
		.where('contribution.id', '=', id)
		.forNoKeyUpdate()
		.executeTakeFirst();
	return row && typed(row);
}

const typed = <Row extends { kind: string; state: string; visibility: string }>(row: Row) => ({
	...row,
	kind: row.kind as Kind,
	state: row.state as State,
	visibility: row.visibility as Visibility
});

export type Locked = NonNullable<Awaited<ReturnType<typeof locked>>>;
/** Where a reference leads, whoever asks; undefined when there is no such contribution. */
export function findByReference(db: Database, spaceId: string | null, reference: string) {
	return db
		.selectFrom('contribution')
		.innerJoin('space', 'space.id', 'contribution.spaceId')
		.select([
			'contribution.id',
			'contribution.consultationId',
			'contribution.spaceId',
			'contribution.personId',
			'contribution.visibility',
			'contribution.state',
			'space.slug'
		])
		.where('contribution.reference', '=', reference)
		.$if(spaceId !== null, (query) => query.where('space.id', '=', spaceId ?? ''))
		.executeTakeFirst();
}

/** The unit a place names in a version of the text; null for the whole, undefined when there is none. */
export async function unitAt(db: Database, versionId: string | null, place: Place) {
	if (place.kind === 'whole') return null;
	if (!versionId) return undefined;
	const query = db
		.selectFrom('unitText')
		.select(['unitId', 'number', 'kind', 'level', 'lang', 'body', 'plain', 'position'])
		.where('versionId', '=', versionId);
	return place.kind === 'unit'
		? query.where('number', '=', place.number).executeTakeFirst()
		: query.where('unitId', '=', place.unitId).where('kind', '=', 'heading').executeTakeFirst();
}

export type Author = {
	personId: string;
	name: string;
	organisationId: string | null;
	guest: boolean;
	/** Something of theirs has stood: their links work. */
	stood: boolean;
};

/**
 * Who speaks, asked of the rows and not of the session: an account suspended or deleted or a membership ended
 * a moment ago counts. Their row is held until the end, so that whoever deletes their account meanwhile waits
 * and finds what was said.
 */
export async function authorOf(
	tx: Transaction,
	by: Viewer,
	spaceId: string,
	as: string | null
): Promise<Author | 'not_allowed' | 'not_represented'> {
	const person = await tx
		.selectFrom('person')
		.select(['name', 'suspendedAt', 'erasedAt', 'guest', 'letInAt', 'stoodAt'])
		.where('id', '=', by.id)
		.forKeyShare()
		.executeTakeFirst();
	if (!person || person.suspendedAt || person.erasedAt) return 'not_allowed';
	const { name, guest } = person;
	const stood = person.stoodAt !== null;
	if (guest && !(person.letInAt && (await welcomesGuests(tx, spaceId)))) return 'not_allowed';
	if (as === null) return { personId: by.id, name, organisationId: null, guest, stood };
	if (!represented(by, as)) return 'not_represented';
	const membership = await tx
		.selectFrom('membership')
		.innerJoin('organisation', 'organisation.id', 'membership.organisationId')
		.select('membership.id')
		.where('membership.personId', '=', by.id)
		.where('membership.organisationId', '=', as)
		.where(speaks)
		.where('organisation.spaceId', '=', spaceId)
		.where('organisation.verifiedAt', 'is not', null)
		.executeTakeFirst();
	return membership
		? { personId: by.id, name, organisationId: as, guest, stood }
		: 'not_represented';
}

/** Whether a space lets people take part without a verified address. */
export async function welcomesGuests(db: Database, spaceId: string): Promise<boolean> {
	const row = await db
		.selectFrom('space')
		.select('guests')
		.where('id', '=', spaceId)
		.executeTakeFirst();
	return row?.guests ?? false;
}

/** Writes a contribution under a reference nobody has yet. */
export async function insert(
	tx: Transaction,
	row: Omit<Insertable<Tables['contribution']>, 'reference'>
): Promise<string> {
	for (let attempt = 0; attempt < 20; attempt++) {
		const made = await tx
			.insertInto('contribution')
			.values({ ...row, reference: newReference() })
			.onConflict((on) => on.column('reference').doNothing())
			.returning('reference')
			.executeTakeFirst();
		if (made) return made.reference;
	}
	throw new Error('No free reference was found.');
}

/** The same for many at once; answers their references by id. */
export async function insertAll(
	tx: Transaction,
	rows: readonly (Omit<Insertable<Tables['contribution']>, 'reference'> & { id: string })[]
): Promise<Map<string, string>> {
	const references = new Map<string, string>();
	let missing = rows;
	for (let attempt = 0; missing.length > 0 && attempt < 20; attempt++) {
		const made = await tx
			.insertInto('contribution')
			.values(missing.map((row) => ({ ...row, reference: newReference() })))
			.onConflict((on) => on.column('reference').doNothing())
			.returning(['id', 'reference'])
			.execute();
		for (const { id, reference } of made) references.set(id, reference);
		missing = missing.filter(({ id }) => !references.has(id));
	}
	if (missing.length > 0) throw new Error('No free reference was found.');
	return references;
}

/** One more public reply under a contribution. */
export async function countReply(tx: Transaction, id: string) {
	await tx
		.updateTable('contribution')
		.set((eb) => ({ replyCount: eb('replyCount', '+', 1) }))
		.where('id', '=', id)
		.execute();
}

/** Keeps the wording that stood until now and puts another in its place. */
export async function reword(
	tx: Transaction,
	one: Locked,
	next: { body: string; lang: string; salt: string },
	at: Date,
	words: string | null = null
) {
	const last = await tx
		.selectFrom('wording')
		.select(({ fn }) => fn.max('n').as('n'))
		.where('contributionId', '=', one.id)
		.executeTakeFirst();
	const { id: contributionId, body, lang, salt } = one;
	await tx
		.insertInto('wording')
		.values({ contributionId, n: (last?.n ?? 0) + 1, body, words, lang, salt, until: at })
		.execute();
	await tx
		.updateTable('contribution')
		.set({ ...next, editedAt: at })
		.where('id', '=', one.id)
		.execute();
}

/** What stands where words stood. */
export const erased = '▮';

/** Takes the words out of a contribution for good, earlier ones too; the row keeps its place. */
export async function eraseWords(tx: Transaction, id: string, at: Date) {
	await alikeChanged(tx, id);
	await forgetShared(tx, [id]);
	await tx.deleteFrom('wording').where('contributionId', '=', id).execute();
	await tx.deleteFrom('machineTranslation').where('contributionId', '=', id).execute();
	await tx.deleteFrom('quote').where('contributionId', '=', id).execute();
	await suggestions.erase(tx, id, erased);
	// Nobody goes on signing what is not said any more.
	await tx.deleteFrom('signature').where('contributionId', '=', id).execute();
	await tx
		.updateTable('contribution')
		.set({ state: 'withdrawn', body: erased, salt: null, endedAt: at, signatureCount: 0 })
		.where('id', '=', id)
		.execute();
}
