import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { begin } from '#domain/theme/keep.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { send, type Said } from '../contribution/send.server.ts';
import { withdraw } from '../contribution/withdraw.server.ts';
import { scopeOf } from '../desk/scope.ts';
import { giveTheme } from '../desk/theme.server.ts';
import {
	dismissProposals,
	proposalsOf,
	searchAt,
	searchesIn,
	takeForTheme,
	takeProposal
} from './proposals.server.ts';
import { cancelSearch, runSearch, search } from './search.server.ts';
import { groupOf } from './store.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId, secretariat } = place;
const { id: consultationId } = await openIn(db, place);
const author = await person(db, 'Author');
const editor = await person(db, 'Editor', [{ spaceId, role: 'AGENCY_EDITOR' }]);
const scope = scopeOf(secretariat, spaceId, consultationId);
const editors = scopeOf(editor, spaceId, consultationId);

const say = async (body: string, more: Partial<Said> = {}) => {
	const said = await send(db, author, {
		...{ consultationId, on: { kind: 'whole' }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body },
		...more
	} as Said);
	if (!said.ok) throw new Error(said.obstacle.code);
	return db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('reference', '=', said.reference)
		.executeTakeFirstOrThrow();
};
const buses = [
	await say('Night buses should run every hour from the station.'),
	await say('Please let night buses leave the station hourly.'),
	await say('The station needs night buses for shift workers.')
];
const whisper = await say('Night buses at the station are cut for the mayor’s cousin.', {
	visibility: 'private'
});
const pools = [
	await say('The swimming pool needs a ramp for wheelchairs.'),
	await say('Wheelchairs need a ramp at the swimming pool.')
];
await say('Tax the geese.');
const references = (those: readonly { reference: string }[]) =>
	those.map(({ reference }) => reference).toSorted();

/** A search that has run to its end. */
async function searched(by = secretariat, theme: string | null = null) {
	const begun = await search(db, by, consultationId, theme);
	if (!begun.ok) throw new Error(begun.obstacle.code);
	await runSearch(db, begun.id);
	const found = await searchAt(db, scopeOf(by, spaceId, consultationId), begun.id);
	if (!found) throw new Error('The search is gone.');
	return found;
}
const proposed = async (one: Awaited<ReturnType<typeof searched>>, by = scope) =>
	(await proposalsOf(db, by, one, 1)).map(({ lines }) => references(lines));

test('who searches for the secretariat compares private ones too, and only the secretariat sees what was found', async () => {
	const own = await searched();
	expect(own).toMatchObject({ state: 'done', percent: 100, withPrivate: true, found: 2, left: 2 });
	expect(await proposed(own)).toEqual([references([...buses, whisper]), references(pools)]);
	expect(await searchAt(db, editors, own.id)).toBeUndefined();
	expect(await searchesIn(db, editors)).toEqual([]);

	const theirs = await searched(editor);
	expect(await proposed(theirs, editors)).toEqual([references(buses), references(pools)]);
	const [first] = await proposalsOf(db, editors, theirs, 1);
	expect(first?.shared).toEqual(expect.arrayContaining(['night', 'buses']));
	const stored = await db
		.selectFrom('groupProposal')
		.select('members')
		.where('searchId', '=', theirs.id)
		.execute();
	expect(JSON.stringify(stored)).not.toContain(whisper.id);
});

test('the same contributions are proposed the same way twice', async () => {
	const rows = async (id: string) =>
		db
			.selectFrom('groupProposal')
			.select(['n', 'members', 'shared'])
			.where('searchId', '=', id)
			.orderBy('n')
			.execute();
	const [one, other] = [await searched(), await searched()];
	expect(await rows(one.id)).toEqual(await rows(other.id));
});

test('a consultation is searched once at a time; a search that is stopped leaves nothing', async () => {
	const begun = await search(db, secretariat, consultationId, null);
	if (!begun.ok) throw new Error(begun.obstacle.code);
	expect(await search(db, editor, consultationId, null)).toMatchObject({
		obstacle: { code: 'already_running', id: begun.id }
	});
	expect(await cancelSearch(db, secretariat, consultationId, begun.id)).toEqual({ ok: true });
	await runSearch(db, begun.id);
	expect(await searchAt(db, scope, begun.id)).toMatchObject({ state: 'cancelled', found: 0 });
	expect((await cancelSearch(db, secretariat, consultationId, begun.id)).ok).toBe(false);
});

