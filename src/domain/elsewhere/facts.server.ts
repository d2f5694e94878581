/** What entries are judged by: the consultation's days, the places of its text, the organisations of its space. */

import type { Selectable } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { idsByName } from '../organisation/named.server.ts';
import type { Consultation } from '../tables.server.ts';
import type { Period } from './elsewhere.ts';
import type { Facts } from './row.ts';

type Announced = Pick<
	Selectable<Consultation>,
	'spaceId' | 'versionId' | 'announcedAt' | 'closesAt'
>;

/** The days of an announced consultation on the clocks of its space; null while it is a draft. */
export async function periodOf(db: Database, one: Announced): Promise<Period | null> {
	const { announcedAt, closesAt } = one;
	if (!announcedAt || !closesAt) return null;
	const { timeZone: zone } = await db
		.selectFrom('space')
		.select('timeZone')
		.where('id', '=', one.spaceId)
		.executeTakeFirstOrThrow();
	return { zone, announcedAt, closesAt };
}

export async function factsFor(
	db: Database,
	one: Announced,
	at: Date,
	mayPrivate: boolean
): Promise<Facts | null> {
	const [period, units, organisations] = await Promise.all([
		periodOf(db, one),
		unitsOf(db, one.versionId),
		idsByName(db, one.spaceId)
	]);
	return period && { period, at, units, organisations, mayPrivate };
}

async function unitsOf(db: Database, versionId: string | null): Promise<Map<number, string>> {
	if (!versionId) return new Map();
	const rows = await db
		.selectFrom('unitText')
		.select(['number', 'unitId'])
		.where('versionId', '=', versionId)
		.where('number', 'is not', null)
		.execute();
	return new Map(rows.map(({ number, unitId }) => [number ?? 0, unitId]));
}

/** What only the secretariat may read, only the secretariat enters. */
export const entersPrivate = (by: Viewer, spaceId: string) => holds(by, spaceId, 'SECRETARIAT');
