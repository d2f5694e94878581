/** Units as people name them, by number, and back. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { changedUnits } from '#domain/version/changed.server.ts';

/** The unit of each number: of those named before, the one that bore it, else that of the newest version that has it. */
export async function unitsNumbered(
	db: Database,
	consultationId: string,
	numbers: readonly number[],
	before: readonly string[] = []
): Promise<Map<number, string>> {
	const found = new Map<number, string>();
	if (numbers.length === 0) return found;
	const { rows } = await sql<{ number: number; unitId: string }>`
		select distinct on (t.number) t.number, t.unit_id
		from unit_text t join text_version v on v.id = t.version_id
		where v.consultation_id = ${consultationId} and t.number = any(${numbers}::int[])
		order by t.number, t.unit_id = any(${before}::uuid[]) desc, v.n desc`.execute(db);
	for (const { number, unitId } of rows) found.set(number, unitId);
	return found;
}

/** What units are called in the newest version that numbers them: `P7`; their first words where they have no number. */
export async function unitNames(
	db: Database,
	unitIds: readonly string[]
): Promise<Map<string, string>> {
	if (unitIds.length === 0) return new Map();
	const { rows } = await sql<{ unitId: string; number: number | null; plain: string }>`
		select distinct on (t.unit_id) t.unit_id, t.number, left(t.plain, 60) as plain
		from unit_text t join text_version v on v.id = t.version_id
		where t.unit_id = any(${unitIds}::uuid[])
		order by t.unit_id, v.n desc`.execute(db);
	return new Map(
		rows.map(({ unitId, number, plain }) => [unitId, number === null ? plain : `P${number}`])
	);
}

/** What the units whose words really changed are called, in order of their numbers; what bears none cannot be named. */
export async function changedNames(db: Database, consultationId: string): Promise<string[]> {
	const names = await unitNames(db, [...(await changedUnits(db, consultationId))]);
	return [...names.values()]
		.flatMap((name) => /^P(\d+)$/.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((a, b) => a - b)
		.map((number) => `P${number}`);
}
