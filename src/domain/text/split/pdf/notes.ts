/** Footnotes of a PDF: the raised marks in its lines, and the notes they call. */

import type { Block, Prose } from './block.ts';
import type { Line, Span } from './span.ts';

export type Calls = { bySpan: Map<Span, string>; notes: Map<Block, string> };

/** A note that nothing calls stays where it stands. */
export function callsOf(blocks: Block[]): Calls {
	const byLabel = new Map<string, Prose[]>();
	for (const one of blocks)
		if (one.kind === 'prose' && one.note !== null)
			byLabel.set(one.note, [...(byLabel.get(one.note) ?? []), one]);
	const calls: Calls = { bySpan: new Map(), notes: new Map() };
	if (byLabel.size === 0) return calls;
	for (const line of blocks.flatMap(textLines))
		for (const span of line.spans) {
			const note = isRaised(span, line) ? calledBy(span, line, byLabel) : undefined;
			if (!note) continue;
			const id = calls.notes.get(note) ?? `pdf-note-${calls.notes.size + 1}`;
			calls.notes.set(note, id);
			calls.bySpan.set(span, id);
		}
	return calls;
}

const textLines = (one: Block): Line[] => {
	if (one.kind === 'prose') return one.note === null ? one.lines : [];
	return one.kind === 'grid' ? one.rows.flat(2).flatMap(({ lines }) => lines) : [];
};

export const isRaised = (span: Span, line: Line) =>
	span.size < line.size * 0.85 && span.y < line.y - line.size * 0.08;

/** On the same page, else on a later one: marks begin anew on each page in some books. */
function calledBy({ text }: Span, { page }: Line, byLabel: Map<string, Prose[]>) {
	const offers = byLabel.get(text.trim().replace(/^[[(]|[\])]$/g, '')) ?? [];
	const pageOf = (note: Prose) => note.lines[0]?.page ?? 0;
	return offers.find((note) => pageOf(note) === page) ?? offers.find((note) => pageOf(note) > page);
}
