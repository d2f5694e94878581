import { expect, test } from 'vitest';
import { blockOf, blockSize, lastBlock, unitsOf } from './blocks.ts';

const text = (...numbers: (number | null)[]) => numbers.map((number) => ({ unit: { number } }));
const numbersIn = (units: { unit: { number: number | null } }[]) =>
	units.map(({ unit }) => unit.number);

test('a block holds its numbers and the headings before them', () => {
	const units = text(null, 1, blockSize, null, blockSize + 1, null);
	expect(numbersIn(unitsOf(units, 1))).toEqual([null, 1, blockSize]);
	expect(numbersIn(unitsOf(units, 2))).toEqual([null, blockSize + 1, null]);
	expect(lastBlock(units)).toBe(2);
});

test('every unit lies in one block, also where numbers begin late or are missing', () => {
	for (const units of [
		text(...Array.from({ length: 90 }, (_, n) => (n % 7 ? n + 1 : null))),
		text(null, null),
		text(45, 46, null, 61),
		[]
	]) {
		const all = Array.from({ length: lastBlock(units) }, (_, n) => unitsOf(units, n + 1)).flat();
		expect(all).toEqual(units);
	}
});

test('the last number of a block is still in it', () => {
	expect([1, blockSize, blockSize + 1].map(blockOf)).toEqual([1, 1, 2]);
});
