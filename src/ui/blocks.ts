/** How a text is cut for looking at a part of it: so many numbered units, with the headings before them. */

export const blockSize = 20;

/** The block a number lies in; the first is 1. */
export const blockOf = (number: number) => Math.floor((Math.max(1, number) - 1) / blockSize) + 1;

type Numbered = { unit: { number: number | null } };

/** The units of a block, in their order; a heading lies with the unit after it. */
export function unitsOf<One extends Numbered>(units: readonly One[], block: number): One[] {
	const numbers = units.map(({ unit }) => unit.number);
	const last = numbers.findLast((number) => number !== null) ?? 1;
	return units.filter((_, at) => {
		const next = numbers.slice(at).find((number) => number !== null) ?? last;
		return blockOf(next) === block;
	});
}

export const lastBlock = (units: readonly Numbered[]) =>
	blockOf(Math.max(1, ...units.map(({ unit }) => unit.number ?? 1)));