test('somebody without the right searches nothing', async () => {
	const count = () => sql`select count(*) from group_search`.execute(db);
	const before = (await count()).rows;
	expect(await search(db, author, consultationId, null)).toMatchObject({
		obstacle: { code: 'not_allowed' }
	});
	expect(await search(db, secretariat, consultationId, 'none')).toMatchObject({
		obstacle: { code: 'no_such_theme' }
	});
	expect((await count()).rows).toEqual(before);
});

test('a proposal is adjusted and taken, once; another is set aside', async () => {
	const one = await searched();
	const asked = {
		n: 1,
		title: 'Night buses',
		lang: 'en',
		without: references([buses[2] ?? whisper])
	};
	const untitled = await takeProposal(db, secretariat, scope, one, { ...asked, title: ' ' });
	expect(untitled).toMatchObject({ obstacle: { code: 'title_missing' } });
	const done = await takeProposal(db, secretariat, scope, one, asked);
	expect(done).toMatchObject({ ok: true, count: 3 });
	expect(await groupOf(db, buses[0]?.id ?? '')).toMatchObject({ title: 'Night buses', count: 3 });
	expect(await groupOf(db, buses[2]?.id ?? '')).toBeNull();
	// Words that private ones share are not written where others read them.
	const group = await db.selectFrom('contributionGroup').select('shared').executeTakeFirstOrThrow();
	expect(group.shared).toEqual([]);
	expect(await takeProposal(db, secretariat, scope, one, asked)).toMatchObject({
		obstacle: { code: 'already_settled' }
	});
	await dismissProposals(db, secretariat, scope, one, [2]);
	expect(await searchAt(db, scope, one.id)).toMatchObject({ found: 2, left: 0 });
	expect(await proposed(await searched())).toEqual([references(pools)]);
});

test('others like those that carry a theme are proposed and given it', async () => {
	await begin(db, secretariat, spaceId, { names: { en: 'Access' }, basis: 'SECTOR' });
	expect(await search(db, secretariat, consultationId, 'access')).toMatchObject({
		obstacle: { code: 'theme_unused' }
	});
	const which = { references: references(pools.slice(0, 1)) };
	await giveTheme(db, secretariat, consultationId, { which, theme: 'access' });
	const one = await searched(secretariat, 'access');
	expect(one.theme).toMatchObject({ slug: 'access' });
	expect(await proposed(one)).toEqual([references(pools.slice(1))]);
	expect(await takeForTheme(db, secretariat, scope, one, [1])).toMatchObject({
		ok: true,
		count: 1
	});
	expect(await searchAt(db, scope, one.id)).toMatchObject({ left: 0 });
});

test('words that were shared are not kept once one who said them takes them back', async () => {
	const both = [
		await say('Call Ottokar Quirrenbach about the bakery lane, he lives there.'),
		await say('Ottokar Quirrenbach lives in the bakery lane, call him.')
	];
	const found = await searched(editor);
	const all = await proposalsOf(db, editors, found, 1);
	const proposal = all.find(({ shared }) => shared.join(' ').includes('quirrenbach'));
	if (!proposal) throw new Error('Nothing was proposed.');
	await takeProposal(db, editor, editors, found, {
		...{ n: proposal.n, without: [], title: 'The lane', lang: 'en' }
	});
	const kept = async () =>
		JSON.stringify(
			await Promise.all([
				db.selectFrom('groupProposal').select('shared').execute(),
				db.selectFrom('contributionGroup').select('shared').execute()
			])
		);
	expect((await kept()).match(/quirrenbach/gi)).toHaveLength(2);
	const [{ id } = { id: '' }] = both;
	expect(await withdraw(db, author, { id, consultationId })).toEqual({ ok: true });
	expect(await kept()).not.toMatch(/quirrenbach/i);
});
