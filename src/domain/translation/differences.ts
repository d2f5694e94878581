/** In what a translated unit differs from its original: what can be told without knowing either language. Pure. */

import { featuresOf, type Features } from './features.ts';
import { plain, type Kind, type Unit } from '../text/unit.ts';

export type Difference =
	| { code: 'kind'; original: Kind; translation: Kind }
	| { code: 'items' | 'rows' | 'columns' | 'notes'; original: number; translation: number }
	| { code: 'numbers'; original: string; translation: string }
	| { code: 'same_words' };

export function differences(original: Unit, translation: Unit): Difference[] {
	const [a, b] = [featuresOf(original), featuresOf(translation)];
	if (a.kind !== b.kind) return [{ code: 'kind', original: a.kind, translation: b.kind }];
	return [
		...apart(a.kind === 'table' ? 'rows' : 'items', a.parts, b.parts),
		...apart('columns', a.columns, b.columns),
		...apart('notes', a.notes, b.notes),
		...numbers(a, b),
		...(a.length > 40 && plain(original) === plain(translation)
			? [{ code: 'same_words' as const }]
			: [])
	];
}

const apart = (
	code: 'items' | 'rows' | 'columns' | 'notes',
	original: number,
	translation: number
) => (original === translation ? [] : [{ code, original, translation }]);

/** Numbers that stand in one only; small ones are often written out. */
function numbers(a: Features, b: Features): Difference[] {
	const [here, there] = [without(a.numbers, b.numbers), without(b.numbers, a.numbers)];
	const telling = [...here, ...there].some((number) => number.length > 1);
	if (!telling) return [];
	return [{ code: 'numbers', original: here.join(' · '), translation: there.join(' · ') }];
}

function without(all: readonly string[], others: readonly string[]): string[] {
	const left = [...others];
	return all.filter((number) => {
		const at = left.indexOf(number);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}
