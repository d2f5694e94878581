import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispute, levelOfAgreement, sum, total, type Counts } from './vote.ts';

const counts = fc.record({
	agree: fc.nat(500),
	changes: fc.nat(500),
	disagree: fc.nat(500),
	unsure: fc.nat(500)
});
const of = (agree: number, changes: number, disagree: number, unsure: number): Counts => ({
	agree,
	changes,
	disagree,
	unsure
});

describe('the level of agreement', () => {
	test.each([
		['agree and with changes count, unsure does not', of(6, 2, 2, 10), 0.8],
		['four votes are too few', of(4, 0, 0, 0), null],
		['five are enough, the unsure among them', of(3, 0, 1, 1), 0.75],
		['nobody decided', of(0, 0, 0, 9), null],
		['all against', of(0, 0, 7, 0), 0]
	])('%s', (_, given, level) => {
		expect(levelOfAgreement(given)).toBe(level);
	});

	test('is a share, grows with agreement and falls with disagreement', () => {
		fc.assert(
			fc.property(counts, (given) => {
				const level = levelOfAgreement(given);
				if (level === null) return total(given) < 5 || total(given) === given.unsure;
				const more = levelOfAgreement({ ...given, changes: given.changes + 1 }) ?? -1;
				const less = levelOfAgreement({ ...given, disagree: given.disagree + 1 }) ?? 2;
				return level >= 0 && level <= 1 && more >= level && less <= level;
			})
		);
	});

	test('does not hear the unsure once enough have voted', () => {
		fc.assert(
			fc.property(counts, fc.nat(99), (given, unsure) => {
				const now = levelOfAgreement({ ...given, unsure: 5 });
				return now === levelOfAgreement({ ...given, unsure: 5 + unsure });
			})
		);
	});
});

describe('dispute', () => {
	test('is the size of the smaller side and never more than half of those who decided', () => {
		expect(dispute(of(20, 24, 41, 3))).toBe(41);
		expect(dispute(of(0, 0, 99, 0))).toBe(0);
		fc.assert(fc.property(counts, (given) => 2 * dispute(given) <= total(given) - given.unsure));
	});
});

test('adding tallies loses nobody', () => {
	fc.assert(fc.property(counts, counts, (a, b) => total(sum(a, b)) === total(a) + total(b)));
});
