/** Everything the reading page shows, in a number of queries that does not grow with the text. */

import type { Database } from '#domain/database.server.ts';
import * as voting from '#domain/voting/store.server.ts';
import { noTally, together, type Counts, type Tally, type Value } from '#domain/voting/vote.ts';
import { overview, type Overview } from './overview.ts';
import { headOf, type Head } from './store.server.ts';
import { textOf, type TextUnit } from './text.server.ts';
import { voicesOf, type PublicAct, type Voices } from './voices.server.ts';

export type ReadUnit = {
	unit: TextUnit;
	tally: Tally;
	counts: Counts;
	remarks: number;
	notices: PublicAct[];
	/** The vote of whom the page is read as. */
	own: Value | null;
};

export type Progress = { voted: number; of: number; next: number | null };

export type Reading = {
	head: Head;
	units: ReadUnit[];
	voices: Voices;
	overview: Overview;
	progress: Progress;
};

const none: PublicAct[] = [];

/** The page of an announced consultation; undefined for drafts. With a voter, their votes are on it. */
export async function reading(
	db: Database,
	consultationId: string,
	voterId: string | null
): Promise<Reading | undefined> {
	const head = await headOf(db, consultationId);
	if (!head?.announcedAt || !head.versionId) return undefined;
	const [text, voices, tallies, votes] = await Promise.all([
		textOf(db, head.versionId),
		voicesOf(db, consultationId, head.generation),
		voting.tallies(db, consultationId),
		voterId ? voting.votesOf(db, consultationId, [voterId]) : []
	]);
	const own = new Map(votes.map(({ unitId, value }) => [unitId, value]));
	const notices = noticesByUnit(voices.acts);
	const units = text.units.map((unit): ReadUnit => {
		const tally = tallies.get(unit.unitId) ?? noTally();
		return {
			unit,
			tally,
			counts: together(tally),
			remarks: voices.byUnit.get(unit.unitId) ?? 0,
			notices: notices.get(unit.unitId) ?? none,
			own: own.get(unit.unitId) ?? null
		};
	});
	return { head, units, voices, overview: overviewOf(units), progress: progressOf(units) };
}

function noticesByUnit(acts: PublicAct[]): Map<string, PublicAct[]> {
	const found = new Map<string, PublicAct[]>();
	for (const act of acts) {
		if (act.unitId) found.set(act.unitId, [...(found.get(act.unitId) ?? []), act]);
	}
	return found;
}

const overviewOf = (units: ReadUnit[]) =>
	overview(
		units.flatMap(({ unit, tally, remarks }) =>
			unit.number === null ? [] : [{ number: unit.number, tally, remarks }]
		)
	);

/** How far a voter is: the next unit is the first without a vote of theirs. */
export function progressOf(units: Pick<ReadUnit, 'unit' | 'own'>[]): Progress {
	const votable = units.filter(({ unit }) => unit.number !== null);
	const missing = votable.filter(({ own }) => own === null);
	return {
		voted: votable.length - missing.length,
		of: votable.length,
		next: missing[0]?.unit.number ?? null
	};
}
