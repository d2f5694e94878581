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

/** What a run of a highlighted text knows: the segment it lies in, and whether it is the first run there. */
export type Marked = Run & { mark?: Segment; first?: boolean };

/** The unit with its runs cut at the segments' edges. */
export function marked(unit: Readable, segments: readonly Segment[]) {
	const cut = cutter(segments);
	let at = 0;
	const { body, bare } = throughBlocks(unit, (runs) => {
		const said = saidBy(runs);
		if (!said.trim()) return runs;
		const made = cut(runs, at);
		at += [...said].length + 1;
		return made;
	});
	return { body, bare };
}

function cutter(segments: readonly Segment[]) {
	let next = 0;
	const begun = new Set<Segment>();
	return (runs: Run[], from: number): Marked[] => {
		let at = from;
		return runs.flatMap((run): Marked[] => {
			if (run.note !== undefined) return [run];
			const points = [...run.text];
			const end = at + points.length;
			const made: Marked[] = [];
			while (at < end) {
				while ((segments[next]?.end ?? Infinity) <= at) next += 1;
				const segment = segments[next];
				const inside = segment !== undefined && segment.start <= at;
				const until = Math.min(end, inside ? segment.end : (segment?.start ?? end));
				const text = points.splice(0, until - at).join('');
				if (inside) {
					made.push({
						...run,
						text,
						mark: segment,
						...(begun.has(segment) ? {} : { first: true })
					});
					begun.add(segment);
				} else made.push({ ...run, text });
				at = until;
			}
			return made;
		});
	};
}
