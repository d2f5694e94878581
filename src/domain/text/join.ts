/** Two units made one: the second goes to the end of the first, which keeps kind and language. */

import { mapRuns, withNotes } from './note-calls.ts';
import { notes, type Item, type Note, type Run, type TableBody, type Unit } from './unit.ts';

/** The joined unit, or null where the two kinds make no whole; `gap` stands between two paragraphs. */
export function join(first: Unit, second: Unit, gap = ' '): Unit | null {
	const { book, places } = common(notes(first), notes(second));
	const next = mapRuns(second, (runs) =>
		runs.map((run) => (run.note === undefined ? run : { ...run, note: places[run.note] }))
	);
	const joined = joinedBody(first, next, gap);
	return joined && withNotes(joined, book);
}

/** All notes of both; one that both call is there once. */
function common(first: Note[], second: Note[]): { book: Note[]; places: number[] } {
	const book = [...first];
	const keys = first.map((note) => JSON.stringify(note));
	const places = second.map((note) => {
		const known = keys.indexOf(JSON.stringify(note));
		return known === -1 ? book.push(note) - 1 : known;
	});
	return { book, places };
}

function joinedBody(first: Unit, next: Unit, gap: string): Unit | null {
	const { lang } = first;
	switch (first.kind) {
		case 'heading':
		case 'paragraph':
			return afterProse(first, next, gap);
		case 'quote': {
			const said = next.kind === 'quote' ? next.body.paragraphs : proseOf(next);
			return (
				said && { kind: 'quote', lang, body: { paragraphs: [...first.body.paragraphs, ...said] } }
			);
		}
		case 'list': {
			const items = next.kind === 'list' ? itemsOf(next) : withLast(first.body.items, next);
			if (!items) return null;
			const { marker, start, lead } = first.body;
			const all = next.kind === 'list' ? [...first.body.items, ...items] : items;
			return { kind: 'list', lang, body: { marker, start, ...(lead ? { lead } : {}), items: all } };
		}
		case 'table': {
			const body = next.kind === 'table' ? grown(first.body, next.body) : captioned(first, next);
			return body && { kind: 'table', lang, body };
		}
		case 'code':
			return next.kind === 'code'
				? { kind: 'code', lang, body: { code: `${first.body.code}\n${next.body.code}` } }
				: null;
		case 'figure': {
			const said = oneLine(next);
			const caption = said && beside(first.body.caption ?? [], said);
			return caption ? { kind: 'figure', lang, body: { alt: first.body.alt, caption } } : null;
		}
	}
}

type Prose = Extract<Unit, { kind: 'heading' | 'paragraph' }>;

function afterProse(first: Prose, next: Unit, gap: string): Unit | null {
	const { lang } = first;
	const { runs } = first.body;
	const said = oneLine(next);
	if (said) return { ...first, body: { runs: beside(runs, said, gap) } } as Unit;
	if (first.kind === 'heading') return null;
	// The sentence that opens a list, cut off from it by the file.
	if (next.kind === 'list') {
		const { marker, start, items, lead = [] } = next.body;
		return { kind: 'list', lang, body: { marker, start, lead: beside(runs, lead), items } };
	}
	if (next.kind === 'table') {
		const { caption = [], head, rows } = next.body;
		return { kind: 'table', lang, body: { caption: beside(runs, caption), head, rows } };
	}
	return null;
}

// Scripts that put no blank between sentences.
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;

function beside(runs: Run[], more: Run[], gap = ' '): Run[] {
	if (runs.length === 0 || more.length === 0) return [...runs, ...more];
	const end = [...(runs.findLast(({ text }) => text)?.text ?? '')].at(-1) ?? '';
	const start = [...(more.find(({ text }) => text)?.text ?? '')][0] ?? '';
	const isJoined = gap === ' ' && unspaced.test(end) && unspaced.test(start);
	return [...runs, ...(isJoined ? [] : [{ text: gap }]), ...more];
}

function proseOf(unit: Unit): Run[][] | null {
	if (unit.kind === 'heading' || unit.kind === 'paragraph') return [unit.body.runs];
	return unit.kind === 'quote' ? unit.body.paragraphs : null;
}

/** What can stand where only one paragraph does. */
function oneLine(unit: Unit): Run[] | null {
	const [said, more] = proseOf(unit) ?? [];
	return said && !more ? said : null;
}

/** A list below a list: what opened it is an item of its own. */
function itemsOf({ body }: Extract<Unit, { kind: 'list' }>): Item[] {
	return body.lead ? [{ parts: [{ runs: body.lead }] }, ...body.items] : body.items;
}

function withLast(items: Item[], next: Unit): Item[] | null {
	const said = proseOf(next);
	const last = items.at(-1);
	if (!said || !last) return null;
	return [...items.slice(0, -1), { parts: [...last.parts, ...said.map((runs) => ({ runs }))] }];
}

/** Rows below rows; a head that is said again, as over a page break, is said once. */
function grown(first: TableBody, next: TableBody): TableBody {
	const isSame = JSON.stringify(first.head) === JSON.stringify(next.head);
	const rows = [...first.rows, ...(isSame ? [] : next.head), ...next.rows];
	const width = Math.max(0, ...[...first.head, ...rows].map((row) => row.length));
	const square = (row: Run[][]) => [
		...row,
		...Array.from({ length: width - row.length }, () => [])
	];
	const caption = beside(first.caption ?? [], next.caption ?? []);
	return {
		...(caption.length > 0 ? { caption } : {}),
		head: first.head.map(square),
		rows: rows.map(square)
	};
}

function captioned(table: Extract<Unit, { kind: 'table' }>, next: Unit): TableBody | null {
	const said = oneLine(next);
	if (!said) return null;
	const { caption = [], head, rows } = table.body;
	return { caption: beside(caption, said), head, rows };
}
