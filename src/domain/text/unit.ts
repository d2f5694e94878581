/** A unit of a consultation's text: what people vote on and speak about. */

import { clean, collapse } from './characters.ts';
import { direction } from './language.ts';

export const kinds = ['heading', 'paragraph', 'list', 'table', 'quote', 'code', 'figure'] as const;
export type Kind = (typeof kinds)[number];

export type Level = 1 | 2 | 3 | 4 | 5 | 6;

/** A stretch of text in one style. A line break inside it is `\n`. */
export type Run = {
	text: string;
	em?: true;
	strong?: true;
	code?: true;
	sup?: true;
	sub?: true;
	/** http, https or mailto; nothing else gets in. */
	href?: string;
	/** Calls `notes[note]` of the same body; such a run has no text of its own. */
	note?: number;
};

export type Note = { label: string; runs: Run[] };

export const markers = [
	'bullet',
	'decimal',
	'lower-alpha',
	'upper-alpha',
	'lower-roman',
	'upper-roman'
] as const;
export type Marker = (typeof markers)[number];

/** What an item holds, in order: paragraphs and lists below it. */
export type Part = { runs: Run[] } | { list: Listing };
export type Item = { parts: Part[] };
export type Listing = { marker: Marker; start: number; items: Item[] };

export type Cell = Run[];

type Noted = { notes?: Note[] };
export type Prose = { runs: Run[] } & Noted;
export type Quotation = { paragraphs: Run[][] } & Noted;
/** `lead` is the sentence the items complete, once it was merged with them. */
export type ListBody = Listing & { lead?: Run[] } & Noted;
export type TableBody = { caption?: Run[]; head: Cell[][]; rows: Cell[][] } & Noted;
export type CodeBody = { code: string };
/** A picture's words; the picture itself stays outside. */
export type FigureBody = { alt: string; caption?: Run[] } & Noted;
export type Body = Unit['body'];

type Tongue = { lang: string };
export type Heading = Tongue & { kind: 'heading'; level: Level; body: Prose };
export type Paragraph = Tongue & { kind: 'paragraph'; body: Prose };
export type List = Tongue & { kind: 'list'; body: ListBody };
export type Table = Tongue & { kind: 'table'; body: TableBody };
export type Quote = Tongue & { kind: 'quote'; body: Quotation };
export type Code = Tongue & { kind: 'code'; body: CodeBody };
export type Figure = Tongue & { kind: 'figure'; body: FigureBody };
export type Unit = Heading | Paragraph | List | Table | Quote | Code | Figure;

/** Code is written left to right in every language. */
export const dir = (unit: Unit) => (unit.kind === 'code' ? 'ltr' : direction(unit.lang));

export const notes = (unit: Unit): Note[] => (unit.kind === 'code' ? [] : (unit.body.notes ?? []));

/**
 * The unit in plain words: items, rows and paragraphs one a line, cells split by tabs, and each
 * note in brackets at the end of the line (or cell) that calls it.
 */
export function plain(unit: Unit): string {
	return lines(unit).filter(Boolean).join('\n');
}

function lines(unit: Unit): string[] {
	const say = (runs: Run[]) => words(runs, notes(unit));
	switch (unit.kind) {
		case 'heading':
		case 'paragraph':
			return [say(unit.body.runs)];
		case 'quote':
			return unit.body.paragraphs.map(say);
		case 'list':
			return [say(unit.body.lead ?? []), ...itemLines(unit.body, say)];
		case 'table':
			return [say(unit.body.caption ?? []), ...rowLines(unit.body, say)];
		case 'code':
			return unit.body.code.split('\n').map(collapse);
		case 'figure':
			return figureLines(unit.body, say);
	}
}

function itemLines(list: Listing, say: (runs: Run[]) => string): string[] {
	return list.items.flatMap(({ parts }) => {
		const own: string[] = [];
		const below: string[] = [];
		for (const part of parts) {
			if ('list' in part) below.push(...itemLines(part.list, say));
			// What follows a nested list in the same item is a line of its own.
			else if (below.length > 0) below.push(say(part.runs));
			else own.push(say(part.runs));
		}
		return [own.filter(Boolean).join(' '), ...below];
	});
}

const rowLines = ({ head, rows }: TableBody, say: (runs: Run[]) => string) =>
	[...head, ...rows]
		.map((row) => row.map(say))
		.filter((cells) => cells.some(Boolean))
		.map((cells) => cells.join('\t'));

function figureLines({ alt, caption }: FigureBody, say: (runs: Run[]) => string): string[] {
	const below = say(caption ?? []);
	const seen = collapse(alt);
	return seen === below ? [below] : [seen, below];
}

/** Runs in plain words, with the notes they call in brackets behind them. */
export function words(runs: Run[], notes: Note[] = []): string {
	const called = new Set(runs.flatMap(({ note }) => (note === undefined ? [] : [note])));
	const told = [...called].flatMap((index) => {
		const text = notes[index] ? words(notes[index].runs) : '';
		return text ? [`[${text}]`] : [];
	});
	return collapse([runs.map(({ text }) => text).join(''), ...told].join(' '));
}

/** Runs of one style become one, empty ones go, blanks at both ends too. */
export function tidy(runs: Run[]): Run[] {
	const joined: Run[] = [];
	for (const run of runs) {
		const last = joined.at(-1);
		const text = clean(run.text);
		if (!text && run.note === undefined) continue;
		if (last && sameStyle(last, run)) last.text += text;
		else joined.push({ ...run, text });
	}
	return trimmed(joined.map((run) => ({ ...run, text: blanksTogether(run.text) })));
}

function sameStyle(a: Run, b: Run): boolean {
	if (a.note !== undefined || b.note !== undefined) return false;
	const styles = ['em', 'strong', 'code', 'sup', 'sub', 'href'] as const;
	return styles.every((style) => a[style] === b[style]);
}

const blanksTogether = (text: string) =>
	text.replace(/[ \t\r\f]+/g, ' ').replace(/ *\n[ \n]*/g, '\n');

function trimmed(runs: Run[]): Run[] {
	const kept: Run[] = [];
	let endsBlank = true;
	for (const run of runs) {
		const text = endsBlank ? run.text.replace(/^[ \n]+/, '') : run.text;
		if (!text && run.note === undefined) continue;
		kept.push({ ...run, text });
		if (text) endsBlank = /[ \n]$/.test(text);
	}
	return trimmedEnd(kept);
}

function trimmedEnd(runs: Run[]): Run[] {
	const last = runs.findLastIndex(({ text }) => text.trim() !== '');
	return runs.flatMap((run, index) => {
		if (index < last) return [run];
		const text = run.text.trimEnd();
		return text || run.note !== undefined ? [{ ...run, text }] : [];
	});
}

/** Whether runs say anything at all. */
export const isBlank = (runs: Run[]) =>
	runs.every(({ text, note }) => note === undefined && collapse(text) === '');
