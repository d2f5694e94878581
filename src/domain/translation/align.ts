/** Which unit of a text a unit of its translation stands for: the best way to lay one beside the other, in order. Pure. */

import type { Features } from './features.ts';

/** What leaving one unit without its like costs. */
const gap = -0.7;

/** How far from the straight line between both ends the way may lead. */
const widest = 200;

const [none, both, onlyHere, onlyThere] = [0, 1, 2, 3];

/** For each unit of the translation the position of its original, or null where it has none. */
export function align(
	originals: readonly Features[],
	translations: readonly Features[]
): (number | null)[] {
	const [n, m] = [originals.length, translations.length];
	const ratio = ratioOf(originals, translations);
	const band = widest + Math.abs(n - m);
	const [rows, columns] = [n + 1, m + 1];
	const ways = new Uint8Array(rows * columns);
	let above = new Float64Array(columns).fill(-Infinity);
	let here = new Float64Array(columns).fill(-Infinity);

	for (let i = 0; i <= n; i++) {
		here.fill(-Infinity);
		const middle = n === 0 ? 0 : Math.round((i / n) * m);
		const last = Math.min(m, middle + band);
		for (let j = Math.max(0, middle - band); j <= last; j++) {
			let best = i === 0 && j === 0 ? 0 : -Infinity;
			let way = none;
			const [original, translation] = [originals[i - 1], translations[j - 1]];
			if (original && translation) {
				const score = (above[j - 1] ?? -Infinity) + likeness(original, translation, ratio);
				if (score > best) [best, way] = [score, both];
			}
			const missing = (i > 0 ? (above[j] ?? -Infinity) : -Infinity) + gap;
			if (missing > best) [best, way] = [missing, onlyHere];
			const extra = (j > 0 ? (here[j - 1] ?? -Infinity) : -Infinity) + gap;
			if (extra > best) [best, way] = [extra, onlyThere];
			here[j] = best;
			ways[i * columns + j] = way;
		}
		[above, here] = [here, above];
	}
	return back(ways, n, m);
}

/** From the end of both texts to their beginnings, by the ways taken. */
function back(ways: Uint8Array, n: number, m: number): (number | null)[] {
	const found: (number | null)[] = Array.from({ length: m }, () => null);
	let [i, j] = [n, m];
	while (i > 0 || j > 0) {
		const way = ways[i * (m + 1) + j];
		if (way === both) found[--j] = --i;
		else if (way === onlyHere) i--;
		else if (way === onlyThere) j--;
		else break;
	}
	return found;
}

/** How much longer the translation is as a whole; a few units say little about that, so that one stray among them misleads nobody. */
function ratioOf(originals: readonly Features[], translations: readonly Features[]): number {
	const all = (texts: readonly Features[]) => texts.reduce((sum, { length }) => sum + length, 0);
	const mean = (texts: readonly Features[]) => all(texts) / Math.max(1, texts.length);
	const found = (mean(translations) || 1) / (mean(originals) || 1);
	const units = Math.min(originals.length, translations.length);
	return found ** (units / (units + 20));
}

/** How much speaks for two units saying the same; more than two gaps, and they are laid side by side. */
export function likeness(a: Features, b: Features, ratio: number): number {
	return kinship(a, b) - lengths(a, b, ratio) + numbers(a, b) + names(a, b);
}

function kinship(a: Features, b: Features): number {
	if (a.kind !== b.kind) {
		// A heading or a table is seldom made into something else; a quotation is.
		const rigid = [a.kind, b.kind].some((kind) => kind === 'heading' || kind === 'table');
		return rigid ? -6 : -0.4;
	}
	const apart = Math.abs(a.parts - b.parts);
	if (a.kind === 'heading') return 3 - Math.abs(a.level - b.level);
	if (a.kind === 'table') return 3.5 - Math.min(1.5, apart / 2) - (a.columns === b.columns ? 0 : 1);
	if (a.kind === 'list') return 3.5 - Math.min(2.5, apart / 2);
	return (a.kind === 'paragraph' ? 1.6 : 3) - Math.min(1, apart / 2);
}

/** One is much longer than the other, after how much longer the whole is. */
function lengths(a: Features, b: Features, ratio: number): number {
	const off = Math.abs(Math.log((b.length + 8) / ((a.length + 8) * ratio)));
	return Math.min(2.5, off * (a.kind === 'heading' ? 0.7 : 1.4));
}

function numbers(a: Features, b: Features): number {
	if (a.numbers.length === 0 && b.numbers.length === 0) return 0;
	const left = [...b.numbers];
	const shared = a.numbers.filter((number) => {
		const at = left.indexOf(number);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	}).length;
	const all = a.numbers.length + b.numbers.length - shared;
	return shared === 0 ? -0.3 : (2.2 * shared) / all;
}

function names(a: Features, b: Features): number {
	let shared = 0;
	for (const name of a.names) if (b.names.has(name)) shared++;
	return Math.min(1.2, shared * 0.6);
}
