// What the votes should come to: the seed draws the individuals, organisations are listed one by one.
import type { IntendedTally, OrganisationVote } from './shape.ts';

/** How many people with names from `names.ts` vote and support besides the people in `people.ts`. */
export const extraPeople = 140;

const tallies = (consultation: string, rows: readonly [number, number, number, number, number][]) =>
	rows.map(([unit, agree, changes, disagree, unsure]): IntendedTally => ({
		consultation,
		unit,
		agree,
		changes,
		disagree,
		unsure
	}));

/** Unit, agree, agree with changes, disagree, unsure. */
export const intendedTallies = [
	...tallies('open-works', [
		[1, 50, 6, 2, 2],
		[2, 32, 8, 1, 3],
		[3, 25, 15, 3, 3],
		[4, 14, 17, 18, 5],
		[5, 58, 17, 4, 3],
		[6, 23, 10, 7, 5],
		[7, 19, 26, 14, 7],
		[8, 17, 7, 5, 4],
		[9, 38, 24, 30, 6],
		[10, 27, 11, 9, 3],
		[11, 84, 2, 1, 1],
		[12, 29, 11, 6, 4],
		[13, 33, 12, 16, 5],
		[14, 37, 6, 41, 8],
		[15, 18, 8, 11, 4],
		[16, 2, 1, 0, 1],
		[17, 22, 4, 2, 2],
		[18, 33, 3, 1, 1],
		[19, 3, 0, 0, 1],
		[20, 12, 5, 2, 2],
		[21, 35, 7, 2, 2],
		[22, 24, 7, 3, 2],
		[23, 19, 3, 1, 2],
		[24, 22, 2, 2, 1],
		[25, 8, 7, 5, 4],
		[26, 14, 5, 8, 3]
	]),
	...tallies('school-meals', [
		[1, 48, 3, 1, 0],
		[2, 26, 4, 5, 2],
		[3, 29, 6, 1, 1],
		[4, 31, 8, 2, 2],
		[5, 17, 15, 9, 4],
		[6, 34, 5, 3, 1],
		[7, 11, 21, 22, 3],
		[8, 44, 3, 2, 1],
		[9, 38, 5, 4, 2],
		[10, 19, 9, 2, 3],
		[11, 24, 6, 1, 2],
		[12, 13, 4, 6, 5]
	])
];

const votes = (
	consultation: string,
	org: string,
	by: string,
	values: Partial<Record<OrganisationVote['value'], readonly number[]>>
) =>
	Object.entries(values).flatMap(([value, units]) =>
		units.map((unit) => ({
			consultation,
			org,
			by,
			unit,
			value: value as OrganisationVote['value']
		}))
	);

export const organisationVotes: readonly OrganisationVote[] = [
	...votes('open-works', 'ledger', 'amara', {
		agree: [1, 2, 5, 9, 11, 12, 13, 14, 15, 18, 21, 26],
		changes: [4, 7, 22]
	}),
	...votes('open-works', 'chamber', 'gregor', {
		agree: [2, 10, 11],
		changes: [5, 12, 15],
		disagree: [9, 13]
	}),
	...votes('open-works', 'towns', 'ottoline', {
		agree: [1, 10, 11],
		changes: [5, 7, 9],
		disagree: [14],
		unsure: [26]
	}),
	...votes('open-works', 'union', 'miron', {
		agree: [11, 15, 22],
		changes: [9, 17],
		disagree: [14]
	}),
	...votes('open-works', 'access', 'wendeline', { agree: [1, 3, 11, 20], changes: [9] }),
	...votes('open-works', 'polytechnic', 'haruki', { agree: [5, 13, 18], changes: [2, 7] }),
	...votes('open-works', 'accounts', 'sunniva', { agree: [18], changes: [5, 13] }),
	...votes('open-works', 'meridian', 'josephine', { agree: [13, 26] }),
	...votes('school-meals', 'families', 'lucia', {
		agree: [1, 8, 11],
		changes: [7, 9],
		unsure: [5]
	}),
	...votes('school-meals', 'towns', 'ottoline', { agree: [1], changes: [5, 8], disagree: [10] }),
	...votes('school-meals', 'polytechnic', 'haruki', { agree: [9, 12] })
];
