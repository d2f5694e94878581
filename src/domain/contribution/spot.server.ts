/** Finds the place an address names: the consultation as it stands and the unit of its text. */

import { headOf, idOf, type Head } from '../consultation/store.server.ts';
import { textOf, type PublishedText, type TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import type { Place } from './place.ts';

export type Announced = Head & { versionId: string };

/** The id behind an address; undefined when there is none. */
export const consultationId = idOf;

/** The consultation once it is announced, with its text; drafts are nobody's to speak about. */
export async function announced(
	db: Database,
	id: string
): Promise<{ head: Announced; text: PublishedText } | undefined> {
	const head = await headOf(db, id);
	if (!head?.announcedAt || !head.versionId) return undefined;
	const text = await textOf(db, head.versionId);
	return { head: { ...head, versionId: head.versionId }, text };
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
