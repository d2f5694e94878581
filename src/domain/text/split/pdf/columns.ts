/** The order in which the columns of a page are read. */

import { isRightToLeft } from './rows.ts';
import type { Line } from './span.ts';

/** Lines on each side before two columns are believed. */
const fewest = 4;
/** More is a drawing, not a text. */
const most = 3_000;

/** Groups of stretches, each a column or what spans them all, in reading order. */
export function columns(parts: Line[], depth = 0): Line[][] {
	if (parts.length < fewest * 2 || parts.length > most || depth > 2) return [parts];
	const gutter = gutterOf(parts);
	if (gutter === null) return [parts];
	const found: Line[][] = [];
	for (const band of bandsOf(parts, gutter)) {
		const [left, right] = [band.filter(before(gutter)), band.filter(after(gutter))];
		if (isColumns(left, right)) {
			const sides = isRightToLeft(band) ? [right, left] : [left, right];
			found.push(...sides.flatMap((side) => columns(side, depth + 1)));
		} else {
			const last = found.at(-1);
			const wasWhole = last !== undefined && last.length > 0 && !isSide.has(last);
			if (wasWhole) last.push(...band);
			else found.push([...band]);
			continue;
		}
		for (const side of found) isSide.add(side);
	}
	return found.length > 1 ? found : [parts];
}

/** Columns that are whole as they are. */
const isSide = new WeakSet<Line[]>();

const before = (at: number) => (line: Line) => line.right <= at + 1;
const after = (at: number) => (line: Line) => line.x >= at - 1;

/** The place that fewest lines cross, with lines on both sides. */
function gutterOf(parts: Line[]): number | null {
	const left = Math.min(...parts.map(({ x }) => x));
	const right = Math.max(...parts.map(({ right: end }) => end));
	const span = right - left;
	let best: { at: number; crossed: number } | null = null;
	for (let step = 0; step <= 140; step++) {
		const at = left + span * (0.15 + (0.7 * step) / 140);
		const crossed = parts.filter((line) => line.x < at - 4 && line.right > at + 4).length;
		const sides = Math.min(parts.filter(before(at)).length, parts.filter(after(at)).length);
		if (sides >= fewest && (best === null || crossed < best.crossed)) best = { at, crossed };
	}
	return best && best.crossed < parts.length * 0.6 ? middleOf(parts, best.at) : null;
}

/** The middle of the gap around a place. */
function middleOf(parts: Line[], at: number): number {
	const ends = parts.filter(before(at)).map(({ right }) => right);
	const begins = parts.filter(after(at)).map(({ x }) => x);
	return (Math.max(...ends) + Math.min(...begins)) / 2;
}

/** From above to below, parted by what crosses the gutter. */
function bandsOf(parts: Line[], gutter: number): Line[][] {
	const bands: { lines: Line[]; crosses: boolean }[] = [];
	for (const line of [...parts].sort((a, b) => a.y - b.y)) {
		const crosses = !before(gutter)(line) && !after(gutter)(line);
		const last = bands.at(-1);
		if (last?.crosses === crosses) last.lines.push(line);
		else bands.push({ lines: [line], crosses });
	}
	return bands.map(({ lines }) => lines);
}

/** Lines of columns fill them, cells of a table do not. */
function isColumns(left: Line[], right: Line[]): boolean {
	return [left, right].every((side) => {
		if (side.length < fewest) return false;
		const width = Math.max(...side.map((line) => line.right)) - Math.min(...side.map(({ x }) => x));
		const widths = side.map((line) => line.right - line.x).sort((a, b) => a - b);
		const middle = widths[Math.floor(widths.length / 2)] ?? 0;
		const [first] = side;
		return middle > width * 0.6 && width > (first?.size ?? 10) * 8;
	});
}
