/** How much was said, by unit: public contributions with their replies and tombstones. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';

export type Count = { remarks: number; private: number };

/** By unit id; what was said about the whole stands under the empty word. One query. */
export async function countsByUnit(
	db: Database,
	consultationId: string
): Promise<Map<string, Count>> {
	const rows = await db
		.selectFrom('contribution')
		.select(({ fn }) => [
			sql<string>`coalesce(unit_id::text, '')`.as('unit'),
			fn.countAll<number>().filterWhere('visibility', '=', 'public').as('remarks'),
			fn.countAll<number>().filterWhere('visibility', '=', 'private').as('private')
		])
		.where('consultationId', '=', consultationId)
		.groupBy('unitId')
		.execute();
	return new Map(
		rows.map((row) => [row.unit, { remarks: Number(row.remarks), private: Number(row.private) }])
	);
}
