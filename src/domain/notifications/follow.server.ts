/** What a person follows and how often they are told of it: reading and changing it. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { now } from '../clock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { inOne } from '../transaction.server.ts';
import { mostFollowed, paceOfOwn, type Pace, type Stopped, type Target } from './notices.ts';

export type Followable = { target: Target; targetId: string };

export type Following =
	{ ok: true } | { ok: false; obstacle: { code: 'missing' } | { code: 'too_many'; most: number } };

/** Follows something at a pace, or changes the pace. Only what the person may see can be followed. */
export function follow(
	db: Database,
	by: Viewer,
	{ target, targetId }: Followable,
	pace: Pace
): Promise<Following> {
	return inOne(db, async (tx) => {
		// One at a time for each person: their number is limited.
		await sql`select from person where id = ${by.id} for no key update`.execute(tx);
		if (!(await exists(tx, by, { target, targetId }))) return no({ code: 'missing' });
		const { n, known } = await tx
			.selectFrom('follow')
			.select(({ fn }) => [
				fn.countAll<number>().as('n'),
				sql<boolean>`coalesce(bool_or(target = ${target} and target_id = ${targetId}), false)`.as(
					'known'
				)
			])
			.where('personId', '=', by.id)
			.executeTakeFirstOrThrow();
		if (!known && n >= mostFollowed) return no({ code: 'too_many', most: mostFollowed });
		const at = await now(tx);
		await tx
			.insertInto('follow')
			.values({ personId: by.id, target, targetId, pace, at })
			.onConflict((on) => on.columns(['personId', 'target', 'targetId']).doUpdateSet({ pace }))
			.execute();
		return { ok: true };
	});
}

const no = (obstacle: (Following & { ok: false })['obstacle']): Following => ({
	ok: false,
	obstacle
});

/** No longer follows something; one's own is told as before anything was said about it. */
export async function unfollow(db: Database, by: Viewer, { target, targetId }: Followable) {
	await db
		.deleteFrom('follow')
		.where('personId', '=', by.id)
		.where('target', '=', target)
		.where('targetId', '=', targetId)
		.execute();
}

/** Whether there is such a thing and the person may know of it. */
async function exists(tx: Transaction, by: Viewer, { target, targetId }: Followable) {
	const among = {
		own: sql`select ${by.id}::uuid as id`,
		consultation: sql`select id from consultation where announced_at is not null`,
		unit: sql`select u.id from unit u join consultation c on c.id = u.consultation_id
			where c.announced_at is not null`,
		contribution: sql`select id from contribution
			where state <> 'withdrawn' and (visibility = 'public' and state = 'published' or person_id = ${by.id})`,
		theme: sql`select id from theme`,
		organisation: sql`select id from organisation where verified_at is not null`
	}[target];
	const { rows } = await sql`select from (${among}) x where x.id = ${targetId}::uuid`.execute(tx);
	return rows.length > 0;
}

/** How often a person is told of something; null when they do not follow it. */
export async function paceOf(
	db: Database,
	personId: string,
	{ target, targetId }: Followable
): Promise<Pace | null> {
	const row = await db
		.selectFrom('follow')
		.select('pace')
		.where('personId', '=', personId)
		.where('target', '=', target)
		.where('targetId', '=', targetId)
		.executeTakeFirst();
	return (row?.pace as Pace | undefined) ?? (target === 'own' ? paceOfOwn : null);
}

export type Listed = Followable & {
	pace: Pace;
	/** The space it is in, and what its name and address are made of. */
	space: string;
	slug: string | null;
	name: string;
	/** Of the consultation a unit is of. */
	title: string | null;
	lang: string | null;
	names: Record<string, string> | null;
	number: number | null;
	reference: string | null;
};

/** Everything a person follows but their own, by what it is. */
export async function followed(db: Database, personId: string): Promise<Listed[]> {
	const { rows } = await sql<Listed>`
		select f.target, f.target_id as "targetId", f.pace, s.slug as space, x.* from follow f
		join lateral (
			select c.space_id, c.slug, c.title as name, null as title, c.language as lang, null::jsonb as names,
				null::int as number, null as reference
			from consultation c where f.target = 'consultation' and c.id = f.target_id
			union all
			select c.space_id, c.slug, coalesce(t.plain, c.title), c.title, coalesce(t.lang, c.language), null, t.number, u.id::text
			from unit u join consultation c on c.id = u.consultation_id
			left join unit_text t on t.version_id = c.version_id and t.unit_id = u.id
			where f.target = 'unit' and u.id = f.target_id
			union all
			select c.space_id, c.slug, c.title, null, c.language, null, null, k.reference
			from contribution k join consultation c on c.id = k.consultation_id
			where f.target = 'contribution' and k.id = f.target_id
			union all
			select t.space_id, t.slug, t.slug, null, null, t.names, null, null
			from theme t where f.target = 'theme' and t.id = f.target_id
			union all
			select o.space_id, o.slug, o.name, null, null, null, null, null
			from organisation o where f.target = 'organisation' and o.id = f.target_id
		) x on true
		join space s on s.id = x.space_id
		where f.person_id = ${personId} and f.target <> 'own'
		order by array_position(array['consultation', 'unit', 'theme', 'organisation', 'contribution'], f.target),
			x.name, x.number, f.at
		limit ${mostFollowed}`.execute(db);
	return rows;
}

/** Stops what a link in a mail names, and nothing else; answers how much of it went on until now. */
export function stop(db: Database, personId: string, stopped: readonly Stopped[]): Promise<number> {
	return inOne(db, async (tx) => {
		let count = 0;
		for (const { target, targetId } of stopped) {
			if (target === 'own') count += await stopOwn(tx, personId);
			else {
				const { numUpdatedRows } = await tx
					.updateTable('follow')
					.set({ pace: 'never' })
					.where('personId', '=', personId)
					.where('pace', '<>', 'never')
					.$if(target === 'daily' || target === 'weekly', (query) =>
						query.where('pace', '=', target)
					)
					.$if(target !== 'daily' && target !== 'weekly', (query) =>
						query.where('target', '=', target).where('targetId', '=', targetId)
					)
					.executeTakeFirst();
				count += Number(numUpdatedRows);
			}
		}
		return count;
	});
}

async function stopOwn(tx: Transaction, personId: string): Promise<number> {
	const { rows } = await sql`
		insert into follow (person_id, target, target_id, pace, at)
		select id, 'own', id, 'never', clock_timestamp() from person where id = ${personId}
		on conflict (person_id, target, target_id) do update set pace = 'never' where follow.pace <> 'never'
		returning 1`.execute(tx);
	return rows.length;
}
