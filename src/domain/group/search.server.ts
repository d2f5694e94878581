/** Looking in the background for contributions that say the same, or that belong to a theme. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { enqueue } from '../jobs.server.ts';
import { inThread } from '../thread.server.ts';
import { themeAt } from '../theme/store.server.ts';
import type { Compared, Proposal } from './alike.ts';
import type { Job } from './worker.server.ts';

export type SearchObstacle =
	| Barred['obstacle']
	| { code: 'already_running'; id: string }
	| { code: 'no_such_theme' }
	| { code: 'theme_unused' };
export type SearchOutcome = { ok: true; id: string } | { ok: false; obstacle: SearchObstacle };

const no = (obstacle: SearchObstacle) => ({ ok: false as const, obstacle });

/** Leaves a search to the queue; a consultation has one at a time. */
export const search = (db: Database, by: Viewer, consultationId: string, slug: string | null) =>
	acting<SearchOutcome>(db, by, 'desk.sort', consultationId, 'shared', async (scene) => {
		const { tx, consultation } = scene;
		const theme = slug === null ? null : await themeAt(tx, consultation.spaceId, slug);
		if (theme === undefined || theme?.mergedInto) return no({ code: 'no_such_theme' });
		const withPrivate = holds(by, consultation.spaceId, 'SECRETARIAT');
		if (theme && !(await isUsed(tx, consultationId, theme.id, withPrivate)))
			return no({ code: 'theme_unused' });
		const id = newId();
		const made = await tx
			.insertInto('groupSearch')
			.values({
				...{ id, consultationId, byId: by.id, state: 'waiting' },
				...{ themeId: theme?.id ?? null, withPrivate }
			})
			.onConflict((on) => on.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made) {
			await enqueue(tx, 'find_alike', { id }, { jobKey: `alike ${id}` });
			return { ok: true, id };
		}
		const running = await tx
			.selectFrom('groupSearch')
			.select('id')
			.where('consultationId', '=', consultationId)
			.where('state', 'in', ['waiting', 'running'])
			.executeTakeFirst();
		return no({ code: 'already_running', id: running?.id ?? id });
	});

async function isUsed(db: Database, consultationId: string, themeId: string, withPrivate: boolean) {
	const row = await db
		.selectFrom('contributionTheme as x')
		.innerJoin('contribution as k', 'k.id', 'x.contributionId')
		.select('k.id')
		.where('k.consultationId', '=', consultationId)
		.where('x.themeId', '=', themeId)
		.where('k.state', '=', 'published')
		.$if(!withPrivate, (query) => query.where('k.visibility', '=', 'public'))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Stops a search, in whichever process it runs. */
export const cancelSearch = (db: Database, by: Viewer, consultationId: string, id: string) =>
	acting<{ ok: true } | { ok: false; obstacle: Barred['obstacle'] | { code: 'already_over' } }>(
		db,
		by,
		'desk.sort',
		consultationId,
		'shared',
		async ({ tx, at }) => {
			const row = await tx
				.updateTable('groupSearch')
				.set({ state: 'cancelled', endedAt: at })
				.where('id', '=', id)
				.where('consultationId', '=', consultationId)
				.where('state', 'in', ['waiting', 'running'])
				.returning('id')
				.executeTakeFirst();
			return row ? { ok: true } : { ok: false, obstacle: { code: 'already_over' } };
		}
	);

const limits = { seconds: 120, megabytes: 384 };
/** Milliseconds between two looks whether someone has cancelled, each of which says how far it is. */
const look = 400;

/** What the queue does: compares, and writes down what it proposes. Cancelled meanwhile, it leaves nothing. */
export async function runSearch(db: Database, id: string): Promise<void> {
	const begun = await db
		.updateTable('groupSearch')
		.set({ state: 'running' })
		.where('id', '=', id)
		.where('state', 'in', ['waiting', 'running'])
		.returning(['consultationId', 'themeId', 'withPrivate'])
		.executeTakeFirst();
	if (!begun) return;
	const stopping = new AbortController();
	let percent = 0;
	const watch = setInterval(() => {
		void setPercent(db, id, percent)
			.then((runs) => runs || stopping.abort())
			.catch(() => undefined);
	}, look);
	try {
		const { job, ids } = await jobOf(db, begun);
		const worked = await inThread<Proposal[]>(
			'domain/group/worker.server.ts',
			job,
			{ ...limits, signal: stopping.signal },
			(progress) => (percent = progress)
		);
		if (worked.ok) await keep(db, id, worked.answer, ids);
		else if (worked.reason !== 'cancelled') await fail(db, id);
	} catch (error) {
		await fail(db, id).catch(() => undefined);
		throw error;
	} finally {
		clearInterval(watch);
	}
}

async function setPercent(db: Database, id: string, percent: number) {
	const row = await db
		.updateTable('groupSearch')
		.set({ percent })
		.where('id', '=', id)
		.where('state', '=', 'running')
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

type Begun = { consultationId: string; themeId: string | null; withPrivate: boolean };
type Row = { id: string; lang: string; text: string; alikeOf: string | null; marked: boolean };

/** As many as are compared in one go. */
const most = 20_000;

/** What is compared, in an order that is always the same: what stands unanswered and in no group, or what a theme might be for. */
async function jobOf(db: Database, { consultationId, themeId, withPrivate }: Begun) {
	const marked = themeId
		? sql`exists (select from contribution_theme x where x.contribution_id = k.id and x.theme_id = ${themeId})`
		: sql`false`;
	const wanted = themeId
		? sql`(${marked} or k.response_id is null)`
		: sql`k.response_id is null and k.group_id is null`;
	const { rows } = await sql<Row>`
		select k.id, k.lang, k.body || coalesce(e'\n' || s.words, '') as text, k.alike_of, ${marked} as marked
		from contribution k left join suggestion s on s.contribution_id = k.id
		where k.consultation_id = ${consultationId} and k.state = 'published'
			and (${withPrivate} or k.visibility = 'public') and ${wanted}
		order by k.received_at, k.id limit ${most}`.execute(db);
	const places = new Map(rows.map(({ id }, at) => [id, at]));
	const texts = rows.map(({ lang, text, alikeOf }): Compared => {
		const copyOf = alikeOf === null ? undefined : places.get(alikeOf);
		return copyOf === undefined ? { lang, text } : { lang, text, copyOf };
	});
	const job: Job = {
		texts,
		marked: themeId ? rows.flatMap((row, at) => (row.marked ? [at] : [])) : null
	};
	return { job, ids: rows.map(({ id }) => id) };
}

async function keep(
	db: Database,
	id: string,
	proposals: readonly Proposal[],
	ids: readonly string[]
) {
	await db.transaction().execute(async (tx) => {
		const row = await tx
			.updateTable('groupSearch')
			.set({ state: 'done', percent: 100, endedAt: sql<Date>`clock_timestamp()` })
			.where('id', '=', id)
			.where('state', '=', 'running')
			.returning('id')
			.executeTakeFirst();
		if (!row || proposals.length === 0) return;
		await tx
			.insertInto('groupProposal')
			.values(
				proposals.map(({ members, shared }, at) => ({
					...{ searchId: id, n: at + 1, shared },
					members: members.flatMap((place) => ids[place] ?? [])
				}))
			)
			.execute();
	});
}

const fail = (db: Database, id: string) =>
	db
		.updateTable('groupSearch')
		.set({ state: 'failed', endedAt: sql<Date>`clock_timestamp()` })
		.where('id', '=', id)
		.where('state', '=', 'running')
		.execute();
