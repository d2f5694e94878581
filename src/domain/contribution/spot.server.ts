/** Finds the place an address names: the consultation as it stands and the unit of its text. */

import { headOf, idOf } from '../consultation/store.server.ts';
import type { PublishedText, TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import { readIn, type ReadHead, type ReadText } from '../translation/text.server.ts';
import type { Wanted } from '../translation/tongue.ts';
import type { Place } from './place.ts';

export type Announced = ReadHead & { versionId: string };

/** The id behind an address; undefined when there is none. */
export const consultationId = idOf;

/** The consultation once it is announced, with its text as the reader wants it; drafts are nobody's to speak about. */
export async function announced(
	db: Database,
	id: string,
	wanted: Wanted | null = null
): Promise<{ head: Announced; text: ReadText } | undefined> {
	const head = await headOf(db, id);
	if (!head?.announcedAt || !head.versionId) return undefined;
	return readIn(db, { ...head, versionId: head.versionId }, wanted);
}

/** The unit of a place: null for the whole, undefined when the text has none such. */
export function unitIn(text: PublishedText, place: Place): TextUnit | null | undefined {
	if (place.kind === 'whole') return null;
	if (place.kind === 'unit') return text.units.find(({ number }) => number === place.number);
	const unit = text.byId.get(place.unitId);
	return unit?.number === null ? unit : undefined;
}

/** The numbers a P in a remark can mean. */
export function numbersIn(text: PublishedText): [first: number, last: number] {
	const numbers = text.units.flatMap(({ number }) => (number === null ? [] : [number]));
	return [numbers[0] ?? 0, numbers.at(-1) ?? -1];
}
