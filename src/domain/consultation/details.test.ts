import { expect, test } from 'vitest';
import { checklist, missing, type TextFacts } from './checklist.ts';
import { changed, faults, slugFrom, tidied, type Details } from './details.ts';
import { extensionObstacle } from './extension.ts';

const day = (n: number) => new Date(Date.UTC(2026, 4, n, 12));
const complete: Details = {
	slug: 'cleaner-rivers',
	language: 'en',
	title: 'Cleaner rivers',
	subtitle: '',
	description: 'What it is.',
	feedsInto: 'The act.',
	responsible: 'The ministry',
	contact: 'desk@example.test',
	otherChannels: '',
	furtherInfo: '',
	opensAt: day(10),
	closesAt: day(20),
	responseBy: day(30)
};
const text = { numbered: 3, withoutLanguage: 0, reviewed: true };

test.each([
	['Cleaner rivers, by 2030!', 'cleaner-rivers-by-2030'],
	['Évaluation de l’école', 'evaluation-de-lecole'],
	['Открытое правительство', 'otkrytoe-pravitelstvo'],
	['مسودة', 'consultation'],
	['!', 'consultation'],
	[`${'word '.repeat(30)}`, 'word-word-word-word-word-word-word-word-word-word-word-word']
])('%s is found at %s', (title, slug) => {
	expect(slugFrom(title)).toBe(slug);
	expect(slugFrom(title).length).toBeLessThanOrEqual(60);
});

test('complete details have no fault', () => {
	expect(faults(complete)).toEqual([]);
});

test.each<[string, Partial<Details>, object]>([
	['a title is needed', { title: '' }, { code: 'missing', field: 'title' }],
	['a title has 200 characters', { title: 'x'.repeat(201) }, { code: 'too_long', length: 201 }],
	['an address has letters and hyphens', { slug: 'A b' }, { code: 'slug_form' }],
	['it closes after it opens', { closesAt: day(10) }, { code: 'not_later', field: 'closesAt' }],
	[
		'answers come after closing',
		{ responseBy: day(20) },
		{ code: 'not_later', field: 'responseBy' }
	]
])('%s', (_, changes, fault) => {
	expect(faults({ ...complete, ...changes })).toEqual([expect.objectContaining(fault)]);
});

test('texts are cleaned, lines stay where lines mean something', () => {
	const sent = { ...complete, title: ' a \u202e  b ', description: 'one\r\ntwo ' };
	expect(tidied(sent)).toMatchObject({ title: 'a b', description: 'one\ntwo' });
});

test('what differs is named', () => {
	const later = { ...complete, title: 'Other', closesAt: day(21) };
	expect(changed(complete, later)).toEqual(['title', 'closesAt']);
	expect(changed(complete, { ...complete, closesAt: day(20) })).toEqual([]);
});

test('with everything in order nothing is missing', () => {
	expect(missing(checklist(complete, text, day(1)))).toEqual([]);
});

test.each<[string, Partial<Details>, Partial<TextFacts>, string[]]>([
	['a text', {}, { numbered: 0 }, ['text', 'reviewed']],
	['a look through the text', {}, { reviewed: false }, ['reviewed']],
	['a look at what was guessed', {}, { unchecked: 3 }, ['checked']],
	['the language of every unit', {}, { withoutLanguage: 1 }, ['languages']],
	['what it is about', { description: '' }, {}, ['description']],
	['what it feeds into', { feedsInto: '' }, {}, ['feeds_into']],
	['who answers', { responsible: '' }, {}, ['responsible']],
	['whom to ask', { contact: '' }, {}, ['contact']],
	['an opening', { opensAt: null }, {}, ['opens']],
	['an opening that is not past', { opensAt: day(1) }, {}, ['opens']],
	['a closing', { closesAt: null }, {}, ['closes', 'response_by']],
	['a closing that is not past', { closesAt: day(2), opensAt: day(1) }, {}, ['opens', 'closes']],
	['a date for answers', { responseBy: null }, {}, ['response_by']]
])('%s must be there', (_, changes, facts, expected) => {
	const checks = checklist({ ...complete, ...changes }, { ...text, ...facts }, day(2));
	expect(missing(checks)).toEqual(expected);
});

test('opening at once needs no planned opening', () => {
	const checks = checklist({ ...complete, opensAt: day(1) }, text, day(2), 'at_once');
	expect(missing(checks)).toEqual([]);
});

const dates = {
	announcedAt: day(1),
	opensAt: day(10),
	closesAt: day(20),
	answeredAt: null,
	archivedAt: null,
	cancelledAt: null
};
const to = { closesAt: day(25), responseBy: day(30) };

test.each([
	['before opening', {}, to, day(5), null],
	['while open', {}, to, day(15), null],
	['a millisecond before closing', {}, to, new Date(day(20).getTime() - 1), null],
	['at the closing itself', {}, to, day(20), 'wrong_state'],
	['after closing', {}, to, day(21), 'wrong_state'],
	['when cancelled', { cancelledAt: day(2) }, to, day(5), 'wrong_state'],
	['as a draft', { announcedAt: null, opensAt: null }, to, day(5), 'wrong_state'],
	['to the same moment', {}, { ...to, closesAt: day(20) }, day(15), 'not_later_than_before'],
	['to an earlier moment', {}, { ...to, closesAt: day(19) }, day(15), 'not_later_than_before'],
	[
		'past the date of answers',
		{},
		{ ...to, closesAt: day(31) },
		day(15),
		'response_before_closing'
	],
	['by decades', {}, { closesAt: new Date('2056-01-01'), responseBy: null }, day(15), 'too_far']
] as const)('extending %s', (_, changes, wanted, at, code) => {
	expect(extensionObstacle(wanted, { ...dates, ...changes }, at)?.code ?? null).toBe(code);
});
