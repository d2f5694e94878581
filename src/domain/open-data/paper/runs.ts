/** Words of a unit as runs of an office document: styles, comments around chosen words, tracked changes. */

import {
	CommentRangeEnd,
	CommentRangeStart,
	CommentReference,
	DeletedTextRun,
	ExternalHyperlink,
	FootnoteReferenceRun,
	InsertedTextRun,
	TextRun,
	type ParagraphChild
} from 'docx';
import { saidBy } from '../../text/anchor/reading.ts';
import type { Run } from '../../text/unit.ts';
import type { PaperComment, PaperPiece } from './paper.ts';

export type Tongue = { lang: string; rtl: boolean };
export type Revision = { id: number; author: string; date: string };

const code = 'Courier New';

/** A run's style; a line break inside it stays one. */
const styleOf = (run: Run, { lang, rtl }: Tongue) => ({
	bold: run.strong ?? false,
	italics: run.em ?? false,
	superScript: run.sup ?? false,
	subScript: run.sub ?? false,
	rightToLeft: rtl,
	language: rtl ? { bidirectional: lang } : { value: lang },
	...(run.code ? { font: code } : {})
});

/** One run per line of its text. */
const linesOf = (text: string) =>
	text.split('\n').map((line, at) => ({ text: line, break: at === 0 ? 0 : 1 }));

const said = (run: Run, tongue: Tongue): ParagraphChild[] => {
	const runs = linesOf(run.text).map((line) => new TextRun({ ...styleOf(run, tongue), ...line }));
	return run.href ? [new ExternalHyperlink({ link: run.href, children: runs })] : runs;
};

/** A stretch in which the words of some comments begin or end, from edge to edge. */
export function around(comments: readonly PaperComment[]) {
	const edges = new Set(comments.flatMap(({ place }) => (place ? [place.start, place.end] : [])));
	const begins = Map.groupBy(comments, ({ place }) => place?.start ?? -1);
	const ends = Map.groupBy(comments, ({ place }) => place?.end ?? -1);
	const opened = new Set<number>();
	let at = 0;

	const opening = (place: number): ParagraphChild[] =>
		(begins.get(place) ?? []).map(({ id }) => {
			opened.add(id);
			return new CommentRangeStart(id);
		});
	const closing = (place: number): ParagraphChild[] =>
		(ends.get(place) ?? []).filter(({ id }) => opened.has(id)).flatMap(({ id }) => closed(id));

	/** The runs of one block of the unit; blocks come in the order they are read. */
	return (runs: readonly Run[], tongue: Tongue, footnote: (note: number) => number | null) => {
		const children: ParagraphChild[] = [];
		const counts = saidBy(runs).trim() !== '';
		for (const run of runs) {
			if (run.note !== undefined) {
				const id = footnote(run.note);
				if (id !== null) children.push(new FootnoteReferenceRun(id));
				continue;
			}
			const points = [...run.text];
			let from = 0;
			for (let n = 0; n < points.length; n++) {
				if (!counts || !edges.has(at + n)) continue;
				if (n > from)
					children.push(...said({ ...run, text: points.slice(from, n).join('') }, tongue));
				children.push(...closing(at + n), ...opening(at + n));
				from = n;
			}
			children.push(...said({ ...run, text: points.slice(from).join('') }, tongue));
			if (counts) at += points.length;
		}
		if (counts) {
			children.push(...closing(at));
			at += 1;
		}
		return children;
	};
}

/** The end of a comment's words, with its mark. */
const closed = (id: number): ParagraphChild[] => [
	new CommentRangeEnd(id),
	new TextRun({ children: [new CommentReference(id)] })
];

/** Words that carry comments as a whole: the unit's own number. */
export const carrying = (label: TextRun, comments: readonly PaperComment[]): ParagraphChild[] => [
	...comments.map(({ id }) => new CommentRangeStart(id)),
	label,
	...comments.flatMap(({ id }) => closed(id))
];

/** What changed, word by word, as tracked changes; `revision` numbers each of them. */
export const tracked = (
	pieces: readonly PaperPiece[],
	tongue: Tongue,
	revision: () => Revision
): ParagraphChild[] =>
	pieces.flatMap(({ kind, runs }) =>
		runs.flatMap((run): ParagraphChild[] => {
			if (kind === 'same') return said(run, tongue);
			const Changed = kind === 'inserted' ? InsertedTextRun : DeletedTextRun;
			return linesOf(run.text).map(
				(line) => new Changed({ ...styleOf(run, tongue), ...line, ...revision() })
			);
		})
	);
