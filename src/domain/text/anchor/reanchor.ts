/**
 * Finds chosen words again in another version of their unit. A sure place or none: words that cannot be told
 * from others, or that are not there any more, are an orphan, and say so. Pure.
 */

import { around, type Quote } from './quote.ts';

export type Reanchored = { sure: true; start: number; end: number } | { sure: false };

const orphan: Reanchored = { sure: false };

/** So many characters beside the words, on both sides together, tell them from the same words elsewhere. */
const enough = 24;
const onEach = 6;
/** So many characters on each side hold a place whose own words were changed. */
const bracket = 12;

/**
 * Where the words of a quote stand in a text. `sources` are the texts that went into it, that of the quote
 * among them: what could not be told from other words there cannot be told from them here.
 */
export function reanchor(quote: Quote, text: string, sources: readonly string[] = []): Reanchored {
	if (sources.length === 1 && sources[0] === text) return whereItWas(quote, text);
	const points = [...text];
	const places = exactPlaces(quote, points);
	const told = places.filter(isTold);
	const [best] = told;
	const once = (count: (source: string[]) => number) =>
		sources.length === 0 || sources.reduce((all, one) => all + count([...one]), 0) === 1;
	if (best && told.length === 1) {
		const isOne = once((source) => exactPlaces(quote, source).filter(isTold).length);
		return isOne ? { sure: true, start: best.start, end: best.end } : orphan;
	}
	// The same words stand there, but nothing says that they are these.
	return places.length > 0 ? orphan : changedPlace(quote, points, once);
}

function whereItWas({ start, end, exact }: Quote, text: string): Reanchored {
	return [...text].slice(start, end).join('') === exact ? { sure: true, start, end } : orphan;
}

type Found = { start: number; end: number; before: number; after: number };

/** Stands where a text has ended: a neighbour too, but one that every text has. */
const edge = '\u0002';

function exactPlaces({ exact, prefix, suffix }: Quote, points: string[]): Found[] {
	const words = [...exact];
	const [left, right] = [padded([...prefix].reverse()), padded([...suffix])];
	const found: Found[] = [];
	for (let start = 0; start + words.length <= points.length; start++) {
		if (!words.every((point, at) => points[start + at] === point)) continue;
		const end = start + words.length;
		const before = shared(left, (at) => points[start - 1 - at] ?? edge);
		const after = shared(right, (at) => points[end + at] ?? edge);
		found.push({ start, end, before, after });
	}
	return found;
}

/** An edge tells as much as so many characters. */
const edgeTells = 12;

const padded = (side: string[]) =>
	side.length < around ? [...side, ...Array<string>(edgeTells).fill(edge)] : side;

/** How many characters of a side are the same, from the words outwards. */
function shared(side: string[], at: (n: number) => string): number {
	const differs = side.findIndex((point, n) => at(n) !== point);
	return Math.min(around, differs < 0 ? side.length : differs);
}

const isTold = ({ before, after }: Found) =>
	Math.max(before, after) === around ||
	(Math.min(before, after) >= onEach && before + after >= enough);

/** Words that were changed a little between neighbours that were not. */
function changedPlace(
	quote: Quote,
	points: string[],
	once: (count: (source: string[]) => number) => boolean
): Reanchored {
	const head = [...quote.prefix].slice(-bracket);
	const tail = [...quote.suffix].slice(0, bracket);
	if (head.length < bracket || tail.length < bracket) return orphan;
	const [opening, ...otherHeads] = occurrences(points, head);
	const [closing, ...otherTails] = occurrences(points, tail);
	if (opening === undefined || closing === undefined) return orphan;
	if (otherHeads.length + otherTails.length > 0) return orphan;
	const isOne = [head, tail].every((side) => once((source) => occurrences(source, side).length));
	if (!isOne) return orphan;
	const [start, end] = [opening + head.length, closing];
	const old = [...quote.exact];
	const now = points.slice(start, Math.max(start, end));
	return isAlike(old, now) ? { sure: true, start, end } : orphan;
}

function occurrences(points: string[], side: string[]): number[] {
	const found: number[] = [];
	for (let at = 0; at + side.length <= points.length; at++)
		if (side.every((point, n) => points[at + n] === point)) found.push(at);
	return found;
}

/** The same beginning and end, and at most a fifth of the characters other than they were. */
function isAlike(old: string[], now: string[]): boolean {
	const ends = Math.min(4, Math.floor(old.length / 3));
	if (ends === 0 || Math.abs(old.length - now.length) > old.length / 5) return false;
	const same = (from: number) => old.at(from) !== undefined && old.at(from) === now.at(from);
	for (let n = 0; n < ends; n++) if (!same(n) || !same(-1 - n)) return false;
	return distance(old, now) <= old.length / 5;
}

/** How many characters have to be put in, taken out or exchanged to make one text the other. */
function distance(a: string[], b: string[]): number {
	let last = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (const [i, point] of a.entries()) {
		const next = [i + 1];
		for (const [j, other] of b.entries())
			next.push(
				Math.min(
					(last[j] ?? 0) + (point === other ? 0 : 1),
					(last[j + 1] ?? 0) + 1,
					(next[j] ?? 0) + 1
				)
			);
		last = next;
	}
	return last.at(-1) ?? 0;
}
