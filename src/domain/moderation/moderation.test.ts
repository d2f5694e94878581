import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absent, bar, obstacleTo, passagesOf, redacted } from './moderation.ts';

test.each([
	['refuse', 'published', 0, undefined],
	['refuse', 'refused', 1, 'gone'],
	['refuse', 'withdrawn', 1, 'gone'],
	['refuse', 'held', 0, undefined],
	['hold', 'published', 0, undefined],
	['hold', 'held', 0, 'gone'],
	['hold', 'refused', 0, 'gone'],
	['hold', 'withdrawn', 1, 'gone'],
	['restore', 'refused', 0, undefined],
	['restore', 'held', 0, undefined],
	['redact', 'held', 0, undefined],
	['dismiss', 'held', 1, 'held'],
	['restore', 'published', 0, 'not_refused'],
	['restore', 'withdrawn', 0, 'gone'],
	['redact', 'published', 0, undefined],
	['redact', 'refused', 0, undefined],
	['redact', 'withdrawn', 0, 'gone'],
	['dismiss', 'published', 1, undefined],
	['dismiss', 'withdrawn', 1, undefined],
	['dismiss', 'published', 0, 'no_reports']
] as const)('to %s what is %s, with %i reports', (act, state, reports, code) => {
	expect(obstacleTo(act, state, reports)?.code).toBe(code);
});

test('a passage goes every time it stands, a longer one before one inside it', () => {
	const passages = passagesOf('Mill Lane\r\n 14 Mill Lane \n\nMill Lane');
	expect(passages).toEqual(['14 Mill Lane', 'Mill Lane']);
	const text = 'He lives at 14 Mill Lane. Mill Lane is narrow; 14 Mill Lane is blue.';
	expect(redacted(text, passages)).toBe(`He lives at ${bar}. ${bar} is narrow; ${bar} is blue.`);
});

test('a passage that stands nowhere is told', () => {
	expect(absent(['one', 'two'], ['two', 'three'])).toBe('three');
	expect(absent(['one', 'two'], ['two'])).toBeUndefined();
});

test('no passage is left, whatever the text', () => {
	const piece = fc.constantFrom('a', 'b', 'ab', ' ', '$&', bar);
	fc.assert(
		fc.property(fc.array(piece), fc.array(piece, { minLength: 1 }), (text, wanted) => {
			const passages = passagesOf(wanted.join('\n')).filter((one) => one !== bar);
			const left = redacted(text.join(''), passages);
			for (const passage of passages) expect(left).not.toContain(passage);
		})
	);
});
