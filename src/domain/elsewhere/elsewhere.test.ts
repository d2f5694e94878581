import { expect, test } from 'vitest';
import { dayObstacle, momentOf, type Period } from './elsewhere.ts';
import { judge, type Facts } from './row.ts';
import type { Columns } from './columns.ts';

const period: Period = {
	zone: 'America/Bogota',
	announcedAt: new Date('2026-05-01T15:00Z'),
	closesAt: new Date('2026-06-01T04:59Z')
};
/** The second of June in Lisbon, still the first in Bogotá. */
const at = new Date('2026-06-02T03:00Z');

test.each([
	['the day it was announced', '2026-05-01', null],
	['the day before that', '2026-04-30', 'day_early'],
	['the closing day, by the clocks of the space', '2026-05-31', null],
	['the day after, on which it was closed already', '2026-06-01', 'day_late'],
	['tomorrow', '2026-06-02', 'day_ahead'],
	['a day there is not', '2026-05-32', 'bad_day'],
	['no day at all', 'soon', 'bad_day']
])('%s', (_, day, code) => {
	expect(dayObstacle(day, period, at)?.code ?? null).toBe(code);
});

test('it counts from the beginning of its day, never before the announcement', () => {
	expect(momentOf('2026-05-03', period)).toEqual(new Date('2026-05-03T05:00Z'));
	expect(momentOf('2026-05-01', period)).toEqual(period.announcedAt);
});

const facts: Facts = {
	period,
	at,
	units: new Map([[12, 'unit-12']]),
	organisations: new Map([['river society', 'org']]),
	mayPrivate: false
};
const defaults = {
	...{ channel: 'letter' as const, consent: 'named' as const },
	...{ receivedOn: '2026-05-03', lang: 'en', source: 'File 7' }
};
const names = ['body', 'unit', 'lang', 'author', 'organisation', 'kind', 'channel', 'day'] as const;
const more = ['consent', 'externalId', 'source', 'contact'] as const;
const all = [...names, ...more];
const columns: Columns = Object.fromEntries(all.map((field, n) => [field, n]));

const judged = (change: Partial<Record<(typeof all)[number], string>>, given = facts) =>
	judge(
		all.map((field) => ({ body: 'Plant trees.', ...change })[field] ?? ''),
		columns,
		defaults,
		given
	);

test('a row says what its columns say, and the file what they do not', () => {
	const { entry, faults, notes } = judged({
		...{ unit: 'p 12', lang: 'es-CO', author: ' Ana  Ruiz ', organisation: 'River Society' },
		...{ kind: 'pregunta', channel: 'correo', day: '4.5.2026', contact: 'Ana@Example.test' }
	});
	expect([faults, notes]).toEqual([[], []]);
	expect(entry).toEqual({
		...{ channel: 'email', receivedOn: '2026-05-04', consent: 'named', author: 'Ana Ruiz' },
		...{ organisationId: 'org', unitId: 'unit-12', place: 'unit', placeWord: 'P12' },
		...{ kind: 'question', lang: 'es', body: 'Plant trees.', source: 'File 7' },
		...{ contact: 'ana@example.test', externalId: null }
	});
	expect(judged({}).entry).toMatchObject({
		place: 'whole',
		lang: 'en',
		kind: 'comment',
		author: ''
	});
});

test.each([
	['nothing said', { body: ' ' }, { code: 'empty' }],
	['too much said', { body: 'x'.repeat(5001) }, { code: 'too_long', length: 5001, limit: 5000 }],
	[
		'a language nobody knows',
		{ lang: 'xx-klingon' },
		{ code: 'unknown_lang', value: 'xx-klingon' }
	],
	['a channel nobody knows', { channel: 'pigeon' }, { code: 'unknown_channel', value: 'pigeon' }],
	['a kind nobody knows', { kind: 'rant' }, { code: 'unknown_kind', value: 'rant' }],
	['a consent nobody gives', { consent: 'perhaps' }, { code: 'unknown_consent', value: 'perhaps' }],
	['a day that is none', { day: '5/3/26' }, { code: 'bad_day' }],
	['a late day', { day: '2026-06-01' }, { code: 'day_late' }],
	[
		'a body nobody verified',
		{ organisation: 'Ghosts' },
		{ code: 'unknown_organisation', value: 'Ghosts' }
	],
	['a name too long', { author: 'n'.repeat(81) }, { code: 'name_long', limit: 80 }],
	['an id too long', { externalId: '1'.repeat(101) }, { code: 'id_long', limit: 100 }],
	['a source too long', { source: 's'.repeat(201) }, { code: 'source_long', limit: 200 }],
	[
		'an address with a header in it',
		{ contact: 'a@b.test\nBcc: c@d.test' },
		{ code: 'bad_contact', value: 'a@b.test Bcc: c@d.test' }
	],
	[
		'two addresses',
		{ contact: 'a@b.test, c@d.test' },
		{ code: 'bad_contact', value: 'a@b.test, c@d.test' }
	],
	[
		'private words from who is not of the secretariat',
		{ consent: 'private' },
		{ code: 'secretariat_only' }
	]
])('%s is a fault', (_, change, fault) => {
	expect(judged(change).faults).toEqual([fault]);
});

test('a place outside the text is the whole, with a note', () => {
	for (const unit of ['P13', 'chapter 2', '9999999'])
		expect(judged({ unit })).toMatchObject({
			faults: [],
			notes: [{ code: 'outside', value: unit }],
			entry: { place: 'whole', unitId: null, placeWord: 'whole', source: `File 7 · ${unit}` }
		});
});

test.each(['=cmd|calc!A1', '+1+cmd', '@SUM(A1)', '-2+3+cmd', '  =1'])(
	'%s stays text, with a note',
	(body) => {
		const { entry, notes, faults } = judged({ body });
		expect([entry.body, notes, faults]).toEqual([
			body.trim(),
			[{ code: 'formula', field: 'body' }],
			[]
		]);
	}
);

test('who agreed to no name has none, whatever the file says', () => {
	const { entry, notes } = judged({
		consent: 'nameless',
		author: 'Ana',
		organisation: 'River Society'
	});
	expect(entry).toMatchObject({ author: '', organisationId: null });
	expect(notes).toEqual([{ code: 'name_left_out' }]);
	const secret = judged({ consent: 'private', author: 'Ana' }, { ...facts, mayPrivate: true });
	expect(secret).toMatchObject({ faults: [], entry: { consent: 'private', author: 'Ana' } });
});
