/** Which conditions describe a wave at all. */

import { expect, test } from 'vitest';
import { undescribed, unitsOf, type Condition } from './condition.ts';

const at = new Date('2027-05-01T12:00:00Z');
const day: Condition = {
	...{ from: '2027-04-30T10:00:00Z', to: '2027-04-30T11:00:00Z' },
	...{ accountsFrom: null, accountsTo: null, domain: null, guests: true, like: null },
	...{ units: [], takes: ['votes'] }
};
test.each([
	[{}, undefined],
	[{ from: '' }, 'period_missing'],
	[{ to: '2027-04-30T09:00:00Z' }, 'period_turned'],
	[{ to: '2027-05-02T09:00:00Z' }, 'period_ahead'],
	[{ guests: false }, 'too_wide'],
	[{ guests: false, domain: 'a b' }, 'domain_bad'],
	[{ guests: false, domain: 'x@y.example' }, 'domain_bad'],
	[{ guests: false, like: 'P9' }, 'like_missing'],
	[{ takes: [] }, 'takes_missing'],
	[{ accountsFrom: '2027-04-03', accountsTo: '2027-04-02' }, 'accounts_turned']
] as [Partial<Condition>, string | undefined][])('%j: %s', (change, code) => {
	expect(undescribed({ ...day, ...change }, at)?.code).toBe(code);
});

test.each([
	['', []],
	['3, 7-9', [3, 7, 8, 9]],
	['P12 P14', [12, 14]],
	['9-7', null],
	['1-99999', null],
	['all', null]
])('units %j are %j', (typed, units) => expect(unitsOf(typed)).toEqual(units));
