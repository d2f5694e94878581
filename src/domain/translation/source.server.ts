/** The text that is translated, as it stands: the draft before it is announced, then the published version. */

import type { Selectable } from 'kysely';
import { entriesAt } from '../consultation/draft/store.server.ts';
import { textOf, type TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import type { Consultation } from '../tables.server.ts';
import { hash } from '../text/hash.server.ts';
import { published } from '../text/review.ts';
import type { Unit } from '../text/unit.ts';
import type { Original } from './content.ts';

type Standing = Pick<
	Selectable<Consultation>,
	'id' | 'versionId' | 'draftRevision' | 'firstNumber'
>;

/** The units in order, each under a key that stays the same when the draft is published. */
export async function originalsOf(db: Database, one: Standing): Promise<Original[]> {
	if (one.versionId)
		return (await publishedOriginals(db, one.versionId)).map(({ original }) => original);
	return keyed(published(await entriesAt(db, one.id, one.draftRevision), one.firstNumber));
}

/** The same of a published version, each with its unit's id. */
export async function publishedOriginals(db: Database, versionId: string) {
	const { units } = await textOf(db, versionId);
	const originals = keyed(units.map((shown) => ({ unit: unitOf(shown), number: shown.number })));
	return originals.map((original, at) => ({ original, unitId: units[at]?.unitId ?? '' }));
}

export const unitOf = ({ kind, level, lang, body }: TextUnit): Unit =>
	(kind === 'heading' ? { kind, level, lang, body } : { kind, lang, body }) as Unit;

/** Units that say the same are told apart by their order. */
function keyed(units: readonly { unit: Unit; number: number | null }[]): Original[] {
	const seen = new Map<string, number>();
	return units.map(({ unit, number }) => {
		const print = hash(unit).slice(0, 24);
		const n = (seen.get(print) ?? 0) + 1;
		seen.set(print, n);
		return { key: `${print}-${n}`, unit, number };
	});
}
