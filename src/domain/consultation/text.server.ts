/** The published text of a consultation: immutable, so that a version once read is kept in the process. */

import type { Database } from '#domain/database.server.ts';
import { dir, type Body, type Kind, type Level, type Unit } from '#domain/text/unit.ts';
import { anchorOf } from './unit-names.ts';

export type TextUnit = {
	unitId: string;
	anchor: string;
	number: number | null;
	kind: Kind;
	level: Level | null;
	lang: string;
	dir: 'ltr' | 'rtl';
	body: Body;
	plain: string;
	/** The same while kind, language and words are, in whatever version it stands. */
	hash: string;
};

export type PublishedText = {
	versionId: string;
	units: TextUnit[];
	byId: Map<string, TextUnit>;
};

/** Units of all kept texts together; a text of 3,000 units is the longest there is. */
const mostUnits = 60_000;
const kept = new Map<string, PublishedText>();

/** One version's units in their order. */
export async function textOf(db: Database, versionId: string): Promise<PublishedText> {
	const known = kept.get(versionId);
	if (known) {
		kept.delete(versionId);
		kept.set(versionId, known);
		return known;
	}
	const read = await readText(db, versionId);
	kept.set(versionId, read);
	let units = [...kept.values()].reduce((all, text) => all + text.units.length, 0);
	for (const [oldest, text] of kept) {
		if (units <= mostUnits || oldest === versionId) break;
		kept.delete(oldest);
		units -= text.units.length;
	}
	return read;
}

async function readText(db: Database, versionId: string): Promise<PublishedText> {
	const rows = await db
		.selectFrom('unitText')
		.select(['unitId', 'number', 'kind', 'level', 'lang', 'body', 'plain', 'hash'])
		.where('versionId', '=', versionId)
		.orderBy('position')
		.execute();
	const units = rows.map((row) => ({
		...row,
		kind: row.kind as Kind,
		level: row.level as Level | null,
		body: row.body as unknown as Body,
		anchor: anchorOf(row),
		dir: dir({ kind: row.kind, lang: row.lang, body: row.body } as unknown as Unit)
	}));
	return { versionId, units, byId: new Map(units.map((unit) => [unit.unitId, unit])) };
}
