/** What waits at the desk, filtered, and from one to the next. */

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { clearDesk, deskOf } from '#tests/desk.ts';
import { everything, filterOf, type Filter } from './filter.ts';
import { linesOf, wayFrom } from './queue.server.ts';
import { scopeOf } from './scope.ts';
import { together } from './together.server.ts';

const { db } = await freshDatabase();
const {
	spaceId,
	consultationId,
	secretariat,
	editor,
	scope,
	seenBy,
	shown,
	all,
	first,
	second,
	secret,
	third
} = await deskOf(db);

beforeEach(() => clearDesk(db));

test('the queue holds everything unanswered, the oldest first; private ones for the secretariat alone', async () => {
	expect(await shown({})).toEqual(all.map(({ reference }) => reference));
	expect(await shown({}, editor)).toEqual([first, second, third].map((one) => one.reference));
	expect(await shown({ private: true })).toEqual([secret.reference]);
	expect(await linesOf(db, seenBy(editor), [secret.id])).toEqual([]);
});

test('held ones wait for their answer too; their words are for those who decide about them', async () => {
	await sql`update contribution set state = 'held' where id = ${first.id}`.execute(db);
	try {
		const [own] = await linesOf(db, scope, [first.id]);
		const [others] = await linesOf(db, seenBy(editor), [first.id]);
		expect([own?.held, own?.opening.slice(0, 9)]).toEqual([true, 'The tolls']);
		expect([others?.held, others?.opening]).toEqual([true, '']);
		expect(await shown({ q: 'tolls' }, editor)).toEqual([]);
		expect(await shown({ q: 'tolls' })).toEqual([first.reference]);
	} finally {
		await sql`update contribution set state = 'published' where id = ${first.id}`.execute(db);
	}
});

test.each([
	['its unit', { unit: 1 }, [first, secret, third]],
	['a unit nobody spoke of', { unit: 2 }, []],
	['its place', { place: 'whole' as const }, [second]],
	['its kind', { kind: 'question' as const }, [second]],
	['its language', { lang: 'fr' }, [third]],
	['its words', { q: 'engineer leak' }, [secret]],
	['no theme', { theme: 'none' }, all],
	['a theme', { theme: 'money' }, []],
	['nobody', { assignee: 'none' }, all],
	['me', { assignee: 'me' }, []],
	['no body', { agency: 'none' }, all],
	['its age', { days: 1 }, []],
	['its support', { support: 1 }, []],
	['no group', { group: 'out' as const }, all],
	['a group', { group: 'in' as const }, []],
	['an answer', { answer: 'answered' as const }, []],
	['no draft', { answer: 'open' as const }, all],
	['a draft', { answer: 'drafted' as const }, []],
	['both ends', { sort: 'newest' as const }, all.toReversed()]
])('the filter tells by %s', async (_, filter, found) => {
	expect(await shown(filter)).toEqual(found.map(({ reference }) => reference));
});

test('an address that cannot be meant is named and left out', () => {
	const { filter, faults } = filterOf(
		new URLSearchParams('unit=many&lang=fr&days=7&sort=best&q=+a+')
	);
	expect(filter).toEqual({ ...everything, lang: 'fr', days: 7, q: 'a' });
	expect(faults).toEqual(['unit', 'sort']);
});

test('from one to the next within the filter, also after it has left it', async () => {
	expect(await wayFrom(db, scope, everything, second.id)).toEqual({
		...{ previous: first.reference, next: secret.reference, n: 2, total: 4 }
	});
	const newest = { ...everything, sort: 'newest' as const };
	expect(await wayFrom(db, scope, newest, second.id)).toMatchObject({
		...{ previous: secret.reference, next: first.reference, n: 3 }
	});
	const french = { ...everything, lang: 'fr' };
	expect(await wayFrom(db, scope, french, second.id)).toEqual({
		...{ previous: null, next: third.reference, n: null, total: 1 }
	});
	expect(await wayFrom(db, seenBy(editor), everything, second.id)).toMatchObject({
		next: third.reference
	});
});

test('all that a filter shows is answered together as long as one form can name it', async () => {
	const scope = scopeOf(secretariat, spaceId, consultationId);
	const all = (filter: Partial<Filter>) =>
		together(db, scope, {
			all: { ...everything, ...filter },
			until: new Date(Date.now() + 60_000)
		});
	expect(await all({ kind: 'question' })).toEqual({ ok: true, references: [second.reference] });
	expect(await all({ kind: 'question', lang: 'ru' })).toEqual({
		ok: false,
		obstacle: { code: 'none_chosen' }
	});
	const many = Array.from({ length: 51 }, (_, n) => `C-${String(n).padStart(6, '0')}`);
	expect(await together(db, scope, { references: many })).toEqual({
		ok: false,
		obstacle: { code: 'group_first', limit: 50 }
	});
	const outside = scopeOf(editor, spaceId, consultationId);
	const seen = await together(db, outside, {
		all: everything,
		until: new Date(Date.now() + 60_000)
	});
	expect(seen.ok && seen.references).not.toContain(secret.reference);
});
