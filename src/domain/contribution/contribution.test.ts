import { expect, test } from 'vitest';
import {
	mayEdit,
	maySupport,
	mayWithdraw,
	notOpen,
	replyTo,
	type Standing
} from './contribution.ts';
import { placeOf } from './place.ts';

const minute = 60_000;
const opensAt = new Date('2027-03-01T08:00:00Z');
const closesAt = new Date('2027-03-31T22:00:00Z');
const received = new Date('2027-03-10T10:00:00Z');
const after = (minutes: number) => new Date(received.getTime() + minutes * minute);

const dates = {
	announcedAt: new Date('2027-02-01T00:00:00Z'),
	...{ opensAt, closesAt },
	...{ answeredAt: null, archivedAt: null, cancelledAt: null }
};
const one: Standing = {
	personId: 'rosa',
	organisationId: null,
	visibility: 'public',
	state: 'published',
	depth: 0,
	receivedAt: received,
	replyCount: 0,
	supportPeople: 0,
	supportOrganisations: 0,
	supportGuests: 0,
	signatureCount: 0
};

test.each([
	['its author, at once', {}, 'rosa', after(0), undefined],
	[
		'its author, a millisecond before the quarter of an hour is over',
		{},
		'rosa',
		new Date(after(15).getTime() - 1),
		undefined
	],
	['its author, when it is over', {}, 'rosa', after(15), 'edit_over'],
	['someone else', {}, 'ilya', after(1), 'missing'],
	['after the first reply', { replyCount: 1 }, 'rosa', after(1), 'answered'],
	['after the first support by a person', { supportPeople: 1 }, 'rosa', after(1), 'answered'],
	[
		'after the first support by an organisation',
		{ supportOrganisations: 1 },
		'rosa',
		after(1),
		'answered'
	],
	['once withdrawn', { state: 'withdrawn' }, 'rosa', after(1), 'gone'],
	['while hidden', { state: 'refused' }, 'rosa', after(1), 'gone'],
	[
		'at the second of closing',
		{ receivedAt: new Date(closesAt.getTime() - minute) },
		'rosa',
		closesAt,
		'closed'
	]
] as const)('editing: %s', (_, change, by, at, code) => {
	expect(mayEdit({ ...one, ...change }, by, dates, at)?.code).toBe(code);
});

test.each([
	['its author, days later', {}, 'rosa', after(5000), undefined],
	[
		'its author, although others built on it',
		{ replyCount: 3, supportPeople: 9 },
		'rosa',
		after(5000),
		undefined
	],
	['its author, although it is hidden', { state: 'refused' }, 'rosa', after(1), undefined],
	['twice', { state: 'withdrawn' }, 'rosa', after(1), 'gone'],
	['someone else', {}, 'ilya', after(1), 'missing'],
	['after closing', {}, 'rosa', closesAt, 'closed']
] as const)('withdrawing: %s', (_, change, by, at, code) => {
	expect(mayWithdraw({ ...one, ...change }, by, dates, at)?.code).toBe(code);
});

test.each([
	['another person', {}, 'ilya', null, after(1), undefined],
	['an organisation', {}, 'ilya', 'guild', after(1), undefined],
	['whoever said it', {}, 'rosa', null, after(1), 'own'],
	['whoever said it, under another hat', {}, 'rosa', 'guild', after(1), 'own'],
	[
		'the organisation it was said for',
		{ organisationId: 'guild' },
		'ilya',
		'guild',
		after(1),
		'own'
	],
	['what is private', { visibility: 'private' }, 'ilya', null, after(1), 'private'],
	['what is hidden', { state: 'refused' }, 'ilya', null, after(1), 'gone'],
	['what is withdrawn', { state: 'withdrawn' }, 'ilya', null, after(1), 'gone'],
	['after closing', {}, 'ilya', null, closesAt, 'closed']
] as const)('supporting: %s', (_, change, by, as, at, code) => {
	expect(maySupport({ ...one, ...change }, by, as, dates, at)?.code).toBe(code);
});

test.each([
	['a remark', one, undefined],
	['a reply', { ...one, depth: 1 }, undefined],
	['a reply to a reply', { ...one, depth: 2 }, 'too_deep'],
	['what is private', { ...one, visibility: 'private' }, 'private'],
	['a tombstone', { ...one, state: 'withdrawn' }, 'gone'],
	['nothing', undefined, 'reply_missing']
] as const)('replying to %s', (_, parent, code) => {
	expect(replyTo(parent)?.code).toBe(code);
});

test.each([
	['before opening', new Date(opensAt.getTime() - 1), 'not_open'],
	['at the second of opening', opensAt, undefined],
	['a millisecond before closing', new Date(closesAt.getTime() - 1), undefined],
	['at the second of closing', closesAt, 'closed']
])('adding %s', (_, at, code) => {
	expect(notOpen(dates, at)?.code).toBe(code);
});

test('a place has one name: a page kept under it is kept once', () => {
	expect(placeOf('P9')).toEqual({ kind: 'unit', number: 9 });
	expect(placeOf('P0')).toEqual({ kind: 'unit', number: 0 });
	for (const other of ['P09', 'P000009', 'p9', 'P', 'P1000000']) expect(placeOf(other)).toBeNull();
});
