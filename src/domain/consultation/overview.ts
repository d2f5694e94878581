/** The figures of a consultation's overview: each counted from what everyone can look up. Pure. */

import { dispute, levelOfAgreement, noCounts, sum, together, total } from '../voting/vote.ts';
import type { Counts, Tally } from '../voting/vote.ts';

/** A unit people vote on, with what came in on it. */
export type Spoken = { number: number; tally: Tally; remarks: number };

export type Overview = {
	votes: Counts;
	individuals: number;
	organisations: number;
	/** Votes of people without a verified address: in no other figure. */
	guests: number;
	/** Null while too few have voted. */
	level: number | null;
	disputed: Spoken | null;
	discussed: Spoken | null;
	/** Only once something was said somewhere. */
	undiscussed: Spoken | null;
};

/** Among equals, the first in the text is named. */
export function overview(units: readonly Spoken[]): Overview {
	const counted = units.reduce((all, { tally }) => sum(all, together(tally)), noCounts());
	const discussed = highest(units, (unit) => unit.remarks);
	return {
		votes: counted,
		individuals: units.reduce((all, { tally }) => all + total(tally.person), 0),
		organisations: units.reduce((all, { tally }) => all + total(tally.organisation), 0),
		guests: units.reduce((all, { tally }) => all + total(tally.guest), 0),
		level: levelOfAgreement(counted),
		disputed: highest(units, (unit) => dispute(together(unit.tally))),
		discussed,
		undiscussed: discussed && units.length > 1 ? lowest(units, (unit) => unit.remarks) : null
	};
}

/** The unit of the largest measure; null when none is above zero. */
function highest(units: readonly Spoken[], measure: (unit: Spoken) => number): Spoken | null {
	let found: Spoken | null = null;
	let most = 0;
	for (const unit of units) {
		const size = measure(unit);
		if (size <= most) continue;
		found = unit;
		most = size;
	}
	return found;
}

function lowest(units: readonly Spoken[], measure: (unit: Spoken) => number): Spoken | null {
	const least = Math.min(...units.map(measure));
	return units.find((unit) => measure(unit) === least) ?? null;
}
