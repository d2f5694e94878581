import { describe, expect, test } from 'vitest';
import { secondsToNextWord, timeLeft } from './time-left.ts';

const at = (text: string) => new Date(text);

describe('the time left', () => {
	test.each([
		[
			'days are the calendar’s, not spans of 24 hours',
			'2026-11-21T22:00Z',
			'2026-12-03T23:59Z',
			'day',
			12
		],
		[
			'late in the evening before, it is one day',
			'2026-12-02T23:30Z',
			'2026-12-03T23:59Z',
			'day',
			1
		],
		['on the last day hours are counted', '2026-12-03T10:00Z', '2026-12-03T23:59Z', 'hour', 13],
		[
			'over midnight within the hour, minutes are',
			'2026-12-03T23:30Z',
			'2026-12-04T00:15Z',
			'minute',
			45
		],
		['half a minute is one', '2026-12-03T23:58:30Z', '2026-12-03T23:59Z', 'minute', 1]
	])('%s', (_, now, until, unit, count) => {
		expect(timeLeft('UTC', at(now), at(until))).toEqual({ unit, count });
	});

	test('is none once it is over, to the millisecond', () => {
		expect(
			timeLeft('UTC', at('2026-12-03T23:59:00.000Z'), at('2026-12-03T23:59:00.000Z'))
		).toBeNull();
	});

	test('is told by the calendar of the space', () => {
		const [now, until] = [at('2026-12-03T20:00Z'), at('2026-12-03T23:59Z')];
		expect(timeLeft('Asia/Tokyo', now, until)).toEqual({ unit: 'hour', count: 3 });
		expect(timeLeft('Europe/Helsinki', now, until)).toEqual({ unit: 'day', count: 1 });
	});
});

describe('when a page says something else', () => {
	test('at midnight of the space, on days with 25 hours too', () => {
		expect(secondsToNextWord('Europe/Lisbon', at('2026-10-25T00:30Z'), null)).toBe(23.5 * 3600);
	});

	test('at the next full hour or minute that is left, and at the end', () => {
		expect(secondsToNextWord('UTC', at('2026-12-03T10:30Z'), at('2026-12-03T13:45Z'))).toBe(900);
		expect(secondsToNextWord('UTC', at('2026-12-03T13:44:20Z'), at('2026-12-03T13:45Z'))).toBe(40);
	});
});
