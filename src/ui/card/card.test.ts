import { expect, test } from 'vitest';
import { wordsIn } from '#ui/words.ts';
import { ageOf, cardOf, type Dated } from './card.ts';

const space = { name: 'Arcadia', zone: 'Europe/Lisbon' };
const head = (state: Dated['state'], at: string): Dated => ({
	state,
	title: 'Open works',
	language: 'en',
	opensAt: new Date('2026-11-03T09:00:00Z'),
	closesAt: new Date('2026-12-04T18:00:00Z'),
	cancelledAt: state === 'CANCELLED' ? new Date('2026-11-20T10:00:00Z') : null,
	at: new Date(at)
});

test.each([
	[
		'ANNOUNCED',
		'2026-11-01T10:00:00Z',
		'Opens soon · opens in 2 days',
		'announced-2',
		/^opens Tuesday/
	],
	['OPEN', '2026-12-03T23:59:59Z', 'Open · 1 day left', 'open-1', /^closes Friday/],
	['OPEN', '2026-12-04T10:00:00Z', 'Open', 'open', /18:00 in Arcadia$/],
	['CLOSED', '2026-12-05T10:00:00Z', 'Closed, being considered', 'closed', /^closed Friday/],
	['CANCELLED', '2026-12-05T10:00:00Z', 'Cancelled', 'cancelled', /^cancelled on 20 November 2026$/]
] as const)('%s at %s says “%s”', (state, at, line, age, rest) => {
	const card = cardOf(wordsIn('en'), head(state, at), space, { kind: 'consultation' });
	expect(card.state).toBe(line);
	expect(card.rest).toMatch(rest);
	expect(ageOf(head(state, at), space.zone)).toBe(age);
});

test('a day ends when it ends in the space, and the card with it', () => {
	const zone = 'Pacific/Kiritimati';
	expect(ageOf(head('OPEN', '2026-12-03T09:59:00Z'), zone)).toBe('open-2');
	expect(ageOf(head('OPEN', '2026-12-03T10:00:00Z'), zone)).toBe('open-1');
});

test('a card is laid out as its language runs, the title as its own', () => {
	const card = cardOf(wordsIn('ar'), head('OPEN', '2026-11-22T10:00:00Z'), space, {
		kind: 'consultation'
	});
	expect(card).toMatchObject({ dir: 'rtl', text: { words: 'Open works', lang: 'en', dir: 'ltr' } });
});

test('a unit shows its own words, a contribution only where it stands', () => {
	const open = head('OPEN', '2026-11-22T10:00:00Z');
	const say = wordsIn('en');
	const unit = { name: 'P9', words: 'x'.repeat(5000), lang: 'en', dir: 'ltr' } as const;
	const card = cardOf(say, open, space, { kind: 'unit', ...unit });
	expect(card.label).toBe('P9 · Open works');
	expect(card.text.words.length).toBeLessThanOrEqual(400);
	const said = cardOf(say, open, space, { kind: 'contribution', label: 'Said on P9 · C-7K2M9Q' });
	expect(said).toMatchObject({ label: 'Said on P9 · C-7K2M9Q', text: { words: 'Open works' } });
});
