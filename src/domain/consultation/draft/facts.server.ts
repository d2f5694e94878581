/** What the checklist needs to know of a draft. */

import type { Database } from '#domain/database.server.ts';
import type { TextFacts } from '../checklist.ts';
import { unknown } from '#domain/text/language.ts';
import { unchecked, type Entry } from '#domain/text/review.ts';
import { standing } from './history.ts';
import { entriesAt, steps } from './store.server.ts';

export async function draftOf(db: Database, consultationId: string, revision: number) {
	const [entries, taken] = await Promise.all([
		entriesAt(db, consultationId, revision),
		steps(db, consultationId)
	]);
	const stands = standing(taken);
	return { entries, standing: stands, facts: factsOf(entries, stands.shown?.op === 'reviewed') };
}

function factsOf(entries: readonly Entry[], reviewed: boolean): TextFacts {
	const published = entries.filter(({ excluded }) => !excluded);
	return {
		numbered: published.filter(({ unit }) => unit.kind !== 'heading').length,
		withoutLanguage: published.filter(({ unit }) => unit.lang === unknown).length,
		reviewed,
		unchecked: unchecked(entries).length
	};
}
