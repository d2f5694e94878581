import { expect, test } from 'vitest';
import { acts } from '#domain/policy/acts.ts';
import { doors } from '../../src/doors.ts';
import { doorsOfRoutes } from './routes.ts';

const built = doorsOfRoutes();

test('every method and action of every route has a row in the policy', () => {
	expect(built.filter((door) => !(door in doors))).toEqual([]);
});

test('no row of the policy is without a route', () => {
	expect(Object.keys(doors).filter((door) => !built.includes(door))).toEqual([]);
});

test('no act is without a door', () => {
	const used = new Set(Object.values(doors));
	expect(Object.keys(acts).filter((act) => !used.has(act as keyof typeof acts))).toEqual([]);
});

test('doors that read and doors that change are not the same act by accident', () => {
	const changing = Object.entries(doors).filter(
		([door, act]) => / POST/.test(door) && act.endsWith('.read')
	);
	expect(changing).toEqual([]);
});
