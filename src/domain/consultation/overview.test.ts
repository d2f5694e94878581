import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispute, together, total } from '../voting/vote.ts';
import { overview, type Spoken } from './overview.ts';

const few = fc.nat(60);
const counts = fc.record({ agree: few, changes: few, disagree: few, unsure: few });
const units = fc
	.array(
		fc.record({
			tally: fc.record({ person: counts, organisation: counts, guest: counts }),
			remarks: fc.nat(9)
		})
	)
	.map((made) => made.map((one, at): Spoken => ({ ...one, number: at + 1 })));

describe('the overview', () => {
	test('counts every verified vote once, individuals and organisations apart, guests in nothing else', () => {
		fc.assert(
			fc.property(units, (given) => {
				const { votes, individuals, organisations, guests } = overview(given);
				return (
					total(votes) === individuals + organisations &&
					guests === given.reduce((all, unit) => all + total(unit.tally.guest), 0) &&
					individuals === given.reduce((all, unit) => all + total(unit.tally.person), 0)
				);
			})
		);
	});

	test('names as most disputed the first unit with the largest smaller side, or none', () => {
		fc.assert(
			fc.property(units, (given) => {
				const sizes = given.map((unit) => dispute(together(unit.tally)));
				const largest = Math.max(0, ...sizes);
				const { disputed } = overview(given);
				if (largest === 0) return disputed === null;
				return disputed?.number === sizes.indexOf(largest) + 1;
			})
		);
	});

	test('names the most and the least discussed unit only once something was said', () => {
		fc.assert(
			fc.property(units, (given) => {
				const { discussed, undiscussed } = overview(given);
				const said = given.map((unit) => unit.remarks);
				if (Math.max(0, ...said) === 0) return discussed === null && undiscussed === null;
				return (
					discussed?.remarks === Math.max(...said) &&
					(given.length < 2 || undiscussed?.remarks === Math.min(...said))
				);
			})
		);
	});

	test('says nothing about a text without votes', () => {
		expect(overview([])).toMatchObject({ level: null, disputed: null, individuals: 0 });
	});
});
