import { expect, test } from 'vitest';
import type { Act } from '#domain/policy/acts.ts';
import type { Database } from '#domain/database.server.ts';
import { openedHouse } from '#tests/opened.ts';
import type { House } from '../house.server.ts';
import { databaseFor } from './copy.server.ts';
import { keepPage, type Kept } from './keep.server.ts';

const { house } = await openedHouse();
const db = {} as Database;

/** The house with a copy that has, or lacks, something announced. */
const withCopy = (isCurrent: () => boolean): House => ({
	...house,
	replica: {
		...{ db, isCurrent, facts: () => ({ used: isCurrent(), lagSeconds: 0 }) },
		close: () => Promise.resolve()
	}
});
const request = (method = 'GET', cookie = '') =>
	new Request('http://localhost/en/arcadia', { method, headers: { cookie } });
const mine = `${house.auth.cookie}=anything`;

test.each<[string, Request, Act, boolean, boolean]>([
	['a reader', request(), 'consultation.read', true, true],
	['a reader who only asks whether it changed', request('HEAD'), 'remark.read', true, true],
	['a reader with a cookie of someone else’s', request('GET', 'a=b'), 'export.read', true, true],
	['a reader while the copy lags', request(), 'consultation.read', false, false],
	['whoever is signed in', request('GET', mine), 'consultation.read', true, false],
	['whoever sends a form', request('POST'), 'vote.cast', true, false],
	['an act that reads, sent as a form', request('POST'), 'consultation.read', true, false],
	['whoever opens the form to say something', request(), 'remark.send', true, false],
	['whoever has something waiting', request(), 'pending.confirm', true, false],
	['whoever signs in', request(), 'account.sign_in', true, false],
	['whoever was invited', request(), 'organisation.join', true, false]
])('%s', (_, asked, act, current, copy) => {
	const given = databaseFor(
		withCopy(() => current),
		asked,
		act
	);
	expect(given === db).toBe(copy);
	expect(databaseFor(house, asked, act)).toBe(house.db);
});

test('a page read from the copy is kept only while nothing was announced that it may lack', () => {
	let current = true;
	const locals = { house: withCopy(() => current), db, kept: null as Kept | null };
	keepPage(locals, 'a text');
	expect(locals.kept).not.toBeNull();
	current = false;
	locals.kept = null;
	keepPage(locals, 'a text');
	expect(locals.kept).toBeNull();
	const primary = { ...locals, db: house.db };
	keepPage(primary, 'a text');
	expect(primary.kept).not.toBeNull();
});
