/** Begins a consultation as a draft that only staff see. */

import { sql } from 'kysely';
import type { Standing } from '#domain/accounts/viewer.ts';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { slugFrom } from './details.ts';

/** Who begins it; nobody by name when a command line does. */
export type Founder = { spaceId: string; personId: string | null; role: Standing };
export type Beginning = { title: string; language: string; contact?: string };

/** Answers the new consultation's id and address, which is made unique from its title. */
export async function create(
	tx: Transaction,
	by: Founder,
	{ title, language, contact = '' }: Beginning
) {
	const { spaceId, personId, role } = by;
	const id = newId();
	const slug = await freeSlug(tx, spaceId, slugFrom(title));
	const { createdAt: at } = await tx
		.insertInto('consultation')
		.values({ id, spaceId, slug, language, title, contact, createdBy: personId })
		.returning('createdAt')
		.executeTakeFirstOrThrow();
	const about: [string, string] = ['consultation', id];
	await record(tx, { spaceId, type: 'consultation.created', about, role, personId, at });
	return { id, slug };
}

/** The wanted address, or with the first free number behind it; other founders in the space wait. */
async function freeSlug(tx: Transaction, spaceId: string, wanted: string): Promise<string> {
	await tx.selectFrom('space').select('id').where('id', '=', spaceId).forNoKeyUpdate().execute();
	const { rows } = await sql<{ slug: string }>`
		select slug from consultation where space_id = ${spaceId} and starts_with(slug, ${wanted})`.execute(
		tx
	);
	const taken = new Set(rows.map((row) => row.slug));
	let slug = wanted;
	for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
	return slug;
}
