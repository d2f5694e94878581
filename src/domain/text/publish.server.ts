/** Freezes a draft as a version: its units get the identity that votes and remarks refer to. */

import type { Insertable } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import type { UnitText } from '#domain/tables.server.ts';
import { hash } from './hash.server.ts';
import { published, type Entry } from './review.ts';
import { plain } from './unit.ts';

export type Edition = {
	consultationId: string;
	entries: readonly Entry[];
	firstNumber: number;
	publishedAt: Date;
};

/** Rows to a statement: PostgreSQL takes 65,535 parameters at once. */
const batch = 1000;

/** Writes the first version of a text; answers its id and how many units it has. Written once, never changed. */
export async function publish(tx: Transaction, edition: Edition) {
	const { consultationId, publishedAt } = edition;
	const versionId = newId();
	await tx
		.insertInto('textVersion')
		.values({ id: versionId, consultationId, n: 1, publishedAt })
		.execute();
	const rows = rowsOf(edition, versionId);
	for (let from = 0; from < rows.length; from += batch) {
		const some = rows.slice(from, from + batch);
		const units = some.map(({ unitId }) => ({ id: unitId, consultationId }));
		await tx.insertInto('unit').values(units).execute();
		await tx.insertInto('unitText').values(some).execute();
	}
	return { versionId, units: rows.length };
}

function rowsOf({ entries, firstNumber }: Edition, versionId: string): Insertable<UnitText>[] {
	return published(entries, firstNumber).map(({ unit, number }, position) => ({
		versionId,
		unitId: newId(),
		position,
		number,
		kind: unit.kind,
		level: unit.kind === 'heading' ? unit.level : null,
		lang: unit.lang,
		body: JSON.stringify(unit.body),
		plain: plain(unit),
		hash: hash(unit)
	}));
}
