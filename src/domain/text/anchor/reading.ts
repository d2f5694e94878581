/** A unit as it is read on its page: words without note calls and notes, a block a line. Quotes count in it. */

import { mapRuns } from '../note-calls.ts';
import type { Body, Kind, Run, Unit } from '../unit.ts';

/** As much of a unit as its words need. */
export type Readable = { kind: Kind; body: Body };

/**
 * Every block of a unit in the order it is read, changed on the way. Code and the words of a picture are no
 * runs of their own unit: they come back as `bare`.
 */
export function throughBlocks(readable: Readable, change: (runs: Run[]) => Run[]) {
	const unit = readable as unknown as Unit;
	let bare: Run[] = [];
	if (unit.kind === 'code') bare = change([{ text: unit.body.code }]);
	if (unit.kind === 'figure') bare = change([{ text: unit.body.alt }]);
	return { body: mapRuns(unit, change).body, bare };
}

/** What a block says; a call of a note says nothing. */
export const saidBy = (runs: readonly Run[]) =>
	runs.map(({ text, note }) => (note === undefined ? text : '')).join('');

/** The reading text. A block without words is not read, so it has no line. */
export function readingOf(unit: Readable): string {
	const blocks: string[] = [];
	throughBlocks(unit, (runs) => {
		const said = saidBy(runs);
		if (said.trim()) blocks.push(said);
		return runs;
	});
	return blocks.join('\n');
}
