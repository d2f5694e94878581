/**
 * The markup of compared units, kept while nothing of it changes: two versions differ the same for ever, and only
 * who is named as a cause can change. It is what the component rendered, so it is as escaped as the component is.
 */

import { render } from 'svelte/server';
import type { Compared } from '#domain/version/comparison.server.ts';
import type { Line } from '#domain/version/asked.ts';
import ComparedRow, { type Frame } from './ComparedRow.svelte';

/** Characters of markup kept in the process; the oldest leaves first. */
const most = 16 * 1024 * 1024;
const kept = new Map<string, string>();
let size = 0;

/** Marks for a framework that would wake the page up in the browser; ours sleeps (decision 1). */
const marks = /<!--(?:\[-?\d*!?|\])?-->/g;

export type Shown = Exclude<Line, Compared> | { kind: 'row'; markup: string };

/** Lines of a comparison with their rows as markup; `pair` names the two versions. */
export function linesMarkup(pair: string, lines: readonly Line[], frame: Frame): Shown[] {
	const around = [pair, frame.say.lang, frame.base, frame.view, frame.several].join(' ');
	return lines.map((line) =>
		line.kind === 'folded' ? line : { kind: 'row', markup: markup(around, line, frame) }
	);
}

function markup(around: string, row: Compared, frame: Frame): string {
	const units = [...row.old, ...row.young].map(({ unitId }) => unitId).join(' ');
	const key = `${around} ${units} ${JSON.stringify(row.causes)}`;
	const known = kept.get(key);
	if (known !== undefined) return known;
	const made = render(ComparedRow, { props: { row, frame } }).body.replace(marks, '');
	kept.set(key, made);
	size += made.length;
	for (const [oldest, html] of kept) {
		if (size <= most) break;
		kept.delete(oldest);
		size -= html.length;
	}
	return made;
}
