/** Reads what open pages are told: a handful of queries, however many people read. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import * as voting from '#domain/voting/store.server.ts';
import { values, voterKinds, type Counts } from '#domain/voting/vote.ts';
import { mostHeard, type Heard, type Standing } from './live.ts';
import { headOf } from './store.server.ts';
import { textOf, type PublishedText } from './text.server.ts';
import { nameOf } from './unit-names.ts';
import { voicesOf, type Voices } from './voices.server.ts';

const mostWithheld = 500;

/** The standing of a consultation, with the time it was read and its space; undefined for drafts. */
export async function standingOf(db: Database, consultationId: string) {
	const head = await headOf(db, consultationId);
	if (!head?.announcedAt || !head.versionId) return undefined;
	const [text, voices, tallies, remarks, withheld] = await Promise.all([
		textOf(db, head.versionId),
		voicesOf(db, consultationId, head.generation),
		voting.tallies(db, consultationId),
		latest(db, consultationId),
		withheldIn(db, consultationId)
	]);
	const wordOf = placeWords(text);
	const standing: Standing = {
		generation: head.generation,
		state: head.state,
		opens: head.opensAt?.toISOString() ?? null,
		closes: head.closesAt?.toISOString() ?? null,
		places: placesOf(text, voices, tallies, wordOf),
		remarks: remarks.map(({ reference, unitId, to, receivedAt }): Heard => {
			return { reference, on: wordOf(unitId), to, at: receivedAt.getTime() };
		}),
		withheld: withheld.map(({ reference }) => reference),
		acts: voices.acts.map(({ id }) => id)
	};
	return { head, standing };
}

/** A unit as `on=` names it. */
const placeWords = (text: PublishedText) => (unitId: string | null) => {
	if (unitId === null) return 'whole';
	const number = text.byId.get(unitId)?.number;
	return number == null ? unitId : nameOf(number);
};

function placesOf(
	text: PublishedText,
	voices: Voices,
	tallies: Awaited<ReturnType<typeof voting.tallies>>,
	wordOf: (unitId: string) => string
): Standing['places'] {
	const counted = ({ unitId, number }: PublishedText['units'][number]) => {
		const remarks = voices.byUnit.get(unitId) ?? 0;
		const tally = tallies.get(unitId);
		const votes = tally ? voterKinds.flatMap((kind) => inOrder(tally[kind])) : [];
		return number !== null && votes.some(Boolean) ? [remarks, ...votes] : [remarks];
	};
	const told = text.units.map((unit) => [wordOf(unit.unitId), counted(unit)] as const);
	const all = [...told, ['whole', [voices.whole]] as const];
	return Object.fromEntries(all.filter(([, figures]) => figures.some(Boolean)));
}

const inOrder = (counts: Counts) => values.map((value) => counts[value]);

const latest = (db: Database, consultationId: string) =>
	db
		.selectFrom('contribution')
		.leftJoin('contribution as parent', 'parent.id', 'contribution.parentId')
		.select([
			'contribution.reference',
			'contribution.unitId',
			'parent.reference as to',
			'contribution.receivedAt'
		])
		.where('contribution.consultationId', '=', consultationId)
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.orderBy('contribution.receivedAt', 'desc')
		.limit(mostHeard)
		.execute();

const withheldIn = (db: Database, consultationId: string) =>
	db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', consultationId)
		.where('visibility', '=', 'public')
		// As the index says it.
		.where(sql<boolean>`(state in ('held', 'refused', 'withdrawn') or redacted)`)
		.orderBy('id', 'desc')
		.limit(mostWithheld)
		.execute();
