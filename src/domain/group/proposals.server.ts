/** What a search proposed, and what became of it. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { gather, type GroupOutcome } from '../desk/gather.server.ts';
import type { Scope } from '../desk/scope.ts';
import { giveTheme, type ThemeOutcome } from '../desk/theme.server.ts';
import { linesOf, type Line } from '../desk/queue.server.ts';
import type { Names } from '../theme/theme.ts';

export type SearchState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
export type Search = {
	id: string;
	state: SearchState;
	percent: number;
	createdAt: Date;
	theme: { slug: string; names: Names } | null;
	withPrivate: boolean;
	/** Proposals in all, and those nobody has settled. */
	found: number;
	left: number;
};

type Row = Omit<Search, 'theme' | 'state'> & {
	state: string;
	slug: string | null;
	names: Names | null;
};

const shown = (scope: Scope) => sql`
	select s.id, s.state, s.percent, s.created_at, h.slug, h.names, s.with_private,
		(select count(*)::int from group_proposal p where p.search_id = s.id) as found,
		(select count(*)::int from group_proposal p where p.search_id = s.id and p.settled is null) as left
	from group_search s left join theme h on h.id = s.theme_id
	where s.consultation_id = ${scope.consultationId} and (${scope.withPrivate} or not s.with_private)`;

const searchOf = ({ slug, names, state, ...row }: Row): Search => ({
	...row,
	state: state as SearchState,
	theme: slug === null ? null : { slug, names: names ?? {} }
});

/** The latest searches of a consultation, the newest first. */
export async function searchesIn(db: Database, scope: Scope): Promise<Search[]> {
	const { rows } = await sql<Row>`
		${shown(scope)} order by s.created_at desc, s.id limit 10`.execute(db);
	return rows.map(searchOf);
}

/** One search; what compared private contributions is the secretariat's. */
export async function searchAt(
	db: Database,
	scope: Scope,
	id: string
): Promise<Search | undefined> {
	const { rows } = await sql<Row>`${shown(scope)} and s.id = ${id}`.execute(db);
	return rows[0] && searchOf(rows[0]);
}

export const proposalsShown = 10;
/** Members of a proposal that are read on the page; the others are counted, and come along. */
export const membersRead = 12;

export type Proposed = { n: number; shared: string[]; lines: Line[]; count: number };

/** Proposals nobody has settled, a page of them, with what still fits: unanswered and in no group. */
export async function proposalsOf(
	db: Database,
	scope: Scope,
	search: Search,
	page: number
): Promise<Proposed[]> {
	const size = search.theme ? proposalsShown * 5 : proposalsShown;
	const { rows } = await sql<{ n: number; shared: string[]; members: string[]; count: number }>`
		select p.n, p.shared, coalesce(fits.members, '{}') as members, coalesce(fits.count, 0) as count
		from group_proposal p
		left join lateral (
			select (array_agg(k.id order by m.at))[1:${sql.lit(membersRead)}] as members, count(*)::int as count
			from unnest(p.members) with ordinality as m (id, at) join contribution k on k.id = m.id
			where ${fitting(search, scope)}
		) fits on true
		where p.search_id = ${search.id} and p.settled is null
		order by p.n limit ${size} offset ${(page - 1) * size}`.execute(db);
	const lines = await linesOf(
		db,
		scope,
		rows.flatMap(({ members }) => members)
	);
	const byId = new Map(lines.map((line) => [line.id, line]));
	return rows.map(({ n, shared, members, count }) => ({
		...{ n, shared, count },
		lines: members.flatMap((id) => byId.get(id) ?? [])
	}));
}

/** Whether a member can still be taken: nobody answered it, grouped it or took it back since. */
const fitting = ({ theme }: Search, { withPrivate }: Scope) => sql`
	k.state in ('published', 'held') and (${withPrivate} or k.visibility = 'public')
	and ${theme ? sql`k.response_id is null` : sql`k.response_id is null and k.group_id is null`}`;

export type Settled = GroupOutcome | { ok: false; obstacle: { code: 'already_settled' } };

type Asked = { n: number; without: readonly string[]; title: string; lang: string };

/** Makes a group of a proposal, without those somebody unticked. */
export const takeProposal = (
	db: Database,
	by: Viewer,
	scope: Scope,
	search: Search,
	{ n, without, title, lang }: Asked
) =>
	acting<Settled>(db, by, 'desk.sort', scope.consultationId, 'shared', async ({ tx }) => {
		const found = await held(tx, search.id, [n]);
		const [proposal] = found;
		if (!proposal) return { ok: false, obstacle: { code: 'already_settled' } };
		const references = await referencesIn(tx, scope, search, proposal.members);
		const which = { references: references.filter((one) => !without.includes(one)) };
		// The words of private ones are not written where others read them.
		const shared = search.withPrivate ? [] : proposal.shared;
		const done = await gather(tx, by, scope.consultationId, {
			which,
			into: { title, lang, shared }
		});
		if (done.ok) await settle(tx, search.id, [n], 'taken');
		return done;
	});

/** Gives the theme that was looked for to those that were ticked. */
export const takeForTheme = (
	db: Database,
	by: Viewer,
	scope: Scope,
	search: Search,
	numbers: readonly number[]
) =>
	acting<ThemeOutcome>(db, by, 'desk.sort', scope.consultationId, 'shared', async ({ tx }) => {
		const found = await held(tx, search.id, numbers);
		const members = found.flatMap((one) => one.members);
		const references = await referencesIn(tx, scope, search, members);
		const theme = search.theme?.slug ?? '';
		const done = await giveTheme(tx, by, scope.consultationId, { which: { references }, theme });
		if (done.ok)
			await settle(
				tx,
				search.id,
				found.map((one) => one.n),
				'taken'
			);
		return done;
	});

/** Sets proposals aside. */
export const dismissProposals = (
	db: Database,
	by: Viewer,
	scope: Scope,
	search: Search,
	numbers: readonly number[]
) =>
	acting<{ ok: true } | { ok: false; obstacle: Barred['obstacle'] }>(
		db,
		by,
		'desk.sort',
		scope.consultationId,
		'shared',
		async ({ tx }) => {
			await settle(tx, search.id, numbers, 'dismissed');
			return { ok: true };
		}
	);

async function held(tx: Transaction, searchId: string, numbers: readonly number[]) {
	if (numbers.length === 0) return [];
	return tx
		.selectFrom('groupProposal')
		.select(['n', 'members', 'shared'])
		.where('searchId', '=', searchId)
		.where('n', 'in', [...numbers])
		.where('settled', 'is', null)
		.orderBy('n')
		.forUpdate()
		.execute();
}

async function referencesIn(
	tx: Transaction,
	scope: Scope,
	search: Search,
	members: readonly string[]
): Promise<string[]> {
	const { rows } = await sql<{ reference: string }>`
		select k.reference from contribution k
		where k.id = any (${members}::uuid[]) and k.consultation_id = ${scope.consultationId}
			and ${fitting(search, scope)}`.execute(tx);
	return rows.map(({ reference }) => reference);
}

async function settle(
	tx: Transaction,
	searchId: string,
	numbers: readonly number[],
	settled: 'taken' | 'dismissed'
) {
	if (numbers.length === 0) return;
	await tx
		.updateTable('groupProposal')
		.set({ settled })
		.where('searchId', '=', searchId)
		.where('n', 'in', [...numbers])
		.where('settled', 'is', null)
		.execute();
}
