/** What open pages are told while they are read: public numbers and references, never words. Pure. */

import type { State } from './consultation.ts';

/** A public remark as others may know of it: its reference, its place, what it replies to. */
export type Heard = { reference: string; on: string; to: string | null; at: number };

/** The public face of a consultation at one generation, as small as it can be told. */
export type Standing = {
	generation: number;
	state: State;
	opens: string | null;
	closes: string | null;
	/**
	 * By `P9`, a section's id or `whole`: the remarks there, then for numbered units the votes by kind of voter,
	 * each as agree, with changes, disagree, unsure. Places of which nothing is to be told are absent.
	 */
	places: Record<string, readonly number[]>;
	/** The latest remarks, newest first. */
	remarks: readonly Heard[];
	/** References whose words were hidden, withdrawn or redacted. */
	withheld: readonly string[];
	/** Ids of notices, extensions and changes of rules. */
	acts: readonly string[];
};

/** What is different since; a member that is absent has not changed. */
export type Change = {
	n: number;
	state?: State;
	opens?: string | null;
	closes?: string | null;
	places?: Standing['places'];
	/** References, each with its place and what it replies to. */
	remarks?: readonly (readonly [reference: string, on: string, to: string | null])[];
	/** Whoever shows these drops their words. */
	gone?: readonly string[];
	acts?: number;
};

/** The latest remarks that are told apart; of more at once only the numbers arrive. */
export const mostHeard = 100;

/** What to tell of the way from one standing to a later one; null when nobody would see a difference. */
export function changesOf(before: Standing, now: Standing): Change | null {
	const places = placesChanged(before.places, now.places);
	const remarks = newRemarks(before, now);
	const withheld = new Set(before.withheld);
	const gone = now.withheld.filter((reference) => !withheld.has(reference));
	const change: Change = {
		n: now.generation,
		...(before.state === now.state ? {} : { state: now.state }),
		...(before.opens === now.opens ? {} : { opens: now.opens }),
		...(before.closes === now.closes ? {} : { closes: now.closes }),
		...(places ? { places } : {}),
		...(remarks.length ? { remarks } : {}),
		...(gone.length ? { gone } : {}),
		...(before.acts.length === now.acts.length ? {} : { acts: now.acts.length })
	};
	return Object.keys(change).length > 1 ? change : null;
}

function placesChanged(before: Standing['places'], now: Standing['places']) {
	const found: Record<string, readonly number[]> = {};
	for (const [place, figures] of Object.entries(now)) {
		if (before[place]?.join() !== figures.join()) found[place] = figures;
	}
	for (const place of Object.keys(before)) if (!(place in now)) found[place] = [0];
	return Object.keys(found).length ? found : null;
}

function newRemarks(before: Standing, now: Standing) {
	const known = new Set([...before.remarks.map(({ reference }) => reference), ...before.withheld]);
	// One that leaves a full list lets an older one into sight, which is not new for that.
	const since = before.remarks.length < mostHeard ? -Infinity : (before.remarks.at(-1)?.at ?? 0);
	return now.remarks
		.filter(({ reference, at }) => !known.has(reference) && at >= since)
		.map(({ reference, on, to }) => [reference, on, to] as const)
		.reverse();
}
