/** A unit as words one can type and change, and what was typed as a unit again. Pure; both ways lose nothing. */

import {
	tidy,
	type Item,
	type Listing,
	type ListBody,
	type Marker,
	type Part,
	type Run,
	type Unit
} from '../text/unit.ts';
import { blanksOutside, canonical, runsOf, typed } from './inline.ts';

/** Whether a unit's words can be typed; tables and figures are better spoken about than spelled. */
export const isSpelled = ({ kind }: { kind: string }) => kind !== 'table' && kind !== 'figure';

type Spelled = Pick<Unit, 'kind' | 'body'>;

/** The unit's words as one types them. */
export function spelled({ body }: Spelled): string {
	const notes = 'notes' in body ? (body.notes?.length ?? 0) : 0;
	if ('code' in body) return body.code;
	if ('runs' in body) return typed(body.runs, notes);
	if ('paragraphs' in body) return body.paragraphs.map((runs) => typed(runs, notes)).join('\n\n');
	if (!('items' in body)) return '';
	const lead = body.lead ? [typed(body.lead, notes), ''] : [];
	return [...lead, ...itemLines(body, notes, '')].join('\n');
}

const markOf = (marker: Marker, n: number) => (marker === 'bullet' ? '-' : counted[marker](n));

/** What stands before the nth item of a numbered list. */
export const counterOf = (marker: Exclude<Marker, 'bullet'>, n: number) => counted[marker](n);

function itemLines({ marker, start, items }: Listing, notes: number, indent: string): string[] {
	return items.flatMap(({ parts }, at) => {
		const mark = `${markOf(marker, start + at)} `;
		const below = indent + ' '.repeat(mark.length);
		const lines = parts.flatMap((part) =>
			'list' in part
				? itemLines(part.list, notes, below)
				: [below + typed(part.runs, notes).replaceAll('\n', `\\\n${below}`)]
		);
		const [first = '', ...rest] = parts[0] && 'runs' in parts[0] ? lines : [below, ...lines];
		return [(indent + mark + first.slice(below.length)).trimEnd(), ...rest];
	});
}

/** What was typed, without its marks; where a link leads stands behind it. */
export const plain = (words: string): string =>
	runsOf(words)
		.map(({ text, href }, at, all) =>
			href && href !== text && href !== all[at + 1]?.href ? `${text} (${href})` : text
		)
		.join('');

/** What was typed, as a unit of the kind it is to replace. */
export function unitOf(words: string, like: Spelled): Unit['body'] {
	const notes = ('notes' in like.body && like.body.notes) || [];
	const noted = notes.length > 0 ? { notes } : {};
	const read = (text: string) => tidy(runsOf(text, notes.length));
	if (like.kind === 'code') return { code: words };
	if (like.kind === 'quote') {
		return { paragraphs: words.split(/\n\s*\n/).map(read), ...noted };
	}
	const list = like.kind === 'list' ? listOf(words, read) : null;
	return list ? { ...list, ...noted } : { runs: read(words), ...noted };
}

/** The kind a unit of these words would be: a list where there are items, else a paragraph. */
export const kindOf = (words: string): 'list' | 'paragraph' =>
	/^(?:[-•*]|\p{L}{1,4}[.)]|\d{1,4}[.)]) +\S/mu.test(words) && listOf(words, runsOf)
		? 'list'
		: 'paragraph';

/** Two ways of typing that come to the same are the same. */
export function alike(a: Unit['body'], b: Unit['body']): boolean {
	return shape(a) === shape(b);
}

const shape = (body: Unit['body']) =>
	JSON.stringify(body, (name, value: unknown) => {
		if (name === 'notes' || name === 'marker' || name === 'start') return undefined;
		return isRuns(value) ? blanksOutside(tidy(value)).map(canonical) : value;
	});

const isRuns = (value: unknown): value is Run[] =>
	Array.isArray(value) && value.every((one) => one && typeof one === 'object' && 'text' in one);

type Line = { indent: number; mark: string | null; text: string };

function listOf(words: string, read: (text: string) => Run[]): ListBody | null {
	const lines = linesOf(words);
	const first = lines.findIndex(({ mark }) => mark !== null);
	if (first < 0) return null;
	const lead = lines
		.slice(0, first)
		.map(({ text }) => text)
		.join('\n')
		.trim();
	const { list, next } = listAt(lines, first, read, true);
	// What follows the last item without one is an item too: nothing typed goes missing.
	const rest = lines.slice(next).map(({ text }): Item => ({ parts: [{ runs: read(text) }] }));
	list.items.push(...rest);
	return { ...list, ...(lead ? { lead: read(lead) } : {}) };
}

