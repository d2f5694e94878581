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

export function reanchor(quote: Quote, text: string): Reanchored {
	const points = [...text];
	const places = exactPlaces(quote, points);
	const told = places.filter(isTold);
	const [best] = told;
	if (best && told.length === 1) return { sure: true, start: best.start, end: best.end };
	// The same words stand there, but nothing says that they are these.
	return places.length > 0 ? orphan : changedPlace(quote, points);
}

type Found = { start: number; end: number; before: number; after: number };

/** Stands where a text has ended, so that its edges are neighbours like any other. */
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

const padded = (side: string[]) => [...side, ...Array<string>(around - side.length).fill(edge)];

/** How many characters of a side are the same, from the words outwards. */
function shared(side: string[], at: (n: number) => string): number {
	const differs = side.findIndex((point, n) => at(n) !== point);
	return differs < 0 ? side.length : differs;
}

const isTold = ({ before, after }: Found) =>
	Math.max(before, after) === around ||
	(Math.min(before, after) >= onEach && before + after >= enough);

/** Words that were changed a little between neighbours that were not. */
function changedPlace(quote: Quote, points: string[]): Reanchored {
	const head = [...quote.prefix].slice(-bracket);
	const tail = [...quote.suffix].slice(0, bracket);
	if (head.length < bracket || tail.length < bracket) return orphan;
	const [opening, ...otherHeads] = occurrences(points, head);
	const [closing, ...otherTails] = occurrences(points, tail);
	if (opening === undefined || closing === undefined) return orphan;
	if (otherHeads.length + otherTails.length > 0) return orphan;
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
