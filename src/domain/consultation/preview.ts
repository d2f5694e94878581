/** A draft as its readers will see it: the same shape as a published text, with names that lead nowhere yet. */

import { noHighlights } from '../text/anchor/segments.ts';
import { number, type Entry } from '../text/review.ts';
import { dir, plain } from '../text/unit.ts';
import { noTally, together } from '../voting/vote.ts';
import { overview } from './overview.ts';
import { anchorOf } from './unit-names.ts';

/** The units that will be published, as the reading page takes them. */
export function previewUnits(entries: readonly Entry[], first: number) {
	const numbers = number(entries, first);
	return entries.flatMap(({ unit, excluded }, at) => {
		if (excluded) return [];
		const named = { unitId: `preview-${at}`, number: numbers[at] ?? null };
		const level = unit.kind === 'heading' ? unit.level : null;
		const { kind, lang, body } = unit;
		const shown = { ...named, anchor: anchorOf(named), kind, level, lang, dir: dir(unit), body };
		const tally = noTally();
		const rest = {
			tally,
			counts: together(tally),
			remarks: 0,
			suggestions: 0,
			notices: [],
			highlights: noHighlights,
			own: null
		};
		return [{ unit: { ...shown, plain: plain(unit), hash: named.unitId }, ...rest }];
	});
}

/** The figures of a text nobody has said anything on. */
export const previewOverview = (units: ReturnType<typeof previewUnits>) =>
	overview(
		units.flatMap(({ unit, tally, remarks }) =>
			unit.number === null ? [] : [{ number: unit.number, tally, remarks }]
		)
	);

export const noVoices = () => ({
	suggestions: new Map<string, number>(),
	byUnit: new Map<string, number>(),
	whole: 0,
	all: 0,
	people: 0,
	organisations: 0,
	guests: 0,
	private: 0,
	latest: [],
	mostSupported: null,
	acts: [],
	highlights: new Map<string, typeof noHighlights>()
});
