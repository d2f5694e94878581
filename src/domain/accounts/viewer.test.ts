import { expect, test } from 'vitest';
import { acts, may, type Act } from '../policy/acts.ts';
import { asFarAs, awake, standingsOf, type Viewer } from './viewer.ts';

const spaceId = 'the space';
const staff: Viewer = {
	id: 'p',
	name: 'Marisol',
	email: 'marisol@example.org',
	language: 'en',
	sessionId: 's',
	suspended: false,
	grants: [{ spaceId, role: 'SECRETARIAT' }],
	organisations: [{ id: 'o', spaceId, slug: 'o', name: 'O' }]
};
const citizen = { ...staff, grants: [] };
const all = Object.keys(acts) as Act[];
const lets = (viewer: Viewer | null) => all.filter((act) => may(viewer, act, spaceId));

test.each([
	['staff without a second key, where staff need one', staff, false, false, true, 'set_up'],
	['staff without a second key, where it is optional', staff, false, false, false, undefined],
	['staff who have yet to use theirs', staff, true, false, true, 'challenge'],
	[
		'staff who have yet to use theirs, where it is optional',
		staff,
		true,
		false,
		false,
		'challenge'
	],
	['staff who used theirs', staff, true, true, true, undefined],
	['a participant without one', citizen, false, false, true, undefined],
	['a participant who chose to have one', citizen, true, false, true, 'challenge'],
	['a participant who used theirs', citizen, true, true, true, undefined]
] as const)('%s', (_, viewer, keyed, stepped, needed, step) => {
	expect(asFarAs(viewer, { keyed, stepped }, needed).step).toBe(step);
});

test('before the second key was used every act is a stranger’s, but for using it', () => {
	const partial = asFarAs(staff, { keyed: true, stepped: false }, true);
	expect(standingsOf(partial, spaceId)).toEqual(['PUBLIC', 'PARTIAL']);
	expect(partial).toMatchObject({ grants: [], organisations: [] });
	expect(lets(partial)).toEqual([...lets(null), 'account.confirm' as Act].sort(byTable));
});

test('without a second key staff can do what participants can', () => {
	const asleep = asFarAs(staff, { keyed: false, stepped: false }, true);
	expect(lets(asleep)).toEqual(lets(citizen));
	expect(lets(awake(asleep))).toEqual(lets(staff));
	expect(lets(staff).length).toBeGreaterThan(lets(citizen).length);
});

const byTable = (a: Act, b: Act) => all.indexOf(a) - all.indexOf(b);
