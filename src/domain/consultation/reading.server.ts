/** Everything the reading page shows, in a number of queries that does not grow with the text. */

import type { Database } from '#domain/database.server.ts';
import * as voting from '#domain/voting/store.server.ts';
import { noHighlights, type Highlights } from '#domain/text/anchor/segments.ts';
import { noTally, together, type Counts, type Tally, type Value } from '#domain/voting/vote.ts';
import { overview, type Overview } from './overview.ts';
import { textKey } from './highlights.server.ts';
import { readIn, type ReadHead, type ReadText } from '../translation/text.server.ts';
import type { Wanted } from '../translation/tongue.ts';
import { headOf } from './store.server.ts';
import type { TextUnit } from './text.server.ts';
import { voicesOf, type PublicAct, type Voices } from './voices.server.ts';

export type ReadUnit = {
	unit: TextUnit;
	tally: Tally;
	counts: Counts;
	remarks: number;
	suggestions: number;
	notices: PublicAct[];
	/** The words of this text that remarks are about. */
	highlights: Highlights;
	/** The vote of whom the page is read as. */
	own: Value | null;
};

export type Progress = { voted: number; of: number; next: number | null };

export type Reading = {
	head: ReadHead & { versionId: string };
	/** The language it is read in, and its edition. */
	text: Pick<ReadText, 'lang' | 'n'>;
	units: ReadUnit[];
	voices: Voices;
	overview: Overview;
	progress: Progress;
};

const none: PublicAct[] = [];

/** The page of an announced consultation in the language its reader wants; undefined for drafts. With a voter, their votes are on it. */
export async function reading(
	db: Database,
	consultationId: string,
	voterId: string | null,
	wanted: Wanted | null = null
): Promise<Reading | undefined> {
	const found = await headOf(db, consultationId);
	if (!found?.announcedAt || !found.versionId) return undefined;
	const [{ head, text }, voices, tallies, votes] = await Promise.all([
		readIn(db, { ...found, versionId: found.versionId }, wanted),
		voicesOf(db, consultationId, found.generation),
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
			suggestions: voices.suggestions.get(unit.unitId) ?? 0,
			notices: notices.get(unit.unitId) ?? none,
			highlights: voices.highlights.get(textKey(unit.unitId, unit.lang)) ?? noHighlights,
			own: own.get(unit.unitId) ?? null
		};
	});
	const { lang, n } = text;
	const counted = { overview: overviewOf(units), progress: progressOf(units) };
	return { head, text: { lang, n }, units, voices, ...counted };
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
