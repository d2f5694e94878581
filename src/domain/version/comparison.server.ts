/** Two published versions beside each other: what differs, since which version, because of whom. */

import type { Database } from '../database.server.ts';
import { textOf, type PublishedText, type TextUnit } from '../consultation/text.server.ts';
import type { Difference } from '../suggestion/difference.ts';
import { differenceIn, isChanged, rowsOf, type Row } from './compare.ts';
import { causesOf, noCauses, type Causes } from './causes.server.ts';
import { lineageOf, type Between, type Lineage, type Origin } from './lineage.ts';
import type { Version } from './store.server.ts';
import type { ChangeKind } from './version.ts';

export type Compared = Row<TextUnit> & {
	/** Null where no word differs. */
	difference: Difference | null;
	/** Everything on the way was a correction. */
	corrected: boolean;
	/** What was said of the changes, version by version. */
	notes: { n: number; note: string; noteLang: string }[];
	causes: Causes;
};

export type Comparison = {
	rows: Compared[];
	counts: Record<'same' | 'changed' | 'added' | 'removed' | 'split' | 'merged' | 'moved', number>;
};

type Change = {
	n: number;
	unitId: string;
	kind: ChangeKind;
	moved: boolean;
	note: string;
	noteLang: string;
};

/** From an earlier version to a later one. Five queries at most, whatever lies between them. */
export async function comparison(
	db: Database,
	consultationId: string,
	from: Pick<Version, 'id' | 'n'>,
	to: Pick<Version, 'id' | 'n'>
): Promise<Comparison> {
	const between = { consultationId, after: from.n, until: to.n };
	const [old, young, origins, changes] = await Promise.all([
		textOf(db, from.id),
		textOf(db, to.id),
		originsIn(db, between),
		changesBetween(db, between)
	]);
	const { rows, differences } = bodiesOf(old, young, origins, changes);
	const rowOf = rowsByUnit(rows, origins);
	const changed = Map.groupBy(changes, ({ unitId }) => rowOf.get(unitId) ?? -1);
	const causes = await causesOf(db, between, rowOf);
	const compared = rows.map((row, at): Compared => {
		const own = changed.get(at) ?? [];
		return {
			...row,
			difference: differences[at] ?? null,
			corrected: own.length > 0 && own.every(({ kind }) => kind === 'correction'),
			notes: own.flatMap(({ n, note, noteLang }) => (note ? [{ n, note, noteLang }] : [])),
			causes: causes.get(at) ?? noCauses
		};
	});
	return { rows: compared, counts: countsOf(rows) };
}

const originsIn = (db: Database, { consultationId, after, until }: Between): Promise<Origin[]> =>
	db
		.selectFrom('unitOrigin as o')
		.innerJoin('textVersion as v', 'v.id', 'o.versionId')
		.select(['v.n', 'o.unitId', 'o.fromUnitId'])
		.where('v.consultationId', '=', consultationId)
		.where('v.n', '>', after)
		.where('v.n', '<=', until)
		.execute();

async function changesBetween(
	db: Database,
	{ consultationId, after, until }: Between
): Promise<Change[]> {
	const rows = await db
		.selectFrom('unitChange as c')
		.innerJoin('textVersion as v', 'v.id', 'c.versionId')
		.select(['v.n', 'c.unitId', 'c.kind', 'c.moved', 'c.note', 'c.noteLang'])
		.where('v.consultationId', '=', consultationId)
		.where('v.n', '>', after)
		.where('v.n', '<=', until)
		.orderBy('v.n')
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as ChangeKind }));
}

type Bodies = { rows: Row<TextUnit>[]; differences: (Difference | null)[] };

/** Versions never change, so what differs between two is found once; the longest ago looked at leaves first. */
const kept = new Map<string, Bodies>();
const mostRows = 30_000;

function bodiesOf(
	old: PublishedText,
	young: PublishedText,
	origins: readonly Origin[],
	changes: readonly Change[]
): Bodies {
	const key = `${old.versionId} ${young.versionId}`;
	const known = kept.get(key);
	kept.delete(key);
	const made = known ?? compare(old, young, origins, changes);
	kept.set(key, made);
	let all = [...kept.values()].reduce((sum, { rows }) => sum + rows.length, 0);
	for (const [oldest, { rows }] of kept) {
		if (all <= mostRows || oldest === key) break;
		kept.delete(oldest);
		all -= rows.length;
	}
	return made;
}

function compare(
	old: PublishedText,
	young: PublishedText,
	origins: readonly Origin[],
	changes: readonly Change[]
): Bodies {
	const lineage: Lineage = lineageOf(idsOf(old), idsOf(young), origins);
	const moved = new Set(changes.flatMap((one) => (one.moved ? [one.unitId] : [])));
	const rows = rowsOf(old.units, young.units, lineage, moved);
	return { rows, differences: rows.map((row) => (row.kind === 'same' ? null : differenceIn(row))) };
}

const idsOf = ({ units }: PublishedText) => units.map(({ unitId }) => unitId);

/** The row that what is said of a unit belongs to, also of one that was there only on the way. */
function rowsByUnit(rows: readonly Row[], origins: readonly Origin[]): Map<string, number> {
	const found = new Map<string, number>();
	for (const [at, { old, young }] of rows.entries())
		for (const { unitId } of [...old, ...young]) if (!found.has(unitId)) found.set(unitId, at);
	// Until nothing is learned any more: there are as many steps as versions.
	for (let learned = true; learned;) {
		learned = false;
		for (const { unitId, fromUnitId } of origins) {
			for (const [one, other] of [
				[unitId, fromUnitId],
				[fromUnitId, unitId]
			] as const) {
				const at = found.get(other);
				if (at === undefined || found.has(one)) continue;
				found.set(one, at);
				learned = true;
			}
		}
	}
	return found;
}

function countsOf(rows: readonly Row[]): Comparison['counts'] {
	const counts = { same: 0, changed: 0, added: 0, removed: 0, split: 0, merged: 0, moved: 0 };
	for (const row of rows) {
		if (row.moved) counts.moved += 1;
		if (row.kind !== 'same' || !isChanged(row)) counts[row.kind] += 1;
	}
	return counts;
}
