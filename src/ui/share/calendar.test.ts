import { expect, test } from 'vitest';
import type { Dates } from '#domain/consultation/dates.server.ts';
import { wordsIn } from '#ui/words.ts';
import { calendar, type Around } from './calendar.ts';

const around: Around = {
	origin: 'https://moot.example',
	address: 'https://moot.example/feeds/en/arcadia/dates.ics',
	name: 'Consultations of Arcadia',
	space: 'Arcadia',
	slug: 'arcadia',
	zone: 'America/New_York'
};
const one: Dates = {
	id: '01a200b2-ce43-7be2-8103-7222af4cb183',
	slug: 'open-works',
	title: 'Open works',
	opensAt: new Date('2026-03-08T06:59:00Z'),
	closesAt: new Date('2026-11-01T05:30:00Z'),
	responseBy: new Date('2027-02-01T04:59:00Z'),
	state: 'OPEN',
	changes: 0,
	changedAt: new Date('2026-02-01T10:00:00Z')
};
const made = (changed: Partial<Dates> = {}, lang: 'en' | 'ar' | 'ru' = 'en') =>
	calendar(wordsIn(lang), [{ ...one, ...changed }], around);

/** Properties of each event, lines unfolded (RFC 5545, 3.1). */
const eventsOf = (text: string) =>
	text
		.replace(/\r\n[ \t]/g, '')
		.split('BEGIN:VEVENT')
		.slice(1)
		.map((part) =>
			Object.fromEntries(
				part
					.split('\r\n')
					.filter((line) => line.includes(':'))
					.map((line) => [line.split(/[:;]/)[0] ?? '', line.slice(line.indexOf(':') + 1)])
			)
		);

test('moments are written in UTC, days as the space counts them', () => {
	const [opens, closes, answers] = eventsOf(made());
	expect(opens?.DTSTART).toBe('20260308T065900Z');
	expect(closes?.DTSTART).toBe('20261101T053000Z');
	// Early in February in London, still January in New York.
	expect(answers).toMatchObject({ DTSTART: '20270131', DTEND: '20270201' });
	expect(made()).toContain('DTSTART;VALUE=DATE:20270131');
	expect(eventsOf(made({ responseBy: null }))).toHaveLength(2);
});

test('an extension raises the sequence of the same events; a cancellation leaves them, cancelled', () => {
	const before = eventsOf(made());
	const later = { changes: 1, closesAt: new Date('2026-11-15T05:30:00Z') };
	const after = eventsOf(made(later));
	expect(after.map(({ UID }) => UID)).toEqual(before.map(({ UID }) => UID));
	expect(new Set(before.map(({ UID }) => UID)).size).toBe(3);
	expect(after.map(({ SEQUENCE }) => SEQUENCE)).toEqual(['1', '1', '1']);
	const gone = eventsOf(made({ ...later, changes: 2, state: 'CANCELLED' }));
	expect(gone.map(({ STATUS }) => STATUS)).toEqual(Array(3).fill('CANCELLED'));
	expect(before.map(({ STATUS }) => STATUS)).toEqual(Array(3).fill('CONFIRMED'));
});

test('what did not change is the same to the byte', () => expect(made()).toBe(made()));

test.each(['en', 'ar', 'ru'] as const)('lines of %s are as the format wants them', (lang) => {
	const title = 'Открытые работы; «право», знать \\ и\nвидеть 🏗️'.repeat(4);
	const text = made({ title }, lang);
	expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
	for (const line of text.split('\r\n')) {
		expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
		expect(line).not.toMatch(/[\r\n]/);
		expect(line.isWellFormed()).toBe(true);
	}
	const [opens] = eventsOf(text);
	const told = (opens?.SUMMARY ?? '').replace(/\\([\\;,])/g, '$1');
	expect(told).toBe(wordsIn(lang).t('share.date.opens', { title: title.replace(/\n/g, ' ') }));
});