function linesOf(words: string): Line[] {
	const joined = words
		.replaceAll('\t', '    ')
		.replace(/(?<!\\)((?:\\\\)*)\\\n */g, '$1\u2028')
		.split('\n');
	return joined
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const [, blank = '', mark = '', gap = '', text = ''] =
				/^( *)(?:([-•*]|\p{L}{1,8}[.)]|\d{1,4}[.)])( +|$))?(.*)$/u.exec(line) ?? [];
			const isMark = mark !== '' && (mark.length === 1 || counts(mark));
			return {
				indent: blank.length,
				mark: isMark ? mark : null,
				text: (isMark ? text : mark + gap + text).replaceAll('\u2028', '\n')
			};
		});
}

/** One level of items. Below the first, bullets and numbers beside each other are two lists. */
function listAt(lines: Line[], from: number, read: (text: string) => Run[], mixed = false) {
	const indent = lines[from]?.indent ?? 0;
	const marks: string[] = [];
	const items: Item[] = [];
	let at = from;
	for (let line = lines[at]; line && line.indent >= indent; line = lines[at]) {
		const parts = items.at(-1)?.parts;
		if (line.mark !== null && line.indent <= indent + 1) {
			if (!mixed && marks[0] && (marks[0].length === 1) !== (line.mark.length === 1)) break;
			marks.push(line.mark);
			items.push({ parts: line.text ? [{ runs: read(line.text) }] : [] });
			at++;
		} else if (line.indent === indent || !parts) break;
		else if (line.mark !== null) {
			const below = listAt(lines, at, read);
			parts.push({ list: below.list } satisfies Part);
			at = below.next;
		} else {
			parts.push({ runs: read(line.text) });
			at++;
		}
	}
	return { list: { ...markerOf(marks), items } as Listing, next: at };
}

const roman = (n: number) =>
	signs.reduce(
		({ left, said }, [sign, worth]) => ({
			left: left % worth,
			said: said + sign.repeat(Math.floor(left / worth))
		}),
		{ left: n, said: '' }
	).said;
const signs: [sign: string, worth: number][] = [
	...([
		['m', 1000],
		['cm', 900],
		['d', 500],
		['cd', 400],
		['c', 100],
		['xc', 90]
	] as const),
	...([
		['l', 50],
		['xl', 40],
		['x', 10],
		['ix', 9],
		['v', 5],
		['iv', 4],
		['i', 1]
	] as const)
].map(([sign, worth]) => [sign, worth]);

const letters = (n: number) =>
	n > 26 ? letter(Math.floor((n - 1) / 26)) + letter(((n - 1) % 26) + 1) : letter(n);
const letter = (n: number) => String.fromCodePoint(96 + n);

const counted: Record<Exclude<Marker, 'bullet'>, (n: number) => string> = {
	decimal: (n) => `${n}.`,
	'lower-alpha': (n) => `${letters(n)}.`,
	'upper-alpha': (n) => `${letters(n).toUpperCase()}.`,
	'lower-roman': (n) => `${roman(n)}.`,
	'upper-roman': (n) => `${roman(n).toUpperCase()}.`
};

const orders = ['decimal', 'lower-roman', 'upper-roman', 'lower-alpha', 'upper-alpha'] as const;

const counts = (mark: string) => orders.some((marker) => numberOf(marker, mark) !== null);

function numberOf(marker: (typeof orders)[number], mark: string): number | null {
	const said = mark.replace(/[.)]$/, '');
	const n = marker === 'decimal' ? Number(said) : guessed[marker](said.toLowerCase());
	return n !== null && counted[marker](n) === `${said}.` ? n : null;
}

const fromLetters = (said: string) =>
	/^[a-z]{1,2}$/.test(said)
		? [...said].reduce((n, one) => n * 26 + (one.codePointAt(0) ?? 0) - 96, 0)
		: null;

const worth: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function fromRoman(said: string): number | null {
	if (!/^[ivxlcdm]+$/.test(said)) return null;
	const values = [...said].map((sign) => worth[sign] ?? 0);
	return values.reduce((n, value, at) => n + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

const guessed = {
	'lower-roman': fromRoman,
	'upper-roman': fromRoman,
	'lower-alpha': fromLetters,
	'upper-alpha': fromLetters
};

/** What counts the items: the order all their marks follow, as Word and people write it. */
function markerOf(marks: string[]): { marker: Marker; start: number } {
	const [first = '-'] = marks;
	if (first.length === 1) return { marker: 'bullet', start: 1 };
	const fits = orders
		.map((marker) => ({ marker, numbers: marks.map((mark) => numberOf(marker, mark)) }))
		.filter(({ numbers }) => numbers[0] !== null)
		.toSorted((a, b) => inOrder(b.numbers) - inOrder(a.numbers));
	return { marker: fits[0]?.marker ?? 'decimal', start: fits[0]?.numbers[0] ?? 1 };
}

/** How many items follow on the one before them. */
const inOrder = (numbers: (number | null)[]) =>
	numbers.filter((n, at) => at > 0 && n !== null && n === (numbers[at - 1] ?? NaN) + 1).length;
