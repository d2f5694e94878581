/** Where in a text something is said: a numbered unit, a section, or the whole. As it stands in addresses. */

import { isId } from '../identity.ts';

export type Place =
	{ kind: 'unit'; number: number } | { kind: 'section'; unitId: string } | { kind: 'whole' };

/** `P9`, a section's id, or `whole`; null for anything else. */
export function placeOf(word: string | null): Place | null {
	if (word === 'whole') return { kind: 'whole' };
	if (/^P(0|[1-9]\d{0,5})$/.test(word ?? ''))
		return { kind: 'unit', number: Number(word?.slice(1)) };
	return word && isId(word) ? { kind: 'section', unitId: word } : null;
}

/** The same place as `on=` names it. */
export function placeWord(place: Place): string {
	if (place.kind === 'unit') return `P${place.number}`;
	return place.kind === 'section' ? place.unitId : 'whole';
}

/** The same place as an address below its consultation's. */
export const placePath = (place: Place) =>
	place.kind === 'section' ? `sections/${place.unitId}` : placeWord(place);
