import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf, unguarded } from './csv.ts';
import { read } from '#tests/csv.ts';

test.each([
	'=1+1',
	"=cmd|' /C calc'!A0",
	'+1 from me',
	'-5',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	'\n=1',
	'  =1',
	'＝1+1',
	'＠x'
])('%j opens as text, not as a formula', (cell) => {
	const line = csvOf([[cell]]);
	expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
	expect(read(line)).toEqual([[`'${cell}`]]);
});

test('numbers stay numbers, even below zero', () => {
	expect(csvOf([[-3, 0.25, true, null]])).toBe('-3,0.25,true,\r\n');
});

test('lines end in CR LF, and what holds a comma, a quote or a line break is quoted', () => {
	const cells = ['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', 'one\rline', ' plain '];
	const line = csvOf([cells]);
	expect(line).toBe('"a,b","say ""no""","two\nlines","two\r\nlines","one\rline", plain \r\n');
	expect(read(line)).toEqual([cells]);
});

test('a time is ISO 8601 in UTC', () => {
	expect(csvOf([[new Date('2026-02-03T04:05:06.789+02:00')]])).toBe('2026-02-03T02:05:06.789Z\r\n');
});

test('nothing is lost: any texts come back after taking the guard off', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom("'", "''=1", "'plain", '=1', '"', '\r\n', '\n', ',', '-', '؟', '👩🏽‍🌾')
	);
	const cell = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
	const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(rows, (given) => {
			expect(read(csvOf(given)).map((row) => row.map(unguarded))).toEqual(given);
		}),
		{ numRuns: 2_000 }
	);
});
