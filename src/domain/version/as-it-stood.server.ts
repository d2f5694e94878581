/** A version as it was read: its words, what went in it, and the votes given on the words as they stood there. */

import { sql } from 'kysely';
import type { Database } from '../database.server.ts';
import type { Head } from '../consultation/store.server.ts';
import type { TextUnit } from '../consultation/text.server.ts';
import { readIn } from '../translation/text.server.ts';
import type { Wanted } from '../translation/tongue.ts';
import * as voting from '../voting/store.server.ts';
import { noTally, sum, type Counts, type Tally, type VoterKind } from '../voting/vote.ts';
import { comparison, type Compared } from './comparison.server.ts';
import type { Version } from './store.server.ts';
import { keepsVotes, type ChangeKind } from './version.ts';

export type StoodUnit = {
	unit: TextUnit;
	tally: Tally;
	/** How it came to be as it is here, where this version changed it. */
	row: Compared | null;
	/** What stood behind it in the version before and went. */
	gone: Compared[];
};

/** The version with what it changed; `gone` is what went from before its first unit. */
export async function asItStood(
	db: Database,
	head: Head & { versionId: string },
	versions: readonly Version[],
	version: Version,
	wanted: Wanted | null
) {
	const before = versions.find(({ id }) => id === version.baseId);
	const languages = await languagesOf(db, version.id);
	const here = { ...head, versionId: version.id, languages };
	const [{ head: said, text }, tallies, compared] = await Promise.all([
		readIn(db, here, wanted),
		talliesIn(db, head, version),
		before ? comparison(db, head.id, before, version) : null
	]);
	const rows = compared?.rows ?? [];
	const rowOf = new Map<string, Compared>();
	const behind = Map.groupBy(goneBehind(rows, rowOf), ([unitId]) => unitId);
	const units = text.units.map((unit): StoodUnit => {
		const row = rowOf.get(unit.unitId);
		return {
			unit,
			tally: tallies.get(unit.unitId) ?? noTally(),
			row: row && (row.kind !== 'same' || row.moved) ? row : null,
			gone: (behind.get(unit.unitId) ?? []).map(([, gone]) => gone)
		};
	});
	const gone = (behind.get('') ?? []).map(([, row]) => row);
	return { head: said, text, units, gone, before: before ?? null };
}

/** Rows of units that went, each with the unit it stood behind. */
function goneBehind(rows: readonly Compared[], rowOf: Map<string, Compared>) {
	const found: [unitId: string, row: Compared][] = [];
	let last = '';
	for (const row of rows) {
		for (const { unitId } of row.young) rowOf.set(unitId, row);
		if (row.kind === 'removed') found.push([last, row]);
		else last = row.young.at(-1)?.unitId ?? last;
	}
	return found;
}

async function languagesOf(db: Database, versionId: string) {
	return db
		.selectFrom('textLanguage')
		.select(['lang', 'n'])
		.where('versionId', '=', versionId)
		.orderBy('lang')
		.execute();
}

type Kept = Counts & { unitId: string; n: number; voterKind: VoterKind };
type Break = { unitId: string; n: number; kind: ChangeKind };

/**
 * Votes on the words of a version: those of all versions in which a unit said the same, in substance. What is
 * counted now belongs to it while nothing but corrections came after.
 */
export async function talliesIn(
	db: Database,
	{ id }: Pick<Head, 'id'>,
	{ n }: Version
): Promise<Map<string, Tally>> {
	const [now, { rows: kept }, { rows: changes }] = await Promise.all([
		voting.tallies(db, id),
		sql<Kept>`
			select t.unit_id, v.n, t.voter_kind, t.agree, t.changes, t.disagree, t.unsure
			from earlier_tally t join text_version v on v.id = t.version_id
			where t.consultation_id = ${id}::uuid`.execute(db),
		sql<Break>`
			select c.unit_id, v.n, c.kind from unit_change c join text_version v on v.id = c.version_id
			where v.consultation_id = ${id}::uuid`.execute(db)
	]);
	const breaks = Map.groupBy(
		changes.filter(({ kind }) => !keepsVotes(kind)),
		({ unitId }) => unitId
	);
	const since = (unitId: string) =>
		Math.max(1, ...(breaks.get(unitId) ?? []).map((one) => one.n).filter((at) => at <= n));
	const until = (unitId: string) =>
		Math.min(Infinity, ...(breaks.get(unitId) ?? []).map((one) => one.n).filter((at) => at > n));
	const found = new Map<string, Tally>();
	for (const [unitId, tally] of now)
		if (until(unitId) === Infinity) found.set(unitId, structuredClone(tally));
	for (const { unitId, n: at, voterKind, agree, changes, disagree, unsure } of kept) {
		if (at < since(unitId) || at >= until(unitId)) continue;
		const tally = found.get(unitId) ?? noTally();
		tally[voterKind] = sum(tally[voterKind], { agree, changes, disagree, unsure });
		found.set(unitId, tally);
	}
	return found;
}
