import { expect, test } from 'vitest';
import { endOfDay, lastDay } from './term.ts';

test.each([
	['Europe/Lisbon', '2026-11-30', '2026-12-01T00:00:00.000Z'],
	['Pacific/Kiritimati', '2026-11-30', '2026-11-30T10:00:00.000Z'],
	['Europe/Lisbon', '2026-10-24', '2026-10-24T23:00:00.000Z'],
	['Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00.000Z']
])('in %s the %s lasts until %s', (zone, day, until) => {
	const end = endOfDay(zone, day);
	expect(end?.toISOString()).toBe(until);
	expect(lastDay(zone, end ?? new Date(0))).toBe(day);
});

test.each([
	['', null],
	['2026-02-30', undefined],
	['30.11.2026', undefined],
	['2026-11-30T10:00', undefined],
	['+275760-09-13', undefined]
])('%j is %s', (day, moment) => expect(endOfDay('Europe/Lisbon', day)).toBe(moment));
