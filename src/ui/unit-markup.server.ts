/**
 * The markup of a reading page's units, kept while nothing of a unit changes: a long page then costs what
 * changed on it. It is what the component rendered, so it is as escaped as the component is.
 */

import { render } from 'svelte/server';
import type { ReadUnit } from '#domain/consultation/reading.server.ts';
import { values, voterKinds } from '#domain/voting/vote.ts';
import ReadingUnit, { type Frame } from './ReadingUnit.svelte';

/** Characters of markup kept in the process; the oldest leaves first. */
const most = 48 * 1024 * 1024;
const kept = new Map<string, string>();
let size = 0;

/** Marks for a framework that would wake the page up in the browser; ours sleeps (decision 1). */
const marks = /<!--(?:\[-?\d*!?|\])?-->/g;

/** One string for all units of a version, in their order. */
export function unitsMarkup(versionId: string, units: readonly ReadUnit[], frame: Frame): string {
	const around = [versionId, frame.say.words.lang, frame.base, frame.zone, frame.open, frame.text];
	const spokenFor = frame.voter ? [frame.voter.id, frame.voter.name] : [];
	const page = JSON.stringify([...around, ...spokenFor]);
	return units.map((one) => markup(page + keyOf(one), one, frame)).join('');
}

function markup(key: string, one: ReadUnit, frame: Frame): string {
	const known = kept.get(key);
	if (known !== undefined) return known;
	const made = render(ReadingUnit, { props: { one, frame } }).body.replace(marks, '');
	kept.set(key, made);
	size += made.length;
	for (const [oldest, html] of kept) {
		if (size <= most) break;
		kept.delete(oldest);
		size -= html.length;
	}
	return made;
}

/** Everything of a unit that can change while its text cannot. */
function keyOf({ unit, tally, remarks, suggestions, own, notices, highlights }: ReadUnit): string {
	let key = `${unit.unitId} ${remarks} ${suggestions} ${own} ${highlights.mark}`;
	for (const value of values) for (const kind of voterKinds) key += ` ${tally[kind][value]}`;
	for (const { id } of notices) key += ` ${id}`;
	return key;
}
