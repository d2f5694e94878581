/** Highlights over one another: cut into stretches that each lie under the same ones. Pure. */

import type { Run } from '../unit.ts';
import { throughBlocks, saidBy, type Readable } from './reading.ts';

/** Words that were chosen, and by how many remarks. */
export type Highlight = { start: number; end: number; count: number };

/** A stretch with the number of remarks on its words. */
export type Segment = { start: number; end: number; count: number };

/** Sorted and side by side; where nothing was chosen there is none. */
export function segmentsOf(highlights: readonly Highlight[]): Segment[] {
	const changes = new Map<number, number>();
	const starts = new Set<number>();
	for (const { start, end, count } of highlights) {
		starts.add(start);
		changes.set(start, (changes.get(start) ?? 0) + count);
		changes.set(end, (changes.get(end) ?? 0) - count);
	}
	const edges = [...changes.keys()].sort((a, b) => a - b);
	const segments: Segment[] = [];
	let count = 0;
	for (const [n, start] of edges.entries()) {
		count += changes.get(start) ?? 0;
		const end = edges[n + 1];
		if (count > 0 && end !== undefined) segments.push({ start, end, count });
	}
	return segments;
}

/** What a unit's text shows of the remarks on its words. */
export type Highlights = {
	/** Remarks on words of this unit. */
	remarks: number;
	segments: Segment[];
	/** The same whenever all of the above is: what markup made from them is kept by. */
	mark: string;
};

export const noHighlights: Highlights = { remarks: 0, segments: [], mark: '' };

/** A run of a highlighted text: the segment it lies in, and which piece of that segment it is. */
export type Marked = Run & {
	mark?: Segment;
	first?: true;
	last?: true;
	/** An earlier piece leads to the thread already. */
	again?: true;
};

/** The unit with its runs cut at the segments' edges. */
export function marked(unit: Readable, segments: readonly Segment[]) {
	if (segments.length === 0) return throughBlocks(unit, (runs) => runs);
	const { cut, finish } = cutter(segments);
	let at = 0;
	const read = throughBlocks(unit, (runs) => {
		const said = saidBy(runs);
		if (!said.trim()) return runs;
		const made = cut(runs, at);
		at += [...said].length + 1;
		return made;
	});
	finish();
	return read;
}

function cutter(segments: readonly Segment[]) {
	let next = 0;
	const latest = new Map<Segment, Marked>();
	const led = new Set<Segment>();

	function inside(run: Run, text: string, mark: Segment): Marked {
		const piece: Marked = { ...run, text, mark };
		if (!latest.has(mark)) piece.first = true;
		if (led.has(mark)) piece.again = true;
		// Words that are a link already lead where they did.
		if (!run.href) led.add(mark);
		latest.set(mark, piece);
		return piece;
	}

	function cut(runs: Run[], from: number): Marked[] {
		let at = from;
		return runs.flatMap((run): Marked[] => {
			if (run.note !== undefined) return [run];
			const points = [...run.text];
			const end = at + points.length;
			const made: Marked[] = [];
			while (at < end) {
				while ((segments[next]?.end ?? Infinity) <= at) next += 1;
				const segment = segments[next];
				const isIn = segment !== undefined && segment.start <= at;
				const until = Math.min(end, isIn ? segment.end : (segment?.start ?? end));
				const text = points.slice(at - end, until === end ? undefined : until - end).join('');
				made.push(isIn ? inside(run, text, segment) : { ...run, text });
				at = until;
			}
			return made;
		});
	}

	const finish = () => latest.forEach((piece) => (piece.last = true));
	return { cut, finish };
}
