import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import { lengthOf, limit, wordingOf } from './wording.ts';

const body = (typed: string) => {
	const outcome = wordingOf(typed);
	return outcome.ok ? outcome.body : outcome.obstacle.code;
};

test.each([
	['nothing', '', 'empty'],
	['blanks', ' \n\t\u00a0\u2003 ', 'empty'],
	['letters that show nothing', '\u3164\u115f\u2800\u200b\u2060', 'empty'],
	['marks without a letter', '\u0301'.repeat(10_000), 'empty'],
	['direction marks alone', '\u200e\u200f\u061c', 'empty'],
	['5,000 characters', 'x'.repeat(limit), 'x'.repeat(limit)],
	['5,001 characters', 'x'.repeat(limit + 1), 'too_long'],
	['5,000 characters outside the first plane', '𝒙'.repeat(limit), '𝒙'.repeat(limit)],
	['5,001 characters outside the first plane', '𝒙'.repeat(limit + 1), 'too_long'],
	['a megabyte', 'x'.repeat(1_000_000), 'too_long'],
	['NUL and other controls', 'a\u0000b\u0007c\u001bd', 'abcd'],
	['an override of direction', 'pay \u202eevoba\u202c now', 'pay evoba now'],
	['isolates', '\u2066x\u2069', 'x'],
	['10,000 marks on one letter', `a${'\u0308'.repeat(10_000)}`, `ä${'\u0308'.repeat(6)}`],
	['Vietnamese in two forms', 'tie\u0302\u0301ng', 'tiếng'],
	['Windows line ends and many empty lines', 'a\r\n\r\n\r\n\r\nb  \r\nc', 'a\n\nb\nc'],
	['markup, as plain text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
	['Persian with its joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
	['an emoji family', '👩‍👩‍👧', '👩‍👩‍👧']
])('%s', (_, typed, stands) => {
	expect(body(typed)).toBe(stands);
});

test.each([
	['blanks in the middle of a line', `a${' '.repeat(100_000)}b`],
	['marks in the wrong order', `a${'\u0301\u0327'.repeat(50_000)}`],
	['empty lines', `a${'\n'.repeat(100_000)}b`]
])('a form full of %s holds nobody up', (_, typed) => {
	expect(busy(() => wordingOf(typed))).toBeLessThan(500);
});

test('what stands is within the limit, in NFC, and stands again unchanged', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
			const outcome = wordingOf(typed);
			if (!outcome.ok) return;
			expect(lengthOf(outcome.body)).toBeLessThanOrEqual(limit);
			expect(outcome.body).toBe(outcome.body.normalize('NFC'));
			expect(wordingOf(outcome.body)).toEqual(outcome);
		}),
		{ numRuns: 300 }
	);
});
