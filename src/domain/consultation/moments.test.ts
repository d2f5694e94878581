import { expect, test } from 'vitest';
import { dayBegan, momentIn, movedTo, wallIn } from './moments.ts';

const lisbon = 'Europe/Lisbon';

test.each([
	['a summer evening', lisbon, '2026-07-10', '23:59', '2026-07-10T22:59:00.000Z'],
	['a winter evening', lisbon, '2026-12-10', '23:59', '2026-12-10T23:59:00.000Z'],
	['the day clocks go forward', lisbon, '2026-03-29', '23:59', '2026-03-29T22:59:00.000Z'],
	['the day clocks go back', lisbon, '2026-10-25', '23:59', '2026-10-25T23:59:00.000Z'],
	['a zone of half hours', 'Asia/Kolkata', '2026-01-01', '09:00', '2026-01-01T03:30:00.000Z']
])('%s is the moment its clocks show, to the minute', (_, zone, date, time, expected) => {
	expect(momentIn(zone, { date, time })).toEqual({ ok: true, at: new Date(expected) });
});

test('a minute that clocks jump over is refused and the next one is named', () => {
	expect(momentIn(lisbon, { date: '2026-03-29', time: '01:30' })).toEqual({
		ok: false,
		obstacle: { code: 'time_skipped', next: new Date('2026-03-29T01:30:00.000Z') }
	});
});

test('in the hour that comes twice, opening takes the first and closing the second', () => {
	const wall = { date: '2026-10-25', time: '01:30' };
	expect(momentIn(lisbon, wall, 'earlier')).toMatchObject({ at: new Date('2026-10-25T00:30:00Z') });
	expect(momentIn(lisbon, wall, 'later')).toMatchObject({ at: new Date('2026-10-25T01:30:00Z') });
});

test.each([
	['2026-02-30', '10:00'],
	['2026-02-03', '24:00'],
	['', ''],
	['3/2/2026', '10:00']
])('%s %s is no time', (date, time) => {
	expect(momentIn(lisbon, { date, time })).toEqual({ ok: false, obstacle: { code: 'not_a_time' } });
});

test('fields that still show what is stored keep it, with its seconds and its repeated hour', () => {
	const stored = new Date('2026-10-25T00:30:59.500Z');
	const wall = wallIn(lisbon, stored);
	expect(wall).toEqual({ date: '2026-10-25', time: '01:30' });
	expect(movedTo(lisbon, wall, stored, 'later')).toEqual({ ok: true, at: stored });
	const other = { ...wall, time: '01:31' };
	expect(movedTo(lisbon, other, stored, 'later')).toMatchObject({
		at: new Date('2026-10-25T01:31:00Z')
	});
});

test('the day of a space begins at its own midnight', () => {
	const at = new Date('2026-07-10T23:30:00Z');
	expect(dayBegan(lisbon, at)).toEqual(new Date('2026-07-10T23:00:00Z'));
	expect(dayBegan('America/Montevideo', at)).toEqual(new Date('2026-07-10T03:00:00Z'));
});
