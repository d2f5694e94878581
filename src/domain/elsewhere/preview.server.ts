/** The first rows of a checked file as they will stand. */

import type { Selectable } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import type { Consultation } from '../tables.server.ts';
import { entersPrivate, factsFor } from './facts.server.ts';
import type { Import } from './import.ts';
import { judge, type Entry } from './row.ts';
import { firstRows } from './store.server.ts';

type Announced = Pick<
	Selectable<Consultation>,
	'spaceId' | 'versionId' | 'announcedAt' | 'closesAt'
>;

export async function preview(
	db: Database,
	by: Viewer,
	consultation: Announced,
	file: Import
): Promise<(Entry & { line: number; organisation: string | null })[]> {
	const mayPrivate = entersPrivate(by, consultation.spaceId);
	const facts = await factsFor(db, consultation, await now(db), mayPrivate);
	if (!facts) return [];
	const rows = await firstRows(db, file.id, { faultless: true });
	return rows.map(({ line, cells }) => {
		const { entry } = judge(cells, file.columns, file, facts);
		const column = file.columns.organisation;
		const named = entry.organisationId !== null && column !== undefined;
		return { ...entry, line, organisation: named ? (cells[column] ?? null) : null };
	});
}
