import { expect, test } from 'vitest';
import type { Head } from '#domain/consultation/store.server.ts';
import { wordsIn } from '../words.ts';
import { stepsAhead } from './ahead.ts';

const head = {
	...{ state: 'OPEN', feedsInto: '', responsible: '', cancelledAt: null },
	closesAt: new Date('2027-01-10T23:59:00Z'),
	responseBy: new Date('2027-02-28T12:00:00Z')
} as Head;

const told = (shared: boolean) =>
	stepsAhead(wordsIn('en'), head, 'UTC', shared).map(({ key, body }) => [
		key,
		body.map(({ text }) => text).join('')
	]);

test('what the secretariat alone reads is promised no support, no replies and no public answer', () => {
	const everyones = Object.fromEntries(told(true));
	const ones = Object.fromEntries(told(false));
	expect(everyones.read).toContain('support it and reply');
	expect(everyones.answer).toContain('in public');
	expect(ones.read).toContain('Only the secretariat and its author');
	expect(ones.read).not.toContain('support');
	expect(ones.answer).not.toContain('public');
});
