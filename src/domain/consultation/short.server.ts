/** Where a short address leads. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { readShort } from './short.ts';

export type Destination = {
	space: string;
	slug: string;
	unit: { id: string; number: number | null } | null;
};

/**
 * The announced consultation a code names, with the unit where it names one that the text still has. Should two
 * ids ever end alike, the older one had the address first.
 */
export async function destinationOf(db: Database, code: string): Promise<Destination | undefined> {
	const named = readShort(code);
	if (!named) return undefined;
	const found = await (named.what === 'consultation' ? ofConsultation : ofUnit)(db, named.end);
	if (!found) return undefined;
	const { space, slug, unitId, number } = found;
	return { space, slug, unit: unitId === null ? null : { id: unitId, number } };
}

type Row = { space: string; slug: string; unitId: string | null; number: number | null };

async function ofConsultation(db: Database, end: string): Promise<Row | undefined> {
	return db
		.selectFrom('consultation')
		.innerJoin('space', 'space.id', 'consultation.spaceId')
		.select([
			'space.slug as space',
			'consultation.slug',
			sql<null>`null`.as('unitId'),
			sql<null>`null`.as('number')
		])
		.where(sql`right(consultation.id::text, 10)`, '=', end)
		.where('consultation.announcedAt', 'is not', null)
		.orderBy('consultation.id')
		.executeTakeFirst();
}

async function ofUnit(db: Database, end: string): Promise<Row | undefined> {
	return db
		.selectFrom('unit')
		.innerJoin('consultation', 'consultation.id', 'unit.consultationId')
		.innerJoin('space', 'space.id', 'consultation.spaceId')
		.leftJoin('unitText', (on) =>
			on
				.onRef('unitText.unitId', '=', 'unit.id')
				.onRef('unitText.versionId', '=', 'consultation.versionId')
		)
		.select(['space.slug as space', 'consultation.slug', 'unitText.unitId', 'unitText.number'])
		.where(sql`right(unit.id::text, 12)`, '=', end)
		.where('consultation.announcedAt', 'is not', null)
		.orderBy('unit.id')
		.executeTakeFirst();
}
