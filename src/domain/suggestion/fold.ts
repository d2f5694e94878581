/** Long stretches a suggestion leaves as they are, folded around its changes. Pure. */

import type { Run } from '../text/unit.ts';
import type { Piece } from './difference.ts';

/** Characters of unchanged text kept beside a change. */
const around = 90;

export type Shown = Piece | { kind: 'folded' };

/** The pieces with what is far from every change left out. */
export function folded(pieces: readonly Piece[]): Shown[] {
	return pieces.flatMap((piece, at): Shown[] => {
		const text = piece.runs.map((run) => run.text).join('');
		if (piece.kind !== 'same' || text.length < 3 * around || pieces.length === 1) return [piece];
		const before = at === 0 ? 0 : cutAfter(text, around);
		const behind = at === pieces.length - 1 ? text.length : cutBefore(text, text.length - around);
		return [
			...(before > 0 ? [{ ...piece, runs: between(piece.runs, 0, before) }] : []),
			{ kind: 'folded' as const },
			...(behind < text.length
				? [{ ...piece, runs: between(piece.runs, behind, text.length) }]
				: [])
		];
	});
}

const cutAfter = (text: string, at: number) => {
	const blank = text.indexOf(' ', at);
	return blank < 0 ? at : blank;
};
const cutBefore = (text: string, at: number) => {
	const blank = text.lastIndexOf(' ', at);
	return blank < 0 ? at : blank;
};

function between(runs: Run[], from: number, to: number): Run[] {
	let start = 0;
	return runs.flatMap((run) => {
		const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
		start += run.text.length;
		return text ? [{ ...run, text }] : [];
	});
}
